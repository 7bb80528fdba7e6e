"""Communique: a ledger of high-level meetings with receipts.

from communique import Ledger

with Ledger("talks.db") as ledger:
    ledger.ingest(["articles/"])
    for meeting in ledger.meetings(country="KR", since="2024"):
        print(meeting.date, [party.name for party in meeting.participants])
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from communique.errors import (
    CommuniqueError,
    ContradictionError,
    DocumentError,
    ForgottenError,
    GroundingError,
    InputError,
    LedgerFullError,
    NewerLedgerError,
    NotALedgerError,
    NotFoundError,
    StoreError,
)

if TYPE_CHECKING:
    from communique.ledger import Ledger, extract

__all__ = [
    "CommuniqueError",
    "ContradictionError",
    "DocumentError",
    "ForgottenError",
    "GroundingError",
    "InputError",
    "Ledger",
    "LedgerFullError",
    "NewerLedgerError",
    "NotALedgerError",
    "NotFoundError",
    "StoreError",
    "__version__",
    "extract",
]

__version__ = "0.1.0"

_LATE = ("Ledger", "extract")  # imported when first asked for: behind them stands a database's library


def __getattr__(name: str) -> Any:
    if name in _LATE:
        from communique import ledger

        return getattr(ledger, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
