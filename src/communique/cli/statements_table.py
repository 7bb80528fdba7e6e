"""The list of statements as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TextIO

from communique.cli.page import Line, faint, plain, strong, styled
from communique.cli.short_ids import short_id
from communique.cli.table import Column, Table, print_table
from communique.cli.wording import content_text

__all__ = ["print_statements"]

Record = Mapping[str, Any]


def print_statements(statements: Sequence[Record], out: TextIO) -> None:
    """Print one statement a row: drawn for a terminal, every value in full elsewhere."""
    print_table(_TABLE, statements, out)


def _stacked(statement: Record) -> list[list[Line]]:
    hedged = [[faint("hedged")]] if statement["modality"] == "hedged" else []
    through = statement.get("reported_through") or ()
    return [
        [[plain(statement.get("published") or "no date")], [faint(short_id(statement["id"]))]],
        [[strong(_name(statement.get("speaker")))], *([[faint(f"through {one}")] for one in through])],
        [[plain(str(statement["kind"]))], *hedged, *_standing(statement)],
        [[plain(_name(statement.get("addressee"), ""))]],
        [[plain(content_text(statement))]],
    ]


def _flat(statement: Record) -> list[str]:
    return [
        statement.get("published") or "",
        statement.get("speaker") or "",
        str(statement["kind"]),
        str(statement["modality"]),
        statement.get("addressee") or "",
        str(statement["about"]),
        content_text(statement),
        statement.get("due") or "",
        statement.get("status") or "",
        statement["id"],
    ]


def _standing(statement: Record) -> list[Line]:
    """What has become of it, and until when it was to be done."""
    status, due = statement.get("status"), statement.get("due")
    lines: list[Line] = [[styled(status, status)]] if status else []
    return [*lines, [faint(f"due {due}")]] if due else lines


def _name(value: str | None, otherwise: str = "nobody named") -> str:
    return value or otherwise


_TABLE: Final = Table(
    columns=(
        Column(heading="Published", width=12),
        Column(heading="Speaker", share=3),
        Column(heading="Kind", width=12),
        Column(heading="To", share=2),
        Column(heading="What", share=6),
    ),
    stacked=_stacked,
    headings=("PUBLISHED", "SPEAKER", "KIND", "MODALITY", "TO", "ABOUT", "CONTENT", "DUE", "STATUS", "ID"),
    flat=_flat,
)
