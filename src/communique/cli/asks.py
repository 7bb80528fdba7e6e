"""`communique asks`: who asked what of whom, and what came of it."""

from __future__ import annotations

from typing import Final

from communique.cli.register import register

__all__ = ["EXAMPLES", "TWINS", "asks"]

EXAMPLES: Final = (
    "communique asks",
    "communique asks --to Meta --status open",
    "communique asks --by Yoon --topic disinformation --format json",
)
TWINS: Final = ("Ledger.asks",)

asks = register(
    "asks",
    """List what was asked of whom, and whether it was answered.

A line a request, by the day on which its text was published. `open` was not answered in any text read so far,
`overdue` is open although its time is past; `communique show ID` gives the words of the answer.
""",
)
