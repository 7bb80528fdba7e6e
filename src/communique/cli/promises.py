"""`communique promises`: who promised or offered what to whom, and what came of it."""

from __future__ import annotations

from typing import Final

from communique.cli.register import register

__all__ = ["EXAMPLES", "TWINS", "promises"]

EXAMPLES: Final = (
    "communique promises",
    "communique promises --due 2025 --overdue",
    "communique promises --by Meta --as-of 2025-12-31 --format csv > promises.csv",
)
TWINS: Final = ("Ledger.promises",)

promises = register(
    "promises",
    """List what was promised or offered, and whether it was kept.

A line a promise or an offer, by the day on which its text was published. `kept`, `broken` and `withdrawn` rest on a
later text that says so, `overdue` is open although its time is past; `communique show ID` gives the words.
""",
)
