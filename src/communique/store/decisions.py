"""What people decided, as it is kept: put down once, in order, and never edited; a withdrawal is one more entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, func, select

from communique.errors import InputError, NotFoundError, StoreError
from communique.model import Decision, Judgement, Member, Relation, content_id
from communique.store.forms import encode, load_claim
from communique.store.in_force import claims_in_force
from communique.store.migrating import now
from communique.store.tables import claims, documents, judgements

__all__ = [
    "insert_decision",
    "load_decisions",
    "load_located",
    "locate_in",
    "mark_withdrawn",
    "number_decision",
    "pick_decision",
    "withdrawal",
]

_AT_ONCE = 500  # ids asked for at once

_sides = msgspec.json.Decoder(tuple[tuple[Member, ...], tuple[Member, ...]])


def load_decisions(connection: Connection) -> tuple[Decision, ...]:
    """Everything that people decided, in the order in which they did, each with what withdraws it."""
    return mark_withdrawn(
        _load(row._mapping) for row in connection.execute(select(judgements).order_by(judgements.c.seq))
    )


def mark_withdrawn(told: Iterable[Decision], *, replacing: bool = True) -> tuple[Decision, ...]:
    """The same decisions, each with what withdraws it.

    A withdrawal that is withdrawn itself withdraws nothing. A later judgement on the same two things takes the place of
    an earlier one.

    Args:
        told: decisions in the order in which they were put down.
        replacing: False where a later judgement takes the place only of one that could not tell.
    """
    withdrawn: dict[str, str] = {}
    latest: dict[tuple[str, str, str], Decision] = {}
    found: list[Decision] = []
    for one in reversed(list(told)):  # whatever withdraws a decision comes after it
        stands = one.id not in withdrawn
        pair = (one.subject, one.left[0].id, one.right[0].id)
        later = latest.get(pair)
        if stands and one.withdraws is not None:
            withdrawn.setdefault(one.withdraws, one.id)
        elif stands and _gives_way(one, later, replacing=replacing) and later is not None:
            withdrawn[one.id] = later.id
        elif stands:
            latest.setdefault(pair, one)
        found.append(replace(one, withdrawn_by=withdrawn.get(one.id)))
    return tuple(reversed(found))


def _gives_way(one: Decision, later: Decision | None, *, replacing: bool) -> bool:
    if later is None or later.relation is one.relation:
        return False
    return replacing or one.relation is Relation.UNSURE


def load_located(connection: Connection) -> tuple[Decision, ...]:
    """The same, each with its members as the claims of today have them, or with the reason why it has no effect."""
    return locate_in(connection, load_decisions(connection))


def locate_in(connection: Connection, decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Decisions with their members as the claims of this ledger have them."""
    if not decisions:
        return ()
    # Deferred: it compares names, which most commands do without.
    from communique.resolution.locating import locate

    members = [member for one in decisions for member in (*one.left, *one.right)]
    wanted = sorted({member.document for member in members if member.document is not None})
    everywhere = any(member.document is None for member in members)
    kept: list[str] = []
    found = []
    for begin in range(0, len(wanted), _AT_ONCE):
        some = wanted[begin : begin + _AT_ONCE]
        kept += connection.scalars(select(documents.c.id).where(documents.c.id.in_(some)))
        if not everywhere:
            rows = connection.execute(claims_in_force().where(claims.c.document.in_(some)))
            found += [load_claim(kind, body) for kind, body in rows]
    if everywhere:
        found = [load_claim(kind, body) for kind, body in connection.execute(claims_in_force())]
        kept = list(connection.scalars(select(documents.c.id)))
    return locate(decisions, kept, found).decisions


def pick_decision(decisions: Iterable[Decision], beginning: str) -> Decision:
    """The decision meant by an id or the beginning of one.

    Raises:
        NotFoundError: there is none.
        InputError: there are several.
    """
    known = {one.id: one for one in decisions}
    if beginning in known:
        return known[beginning]
    fitting = [one for one in known if beginning and one.startswith(beginning)]
    if not fitting:
        raise NotFoundError(f"nobody decided anything of the id {beginning!r}; `communique judgements` lists them")
    if len(fitting) > 1:
        raise InputError(f"{beginning!r} begins the ids of several decisions ({', '.join(fitting[:3])} …): give more")
    return known[fitting[0]]


def number_decision(connection: Connection, one: Decision) -> Decision:
    """The decision with its id: by what is decided by whom, and how often that was decided before."""
    pair = Judgement(
        left=one.left[0].id,
        right=one.right[0].id,
        relation=one.relation,
        subject=one.subject,
        by=one.by,
        because="",
        score=1.0,
    )
    base = pair.id if one.withdraws is None else content_id("jdg", one.withdraws, "withdrawn", one.by)
    for number in range(_count(connection) + 1):
        numbered = base if not number else content_id("jdg", base, str(number))
        if connection.scalar(select(judgements.c.id).where(judgements.c.id == numbered).limit(1)) is None:
            return replace(one, id=numbered)
    raise StoreError("the judgements of this ledger are damaged: more ids than rows")  # cannot be reached


def insert_decision(connection: Connection, one: Decision) -> None:
    """Put a decision down."""
    row = {
        "id": one.id,
        "left_id": one.left[0].id,
        "right_id": one.right[0].id,
        "relation": one.relation.value,
        "subject": one.subject,
        "decided_by": one.by,
        "because": one.because or "",
        "score": 1.0,
        "decided": one.decided,
        "sides": encode((one.left, one.right)),
        "withdraws": one.withdraws,
    }
    connection.execute(judgements.insert(), row)


def withdrawal(one: Decision, *, by: str, because: str | None) -> Decision:
    """That a decision is withdrawn, as an entry of its own, without its id."""
    return replace(one, id="", by=by, because=because, decided=now(), withdraws=one.id, withdrawn_by=None, unmet=None)


def _count(connection: Connection) -> int:
    return connection.scalar(select(func.count()).select_from(judgements)) or 0


def _load(row: RowMapping | Mapping[str, Any]) -> Decision:
    try:
        sides = _sides.decode(row["sides"]) if row["sides"] is not None else ((), ())
    except msgspec.DecodeError as error:
        raise StoreError(f"a stored judgement is damaged: {error}") from error
    left, right = sides
    return Decision(
        id=row["id"],
        left=left or (Member(id=row["left_id"]),),
        right=right or (Member(id=row["right_id"]),),
        relation=Relation(row["relation"]),
        subject=row["subject"],
        by=row["decided_by"],
        because=row["because"] or None,
        decided=row["decided"],
        withdraws=row["withdraws"],
    )
