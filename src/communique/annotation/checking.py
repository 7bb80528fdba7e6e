"""Is an annotation sound: does every quote stand in its text, and is every word one of the vocabulary?

Takes whatever JSON holds, because people write annotations by hand: a field of the wrong sort is a fault like any
other and never an exception.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from communique.annotation.quotes import find_quote
from communique.annotation.vocabulary import LANGUAGES, MODALITIES, STATEMENT_KINDS
from communique.model.edtf import is_valid
from communique.model.vocabulary import MeetingKind, Status

__all__ = ["find_faults"]

Json = Mapping[str, Any]

_COUNTRY: Final = re.compile(r"[A-Z]{2}")
# Words in lower case and numbers, parted by hyphens; `2022-XX-XX`, `202X` for what is unknown of a date.
_KEY: Final = re.compile(r"(?:[^\W_A-Z]|X)+(?:-(?:[^\W_A-Z]|X)+)*")
# "On the 27th": EDTF too, though Communique itself prints no such date.
_DAY_ALONE: Final = re.compile(r"XXXX-XX-(?:0[1-9]|[12][0-9]|3[01])")
_LONGEST_SHOWN: Final = 100


def find_faults(annotation: object, texts: Mapping[str, str | None]) -> list[str]:
    """Everything that is wrong with an annotation, one line a fault; none where it is sound.

    Args:
        annotation: documents, meetings, statements and distractors, as JSON gave them.
        texts: the texts by document name; None for one that could not be read, which somebody else reports.

    Returns:
        Lines that begin with the document's name: which words are not in the text, which value is none of the
        vocabulary or no date, which key is ill formed, which row stands there twice.
    """
    if not isinstance(annotation, Mapping):
        return ["an annotation is an object with documents, meetings and statements"]
    faults = []
    for part in ("documents", "meetings", "statements", "distractors"):
        if not isinstance(annotation.get(part), list) and (part in annotation or part in ("documents", "meetings")):
            faults.append(f"no list of {part}")
    if faults:
        return faults
    faults += _document_faults(annotation, texts)
    distractors = [name for name in annotation.get("distractors", ()) if isinstance(name, str)]
    for part, check in _CHECKS.items():
        for place, row in enumerate(annotation.get(part, ()), start=1):
            if not isinstance(row, Mapping):
                faults.append(f"{part[:-1]} {place}: not an object")
                continue
            name = row.get("doc")
            if not isinstance(name, str) or name not in texts:
                faults.append(f"{_shown(name)}: a document without a text, in {part[:-1]} {place}")
                continue
            text = texts[name]
            if text is not None:
                faults += [f"{name}: {why} in {_title(part, row, place)}" for why in check(row, text)]
            if part == "meetings" and name in distractors:
                faults.append(f"{name}: {_title(part, row, place)} is a meeting in a distractor")
        faults += _repeats(annotation.get(part, ()))
    return faults


def _document_faults(annotation: Json, texts: Mapping[str, str | None]) -> Iterator[str]:
    rows = annotation["documents"]
    if not all(isinstance(row, Mapping) and isinstance(row.get("doc"), str) for row in rows):
        yield "a document without its name in `doc`"
        return
    names = Counter(row["doc"] for row in rows)
    # What is found is matched by file name, wherever a text lies.
    yield from (f"{name}: {n} documents of this name" for name, n in names.items() if n > 1)
    for row in rows:
        if row["doc"] not in texts:
            yield f"{row['doc']}: no text of this name"
        if row.get("language") not in LANGUAGES:
            yield f"{row['doc']}: no language {_shown(row.get('language'))}, one of {', '.join(LANGUAGES)}"
        if row.get("published") is not None and not _is_date(row["published"]):
            yield f"{row['doc']}: {_shown(row['published'])} is no date"
    yield from (
        f"{_shown(name)}: a distractor that is no document"
        for name in annotation.get("distractors", ())
        if not isinstance(name, str) or name not in names
    )


def _meeting_faults(row: Json, text: str) -> Iterator[str]:
    key = row.get("meeting")
    if not isinstance(key, str) or _KEY.fullmatch(key) is None:
        yield f"key {_shown(key)}, not of the form surname-surname-2024-05-10,"
    if row.get("status") not in _values(Status):
        yield f"status {_shown(row.get('status'))}, one of {', '.join(Status)},"
    if row.get("kind") not in _values(MeetingKind):
        yield f"kind {_shown(row.get('kind'))}, one of {', '.join(MeetingKind)},"
    if not isinstance(row.get("background"), bool):
        yield f"background {_shown(row.get('background'))}, neither true nor false,"
    if row.get("date") is not None and not _is_date(row["date"]):
        yield f"date {_shown(row['date'])}, not EDTF,"
    country = row.get("country")
    if country is not None and not (isinstance(country, str) and _COUNTRY.fullmatch(country)):
        yield f"country {_shown(country)}, not two capital letters,"
    minutes = row.get("duration_minutes")
    if minutes is not None and not (type(minutes) is int and minutes > 0):
        yield f"duration {_shown(minutes)}"
    yield from _text_faults(row, ("place", "city", "initiative"))
    yield from _list_faults(row, ("topics",))
    yield from _participant_faults(row.get("participants"), text)
    yield from _quote_faults(row.get("evidence"), text)


def _participant_faults(parties: object, text: str) -> Iterator[str]:
    if not isinstance(parties, list) or not parties:
        yield "no participants"
        return
    for party in parties:
        if not isinstance(party, Mapping):
            yield "a participant that is no object"
            continue
        name = party.get("name")
        if not isinstance(name, str) or not name or name not in text:
            yield f"a name that the text does not have, {_shown(name)},"
        if any(party.get(field) == "" for field in ("role", "organisation", "canonical")):
            yield f"an empty field of {_shown(name)}"
        yield from _text_faults(party, ("role", "organisation", "canonical"), empty=True)
    named = [party.get("name") for party in parties if isinstance(party, Mapping)]
    names = Counter(name for name in named if isinstance(name, str) and name)
    yield from (f"{n} participants named {_shown(name)}" for name, n in names.items() if n > 1)


def _statement_faults(row: Json, text: str) -> Iterator[str]:
    if row.get("kind") not in _values(STATEMENT_KINDS):
        yield f"statement kind {_shown(row.get('kind'))}, one of {', '.join(STATEMENT_KINDS)},"
    if row.get("modality") not in _values(MODALITIES):
        yield f"modality {_shown(row.get('modality'))}, one of {', '.join(MODALITIES)},"
    yield from _text_faults(row, ("speaker", "addressee", "about"))
    yield from _list_faults(row, ("reported_through",))
    yield from _quote_faults(row.get("evidence"), text)
    for part in ("source", "cue", "content"):
        if row.get(part) is not None:
            yield from _quote_faults([row[part]], text)
    if row.get("contents") is not None:
        yield from _quote_faults(row["contents"], text)


def _quote_faults(pieces: object, text: str) -> Iterator[str]:
    if not isinstance(pieces, list) or not pieces:
        yield "no evidence"
        return
    for piece in pieces:
        quote = piece.get("quote") if isinstance(piece, Mapping) else None
        if not isinstance(quote, str) or not quote.strip():
            yield "a quote that is empty or no text"
        elif quote not in text:
            near = find_quote(text, quote)
            hint = f" (there it is {_shown(near[0].of(text))})" if near else ""
            yield f"a quote that the text does not have, {_shown(quote)}{hint},"
        elif not _stands_there(piece, text):
            yield f"a quote that stands elsewhere, {_shown(quote)} (leave `start` and `end` out to have it found),"


def _stands_there(piece: Json, text: str) -> bool:
    """True where the piece gives no place, or gives the right one."""
    start, end = piece.get("start"), piece.get("end")
    if start is None and end is None:
        return True
    # A truth value is a number to Python, and a negative number counts from the end.
    if type(start) is not int or type(end) is not int or start < 0:
        return False
    return text[start:end] == str(piece["quote"])


def _text_faults(row: Json, fields: Sequence[str], *, empty: bool = False) -> Iterator[str]:
    for field in fields:
        value = row.get(field)
        if value is not None and not isinstance(value, str):
            yield f"{field} {_shown(value)}, which is no text,"
        elif value == "" and not empty:
            yield f"an empty {field} (null where the text does not say)"


def _list_faults(row: Json, fields: Sequence[str]) -> Iterator[str]:
    for field in fields:
        value = row.get(field, [])
        if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
            yield f"{field} {_shown(value)}, not a list of texts,"


def _repeats(rows: Sequence[object]) -> Iterator[str]:
    keys = Counter(json.dumps(row, sort_keys=True) for row in rows)
    yield from (f"the same row {n} times: {key[:120]}" for key, n in keys.items() if n > 1)


def _title(part: str, row: Json, place: int) -> str:
    """How a row is called in a message."""
    if part == "meetings":
        key = row.get("meeting")
        return f"{key} (meeting {place})" if isinstance(key, str) and key else f"meeting {place}"
    return f"statement {place}"


def _values(words: Any) -> list[object]:
    """The words as a list: whatever JSON holds can be looked up in it, also what has no hash."""
    return [str(word) for word in words]


def _is_date(value: object) -> bool:
    return isinstance(value, str) and (is_valid(value) or _DAY_ALONE.fullmatch(value) is not None)


def _shown(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= _LONGEST_SHOWN else f"{shown[: _LONGEST_SHOWN - 1]}…"


_CHECKS: Final[Mapping[str, Callable[[Json, str], Iterator[str]]]] = {
    "meetings": _meeting_faults,
    "statements": _statement_faults,
}
