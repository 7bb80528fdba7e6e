"""What a reference list says: who holds which post, by which names. Never a claim of a document."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "BodyReference",
    "FormerName",
    "Reference",
    "ReferenceOrganisation",
    "ReferencePerson",
    "ReferencePost",
    "Trouble",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something in a list that cannot be used: where it stands and what is wrong."""

    where: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencePost:
    """A post that a list says somebody holds or held.

    Attributes:
        role: what the post is called.
        organisation: the fullest name of the body that it belongs to.
        organisation_names: its other names and its acronym.
        country: ISO 3166-1 alpha-2.
        interval: EDTF, with open ends (`2008-10-03/2010-05-11`, `2017-05-10/..`); None where the list gives no time.
    """

    role: str
    organisation: str | None = None
    organisation_names: tuple[str, ...] = ()
    country: str | None = None
    interval: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencePerson:
    """A person as a list has it.

    Attributes:
        id: the list's own id.
        name: the name that the list puts first.
        names: every full name, in any script, the first one included.
        short: family names and other names that are used alone; they say less than a full name.
        countries: ISO 3166-1 alpha-2, of the person and of the posts.
        posts: by time, undated ones last.
    """

    id: str
    name: str
    names: tuple[str, ...]
    short: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    posts: tuple[ReferencePost, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerName:
    """A name that an organisation bore, and when, in EDTF (`../2021-10-28`); None where the list gives no time."""

    name: str
    interval: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceOrganisation:
    """An organisation as a list has it.

    Attributes:
        id: the list's own id.
        name: the name that the list puts first.
        names: every name, in any script: acronyms and former names are among them.
        countries: ISO 3166-1 alpha-2.
        interval: when it existed, in EDTF.
        short: those of the names that are acronyms or other short forms; they say less than a full name.
        former: those that it bears no more.
        kind: `firm` or `public`, where the list tells.
    """

    id: str
    name: str
    names: tuple[str, ...]
    countries: tuple[str, ...] = ()
    interval: str | None = None
    short: tuple[str, ...] = ()
    former: tuple[FormerName, ...] = ()
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyReference:
    """An organisation of a list that is in force; the attributes are those of a `Reference`."""

    list: str
    body: ReferenceOrganisation
    as_of: str | None = None

    @property
    def key(self) -> tuple[str, str]:
        """The list's name and the id within it."""
        return self.list, self.body.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A person of a list that is in force.

    Attributes:
        list: the name of the list.
        person: what it says.
        as_of: the last day, in EDTF, of which the list can know; a post without an end is not held for sure after it.
            None where the list speaks of today.
    """

    list: str
    person: ReferencePerson
    as_of: str | None = None

    @property
    def key(self) -> tuple[str, str]:
        """The list's name and the id within it."""
        return self.list, self.person.id
