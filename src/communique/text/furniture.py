"""The parts of a news text that frame its story: where they stand and what they tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from communique.model import Furniture, FurnitureKind, Span
from communique.text.blanking import blank_out, trim
from communique.text.cleaning import clean
from communique.text.credits import find_credits
from communique.text.datelines import Dateline, find_inner_dateline, read_dateline
from communique.text.headings import find_headings, has_final_stop
from communique.text.markup import find_markup
from communique.text.paragraphs import BULLET, split_paragraphs
from communique.text.stamps import FrameDate, read_stamp
from communique.text.towns import agency_name, is_town

__all__ = ["READABLE", "find_furniture"]

READABLE = frozenset({FurnitureKind.HEADLINE, FurnitureKind.SUBHEADING})
"""Furniture that is text to be read, too."""

_SPEAKER = re.compile(r"[A-Z][A-Z.'’ -]{1,60}:\s")
_BY = re.compile(r"\s*by\s+[A-Z][\w.]*(?:\s+[A-Z][\w.]*){0,3}")
_LONGEST_STAMP = 120
_LONGEST_NOTE = 60
# Datelines open a story; a text that has not come to its story by then is a list.
_HEAD = 10
_NOTE = re.compile(r"\s*(?:correct(?:ion|ed)|clarification|editor'?s'? note|note|photo|update)\b", re.IGNORECASE)


def find_furniture(text: str) -> tuple[Furniture, ...]:
    """Find what frames the story, in the order of the text; no two parts overlap.

    In doubt words are story: a dateline or credit is taken for one only where its form leaves little else.
    """
    work = clean(text)
    paragraphs: tuple[Span, ...] = ()
    found: list[Furniture] = []

    def take(parts: Iterable[Furniture]) -> None:
        """What is found goes out of sight, so that the next search sees the lines without it."""
        nonlocal work, paragraphs
        new = [part for part in parts if trim(work, part.span) is not None]
        found.extend(new)
        if new:
            work = blank_out(work, [part.span for part in new])
        if new or not paragraphs:
            paragraphs = split_paragraphs(work)

    take(Furniture(kind=FurnitureKind.MARKUP, span=span) for span in find_markup(work))
    take(_find_stamps(work, paragraphs))
    take(find_credits(work, paragraphs))
    take(_find_datelines(work, paragraphs))
    opened = {part.span.end for part in found if part.kind is FurnitureKind.DATELINE}
    # A paragraph behind a dateline is story, and so is all that follows it; no headline stands there.
    story = next((index for index, paragraph in enumerate(paragraphs) if paragraph.start in opened), len(paragraphs))
    take(find_headings(work, paragraphs, story=story))
    return tuple(_as_written(part, text) for part in _apart(found))


def _as_written(part: Furniture, text: str) -> Furniture:
    """A headline with the quotes and letters that the text has, for people to read."""
    if part.kind is not FurnitureKind.HEADLINE:
        return part
    return Furniture(kind=part.kind, span=part.span, value=" ".join(part.span.of(text).split()))


def _apart(found: list[Furniture]) -> Iterator[Furniture]:
    """Drop what lies within another part."""
    last = None
    for part in sorted(found, key=lambda part: (part.span.start, -part.span.end)):
        if last is None or part.span.start >= last:
            yield part
            last = part.span.end


def _find_stamps(text: str, paragraphs: Sequence[Span]) -> Iterator[Furniture]:
    """The header before the text, and lines that are nothing but a time."""
    for index, paragraph in enumerate(paragraphs):
        if index and len(paragraph) > _LONGEST_STAMP:
            continue
        stamp = read_stamp(text, paragraph.start, paragraph.end)
        if stamp is None or stamp.date is None:
            continue
        whole = stamp.reach >= paragraph.end or _names_sender(text[stamp.end : paragraph.end])
        if (
            index == 0
            and stamp.label == "date"
            and not whole
            and stamp.date.has_year
            and _story_follows(text, stamp.date.end)
        ):
            # What follows is the text's own, an hour of a live page included.
            span = Span(paragraph.start, stamp.date.end)
            yield Furniture(kind=FurnitureKind.DATE_HEADER, span=span, value=stamp.date.value)
            continue
        labelled = stamp.label is not None
        if whole and not (stamp.date.has_year or stamp.has_hour or labelled):
            continue  # "March 16" alone is a heading
        if not whole and not (
            index == 0 and stamp.date.has_year and (stamp.has_zone or labelled) and _story_follows(text, stamp.end)
        ):
            continue
        header = stamp.label == "date" and not stamp.has_hour
        kind = FurnitureKind.DATE_HEADER if header else FurnitureKind.TIMESTAMP
        yield Furniture(
            kind=kind, span=Span(paragraph.start, paragraph.end if whole else stamp.end), value=_full(stamp.date)
        )


def _names_sender(words: str) -> bool:
    """True for what may stand behind the time on its line: `/ AP`, `by PIB Delhi`."""
    return bool(agency_name(words)) or _BY.fullmatch(words) is not None


def _full(date: FrameDate) -> str | None:
    return date.value if date.has_year else None


def _story_follows(text: str, position: int) -> bool:
    """True where a sentence can open behind a stamp, not go on ("Date 2024-02-29 was agreed")."""
    following = text[position : position + 40].lstrip(" \t|,;-–—")
    return bool(following) and not (following[0].islower() and following[1:2].islower())


def _find_datelines(text: str, paragraphs: Sequence[Span]) -> Iterator[Furniture]:
    speakers = sum(1 for paragraph in paragraphs if _SPEAKER.match(text, paragraph.start, paragraph.end)) > 1
    in_head = True
    for index, paragraph in enumerate(paragraphs):
        finished = has_final_stop(text[max(paragraph.start, paragraph.end - 8) : paragraph.end])
        found = _read_line(text, paragraph) if in_head and not finished else None
        if found is not None:
            yield _dateline(found, paragraph.start)
            continue
        dateline = read_dateline(text, paragraph.start, paragraph.end, strict=not in_head, speakers=speakers)
        # A line without a stop is a headline ("South Korea: a partner"), whatever opens it, unless a date says not.
        if dateline is not None and (finished or (dateline.certain and len(paragraph) > _LONGEST_STAMP)):
            yield _dateline(dateline, paragraph.start)
            in_head = False
            continue
        if in_head and finished and index < 3:
            inner = find_inner_dateline(text, paragraph.start, paragraph.end)
            if inner is not None:
                yield _dateline(inner[1], inner[0])
                in_head = False
                continue
        story = (
            finished
            and not BULLET.match(text, paragraph.start, paragraph.end)
            and not _NOTE.match(text, paragraph.start, paragraph.end)
        )
        in_head = in_head and not story and index < _HEAD


def _dateline(found: Dateline, start: int) -> Furniture:
    if found.place is None and found.date is None:
        return Furniture(kind=FurnitureKind.CREDIT, span=Span(start, found.end), value=found.agency)
    value = None if found.date is None else found.date.value
    return Furniture(kind=FurnitureKind.DATELINE, span=Span(start, found.end), value=value, place=found.place)


def _read_line(text: str, paragraph: Span) -> Dateline | None:
    """A dateline on a line of its own ("Rome, 6 March 2025", "Ottawa, Ontario")."""
    if len(paragraph) > _LONGEST_NOTE:
        return None
    line = f"{paragraph.of(text)} - X"  # as if the story went on behind it
    found = read_dateline(line, 0, len(line))
    if found is None or found.end != len(line) - 1:
        return None
    if found.place is None or (found.date is None and not ("," in found.place and is_town(found.place))):
        return None
    return Dateline(
        end=paragraph.end,
        place=found.place,
        date=found.date,
        weekday=found.weekday,
        agency=found.agency,
        certain=found.certain,
    )
