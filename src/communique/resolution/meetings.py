"""Which accounts, in which documents, tell of one occasion.

First the accounts whose time is known within bounds are joined, surest pair first, where every account of one group can
be the same occasion as every account of the other. Then those without bounds go to a group only where no other group
could be meant. Pairs that fit two accounts of one document equally well are left apart: a missed merge can be mended by
a reader, a wrong one misleads. Nothing depends on the order in which documents came in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from communique.model import Judgement, MeetingClaim, Status
from communique.resolution.agreement import Agreement, agreement, contradiction, time_relation
from communique.resolution.clusters import Clusters, Grouping
from communique.resolution.deciding import apply_judgements, judge
from communique.resolution.facts import DocumentFacts
from communique.resolution.occasions import Account, Timing, build_account, mark_next

__all__ = ["ENOUGH", "SUBJECT", "block_keys", "group_accounts", "resolve_meetings"]

SUBJECT = "meeting"
ENOUGH = 0.65  # what the reasons for one occasion must add up to
FALLEN = frozenset({Status.CANCELLED, Status.DENIED})
MARGIN = 0.04  # two accounts of one document that fit within so much of each other are not told apart
MOST_MONTHS = 14  # longer windows are compared like open ones: they would meet everything


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Two accounts that may be of one occasion."""

    left: str
    right: str
    agreement: Agreement


def resolve_meetings(
    documents: Mapping[str, DocumentFacts],
    claims: Sequence[MeetingClaim],
    people: Clusters,
    organisations: Clusters,
    human: Sequence[Judgement] = (),
) -> tuple[Clusters, tuple[Judgement, ...]]:
    """Group the claims by occasion; the judgements say why.

    Args:
        documents: what is known of each document, by its id.
        claims: all claims at once, in any order.
        people: their people, resolved.
        organisations: their organisations, resolved.
        human: judgements by people; they win.
    """
    told = (build_account(claim, documents.get(claim.document), people, organisations) for claim in claims)
    accounts = {account.id: account for account in mark_next(told)}
    return group_accounts(accounts, {body for account in accounts.values() for body in account.bodies}, human)


def group_accounts(
    accounts: Mapping[str, Account], bodies: Container[str], human: Sequence[Judgement] = ()
) -> tuple[Clusters, tuple[Judgement, ...]]:
    """The same from accounts.

    Args:
        accounts: the accounts by their claims' ids.
        bodies: the organisations that take part in some meeting themselves.
        human: judgements by people; they win.
    """
    grouping = Grouping(sorted(accounts))
    apply_judgements(grouping, human, SUBJECT)
    joiner = Joiner(accounts, grouping)
    bounded = [accounts[one] for one in sorted(accounts) if is_bounded(accounts[one])]
    single = join_identical(bounded, joiner)
    join_surest_first(find_candidates(single, bodies), joiner)
    for timed in (True, False):
        floating = [accounts[one] for one in sorted(accounts) if not is_bounded(accounts[one])]
        place_floating([x for x in floating if (x.claim.date is not None) == timed], accounts, joiner, bodies)
    return grouping.clusters(), tuple(joiner.said)


class Joiner:
    """Joins groups of accounts as long as no account of one contradicts an account of the other."""

    def __init__(self, accounts: Mapping[str, Account], grouping: Grouping) -> None:
        self.accounts = accounts
        self.grouping = grouping
        self.said: list[Judgement] = []
        self._twins: dict[str, str] = {}
        self._documents = {
            grouping.find(one): {accounts[member].claim.document for member in grouping.members(one)}
            for one in accounts
        }
        self._clashes: dict[tuple[str, str], bool] = {}
        # What people have put together before any rule spoke may contradict itself: one occasion, told in several ways.
        self._judged = {one for root in grouping.roots() if len(m := grouping.members(root)) > 1 for one in m}

    def stand_in(self, one: str, other: str) -> None:
        """The first account says all that the other says: comparing the first is enough."""
        self._twins[other] = one

    def distinct(self, one: str) -> list[Account]:
        """The accounts of a group, without those for which another stands in."""
        return [self.accounts[member] for member in self.grouping.members(one) if member not in self._twins]

    def clash(self, a: Account, b: Account) -> bool:
        """True where the two accounts contradict each other."""
        pair = (a.id, b.id) if a.id < b.id else (b.id, a.id)
        known = self._clashes.get(pair)
        if known is None:
            known = self._clashes[pair] = contradiction(a, b) is not None
        return known

    def can_join(self, a: str, b: str) -> bool:
        """True where nothing in one group contradicts anything in the other."""
        x, y = self.grouping.find(a), self.grouping.find(b)
        if x == y or self.grouping.is_forbidden(x, y) or not self._documents[x].isdisjoint(self._documents[y]):
            return False
        return any(
            not any(self.clash(one, other) for one, other in product(*told))
            for told in product(self.tellings(x), self.tellings(y))
        )

    def tellings(self, one: str) -> list[list[Account]]:
        """The distinct accounts of a group; where people have put some together, those that go with each of these."""
        accounts = self.distinct(one)
        judged = [self.accounts[member] for member in self.grouping.members(one) if member in self._judged]
        if not judged:
            return [accounts]
        return [[a for a in accounts if a is told or not self.clash(a, told)] or [told] for told in judged]

    def join(self, a: str, b: str, rule: str, because: str, score: float) -> bool:
        """Join the groups of the two and record why; False where something forbids it."""
        x, y = self.grouping.find(a), self.grouping.find(b)
        if not self.can_join(x, y) or not self.grouping.join(x, y):
            return False
        self._documents[self.grouping.find(x)] = self._documents[x] | self._documents[y]
        self.said.append(judge(a, b, SUBJECT, rule, because, score))
        return True


def is_bounded(account: Account) -> bool:
    """True where the time of an account is known within bounds that can be searched."""
    days = account.window.days
    return account.timing is not Timing.OPEN and days is not None and days <= MOST_MONTHS * 31


def join_identical(bounded: Iterable[Account], joiner: Joiner) -> list[Account]:
    """Join accounts that say the same in every respect about one day, and go on with one of each."""
    groups: dict[tuple[object, ...], list[Account]] = defaultdict(list)
    for account in bounded:
        claim = account.claim
        key = (account.parties, claim.status, claim.background, claim.kind, account.window, account.timing)
        groups[*key, account.city, claim.country, account.place].append(account)
    kept: list[Account] = []
    for group in groups.values():
        documents = {account.claim.document for account in group}
        first = group[0]
        if first.window.days != 1 or len(first.parties) < 2 or len(documents) < len(group):
            kept.extend(group)
            continue
        kept.append(first)
        for other in group[1:]:
            because = f"the same parties, kind and place, both on {first.claim.date}"
            if joiner.join(first.id, other.id, "meetings.same_particulars.v1", because, 0.98):
                joiner.stand_in(first.id, other.id)
            else:
                kept.append(other)
    return kept


def block_keys(account: Account, bodies: Container[str]) -> set[tuple[str, str]]:
    """Pairs of parties: two accounts of one occasion share at least one pair."""
    keys = set(combinations(sorted(account.parties), 2))
    for person, body, post in account.offices:
        keys.update((other, f"{body} {post}") for other in account.parties if other != person)
    for person, employer in account.employers:
        if employer in bodies:
            keys.update((min(other, employer), max(other, employer)) for other in account.people if other != person)
    return keys


def months_of(account: Account) -> range:
    """The months that an account's window touches, a day of slack and the time of a postponement included."""
    first, last = account.window.first, account.window.last
    if first is None or last is None:
        return range(0)
    early, late = first.toordinal() - 1, last.toordinal() + 1
    return range(early // 30, late // 30 + 1)


def find_candidates(accounts: Sequence[Account], bodies: Container[str]) -> list[Candidate]:
    """Pairs of accounts that share two parties and a time and agree well enough."""
    blocks: dict[tuple[tuple[str, str], int], list[Account]] = defaultdict(list)
    for account in accounts:
        reach = months_of(account)
        if account.claim.status == "postponed":
            reach = range(reach.start, reach.stop + 3)  # a new day is looked for three months ahead
        for key in block_keys(account, bodies):
            for month in reach:
                blocks[key, month].append(account)
    found: list[Candidate] = []
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        for a, b in combinations(block, 2):
            pair = (a.id, b.id) if a.id < b.id else (b.id, a.id)
            if pair in seen:
                continue
            seen.add(pair)
            agreed = agreement(a, b)
            if agreed is not None and agreed.score >= ENOUGH:
                found.append(Candidate(left=pair[0], right=pair[1], agreement=agreed))
    return found


def join_surest_first(candidates: Sequence[Candidate], joiner: Joiner) -> None:
    """Join pair after pair; a pair whose accounts fit elsewhere as well waits until the other places are taken."""
    partners: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for one in candidates:
        partners[one.left].append((one.agreement.score, one.right))
        partners[one.right].append((one.agreement.score, one.left))
    waiting = sorted(candidates, key=lambda c: (-c.agreement.score, c.left, c.right))
    while waiting:
        left: list[Candidate] = []
        for one in waiting:
            if not joiner.can_join(one.left, one.right):
                continue
            if is_undecided(one.left, one, partners, joiner) or is_undecided(one.right, one, partners, joiner):
                left.append(one)
                continue
            rule = f"meetings.same_parties_{one.agreement.time}.v1"
            joiner.join(one.left, one.right, rule, one.agreement.because, one.agreement.score)
        if len(left) == len(waiting):
            return
        waiting = left


def is_undecided(
    one: str, pair: Candidate, partners: Mapping[str, Sequence[tuple[float, str]]], joiner: Joiner
) -> bool:
    """True where an account could as well be of two occasions that cannot be one."""
    near = {joiner.grouping.find(pair.right if one == pair.left else pair.left)}
    for score, other in partners[one]:
        root = joiner.grouping.find(other)
        if score > pair.agreement.score - MARGIN and root not in near and joiner.can_join(one, other):
            near.add(root)
    return any(not joiner.can_join(a, b) for a, b in combinations(sorted(near), 2))


def place_floating(
    floating: Sequence[Account], accounts: Mapping[str, Account], joiner: Joiner, bodies: Container[str]
) -> None:
    """Give accounts without bounds to the one group that they can mean, if there is only one."""
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in sorted(accounts):
        for key in block_keys(accounts[one], bodies):
            groups[key].add(joiner.grouping.find(one))
    wanted: list[tuple[float, str, str, str, str]] = []
    for account in floating:
        near = {root for key in block_keys(account, bodies) for root in groups[key]} - {
            joiner.grouping.find(account.id)
        }
        choice = pick_group(account, sorted(near), joiner)
        if choice is not None:
            root, rule, because, score = choice
            wanted.append((score, account.id, min(joiner.grouping.members(root)), rule, because))
    for score, one, other, rule, because in sorted(wanted, key=lambda want: (-want[0], want[1], want[2])):
        same_text = [w for w in wanted if w[1] != one and w[2] == other and w[0] == score]
        document = accounts[one].claim.document
        if any(accounts[w[1]].claim.document == document for w in same_text):
            continue  # two accounts of one text want the same group, and nothing tells which
        joiner.join(one, other, rule, because, score)


def pick_group(account: Account, roots: Sequence[str], joiner: Joiner) -> tuple[str, str, str, float] | None:
    """The one group that an account without bounds can mean: (group, rule, reason, score)."""
    open_to = [
        root for root in roots if joiner.can_join(account.id, root) and is_earlier(account, joiner.distinct(root))
    ]
    if account.claim.date is not None:
        dated = [root for root in open_to if any(time_relation(account, x) for x in joiner.distinct(root))]
        to_the_day = [root for root in dated if any(x.window.days == 1 for x in joiner.distinct(root))]
        dated = to_the_day or dated
        if len(dated) == 1:
            because = f"the same parties, and the only occasion that {account.claim.date} fits"
            return dated[0], "meetings.same_parties_only_date.v1", because, 0.8
        return None
    placed = [root for root in open_to if any(places_agree(account, x) for x in joiner.distinct(root))]
    if len(placed) == 1:
        where = account.claim.city or account.claim.place
        because = f"the same parties, and their only known meeting in {where}"
        return placed[0], "meetings.same_parties_only_place.v1", because, 0.7
    if account.claim.status in FALLEN:
        fallen = [root for root in open_to if any(x.claim.status in FALLEN for x in joiner.distinct(root))]
        if len(fallen) == 1:
            because = "the same parties, and their only meeting that did not come about"
            return fallen[0], "meetings.same_parties_only_fallen.v1", because, 0.65
    if account.claim.background or placed:
        return None
    news = [root for root in open_to if any(not x.claim.background for x in joiner.distinct(root))]
    exact = [root for root in news if any(x.parties == account.parties for x in joiner.distinct(root))]
    if len(exact) == 1 and any(is_bounded(x) and not x.claim.background for x in joiner.distinct(exact[0])):
        because = "the same parties, and their only occasion reported as news; the text and its meeting are undated"
        return exact[0], "meetings.same_parties_only_news.v1", because, 0.65
    return None


def is_earlier(account: Account, others: Iterable[Account]) -> bool:
    """True where a recalled meeting can have been before its text was published."""
    if not account.claim.background or account.window.last is None:
        return True
    last = account.window.last
    return all(x.window.first is None or x.window.first <= last for x in others)


def places_agree(a: Account, b: Account) -> bool:
    """True where both name the same city or the same place."""
    return bool(a.city and b.city and (a.city in b.city or b.city in a.city)) or not a.place.isdisjoint(b.place)
