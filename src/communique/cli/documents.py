"""`communique documents`: what the ledger has read, and what it could not."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from communique.cli.opening import open_ledger
from communique.cli.options import LedgerOption, ListFormatOption
from communique.cli.output import TABLE, print_records
from communique.cli.page import Line, faint, plain, styled
from communique.cli.short_ids import short_id
from communique.cli.status import note
from communique.cli.table import Column, Table, print_table
from communique.cli.wording import counted

if TYPE_CHECKING:
    from communique.store.records import DocumentRecord

__all__ = ["EXAMPLES", "TWINS", "document_record", "documents"]

EXAMPLES: Final = ("communique documents", 'communique documents --format jsonl | grep \'"language": "ko"\'')
TWINS: Final = ("Ledger.documents", "Ledger.failures")


def documents(*, form: ListFormatOption = TABLE, ledger: LedgerOption = None) -> None:
    """List the documents, each text once, and of which text each is a copy.

    Under the table stand the sources that could not be read, with the reason; the next `ingest` of them tries again.
    """
    with open_ledger(ledger) as book:
        found, failed = book.documents(), book.failures()
    records = [document_record(document) for document in found]
    print_records(records, noun="documents", form=form, print_table=lambda rows: print_table(_TABLE, rows, sys.stdout))
    if form == TABLE:
        for failure in failed:
            note(f"not read: {failure.source}: {failure.error}")
        if failed:
            note(f"{counted(len(failed), 'source')} could not be read")


def document_record(document: DocumentRecord) -> dict[str, Any]:
    """A document as scripts read it."""
    # The contract's name for where a document came from is `source`; every place is in `sources`.
    record: dict[str, Any] = {"id": document.id, "source": document.sources[0] if document.sources else None}
    # Not `asdict`, which copies every value and takes longer than reading them.
    return record | {field.name: getattr(document, field.name) for field in dataclasses.fields(document)}


def _stacked(record: Mapping[str, Any]) -> list[list[Line]]:
    publisher: list[Line] = [[faint(record["publisher"])]] if record["publisher"] else []
    unread: list[Line] = [[styled("not read", "wrong")]] if record["unread"] else []
    copy: list[Line] = [[faint(f"{record['grade']} copy")]] if record["copy_of"] else []
    return [
        [[plain(record["published"] or "no date")]],
        [[plain(record["title"] or "(no title)")], *publisher],
        [[faint(source)] for source in record["sources"]],
        [[plain(record["language"] or "unknown")], *unread, *copy],
        [[faint(short_id(record["id"]))]],
    ]


def _flat(record: Mapping[str, Any]) -> list[str]:
    told = [record[field] or "" for field in ("published", "title", "publisher")]
    copy = [record["copy_of"] or "", record["grade"] or ""]
    return [*told, "; ".join(record["sources"]), record["language"] or "", record["unread"] or "", *copy, record["id"]]


_TABLE: Final = Table(
    columns=(
        Column(heading="Published", width=11),
        Column(heading="Document", share=3),
        Column(heading="Read from", share=2),
        Column(heading="Language", width=16),
        Column(heading="Id", width=12),
    ),
    stacked=_stacked,
    headings=("PUBLISHED", "TITLE", "PUBLISHER", "SOURCES", "LANGUAGE", "UNREAD", "COPY OF", "GRADE", "ID"),
    flat=_flat,
)
