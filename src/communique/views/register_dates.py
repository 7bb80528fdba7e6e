"""How far a row of a register and a meeting of the ledger lie apart in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from communique.model.edtf import Precision, bounds, precision
from communique.views.meeting import Meeting

__all__ = ["AFTER", "FARTHEST", "NEWS", "Apart", "days_apart", "slips"]

SAME_DAY: Final = 0.25
NEXT_DAY: Final = 0.18  # a dinner past midnight, a report that counts from another day
SLIP: Final = 0.10  # two or three days
WITHIN: Final = 0.12  # a month or an interval that holds the day

SLIP_DAYS: Final = 3
FARTHEST: Final = 14  # days from which two are different occasions

NARROW: Final = timedelta(days=100)  # a date that covers more tells little

# A text that gives no day tells of something that happened in the weeks before it came out.
NEWS: Final = timedelta(days=30)
AFTER: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """How two dates lie.

    Attributes:
        days: at least so many days apart; None where one is not known.
        weight: what that says for one occasion.
        because: the same in words.
        doubts: what leaves it open whether they are one.
    """

    days: int | None
    weight: float
    because: str
    doubts: tuple[str, ...] = ()


def days_apart(told: str | None, meeting: Meeting) -> Apart | None:
    """How a row's date and a meeting lie; None where they cannot be one occasion.

    Args:
        told: the row's date, in EDTF; None where it gives none.
        meeting: the meeting; where no text gives its day, the days on which the texts came out tell roughly when.
    """
    if told is None:
        return Apart(days=None, weight=0.0, because="the register gives none", doubts=("the register gives no date",))
    if meeting.date is not None and bounds(meeting.date) != (None, None):
        return _dated(told, meeting.date)
    first, last = bounds(told)
    return _undated(first, last, meeting) if first is not None and last is not None else _open(told)


def _open(told: str) -> Apart:
    return Apart(days=None, weight=0.0, because=f"the register gives {told}", doubts=("the date is open",))


@lru_cache(maxsize=262_144)
def _dated(told: str, on: str) -> Apart | None:
    """How two dates lie; a register has few days, and each is held against the same ones again and again."""
    first, last = bounds(told)
    if first is None or last is None:
        return _open(told)
    begin, end = bounds(on)
    if begin is None or end is None:
        return Apart(days=None, weight=0.0, because=f"the press gives {on}", doubts=("the date is open",))
    gap = max((begin - last).days, (first - end).days, 0)
    days = [precision(value) is Precision.DAY for value in (told, on)]
    if gap == 0 and all(days):
        return Apart(days=0, weight=SAME_DAY, because="the same day")
    if gap == 0 and max(end - begin, last - first) <= NARROW:
        return Apart(days=0, weight=WITHIN, because=f"{told} and {on} can be one day")
    if gap == 0:
        return Apart(days=0, weight=0.0, because=f"{told} and {on} can be one day", doubts=("a wide date",))
    if gap == 1:
        return Apart(days=1, weight=NEXT_DAY, because="a day apart")
    if gap <= SLIP_DAYS:
        return Apart(days=gap, weight=SLIP, because=f"{gap} days apart")
    if gap <= FARTHEST:
        return Apart(days=gap, weight=0.0, because=f"{gap} days apart", doubts=(f"{gap} days lie between",))
    if all(days) and begin in slips(first):
        why = f"{told} and {on} differ by a slip of the pen, or by a year"
        return Apart(days=gap, weight=SLIP, because="the same figures", doubts=(why,))
    return None


def _undated(first: date, last: date, meeting: Meeting) -> Apart | None:
    """A meeting without a day: within the weeks before the first text that tells of it."""
    came_out = [bounds(report.published) for report in meeting.reports if report.published is not None]
    known = [(begin, end) for begin, end in came_out if begin is not None and end is not None]
    if not known:
        return Apart(days=None, weight=0.0, because="the press gives none", doubts=("the press gives no date",))
    begin, end = min(known)
    if begin - last > NEWS or first - end > AFTER or meeting.background:
        return None
    why = f"the press gives none, and told of it from {begin} on"
    return Apart(days=None, weight=0.0, because=why, doubts=("the press gives no date",))


def slips(day: date) -> Iterator[date]:
    """The days that a slip makes of one: day and month changed places, or the year before or after."""
    for year, month, number in (
        (day.year, day.day, day.month),
        (day.year - 1, day.month, day.day),
        (day.year + 1, day.month, day.day),
    ):
        try:
            yield date(year, month, number)
        except ValueError:
            continue  # no such month, or no 29 February
