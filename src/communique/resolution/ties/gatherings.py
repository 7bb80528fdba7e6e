"""Which meeting takes up where an earlier one of the same parties ended."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations
from typing import Final

from communique.languages.en.replies import load_reply_words
from communique.model import Status, Tie, TieKind
from communique.model.edtf import bounds

__all__ = ["Gathering", "find_follow_ups"]

TOLD: Final = "ties.follows_told.v2"
DATED: Final = "ties.follows_dated.v2"
_TOOK_PLACE: Final = frozenset({Status.HELD})
_PLANS: Final = frozenset({Status.PLANNED, Status.POSSIBLE})
_DID_NOT: Final = frozenset({Status.DENIED, Status.CANCELLED})
_MOST: Final = 12  # parties of a meeting that is still one of pairs; meetings looked back at
_ONE_VISIT: Final = timedelta(days=1)
_YEAR: Final = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """A meeting as ties compare it.

    Attributes:
        id: the meeting's id.
        people: who met, by ids or folded names.
        status: the stage it has reached.
        date: EDTF; None where it is not known.
        news: the documents that tell of it as their news.
        recalled: those that recall it as an earlier occasion.
        words: by document, what it says of the meeting.
    """

    id: str
    people: frozenset[str]
    status: Status
    date: str | None
    news: frozenset[str]
    recalled: frozenset[str]
    words: Mapping[str, str] = field(default_factory=dict)


def find_follow_ups(gatherings: Iterable[Gathering]) -> Iterator[Tie]:
    """For each meeting the last one before it of the same people, where the dates or a text tell the order.

    All who were at one of the two were at the other, or half of them all, and two at least. Meetings on days in a row
    are one visit and do not follow each other. What did not take place follows nothing, and nothing follows it. A plan
    that brings in somebody new follows nothing, and what was more than a year ago is followed by the same people only.

    Args:
        gatherings: the meetings, in any order.
    """
    company: dict[tuple[str, ...], list[Gathering]] = defaultdict(list)
    for one in sorted(gatherings, key=lambda one: (_last(one) or date.min, one.id)):
        if one.status not in _DID_NOT and 1 < len(one.people) <= _MOST:
            for pair in combinations(sorted(one.people), 2):
                company[pair].append(one)
    best: dict[str, tuple[tuple[date, str], Gathering, Gathering]] = {}
    for together in company.values():
        for later, earlier in _in_order(together):
            rank = _last(earlier) or date.min, earlier.id
            if later.id not in best or rank > best[later.id][0]:
                best[later.id] = rank, later, earlier
    for _, (_, later, earlier) in sorted(best.items()):
        yield _tie(later, earlier)


def _in_order(together: Sequence[Gathering]) -> Iterator[tuple[Gathering, Gathering]]:
    """Each meeting of two people with those shortly before it, and with those that its texts tell of too."""
    beside: dict[str, list[Gathering]] = defaultdict(list)
    for one in together:
        for document in one.news | one.recalled:
            beside[document].append(one)
    ends = [_last(one) or date.min for one in together]
    for later in together:
        begins = _first(later)
        at = bisect_left(ends, begins - _ONE_VISIT) if begins is not None else 0
        told = [one for document in sorted(later.news) for one in beside[document][:_MOST]]
        for earlier in (*together[max(at - _MOST, 0) : at], *told):
            if _may_follow(later, earlier):
                yield later, earlier


def _may_follow(later: Gathering, earlier: Gathering) -> bool:
    if earlier is later or earlier.status not in _TOOK_PLACE:
        return False
    both = later.people & earlier.people
    # Of what is merely recalled, fewer things are told as following on each other.
    within = later.news and both in (later.people, earlier.people)
    if not within and 2 * len(both) < len(later.people | earlier.people):
        return False
    if later.people - earlier.people and later.status in _PLANS:
        return False  # with somebody new at the table it is a plan of its own
    begins, ended = _first(later), _last(earlier)
    if later.people != earlier.people and begins is not None and ended is not None and begins - ended > _YEAR:
        return False
    shared = (later.news | later.recalled) & (earlier.news | earlier.recalled)
    if shared and not any(_in_sequence(later, earlier, document) for document in shared):
        return False  # told of side by side, and not as one behind the other
    if begins is not None and ended is not None:
        return ended < begins - _ONE_VISIT
    if later.status in _PLANS:
        return bool(later.news & earlier.news)
    return bool(later.news & earlier.recalled) and not later.recalled & earlier.news


def _in_sequence(later: Gathering, earlier: Gathering, document: str) -> bool:
    """True where a text that tells of both says of the later one that it is the next, or of the earlier, the last."""
    words = load_reply_words()
    if words.again.search(later.words.get(document, "")):
        return True
    recalled = document in earlier.recalled and document in later.news
    return recalled and words.earlier.search(earlier.words.get(document, "")) is not None


def _tie(later: Gathering, earlier: Gathering) -> Tie:
    told = (later.news | later.recalled) & (earlier.news | earlier.recalled)
    reason = "one text tells of both" if told else "the same people met before, by the dates"
    return Tie(
        later=later.id,
        earlier=earlier.id,
        kind=TieKind.FOLLOWS,
        by=TOLD if told else DATED,
        because=reason,
        score=0.9 if told else 0.7,
    )


def _first(one: Gathering) -> date | None:
    return bounds(one.date)[0] if one.date is not None else None


def _last(one: Gathering) -> date | None:
    return bounds(one.date)[1] if one.date is not None else None
