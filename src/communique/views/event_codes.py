"""The code of PLOVER, the event ontology, for each kind of statement: a column for those who count events.

Source: the PLOVER codebook of 2024 (Political Language Ontology for Verifiable Event Records) and its table of CAMEO
codes. It has one code for offers and promises, and none for a view, a warning about a risk or a plan of one's own;
therefore the kind stays what the ledger goes by.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from communique.model import StatementKind

__all__ = ["event_code"]

_CODES: Final[Mapping[StatementKind, str]] = {
    StatementKind.REQUEST: "REQUEST",
    StatementKind.OFFER: "AGREE",
    StatementKind.PROMISE: "AGREE",
    StatementKind.CONCERN: "ACCUSE-disapprove",
    StatementKind.DENIAL: "REJECT",
    StatementKind.PRAISE: "SUPPORT",
}


def event_code(kind: StatementKind) -> str | None:
    """The code, with its mode behind a hyphen; None where PLOVER has none."""
    return _CODES.get(kind)
