"""Why the ledger says what it says: the claims that an entry rests on, and the judgements that hold it together."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, Select, or_, select

from communique.model import Judgement, Relation
from communique.store.building import forms_in
from communique.store.captures import chosen_source
from communique.store.decisions import load_located
from communique.store.forms import load_judgement
from communique.store.looking import Entry
from communique.store.reading import load_claims, load_readings
from communique.store.records import Claim, GroundedClaim, Grounds
from communique.store.tables import (
    claims,
    documents,
    listed_claims,
    listed_forms,
    listed_judgements,
)
from communique.views.meeting import Meeting

__all__ = ["connecting", "explain"]


def explain(connection: Connection, entry: Entry) -> Grounds:
    """Why the ledger says what it says of a meeting, person or organisation.

    The judgements on the entry itself are all given, those that keep it apart from others too. Of a meeting's people
    and organisations those are given that connect the names in its own reports, even where they lead through other
    documents.
    """
    ids = select(listed_claims.c.claim).where(listed_claims.c.entry == entry.id)
    found = load_claims(connection, ids)
    readings = load_readings(connection, ids)
    told = _sources(connection, ids)
    grounded = (
        GroundedClaim(
            claim=claim,
            readings=readings.get(claim.id, ()),
            source=told[claim.document][0],
            published=told[claim.document][1],
        )
        for claim in found
    )
    if isinstance(entry, Meeting):
        said = [*_judgements_on(connection, ids), *_judgements_on_names(connection, found)]
    else:
        said = [*_judgements_on(connection, select(listed_forms.c.form).where(listed_forms.c.entry == entry.id))]
    return Grounds(id=entry.id, claims=tuple(grounded), judgements=tuple(said))


def connecting(wanted: Sequence[str], judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements by which the wanted things are one: the shortest way from the first of them to each other one."""
    ways: defaultdict[str, list[tuple[str, Judgement]]] = defaultdict(list)
    for one in judgements:
        if one.relation is Relation.SAME:
            ways[one.left].append((one.right, one))
            ways[one.right].append((one.left, one))
    first, *others = wanted
    came_by: dict[str, tuple[str, Judgement] | None] = {first: None}
    queue = deque([first])
    while queue:
        here = queue.popleft()
        for there, judgement in ways[here]:
            if there not in came_by:
                came_by[there] = (here, judgement)
                queue.append(there)
    used: dict[str, Judgement] = {}
    for other in others:
        step = came_by.get(other)
        while step is not None:
            before, judgement = step
            used[judgement.id] = judgement
            step = came_by[before]
    return list(used.values())


def _judgements_on_names(connection: Connection, found: Iterable[Claim]) -> Iterator[Judgement]:
    """What makes one person, or one organisation, of the names in the reports of a meeting."""
    names = sorted({form for claim in found for form in forms_in(claim)})
    known = connection.execute(select(listed_forms.c.entry, listed_forms.c.form).where(listed_forms.c.form.in_(names)))
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for entry, form in known:
        forms[entry].append(form)
    for entry, members in sorted(forms.items()):
        if len(members) > 1:
            about = _judgements_on(connection, select(listed_forms.c.form).where(listed_forms.c.entry == entry))
            yield from connecting(sorted(members), about)


def _judgements_on(connection: Connection, ids: Select[str]) -> Iterator[Judgement]:
    """All judgements, by rules and by people, on these things; of those by people the ones that stand."""
    for row in connection.execute(
        select(listed_judgements)
        .where(or_(listed_judgements.c.left_id.in_(ids), listed_judgements.c.right_id.in_(ids)))
        .order_by(listed_judgements.c.left_id, listed_judgements.c.right_id, listed_judgements.c.id)
    ):
        yield load_judgement(row._mapping)
    decided = [one for one in load_located(connection) if one.stands and one.withdraws is None and one.unmet is None]
    if decided:
        wanted = set(connection.scalars(ids))
        yield from (one.judgement for one in decided if not wanted.isdisjoint(m.id for m in (*one.left, *one.right)))


def _sources(connection: Connection, ids: Select[str]) -> dict[str, tuple[str, str | None]]:
    """The source, and the date of publication, of each document that these claims stand in."""
    wanted = select(claims.c.document).where(claims.c.id.in_(ids))
    query = select(documents.c.id, chosen_source(), documents.c.published).where(documents.c.id.in_(wanted))
    return {document: (source, published) for document, source, published in connection.execute(query)}
