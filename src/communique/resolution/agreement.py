"""How two accounts of a meeting agree: what forbids that they tell of one occasion, and what speaks for it.

The reasons and their weights stand in `FEATURES` and `TIMES`; their sum is the score of a pair.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from communique.model import MeetingKind, Status
from communique.model.edtf import compatible
from communique.resolution.deciding import Feature, weigh
from communique.resolution.occasions import OFFICE, PLAN_DAYS, PLAN_DAYS_SAME_CITY, PLANS, Account, Timing

__all__ = ["FEATURES", "TIMES", "Agreement", "agreement", "contradiction", "shared_parties", "time_relation"]

MEALS = frozenset({MeetingKind.DINNER, MeetingKind.LUNCH, MeetingKind.BREAKFAST})
TOGETHER_DAYS = 14  # two undated plans announced so close to each other are one plan
SHORT_DAYS = 10
MONTH_DAYS = 31
LONG_DAYS = 92
NEVER = 10**6  # more days than any window that says something


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeReason:
    """What the times of two accounts say."""

    weight: float
    because: str


TIMES: Mapping[str, TimeReason] = {
    "same_day": TimeReason(weight=0.5, because="both on {day}"),
    "same_yearless_day": TimeReason(weight=0.45, because="the same day, one text leaving out the year ({day})"),
    "day_in_week": TimeReason(weight=0.4, because="{day} lies within the days given"),
    "day_in_month": TimeReason(weight=0.3, because="{day} lies within the month given"),
    "plan_followed": TimeReason(
        weight=0.3, because="announced without a date, and held within the time such plans take"
    ),
    "news_of_day": TimeReason(weight=0.3, because="reported as news at the time of {day}"),
    "plans_together": TimeReason(weight=0.3, because="announced without a date at the same time"),
    "news_together": TimeReason(weight=0.3, because="reported as news without a date at the same time"),
    "moved": TimeReason(weight=0.3, because="put off, and held at a later day"),
    "day_off": TimeReason(weight=0.2, because="a day apart, as time zones and weekdays make it"),
    "same_year": TimeReason(weight=0.25, because="both in {day}"),
    "day_in_long_time": TimeReason(weight=0.15, because="{day} lies within the time given"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What speaks for two accounts telling of one occasion."""

    score: float
    time: str
    because: str


def shared_parties(a: Account, b: Account) -> int:
    """How many parties the two have in common.

    A body that takes part in one counts where a person of that body, whom the other account does not share, takes part
    in the other. So do two names for the holder of one office, where both accounts are of one day.
    """
    people = a.people & b.people
    shared = len(people) + len(a.bodies & b.bodies)
    if not shared:
        return 0
    for x, y in ((a, b), (b, a)):
        if x.bodies:
            others = {body for person, body in y.employers if person not in people}
            shared += len((x.bodies - y.bodies) & others)
    return shared + shared_offices(a, b)


def shared_offices(a: Account, b: Account) -> int:
    """How many offices the two show under different names on one day, or one of them without a name near that time."""
    if not a.offices or not b.offices:
        return 0
    one_day = a.window == b.window and a.window.days == 1
    if not one_day and (a.window.gap(b.window) or max(a.window.days or NEVER, b.window.days or NEVER) > MONTH_DAYS):
        return 0
    people = a.people & b.people
    return len(
        {
            body
            for one, body, post in a.offices
            for other, there, same in b.offices
            if body == there and post == same and one not in people and other not in people
            if one_day or one.startswith(OFFICE) or other.startswith(OFFICE)
        }
    )


def kinds_contradict(a: MeetingKind, b: MeetingKind) -> bool:
    """True where one occasion cannot be both: a dinner is no summit, a telephone call no visit."""
    if a is b or MeetingKind.MEETING in (a, b):
        return False
    if MeetingKind.CALL in (a, b):
        return True
    if a in MEALS or b in MEALS:
        return MeetingKind.VISIT not in (a, b)
    return MeetingKind.OTHER in (a, b) and MeetingKind.VISIT not in (a, b)


def cities_agree(a: Account, b: Account) -> bool:
    """True where both name a city, and the same."""
    return bool(a.city and b.city) and (a.city in b.city or b.city in a.city)


def contradiction(a: Account, b: Account) -> str | None:
    """Why the two cannot tell of one occasion; None where nothing forbids it."""
    if a.claim.document == b.claim.document:
        return "one text tells of them as two"
    if shared_parties(a, b) < 2:
        return "they do not have two parties in common"
    if kinds_contradict(a.claim.kind, b.claim.kind):
        return f"one is a {a.claim.kind}, the other a {b.claim.kind}"
    calls = MeetingKind.CALL in (a.claim.kind, b.claim.kind)
    if a.city and b.city and not cities_agree(a, b) and not calls:
        return f"one was in {a.claim.city}, the other in {b.claim.city}"
    if a.claim.country and b.claim.country and a.claim.country != b.claim.country and not calls:
        return f"one was in {a.claim.country}, the other in {b.claim.country}"
    return None if time_relation(a, b) is not None or Timing.OPEN in (a.timing, b.timing) else "their dates differ"


def time_relation(a: Account, b: Account) -> str | None:
    """How the times of two accounts stand to each other, as a key of `TIMES`; None where they exclude each other."""
    if a.window.first is None or b.window.first is None or a.window.last is None or b.window.last is None:
        return open_relation(a, b)
    gap = a.window.gap(b.window)
    plan = next((x for x in (a, b) if x.timing is Timing.PLAN), None)
    if a.timing is Timing.PLAN and b.timing is Timing.PLAN:
        apart = abs((a.window.first - b.window.first).days)
        return "plans_together" if apart <= TOGETHER_DAYS else None
    if plan is not None:
        other = b if plan is a else a
        if gap or other.window.first is None or other.window.days is None or other.window.days > LONG_DAYS:
            return None
        if other.claim.status in (Status.DENIED, Status.CANCELLED):
            return None  # what was hoped for after a meeting fell through is another meeting
        if a.claim.kind is not b.claim.kind and MeetingKind.OTHER in (a.claim.kind, b.claim.kind):
            return None  # a chance encounter is not what was announced
        waited = (other.window.first - plan.window.first).days if plan.window.first is not None else 0
        limit = PLAN_DAYS_SAME_CITY if cities_agree(a, b) else PLAN_DAYS
        return "plan_followed" if waited <= limit else None
    if gap:
        if gap == 1 and a.window.days == 1 and b.window.days == 1:
            return "day_off"
        return "moved" if is_moved(a, b) or is_moved(b, a) else None
    if Timing.NEWS in (a.timing, b.timing):
        return "news_together" if a.timing is b.timing else period_relation(a, b, news=True)
    return period_relation(a, b, news=False)


def open_relation(a: Account, b: Account) -> str | None:
    """The same where at least one of the two has no bounds."""
    if a.claim.date is not None and b.claim.date is not None:
        if Timing.YEARLESS in (a.timing, b.timing):
            return "same_yearless_day" if compatible(a.claim.date, b.claim.date) else None
        return "day_in_long_time" if compatible(a.claim.date, b.claim.date) else None
    return None


def period_relation(a: Account, b: Account, *, news: bool) -> str | None:
    """How two overlapping windows stand to each other."""
    spans = sorted((a.window.days or 0, b.window.days or 0))
    if spans[1] == 1:
        return "same_day"
    if news:
        return "news_of_day" if spans[0] <= SHORT_DAYS else "day_in_long_time"
    if spans[1] <= SHORT_DAYS:
        return "day_in_week"
    if spans[1] <= MONTH_DAYS:
        return "day_in_month"
    return "same_year" if a.claim.date == b.claim.date else "day_in_long_time"


def is_moved(a: Account, b: Account) -> bool:
    """True where the first was put off and the second is an occasion of that kind and city soon after."""
    if a.claim.status is not Status.POSTPONED or a.window.last is None or b.window.first is None:
        return False
    later = 0 < (b.window.first - a.window.last).days <= PLAN_DAYS_SAME_CITY
    return later and a.claim.kind is b.claim.kind and cities_agree(a, b)


def two_parties(a: Account, b: Account) -> float:
    """The same two parties."""
    return float(shared_parties(a, b) >= 2)


def all_parties(a: Account, b: Account) -> float:
    """Every party of the shorter account is in the longer."""
    return float(a.parties <= b.parties or b.parties <= a.parties)


def as_many(a: Account, b: Account) -> float:
    """As many parties in both."""
    return float(abs(len(a.parties) - len(b.parties)) <= 1)


def other_names(a: Account, b: Account) -> float:
    """One party goes by another name, or by its organisation."""
    return float(len(a.parties & b.parties) < 2)


def others_differ(a: Account, b: Account) -> float:
    """Each names somebody whom the other leaves out."""
    return float(bool(a.parties - b.parties) and bool(b.parties - a.parties) and len(a.parties & b.parties) >= 2)


def vaguer_names_more(a: Account, b: Account) -> float:
    """The text that is vaguer about the day names more parties."""
    vague, close = (a, b) if vagueness(a) > vagueness(b) else (b, a)
    return float(vagueness(vague) > vagueness(close) and bool(vague.parties - close.parties))


def vagueness(account: Account) -> int:
    """How many days an account leaves open, in steps: a day, some days, a month, more."""
    days = account.window.days
    return 9 if days is None else sum(days > step for step in (1, SHORT_DAYS, MONTH_DAYS, LONG_DAYS))


def same_city(a: Account, b: Account) -> float:
    """The same city."""
    return float(cities_agree(a, b))


def same_country(a: Account, b: Account) -> float:
    """The same country."""
    known = a.claim.country is not None and a.claim.country == b.claim.country
    return float(known and not cities_agree(a, b))


def same_place(a: Account, b: Account) -> float:
    """The same place."""
    return float(not a.place.isdisjoint(b.place))


def other_place(a: Account, b: Account) -> float:
    """The places are named differently."""
    return float(bool(a.place) and bool(b.place) and a.place.isdisjoint(b.place))


def same_kind(a: Account, b: Account) -> float:
    """The same kind of meeting."""
    return float(a.claim.kind is b.claim.kind and a.claim.kind is not MeetingKind.MEETING)


def other_kind(a: Account, b: Account) -> float:
    """The kind is told differently."""
    if a.claim.kind is b.claim.kind:
        return 0.0
    return 1.0 if {a.claim.kind, b.claim.kind} & (MEALS | {MeetingKind.OTHER, MeetingKind.CALL}) else 0.5


def same_outcome(a: Account, b: Account) -> float:
    """Both say that it did not come about."""
    return float(a.claim.status is b.claim.status and a.claim.status in (Status.DENIED, Status.CANCELLED))


def plan_then_held(a: Account, b: Account) -> float:
    """Announced in one text, held in the other."""
    return float((a.claim.status in PLANS) != (b.claim.status in PLANS))


def soon_after(a: Account, b: Account) -> float:
    """Held soon after it was announced."""
    if (a.timing is Timing.PLAN) == (b.timing is Timing.PLAN) or a.window.first is None or b.window.first is None:
        return 0.0
    return max(0.0, 1 - abs((a.window.first - b.window.first).days) / PLAN_DAYS)


def prospects_differ(a: Account, b: Account) -> float:
    """Both only look ahead, neither to a day, and one sees more hosts than the other."""
    vague = all(x.claim.status in PLANS and x.window.days != 1 for x in (a, b))
    return float(vague and a.parties != b.parties)


def next_one(a: Account, b: Account) -> float:
    """One text looks ahead, to no day and no place, after a meeting of theirs that fell through: to another."""
    return float(a.again != b.again)


FEATURES: tuple[Feature[Account], ...] = (
    Feature(two_parties, 0.3),
    Feature(all_parties, 0.05),
    Feature(as_many, 0.05),
    Feature(other_names, -0.1),
    Feature(others_differ, -0.1),
    Feature(vaguer_names_more, -0.2),
    Feature(same_city, 0.1),
    Feature(same_country, 0.05),
    Feature(same_place, 0.1),
    Feature(other_place, -0.1),
    Feature(same_kind, 0.1),
    Feature(other_kind, -0.08),
    Feature(plan_then_held, 0.05),
    Feature(same_outcome, 0.1),
    Feature(soon_after, 0.05),
    Feature(prospects_differ, -0.25),
    Feature(next_one, -0.3),
)


def agreement(a: Account, b: Account) -> Agreement | None:
    """Weigh what speaks for two accounts telling of one occasion; None where something forbids it."""
    if contradiction(a, b) is not None:
        return None
    time = time_relation(a, b)
    score, _, words = weigh(FEATURES, a, b)
    reasons = [words]
    if time is not None:
        score += TIMES[time].weight
        reasons.append(TIMES[time].because.format(day=shown_day(a, b)))
    return Agreement(score=round(score, 3), time=time or "open", because="; ".join(reasons))


def shown_day(a: Account, b: Account) -> str:
    """The closest date that either text gives."""
    dated = [x for x in (a, b) if x.claim.date is not None]
    spans = sorted((x.window.days or NEVER, x.claim.date or "") for x in dated)
    return spans[0][1] if spans else "its publication"
