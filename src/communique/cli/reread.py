"""`communique reread`: read the kept texts anew, by the rules of today, and show what that changes."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from communique.cli.json_log import JsonLogOption, watching
from communique.cli.opening import open_ledger
from communique.cli.options import JobsOption, LedgerOption, ListFormatOption, QuietOption, ReaderOption
from communique.cli.output import TABLE, print_records
from communique.cli.page import Line, faint, plain, strong, styled
from communique.cli.short_ids import short_id
from communique.cli.status import PARTLY, complain, note
from communique.cli.table import Column, Table, print_table
from communique.cli.wording import counted, listed, value_text
from communique.settings import ReaderChoice

if TYPE_CHECKING:
    from communique.ledger import ClaimChange, MeetingChange, RereadReport

__all__ = ["EXAMPLES", "TWINS", "change_record", "reread"]

EXAMPLES: Final = (
    "communique reread --dry-run",
    "communique reread",
    "communique reread articles/talks.txt --format json",
    "communique reread --past",
)
TWINS: Final = ("Ledger.reread", "Ledger.rereadings")


def reread(
    documents: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="DOCUMENT",
            help="Ids of documents, beginnings of ids, or their paths; without, all that another version read.",
            show_default=False,
        ),
    ] = None,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Try it on a copy and show what would change; the ledger stays.")
    ] = False,
    every: Annotated[bool, typer.Option("--all", help="Also what this version has read already.")] = False,
    past: Annotated[bool, typer.Option("--past", help="Show what earlier rereadings changed; read nothing.")] = False,
    reader: ReaderOption = ReaderChoice.TRAINED,
    jobs: JobsOption = None,
    form: ListFormatOption = TABLE,
    quiet: QuietOption = False,
    json_log: JsonLogOption = False,
    ledger: LedgerOption = None,
) -> None:
    """Read the kept texts anew, without fetching anything, and show what that changes.

    Nothing is erased: what is no longer found is retired, and can be seen with --past. Judgements stay in force where
    what they speak of is found again. A run that was interrupted is finished by the same command.
    """
    with open_ledger(ledger) as book:
        if past:
            chosen: list[str | None] = [*documents] if documents else [None]
            earlier = [change for name in chosen for change in book.rereadings(name)]
            _print(earlier, form)
            if not earlier and form == TABLE and not quiet:
                note("no rereading has changed anything")
            return
        with watching(quiet=quiet, json_log=json_log, kept="what was reread is kept") as (tell, log):
            report = book.reread(
                documents or None, reader=reader, jobs=jobs, again=every, dry_run=dry_run, on_progress=tell
            )
            if log is not None:
                changed = {"claims": len(report.claims), "meetings": len(report.meetings)}
                log.summary(interrupted=False, more={"changed": changed, "settled": report.settled})
    _print((*report.claims, *report.meetings), form)
    for failure in report.failed if not json_log else ():
        complain(f"{failure.source}: {failure.error}")
    if not (quiet or json_log):
        note(_summary(report, dry_run=dry_run))
    if report.failed:
        raise typer.Exit(PARTLY)


def change_record(one: ClaimChange | MeetingChange) -> dict[str, Any]:
    """What became of a claim or a meeting, as scripts read it."""
    fields = {name: {"before": before, "after": after} for name, (before, after) in one.fields.items()}
    # Deferred: `--help` can do without the ledger.
    from communique.ledger import ClaimChange

    if isinstance(one, ClaimChange):
        return {
            "of": "claim",
            "change": one.change.value,
            "id": one.claim,
            "was": None,
            "kind": one.kind,
            "label": one.label,
            "fields": fields,
            "document": one.document,
            "source": one.source,
            "quote": one.quote,
            "reader": one.reader,
            "when": one.when,
        }
    told = {"of": "meeting", "change": one.change.value, "id": one.id, "was": one.was, "kind": None, "label": one.label}
    return {**told, "fields": fields, **dict.fromkeys(("document", "source", "quote", "reader", "when"))}


def _print(changes: Sequence[ClaimChange | MeetingChange], form: str) -> None:
    if changes or form != TABLE:
        records = map(change_record, changes)
        print_records(
            records, noun="changes", form=form, print_table=lambda rows: print_table(_TABLE, rows, sys.stdout)
        )
    sys.stdout.flush()


def _summary(report: RereadReport, *, dry_run: bool) -> str:
    tally = {
        said: sum(one.change == change for one in report.claims)
        for change, said in (("new", "new"), ("gone", "gone"), ("changed", "changed"), ("back", "back"))
    }
    parts = [f"{counted(report.read, 'document')} reread"]
    if report.settled:
        parts.append(f"{report.settled:,} read by this version already")
    if report.unread:
        parts.append(f"{report.unread:,} in languages that cannot be read yet")
    if report.failed:
        parts.append(f"{len(report.failed):,} failed")
    changes = [f"{count:,} {said}" for said, count in tally.items() if count]
    came = f"claims: {listed(changes)}" if changes else "no claim changed"
    met = f"; {counted(len(report.meetings), 'meeting')} changed by it" if report.meetings else ""
    return f"{listed(parts)}; {came}{met}" + ("; nothing was kept" if dry_run else "")


_MARKS: Final = {"new": "held", "gone": "wrong", "changed": "possible", "back": "planned"}


def _stacked(record: Mapping[str, Any]) -> list[list[Line]]:
    fields: list[Line] = [[faint(f"{one}")] for one in _fields(record)]
    source: list[Line] = [[faint(record["source"])]] if record["source"] else []
    what = record["kind"] if record["of"] == "claim" else "listed meeting"
    return [
        [[styled(record["change"], _MARKS[record["change"]])]],
        [[faint(what)]],
        [[strong(record["label"])], *fields],
        source or [[plain("")]],
        [[faint(short_id(record["id"]))]],
    ]


def _flat(record: Mapping[str, Any]) -> list[str]:
    what = record["kind"] if record["of"] == "claim" else "listed meeting"
    told = [record[name] or "" for name in ("source", "when", "reader")]
    return [record["change"], what, record["label"], "; ".join(_fields(record)), *told, record["id"]]


def _fields(record: Mapping[str, Any]) -> list[str]:
    return [
        f"{name}: {value_text(one['before'])} → {value_text(one['after'])}" for name, one in record["fields"].items()
    ]


_TABLE: Final = Table(
    columns=(
        Column(heading="Change", width=8),
        Column(heading="Of", width=14),
        Column(heading="What", share=3),
        Column(heading="Read from", share=2),
        Column(heading="Id", width=12),
    ),
    stacked=_stacked,
    headings=("CHANGE", "OF", "WHAT", "FIELDS", "SOURCE", "WHEN", "READER", "ID"),
    flat=_flat,
)
