"""Statements that only pass another one on: "he urged them to wait, the embassy said" is told once, and he speaks.

Whoever passes words on is kept as the one through whom they are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.extraction.statements.proposal import StatementProposal
from communique.extraction.statements.speakers import Speaker
from communique.languages.en.statements import load_statement_words
from communique.model.vocabulary import PartyKind, StatementKind
from communique.reading.document import DocumentReading

__all__ = ["DEEDS", "NEAR", "Said", "find_told_twice", "holds", "is_act_beside", "is_body"]

DEEDS = frozenset({StatementKind.REQUEST, StatementKind.OFFER, StatementKind.PROMISE})
"""Kinds of statements that are acts of their own."""
NEAR = 40
"""Statements before and behind within which one may stand inside another."""

_COVERED = 0.75  # of what was said, from which on the statement inside is all that was said
_BETWEEN = 3  # words between a speaker and his own cue
_ACCORDING = "statement.according."


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A proposal with its speaker."""

    proposal: StatementProposal
    speaker: Speaker


def holds(outer: StatementProposal, inner: StatementProposal) -> bool:
    """True where one statement tells of another: the inner cue stands within the outer content."""
    return bool(inner.cues) and any(inner.cues[0] in content for content in outer.contents)


def is_body(reading: DocumentReading, speaker: Speaker) -> bool:
    """True where no named person speaks."""
    kinds = {reading.registry.entities[number].kind for number in speaker.entities}
    return PartyKind.PERSON not in kinds


def find_told_twice(reading: DocumentReading, said: Sequence[Said]) -> frozenset[int]:
    """The numbers of the statements that say nothing beside another one that stands inside them, or around them.

    Of a person and others the person speaks, but for what a body does of whom he is no part; of two people the inner
    one does, where the outer one speaks for somebody or is only pointed at ("according to"); of two bodies the one with
    a name.

    Args:
        reading: the document.
        said: its statements, in order.
    """
    dropped: set[int] = set()
    for outer, inner in _nested(reading, said):
        if outer not in dropped and inner not in dropped and said[outer].speaker.name != said[inner].speaker.name:
            loser = _loser(reading, said[outer], said[inner])
            if loser is not None:
                dropped.add(outer if loser is said[outer] else inner)
    return frozenset(dropped)


def _nested(reading: DocumentReading, said: Sequence[Said]) -> Iterator[tuple[int, int]]:
    """The pairs of which the outer one has said little beside the inner one."""
    for inner, one in enumerate(said):
        for outer in range(max(inner - NEAR, 0), min(inner + NEAR, len(said))):
            if (
                outer != inner
                and holds(said[outer].proposal, one.proposal)
                and _covers(reading, one.proposal, said[outer].proposal)
            ):
                yield outer, inner


def is_act_beside(reading: DocumentReading, outer: Said, inner: Said) -> bool:
    """True for an offer that stands beside something else: "said that the lines are mended and it is open to talks"."""
    return inner.proposal.kind in DEEDS and not _covers(reading, inner.proposal, outer.proposal)


def _covers(reading: DocumentReading, inner: StatementProposal, outer: StatementProposal) -> bool:
    extent, source = inner.extent, inner.source
    if (
        source is not None
        and inner.kind in DEEDS
        and len(reading.text[source.end : inner.cues[0].start].split()) > _BETWEEN
    ):
        # "that the firm has begun to pay and is open to talks": of the firm more is said than the inner cue tells
        extent = replace(inner, source=None).extent
    shared = sum(max(min(c.end, extent.end) - max(c.start, extent.start), 0) for c in outer.contents)
    return shared >= _COVERED * sum(map(len, outer.contents))


def _loser(reading: DocumentReading, outer: Said, inner: Said) -> Said | None:
    outer_is_person, inner_is_person = (not is_body(reading, each.speaker) for each in (outer, inner))
    if outer_is_person and not inner_is_person:
        return None if _is_named(inner.speaker) and _is_elsewhere(reading, outer.speaker, inner.speaker) else inner
    if inner_is_person and not outer_is_person:
        return outer
    if outer_is_person:
        return outer if outer.proposal.rule.startswith(_ACCORDING) or _is_voice(reading, outer.speaker) else None
    return outer if _is_named(inner.speaker) and not _is_named(outer.speaker) else None


def _is_named(speaker: Speaker) -> bool:
    """True for a body with a name, also one that the text does not make known otherwise."""
    return bool(speaker.entities) or speaker.name[0].isupper()


def _is_elsewhere(reading: DocumentReading, speaker: Speaker, body: Speaker) -> bool:
    """True for a person who is known to hold posts, and none in the body: what it does is not his to do."""
    names = {name for number in body.entities for name in reading.registry.entities[number].names}
    posts = [fact.organisation for number in speaker.entities for fact in reading.registry.entities[number].roles]
    return bool(posts) and names.isdisjoint(posts)


def _is_voice(reading: DocumentReading, speaker: Speaker) -> bool:
    """True for a spokesman, also one with a name."""
    voices = load_statement_words().speakers["voices"]
    posts = (fact.role for number in speaker.entities for fact in reading.registry.entities[number].roles)
    return any(not voices.isdisjoint(post.lower().split()) for post in posts)
