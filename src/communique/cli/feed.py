"""`communique feed`: which feeds are watched."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from communique.cli.opening import open_ledger
from communique.cli.options import AllowPrivateOption, LedgerOption, ListFormatOption
from communique.cli.output import TABLE, print_records
from communique.cli.page import Line, faint, plain, strong, styled
from communique.cli.status import note
from communique.cli.table import Column, Table, print_table
from communique.cli.wording import counted

if TYPE_CHECKING:
    from communique.ledger import Feed

__all__ = ["EXAMPLES", "TWINS", "Action", "feed", "feed_record"]

EXAMPLES: Final = (
    "communique feed add https://news.example/world.rss",
    "communique feed add https://news.example/atom.xml --every 2h",
    "communique feed list",
    "communique feed remove https://news.example/world.rss",
)
TWINS: Final = ("Ledger.add_feed", "Ledger.feeds", "Ledger.remove_feed")


class Action(StrEnum):
    """What can be done with feeds."""

    ADD = "add"
    LIST = "list"
    REMOVE = "remove"


def feed(
    action: Annotated[Action, typer.Argument(metavar="add|list|remove", show_default=False)],
    address: Annotated[
        str | None,
        typer.Argument(metavar="URL", help="Where the feed lies; of `add` and `remove`.", show_default=False),
    ] = None,
    *,
    every: Annotated[
        str | None,
        typer.Option(
            metavar="TIME", help="Between two looks, at least: 90s, 30m, 2h, 1d. Of `add`.", show_default=False
        ),
    ] = None,
    allow_private: AllowPrivateOption = False,
    form: ListFormatOption = TABLE,
    ledger: LedgerOption = None,
) -> None:
    """Say which feeds (RSS or Atom) are watched: `communique watch` reads what they announce.

    A feed is asked for once when it is added. What was read of one that is removed stays in the ledger.
    """
    if (address is None) != (action is Action.LIST):
        raise typer.BadParameter("`feed list` takes no URL, `feed add` and `feed remove` take one")
    if action is not Action.ADD and (every is not None or allow_private):
        raise typer.BadParameter("--every and --allow-private are for `feed add`")
    with open_ledger(ledger) as book:
        if action is Action.LIST or address is None:
            records = [feed_record(one) for one in book.feeds()]
            print_records(
                records, noun="feeds", form=form, print_table=lambda rows: print_table(_TABLE, rows, sys.stdout)
            )
        elif action is Action.REMOVE:
            book.remove_feed(address)
            note(f"{address} is watched no longer; what was read of it stays")
        else:
            # Deferred: `--help` can do without.
            from communique.ledger.feeding import parse_every

            added = book.add_feed(
                address, every=None if every is None else parse_every(every), allow_private=allow_private
            )
            note(f"{added.title or added.address}: {counted(added.waiting, 'page')} to read by `communique watch`")


def feed_record(one: Feed) -> dict[str, Any]:
    """A feed as scripts read it."""
    return {
        "address": one.address,
        "title": one.title,
        "every_seconds": one.every,
        "private": one.private,
        "added": one.added,
        "checked": one.checked,
        "due": None if one.due is None else datetime.fromtimestamp(one.due, UTC).isoformat(timespec="seconds"),
        "failures": one.failures,
        "error": one.error,
        "waiting": one.waiting,
        "read": one.read,
        "failed": one.failed,
    }


def _standing(record: Mapping[str, Any]) -> str:
    if record["due"] is None:
        return "gone for good"
    return f"failed {counted(record['failures'], 'time')}" if record["failures"] else "works"


def _stacked(record: Mapping[str, Any]) -> list[list[Line]]:
    error: list[Line] = [[styled(record["error"], "wrong")]] if record["error"] else []
    return [
        [[strong(record["title"] or "")], [faint(record["address"])]],
        [[plain(record["checked"] or "never")]],
        [[plain(record["due"] or "never")]],
        [[plain(f"{record['waiting']:,}")]],
        [[plain(f"{record['read']:,}")]],
        [[plain(f"{record['failed']:,}")]],
        [[plain(_standing(record))], *error],
    ]


def _flat(record: Mapping[str, Any]) -> list[str]:
    numbers = [f"{record[field]:,}" for field in ("waiting", "read", "failed")]
    every = "" if record["every_seconds"] is None else f"{record['every_seconds']:g}"
    told = [record[field] or "" for field in ("checked", "due")]
    return [record["title"] or "", record["address"], every, *told, *numbers, _standing(record), record["error"] or ""]


_TABLE: Final = Table(
    columns=(
        Column(heading="Feed", share=3),
        Column(heading="Asked", width=20),
        Column(heading="Next", width=20),
        Column(heading="To read", width=8),
        Column(heading="Read", width=7),
        Column(heading="Failed", width=7),
        Column(heading="Standing", share=2),
    ),
    stacked=_stacked,
    headings=("FEED", "ADDRESS", "EVERY", "ASKED", "NEXT", "TO READ", "READ", "FAILED", "STANDING", "ERROR"),
    flat=_flat,
)
