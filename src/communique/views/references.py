"""What reference lists add to the views: who a person is in them, and a post at a meeting where no text gives one.

Nothing of it is a source: it is shown as a list's word, and what it fills in is marked as inferred.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from communique.model import content_id
from communique.model.edtf import bounds
from communique.model.reference import BodyReference, Reference, ReferencePost
from communique.resolution.references import Link, held_on
from communique.views.meeting import Meeting, Party
from communique.views.person import Organisation, OrganisationReference, Person, PersonReference

__all__ = ["fill_roles", "refer_bodies", "refer_people"]

_MOST_POSTS = 3  # named together, where a list gives several at one time


def refer_people(
    people: Sequence[Person], links: Mapping[str, Sequence[Link]], references: Sequence[Reference]
) -> tuple[Person, ...]:
    """The people, each with the people of lists whom their names mean.

    Args:
        people: as `build_people` made them.
        links: form → people of lists, as resolution found them.
        references: those people.
    """
    if not links:
        return tuple(people)
    known = {one.key: one for one in references}
    return tuple(replace(person, references=_references_of(person, links, known)) for person in people)


def _references_of(
    person: Person, links: Mapping[str, Sequence[Link]], known: Mapping[tuple[str, str], Reference]
) -> tuple[PersonReference, ...]:
    found = _links_of(person, links)
    return tuple(
        PersonReference(
            list=name,
            id=one,
            name=known[name, one].person.name,
            names=known[name, one].person.names,
            countries=known[name, one].person.countries,
            posts=known[name, one].person.posts,
            as_of=known[name, one].as_of,
            because=found[name, one].because,
        )
        for name, one in sorted(found)
        if (name, one) in known
    )


def refer_bodies(
    organisations: Sequence[Organisation], links: Mapping[str, Sequence[Link]], references: Sequence[BodyReference]
) -> tuple[Organisation, ...]:
    """The organisations, each with the bodies of lists that its names mean.

    Args:
        organisations: as `build_organisations` made them.
        links: form → bodies of lists, as resolution found them.
        references: those bodies.
    """
    if not links:
        return tuple(organisations)
    known = {one.key: one for one in references}
    return tuple(replace(one, references=_bodies_of(one, links, known)) for one in organisations)


def _bodies_of(
    organisation: Organisation,
    links: Mapping[str, Sequence[Link]],
    known: Mapping[tuple[str, str], BodyReference],
) -> tuple[OrganisationReference, ...]:
    found = _links_of(organisation, links)
    return tuple(
        OrganisationReference(
            list=one.list,
            id=one.body.id,
            name=one.body.name,
            names=one.body.names,
            former=one.body.former,
            countries=one.body.countries,
            interval=one.body.interval,
            as_of=one.as_of,
            because=found[key].because,
        )
        for key in sorted(found)
        if (one := known.get(key)) is not None
    )


def _links_of(party: Person | Organisation, links: Mapping[str, Sequence[Link]]) -> dict[tuple[str, str], Link]:
    """The first link of any name to each entry of a list, by list and id."""
    found: dict[tuple[str, str], Link] = {}
    for form in party.forms:
        for link in links.get(form, ()):
            found.setdefault((link.list, link.id), link)
    return found


def fill_roles(meetings: Sequence[Meeting], people: Sequence[Person]) -> tuple[Meeting, ...]:
    """The meetings, with the post of a party from a list where no report gives one.

    Args:
        meetings: as they were built.
        people: with their references.
    """
    known = {person.id: person.references for person in people if person.references}
    return tuple(_fill(meeting, known) for meeting in meetings) if known else tuple(meetings)


def _fill(meeting: Meeting, known: Mapping[str, Sequence[PersonReference]]) -> Meeting:
    if meeting.date is None:
        return meeting
    parties: list[Party] = list(meeting.participants)
    because = dict(meeting.because)
    for at, party in enumerate(parties):
        # A party is known by its group, a person by the id made of it.
        references = known.get(content_id("per", party.id), ()) if party.id is not None else ()
        if party.role is not None or (found := _held(references, meeting.date)) is None:
            continue
        reference, posts = found
        role = "; ".join(dict.fromkeys(post.role for post in posts))
        bodies = list(dict.fromkeys(post.organisation for post in posts))
        reason = f"list {reference.list} says that {reference.name} held it on {meeting.date}"
        because[f"participants.{at}.role"] = reason
        organisation = party.organisation
        if organisation is None and len(bodies) == 1 and bodies[0] is not None:
            organisation = bodies[0]
            because[f"participants.{at}.organisation"] = reason
        parties[at] = replace(party, role=role, organisation=organisation)
    if len(because) == len(meeting.because):
        return meeting
    return replace(meeting, participants=tuple(parties), because=MappingProxyType(because))


def _held(references: Sequence[PersonReference], day: str) -> tuple[PersonReference, tuple[ReferencePost, ...]] | None:
    """The posts that the first list which knows of any says were held throughout this time; None where none does."""
    for reference in references:
        posts = tuple(post for post in reference.posts if _covers(post, day, reference.as_of))
        if posts and len(posts) <= _MOST_POSTS:
            return reference, posts
    return None


def _covers(post: ReferencePost, day: str, as_of: str | None) -> bool:
    if not held_on(post, day, as_of):
        return False
    (begin, end), (first, last) = bounds(post.interval or ""), bounds(day)
    if first is None or last is None:
        return False
    return (begin is None or begin <= first) and (end is None or last <= end)
