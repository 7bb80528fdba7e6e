"""All resolution in one call: people, organisations and meetings across documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from communique.model import Judgement, MeetingClaim, RoleClaim
from communique.model.reference import BodyReference, Reference
from communique.resolution.body_references import link_bodies
from communique.resolution.clusters import Clusters
from communique.resolution.collecting import collection_paused
from communique.resolution.facts import DocumentFacts
from communique.resolution.meetings import resolve_meetings
from communique.resolution.organisations import resolve_organisations
from communique.resolution.people import resolve_people
from communique.resolution.references import Link, link_people

__all__ = ["Resolution", "resolve"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What is the same across documents, and why.

    Attributes:
        people: clusters of person forms (`person_form_id`).
        organisations: clusters of organisation forms (`organisation_form_id`).
        meetings: clusters of meeting claims, by their ids.
        judgements: every decision a rule took; judgements by people are not repeated.
        links: the people of reference lists whom forms mean, by the forms' ids.
        body_links: the organisations of reference lists that forms mean, likewise.
    """

    people: Clusters
    organisations: Clusters
    meetings: Clusters
    judgements: tuple[Judgement, ...]
    links: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    body_links: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)


def resolve(
    documents: Sequence[DocumentFacts],
    claims: Sequence[MeetingClaim],
    judgements: Sequence[Judgement] = (),
    *,
    roles: Sequence[RoleClaim] = (),
    references: Sequence[Reference] = (),
    bodies: Sequence[BodyReference] = (),
    steps: list[dict[str, str]] | None = None,
) -> Resolution:
    """Decide which people, organisations and meetings of all claims are the same.

    The result depends on what is given, not on its order; only among several judgements by people on one pair does the
    last one count.

    Args:
        documents: the documents that the claims stand in; one that is missing counts as undated.
        claims: all claims of the ledger.
        judgements: decisions by people, which win over the rules. Decisions by rules are ignored: they are taken anew.
        roles: all role claims of the ledger, further evidence on people and organisations.
        references: people of reference lists, at least all who share a key with a name (`references.name_keys`).
        bodies: organisations of reference lists, at least all that share a key with a name (`body_keys_in`).
        steps: takes, where given, what each step made of the people, as `resolve_people` describes it.
    """
    with collection_paused():
        return _resolve(documents, claims, judgements, roles, references, bodies, steps)


def _resolve(
    documents: Sequence[DocumentFacts],
    claims: Sequence[MeetingClaim],
    judgements: Sequence[Judgement],
    roles: Sequence[RoleClaim],
    references: Sequence[Reference],
    bodies: Sequence[BodyReference],
    steps: list[dict[str, str]] | None,
) -> Resolution:
    unique = sorted({claim.id: claim for claim in claims}.items())
    ordered = [claim for _, claim in unique]
    posts = [claim for _, claim in sorted({claim.id: claim for claim in roles}.items())]
    bodies_meant = link_bodies(documents, ordered, posts, bodies, references)
    organisations, on_organisations = resolve_organisations(ordered, judgements, roles=posts, links=bodies_meant)
    links = link_people(documents, ordered, posts, references)
    people, on_people = resolve_people(ordered, organisations, judgements, roles=posts, links=links, steps=steps)
    known = {one.id: one for one in documents}
    meetings, on_meetings = resolve_meetings(known, ordered, people, organisations, judgements)
    said = (*on_organisations, *on_people, *on_meetings)
    return Resolution(
        people=people,
        organisations=organisations,
        meetings=meetings,
        judgements=tuple(sorted(said, key=lambda one: (one.subject, one.left, one.right, one.by))),
        links=links,
        body_links=bodies_meant,
    )
