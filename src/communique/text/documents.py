"""From a decoded text to a document: what its frame tells, and the story without the frame."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from communique.model import Document, Furniture, FurnitureKind, document_id
from communique.text.blanking import blank_out
from communique.text.cleaning import clean
from communique.text.data import load_words
from communique.text.furniture import READABLE, find_furniture
from communique.text.paragraphs import find_breaks
from communique.text.stamps import find_weekday, read_date
from communique.text.towns import agency_name

__all__ = ["body", "frame"]

# A story is printed within days of its dateline; further off, the year of the one says nothing about the other.
_NEAR = timedelta(days=45)
# A file of a text made by whoever puts it out is made on its day or in the week after.
_SOON = timedelta(days=7)
_WORDS = re.compile(r"[()/\[\]|,;:–—-]")
# The head of a text: so many lines at most, none of them long enough for prose.
_HEAD_LINES, _HEAD_LENGTH = 6, 100
_SET_OFF = re.compile(r"(?:^|[,/|·–—-]|\bRELEASE)\s*$", re.IGNORECASE)  # before a day that dates the text
_DIGIT_OR_CAPITAL = re.compile(r"\b(?=[^\W_a-z])")  # where the writing of a day may begin


def frame(
    text: str,
    *,
    source: str,
    encoding: str | None = None,
    language: str | None = None,
    published: str | None = None,
    made: str | None = None,
) -> Document:
    """Make a document of a decoded text: its furniture, and what that tells of title, publisher and dates.

    Args:
        text: the text, which stays as it is.
        source: the path or address as it was given.
        encoding: how the bytes were decoded, where there were bytes.
        language: BCP 47 code, where one was found.
        published: EDTF date of publication that the source gives; a date header in the text comes before it.
        made: EDTF date on which the file was made, which is taken for that of publication only where a dateline in
            the text bears it out.
    """
    furniture = find_furniture(text)
    published = _published(furniture, text, published) or _headed(text) or _borne_out(made, furniture)
    furniture = tuple(_dated(part, published) for part in furniture)
    datelines = [part for part in furniture if part.kind is FurnitureKind.DATELINE]
    return Document(
        id=document_id(text),
        text=text,
        source=source,
        title=next((part.value for part in furniture if part.kind is FurnitureKind.HEADLINE), None),
        publisher=_publisher(furniture, text),
        published=published,
        dateline=_dateline_date(datelines, text, published),
        language=language,
        encoding=encoding,
        furniture=furniture,
    )


def body(document: Document) -> str:
    """The story as the readers want it: cleaned, of the same length as the text, the frame blanked out.

    Headlines and sub-headings stay, for they are read too. Line ends that only a margin put inside a paragraph become
    spaces, so that a line of the body is a paragraph.
    """
    text = blank_out(clean(document.text), (part.span for part in document.furniture if part.kind not in READABLE))
    breaks = find_breaks(text)
    if not breaks:
        return text
    characters = list(text)
    for position in breaks:
        characters[position] = " "
    return "".join(characters)


def _published(furniture: Iterable[Furniture], text: str, told: str | None) -> str | None:
    """The date header's day, else what the source tells, else the day of the first time stamp not about a change.

    A header is part of the article as its desk sent it out, and stays true where a site or a forwarding mail dates the
    same words anew. A time stamp comes last: it may as well be that of a picture, a live entry or another day told of.
    """
    stamps = [part for part in furniture if part.kind is FurnitureKind.TIMESTAMP and part.value is not None]
    headers = [part for part in furniture if part.kind is FurnitureKind.DATE_HEADER and part.value is not None]
    changed = tuple(load_words("furniture")["stamps"]["changed"])
    first = [part for part in stamps if not part.span.of(text).lstrip().lower().startswith(changed)]
    return next((part.value for part in headers), told) or next((part.value for part in first), None)


def _borne_out(made: str | None, furniture: Iterable[Furniture]) -> str | None:
    """The day on which a file was made, where the text's dateline is of the days before it.

    Files are made anew, printed and scanned years after their text came out, so that the day alone says nothing.
    """
    day = _full_day(made)
    first = next((part.value for part in furniture if part.kind is FurnitureKind.DATELINE and part.value), None)
    if day is None or first is None:
        return None
    dateline = _nearest(first, day) if first.startswith("XXXX") else _full_day(first)
    return day.isoformat() if dateline is not None and timedelta(0) <= day - dateline <= _SOON else None


def _full_day(value: str | None) -> date | None:
    """A day of the calendar; None for a month, a year or a day in doubt."""
    try:
        return date.fromisoformat(value) if value is not None and len(value) == 10 else None
    except ValueError:
        return None


def _headed(text: str) -> str | None:
    """The day set off in a line above the story: "Press release, 7 March 2025", "Lisbon / 3 May 2022"."""
    lines = [line.strip() for line in text[: _HEAD_LINES * _HEAD_LENGTH * 2].splitlines()]
    changed = tuple(load_words("furniture")["stamps"]["changed"])
    for line in [line for line in lines if line][:_HEAD_LINES]:
        if len(line) > _HEAD_LENGTH or line.lower().startswith(changed):
            return None
        for match in _DIGIT_OR_CAPITAL.finditer(line):
            day = read_date(line, match.start())
            if day is None or not day.has_year or _SET_OFF.search(line[: match.start()]) is None:
                continue
            rest = line[day.end :].strip()
            if not rest.strip(".)") or (match.start() == 0 and rest[0] in ",/|·–—-"):
                return day.value
    return None


def _dated(part: Furniture, published: str | None) -> Furniture:
    """A dateline's date with the year that the publication date fixes."""
    if (
        part.kind is not FurnitureKind.DATELINE
        or part.value is None
        or not part.value.startswith("XXXX")
        or (near := _full_day(published)) is None
    ):
        return part
    day = _nearest(part.value, near)
    if day is None:
        return part
    return Furniture(kind=part.kind, span=part.span, value=day.isoformat(), place=part.place)


def _nearest(value: str, published: date) -> date | None:
    days = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            days.append(date.fromisoformat(f"{year:04}{value.removeprefix('XXXX')}"))
        except ValueError:
            continue  # no 29 February in that year
    nearest = min(days, key=lambda day: abs(day - published), default=None)
    return nearest if nearest is not None and abs(nearest - published) <= _NEAR else None


def _dateline_date(datelines: list[Furniture], text: str, published: str | None) -> str | None:
    """The first dateline's day; where it has only a weekday, the last such day up to publication."""
    if not datelines:
        return None
    first = datelines[0]
    if first.value is not None or published is None:
        return first.value
    weekday = find_weekday(first.span.of(text))
    if weekday is None:
        return None
    day = _full_day(published)
    if day is None:
        return None
    return (day - timedelta(days=(day.weekday() - weekday) % 7)).isoformat()


def _publisher(furniture: Iterable[Furniture], text: str) -> str | None:
    """The agency of the dateline or of a credit on the text; who made a picture put out no text."""
    pictures = tuple(load_words("furniture")["credits"]["pictures"])
    for part in furniture:
        if part.kind is FurnitureKind.DATELINE:
            for piece in _WORDS.split(part.span.of(text)):
                agency = agency_name(piece)
                if agency and piece.strip() != part.place:
                    return agency
        elif part.kind is FurnitureKind.CREDIT and part.value is not None:
            words = part.span.of(text).strip("([ ").lower()
            if not words.startswith(pictures) and "/" not in words.strip("/"):
                return part.value
    return None
