"""A question as a page: the two things, what speaks for and against their being one, and the words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from communique.cli.decisions_page import VERBS
from communique.cli.page import Line, faint, heading, plain, strong, styled
from communique.cli.passages import passages_in_context
from communique.cli.short_ids import short_id
from communique.cli.wording import counted

__all__ = ["question_page"]

Record = Mapping[str, Any]

_ASKED: Final = {
    "person": "Are these one person?",
    "organisation": "Are these one organisation?",
    "meeting": "Are these one meeting?",
    "answer": "Does one of these answer the other?",
    "copy": "Is one of these a copy of the other?",
}
_LABEL: Final = 9


def question_page(question: Record, *, number: int, of: int, text_of: Callable[[str], str]) -> Iterator[Line]:
    """The page of one question, line by line.

    Args:
        question: a row of the contract.
        number: the how manieth question this is.
        of: how many there are.
        text_of: gives the text of a document by its id, to show passages in their surroundings.
    """
    now = VERBS[question["subject"]][0 if question["joined"] else 1]
    yield []
    yield [heading(f"{number} of {of}: {_ASKED[question['subject']]}"), faint(f"  now they {now}")]
    for side in (question["left"], question["right"]):
        yield [
            plain("  "),
            strong(side["name"]),
            faint(f"  {short_id(side['id'])}, {counted(side['hangs'], 'claim')}"),
        ]
        for words in side["passages"]:
            published = f"  {words['published']}" if words["published"] else ""
            yield [faint(f"    {words['source']}{published}")]
            for pieces in passages_in_context(text_of(words["document"]), words["evidence"]):
                yield [plain("      "), *pieces]
    label = "for"
    for reason in question["for"]:
        yield [faint(f"  {label:<{_LABEL}}"), plain(reason["because"]), faint(f"  {reason['weight']:+.2f}")]
        label = ""
    label = "against"
    for reason in question["against"]:
        weight = "" if reason["weight"] is None else f"  {reason['weight']:+.2f}"
        yield [styled(f"  {label:<{_LABEL}}", "denied" if label else ""), plain(reason["because"]), faint(weight)]
        label = ""
    yield [faint(f"  together {question['score']:.2f}; rules ask for {question['enough']:.2f}")]
