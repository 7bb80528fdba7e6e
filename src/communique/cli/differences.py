"""Where the reports of a meeting differ: each value with who gives it and the words that say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from communique.cli.page import Line, faint, heading, plain, strong
from communique.cli.passages import passages_in_context
from communique.cli.wording import counted, value_text

__all__ = ["Passages", "differences"]

Record = Mapping[str, Any]

Passages = Mapping[tuple[str, str], Sequence[Record]]
"""The words that were read for a field of a claim, by both; where there are none, the claim's evidence stands in."""

_WORDS: Final = {"duration_minutes": "length", "participants": "who was there", "initiative": "asked for by"}


def differences(meeting: Record, *, text_of: Callable[[str], str], passages: Passages) -> Iterator[Line]:
    """The values that cannot all be right, field by field, the one in force first.

    Args:
        meeting: a row of the contract, with its reports.
        text_of: gives the text of a document by its id.
        passages: the words that were read for a field of a claim.
    """
    found = meeting.get("disagreements") or {}
    if not found:
        return
    # Deferred: a page without differences needs no view.
    from communique.views.choosing import RULE

    yield []
    yield [heading("Where the reports differ")]
    for field, versions in found.items():
        yield [plain(f"  {_WORDS.get(field, field)}")]
        for version in sorted(versions, key=lambda one: not one.get("in_force")):
            yield _value(field, version)
            yield from _told(meeting, field, version, text_of, passages)
    yield [faint(f"  {RULE}")]


def _value(field: str, version: Record) -> Line:
    value = version["value"]
    shown = counted(value, "minute") if field == "duration_minutes" else value_text(value)
    line = [strong(f"    {shown}")]
    if version.get("sources") is not None:
        line.append(faint(f"  {counted(version['sources'], 'independent source')}"))
    if version.get("in_force"):
        line.append(plain(f"  in force: {version['because']}"))
    return line


def _told(
    meeting: Record, field: str, version: Record, text_of: Callable[[str], str], passages: Passages
) -> Iterator[Line]:
    claims = set(version.get("claims") or ())
    for report in meeting["reports"]:
        claim, document = report.get("claim"), report["document"]
        if claim not in claims if claims else document not in version["documents"]:
            continue
        published = [faint(f"  {report['published']}")] if report.get("published") else []
        yield [plain(f"      {report['source']}"), *published]
        read = passages.get((str(claim), field)) or report.get("evidence") or ()
        for passage in passages_in_context(text_of(document), read):
            yield [plain("        "), *passage]
