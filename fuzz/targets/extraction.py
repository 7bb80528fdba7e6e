"""A text, to meetings, statements, roles and dates that all stand in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from zlib import crc32

from communique.errors import GroundingError
from communique.extraction import extract_document
from communique.extraction.gate import check
from communique.model import Extraction, Passage
from communique.model.edtf import is_valid
from communique.store.records import Claim
from communique.text import frame
from communique.text.safe_json import record_line
from communique.views.contract import extraction_form
from fuzz.material import ANCHORS, SMALL_TEXTS, TEXT_WORDS, example_texts, text_of
from fuzz.target import Target, hold

__all__ = ["TARGET"]

_CAPTURED = date(2026, 1, 1)
_TWICE = 8


def _check(data: bytes) -> None:
    published = ANCHORS[data[0] % len(ANCHORS)] if data else None
    text = text_of(data[1:])
    document = frame(text, source="fuzzed", language="en", published=published)
    found = extract_document(document, captured=_CAPTURED)
    if crc32(data) % _TWICE == 0:  # reading takes long; now and then is enough
        hold(found == extract_document(document, captured=_CAPTURED), "something else was found the second time")
    _check_claims(found, text)
    line = record_line(extraction_form(found, with_text=True))
    hold("\n" not in line, "more than one line")
    form = json.loads(line)
    hold(form["document"]["text"] == text, "printed and read again, it is another text")
    for quoted in _passages(form):
        hold(quoted["quote"] == text[quoted["start"] : quoted["end"]], f"{quoted['quote']!r} does not stand there")


def _check_claims(found: Extraction, text: str) -> None:
    readings = {reading.claim: reading for reading in found.readings}
    claims: list[Claim] = [*found.meetings, *found.statements, *found.roles]
    hold(len({claim.id for claim in claims}) == len(claims), "two claims have one id")
    for claim in claims:
        hold(claim.id in readings, f"{claim.id} does not say how it was read")
        try:
            check(claim, readings[claim.id], text)
        except GroundingError as error:
            hold(False, f"past the gate: {error}")
    for meeting in found.meetings:
        hold(meeting.date is None or is_valid(meeting.date), f"a meeting on {meeting.date!r}")
        hold(meeting.participants, "a meeting of nobody")
    for statement in found.statements:
        hold(statement.due is None or is_valid(statement.due), f"a statement due {statement.due!r}")
    for role in found.roles:
        hold(role.interval is None or is_valid(role.interval), f"a role held {role.interval!r}")
    for day in found.dates:
        _stands(day.passage, text)


def _stands(passage: Passage, text: str) -> None:
    hold(passage.stands_in(text), f"{passage.quote!r} does not stand at {passage.start}-{passage.end}")


def _passages(form: Any) -> Iterator[dict[str, Any]]:
    """All passages of a record, however deep."""
    if isinstance(form, dict):
        if form.keys() >= {"start", "end", "quote"}:
            yield form
        for value in form.values():
            yield from _passages(value)
    elif isinstance(form, list):
        for value in form:
            yield from _passages(value)


def _seeds() -> Sequence[bytes]:
    texts = (*SMALL_TEXTS, *(text[:200] for text in example_texts()))
    return [bytes([number % len(ANCHORS)]) + text.encode() for number, text in enumerate(texts)]


TARGET = Target(
    about="text to claims that stand in it",
    check=_check,
    seeds=_seeds,
    words=TEXT_WORDS,
    longest=500,
    seconds=4.0,
    tries=40,
)
