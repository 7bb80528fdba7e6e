"""`communique demo`: what it is like, on the examples that come with it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from communique.cli.ingest import ingest_watched, name_failures
from communique.cli.meeting_page import meeting_page
from communique.cli.meetings_table import print_meetings
from communique.cli.opening import open_ledger
from communique.cli.options import QuietOption
from communique.cli.page import Line, faint, heading, print_lines, strong
from communique.cli.short_ids import short_id
from communique.cli.status import PARTLY
from communique.errors import InputError
from communique.settings import load_settings

__all__ = ["EXAMPLES", "TWINS", "demo", "worth_showing"]

EXAMPLES: Final = ("communique demo", "communique demo --ledger demo.db")
TWINS: Final = ("Ledger.ingest", "Ledger.meetings", "Ledger.show")


def demo(
    *,
    ledger: Annotated[
        Path | None,
        typer.Option(
            "--ledger",
            metavar="FILE",
            help="Where to keep what is read; without it, in `demo.db` beside your own ledger.",
            show_default=False,
        ),
    ] = None,
    quiet: QuietOption = False,
) -> None:
    """Read the examples and show what comes of them.

    A ledger of its own is used, never yours. A second run skips the texts that are known and takes seconds.
    """
    # Deferred: `--help` can do without the views.
    from communique.views.contract import meeting_view_form

    path = load_settings().ledger.with_name("demo.db") if ledger is None else ledger
    with open_ledger(path) as book:
        report = ingest_watched(book, _examples(), quiet=quiet)
        records = [meeting_view_form(meeting) for meeting in book.meetings()]
        print_meetings(records, sys.stdout)
        if records:
            chosen = max(records, key=worth_showing)
            print_lines([[], [heading("One of them in full")], []], sys.stdout)
            print_lines(meeting_page(chosen, text_of=book.text), sys.stdout)
            print_lines(_what_next(path, chosen), sys.stdout)
    name_failures(report)
    if report.failed:
        raise typer.Exit(PARTLY)


def _examples() -> list[Path]:
    """The folders of examples, one a language: in the package where it was installed, beside it in a checkout.

    Raises:
        InputError: there is none.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "examples", package.parents[1] / "examples"):
        if folder.is_dir():
            # As short as can be: the path of a document stands on every page.
            near = Path(os.path.relpath(folder)) if folder.is_relative_to(Path.cwd()) else folder
            return sorted(part for part in near.iterdir() if part.is_dir())
    raise InputError(f"the examples are missing: expected in {package / 'examples'}")


def worth_showing(meeting: dict[str, Any]) -> tuple[int, int, int, str]:
    """How much a meeting's page has to show: told by several, changed on the way, much known of it."""
    documents = {report["document"] for report in meeting["reports"]}
    known = sum(bool(meeting[field]) for field in ("date", "place", "city", "country", "topics", "inferred"))
    return len(documents), len(meeting["history"]), known, meeting["id"]


def _what_next(path: Path, meeting: dict[str, Any]) -> list[Line]:
    at = f"--ledger {path}"
    commands = {
        f"show {short_id(meeting['id'])} --why {at}": "which rule read which words",
        f"meetings --status planned {at}": "what was still to come",
        f"people {at}": "who they are",
        "ingest YOUR-ARTICLES/": "your own texts, into your own ledger",
        "meetings": "and what they say",
    }
    width = max(map(len, commands))
    lines = [[strong(f"  communique {command:<{width}}"), faint(f"  # {what}")] for command, what in commands.items()]
    return [[], [heading("Next")], *lines]
