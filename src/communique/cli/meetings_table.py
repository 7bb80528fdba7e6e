"""The list of meetings as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TextIO

from communique.cli.page import Line, Piece, faint, plain, styled
from communique.cli.short_ids import short_id
from communique.cli.table import Column, Table, print_table
from communique.cli.wording import counted, party_name, party_post, place_of

__all__ = ["print_meetings"]

Record = Mapping[str, Any]


def print_meetings(meetings: Sequence[Record], out: TextIO) -> None:
    """Print one meeting a row: drawn for a terminal, every value in full elsewhere."""
    print_table(_TABLE, meetings, out)


def _stacked(meeting: Record) -> list[list[Line]]:
    status = str(meeting["status"])
    reports = _documents(meeting)
    sources = meeting["independent_sources"]
    return [
        [[plain(meeting.get("date") or "no date")], [styled(status, status)], *_background(meeting)],
        [_party(party) for party in meeting["participants"]],
        [[plain(meeting["kind"])], *([[faint(place_of(meeting))]] if place_of(meeting) else [])],
        [[plain(_about(meeting))]],
        [
            [plain(counted(reports, "report"))],
            *([[faint(counted(sources, "source"))]] if sources != reports else []),
            [faint(short_id(meeting["id"]))],
        ],
    ]


def _documents(meeting: Record) -> int:
    # One document can tell of a meeting in several places, each a report of its own.
    return len({report["document"] for report in meeting["reports"]})


def _about(meeting: Record) -> str:
    return ", ".join(meeting["topics"] or meeting.get("topic_labels") or ())


def _background(meeting: Record) -> list[Line]:
    return [[faint("background")]] if meeting.get("background") else []


def _party(party: Record) -> Line:
    post = party_post(party)
    pieces: list[Piece] = [Piece(party_name(party), "strong" if party.get("name") else "")]
    return [*pieces, faint(f" — {post}")] if post else pieces


def _flat(meeting: Record) -> list[str]:
    return [
        meeting.get("date") or "",
        str(meeting["status"]),
        "; ".join("".join(piece.text for piece in _party(party)) for party in meeting["participants"]),
        str(meeting["kind"]),
        place_of(meeting),
        _about(meeting),
        str(_documents(meeting)),
        str(meeting["independent_sources"]),
        meeting["id"],
    ]


_TABLE: Final = Table(
    columns=(
        Column(heading="When", width=11),
        Column(heading="Who", share=5),
        Column(heading="What, where", share=2),
        Column(heading="About", share=3),
        Column(heading="Reports", width=12),
    ),
    stacked=_stacked,
    headings=("DATE", "STATUS", "WHO", "KIND", "WHERE", "ABOUT", "REPORTS", "SOURCES", "ID"),
    flat=_flat,
)
