"""A timeline as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TextIO

from communique.cli.page import Line, faint, plain, strong, styled
from communique.cli.short_ids import short_id
from communique.cli.table import Column, Table, print_table

__all__ = ["print_timeline"]

Record = Mapping[str, Any]


def print_timeline(events: Sequence[Record], out: TextIO) -> None:
    """Print one event a row: drawn for a terminal, every value in full elsewhere."""
    print_table(_TABLE, events, out)


def _stacked(event: Record) -> list[list[Line]]:
    status = event.get("status") or ""
    what = strong(event["what"]) if event["what"] == "meeting" else plain(event["what"])
    return [
        [[plain(event.get("date") or "no date")]],
        [[what]],
        [[styled(status, status)]],
        [[plain(event["text"])]],
        [[faint(short_id(event["id"]))]],
    ]


def _flat(event: Record) -> list[str]:
    return [event.get("date") or "", event["what"], event.get("status") or "", event["text"], event["id"]]


_TABLE: Final = Table(
    columns=(
        Column(heading="Date", width=12),
        Column(heading="What", width=10),
        Column(heading="Status", width=10),
        Column(heading="Event", share=6),
        Column(heading="Id", width=12),
    ),
    stacked=_stacked,
    headings=("DATE", "WHAT", "STATUS", "TEXT", "ID"),
    flat=_flat,
)
