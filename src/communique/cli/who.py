"""`communique who`: whom a name or a title means, by the reference lists."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Annotated, Any, Final

import typer

from communique.cli.opening import open_ledger
from communique.cli.options import LedgerOption, ListFormatOption
from communique.cli.output import TABLE, print_records
from communique.cli.page import Line, faint, plain, strong
from communique.cli.status import note
from communique.cli.table import Column, Table, print_table
from communique.cli.wording import role_text

__all__ = ["EXAMPLES", "TWINS", "who"]

EXAMPLES: Final = (
    'communique who "the Chancellor of the Exchequer" --on 2009-05-01',
    "communique who Mandelson --on 1998-05 --country GB",
)
TWINS: Final = ("Ledger.who",)


def who(
    mention: Annotated[
        str, typer.Argument(metavar="MENTION", help="A name, a title, or a title and a name.", show_default=False)
    ],
    *,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="The day, in EDTF; without it, any day.")] = None,
    country: Annotated[str | None, typer.Option(metavar="CC", help="ISO 3166-1 alpha-2.")] = None,
    form: ListFormatOption = TABLE,
    ledger: LedgerOption = None,
) -> None:
    """Say whom a name or a title means on a day, by the reference lists alone.

    One row a list where the answer is clear, several where several people fit as well.
    """
    # Deferred: `--help` can do without the views.
    from communique.views.contract import holder_form

    with open_ledger(ledger) as book:
        records = [holder_form(holder) for holder in book.who(mention, on=on, country=country)]
    print_records(records, noun="holders", form=form, print_table=lambda rows: print_table(_TABLE, rows, sys.stdout))
    if not records:
        note("nobody of the lists fits")


def _posts(record: Mapping[str, Any]) -> list[str]:
    shown = ({**post, "intervals": [post["interval"]] if post["interval"] else []} for post in record["posts"])
    return [role_text(post) for post in shown]


def _stacked(record: Mapping[str, Any]) -> list[list[Line]]:
    others: list[Line] = [[faint(name)] for name in record["names"] if name != record["name"]]
    return [
        [[strong(record["name"])], *others],
        [[plain(post)] for post in _posts(record)],
        [[plain(record["list"])], [faint(record["id"])]],
        [[faint(record["because"])]],
    ]


def _flat(record: Mapping[str, Any]) -> list[str]:
    return [record["name"], "; ".join(_posts(record)), record["list"], record["id"], record["because"]]


_TABLE: Final = Table(
    columns=(
        Column(heading="Name", share=3),
        Column(heading="Posts", share=5),
        Column(heading="List", share=2),
        Column(heading="Because", share=3),
    ),
    stacked=_stacked,
    headings=("NAME", "POSTS", "LIST", "ID", "BECAUSE"),
    flat=_flat,
)
