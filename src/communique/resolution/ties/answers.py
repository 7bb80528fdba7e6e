"""Which statement answers which request or offer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp
from typing import Final

from communique.languages.en.replies import load_reply_words
from communique.model import StatementKind, Tie, TieKind
from communique.resolution.deciding import Feature, score_of, weigh
from communique.resolution.ties.voice import Voice

__all__ = ["ASKING", "THRESHOLD", "find_answers", "weigh_pairs"]

RULE: Final = "ties.answer.v2"
ASKING: Final = frozenset({StatementKind.REQUEST, StatementKind.OFFER})
_REASONS: Final = frozenset({StatementKind.VIEW, StatementKind.CONCERN, StatementKind.DENIAL})
_BIAS: Final = -3.65
THRESHOLD: Final = 0.5
_SAME_MEETING: Final = 0.7  # what it is worth that a reply to nobody in particular was made at the meeting of the ask
_MATTER: Final = 2  # words of the matter that both have, from which more say nothing more
_NEAR: Final = 12  # statements after an ask within which it is answered
_BACK: Final = 2  # statements before it: "turned down the offer that he had made"
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
    told: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        told[voice.document].append(voice)
    for document in sorted(told):
        yield from _of_document(sorted(told[document], key=lambda voice: (voice.start, voice.id)))


def weigh_pairs(
    voices: Iterable[Voice],
) -> Iterator[tuple[str, str, float, list[tuple[str, float]]]]:
    """Every ask with every statement near it that may answer it: how likely it does, and the reasons.

    Args:
        voices: the statements, of any documents in any order.

    Yields:
        The id of the ask, that of the reply, the likelihood between 0 and 1, and the reasons.
    """
    told: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        told[voice.document].append(voice)
    for _, near in sorted(told.items()):
        near.sort(key=lambda voice: (voice.start, voice.id))
        for at, reply in enumerate(near):
            for other in range(max(at - _NEAR, 0), min(at + _BACK + 1, len(near))):
                ask = near[other]
                if other == at or not _may_answer(reply, ask, before=other > at):
                    continue
                features = _features(near[min(at, other) + 1 : max(at, other)], before=other > at)
                held = [(one.explanation, round(one.weight * one.func(ask, reply), 2)) for one in features]
                total = sum(weight for _, weight in held)
                yield ask.id, reply.id, 1 / (1 + exp(-(_BIAS + total))), [one for one in held if one[1]]


def _of_document(told: Sequence[Voice]) -> Iterator[Tie]:
    story = _Story(told=told)
    for at, reply in enumerate(told):
        tie = _best(story, at) or _goes_on(story, at)
        if tie is not None:
            story.note(reply, tie)
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
        near = (self.told[index] for index in range(at - 1, max(at - _NEAR, 0) - 1, -1))
        return next((voice for voice in near if voice.id not in self.first), None)


def _best(story: _Story, at: int) -> Tie | None:
    """The likeliest ask that a statement answers, one on its own matter before others; the nearest of equals."""
    told, reply = story.told, story.told[at]
    found: list[tuple[bool, float, int, Voice, str]] = []
    for other in range(max(at - _NEAR, 0), min(at + _BACK + 1, len(told))):
        ask = told[other]
        if other == at or not _may_answer(reply, ask, before=other > at):
            continue
        between = told[min(at, other) + 1 : max(at, other)]
        features = _features(between, before=other > at)
        likelihood = 1 / (1 + exp(-(_BIAS + score_of(features, ask, reply))))
        if likelihood >= THRESHOLD:
            because = weigh(features, ask, reply)[2]
            found.append((one_matter(ask, reply) > 0, likelihood, -abs(at - other), ask, because))
    if not found:
        return None
    _, likelihood, _, ask, because = max(found, key=lambda row: row[:3])
    return _tie(reply, ask, because, likelihood)


def _goes_on(story: _Story, at: int) -> Tie | None:
    """Whoever has just answered goes on to give reasons, or says more in the same breath."""
    reply, before = story.told[at], story.before(at)
    tie = story.answers.get(before.id) if before is not None else None
    if before is None or tie is None or tie.score < _SURE or not _speaks_with(reply, before):
        return None
    ask = story.by_id[tie.earlier]
    if not _told_to(reply, ask) or reply.kind in {StatementKind.PRAISE, StatementKind.REQUEST}:
        return None
    same_breath = reply.start <= before.end + (0 if reply.speakers == before.speakers else _NEXT)
    reason = reply.kind in _REASONS and before.kind in _REASONS and story.first[ask.id].kind is StatementKind.DENIAL
    if not same_breath and not (reason and reply.start - max(before.end, ask.end) <= _BREATH):
        return None
    return _tie(reply, ask, "Whoever answered goes on", tie.score * _FURTHER)


def _told_to(reply: Voice, ask: Voice) -> bool:
    """True where a reply is turned to whoever asked, to the press, or to nobody in particular."""
    if not reply.addressees or turned_to_asker(ask, reply) or reply.addressed & ask.speaking_for:
        return True
    return any(not load_reply_words().press.isdisjoint(name.split()) for name in reply.addressees)


def _tie(reply: Voice, ask: Voice, because: str, score: float) -> Tie:
    return Tie(
        later=reply.id,
        earlier=ask.id,
        kind=TieKind.ANSWERS,
        by=RULE,
        because=because,
        score=min(round(score, 3), 1.0),
    )


def _may_answer(reply: Voice, ask: Voice, *, before: bool) -> bool:
    """What no weight makes good: nobody answers himself, and who only passes an ask on does not answer it."""
    pleads = ask.kind is StatementKind.CONCERN and reply.replies and not before
    if not (ask.kind in ASKING or pleads) or reply.kind is StatementKind.PRAISE:
        return False
    if not reply.speakers or not ask.speakers or not reply.speakers.isdisjoint(ask.speakers):
        return False
    passes_on = reply.start <= ask.start < reply.end  # "he has asked for a meeting, the president wrote"
    return reply.replies or not (before or passes_on)


def _speaks_with(one: Voice, other: Voice) -> bool:
    """True where the two are one speaker, or a body and somebody who stands for it."""
    return one.speakers == other.speakers or one.speakers <= other.speaking_for or other.speakers <= one.speaking_for


def _features(between: Sequence[Voice], *, before: bool) -> tuple[Feature[Voice], ...]:
    """The reasons for a pair with these statements in between; `before` is true where the reply stands first."""

    def nobody_else_between(ask: Voice, reply: Voice) -> float:
        """Nobody else speaks in between."""
        return float(all(_speaks_with(voice, ask) or _speaks_with(voice, reply) for voice in between))

    def directly_behind(_ask: Voice, _reply: Voice) -> float:
        """Nothing stands in between."""
        return float(not between)

    def replies_directly(_ask: Voice, reply: Voice) -> float:
        """It stands beside the ask and says that it is a reply."""
        return float(reply.replies and not between)

    def far_behind(_ask: Voice, _reply: Voice) -> float:
        """Much is said in between."""
        return min(len(between), 10) / 10

    def stands_before(_ask: Voice, _reply: Voice) -> float:
        """It stands before the ask."""
        return float(before)

    return (
        *FEATURES,
        Feature(nobody_else_between, 1.06),
        Feature(directly_behind, 0.87),
        Feature(replies_directly, 0.46),
        Feature(far_behind, -1.27),
        Feature(stands_before, -1.09),
    )


def speaker_was_asked(ask: Voice, reply: Voice) -> float:
    """Whoever was asked speaks."""
    return float(not reply.speakers.isdisjoint(ask.addressees))


def same_side_was_asked(ask: Voice, reply: Voice) -> float:
    """Somebody of the body that was asked speaks."""
    return float(
        not speaker_was_asked(ask, reply)
        and bool(ask.addressed & reply.speaking_for)
        and not ask.speaking_for & reply.speaking_for
    )


def somebody_else_was_asked(ask: Voice, reply: Voice) -> float:
    """Somebody else was asked."""
    asked = speaker_was_asked(ask, reply) or same_side_was_asked(ask, reply)
    return float(bool(ask.addressees) and not ask.is_vague and not asked)


def turned_to_asker(ask: Voice, reply: Voice) -> float:
    """It is turned to whoever asked."""
    if not reply.addressees.isdisjoint(ask.speakers) or reply.addressed & ask.speaking_for:
        return 1.0
    at_one_meeting = ask.meeting is not None and ask.meeting == reply.meeting
    return _SAME_MEETING if at_one_meeting and not reply.addressees else 0.0


def turned_elsewhere(ask: Voice, reply: Voice) -> float:
    """It is turned to somebody else."""
    return float(not _told_to(reply, ask))


def asked_and_turned(ask: Voice, reply: Voice) -> float:
    """The two speak to each other."""
    return speaker_was_asked(ask, reply) * turned_to_asker(ask, reply)


def promises(_ask: Voice, reply: Voice) -> float:
    """It promises something."""
    return float(reply.kind is StatementKind.PROMISE)


def offers(_ask: Voice, reply: Voice) -> float:
    """It offers something."""
    return float(reply.kind is StatementKind.OFFER)


def worries_or_foresees(_ask: Voice, reply: Voice) -> float:
    """It warns or foresees."""
    return float(reply.kind in {StatementKind.CONCERN, StatementKind.FORECAST})


def takes_up_offer(ask: Voice, _reply: Voice) -> float:
    """Nothing was asked, only offered."""
    return float(ask.kind is StatementKind.OFFER)


def one_matter(ask: Voice, reply: Voice) -> float:
    """Both speak of one matter."""
    return min(len(ask.matter & reply.matter), _MATTER) / _MATTER


def one_breath(ask: Voice, reply: Voice) -> float:
    """Both stand in one sentence."""
    return float(ask.start < reply.end and reply.start < ask.end)


# Fitted by logistic regression to the open half of corpus/gold/follow_through.json (`eval/follow_through.py`), on every
# pair of statements that `_may_answer` lets pass.
FEATURES: tuple[Feature[Voice], ...] = (
    Feature(speaker_was_asked, 0.51),
    Feature(same_side_was_asked, 0.48),
    Feature(somebody_else_was_asked, -0.71),
    Feature(turned_to_asker, 1.04),
    Feature(asked_and_turned, 0.66),
    Feature(turned_elsewhere, -0.46),
    Feature(promises, 1.08),
    Feature(offers, 0.47),
    Feature(worries_or_foresees, -0.70),
    Feature(takes_up_offer, -0.64),
    Feature(one_matter, 0.94),
    Feature(one_breath, 0.26),
)
