"""The statements of a document: proposals, one choice among them, one resolution, and the gate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from communique.errors import GroundingError
from communique.extraction.gate import check
from communique.extraction.sentences import ParsedSentence
from communique.extraction.statements.choosing import choose_proposals
from communique.extraction.statements.claiming import claim_proposals
from communique.extraction.statements.mending import mend
from communique.extraction.statements.proposal import StatementProposal, StatementReferee
from communique.extraction.statements.proposers import (
    propose,
    propose_by_colon,
    propose_by_label,
    propose_by_parenthesis,
)
from communique.extraction.statements.quotations import Quotations, find_quotations
from communique.extraction.statements.scene import Scene
from communique.languages.en.statements import load_statement_words
from communique.model.claim import MeetingClaim, Reading, StatementClaim
from communique.reading.document import DocumentReading

__all__ = ["read_statements", "resolve_proposals"]

Found = list[tuple[StatementClaim, Reading]]


def read_statements(
    reading: DocumentReading,
    sentences: Sequence[ParsedSentence],
    meetings: Sequence[MeetingClaim] = (),
    learned: Sequence[StatementProposal] = (),
    referee: StatementReferee | None = None,
) -> Found:
    """The statements of a document, each with how it was read. What the gate refuses is left out.

    Args:
        reading: the document.
        sentences: its parsed sentences (`parse_candidates`); those without a word of saying are passed over.
        meetings: the meetings of the same document, at which something may have been said.
        learned: the proposals of the trained reader, where it was asked.
        referee: knows better than the rules, sometimes, whom words point at.
    """
    quotations = find_quotations(reading)
    proposals = [*_propose(reading, sentences, quotations), *_mended(reading, sentences, quotations, learned)]
    return resolve_proposals(reading, proposals, meetings, quotations=quotations, referee=referee)


def resolve_proposals(
    reading: DocumentReading,
    proposals: Iterable[StatementProposal],
    meetings: Sequence[MeetingClaim] = (),
    *,
    quotations: Quotations | None = None,
    referee: StatementReferee | None = None,
) -> Found:
    """What the proposals of any proposer come to: chosen among, resolved, and let through the gate.

    Args:
        reading: the document.
        proposals: from rules, from a model, or from both, in any order.
        meetings: the meetings of the same document.
        quotations: the quotations of the document, where they are known already.
        referee: asked whom words point at that name nobody, and how likely a statement is of each kind.
    """
    if quotations is None:
        quotations = find_quotations(reading)
    chosen = choose_proposals(reading, proposals, quotations)
    if referee is not None:
        chosen = [replace(each, likelihoods=referee.kinds(each.cues, each.contents)) for each in chosen]
    return list(_through_the_gate(reading, claim_proposals(reading, chosen, meetings, quotations, referee)))


def _propose(
    reading: DocumentReading, sentences: Sequence[ParsedSentence], quotations: Quotations
) -> Iterator[StatementProposal]:
    words = load_statement_words()
    yield from propose_by_label(reading, words)
    yield from propose_by_colon(reading, quotations)
    yield from propose_by_parenthesis(reading, quotations, words)
    for sentence in sentences:
        if sentence.has_cue:
            yield from propose(Scene(reading, sentence, quotations, words))


def _mended(
    reading: DocumentReading,
    sentences: Sequence[ParsedSentence],
    quotations: Quotations,
    learned: Iterable[StatementProposal],
) -> Iterator[StatementProposal]:
    words = load_statement_words()
    scenes = {sentence.index: Scene(reading, sentence, quotations, words) for sentence in sentences}
    for proposal in learned:
        scene = scenes.get(proposal.sentence)
        if scene is None:
            yield proposal
            continue
        mended = mend(scene, proposal)
        if mended is not None:
            yield mended


def _through_the_gate(
    reading: DocumentReading, found: Iterable[tuple[StatementClaim, Reading]]
) -> Iterator[tuple[StatementClaim, Reading]]:
    seen: set[str] = set()
    for claim, how in found:
        try:
            check(claim, how, reading.document.text)
        except GroundingError:
            continue
        if claim.id not in seen:
            seen.add(claim.id)
            yield claim, how
