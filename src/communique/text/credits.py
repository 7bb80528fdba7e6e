"""Who made a text or a picture, and what a page says about itself: credits, bylines, disclaimers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from communique.model import Furniture, FurnitureKind, Span
from communique.text.data import load_words
from communique.text.sentences import split_sentences
from communique.text.towns import agency_name

__all__ = ["find_credits"]

_SHORT = 160
_LONGEST_DISCLAIMER = 800
_CLOSING = re.compile(
    r"[(\[](?P<inside>[^()\[\]\n]{2,160})[)\]]\.?\s*$|(?:[-–—]|/)[ \t]?(?P<bare>[A-Z][\w .-]{1,40}?)/?\.?\s*$"
)
_BYLINE = re.compile(r"by:?[ \t]+(?P<name>\S.{1,78})$", re.IGNORECASE)
_NAMES = re.compile(r"[^\W\d_][\w.'’-]*(?:[ \t,|/]+(?:and[ \t]+|&[ \t]+|in[ \t]+)?[^\W\d_][\w.'’@-]*){0,9}\.?")
_FINAL_STOP = re.compile(r"[.!?][\"')\]]*$")
_DIGITS = re.compile(r"\d")


def find_credits(text: str, paragraphs: tuple[Span, ...]) -> Iterator[Furniture]:
    """Credits, bylines, disclaimers and other boilerplate of a cleaned text, in the order of the text."""
    for index, paragraph in enumerate(paragraphs):
        whole = _read_whole(text, paragraph)
        if whole is not None:
            yield whole
            continue
        yield from _find_pictures(text, paragraph)
        yield from _find_senders(text, paragraph)
        if index < 2 or index >= len(paragraphs) - 3:
            yield from _find_boilerplate_sentences(text, paragraph)
        closing = _read_closing(text, paragraph, last=index == len(paragraphs) - 1)
        if closing is not None:
            yield closing


def _words(section: str, *names: str) -> list[str]:
    data = load_words("furniture")[section]
    return sorted((word for name in names for word in data[name]), key=len, reverse=True)


def _any_of(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in words)


@cache
def _picture_label() -> re.Pattern[str]:
    labels = _any_of(_words("credits", "pictures"))
    return re.compile(
        rf"(?:{labels})"
        r"(?:[ \t]+(?:by|credit|credits|courtesy(?:[ \t]+of)?|provided[ \t]+by|via)\b[ \t]*:?|[ \t]*[:/|])[ \t]*",
        re.IGNORECASE,
    )


@cache
def _picture_bracket() -> re.Pattern[str]:
    libraries = _any_of(_words("credits", "libraries"))
    return re.compile(
        rf"[(\[](?:(?:[A-Za-z]+[ \t])?{_picture_label().pattern}[^()\[\]\n]{{0,80}}|(?:{libraries}))[)\]]"
        rf"|[(\[](?:[^()\[\]\n]{{2,40}}/)?(?:{libraries})(?:/[^()\[\]\n]{{2,40}})?[)\]]",
        re.IGNORECASE,
    )


@cache
def _source_label() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any_of(_words('credits', 'sources'))})[ \t]*:[ \t]*", re.IGNORECASE)


@cache
def _work() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any_of(_words('credits', 'work'))})\b", re.IGNORECASE)


@cache
def _lines() -> frozenset[str]:
    return frozenset(_words("boilerplate", "lines"))


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"[\W_]{{0,3}}(?:{_any_of(_words('boilerplate', 'openings'))})(?!\w)", re.IGNORECASE)


@cache
def _sender() -> re.Pattern[str]:
    return re.compile(
        rf"[\W_]{{0,3}}(?:{_any_of(_words('boilerplate', 'senders'))})[ \t]*(?:[-:.|–—]|$)", re.IGNORECASE
    )


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any_of(_words('boilerplate', 'labels'))}):", re.IGNORECASE)


@cache
def _boilerplate() -> re.Pattern[str]:
    nouns, says = _any_of(_words("boilerplate", "nouns")), _any_of(_words("boilerplate", "says"))
    phrases = _any_of(_words("boilerplate", "phrases"))
    return re.compile(
        rf"\b(?:this|the above)[ \t]+(?:[\w-]+[ \t]+){{0,2}}?(?:{nouns})[ \t]+(?:{says})\b|\b(?:{phrases})\b",
        re.IGNORECASE,
    )


def _read_whole(text: str, paragraph: Span) -> Furniture | None:
    """A paragraph that is nothing but a credit or boilerplate."""
    words = paragraph.of(text)
    bare = words.strip(" \t-–—*_:.…|[]()>»").lower()
    if len(words) <= _SHORT:
        if bare in _lines():
            return Furniture(kind=FurnitureKind.DISCLAIMER, span=paragraph)
        agency = agency_name(words) if words[0] in "([-–—/" or words.isupper() or words[-1] == "/" else None
        if agency is not None:
            return Furniture(kind=FurnitureKind.CREDIT, span=paragraph, value=agency or None)
        if _is_picture_credit(words) or _is_source(words) or _is_byline(words):
            return Furniture(kind=FurnitureKind.CREDIT, span=paragraph, value=_find_agency(words))
    if _work().match(words.lstrip("([ ")) and len(words) <= 2 * _SHORT:
        return Furniture(kind=FurnitureKind.CREDIT, span=paragraph, value=_find_agency(words))
    if _opening().match(words) and len(words) <= _LONGEST_DISCLAIMER:
        return Furniture(kind=FurnitureKind.DISCLAIMER, span=paragraph)
    return None


def _find_senders(text: str, paragraph: Span) -> Iterator[Furniture]:
    """`PRESS RELEASE: …` before a text, and `Note to editors:` before a part of it."""
    label = _label().match(text, paragraph.start, paragraph.end)
    if label is not None:
        yield Furniture(kind=FurnitureKind.DISCLAIMER, span=Span(label.start(), label.end()))
    elif _sender().match(text, paragraph.start, paragraph.end):
        first = split_sentences(text, paragraph)[0]
        if len(first) <= _SHORT:
            yield Furniture(kind=FurnitureKind.DISCLAIMER, span=first)


def _is_picture_credit(words: str) -> bool:
    """`Photo: A. Name/AFP`, and not a caption, which tells a story in a sentence."""
    inner = words.strip("()[] ")
    label = _picture_label().match(inner)
    if label is None:
        return "/" in inner and len(inner) <= 60 and _is_library(inner.split("/")[-1]) and not _FINAL_STOP.search(words)
    rest = inner[label.end() :].strip()
    if len(rest.split()) > 8:
        return False
    return not rest or "/" in rest or (not _FINAL_STOP.search(rest) and _NAMES.fullmatch(rest) is not None)


def _is_library(words: str) -> bool:
    name = words.strip(" .()[]").lower()
    return bool(agency_name(name)) or name in load_words("furniture")["credits"]["libraries"]


def _is_source(words: str) -> bool:
    label = _source_label().match(words)
    return label is not None and len(words) - label.end() <= 60 and not _FINAL_STOP.search(words)


def _is_byline(words: str) -> bool:
    """`By Jane Doe`, `By our royal correspondent`; not "By Friday the talks were over."."""
    match = _BYLINE.fullmatch(words)
    if match is None or _DIGITS.search(words) or (_FINAL_STOP.search(words) and not words.endswith(("Jr.", "Sr."))):
        return False
    names = match["name"].split()
    if names[0].lower() in load_words("furniture")["credits"]["bylines"] or agency_name(match["name"]) is not None:
        return True
    capitals = sum(
        1
        for name in names
        if name[0].isupper() or name in ("and", "in", "&", "for", "|", "de", "van", "von", "bin", "al")
    )
    return len(names) >= 2 and capitals == len(names)


def _find_agency(words: str) -> str | None:
    for piece in re.split(r"[/:;,()\[\]|]|\bvia\b|\bby\b|\bfrom\b", words):
        agency = agency_name(piece)
        if agency:
            return agency
    return None


def _find_pictures(text: str, paragraph: Span) -> Iterator[Furniture]:
    """Credits in brackets within a caption, and the label before one."""
    label = _picture_label().match(text, paragraph.start, paragraph.end)
    if label is not None and ":" in label[0]:
        yield Furniture(kind=FurnitureKind.CREDIT, span=Span(label.start(), label.start() + len(label[0].rstrip())))
    if any(text.find(opening, paragraph.start, paragraph.end) >= 0 for opening in "(["):
        for match in _picture_bracket().finditer(text, paragraph.start, paragraph.end):
            yield Furniture(
                kind=FurnitureKind.CREDIT, span=Span(match.start(), match.end()), value=_find_agency(match[0])
            )


def _find_boilerplate_sentences(text: str, paragraph: Span) -> Iterator[Furniture]:
    found = _boilerplate().search(text, paragraph.start, paragraph.end)
    if found is None:
        return
    for sentence in split_sentences(text, paragraph):
        if _boilerplate().search(text, sentence.start, sentence.end) and len(sentence) <= 400:
            yield Furniture(kind=FurnitureKind.DISCLAIMER, span=sentence)


def _read_closing(text: str, paragraph: Span, *, last: bool) -> Furniture | None:
    """An agency or the people who worked on the text, behind the last word of a paragraph."""
    start = max(paragraph.start, paragraph.end - 200)
    match = _CLOSING.search(text, start, paragraph.end)
    if match is None:
        return None
    before = text[start : match.start()].rstrip()[-1:]
    span = Span(match.start(), paragraph.end)
    inside = match["inside"]
    if inside is not None:
        agency = agency_name(inside)
        if agency is None and not _work().match(inside):
            return None
        if agency and not _is_signature(inside, before):
            return None
        return Furniture(kind=FurnitureKind.CREDIT, span=span, value=agency or _find_agency(inside))
    agency = agency_name(match["bare"])
    if last and agency and before in (".", '"', "!", "?", ")"):
        return Furniture(kind=FurnitureKind.CREDIT, span=span, value=agency)
    return None


def _is_signature(inside: str, before: str) -> bool:
    """`… on Friday. (PTI)`, not "… the Press Trust of India (PTI)."; an acronym before the stop explains a name."""
    return before in (".", '"', "!", "?", "'", "")
