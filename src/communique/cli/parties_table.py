"""People and organisations as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TextIO

from communique.cli.page import Line, faint, plain, strong
from communique.cli.short_ids import short_id
from communique.cli.table import Column, Table, print_table
from communique.cli.wording import role_text

__all__ = ["print_organisations", "print_people"]

Record = Mapping[str, Any]


def print_people(people: Sequence[Record], out: TextIO) -> None:
    """Print one person a row."""
    print_table(_PEOPLE, people, out)


def print_organisations(organisations: Sequence[Record], out: TextIO) -> None:
    """Print one organisation a row."""
    print_table(_ORGANISATIONS, organisations, out)


def _other_names(record: Record) -> list[str]:
    return [name for name in record["names"] if name != record["name"]]


def _listed_names(party: Record) -> list[str]:
    """The names that only reference lists have, each with the list."""
    seen = set(party["names"])
    names = ((name, one["list"]) for one in party.get("references") or () for name in one["names"])
    return list(dict.fromkeys(f"{name} (list {where})" for name, where in names if name not in seen))


def _person_stacked(person: Record) -> list[list[Line]]:
    roles: list[Line] = [[plain(role_text(role))] for role in person["roles"]]
    name, others, *rest = _organisation_stacked(person)
    return [name, roles, others, *rest]


def _person_flat(person: Record) -> list[str]:
    name, others, *rest = _organisation_flat(person)
    return [name, "; ".join(role_text(role) for role in person["roles"]), others, *rest]


def _organisation_stacked(body: Record) -> list[list[Line]]:
    return [
        [[strong(body["name"])]],
        [[faint(name)] for name in (*_other_names(body), *_listed_names(body))],
        [[plain(str(len(body["meetings"])))]],
        [[faint(short_id(body["id"]))]],
    ]


def _organisation_flat(body: Record) -> list[str]:
    return [
        body["name"],
        "; ".join((*_other_names(body), *_listed_names(body))),
        str(len(body["meetings"])),
        body["id"],
    ]


_PEOPLE: Final = Table(
    columns=(
        Column(heading="Name", share=2),
        Column(heading="Roles", share=4),
        Column(heading="Also named", share=2),
        Column(heading="Meetings", width=8),
        Column(heading="Id", width=12),
    ),
    stacked=_person_stacked,
    headings=("NAME", "ROLES", "ALSO NAMED", "MEETINGS", "ID"),
    flat=_person_flat,
)
_ORGANISATIONS: Final = Table(
    columns=(
        Column(heading="Name", share=3),
        Column(heading="Also named", share=3),
        Column(heading="Meetings", width=8),
        Column(heading="Id", width=12),
    ),
    stacked=_organisation_stacked,
    headings=("NAME", "ALSO NAMED", "MEETINGS", "ID"),
    flat=_organisation_flat,
)
