"""Opening the ledger that a command works on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.ledger import Ledger

__all__ = ["open_ledger"]


def open_ledger(path: Path | None) -> Ledger:
    """The ledger at a path, or the one of the settings.

    Args:
        path: what `--ledger` says; None where it says nothing.
    """
    # Deferred: it imports SQLAlchemy, which `--help` and `extract` can do without.
    from communique.ledger import Ledger

    return Ledger(path)
