"""Following judgements from one name or report to another: why they are one, or what keeps them apart."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from sqlalchemy import Connection, or_, select

from communique.errors import InputError
from communique.model import Decision, Judgement, Member, Relation
from communique.store.captures import chosen_source
from communique.store.decisions import load_located
from communique.store.forms import load_judgement
from communique.store.looking import show
from communique.store.meant import Meant, find_meant, members_of, pick_pair
from communique.store.tables import documents, listed_copies, listed_judgements
from communique.store.weighing import weigh_apart
from communique.views.chain import Chain, Link, Place
from communique.views.statement import Statement

__all__ = ["find_chain"]

MOST_NAMES = 20  # of one entry, spellings that are followed; the others go the same ways
GROUPED = frozenset({"person", "organisation", "meeting"})
"""Subjects of which the lists have one entry a group."""
_AT_ONCE = 400  # ids asked for at once


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edge:
    """A judgement seen from one end."""

    there: str
    link: Link


@dataclass(slots=True, kw_only=True)
class _Web:
    """All that is known of some things and the judgements on them."""

    places: dict[str, Place] = field(default_factory=dict)
    same: dict[str, list[_Edge]] = field(default_factory=lambda: defaultdict(list))
    other: list[Link] = field(default_factory=list)

    def place(self, one: str) -> Place:
        """A thing with its name and source, as far as they are known."""
        return self.places.get(one) or Place(id=one, name=one, source=None)

    def add(self, link: Link) -> None:
        """Note a judgement between two things."""
        if link.relation is Relation.SAME:
            self.same[link.left.id].append(_Edge(there=link.right.id, link=link))
            self.same[link.right.id].append(_Edge(there=link.left.id, link=link))
        else:
            self.other.append(link)


def find_chain(connection: Connection, a: str, b: str | None = None) -> Chain:
    """What holds two things together, or apart; of one entry, what makes one of all its names or reports.

    Raises:
        NotFoundError: nothing has such an id or name.
        InputError: one of them can mean several things, or the two are not of one kind.
    """
    left, right = pick_pair(connection, a, b) if b is not None else _halves(connection, a)
    if left.subject not in GROUPED and b is None:
        raise InputError(f"{a!r} is one {'statement' if left.subject == 'answer' else 'document'}: give the other too")
    web = _gather(connection, left, right)
    one_entry = left.entry is not None and left.entry == right.entry
    if b is None:
        links = _spread(web, left.members)
    elif one_entry:
        links = _shortest(web, [m.id for m in left.members], [m.id for m in right.members])
    else:
        links = tuple(_between(web, left, right))
    weighed = weigh_apart(connection, left, right) if not links and not one_entry else None
    together = one_entry or any(link.relation is Relation.SAME for link in links)
    return Chain(
        subject=left.subject,
        left=_shown(web, left),
        right=_shown(web, right),
        relation=Relation.SAME if together else Relation.DIFFERENT,
        links=links,
        parts=(len(left.members), len(right.members)),
        score=round(weighed[0], 3) if weighed is not None else None,
        enough=weighed[1] if weighed is not None else None,
        reasons=weighed[2] if weighed is not None else (),
    )


def _halves(connection: Connection, a: str) -> tuple[Meant, Meant]:
    found = find_meant(connection, a)
    if len(found) > 1:
        raise InputError(f"{a!r} can be a person and an organisation: give an id (per_…, org_…)")
    return found[0], found[0]


def _gather(connection: Connection, left: Meant, right: Meant) -> _Web:
    """The things that the two are made of, and all judgements on them."""
    web = _Web()
    members: dict[str, tuple[Member, str | None]] = {}
    for one in (left, right):
        whole = one.members if one.entry is None else members_of(connection, show(connection, one.entry))
        members |= {member.id: (member, one.entry) for member in whole}
    decisions = [d for d in load_located(connection) if d.stands and d.withdraws is None and d.unmet is None]
    about = [d for d in decisions if d.subject == left.subject and any(m.id in members for m in (*d.left, *d.right))]
    beside = [m for d in about for m in (*d.left, *d.right) if m.id not in members]
    sources = _sources(connection, {m.document for m in (*(m for m, _ in members.values()), *beside) if m.document})
    for member, entry in (*members.values(), *((m, None) for m in beside)):
        web.places[member.id] = Place(
            id=member.id, name=member.name or member.id, source=sources.get(member.document or ""), entry=entry
        )
    ids = sorted(members)
    for begin in range(0, len(ids), _AT_ONCE):
        some = listed_judgements.c.left_id.in_(ids[begin : begin + _AT_ONCE])
        for row in connection.execute(select(listed_judgements).where(some).order_by(listed_judgements.c.id)):
            if row.right_id in members:
                web.add(_by_rule(web, load_judgement(row._mapping)))
    for decision in about:
        for link in _by_person(web, decision):
            web.add(link)
    decided = {frozenset((x.id, y.id)) for d in about for x, y in product(d.left, d.right)}
    for link in (*_copies(connection, web, left, right), *_ties(connection, web, left, right)):
        if frozenset((link.left.id, link.right.id)) not in decided:
            web.add(link)
    return web


def _copies(connection: Connection, web: _Web, left: Meant, right: Meant) -> Iterator[Link]:
    """What makes two documents copies, of each other or of a third."""
    if left.subject != "copy":
        return
    ids = [left.members[0].id, right.members[0].id]
    touching = or_(listed_copies.c.document.in_(ids), listed_copies.c.other.in_(ids))
    rows = connection.execute(select(listed_copies).where(touching).order_by(listed_copies.c.document)).all()
    sources = _sources(connection, {one for row in rows for one in (row.document, row.other)})
    for row in rows:
        one, other = (
            web.places.setdefault(end, Place(id=end, name=sources.get(end, end), source=sources.get(end)))
            for end in (row.document, row.other)
        )
        yield Link(
            left=one,
            right=other,
            relation=Relation.SAME,
            by=f"copies.{row.grade}.v1",
            because=row.because,
            score=row.score,
        )


def _ties(connection: Connection, web: _Web, left: Meant, right: Meant) -> Iterator[Link]:
    """What ties two statements."""
    if left.subject != "answer":
        return
    statement = show(connection, left.members[0].id)
    other = right.members[0].id
    if isinstance(statement, Statement):
        for change in (*statement.changes, *statement.does):
            if change.statement == other:
                yield Link(
                    left=web.place(statement.id),
                    right=web.place(other),
                    relation=Relation.SAME,
                    by=change.by,
                    because=f"{change.kind}: {change.because}",
                    score=change.score,
                )


def _by_rule(web: _Web, one: Judgement) -> Link:
    return Link(
        left=web.place(one.left),
        right=web.place(one.right),
        relation=one.relation,
        by=one.by,
        because=one.because,
        score=one.score,
    )


def _by_person(web: _Web, decision: Decision) -> Iterator[Link]:
    """A decision between each two of the things that it holds for."""
    left, right = ([member.id for member in side] for side in (decision.left, decision.right))
    for x, y in product(left, right):
        joined = decision.relation is Relation.SAME and decision.subject in GROUPED
        if joined and web.place(x).entry != web.place(y).entry:
            continue  # parted since: it holds for others of its side alone
        yield Link(
            left=web.place(x),
            right=web.place(y),
            relation=decision.relation,
            by=decision.by,
            because=decision.because or "no reason given",
            score=None,
            decision=decision.id,
        )


def _shortest(web: _Web, begin: Sequence[str], end: Collection[str]) -> tuple[Link, ...]:
    """The fewest judgements that lead from any of some things to any of others, in that order."""
    goal = set(end)
    came: dict[str, tuple[str, Link] | None] = dict.fromkeys(begin)
    queue = deque(begin)
    while queue:
        here = queue.popleft()
        if here in goal:
            return _back(came, here)
        for edge in web.same.get(here, ()):
            if edge.there not in came:
                came[edge.there] = (here, edge.link)
                queue.append(edge.there)
    return ()


def _back(came: Mapping[str, tuple[str, Link] | None], end: str) -> tuple[Link, ...]:
    links: list[Link] = []
    step = came[end]
    while step is not None:
        before, link = step
        links.append(link if link.left.id == before else _turned(link))
        step = came[before]
    return tuple(reversed(links))


def _turned(link: Link) -> Link:
    return replace(link, left=link.right, right=link.left)


def _spread(web: _Web, members: Sequence[Member]) -> tuple[Link, ...]:
    """The judgements that lead from the first of some things to one of each spelling, each judgement once."""
    first, *_ = members
    spelt: dict[str, Member] = {}
    for member in members:
        spelt.setdefault(member.name or member.id, member)
    wanted = [member for member in spelt.values() if member.id != first.id][:MOST_NAMES]
    used: dict[tuple[frozenset[str], str], Link] = {}
    for member in wanted or members[1 : MOST_NAMES + 1]:
        for link in _shortest(web, [first.id], [member.id]):
            used.setdefault((frozenset((link.left.id, link.right.id)), link.by), link)
    return tuple(used.values())


def _between(web: _Web, left: Meant, right: Meant) -> Iterator[Link]:
    """What was judged of two entries, each judgement once, with what leads to it where it speaks of others."""
    sides = [{member.id for member in one.members} for one in (left, right)]
    told: set[str] = set()
    for link in sorted(web.other, key=lambda link: (link.decision is None, link.by)):
        x, y = (web.place(one).entry or one for one in (link.left.id, link.right.id))
        wanted = (left.entry or left.members[0].id, right.entry or right.members[0].id)
        if (x, y) == wanted[::-1]:
            link = _turned(link)
        elif (x, y) != wanted:
            continue
        mark = link.decision or f"{link.by}{link.because}"
        if mark in told:
            continue
        told.add(mark)
        if link.left.id not in sides[0]:
            yield from _shortest(web, sorted(sides[0]), [link.left.id])
        yield link
        if link.right.id not in sides[1]:
            yield from _shortest(web, [link.right.id], sides[1])
    if left.entry is None or left.subject == "answer":
        yield from _shortest(web, sorted(sides[0]), sides[1])


def _shown(web: _Web, one: Meant) -> Place:
    first = web.place(one.members[0].id)
    if len(one.members) == 1:
        return replace(first, name=one.name, entry=one.entry)
    return Place(id=one.entry or first.id, name=one.name, source=None, entry=one.entry)


def _sources(connection: Connection, some_documents: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    wanted = sorted(some_documents)
    for begin in range(0, len(wanted), _AT_ONCE):
        some = documents.c.id.in_(wanted[begin : begin + _AT_ONCE])
        for document, source in connection.execute(select(documents.c.id, chosen_source()).where(some)):
            found[document] = source
    return found
