"""Why one statement may answer another: the reasons that are weighed, and what no weight makes good."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log, log1p
from typing import Final

from communique.languages.en.replies import load_reply_words
from communique.model import StatementKind
from communique.resolution.deciding import Feature
from communique.resolution.ties.voice import Voice

__all__ = ["ASKING", "BIAS", "REASONS", "Turn", "candidates", "is_told_to", "speak_together", "turns_of"]

ASKING: Final = frozenset({StatementKind.REQUEST, StatementKind.OFFER})
_GRANTING: Final = frozenset({StatementKind.PROMISE, StatementKind.OFFER, StatementKind.DENIAL})
_SAME_MEETING: Final = 0.7  # what it is worth that a reply to nobody in particular was made at the meeting of the ask
_NEAR: Final = 10  # statements after an ask within which it is answered
_BACK: Final = 2  # statements before it: "turned down the offer that he had made"
_CLEAR: Final = 0.3  # by how much more, in the weight of rare words, one ask must share with a reply than another
_SAME: Final = 0.5  # share of the shorter ask's words that both have, from which they are one ask
_MANY: Final = 4  # statements of others in between, from which more say nothing more
_FAR: Final = 8.0  # logarithm of the characters in between from which more say nothing more


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A statement in its place among those of its document.

    Attributes:
        voice: the statement.
        at: its place in the order of the text.
        told: all statements of the document, in that order.
        rarity: by stem, how much it tells that two of these statements both have it.
        shared: of the statements that this one may answer, by their places, the rarity of the stems that both have.
    """

    voice: Voice
    at: int
    told: Sequence[Voice]
    rarity: Mapping[str, float]
    shared: Mapping[int, float] = field(default_factory=dict)


def turns_of(told: Sequence[Voice]) -> Iterator[Turn]:
    """The statements of a document, in the order of the text, each with what it may answer."""
    counts: dict[str, int] = {}
    for voice in told:
        for stem in voice.says:
            counts[stem] = counts.get(stem, 0) + 1
    rarity = {stem: log((len(told) + 1) / count) for stem, count in counts.items()}
    for at, reply in enumerate(told):
        near = range(max(at - _NEAR, 0), min(at + _BACK + 1, len(told)))
        asks = [other for other in near if other != at and _may_answer(reply, told[other], before=other > at)]
        shared = {other: sum(rarity[stem] for stem in sorted(reply.says & told[other].says)) for other in asks}
        yield Turn(voice=reply, at=at, told=told, rarity=rarity, shared=shared)


def candidates(reply: Turn) -> Iterator[Turn]:
    """The statements that one may answer."""
    for at in reply.shared:
        yield Turn(voice=reply.told[at], at=at, told=reply.told, rarity=reply.rarity)


def _may_answer(reply: Voice, ask: Voice, *, before: bool) -> bool:
    """What no weight makes good: nobody answers himself, and who only passes an ask on does not answer it."""
    if reply.kind is StatementKind.PRAISE or not reply.speakers or not reply.speakers.isdisjoint(ask.speakers):
        return False
    says_so = reply.replies or reply.settles
    if ask.kind is StatementKind.CONCERN:
        to_each_other = not (reply.addressees.isdisjoint(ask.speakers) and reply.speakers.isdisjoint(ask.addressees))
        return not before and (says_so or (reply.kind in _GRANTING and to_each_other))
    passes_on = reply.start <= ask.start < reply.end  # "he has asked for a meeting, the president wrote"
    return ask.kind in ASKING and (says_so or not (before or passes_on))


def speak_together(one: Voice, other: Voice) -> bool:
    """True where the two are one speaker, or a body and somebody who stands for it."""
    return one.speakers == other.speakers or one.speakers <= other.speaking_for or other.speakers <= one.speaking_for


def is_told_to(reply: Voice, ask: Voice) -> bool:
    """True where a reply is turned to whoever asked, to the press, or to nobody in particular."""
    if not reply.addressees or _is_turned(reply, ask):
        return True
    return any(not load_reply_words().press.isdisjoint(name.split()) for name in reply.addressees)


def _is_turned(reply: Voice, ask: Voice) -> bool:
    return not reply.addressees.isdisjoint(ask.speakers) or bool(reply.addressed & ask.speaking_for)


def _between(ask: Turn, reply: Turn) -> Sequence[Voice]:
    return ask.told[min(ask.at, reply.at) + 1 : max(ask.at, reply.at)]


def _was_asked(ask: Voice, reply: Voice) -> bool:
    """True where whoever was asked speaks, somebody of the same side, or somebody who is called after them."""
    if not reply.speakers.isdisjoint(ask.addressees):
        return True
    if ask.addressed & reply.speaking_for and not ask.speaking_for & reply.speaking_for:
        return True
    return not (reply.names & ask.asked) <= ask.names


def asked_speaks(ask: Turn, reply: Turn) -> float:
    """Whoever was asked speaks, or their side."""
    return float(_was_asked(ask.voice, reply.voice))


def somebody_else_was_asked(ask: Turn, reply: Turn) -> float:
    """Somebody else was asked."""
    named = bool(ask.voice.addressees) and not ask.voice.is_vague
    return float(named and not _was_asked(ask.voice, reply.voice))


def turned_to_asker(ask: Turn, reply: Turn) -> float:
    """It is turned to whoever asked."""
    one, other = reply.voice, ask.voice
    if _is_turned(one, other):
        return 1.0
    at_one_meeting = other.meeting is not None and other.meeting == one.meeting
    return _SAME_MEETING if at_one_meeting and not one.addressees else 0.0


def directly_behind(ask: Turn, reply: Turn) -> float:
    """Nothing stands in between."""
    return float(not _between(ask, reply))


def others_speak_between(ask: Turn, reply: Turn) -> float:
    """Others speak in between."""
    between = _between(ask, reply)
    others = (v for v in between if not speak_together(v, ask.voice) and not speak_together(v, reply.voice))
    return min(sum(1 for _ in others), _MANY) / _MANY


def stands_before(ask: Turn, reply: Turn) -> float:
    """It stands before the ask."""
    return float(reply.at < ask.at)


def far_away(ask: Turn, reply: Turn) -> float:
    """Text lies in between."""
    first, second = sorted((ask, reply), key=lambda turn: turn.at)
    return min(log1p(max(second.voice.start - first.voice.end, 0)), _FAR) / _FAR


def promises(_ask: Turn, reply: Turn) -> float:
    """It promises something."""
    return float(reply.voice.kind is StatementKind.PROMISE)


def offers(_ask: Turn, reply: Turn) -> float:
    """It offers something."""
    return float(reply.voice.kind is StatementKind.OFFER)


def worries_or_foresees(_ask: Turn, reply: Turn) -> float:
    """It warns or foresees."""
    return float(reply.voice.kind in {StatementKind.CONCERN, StatementKind.FORECAST})


def takes_up_offer(ask: Turn, _reply: Turn) -> float:
    """Nothing was asked, only offered."""
    return float(ask.voice.kind is StatementKind.OFFER)


def takes_up_worry(ask: Turn, _reply: Turn) -> float:
    """Nothing was asked, only feared."""
    return float(ask.voice.kind is StatementKind.CONCERN)


def takes_up_nothing(_ask: Turn, reply: Turn) -> float:
    """Its words take up nothing."""
    return float(not reply.voice.takes_up)


def merely_next(ask: Turn, reply: Turn) -> float:
    """It comes next, by somebody who was not asked, in words that do not settle it."""
    if reply.at < ask.at or _was_asked(ask.voice, reply.voice) or reply.voice.takes_up:
        return 0.0
    return float(all(speak_together(voice, ask.voice) for voice in _between(ask, reply)))


def shares_most(ask: Turn, reply: Turn) -> float:
    """It has more words in common with this ask than with any other."""
    here = reply.shared[ask.at]
    return float(here > _CLEAR and all(one < here - _CLEAR for one in _others(ask, reply)))


def shares_more_with_another(ask: Turn, reply: Turn) -> float:
    """It has more words in common with another ask."""
    here = reply.shared[ask.at]
    return float(any(one > here + _CLEAR for one in _others(ask, reply)))


def _others(ask: Turn, reply: Turn) -> Iterator[float]:
    """What a statement shares with every other ask; one that says the same again, as headlines do, is no other."""
    asked = ask.voice.says
    for at, shared in reply.shared.items():
        says = reply.told[at].says
        if at != ask.at and len(asked & says) < _SAME * min(len(asked), len(says)):
            yield shared


# Fitted and cross-validated by `python -m eval.tie_weights`, on every pair of statements that `_may_answer` lets pass.
BIAS: Final = -1.69
REASONS: Final[tuple[Feature[Turn], ...]] = (
    Feature(asked_speaks, 1.33),
    Feature(somebody_else_was_asked, -0.35),
    Feature(turned_to_asker, 1.37),
    Feature(directly_behind, 1.16),
    Feature(others_speak_between, -1.59),
    Feature(stands_before, -1.65),
    Feature(far_away, -2.31),
    Feature(promises, 0.98),
    Feature(offers, 0.73),
    Feature(worries_or_foresees, -0.81),
    Feature(takes_up_offer, -0.83),
    Feature(takes_up_worry, -1.21),
    Feature(takes_up_nothing, -0.91),
    Feature(merely_next, -0.83),
    Feature(shares_most, 1.08),
    Feature(shares_more_with_another, -1.34),
)
