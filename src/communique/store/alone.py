"""What the rules alone make of an entry in which people have joined things.

A decision speaks of a name or report with what the rules hold together with it. What belongs to the entry only through
another decision goes with that decision: when that one is undone, it leaves, and nothing decided since keeps it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from communique.model import MeetingClaim, Relation, RoleClaim
from communique.resolution import DocumentFacts, resolve
from communique.resolution.clusters import Clusters
from communique.resolution.names import fold
from communique.store.decisions import load_located
from communique.store.meant import Meant
from communique.store.reading import load_claims
from communique.store.tables import claims, documents, listed_claims

__all__ = ["by_rules_alone"]


def by_rules_alone(connection: Connection, one: Meant) -> Meant:
    """The same without what only people's decisions have brought to it; itself where they brought nothing."""
    if not one.whole or one.entry is None or len(one.members) < 2 or one.subject == "answer":
        return one
    held = {member.id for member in one.members}
    joined = [
        decision
        for decision in load_located(connection)
        if decision.stands and decision.withdraws is None and decision.relation is Relation.SAME
    ]
    if not any(held & {m.id for m in (*decision.left, *decision.right)} for decision in joined):
        return one
    of = _rules_alone(connection, one).of
    groups: dict[str, list[str]] = {}
    for member in one.members:
        groups.setdefault(of.get(member.id, member.id), []).append(member.id)

    chosen = {name: (_named(one, group), len(group), min(group)) for name, group in groups.items()}
    kept = set(groups[max(chosen, key=lambda name: chosen[name])])
    return replace(one, members=tuple(member for member in one.members if member.id in kept))


def _named(one: Meant, group: Sequence[str]) -> int:
    """How many of a group are called by the name given, or by the entry's own."""
    called = fold(one.spelt or one.name)
    inside = set(group)
    return sum(fold(member.name or "") == called for member in one.members if member.id in inside)


def _rules_alone(connection: Connection, one: Meant) -> Clusters:
    """The claims of one entry, resolved as if nobody had decided anything."""
    ids = select(listed_claims.c.claim).where(listed_claims.c.entry == one.entry)
    found = load_claims(connection, ids)
    told = select(claims.c.document).where(claims.c.id.in_(ids))
    known = connection.execute(select(documents.c.id, documents.c.published).where(documents.c.id.in_(told)))
    resolution = resolve(
        [DocumentFacts(id=document, source=document, published=published) for document, published in known],
        [claim for claim in found if isinstance(claim, MeetingClaim)],
        roles=[claim for claim in found if isinstance(claim, RoleClaim)],
    )
    by_subject: Mapping[str, Clusters] = {
        "person": resolution.people,
        "organisation": resolution.organisations,
        "meeting": resolution.meetings,
    }
    return by_subject[one.subject]
