"""A register and the ledger side by side, as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TextIO

from communique.cli.page import Line, faint, plain, strong, styled
from communique.cli.short_ids import short_id
from communique.cli.table import Column, Table, print_table
from communique.cli.wording import party_name, place_of

__all__ = ["print_comparisons"]

Record = Mapping[str, Any]

_STYLES: Final = {"both": "held", "doubtful": "possible", "press_only": "planned", "register_only": "faint"}


def print_comparisons(records: Sequence[Record], out: TextIO) -> None:
    """Print a row or a meeting, or both, a row: drawn for a terminal, every value in full elsewhere."""
    print_table(_TABLE, records, out)


def _words(finding: str) -> str:
    return finding.replace("_", " ")


def _stacked(record: Record) -> list[list[Line]]:
    finding = str(record["finding"])
    score = [[faint(f"{record['score']:.2f}")]] if record["score"] is not None else []
    return [
        [[styled(_words(finding), _STYLES[finding])], *score],
        _row(record["row"]) if record["row"] is not None else [],
        _meeting(record["meeting"]) if record["meeting"] is not None else [],
        [*_differences(record), *([[faint(doubt)] for doubt in record["doubts"]])],
    ]


def _row(row: Record) -> list[Line]:
    where = ", ".join(part for part in (row["date"], row["place"]) if part)
    return [
        [strong("; ".join(row["officials"]))],
        [plain("; ".join(row["counterparties"]))],
        [faint(where or "no date")],
        *([[faint(row["subject"])]] if row["subject"] else []),
        [faint(f"line {row['line']:,}")],
    ]


def _meeting(meeting: Record) -> list[Line]:
    where = ", ".join(part for part in (meeting["date"], place_of(meeting)) if part)
    return [
        *([strong(party_name(party))] for party in meeting["participants"]),
        [faint(where or "no date")],
        *([[faint(", ".join(meeting["topics"]))]] if meeting["topics"] else []),
        [faint(short_id(meeting["id"]))],
    ]


def _differences(record: Record) -> list[Line]:
    return [
        [plain(f"{one['field']}: {one['register'] or '-'} / {one['press'] or '-'}")] for one in record["differences"]
    ]


def _flat(record: Record) -> list[str]:
    row: Record = record["row"] or {}
    meeting: Record = record["meeting"] or {}
    return [
        _words(str(record["finding"])),
        f"{record['score']:.2f}" if record["score"] is not None else "",
        str(row.get("line") or ""),
        row.get("date") or "",
        "; ".join(row.get("officials") or ()),
        "; ".join(row.get("counterparties") or ()),
        row.get("subject") or "",
        meeting.get("date") or "",
        "; ".join(party_name(party) for party in meeting.get("participants") or ()),
        "; ".join("".join(piece.text for piece in line) for line in _differences(record)),
        "; ".join(record["doubts"]),
        meeting.get("id") or "",
    ]


_TABLE: Final = Table(
    columns=(
        Column(heading="Finding", width=13),
        Column(heading="Register", share=4),
        Column(heading="Press", share=4),
        Column(heading="Differences, doubts", share=3),
    ),
    stacked=_stacked,
    headings=(
        "FINDING",
        "SCORE",
        "LINE",
        "REGISTER DATE",
        "OFFICIALS",
        "COUNTERPARTIES",
        "SUBJECT",
        "PRESS DATE",
        "PARTICIPANTS",
        "DIFFERENCES",
        "DOUBTS",
        "MEETING",
    ),
    flat=_flat,
)
