"""Which organisations new forms change: those of their names, and whoever goes by an acronym or a part of these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from communique.model import Judgement
from communique.resolution.changes.kept import KeptBody, NotLocalError
from communique.resolution.deciding import by_people
from communique.resolution.organisations import (
    SUBJECT,
    OrganisationForm,
    acronyms_of,
    fold_organisation,
    group_forms,
    prefixes,
)

__all__ = ["Given", "KeptBodies", "OrganisationsChange", "change_organisations"]

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a text says outright: the acronym of a name, or the present name of what was called otherwise.

    Attributes:
        kind: `acronym` or `renamed`.
        one: the acronym, or the former name.
        other: what it stands for, or the present name.
        name: how the text puts it; empty for acronyms.
        document: the text.
    """

    kind: str
    one: Key
    other: Key
    name: str
    document: str


class KeptBodies(Protocol):
    """Where the forms of organisations are kept."""

    def bodies_named(self, forms: Iterable[str]) -> Mapping[str, KeptBody]:
        """Some forms by their ids."""
        ...

    def bodies_with(self, keys: Iterable[Key]) -> Mapping[str, KeptBody]:
        """The forms of some names."""
        ...

    def keys_labelled(self, labels: Iterable[str]) -> set[Key]:
        """The names of some organisations."""
        ...

    def keys_beginning(self, keys: Iterable[Key]) -> set[Key]:
        """The longer names that begin with some names."""
        ...

    def keys_shortened(self, acronyms: Iterable[str]) -> set[Key]:
        """The names of several words with some first letters."""
        ...

    def given(self, kind: str, *, one: Iterable[Key] = (), other: Iterable[Key] = ()) -> list[Given]:
        """What texts say of some acronyms or former names, and of what these stand for."""
        ...


@dataclass(slots=True, kw_only=True)
class OrganisationsChange:
    """What new forms change.

    Attributes:
        bodies: the forms that are new, show something else, or belong to another organisation.
        before: all forms looked at that were there, as they were.
        inside: the names of which all was decided anew.
        said: the judgements on these that now hold.
    """

    bodies: dict[str, KeptBody] = field(default_factory=dict)
    before: dict[str, KeptBody] = field(default_factory=dict)
    inside: set[Key] = field(default_factory=set)
    said: list[Judgement] = field(default_factory=list)

    def is_stale(self, left: str, right: str) -> bool:
        """True where a judgement by a rule on two forms was taken on one of these names, and has to hold anew."""
        a, b = self.before.get(left), self.before.get(right)
        if a is None or b is None:
            return False
        # That one is a part of the other is decided for the part.
        return (a.key if len(a.key) >= len(b.key) else b.key) in self.inside


def change_organisations(
    fresh: Mapping[str, KeptBody], given: Sequence[Given], kept: KeptBodies, human: Sequence[Judgement]
) -> OrganisationsChange:
    """Resolve again what new or changed forms touch.

    Args:
        fresh: forms that are not kept, or show something else than is kept of them; their labels are not looked at.
        given: what their texts say outright and is not kept.
        kept: what is kept.
        human: judgements by people.

    Raises:
        NotLocalError: people have decided on some of what is touched.
    """
    change = OrganisationsChange()
    replaced = kept.bodies_named(fresh)
    touched = {form.key for form in (*fresh.values(), *replaced.values())}
    touched |= {key for one in given for key in (one.one, one.other)}
    said = _Said(kept, given)
    inside = _reading(touched, kept, said)
    while True:
        inside |= kept.keys_labelled({form.label for form in kept.bodies_with(inside).values()})
        beside = _read(inside, kept, said) - inside
        before = {**kept.bodies_with(inside | beside), **replaced}
        forms = {**before, **fresh}
        clusters, judgements = group_forms(
            {one: _form(body) for one, body in forms.items()},
            said.acronyms({key[0] for key in inside if len(key) == 1}),
            said.renamings(inside),
            only=inside,
        )
        reached = {
            forms[one].key
            for members in clusters
            if len(members) > 1 and any(forms[one].key in inside for one in members)
            for one in members
        }
        if reached <= inside:
            break
        inside |= reached
    judged = {member for one in by_people(human, SUBJECT) for side in one.sides for member in side}
    if any(forms[one].key in inside for one in judged & forms.keys()):
        raise NotLocalError("an organisation that people have decided on is named anew")
    change.before, change.inside, change.said = dict(before), inside, list(judgements)
    for one, form in forms.items():
        if form.key in inside:
            label = clusters.of[one]
            if one in fresh or label != form.label:
                change.bodies[one] = replace(form, label=label)
    return change


class _Said:
    """What texts say outright, kept and new."""

    def __init__(self, kept: KeptBodies, new: Sequence[Given]) -> None:
        self.kept = kept
        self.new = new

    def find(self, kind: str, *, one: Iterable[Key] = (), other: Iterable[Key] = ()) -> list[Given]:
        ones, others = set(one), set(other)
        found = self.kept.given(kind, one=ones, other=others)
        return [*found, *(x for x in self.new if x.kind == kind and (x.one in ones or x.other in others))]

    def acronyms(self, shorts: Iterable[str]) -> dict[str, set[Key]]:
        found: dict[str, set[Key]] = defaultdict(set)
        for one in self.find("acronym", one=[(short,) for short in shorts]):
            found[one.one[0]].add(one.other)
        return found

    def renamings(self, olds: Iterable[Key]) -> dict[Key, dict[Key, str]]:
        found: dict[Key, dict[Key, str]] = defaultdict(dict)
        for one in self.find("renamed", one=olds):
            found[one.one][one.other] = min(one.name, found[one.one].get(one.other, one.name))
        return found


def _reading(keys: set[Key], kept: KeptBodies, said: _Said) -> set[Key]:
    """These names, and those that are decided on with a look at them."""
    found = keys | {(acronym,) for key in keys for acronym in acronyms_of(key)}
    found |= {one.one for kind in ("acronym", "renamed") for one in said.find(kind, other=keys)}
    return found | kept.keys_beginning(keys)


def _read(keys: set[Key], kept: KeptBodies, said: _Said) -> set[Key]:
    """The names that are looked at when these are decided on."""
    found = {short for key in keys for short in prefixes(key)}
    found |= {one.other for kind in ("acronym", "renamed") for one in said.find(kind, one=keys)}
    return found | kept.keys_shortened({key[0] for key in keys if len(key) == 1})


def _form(body: KeptBody) -> OrganisationForm:
    return OrganisationForm(
        id=body.form,
        document=body.document,
        name=body.name,
        key=fold_organisation(body.name),
        countries=body.countries,
        people=body.people,
    )
