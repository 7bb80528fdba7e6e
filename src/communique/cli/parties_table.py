"""People and organisations as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TextIO

from communique.cli.page import faint, plain, strong
from communique.cli.short_ids import short_id
from communique.cli.table import Column, print_table
from communique.cli.wording import role_text

__all__ = ["print_organisations", "print_people"]

Record = Mapping[str, Any]

_PEOPLE: Final = (
    Column(heading="Name", share=2),
    Column(heading="Roles", share=4),
    Column(heading="Also named", share=2),
    Column(heading="Meetings", width=8),
    Column(heading="Id", width=12),
)
_ORGANISATIONS: Final = (
    Column(heading="Name", share=3),
    Column(heading="Also named", share=3),
    Column(heading="Meetings", width=8),
    Column(heading="Id", width=12),
)


def print_people(people: Sequence[Record], out: TextIO) -> None:
    """Print one person a row."""
    stacked = [
        [
            [[strong(person["name"])]],
            [[plain(role_text(role))] for role in person["roles"]],
            [[faint(name)] for name in _other_names(person)],
            [[plain(str(len(person["meetings"])))]],
            [[faint(short_id(person["id"]))]],
        ]
        for person in people
    ]
    flat = [
        [
            person["name"],
            "; ".join(role_text(role) for role in person["roles"]),
            "; ".join(_other_names(person)),
            str(len(person["meetings"])),
            person["id"],
        ]
        for person in people
    ]
    print_table(_PEOPLE, stacked, ("NAME", "ROLES", "ALSO NAMED", "MEETINGS", "ID"), flat, out)


def print_organisations(organisations: Sequence[Record], out: TextIO) -> None:
    """Print one organisation a row."""
    stacked = [
        [
            [[strong(body["name"])]],
            [[faint(name)] for name in _other_names(body)],
            [[plain(str(len(body["meetings"])))]],
            [[faint(short_id(body["id"]))]],
        ]
        for body in organisations
    ]
    flat = [
        [body["name"], "; ".join(_other_names(body)), str(len(body["meetings"])), body["id"]] for body in organisations
    ]
    print_table(_ORGANISATIONS, stacked, ("NAME", "ALSO NAMED", "MEETINGS", "ID"), flat, out)


def _other_names(record: Record) -> list[str]:
    return [name for name in record["names"] if name != record["name"]]
