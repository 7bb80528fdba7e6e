"""`communique annotate`: a text with what was found in it, for correction."""

from __future__ import annotations

import sys
import threading
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from communique.cli.printable import one_line, printable
from communique.cli.status import WRONG, note
from communique.cli.wording import counted
from communique.errors import InputError

if TYPE_CHECKING:
    from communique.model import Document

__all__ = ["EXAMPLES", "TWINS", "annotate"]

EXAMPLES: Final = (
    "communique annotate articles/talks.txt",
    "communique annotate articles/talks.txt --format json -o talks.json",
    "communique annotate articles/talks.txt --check talks.json",
)
TWINS: Final = ("communique.ledger.extract",)

_LONGEST: Final = 1_000_000
"""Characters that a page can show and still answer to a click at once."""


class AnnotationFormat(StrEnum):
    """Where the annotation is corrected."""

    PAGE = "page"
    JSON = "json"


def annotate(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A text.", show_default=False)],
    *,
    form: Annotated[
        AnnotationFormat, typer.Option("--format", help="A page in the browser, or the annotation itself.")
    ] = AnnotationFormat.PAGE,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to save; without it, beside the text as `FILE.annotation.json`, with --format json nowhere.",
            show_default=False,
        ),
    ] = None,
    check: Annotated[
        Path | None,
        typer.Option(
            "--check", metavar="ANNOTATION", help="Only check this annotation of the text.", show_default=False
        ),
    ] = None,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page, or only print its address.")
    ] = True,
) -> None:
    """Correct what was found in a text, and keep it as an annotation.

    Opens a page on your own machine with the text, what was found in it, and a form to change it; what it saves has the
    form of the project's corpus. Where the annotation was saved before, the page goes on from there. Ctrl-C ends it.

    With --format json the annotation is printed, or written to a file that is not there yet. With --check an
    annotation is checked: a line for each fault, and status 1 where there is one.
    """
    # Deferred: it imports the readers, which `--help` can do without.
    from communique.annotation.files import read_text

    if check is not None:
        if output is not None or form is AnnotationFormat.JSON:
            raise typer.BadParameter("--check goes with neither --format json nor --output")
        _check(read_text(file), check)
    elif form is AnnotationFormat.JSON:
        _write(read_text(file), output)
    else:
        _serve(read_text(file), output or file.with_name(f"{file.name}.annotation.json"), browser=browser)


def _check(document: Document, path: Path) -> None:
    from communique.annotation.files import check_annotation, load_annotation

    annotation = load_annotation(path)
    faults = check_annotation(annotation, document)
    for fault in faults:
        typer.echo(one_line(fault))
    if faults:
        raise typer.Exit(WRONG)
    meetings, statements = len(annotation["meetings"]), len(annotation.get("statements", ()))
    note(f"sound: {counted(meetings, 'meeting')}, {counted(statements, 'statement')}")


def _write(document: Document, output: Path | None) -> None:
    from communique.annotation.files import find_in, save_annotation
    from communique.annotation.form import annotation_form
    from communique.text.safe_json import record_page

    if output is not None and output.exists():
        # Somebody's work may be in it.
        raise InputError(f"{output}: there is a file already; it is not overwritten")
    annotation = annotation_form(find_in(document))
    if output is None:
        sys.stdout.write(record_page(annotation))
    else:
        save_annotation(annotation, output)
        note(f"written to {output}")


def _serve(document: Document, output: Path, *, browser: bool) -> None:
    from communique.annotation.files import check_annotation, find_in, load_annotation, save_annotation
    from communique.annotation.form import annotation_form, document_name
    from communique.annotation.server import AnnotationServer, Session

    if len(document.text) > _LONGEST:
        raise InputError(
            f"{document.source}: too long for a page: {len(document.text):,} characters, and {_LONGEST:,} fit; "
            "--format json has no such limit"
        )
    if resumed := output.exists():
        annotation = load_annotation(output)
        if faults := check_annotation(annotation, document):
            raise InputError(f"{output}: not sound: {faults[0]}; --check names every fault, -o saves elsewhere")
    else:
        annotation = annotation_form(find_in(document))
    session = Session(
        name=document_name(document.source),
        text=document.text,
        shown=printable(document.text),
        annotation=annotation,
        target=one_line(str(output)),
        resumed=resumed,
        check=lambda changed: check_annotation(changed, document),
        save=lambda changed: save_annotation(changed, output),
    )
    with AnnotationServer(session) as server:
        typer.echo(server.url)
        sys.stdout.flush()
        note("Ctrl-C ends it")
        if browser:
            # Some browsers, and some ways to start one, keep the caller waiting.
            threading.Thread(target=_open_browser, args=(server.url,), daemon=True).start()
        try:
            server.serve_forever(poll_interval=0.2)
        except KeyboardInterrupt:
            note(f"saved to {output}" if server.saved else "nothing was saved")


def _open_browser(url: str) -> None:
    import webbrowser

    if not webbrowser.open(url):
        note("no browser was found: open the address yourself")
