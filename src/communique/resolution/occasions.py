"""What resolution compares of a meeting claim: its parties as groups, when it can have been, its place and kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from communique.model import MeetingClaim, Participant, PartyKind, Status
from communique.model.edtf import bounds
from communique.resolution.clusters import Clusters
from communique.resolution.facts import DocumentFacts
from communique.resolution.names import fold, name_parts
from communique.resolution.organisations import organisation_form_id
from communique.resolution.people import person_form_id
from communique.resolution.posts import LONGEST_ROLE, posts_of
from communique.resolution.words import class_words

__all__ = ["OFFICE", "Account", "Timing", "Window", "build_account", "mark_next", "place_words"]

NEWS_DAYS = 7  # a meeting reported as news without a date was held at most so long before
PLAN_DAYS = 45  # a meeting announced without a date follows within so long …
PLAN_DAYS_SAME_CITY = 90  # … or within so long where the place agrees
OFFICE = "office"  # begins the group of somebody who is named by a post alone
PLANS = frozenset({Status.PLANNED, Status.POSSIBLE, Status.POSTPONED})
FELL_THROUGH = frozenset({Status.CANCELLED, Status.DENIED, Status.POSTPONED})
SMALL_WORDS = frozenset({"the", "of", "at", "in", "on", "a", "an", "and", "s", "de", "la", "official"})


class Timing(StrEnum):
    """Where the time of an account comes from."""

    DATED = "dated"  # the text dates the meeting
    YEARLESS = "yearless"  # the text gives a day without its year
    PLAN = "plan"  # undated and still to come when the text was published
    NEWS = "news"  # undated and reported as news
    OPEN = "open"  # nothing says when


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which a meeting can have been; None where an end is open."""

    first: date | None
    last: date | None

    def gap(self, other: Window) -> int:
        """Days between the two; 0 where they touch."""
        if self.last is not None and other.first is not None and other.first > self.last:
            return (other.first - self.last).days
        if self.first is not None and other.last is not None and self.first > other.last:
            return (self.first - other.last).days
        return 0

    @property
    def days(self) -> int | None:
        """How many days it spans; None where an end is open."""
        return None if self.first is None or self.last is None else (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Account:
    """One claim as it is compared with others.

    Attributes:
        id: the claim's id.
        claim: the claim.
        people: the groups of its named people.
        bodies: the groups of organisations that take part themselves.
        employers: each named person's group with the group of an organisation that the person belongs to.
        offices: each person's group with an organisation and a post there that only one person holds at a time; who is
            named by the post alone (`the King`) has the office itself for a group.
        window: when it can have been.
        timing: where that comes from.
        published: the first day of publication, where known.
        city, place: folded words.
        again: true for a vague prospect in a text that tells of a meeting of the same parties that fell through.
    """

    id: str
    claim: MeetingClaim
    people: frozenset[str]
    bodies: frozenset[str]
    employers: frozenset[tuple[str, str]]
    offices: frozenset[tuple[str, str, str]]
    window: Window
    timing: Timing
    published: date | None
    city: str
    place: frozenset[str]
    again: bool = False

    @property
    def parties(self) -> frozenset[str]:
        """People and bodies."""
        return self.people | self.bodies

    @property
    def is_plan(self) -> bool:
        """True where the meeting was still to come."""
        return self.claim.status in PLANS


def place_words(text: str | None) -> frozenset[str]:
    """The words of a place by which two namings of it can be recognised."""
    if not text:
        return frozenset()
    plain = fold(text[:200]).replace("’s", "").replace("'s", "").replace("’", "").replace("'", "")
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    return frozenset(word for word in words if word not in SMALL_WORDS)


def build_account(
    claim: MeetingClaim, facts: DocumentFacts | None, people: Clusters, organisations: Clusters
) -> Account:
    """Prepare a claim for comparison."""
    persons: set[str] = set()
    bodies: set[str] = set()
    employers: set[tuple[str, str]] = set()
    offices: set[tuple[str, str, str]] = set()
    for party in claim.participants:
        if party.name is None or party.kind is PartyKind.GROUP:
            continue
        if party.kind is PartyKind.ORGANISATION:
            found = organisations.of.get(organisation_form_id(claim.document, party.name))
            if found is not None:
                bodies.add(found)
        elif not name_parts(party.name).words:
            for body, post in office_of(claim.document, party, organisations):
                persons.add(f"{OFFICE} {body} {post}")
                offices.add((f"{OFFICE} {body} {post}", body, post))
        else:
            person = people.of[person_form_id(claim.document, party.name)]
            persons.add(person)
            if party.organisation is not None:
                found = organisations.of.get(organisation_form_id(claim.document, party.organisation))
                if found is not None:
                    employers.add((person, found))
                    offices.update((person, found, post) for post in single_posts(party.role))
    published = first_day(facts.published if facts is not None else None)
    window, timing = window_of(claim, published)
    return Account(
        id=claim.id,
        claim=claim,
        people=frozenset(persons),
        bodies=frozenset(bodies),
        employers=frozenset(employers),
        offices=frozenset(offices),
        window=window,
        timing=timing,
        published=published,
        city="".join(sorted(place_words(claim.city) - {"city"})),
        place=place_words(claim.place),
    )


def office_of(document: str, party: Participant, organisations: Clusters) -> Iterator[tuple[str, str]]:
    """The organisation and the post of somebody named by the post alone."""
    body = (
        None if party.organisation is None else organisations.of.get(organisation_form_id(document, party.organisation))
    )
    posts = single_posts(party.name) or single_posts(party.role)
    if body is not None and len(posts) == 1:
        yield body, min(posts)


def mark_next(accounts: Iterable[Account]) -> Iterator[Account]:
    """The same accounts, those marked that look ahead, to no day and no place, after what fell through."""
    by_document: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        by_document[account.claim.document].append(account)
    for told in by_document.values():
        for one in told:
            vague = one.is_plan and one.claim.date is None and not one.city and not one.place
            again = vague and any(
                len(one.parties & other.parties) > 1 and other.claim.status in FELL_THROUGH for other in told
            )
            yield replace(one, again=True) if again else one


def single_posts(role: str | None) -> frozenset[str]:
    """The posts of a role that one person holds at a time: president of a country, chief executive of a firm."""
    words = class_words()
    if role is None or words.past & set(fold(role[:LONGEST_ROLE]).split()):
        return frozenset()
    return posts_of(role) & (words.led - words.leaders)


def first_day(value: str | None) -> date | None:
    """The first day an EDTF value covers."""
    return None if value is None else bounds(value)[0]


def window_of(claim: MeetingClaim, published: date | None) -> tuple[Window, Timing]:
    """When a meeting can have been, by its date, or else by its status and the day the text was published."""
    if claim.date is not None:
        first, last = bounds(claim.date)
        if first is not None or last is not None:
            return Window(first, last), Timing.DATED
        if claim.date.startswith("XXXX"):
            return yearless_window(claim.date, published), Timing.YEARLESS
    if claim.background or published is None:
        return Window(None, published if claim.background else None), Timing.OPEN
    if claim.status in PLANS:
        return Window(published - timedelta(days=1), published + timedelta(days=PLAN_DAYS_SAME_CITY)), Timing.PLAN
    return Window(published - timedelta(days=NEWS_DAYS), published + timedelta(days=1)), Timing.NEWS


def yearless_window(value: str, published: date | None) -> Window:
    """The year next to the publication date is meant; without one, the day of every year stays possible."""
    if published is None:
        return Window(None, None)
    choices = [bounds(f"{year:04}{value[4:]}")[0] for year in (published.year - 1, published.year, published.year + 1)]
    days = [day for day in choices if day is not None]
    if not days:
        return Window(None, None)
    nearest = min(days, key=lambda day: (abs((day - published).days), day))
    return Window(nearest, nearest)
