"""Accounts that may be of one occasion: nearly alike, a few days apart, or held together by little."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from communique.model import Judgement, MeetingClaim
from communique.resolution.agreement import FEATURES, TIMES, contradiction, shown_day, time_relation
from communique.resolution.clusters import Clusters
from communique.resolution.doubts.doubt import Doubt, Reason, doubt_of, find_weak, reasons_of
from communique.resolution.facts import DocumentFacts
from communique.resolution.meetings import ENOUGH, block_keys, is_bounded, months_of
from communique.resolution.occasions import Account, build_account, mark_next

__all__ = ["doubt_meetings", "weigh_meetings"]

SUBJECT = "meeting"
NEAR = 0.4  # from here on two accounts are worth a question
DAYS_OFF = 3  # so many days apart are a slip of a weekday or a time zone as easily as another meeting
MOST_IN_BLOCK = 60  # accounts of one pair in one month that are all compared
MOST_EACH = 5  # questions about one meeting


def doubt_meetings(
    claims: Sequence[MeetingClaim],
    *,
    documents: Mapping[str, DocumentFacts],
    people: Clusters,
    organisations: Clusters,
    meetings: Clusters,
    judgements: Sequence[Judgement],
) -> Iterator[Doubt]:
    """Pairs of meetings, and of reports held to be of one, that a person should look at.

    Args:
        claims: all meeting claims.
        documents: what is known of each document.
        people: the people as they are listed.
        organisations: the organisations as they are listed.
        meetings: the meetings as they are listed.
        judgements: what rules held.
    """
    told = (build_account(one, documents.get(one.document), people, organisations) for one in claims)
    accounts = {account.id: account for account in mark_next(told)}
    for one, left, right in find_weak(judgements, meetings, SUBJECT):
        pair = _best(((accounts[a], accounts[b]) for a, b in product(left, right)))
        reasons = [Reason(because=one.because, weight=one.score)] if pair is None else pair[1]
        yield doubt_of(SUBJECT, (left, right), joined=True, score=one.score, enough=ENOUGH, reasons=reasons)
    yield from _near(accounts, meetings)


def weigh_meetings(
    claims: Sequence[MeetingClaim],
    *,
    left: Sequence[str],
    right: Sequence[str],
    documents: Mapping[str, DocumentFacts],
    people: Clusters,
    organisations: Clusters,
) -> tuple[float, list[Reason]]:
    """What speaks for and against two meetings being one, by the reports that agree best.

    Args:
        claims: the reports of both.
        left: the ids of those of one.
        right: the ids of those of the other.
        documents: what is known of their documents.
        people: the people as they are listed.
        organisations: the organisations as they are listed.
    """
    told = (build_account(one, documents.get(one.document), people, organisations) for one in claims)
    accounts = {account.id: account for account in mark_next(told)}
    pairs = list(product(left[:MOST_IN_BLOCK], right[:MOST_IN_BLOCK]))
    found = _best((accounts[a], accounts[b]) for a, b in pairs)
    if found is not None:
        return found
    why = next(why for a, b in pairs if (why := contradiction(accounts[a], accounts[b])) is not None)
    return 0.0, [Reason(because=why, weight=None)]


def _near(accounts: Mapping[str, Account], meetings: Clusters) -> Iterator[Doubt]:
    best: dict[tuple[str, str], tuple[float, list[Reason]]] = {}
    for a, b in _pairs(accounts):
        x, y = sorted((meetings.of[a.id], meetings.of[b.id]))
        if x == y or (weighed := _weigh(a, b)) is None or weighed[0] < NEAR:
            continue
        if (x, y) not in best or weighed[0] > best[x, y][0]:
            best[x, y] = weighed
    asked: dict[str, int] = defaultdict(int)
    for (x, y), (score, reasons) in sorted(best.items(), key=lambda item: (abs(item[1][0] - ENOUGH), item[0])):
        if asked[x] >= MOST_EACH or asked[y] >= MOST_EACH:
            continue
        asked[x] += 1
        asked[y] += 1
        members = (meetings.members[x], meetings.members[y])
        against = _clash(accounts, *members)
        if score >= ENOUGH and against is None:
            against = Reason(because="another report fits as well", weight=None)
        reasons = [*reasons, against] if against is not None else reasons
        yield doubt_of(SUBJECT, members, joined=False, score=score, enough=ENOUGH, reasons=reasons)


def _pairs(accounts: Mapping[str, Account]) -> Iterator[tuple[Account, Account]]:
    """Pairs of accounts that share two parties and are near in time, or of which one has no time."""
    bodies = frozenset(body for account in accounts.values() for body in account.bodies)
    blocks: dict[tuple[tuple[str, str], int], list[Account]] = defaultdict(list)
    dated: dict[tuple[str, str], list[Account]] = defaultdict(list)
    floating: dict[tuple[str, str], list[Account]] = defaultdict(list)
    for _, account in sorted(accounts.items()):
        bounded = is_bounded(account)
        for key in block_keys(account, bodies):
            (dated if bounded else floating)[key].append(account)
            for month in months_of(account) if bounded else ():
                blocks[key, month].append(account)
    for _, block in sorted(blocks.items()):
        yield from combinations(block[:MOST_IN_BLOCK], 2)
    for key, block in sorted(floating.items()):
        yield from combinations(block[:MOST_IN_BLOCK], 2)
        yield from product(block[:MOST_IN_BLOCK], dated[key][:MOST_IN_BLOCK])


def _best(pairs: Iterator[tuple[Account, Account]]) -> tuple[float, list[Reason]] | None:
    weighed = [one for a, b in pairs if (one := _weigh(a, b)) is not None]
    return max(weighed, key=lambda one: one[0], default=None)


def _weigh(a: Account, b: Account) -> tuple[float, list[Reason]] | None:
    """What speaks for and against two accounts being of one occasion; None where something forbids it."""
    slip = None
    if contradiction(a, b) is not None:
        slip = _days_apart(a, b)
        if slip is None:
            return None
    reasons = reasons_of(FEATURES, a, b)
    time = time_relation(a, b)
    if time is not None:
        words = TIMES[time].because.format(day=shown_day(a, b))
        reasons.append(Reason(because=words, weight=TIMES[time].weight))
    score = sum(reason.weight or 0.0 for reason in reasons)
    if slip is not None:
        reasons.append(Reason(because=f"{slip} days apart: {a.claim.date} and {b.claim.date}", weight=None))
    return score, reasons


def _days_apart(a: Account, b: Account) -> int | None:
    """How many days lie between two accounts that contradict each other in nothing but a near day; None otherwise."""
    if contradiction(a, b) != "their dates differ" or a.window.days != 1 or b.window.days != 1:
        return None
    gap = a.window.gap(b.window)
    return gap if gap <= DAYS_OFF and a.parties == b.parties else None


def _clash(accounts: Mapping[str, Account], left: Sequence[str], right: Sequence[str]) -> Reason | None:
    """Why some report of one meeting cannot be of the other."""
    for a, b in product(left[:MOST_IN_BLOCK], right[:MOST_IN_BLOCK]):
        x, y = accounts[a], accounts[b]
        if (why := contradiction(x, y)) is not None and _days_apart(x, y) is None:
            return Reason(because=f"two of the reports contradict each other: {why}", weight=None)
    return None
