"""The ledger as a program uses it: `Ledger`, and `extract` for reading without one.

Imported one by one when first asked for: behind `Ledger` stands a database's library, which `extract` does without.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.ledger.extracting import extract
    from communique.ledger.facade import Ledger
    from communique.ledger.importing import ImportReport
    from communique.ledger.rereading import MeetingChange, RereadReport
    from communique.ledger.watching import WatchNote, WatchReport
    from communique.resolution.holders import Holder
    from communique.sources.mapped_rows import BrokenRow
    from communique.store.feeds import Feed
    from communique.store.forgetting import Remains
    from communique.store.forgotten import Tombstone
    from communique.store.loading import LoadReport, Refusal
    from communique.store.raws import Raw
    from communique.store.received import Result
    from communique.store.records import (
        DocumentRecord,
        Failure,
        Fault,
        GroundedClaim,
        Grounds,
        IngestReport,
        Outcome,
        Progress,
    )
    from communique.store.reference_lists import ReferenceList
    from communique.store.rereading import ClaimChange
    from communique.views.reconciliation import Reconciliation

__all__ = [
    "BrokenRow",
    "ClaimChange",
    "DocumentRecord",
    "Failure",
    "Fault",
    "Feed",
    "GroundedClaim",
    "Grounds",
    "Holder",
    "ImportReport",
    "IngestReport",
    "Ledger",
    "LoadReport",
    "MeetingChange",
    "Outcome",
    "Progress",
    "Raw",
    "Reconciliation",
    "ReferenceList",
    "Refusal",
    "Remains",
    "RereadReport",
    "Result",
    "Tombstone",
    "WatchNote",
    "WatchReport",
    "extract",
]

_HOMES = {
    "BrokenRow": "communique.sources.mapped_rows",
    "LoadReport": "communique.store.loading",
    "Reconciliation": "communique.views.reconciliation",
    "Refusal": "communique.store.loading",
    "ClaimChange": "communique.store.rereading",
    "MeetingChange": "communique.ledger.rereading",
    "RereadReport": "communique.ledger.rereading",
    "Raw": "communique.store.raws",
    "Remains": "communique.store.forgetting",
    "Result": "communique.store.received",
    "Tombstone": "communique.store.forgotten",
    "Holder": "communique.resolution.holders",
    "ImportReport": "communique.ledger.importing",
    "Ledger": "communique.ledger.facade",
    "ReferenceList": "communique.store.reference_lists",
    "Feed": "communique.store.feeds",
    "WatchNote": "communique.ledger.watching",
    "WatchReport": "communique.ledger.watching",
    "extract": "communique.ledger.extracting",
}


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module(_HOMES.get(name, "communique.store.records")), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
