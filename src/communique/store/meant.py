"""What somebody means who judges: two ids or names, as the things that a judgement on them has to hold for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from communique.errors import InputError, NotFoundError
from communique.model import Document, MeetingClaim, Member, StatementClaim
from communique.resolution.named import label_of, named_in, spans_of
from communique.resolution.names import fold
from communique.store.dossiers import find_organisation, find_person
from communique.store.looking import show
from communique.store.reading import begins_with, load_claims, pick_document
from communique.store.tables import listed_claims, listed_forms
from communique.views.filters import stands_in
from communique.views.meeting import Meeting
from communique.views.person import Organisation, Person
from communique.views.statement import Statement

__all__ = ["MOST", "Meant", "find_meant", "members_of", "pick_pair"]

# A person whom thousands of texts name is judged by so many of the names in them, each spelling first; what the rules
# join to these goes with them.
MOST = 32

_FORMS = {"frm": "person", "ofm": "organisation"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """One side of a judgement.

    Attributes:
        subject: `person`, `organisation`, `meeting`, `answer` (a statement) or `copy` (a document).
        entry: the entry of a list that it is, or is part of; None for a document.
        name: what it is called.
        members: all that the judgement has to hold for.
        whole: True where it is the entry itself, not some of its names or reports.
        spelt: the name that was given for it, where it was one.
    """

    subject: str
    entry: str | None
    name: str
    members: tuple[Member, ...]
    whole: bool = True
    spelt: str | None = None


def pick_pair(connection: Connection, a: str, b: str) -> tuple[Meant, Meant]:
    """The two things of one kind that two ids or names mean.

    A name that a person and an organisation share is the kind that the other one is. Where both lead to one entry, as
    for a merge that is wrong, names mean those names within it; and an entry beside one of its own names or reports
    means the rest of it.

    Raises:
        NotFoundError: nothing has such an id or name.
        InputError: one of them can mean several things, the two are of different kinds, or they are one and the same.
    """
    left, right = find_meant(connection, a), find_meant(connection, b)
    pairs = [(x, y) for x in left for y in right if x.subject == y.subject]
    if not pairs:
        raise InputError(f"{a!r} is {_kinds(left)} and {b!r} is {_kinds(right)}: only two of a kind can be judged")
    if len(pairs) > 1:
        raise InputError(f"{a!r} and {b!r} can be people and organisations: give ids (per_…, org_…)")
    x, y = pairs[0]
    if x.entry is not None and x.entry == y.entry:
        x, y = _within(x, y)
    if {member.id for member in x.members} & {member.id for member in y.members}:
        raise InputError(
            f"{a!r} and {b!r} are one and the same ({x.name}, {x.entry or x.members[0].id}); "
            f"`communique why {x.entry or a}` lists what it is made of"
        )
    return x, y


def find_meant(connection: Connection, name: str) -> tuple[Meant, ...]:
    """All things that an id, the beginning of one, or a name can mean: one, or a person and an organisation.

    Raises:
        NotFoundError: nothing has such an id or name.
        InputError: it can mean several people, organisations, or things of one id.
    """
    name = name.encode("utf-8", "replace").decode("utf-8")  # half a letter stands in no id and no name
    kind, mark, _ = name.partition("_")
    if mark and kind in _FORMS:
        return (_form(connection, name),)
    if mark and kind == "doc":
        document = pick_document(connection, name)
        return (Meant(subject="copy", entry=None, name=document.source, members=(_text(document),)),)
    if mark and kind in ("mtg", "per", "org", "stm", "rol"):
        return (_entry(connection, name),)
    return _named(connection, name)


def members_of(connection: Connection, entry: Meeting | Person | Organisation | Statement) -> tuple[Member, ...]:
    """What an entry of a list is made of: names in documents, the claims of a meeting, the statement itself."""
    if isinstance(entry, Statement):
        return (_claim(entry.id, entry.claim),)
    found = load_claims(connection, select(listed_claims.c.claim).where(listed_claims.c.entry == entry.id))
    if isinstance(entry, Meeting):
        return tuple(sorted((_claim(one.id, one) for one in found if isinstance(one, MeetingClaim)), key=_order))
    forms = set(entry.forms)
    named = {
        form: Member(id=form, document=claim.document, name=name)
        for claim in found
        for form, name in named_in(claim)
        if form in forms
    }
    return tuple(sorted(named.values(), key=_order))


def representative(one: Meant) -> tuple[Member, ...]:
    """No more than `MOST` of the members of a side: those called as it was meant, one of each spelling, then others.

    The first one carries the judgement: where others are parted from it later, it is the one that stays.
    """
    called = fold(one.spelt or one.name)
    ordered = sorted(one.members, key=lambda member: (fold(member.name or "") != called, member.id))
    spelt = {member.name: member for member in reversed(ordered)}
    first = {ordered[0].id: ordered[0]} | {
        spelt[name].id: spelt[name] for name in dict.fromkeys(m.name for m in ordered)
    }
    chosen = list(({**first, **{member.id: member for member in ordered}}).values())[:MOST]
    kept = {member.id for member in chosen}
    return tuple(member for member in ordered if member.id in kept)


def _entry(connection: Connection, name: str) -> Meant:
    entry = show(connection, name)
    if isinstance(entry, Meeting) and not entry.id.startswith(name):  # a report of it
        return _report(connection, entry, name)
    members = members_of(connection, entry)
    if isinstance(entry, Person | Organisation):
        subject = "person" if isinstance(entry, Person) else "organisation"
        return Meant(subject=subject, entry=entry.id, name=entry.name, members=members)
    subject = "meeting" if isinstance(entry, Meeting) else "answer"
    return Meant(subject=subject, entry=entry.id, name=members[0].name or entry.id, members=members)


def _report(connection: Connection, meeting: Meeting, name: str) -> Meant:
    members = [member for member in members_of(connection, meeting) if member.id.startswith(name)]
    if len(members) > 1:
        raise InputError(f"{name!r} begins the ids of several reports of {meeting.id}: give more of it")
    (one,) = members
    return Meant(subject="meeting", entry=meeting.id, name=one.name or one.id, members=(one,), whole=False)


def _form(connection: Connection, name: str) -> Meant:
    fits = begins_with(listed_forms.c.form, name)
    rows = connection.execute(select(listed_forms.c.form, listed_forms.c.entry).where(fits).limit(3)).all()
    exact = [row for row in rows if row.form == name] or rows
    if not exact:
        raise NotFoundError(f"no name in this ledger has the id {name!r}, nor one that begins so")
    if len(exact) > 1:
        raise InputError(f"{name!r} begins the ids of several names: give more of it")
    ((form, entry),) = exact
    (one,) = (m for m in members_of(connection, show(connection, entry)) if m.id == form)
    subject = _FORMS[form.partition("_")[0]]
    return Meant(subject=subject, entry=entry, name=one.name or form, members=(one,), whole=False)


def _named(connection: Connection, name: str) -> tuple[Meant, ...]:
    found: list[Meant] = []
    troubles: list[InputError] = []
    for find in (find_person, find_organisation):
        try:
            entry = find(connection, name)
        except InputError as error:
            troubles.append(error)
        else:
            found.append(replace(_entry(connection, entry.id), spelt=name))
    if found:
        return tuple(found)
    # Several of a name say more than none of that name does.
    raise next(
        (error for error in troubles if not isinstance(error, NotFoundError)),
        NotFoundError(
            f"the ledger knows no person and no organisation of the name {name!r}; meetings, statements and documents "
            "go by their ids"
        ),
    )


def _within(x: Meant, y: Meant) -> tuple[Meant, Meant]:
    """Two parts of one entry: a name is that spelling within it, an entry beside a part of itself is the rest."""
    x, y = _spelt(x), _spelt(y)
    return _without(x, y) if x.whole else x, _without(y, x) if y.whole else y


def _without(whole: Meant, part: Meant) -> Meant:
    taken = set() if part.whole else {member.id for member in part.members}
    rest = tuple(member for member in whole.members if member.id not in taken)
    return replace(whole, members=rest, whole=False) if rest else whole


def _spelt(one: Meant) -> Meant:
    if one.spelt is None:
        return one
    exact = [member for member in one.members if fold(member.name or "") == fold(one.spelt)]
    some = exact or [member for member in one.members if stands_in(one.spelt, [member.name or ""])]
    if not some or len(some) == len(one.members):
        return one
    return replace(one, members=tuple(some), name=some[0].name or one.spelt, whole=False)


def _claim(one: str, claim: MeetingClaim | StatementClaim) -> Member:
    return Member(id=one, document=claim.document, name=label_of(claim), spans=spans_of(claim))


def _text(document: Document) -> Member:
    return Member(id=document.id, document=document.id, name=document.title or document.source)


def _order(member: Member) -> str:
    return member.id


def _kinds(found: Iterable[Meant]) -> str:
    words: Mapping[str, str] = {
        "person": "a person",
        "organisation": "an organisation",
        "meeting": "a meeting",
        "answer": "a statement",
        "copy": "a document",
    }
    return " or ".join(words[one.subject] for one in found)
