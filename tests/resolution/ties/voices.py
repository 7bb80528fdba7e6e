"""Statements and meetings made by hand, as ties compare them."""

from __future__ import annotations

from collections.abc import Iterable

from communique.languages.en.replies import load_reply_words
from communique.model import StatementKind, Status
from communique.resolution.ties.gatherings import Gathering
from communique.resolution.ties.voice import Voice, matter_words, said_words

SIDES = {"lind": "voltmark", "holm": "voltmark", "grund": "malta"}


def voice(
    name: str,
    speaker: str,
    kind: str,
    words: str,
    *,
    to: str | None = None,
    at: int = 0,
    document: str = "doc",
    day: str | None = None,
    meeting: str | None = None,
    replies: bool = False,
) -> Voice:
    speakers, addressees = frozenset({speaker}), frozenset({to} if to is not None else ())
    return Voice(
        id=name,
        document=document,
        start=at,
        end=at + max(len(words), 1),
        kind=StatementKind(kind),
        speakers=speakers,
        speaking_for=_sides(speakers),
        addressees=addressees,
        addressed=_sides(addressees),
        meeting=meeting,
        matter=matter_words([words]),
        words=words,
        replies=replies,
        takes_up=replies or load_reply_words().taken.search(words) is not None,
        says=said_words([words]),
        names=frozenset({speaker}),
        asked=addressees,
        day=day,
    )


def gathering(
    name: str,
    *people: str,
    date: str | None = None,
    status: Status = Status.HELD,
    news: Iterable[str] = ("doc",),
    recalled: Iterable[str] = (),
    words: str = "",
) -> Gathering:
    told, back = frozenset(news), frozenset(recalled)
    return Gathering(
        id=name,
        people=frozenset(people),
        status=status,
        date=date,
        news=told - back,
        recalled=back,
        words=dict.fromkeys(told | back, words),
    )


def _sides(names: frozenset[str]) -> frozenset[str]:
    return names | frozenset(SIDES[name] for name in names if name in SIDES)
