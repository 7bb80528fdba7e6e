"""`communique review`: looks through what is doubtful, with somebody who knows."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Final

import typer

from communique.cli.deciding import ByOption, who_decides
from communique.cli.opening import open_ledger
from communique.cli.options import LedgerOption
from communique.cli.output import TABLE, known_format, print_records, record_formats
from communique.cli.page import print_lines
from communique.cli.questions_table import print_questions
from communique.cli.review_page import question_page
from communique.cli.status import complain, note
from communique.cli.wording import counted
from communique.errors import ContradictionError

if TYPE_CHECKING:
    from communique.ledger import Ledger
    from communique.views.question import Question

__all__ = ["EXAMPLES", "TWINS", "review"]

EXAMPLES: Final = (
    "communique review",
    "communique review --subject person --limit 20 --by Ana",
    "communique review --format json > doubts.json",
)
TWINS: Final = ("Ledger.doubts", "Ledger.settle")

_ANSWERS: Final = {
    "y": "same",
    "yes": "same",
    "n": "different",
    "no": "different",
    "u": "unsure",
    "unsure": "unsure",
    "s": "skip",
    "skip": "skip",
    "": "skip",
    "q": "stop",
    "quit": "stop",
}


def _known_or_none(wanted: str | None) -> str | None:
    return None if wanted is None else known_format(wanted)


def review(
    *,
    subject: Annotated[
        str | None,
        typer.Option(metavar="KIND", help="Only person, organisation, meeting, copy or answer.", show_default=False),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="No more than N questions.", show_default=False)
    ] = None,
    by: ByOption = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="|".join(record_formats()),
            callback=_known_or_none,
            autocompletion=record_formats,
            help="List the questions in this form and ask nothing.",
            show_default=False,
        ),
    ] = None,
    ledger: LedgerOption = None,
) -> None:
    """Look through what is doubtful, the most valuable question first.

    Shows two people, organisations, meetings, texts or statements with what speaks for and against their being one, and
    the words. Answer y (they are one), n (they are not), u (it cannot be told: you are not asked again), s (later) or
    q (stop). Each answer is kept at once, as `judge` would keep it, and `undo` takes it back. Answers can also come
    from a pipe, a line each.
    """
    with open_ledger(ledger) as book:
        questions = book.doubts(subject, limit=limit)
        if form is not None:
            # Deferred: `--help` can do without the views.
            from communique.views.question import question_form

            print_records(
                map(question_form, questions),
                noun="doubts",
                form=form,
                print_table=lambda rows: print_questions(rows, sys.stdout),
            )
            if not questions and form == TABLE:
                note("nothing is doubtful")
            return
        if not questions:
            note("nothing is doubtful")
            return
        _ask_all(book, questions, who_decides(by))


def _ask_all(book: Ledger, questions: Sequence[Question], by: str) -> None:
    # Deferred, as above.
    from communique.views.question import question_form

    given = dict.fromkeys(("same", "different", "unsure", "skip"), 0)
    for number, question in enumerate(questions, start=1):
        if not book.is_open(question):
            continue  # it follows from what was answered before
        page = question_page(question_form(question), number=number, of=len(questions), text_of=book.text)
        print_lines(page, sys.stdout)
        sys.stdout.flush()
        answer = _answer()
        if answer == "stop":
            break
        if answer != "skip":
            try:
                book.settle(question, answer, by=by)
            except ContradictionError as error:
                complain(str(error))
                continue
        given[answer] += 1
    said = [f"{given['same']} the same", f"{given['different']} different", f"{given['unsure']} unsure"]
    note(f"{counted(sum(given.values()), 'answer')}: {', '.join(said)}, {given['skip']} skipped")


def _answer() -> str:
    """What is answered; the end of the input stops."""
    while True:
        sys.stderr.write("one? [y]es [n]o [u]nsure [s]kip [q]uit: ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not sys.stdin.isatty():
            sys.stderr.write("\n")
        if not line:
            return "stop"
        answer = _ANSWERS.get(line.strip().casefold())
        if answer is not None:
            return answer
        complain(f"{line.strip()[:40]!r} is no answer: y, n, u, s or q")
