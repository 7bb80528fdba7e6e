"""A person and an organisation as the ledger shows them. `people` builds them."""

from __future__ import annotations

from dataclasses import dataclass

from communique.model import NameKind, Passage
from communique.model.reference import FormerName, ReferencePost

__all__ = [
    "HeldRole",
    "NameEvidence",
    "Organisation",
    "OrganisationReference",
    "Person",
    "PersonReference",
    "RoleEvidence",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleEvidence:
    """One passage set that gives a person a role: the claim, its document, and when the role was held by it.

    `told` is true where the text gives the interval itself, and not merely shows the person in the post on a day.
    """

    claim: str
    document: str
    interval: str | None
    evidence: tuple[Passage, ...]
    told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRole:
    """A post that a person held in an organisation, and every text that says so.

    `intervals` are the times at which the texts show the person in it: the dates of meetings, or the interval that a
    text gives outright.
    """

    role: str
    organisation: str | None
    intervals: tuple[str, ...]
    evidence: tuple[RoleEvidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonReference:
    """A person of a reference list whom the names of a person in the ledger mean.

    Attributes:
        list: the name of the list.
        id: the list's own id.
        name: the name that the list puts first.
        names: every name it has, in any script.
        countries: ISO 3166-1 alpha-2.
        posts: by time.
        as_of: the last day of which the list knows.
        because: what agrees between the two.
    """

    list: str
    id: str
    name: str
    names: tuple[str, ...]
    countries: tuple[str, ...] = ()
    posts: tuple[ReferencePost, ...] = ()
    as_of: str | None = None
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person, with every name that any text uses.

    Attributes:
        id: the id of the person's group of names, by its smallest member.
        forms: the ids of the names in documents that mean this person.
        statements: the ids of what the person said.
        references: who the person is in reference lists; no text says so.
    """

    id: str
    name: str
    names: tuple[str, ...]
    roles: tuple[HeldRole, ...]
    countries: tuple[str, ...]
    meetings: tuple[str, ...]
    forms: tuple[str, ...]
    statements: tuple[str, ...] = ()
    references: tuple[PersonReference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NameEvidence:
    """A text gives an organisation a further name.

    Attributes:
        name: the further name.
        of: the name beside which the text puts it.
        kind: what the one is to the other.
        document: the text.
        evidence: the passage, or one for each name.
    """

    name: str
    of: str
    kind: NameKind
    document: str
    evidence: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationReference:
    """An organisation of a reference list that the names of one in the ledger mean.

    Attributes:
        list: the name of the list.
        id: the list's own id.
        name: the name that the list puts first.
        names: every name it has, in any script, acronyms and former names among them.
        former: those it bears no more, with the time at which it did.
        countries: ISO 3166-1 alpha-2.
        interval: when it existed, in EDTF.
        as_of: the last day of which the list knows.
        because: what agrees between the two.
    """

    list: str
    id: str
    name: str
    names: tuple[str, ...]
    former: tuple[FormerName, ...] = ()
    countries: tuple[str, ...] = ()
    interval: str | None = None
    as_of: str | None = None
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation, with every name that any text uses, its people and the meetings that it or they took part in.

    Attributes:
        given: the names that texts say outright it has beside another: acronyms, former and present names.
        references: what it is in reference lists; no text says so.
    """

    id: str
    name: str
    names: tuple[str, ...]
    people: tuple[str, ...]
    meetings: tuple[str, ...]
    forms: tuple[str, ...]
    statements: tuple[str, ...] = ()
    given: tuple[NameEvidence, ...] = ()
    references: tuple[OrganisationReference, ...] = ()
