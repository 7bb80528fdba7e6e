"""`communique lists`: the reference lists of a ledger."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from communique.cli.opening import open_ledger
from communique.cli.options import LedgerOption, ListFormatOption
from communique.cli.output import TABLE, print_records
from communique.cli.page import Line, faint, plain, strong, styled
from communique.cli.table import Column, Table, print_table

if TYPE_CHECKING:
    from communique.ledger import ReferenceList

__all__ = ["EXAMPLES", "TWINS", "lists"]

EXAMPLES: Final = ("communique lists", "communique lists --all --format json")
TWINS: Final = ("Ledger.lists",)


def lists(
    *,
    every: Annotated[bool, typer.Option("--all", help="Also earlier captures and withdrawals.")] = False,
    form: ListFormatOption = TABLE,
    ledger: LedgerOption = None,
) -> None:
    """List the reference lists in force, with their licences."""
    with open_ledger(ledger) as book:
        records = [list_form(one) for one in book.lists(every=every)]
    print_records(records, noun="lists", form=form, print_table=lambda rows: print_table(_TABLE, rows, sys.stdout))


def list_form(one: ReferenceList) -> dict[str, Any]:
    """A reference list as a record."""
    record = dataclasses.asdict(one)
    return {**record, "troubles": list(record["troubles"])}


def _counts(record: Mapping[str, Any]) -> list[str]:
    return [f"{record[field]:,}" for field in ("people", "organisations", "posts")]


def _standing(record: Mapping[str, Any]) -> str:
    return "in force" if record["in_force"] else "withdrawn" if record["withdrawn"] else "replaced"


def _stacked(record: Mapping[str, Any]) -> list[list[Line]]:
    licence: list[Line] = [[faint(record["licence"])]] if record["licence"] else []
    as_of: list[Line] = [[faint(f"as of {record['as_of']}")]] if record["as_of"] else []
    skipped: list[Line] = [[styled(f"{record['skipped']:,} skipped", "wrong")]] if record["skipped"] else []
    people, organisations, posts = _counts(record)
    return [
        [[strong(record["name"])], *licence],
        [[plain(record["source"] or "")], [faint(record["form"] or "")]],
        [[plain(people)]],
        [[plain(organisations)]],
        [[plain(posts)], *skipped],
        [[plain(_standing(record))], *as_of],
    ]


def _flat(record: Mapping[str, Any]) -> list[str]:
    told = [record[field] or "" for field in ("source", "form", "licence", "as_of")]
    return [record["name"], *told, *_counts(record), f"{record['skipped']:,}", _standing(record), record["captured"]]


_TABLE: Final = Table(
    columns=(
        Column(heading="List", share=2),
        Column(heading="Read from", share=3),
        Column(heading="People", width=9),
        Column(heading="Bodies", width=7),
        Column(heading="Posts", width=9),
        Column(heading="Standing", width=16),
    ),
    stacked=_stacked,
    headings=(
        "LIST", "SOURCE", "FORMAT", "LICENCE", "AS OF", "PEOPLE", "ORGANISATIONS", "POSTS", "SKIPPED", "STANDING",
        "CAPTURED",
    ),
    flat=_flat,
)  # fmt: skip
