"""Which statement answers which request or offer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from communique.languages.en.replies import load_reply_words
from communique.model import StatementKind, Tie, TieKind
from communique.resolution.deciding import Feature, weigh
from communique.resolution.ties.voice import Voice, same_matter

__all__ = ["find_answers"]

RULE: Final = "ties.answer.v1"
ASKING: Final = frozenset({StatementKind.REQUEST, StatementKind.OFFER})
_REASONS: Final = frozenset({StatementKind.VIEW, StatementKind.CONCERN, StatementKind.DENIAL})
_DECIDING: Final = frozenset({StatementKind.PROMISE, StatementKind.OFFER, StatementKind.DENIAL})
_THRESHOLD: Final = 0.6
_FAR_THRESHOLD: Final = 0.75
_CLOSE: Final = 0.1  # scores as near as this are as likely
_BREATH: Final = 250  # characters behind a refusal within which its reasons follow
_FURTHER: Final = 0.9  # what is left of an answer's score for what its speaker goes on to say
_NEAR: Final = 12  # statements after an ask within which it is answered
_BACK: Final = 2  # statements before it: "turned down the offer that he had made"


def find_answers(voices: Iterable[Voice]) -> Iterator[Tie]:
    """The answers to the requests and offers of each document, conservatively.

    Whoever was asked answers, or somebody of the same body; where nobody was, another party of the same exchange. A
    statement answers one ask: the likeliest, the nearest of equals.

    Args:
        voices: the statements, of any documents in any order.
    """
    told: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        told[voice.document].append(voice)
    for document in sorted(told):
        yield from _of_document(sorted(told[document], key=lambda voice: (voice.start, voice.id)))


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
    """The likeliest ask that a statement answers; None where several are as likely and no word tells which."""
    told, reply = story.told, story.told[at]
    found: list[tuple[float, int, Voice, str]] = []
    for other in range(max(at - _NEAR, 0), min(at + _BACK + 1, len(told))):
        ask = told[other]
        if other == at or not _may_answer(reply, ask, before=other > at):
            continue
        if ask.kind is StatementKind.OFFER and (
            ask.id in story.answers or not (reply.replies or one_matter(ask, reply))
        ):
            continue
        between = told[min(at, other) + 1 : max(at, other)]
        score, shares, because = weigh(_features(between), ask, reply)
        # Far from the ask, and without a word of replying, more must speak for it.
        if score >= (_THRESHOLD if reply.replies or "follows_at_once" in shares else _FAR_THRESHOLD):
            found.append((score, -abs(at - other), ask, because))
    if not found:
        return None
    score, _, ask, because = max(found, key=lambda row: row[:2])
    rivals = [row for row in found if row[2] is not ask and score - row[0] < _CLOSE]
    if rivals and not one_matter(ask, reply):
        return None
    return _tie(reply, ask, because, score)


def _goes_on(story: _Story, at: int) -> Tie | None:
    """Whoever has just answered goes on to give reasons, or says more in the same breath."""
    reply, before = story.told[at], story.before(at)
    tie = story.answers.get(before.id) if before is not None else None
    if before is None or tie is None or reply.speakers != before.speakers:
        return None
    ask = story.by_id[tie.earlier]
    if not _told_to(reply, ask) or reply.kind in {StatementKind.PRAISE, StatementKind.REQUEST}:
        return None
    same_breath = reply.start <= before.end
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
    """What no score makes good: nobody answers himself, and the reply comes from the side that was asked."""
    pleads = ask.kind is StatementKind.CONCERN and reply.replies and turned_to_asker(ask, reply)
    if not (ask.kind in ASKING or pleads) or reply.kind is StatementKind.PRAISE:
        return False
    if not reply.speakers or not ask.speakers or not reply.speakers.isdisjoint(ask.speakers):
        return False
    asked = speaker_was_asked(ask, reply) or same_side_was_asked(ask, reply)
    if (ask.addressees and not asked) or not _told_to(reply, ask):
        return False
    passes_on = reply.start <= ask.start < reply.end  # "he has asked for a meeting, the president wrote"
    if (before or passes_on) and (pleads or not reply.replies):
        return False
    return bool(asked or turned_to_asker(ask, reply) or one_meeting(ask, reply))


def _features(between: Sequence[Voice]) -> tuple[Feature[Voice], ...]:
    """The reasons for a pair with these statements in between."""

    def follows_at_once(ask: Voice, reply: Voice) -> float:
        """Nobody else speaks in between."""
        return float(all(_speaks_with(voice, ask) or _speaks_with(voice, reply) for voice in between))

    return (*FEATURES, Feature(follows_at_once, 0.15))


def _speaks_with(one: Voice, other: Voice) -> bool:
    """True where the two are one speaker, or a body and somebody who stands for it."""
    return one.speakers == other.speakers or one.speakers <= other.speaking_for or other.speakers <= one.speaking_for


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


def turned_to_asker(ask: Voice, reply: Voice) -> float:
    """The reply is turned to whoever asked."""
    return float(not reply.addressees.isdisjoint(ask.speakers))


def words_of_reply(_ask: Voice, reply: Voice) -> float:
    """The words say that it is a reply."""
    return float(reply.replies)


def decides(_ask: Voice, reply: Voice) -> float:
    """It promises, offers or refuses."""
    return float(reply.kind in _DECIDING)


def one_matter(ask: Voice, reply: Voice) -> float:
    """Both speak of one matter."""
    return same_matter(ask.matter, reply.matter)


def asks_back(_ask: Voice, reply: Voice) -> float:
    """It asks for something itself."""
    return float(reply.kind is StatementKind.REQUEST)


def one_meeting(ask: Voice, reply: Voice) -> float:
    """Both were said at one meeting."""
    return float(ask.meeting is not None and ask.meeting == reply.meeting)


FEATURES: tuple[Feature[Voice], ...] = (
    Feature(speaker_was_asked, 0.3),
    Feature(same_side_was_asked, 0.25),
    Feature(turned_to_asker, 0.2),
    Feature(words_of_reply, 0.3),
    Feature(decides, 0.15),
    Feature(one_matter, 0.3),
    Feature(one_meeting, 0.1),
    Feature(asks_back, -0.2),
)
