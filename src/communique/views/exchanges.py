"""Statements tied to each other: what answers, keeps, breaks, repeats or withdraws what, and what that comes to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from communique.languages.en.replies import load_reply_words
from communique.model import Standing, StatementKind, Tie, TieKind
from communique.resolution.names import fold
from communique.resolution.ties.answers import find_answers
from communique.resolution.ties.deeds import PENDING, find_deeds
from communique.resolution.ties.voice import Voice, matter_words
from communique.views.statement import Change, Statement

__all__ = ["find_statement_ties", "tie_statements"]

# What is said of a thing last counts: taken back, not done, done, and only then merely answered.
_STANDINGS: Final[Mapping[TieKind, Standing]] = {
    TieKind.WITHDRAWS: Standing.WITHDRAWN,
    TieKind.BREAKS: Standing.BROKEN,
    TieKind.KEEPS: Standing.KEPT,
    TieKind.ANSWERS: Standing.ANSWERED,
}


def find_statement_ties(statements: Sequence[Statement]) -> tuple[Tie, ...]:
    """Every tie between the statements of a ledger that the rules find."""
    voices = [_voice(statement) for statement in statements]
    return (*find_answers(voices), *find_deeds(voices))


def tie_statements(statements: Sequence[Statement], ties: Iterable[Tie]) -> tuple[Statement, ...]:
    """The same statements, in the same order, each with what became of it."""
    by_id = {statement.id: statement for statement in statements}
    changes: dict[str, list[Change]] = defaultdict(list)
    does: dict[str, list[Change]] = defaultdict(list)
    for tie in ties:
        later, earlier = by_id[tie.later], by_id[tie.earlier]
        changes[earlier.id].append(_change(tie, later))
        does[later.id].append(_change(tie, earlier))
    place = {statement.id: number for number, statement in enumerate(statements)}

    def ordered(found: Iterable[Change]) -> tuple[Change, ...]:
        return tuple(sorted(found, key=lambda change: (place[change.statement], change.kind)))

    return tuple(
        replace(
            statement,
            changes=ordered(changes[statement.id]),
            does=ordered(does[statement.id]),
            standing=_standing(statement, changes[statement.id]),
        )
        for statement in statements
    )


def _standing(statement: Statement, changes: Sequence[Change]) -> Standing | None:
    if statement.claim.kind not in PENDING:
        return None
    told = {change.kind for change in changes}
    return next((standing for kind, standing in _STANDINGS.items() if kind in told), Standing.OPEN)


def _change(tie: Tie, other: Statement) -> Change:
    return Change(
        kind=tie.kind,
        statement=other.id,
        speaker=other.claim.speaker,
        day=other.published,
        by=tie.by,
        because=tie.because,
        score=tie.score,
        document=other.claim.document,
        evidence=other.claim.evidence,
    )


def _voice(statement: Statement) -> Voice:
    claim, words = statement.claim, load_reply_words()
    speakers = _keys(statement.speakers, claim.speaker)
    addressees = _keys(statement.addressees, claim.addressee)
    cues = " ".join(passage.quote for passage in claim.cues)
    said = [*(passage.quote for passage in claim.contents), *([cues] if claim.kind is StatementKind.REQUEST else [])]
    evidence = " … ".join(passage.quote for passage in claim.evidence)
    named = (*claim.cues, *((claim.source,) if claim.source is not None else ()))
    begin = min((passage.start for passage in named), default=claim.evidence[0].start)
    lead = evidence[: max(begin - claim.evidence[0].start, 0)]
    return Voice(
        id=statement.id,
        document=claim.document,
        start=begin,
        end=max(passage.end for passage in claim.evidence),
        kind=claim.kind,
        speakers=speakers,
        speaking_for=speakers | frozenset(statement.speaking_for),
        addressees=addressees,
        addressed=addressees | frozenset(statement.addressed),
        meeting=statement.meeting,
        matter=matter_words(said, names=(*statement.speaker_names, *statement.addressee_names)),
        words=evidence,
        replies=bool(words.replies.search(cues) or words.leads.match(lead)),
        is_vague=claim.addressee is not None and not statement.addressees,
        day=statement.published,
    )


def _keys(entries: Sequence[str], name: str | None) -> frozenset[str]:
    """The ids of those whom the ledger lists; the folded words for others."""
    if entries:
        return frozenset(entries)
    return (
        frozenset(filter(None, (fold(part.strip()) for part in name.split(";")))) if name is not None else frozenset()
    )
