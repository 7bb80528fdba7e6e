"""`communique reconcile`: an official register of meetings beside the ledger."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from communique.cli.comparisons_table import print_comparisons
from communique.cli.opening import open_ledger
from communique.cli.options import LedgerOption, ListFormatOption, QuietOption
from communique.cli.output import TABLE, print_records, rows_shown
from communique.cli.progress import progress_bar
from communique.cli.status import PARTLY, complain, note
from communique.cli.wording import counted, listed

if TYPE_CHECKING:
    from communique.ledger import BrokenRow, Reconciliation

__all__ = ["EXAMPLES", "TWINS", "reconcile"]

EXAMPLES: Final = (
    "communique reconcile register.csv --mapping register.toml",
    "communique reconcile mep_meetings.csv --mapping integrity-watch-meps --only press_only",
    "communique reconcile register.csv --mapping register.toml --since 2024 --format csv > compared.csv",
)
TWINS: Final = ("Ledger.reconcile",)

# As a table shows them: what is found first, then what has to be looked at, then what one of the two has alone.
_ORDER: Final = ("both", "doubtful", "press_only", "register_only")


def reconcile(
    register: Annotated[Path, typer.Argument(metavar="REGISTER", help="The register: a CSV file.", show_default=False)],
    *,
    mapping: Annotated[
        str | None,
        typer.Option(
            "--mapping",
            metavar="MAPPING",
            help="What its columns mean: a TOML file, or a layout that comes along (`integrity-watch-meps`). Without "
            "it, the layout that fits.",
        ),
    ] = None,
    only: Annotated[str | None, typer.Option("--only", metavar="|".join(_ORDER), help="Only what is so.")] = None,
    person: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only with this person, in the row or at the meeting.")
    ] = None,
    organisation: Annotated[str | None, typer.Option(metavar="NAME", help="Only with this organisation.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="On this day or later: `2024-02-29`, `2024`.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="On this day or earlier.")] = None,
    limit: Annotated[
        int | None,
        typer.Option(metavar="N", min=0, help="Only the first N; 0 for all. A table shows 50 unless told otherwise."),
    ] = None,
    form: ListFormatOption = TABLE,
    quiet: QuietOption = False,
    ledger: LedgerOption = None,
) -> None:
    """Compare the ledger with an official register of meetings.

    Each row of the register is in both, in the register only, or doubtful, with the reasons; and each meeting of the
    press that the register ought to have, and has not, is in the press only. What it ought to have is said below the
    list. Rows that cannot be used are named, and the status is 3.
    """
    # Deferred: `--help` can do without the views.
    from communique.views.contract import comparison_form

    def name(row: BrokenRow) -> None:
        complain(f"{register}:{row.line}: {row.problem}")

    with open_ledger(ledger) as book, progress_bar(quiet=quiet) as report:
        found = book.reconcile(
            register,
            mapping=mapping,
            finding=only,
            person=person,
            organisation=organisation,
            since=since,
            until=until,
            on_progress=report,
            on_broken=name,
        )
    compared = list(found.comparisons)
    if form == TABLE:
        compared.sort(key=lambda one: _ORDER.index(one.finding))
    shown = rows_shown(limit, form)
    records = map(comparison_form, compared[:shown])
    print_records(records, noun="comparisons", form=form, print_table=_print_table)
    if shown is not None and len(compared) > shown:
        note(f"the first {shown} of {len(compared):,}; --limit 0 shows all, --only and filters narrow the list")
    if not quiet:
        note(_summary(found))
        note(found.scope.rule)
    if found.broken:
        raise typer.Exit(PARTLY)


def _print_table(records: Sequence[Mapping[str, Any]]) -> None:
    print_comparisons(records, sys.stdout)


def _summary(found: Reconciliation) -> str:
    rows = {
        finding: len({one.row.line for one in found.comparisons if one.finding == finding and one.row is not None})
        for finding in _ORDER
    }
    press = sum(one.finding == "press_only" for one in found.comparisons)
    parts = [f"{rows['both']:,} in both", f"{rows['doubtful']:,} doubtful", f"{rows['register_only']:,} in it only"]
    told = f"of {counted(found.rows, 'row')} of the register {listed(parts)}"
    if found.broken:
        told += f"; {found.broken:,} cannot be used"
    return f"{told}; {counted(press, 'meeting')} in the press only"
