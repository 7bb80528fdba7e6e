"""One statement as a page: who said what to whom, and the passage that says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from communique.cli.page import Line, faint, heading, plain, strong
from communique.cli.passages import passages_in_context
from communique.cli.wording import content_text

__all__ = ["statement_page"]

Record = Mapping[str, Any]

_LABEL: Final = 14  # wide enough for the longest label


def statement_page(statement: Record, *, text_of: Callable[[str], str]) -> Iterator[Line]:
    """The page of one statement, line by line.

    Args:
        statement: a row of the contract.
        text_of: gives the text of a document by its id, to show passages in their surroundings.
    """
    yield [heading(statement["speaker"] or "Nobody named"), plain(f" — {statement['kind']}, {statement['modality']}")]
    yield [faint(statement["id"])]
    yield []
    yield from _facts(statement)
    label = "inferred"
    for field in statement.get("inferred") or ():
        yield _labelled(label, f"{field} — {statement['because'][field]}")
        label = ""
    yield from _changes("What came of it", statement.get("follow_through") or (), text_of, words=_CAME_OF_IT)
    yield from _changes("What it does", statement.get("does") or (), text_of)
    yield []
    published = f"  {statement['published']}" if statement.get("published") else ""
    yield [plain(f"  {statement['path']}"), faint(f"{published}  {statement['document']}")]
    for passage in passages_in_context(text_of(statement["document"]), statement["evidence"]):
        yield [plain("    "), *passage]


def _facts(statement: Record) -> Iterator[Line]:
    mention = statement.get("speaker_mention")
    rows = (
        ("speaker", statement["speaker"]),
        ("named as", mention if mention != statement["speaker"] else None),
        ("to", statement.get("addressee")),
        ("kind", statement["kind"]),
        ("about", statement["about"]),
        ("content", content_text(statement)),
        ("said by", ", ".join(passage["quote"] for passage in statement["cues"])),
        ("through", "; ".join(statement.get("reported_through") or ())),
        ("due", statement.get("due")),
        ("status", statement.get("status")),
        ("topics", "; ".join(statement.get("topics") or ())),
        ("meeting", statement.get("meeting")),
    )
    for label, value in rows:
        if value:
            yield _labelled(label, " ".join(str(value).split()))


# How a change is told by what was done to the statement.
_CAME_OF_IT: Final = {
    "answers": "answered",
    "repeats": "said again",
    "keeps": "kept",
    "breaks": "not kept",
    "withdraws": "withdrawn",
}


def _changes(
    title: str, changes: Sequence[Record], text_of: Callable[[str], str], *, words: Mapping[str, str] | None = None
) -> Iterator[Line]:
    """What other statements do to this one, or it to them, each with its words."""
    if not changes:
        return
    yield []
    yield [heading(title)]
    for change in changes:
        word = (words or {}).get(change["change"], change["change"])
        speaker = change["speaker"] or "nobody named"
        yield [
            plain(f"  {change['published'] or 'no date':<12}{word}: "),
            strong(speaker),
            plain(f" — {change['because']} ({change['score']:.2f})"),
            faint(f"  {change['statement']}"),
        ]
        for passage in passages_in_context(text_of(change["document"]), change["evidence"]):
            yield [plain("    "), *passage]


def _labelled(label: str, value: str) -> Line:
    return [faint(f"{label:<{_LABEL}}"), plain(value)]
