"""`communique show`: one meeting, statement, person, organisation or document in full."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from communique.cli.decisions_page import decided_by_people
from communique.cli.document_page import document_page
from communique.cli.documents import document_record
from communique.cli.dossier_page import dossier_page
from communique.cli.meeting_page import meeting_page
from communique.cli.opening import open_ledger
from communique.cli.options import LedgerOption, PageFormat, PageFormatOption
from communique.cli.page import Line, print_lines
from communique.cli.statement_page import statement_page
from communique.cli.why_page import why_page, why_record
from communique.exporters import load_exporter

if TYPE_CHECKING:
    from communique.ledger import DocumentRecord, Ledger
    from communique.views import Meeting, Organisation, Person, Statement

__all__ = ["EXAMPLES", "TWINS", "show"]

EXAMPLES: Final = (
    "communique show mtg_3f0c9a1b",
    "communique show mtg_3f0c9a1b --why",
    "communique show per_77aa01c2 --format json",
    "communique show articles/talks.txt",
)
TWINS: Final = ("Ledger.show", "Ledger.why")


def show(
    thing: Annotated[
        str,
        typer.Argument(metavar="ID", help="An id, enough of its beginning, or a document's path.", show_default=False),
    ],
    *,
    why: Annotated[
        bool, typer.Option("--why", help="Also which rule read which words, and what was inferred or judged.")
    ] = False,
    form: PageFormatOption = PageFormat.TEXT,
    ledger: LedgerOption = None,
) -> None:
    """Show one thing in full, with its passages.

    A meeting, a statement, a person, an organisation or a document. The words that bear a fact out are
    highlighted on a terminal and stand between «…» elsewhere. What is inferred rather than read is listed with
    the reason; where reports of a meeting differ, what each says and what is in force. What people decided of it
    stands at the end.
    """
    # Deferred: `--help` can do without the views.
    from communique.views.decision import decision_form

    with open_ledger(ledger) as book:
        found = book.show(thing)
        grounds = book.why(found.id) if why else None
        decided = [decision_form(one) for one in book.judgements(found.id, standing=True)]
        if form is PageFormat.JSON:
            record = _record(found) | {"judgements": decided}
            record |= {"why": why_record(grounds)} if grounds is not None else {}
            load_exporter("json").write([record], sys.stdout, noun="things")
            return
        print_lines(_page(book, found), sys.stdout)
        print_lines(decided_by_people(decided), sys.stdout)
        if grounds is not None:
            print_lines(why_page(grounds), sys.stdout)


def _record(thing: Meeting | Person | Organisation | Statement | DocumentRecord) -> dict[str, Any]:
    # Deferred: `--help` can do without the views.
    from communique.ledger import DocumentRecord
    from communique.views import Meeting, Person, Statement
    from communique.views.contract import meeting_view_form, organisation_form, person_form, statement_view_form

    if isinstance(thing, DocumentRecord):
        return document_record(thing)
    if isinstance(thing, Meeting):
        return meeting_view_form(thing)
    if isinstance(thing, Statement):
        return statement_view_form(thing)
    return person_form(thing) if isinstance(thing, Person) else organisation_form(thing)


def _page(book: Ledger, thing: Meeting | Person | Organisation | Statement | DocumentRecord) -> Iterator[Line]:
    record = _record(thing)
    if "captured" in record:
        original = book.show(record["copy_of"]) if record["copy_of"] is not None else None
        return document_page(record, original=next(iter(getattr(original, "sources", ())), None))
    if "participants" in record:
        said = [_record(statement) for statement in book.statements(meeting=thing.id)]
        passages = _passages(book, thing.id) if record["disagreements"] else None
        return meeting_page(record, text_of=book.text, statements=said, passages=passages)
    if "speaker" in record:
        return statement_page(record, text_of=book.text)
    # Deferred: `--help` can do without the views.
    from communique.views import Person
    from communique.views.contract import dossier_form

    dossier = book.person(thing.id) if isinstance(thing, Person) else book.organisation(thing.id)
    return dossier_page(dossier_form(dossier))


def _passages(book: Ledger, meeting: str) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """The words that were read for each field of each claim of a meeting."""
    # Deferred: `--help` can do without the views.
    from communique.views.contract import passage_form

    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for grounded in book.why(meeting).claims:
        for reading in grounded.readings:
            for step in reading.steps:
                places = found.setdefault((grounded.claim.id, step.field.partition(".")[0]), [])
                places += [form for form in map(passage_form, step.read) if form not in places]
    return found
