"""Which statement answers which request or offer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp
from typing import Final

from communique.model import StatementKind, Tie, TieKind
from communique.resolution.deciding import score_of, weigh
from communique.resolution.ties.reasons import (
    ASKING,
    BIAS,
    REASONS,
    Turn,
    candidates,
    is_told_to,
    speak_together,
    turns_of,
)
from communique.resolution.ties.voice import Voice

__all__ = ["ASKING", "THRESHOLD", "find_answers", "weigh_pairs"]

RULE: Final = "ties.answer.v3"
THRESHOLD: Final = 0.5
_EXPLAINING: Final = frozenset({StatementKind.VIEW, StatementKind.CONCERN, StatementKind.DENIAL})
_LAST: Final = 12  # statements back within which somebody goes on
_NEXT: Final = 30  # characters between two sentences, with a word like "also"
_BREATH: Final = 250  # characters behind a refusal within which its reasons follow
_SURE: Final = 0.7  # of an answer, that what its speaker goes on to say may be held to belong to it
_FURTHER: Final = 0.9  # what is left of an answer's score for what its speaker goes on to say


def find_answers(voices: Iterable[Voice]) -> Iterator[Tie]:
    """The answers to the requests and offers of each document, conservatively.

    The reasons for and against a pair are weighed; a statement answers one ask, the likeliest, if it is likelier than
    not that it answers it.

    Args:
        voices: the statements, of any documents in any order.
    """
    for told in _by_document(voices):
        yield from _of_document(told)


def weigh_pairs(
    voices: Iterable[Voice],
) -> Iterator[tuple[str, str, float, list[tuple[str, float]]]]:
    """Every ask with every statement near it that may answer it: how likely it does, and the reasons.

    Args:
        voices: the statements, of any documents in any order.

    Yields:
        The id of the ask, that of the reply, the likelihood between 0 and 1, and the reasons.
    """
    for told in _by_document(voices):
        for reply in turns_of(told):
            for ask in candidates(reply):
                held = [(one.explanation, round(one.weight * one.func(ask, reply), 2)) for one in REASONS]
                yield ask.voice.id, reply.voice.id, _likelihood(ask, reply), [one for one in held if one[1]]


def _by_document(voices: Iterable[Voice]) -> Iterator[Sequence[Voice]]:
    told: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        told[voice.document].append(voice)
    for document in sorted(told):
        yield sorted(told[document], key=lambda voice: (voice.start, voice.id))


def _likelihood(ask: Turn, reply: Turn) -> float:
    return 1 / (1 + exp(-(BIAS + score_of(REASONS, ask, reply))))


def _of_document(told: Sequence[Voice]) -> Iterator[Tie]:
    story = _Story(told=told)
    for reply in turns_of(told):
        tie = _best(reply) or _goes_on(story, reply.at)
        if tie is not None:
            story.note(reply.voice, tie)
            yield tie


@dataclass(slots=True, kw_only=True)
class _Story:
    """The statements of a document, and what was found of them so far.

    Attributes:
        told: the statements in the order of the text.
        answers: the tie of each statement that answers.
        first: for each ask that was answered, the first statement that did.
        by_id: the statements by their ids.
    """

    told: Sequence[Voice]
    answers: dict[str, Tie] = field(default_factory=dict)
    first: dict[str, Voice] = field(default_factory=dict)
    by_id: Mapping[str, Voice] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_id = {voice.id: voice for voice in self.told}

    def note(self, reply: Voice, tie: Tie) -> None:
        """Keep a tie."""
        self.answers[reply.id] = tie
        self.first.setdefault(tie.earlier, reply)

    def before(self, at: int) -> Voice | None:
        """The statement before, asks that were answered since left out."""
        near = (self.told[index] for index in range(at - 1, max(at - _LAST, 0) - 1, -1))
        return next((voice for voice in near if voice.id not in self.first), None)


def _best(reply: Turn) -> Tie | None:
    """The likeliest ask that a statement answers; the nearest of equals."""
    found = [(likelihood, -abs(ask.at - reply.at), ask.at, ask) for ask, likelihood in _likely(reply)]
    if not found:
        return None
    likelihood, _, _, ask = max(found, key=lambda row: row[:3])
    return _tie(reply.voice, ask.voice, weigh(REASONS, ask, reply)[2], likelihood)


def _likely(reply: Turn) -> Iterator[tuple[Turn, float]]:
    for ask in candidates(reply):
        likelihood = _likelihood(ask, reply)
        if likelihood >= THRESHOLD:
            yield ask, likelihood


def _goes_on(story: _Story, at: int) -> Tie | None:
    """Whoever has just answered goes on to give reasons, or says more in the same breath."""
    reply, before = story.told[at], story.before(at)
    tie = story.answers.get(before.id) if before is not None else None
    if before is None or tie is None or tie.score < _SURE or not speak_together(reply, before):
        return None
    ask = story.by_id[tie.earlier]
    if not is_told_to(reply, ask) or reply.kind in {StatementKind.PRAISE, StatementKind.REQUEST}:
        return None
    same_breath = reply.start <= before.end + (0 if reply.speakers == before.speakers else _NEXT)
    explains = reply.kind in _EXPLAINING and before.kind in _EXPLAINING
    reason = explains and story.first[ask.id].kind is StatementKind.DENIAL
    if not same_breath and not (reason and reply.start - max(before.end, ask.end) <= _BREATH):
        return None
    return _tie(reply, ask, "Whoever answered goes on", tie.score * _FURTHER)


def _tie(reply: Voice, ask: Voice, because: str, score: float) -> Tie:
    return Tie(
        later=reply.id,
        earlier=ask.id,
        kind=TieKind.ANSWERS,
        by=RULE,
        because=because,
        score=min(round(score, 3), 1.0),
    )
