"""Taking in what others found: documents and claims from outside, each claim past the gate by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from sqlalchemy import select

from communique.errors import GroundingError, NotFoundError
from communique.extraction.gate import find_faults, find_unheard
from communique.model import Document, Extraction, Reading
from communique.store.opening import Store
from communique.store.reading import find_standing, load_document
from communique.store.records import Claim, claims_of
from communique.store.tables import claims, readings
from communique.store.writing import add_capture, add_claims, add_extraction

__all__ = ["Added", "LoadReport", "Refusal", "find_document", "keep_loaded", "let_pass"]

_FAULTS = 5  # faults of one claim that are told; a claim of a thousand passages can have as many


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Something of an extract was not taken in.

    Attributes:
        source: the extract, as it was given.
        line: the number of the line.
        document: where the document came from, as the line tells; None where the line could not be read so far.
        claim: which claim: its place in the line and the id it was given; None where all of the line was refused.
        problem: the field, what was found and what was expected.
    """

    source: str
    line: int
    document: str | None
    claim: str | None
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """What a run of `load` did.

    Attributes:
        documents: documents that were not known.
        claims: claims that were not known.
        known: lines that brought nothing new.
        refused: how many claims, and whole lines, were not taken in.
        refusals: the first thousand of them.
        meetings: how many meetings the ledger now lists.
        forgotten: lines whose text was forgotten earlier, and is not taken in again.
    """

    documents: int
    claims: int
    known: int
    refused: int
    refusals: tuple[Refusal, ...]
    meetings: int
    forgotten: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What a line brought that was not known."""

    document: bool
    claims: int
    readings: int

    @property
    def anything(self) -> bool:
        """True where anything was new."""
        return self.document or self.claims > 0 or self.readings > 0


def find_document(store: Store, document: str) -> Document | None:
    """The document with this id, where the ledger has it."""
    with store.reading() as connection:
        try:
            return load_document(connection, document)
        except NotFoundError:
            return None


def let_pass(claim: Claim, reading: Reading, text: str, heard: str, words: Sequence[str]) -> None:
    """The gate, for a claim from outside, with all that is wrong told at once, up to some faults.

    Beside what is asked of every claim, its names and words must stand in the text.

    Args:
        claim: what the document is taken to say.
        reading: how it was read.
        text: the document's text.
        heard: the same as `gate.plain` makes it.
        words: its words, as `reasons.words_of` gives them.

    Raises:
        GroundingError: the text does not bear the claim out.
    """
    every = chain(find_faults(claim, reading.steps, text), find_unheard(claim, reading.steps, heard, words))
    # What both find of one value is told once.
    told = {fault.partition(", ")[0]: fault for fault in reversed(list(islice(every, 2 * _FAULTS)))}
    if faults := list(reversed(told.values())):
        more = "; and more" if len(faults) > _FAULTS else ""
        raise GroundingError("; ".join(faults[:_FAULTS]) + more)


def keep_loaded(store: Store, found: Extraction, *, unread: str | None, ours: bool) -> Added:
    """Keep what passed, in one transaction; where nothing of it is new, nothing is written.

    Args:
        store: the ledger.
        found: the document and its claims.
        unread: why our own readers have still to look at a document that is new; None where they need not.
        ours: our own readers found the claims, so that a document which they had not read is read now.

    Raises:
        ForgottenError: the text was forgotten.
    """
    fresh, document = _unknown(store, found), found.document
    with store.reading() as connection:
        standing = find_standing(connection, document)
    if not standing.known or (ours and unread is None and standing.to_be_read):
        add_extraction(store, fresh, unread=unread)
    elif claims_of(fresh) or fresh.readings:
        add_claims(store, fresh)
    elif not standing.settled:
        add_capture(store, document)
    return Added(document=not standing.known, claims=len(claims_of(fresh)), readings=len(fresh.readings))


def _unknown(store: Store, found: Extraction) -> Extraction:
    """The extraction without what the ledger has already."""
    with store.reading() as connection:
        there = set(connection.scalars(select(claims.c.id).where(claims.c.document == found.document.id)))
        query = select(readings.c.claim, readings.c.rule).join(claims, claims.c.id == readings.c.claim)
        read = {tuple(row) for row in connection.execute(query.where(claims.c.document == found.document.id))}
    return replace(
        found,
        meetings=tuple(claim for claim in found.meetings if claim.id not in there),
        statements=tuple(claim for claim in found.statements if claim.id not in there),
        roles=tuple(claim for claim in found.roles if claim.id not in there),
        readings=tuple(one for one in found.readings if (one.claim, one.rule) not in read),
    )
