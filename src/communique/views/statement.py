"""A statement as the ledger shows it: what one document says that somebody said. `statements` builds it."""

from __future__ import annotations

from dataclasses import dataclass

from communique.model import StatementClaim

__all__ = ["Statement"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement with its document, and with whom and what of the ledger it belongs to.

    Attributes:
        id: the claim's id.
        claim: what the document says.
        path: the first path or address of the document.
        published: EDTF date of the document's publication.
        meeting: the id of the listed meeting at which it was said.
        speakers: the ids of the people and organisations who said it, those that the ledger lists.
        addressees: the same of those to whom it was said.
        speaker_names: every name that any text uses for the speakers.
        addressee_names: the same for those to whom it was said.
        organisations: the names of organisations that spoke or were spoken to, themselves or by their people.
        countries: ISO 3166-1 alpha-2 of the countries that texts give for the people.
    """

    id: str
    claim: StatementClaim
    path: str
    published: str | None
    meeting: str | None = None
    speakers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    speaker_names: tuple[str, ...] = ()
    addressee_names: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
