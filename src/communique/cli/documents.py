"""`communique documents`: what the ledger was given, and what became of it."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from communique.cli.opening import open_ledger
from communique.cli.options import LedgerOption, ListFormatOption
from communique.cli.output import TABLE, print_records
from communique.cli.page import Line, faint, plain, styled
from communique.cli.short_ids import short_id
from communique.cli.status import note
from communique.cli.table import Column, Table, print_table
from communique.cli.wording import counted, listed

if TYPE_CHECKING:
    from communique.store.forgotten import Tombstone
    from communique.store.records import DocumentRecord, Failure

__all__ = ["EXAMPLES", "TWINS", "document_record", "documents", "received_record"]

EXAMPLES: Final = (
    "communique documents",
    "communique documents --result failed",
    "communique documents --source 'example.org/' --since 2026-11 --format csv > november.csv",
    'communique documents --format jsonl | grep \'"language": "ko"\'',
)
TWINS: Final = ("Ledger.received", "Ledger.documents", "Ledger.failures", "Ledger.forgotten")


def documents(
    *,
    result: Annotated[
        str | None,
        typer.Option(
            metavar="RESULT",
            help="Only what was `read`, is kept `unread`, `failed` or was `forgotten`; several with commas.",
            show_default=False,
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(metavar="PART", help="Only where these letters stand in a source.", show_default=False),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="Only texts in this language; `none`: none found.", show_default=False),
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what was read on this day (UTC) or later.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what was read on this day (UTC) or earlier.")
    ] = None,
    words: Annotated[
        str | None,
        typer.Option(
            metavar="WORDS",
            help="Only where all of these words stand in title, publisher, a source or the reason.",
            show_default=False,
        ),
    ] = None,
    form: ListFormatOption = TABLE,
    ledger: LedgerOption = None,
) -> None:
    """List what was read, when, from where and with which result.

    Each text stands there once, with the text of which it is a copy; then the sources that could not be read, with the
    reason, and what was forgotten, of which nothing is known but when and why. `communique retry` reads failures again.
    """
    with open_ledger(ledger) as book:
        found = book.received(result=result, source=source, language=language, since=since, until=until, words=words)
    records = [received_record(one) for one in found]
    print_records(records, noun="documents", form=form, print_table=lambda rows: print_table(_TABLE, rows, sys.stdout))
    if form == TABLE:
        note(_summary(records))


def received_record(one: DocumentRecord | Failure | Tombstone) -> dict[str, Any]:
    """A document, a failure or a tombstone as scripts read it: the same fields, None where there is no such thing."""
    # Deferred: `--help` can do without the store.
    from communique.store.forgotten import Tombstone
    from communique.store.records import Failure

    if isinstance(one, Failure):
        return _blank() | {
            "source": one.source,
            "sources": (one.source,),
            "result": "failed",
            "when": one.when,
            "why": one.error,
        }
    if isinstance(one, Tombstone):
        return _blank() | {"id": one.id, "result": "forgotten", "when": one.forgotten, "why": one.because}
    return document_record(one)


def document_record(document: DocumentRecord) -> dict[str, Any]:
    """A document as scripts read it."""
    # The contract's name for where a document came from is `source`; every place is in `sources`.
    record: dict[str, Any] = {"id": document.id, "source": document.sources[0] if document.sources else None}
    # Not `asdict`, which copies every value and takes longer than reading them.
    record |= {field.name: getattr(document, field.name) for field in dataclasses.fields(document)}
    result = "read" if document.unread is None else "unread"
    return record | {"result": result, "when": document.captured, "why": document.unread}


def _blank() -> dict[str, Any]:
    from communique.store.records import DocumentRecord

    record: dict[str, Any] = dict.fromkeys(
        ("id", "source", *(field.name for field in dataclasses.fields(DocumentRecord)))
    )
    return record | {"sources": (), "authors": (), "copies": (), "statements": False, "raw": False}


def _summary(records: list[dict[str, Any]]) -> str:
    tally = {name: sum(record["result"] == name for record in records) for name in _RESULTS}
    parts = [counted(tally["read"] + tally["unread"], "document")]
    parts += [f"{tally[name]:,} {said}" for name, said in _RESULTS.items() if said and tally[name]]
    return listed(parts)


_RESULTS: Final = {
    "read": "",
    "unread": "of them not read",
    "failed": "that could not be read",
    "forgotten": "forgotten",
}


def _stacked(record: Mapping[str, Any]) -> list[list[Line]]:
    when = faint((record["when"] or "")[:16].replace("T", " "))
    if record["result"] == "forgotten":
        why = [[plain(record["why"])]] if record["why"] else []
        return [
            [[plain("")]],
            [[faint("(forgotten)")], *why],
            [],
            [[styled("forgotten", "wrong")], [when]],
            [[faint(short_id(record["id"]))]],
        ]
    sources: list[Line] = [[faint(source)] for source in record["sources"]]
    if record["result"] == "failed":
        return [[[plain("")]], [[plain(record["why"])]], sources, [[styled("failed", "wrong")], [when]], [[plain("")]]]
    publisher: list[Line] = [[faint(record["publisher"])]] if record["publisher"] else []
    unread: list[Line] = [[styled("not read", "wrong")], [faint(record["unread"])]] if record["unread"] else []
    copy: list[Line] = [[faint(f"{record['grade']} copy")]] if record["copy_of"] else []
    return [
        [[plain(record["published"] or "no date")]],
        [[plain(record["title"] or "(no title)")], *publisher],
        sources,
        [[plain(record["language"] or "unknown")], *unread, *copy, [when]],
        [[faint(short_id(record["id"]))]],
    ]


def _flat(record: Mapping[str, Any]) -> list[str]:
    told = [record[field] or "" for field in ("published", "title", "publisher")]
    copy = [record["copy_of"] or "", record["grade"] or ""]
    result = [record["result"], record["when"] or "", record["why"] or ""]
    return [*told, "; ".join(record["sources"]), record["language"] or "", *result, *copy, record["id"] or ""]


_TABLE: Final = Table(
    columns=(
        Column(heading="Published", width=11),
        Column(heading="Document", share=3),
        Column(heading="Read from", share=2),
        Column(heading="Result", width=16),
        Column(heading="Id", width=12),
    ),
    stacked=_stacked,
    headings=(
        "PUBLISHED",
        "TITLE",
        "PUBLISHER",
        "SOURCES",
        "LANGUAGE",
        "RESULT",
        "WHEN",
        "WHY",
        "COPY OF",
        "GRADE",
        "ID",
    ),
    flat=_flat,
)
