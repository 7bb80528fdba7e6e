"""What speaks for and against two entries being one, weighed on the spot, where nothing was judged of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, or_, select

from communique.model import MeetingClaim, RoleClaim
from communique.resolution import DocumentFacts
from communique.resolution.clusters import Clusters
from communique.resolution.doubts import meetings, organisations, people
from communique.resolution.doubts.doubt import Reason
from communique.resolution.meetings import ENOUGH as ENOUGH_OF_MEETINGS
from communique.resolution.named import named_in
from communique.resolution.people import ENOUGH as ENOUGH_OF_PEOPLE
from communique.store.meant import Meant
from communique.store.reading import load_claims
from communique.store.records import Claim
from communique.store.reference_lists import body_links_of, links_of
from communique.store.tables import documents, listed_claims, listed_forms

__all__ = ["weigh_apart"]

_AT_ONCE = 400  # ids asked for at once


def weigh_apart(connection: Connection, left: Meant, right: Meant) -> tuple[float, float, tuple[Reason, ...]] | None:
    """The sum of the reasons, what it would have to be, and the reasons; None where there is nothing to weigh."""
    if left.entry is None or right.entry is None or left.subject not in ("person", "organisation", "meeting"):
        return None
    of = or_(listed_claims.c.entry == left.entry, listed_claims.c.entry == right.entry)
    found = load_claims(connection, select(listed_claims.c.claim).where(of))
    told = [claim for claim in found if isinstance(claim, MeetingClaim)]
    roles = [claim for claim in found if isinstance(claim, RoleClaim)]
    x, y = ([member.id for member in one.members] for one in (left, right))
    if left.subject == "organisation":
        links = body_links_of(connection, found, _facts(connection, found).values())
        score, reasons = organisations.weigh_organisations(told, roles, left=x, right=y, links=links)
        return score, organisations.ENOUGH, tuple(reasons)
    forms = _listed(connection, sorted({form for claim in found for form, _ in named_in(claim)}))
    bodies = _clusters(forms, "ofm_")
    if left.subject == "person":
        links = links_of(connection, found, _facts(connection, found).values())
        score, reasons = people.weigh_people(told, roles, left=x, right=y, organisations=bodies, links=links)
        return score, ENOUGH_OF_PEOPLE, tuple(reasons)
    facts = _facts(connection, told)
    score, reasons = meetings.weigh_meetings(
        told, left=x, right=y, documents=facts, people=_clusters(forms, "frm_"), organisations=bodies
    )
    return score, ENOUGH_OF_MEETINGS, tuple(reasons)


def _facts(connection: Connection, claims: Sequence[Claim]) -> dict[str, DocumentFacts]:
    rows = connection.execute(select(documents.c.id, documents.c.published))
    wanted = {claim.document for claim in claims}
    return {one: DocumentFacts(id=one, source=one, published=day) for one, day in rows if one in wanted}


def _listed(connection: Connection, forms: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for begin in range(0, len(forms), _AT_ONCE):
        some = listed_forms.c.form.in_(forms[begin : begin + _AT_ONCE])
        for form, entry in connection.execute(select(listed_forms.c.form, listed_forms.c.entry).where(some)):
            found[form] = entry
    return found


def _clusters(forms: dict[str, str], kind: str) -> Clusters:
    groups: dict[str, list[str]] = defaultdict(list)
    for form, entry in forms.items():
        if form.startswith(kind):
            groups[entry].append(form)
    members = {min(group): tuple(sorted(group)) for group in groups.values()}
    return Clusters(members=members, of={one: name for name, group in members.items() for one in group})
