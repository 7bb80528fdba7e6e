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

TOLD: Final = "ties.follows_told.v3"
DATED: Final = "ties.follows_dated.v3"
_TOOK_PLACE: Final = frozenset({Status.HELD})
_PLANS: Final = frozenset({Status.PLANNED, Status.POSSIBLE})
_AHEAD: Final = _PLANS | {Status.POSTPONED}
_DID_NOT: Final = frozenset({Status.DENIED, Status.CANCELLED})
_MOST: Final = 12  # parties of a meeting that is still one of pairs; meetings looked back at
_ONE_VISIT: Final = timedelta(days=1)
_YEAR: Final = timedelta(days=366)
_LONG: Final = timedelta(days=400)  # ago, and only clear words make what was then the one before
_LONG_AGO: Final = date.min + timedelta(days=1)


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

    All who were at one of the two were at the other, or half of them all, and two at least. Where one text tells of
    both, its words must place one behind the other: told of side by side, they are not in a row, and then nothing
    further back is either. Meetings on days in a row are one visit and do not follow each other, unless the words say
    so. What did not take place follows nothing, and nothing follows it. A plan that brings in somebody new follows
    nothing without such words, and what was more than a year ago is followed by the same people only.

    Args:
        gatherings: the meetings, in any order.
    """
    company: dict[tuple[str, ...], list[Gathering]] = defaultdict(list)
    for one in sorted(gatherings, key=lambda one: (_last(one) or date.min, one.id)):
        if one.status not in _DID_NOT and 1 < len(one.people) <= _MOST:
            for pair in combinations(sorted(one.people), 2):
                company[pair].append(one)
    best: dict[str, tuple[tuple[date, float, str], Gathering, Gathering]] = {}
    for together in company.values():
        for rank, later, earlier in _in_order(together):
            if later.id not in best or rank > best[later.id][0]:
                best[later.id] = rank, later, earlier
    for _, (_, later, earlier) in sorted(best.items()):
        documents = _shared(later, earlier)
        if not documents or any(_is_sequel(later, earlier, document) for document in sorted(documents)):
            yield _tie(later, earlier)


def _in_order(together: Sequence[Gathering]) -> Iterator[tuple[tuple[date, float, str], Gathering, Gathering]]:
    """Each meeting of two people with those shortly before it, and with those that its texts tell of too."""
    beside: dict[str, list[Gathering]] = defaultdict(list)
    for one in together:
        for document in one.news | one.recalled:
            beside[document].append(one)
    ends = [_last(one) or date.min for one in together]
    for later in together:
        begins = _first(later)
        at = bisect_left(ends, begins - _ONE_VISIT) if begins is not None else 0
        told = [one for document in sorted(later.news | later.recalled) for one in beside[document][:_MOST]]
        for earlier in (*together[max(at - _MOST, 0) : at], *told):
            order = _order(later, earlier)
            if order is not None and (_shared(later, earlier) or _may_follow_by_dates(later, earlier)):
                yield (order, _likeness(later, earlier), earlier.id), later, earlier


def _shared(later: Gathering, earlier: Gathering) -> frozenset[str]:
    return (later.news | later.recalled) & (earlier.news | earlier.recalled)


def _likeness(later: Gathering, earlier: Gathering) -> float:
    return len(later.people & earlier.people) / len(later.people | earlier.people)


def _order(later: Gathering, earlier: Gathering) -> date | None:
    """When an earlier meeting took place, the first days of all without a date; None where it was not before."""
    if earlier is later or earlier.status not in _TOOK_PLACE:
        return None
    within = later.news and (later.people & earlier.people) in (later.people, earlier.people)
    # Of what is merely recalled, fewer things are told as following on each other.
    if not within and 2 * _likeness(later, earlier) < 1:
        return None
    begins, ended, ahead = _first(later), _last(earlier), later.status in _AHEAD
    if begins is not None and ended is not None:
        latest = (_last(later) if ahead else None) or begins  # "next year", said in January
        return ended if _is_before(latest, ended, _first(earlier) or ended, ahead=ahead) else None
    recalled = bool(later.news) and not earlier.news
    if not recalled and not (ahead and (begins is None or earlier.news)):
        return None
    return ended or _LONG_AGO + timedelta(days=bool(earlier.news))


def _is_before(begins: date, ended: date, opened: date, *, ahead: bool) -> bool:
    if ended < begins or (ended == begins and ahead):
        return True
    return opened < begins and not ahead  # "in May" is before the 20th, if it is not that meeting itself


def _may_follow_by_dates(later: Gathering, earlier: Gathering) -> bool:
    """True where no text tells of both, but the days do."""
    begins, ended = _first(later), _last(earlier)
    if begins is None or ended is None or ended >= begins - _ONE_VISIT:
        return False
    if later.people - earlier.people and later.status in _PLANS:
        return False  # with somebody new at the table it is a plan of its own
    return later.people == earlier.people or begins - ended <= _YEAR


def _is_sequel(later: Gathering, earlier: Gathering, document: str) -> bool:
    """True where a text that tells of both says of the later one that it is the next, or of the earlier, the last."""
    words, told, before = load_reply_words(), later.words.get(document, ""), earlier.words.get(document, "")
    begins, ended = _first(later), _last(earlier)
    apart = begins - ended if begins is not None and ended is not None else None
    same, back = later.people == earlier.people, not earlier.news
    sequel = words.sequel.search(told) is not None
    clear = sequel or (back and any(one.search(before) for one in (words.last, words.sequel)))
    if not sequel and (
        (apart is not None and apart <= _ONE_VISIT)
        or (later.people - earlier.people and later.status in _AHEAD)
        or (back and words.beginnings.search(before))
    ):
        return False
    contained = later.people <= earlier.people or earlier.people <= later.people
    if not clear and (not contained or (apart is not None and apart > _LONG)):
        return False
    if (apart is None and ended is None and back and words.often.search(before)) or (
        apart is not None and apart > _YEAR and not same
    ):
        return False
    if clear or words.again.search(told) or (not later.news and same):
        return True
    if later.status in _AHEAD:
        return later.people <= earlier.people and words.invites.search(told) is not None
    return back and (words.earlier.search(before) is not None or (same and apart is not None))


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
