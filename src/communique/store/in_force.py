"""Claims as they stand after every rereading: not what is retired, and the rest as it was last read.

A claim is put down once. What newer readings made of it is put down beside it (`revisions`), and the last of that is in
force.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, func, or_, select

from communique.errors import StoreError
from communique.model import Reading
from communique.store.forms import encode, load_claim
from communique.store.records import Claim
from communique.store.tables import claims, revisions

__all__ = [
    "CHANGES",
    "RETIRED",
    "claims_in_force",
    "decode_readings",
    "encode_readings",
    "load_standing",
    "readings_in_force",
]

RETIRED = "retired"
"""What `revisions.change` says of a claim that a newer reading no longer finds."""

CHANGES = {
    "found": "found for the first time",
    RETIRED: "no longer found",
    "revised": "found in the same words, with other values",
    "restored": "found again after it was retired",
}
"""All that `revisions.change` can say."""

_last = revisions.alias("last")
_newer = revisions.alias("newer")
# Looked up claim by claim in an index: most ledgers have few revisions or none, and most questions few claims.
_joined = claims.outerjoin(
    _last, _last.c.seq == select(func.max(_newer.c.seq)).where(_newer.c.claim == claims.c.id).scalar_subquery()
)
_body = func.coalesce(_last.c.body, claims.c.body).label("body")

_readings = msgspec.json.Decoder(tuple[Reading, ...])


def claims_in_force() -> Select[Any]:
    """Select `kind` and `body` of every claim that is not retired; `claims` and its columns can be asked for."""
    stands = or_(_last.c.change.is_(None), _last.c.change != RETIRED)
    return select(claims.c.kind, _body).select_from(_joined).where(stands)


def load_standing(connection: Connection, document: str) -> dict[str, tuple[Claim, bool]]:
    """Every claim of a document as it was last read, by its id, each with whether it is in force."""
    query = select(claims.c.id, claims.c.kind, _body, _last.c.change).select_from(_joined)
    rows = connection.execute(query.where(claims.c.document == document).order_by(claims.c.id))
    return {row.id: (load_claim(row.kind, row.body), row.change != RETIRED) for row in rows}


def readings_in_force(connection: Connection, ids: Select[str] | None = None) -> Mapping[str, tuple[Reading, ...]]:
    """How the claims were read whose last revision brought readings of its own, by the claim.

    Args:
        connection: to the ledger.
        ids: the claims that are asked for; None for all.
    """
    query = select(claims.c.id, _last.c.readings).select_from(_joined).where(_last.c.readings.is_not(None))
    if ids is not None:
        query = query.where(claims.c.id.in_(ids))
    return dict(_decoded(connection.execute(query)))


def _decoded(rows: Any) -> Iterator[tuple[str, tuple[Reading, ...]]]:
    for claim, written in rows:
        yield claim, decode_readings(written)


def encode_readings(found: tuple[Reading, ...]) -> str:
    """Readings as a revision keeps them."""
    return encode(found)


def decode_readings(written: str) -> tuple[Reading, ...]:
    """The readings of a revision.

    Raises:
        StoreError: this is not what was written.
    """
    try:
        return _readings.decode(written)
    except msgspec.DecodeError as error:
        raise StoreError(f"a stored revision is damaged: {error}") from error
