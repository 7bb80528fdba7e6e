"""`communique import`: reference lists into the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from communique.cli.opening import open_ledger
from communique.cli.options import LedgerOption, QuietOption
from communique.cli.progress import byte_bar
from communique.cli.status import INTERRUPTED, PARTLY, complain, note
from communique.cli.wording import counted, listed

if TYPE_CHECKING:
    from communique.ledger import ImportReport, Ledger

__all__ = ["EXAMPLES", "TWINS", "import_"]

EXAMPLES: Final = (
    "communique import people_in_office.json --licence 'CC BY-NC 4.0'",
    "communique import ministers/ --mapping uk_ministers",
    "communique import leaders.csv --mapping reign_leaders --as-of 2021-03",
    "communique import --forget leaders",
)
TWINS: Final = ("Ledger.import_list", "Ledger.forget_list")

_FORMS: Final = "ftm|popolo|wikidata|csv"


def import_(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="The list; the folder of one in several CSV files.", show_default=False),
    ] = None,
    *,
    form: Annotated[
        str | None, typer.Option("--format", metavar=_FORMS, help="The form of the file; found out where not given.")
    ] = None,
    mapping: Annotated[
        str | None,
        typer.Option(
            metavar="MAPPING", help="What the columns of CSV mean: a TOML file, or `uk_ministers`, `reign_leaders`."
        ),
    ] = None,
    name: Annotated[
        str | None, typer.Option(metavar="LIST", help="What the list is called; else the name of its file.")
    ] = None,
    licence: Annotated[str | None, typer.Option(metavar="TEXT", help="The licence of the list, shown with it.")] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="The last day of which the list knows, in EDTF.")
    ] = None,
    forget: Annotated[str | None, typer.Option(metavar="LIST", help="Withdraw the list of this name instead.")] = None,
    quiet: QuietOption = False,
    ledger: LedgerOption = None,
) -> None:
    """Take in a list of people in office, as evidence on who is who.

    FollowTheMoney entities, Popolo, Wikidata items, or CSV with a mapping. A list is never a source of a meeting: what
    follows from it is marked as its word. Of several imports under one name the last is in force. Rows that cannot be
    used are named, the others are kept, and the status is 3.
    """
    if (file is None) == (forget is None):
        raise typer.BadParameter("give a FILE to import, or --forget LIST")
    with open_ledger(ledger) as book:
        if forget is not None:
            book.forget_list(forget)
            if not quiet:
                note(f"list {forget} is withdrawn; nothing follows from it any more")
            return
        report = _import_watched(
            book, file or Path(), quiet=quiet, form=form, mapping=mapping, name=name, licence=licence, as_of=as_of
        )
    for trouble in report.list.troubles:
        complain(f"{trouble.where}: {trouble.problem}")
    if (more := report.list.skipped - len(report.list.troubles)) > 0:
        complain(f"and {more:,} more that could not be used")
    if not quiet:
        note(_summary(report))
    if report.list.skipped:
        raise typer.Exit(PARTLY)


import_.__name__ = "import"


def _import_watched(book: Ledger, file: Path, *, quiet: bool, **told: str | None) -> ImportReport:
    try:
        with byte_bar(quiet=quiet) as report:
            return book.import_list(file, on_bytes=report, **told)
    except KeyboardInterrupt as error:
        complain("interrupted; the ledger is as it was before")
        raise typer.Exit(INTERRUPTED) from error


def _summary(report: ImportReport) -> str:
    one = report.list
    parts = [f"{one.people:,} {'person' if one.people == 1 else 'people'}", counted(one.organisations, "organisation")]
    parts.append(counted(one.posts, "post"))
    if one.unnamed:
        parts.append(f"{counted(one.unnamed, 'post')} left out that the file does not name")
    if one.skipped:
        parts.append(f"{counted(one.skipped, 'row')} that could not be used")
    done = "was in force already, unchanged" if report.known else "replaces an earlier one" if report.replaced else ""
    return f"list {one.name}{f' {done}' if done else ''}: {listed(parts)}"
