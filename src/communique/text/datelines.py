"""Datelines: the town, the day and the agency before the first word of a story.

A name before a dash or a colon need not be a town: it may be a label ("LIVE: …"), a speaker ("THE MINISTER: …"), a
headline ("Two men - …"). A dateline is taken for one on the strength of what comes with the name: a date, an agency in
brackets, capitals, or a town that datelines name alone. In doubt the words stay in the story.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from communique.text.stamps import FrameDate, read_date, read_weekday
from communique.text.towns import agency_name, is_town, labels, particles, saints

__all__ = ["Dateline", "find_inner_dateline", "read_dateline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """A dateline and where the story begins behind it.

    `certain` is false where only capitals, or the name of a town, speak for it.
    """

    end: int
    place: str | None
    date: FrameDate | None
    weekday: int | None
    agency: str | None
    certain: bool


class _Mark(StrEnum):
    DASH = "dash"
    COLON = "colon"
    BAR = "bar"
    STOP = "stop"
    BLANK = "blank"


_NAME = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")
_JOINT = re.compile(r"[ \t]?/[ \t]?|\.?[ \t]+")
_REGION = re.compile(r"(?:[^\W\d_]\.){2,4}|[^\W\d_][\w'’-]*(?:[ \t]+[^\W\d_][\w'’-]*){0,2}")
_WORD = re.compile(r"\S+")
_REGION_STOP = re.compile(r"\.(?=[ \t]*(?:[(,–—―]|-+[ \t]))")  # of an abbreviation: "Mich. (AP)"
_BRACKET = re.compile(
    r"[ \t]*(?:,[ \t]*|[-–—]{1,2})?\((?P<inside>[^()\n]{1,40})\)"
    r"|\.?[ \t]+/(?P<slashes>[^/\n]{2,40})/(?=[ \t.])"  # MOSCOW, February 27. /TASS/.
)
_COMMA = re.compile(r"[ \t]*,[ \t]*")
_BEFORE_DATE = re.compile(r"[ \t]*(?:[,.]|[ \t][–—-])?[ \t]+")
_SIGN = re.compile(r"[ \t]+([A-Z]{2,5})(?=[ \t]+[–—-])")
_COUNTRY = re.compile(r"[ \t]\[(?P<country>[^\W\d_][^\[\]\n]{1,28})\]")  # New Delhi [India], February 27
_MARKS = (
    (_Mark.DASH, re.compile(r"\.?[ \t]*(?:[–—―]+|--+)[ \t]*|\.?[ \t]+[-_][ \t]+|\.-[ \t]+|\)-[ \t]+|//[ \t]*")),
    (_Mark.COLON, re.compile(r"[ \t]?:[ \t]+")),
    (_Mark.BAR, re.compile(r"[ \t]+\|[ \t]+")),
    (_Mark.STOP, re.compile(r"\.[ \t]+")),
    (_Mark.BLANK, re.compile(r"[ \t]+")),
)
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ASIDE = re.compile(r"[ \t](?:-|–|—|--)[ \t]")
_SENTENCE_END = re.compile(r"[.!?](?:[\"')]|\s|$)")
_SPEAKING = re.compile(r"\b(?:I|I'm|we|my|our)\b")
_CAPITAL_WORD = re.compile(r"(?<![\w.'’-])[^\W\d_]{3,}")
# Longest part of a paragraph that a dateline is looked for in, so that hostile lines cost nothing.
_WINDOW = 160
_INNER_WINDOW = 420


def read_dateline(text: str, start: int, end: int, *, strict: bool = False, speakers: bool = False) -> Dateline | None:
    """The dateline with which a paragraph opens; None where it opens with its story.

    Args:
        text: a cleaned text.
        start: where the paragraph starts.
        end: where it ends.
        strict: take only what has a date or an agency with the town in capitals; for paragraphs deep in a text.
        speakers: other paragraphs open with a name in capitals and a colon, so a name alone may be a speaker's.
    """
    limit = min(end, start + _WINDOW)
    unplaced = None if strict else _read_unplaced(text, start, limit)
    if unplaced is not None:
        return unplaced
    if text.startswith("(", start):
        return None if strict else _read_bracketed(text, start, limit)
    return _Reader(text, limit).read(start, end, strict=strict, speakers=speakers)


def find_inner_dateline(text: str, start: int, end: int) -> tuple[int, Dateline] | None:
    """A dateline behind a caption or headline that runs into the story on the same line, and where it starts."""
    limit = min(end, start + _INNER_WINDOW)
    for match in _CAPITAL_WORD.finditer(text, start + 1, limit):
        if not match[0].isupper():
            continue
        found = read_dateline(text, match.start(), end, strict=True)
        if found is None and text[max(start, match.start() - 3) : match.start()].rstrip()[-1:] in tuple(".!?\"'"):
            found = read_dateline(text, match.start(), end)
            if found is not None and (found.place is None or not is_town(found.place)):
                found = None
        if found is not None:
            return match.start(), found
    return None


def _read_unplaced(text: str, start: int, limit: int) -> Dateline | None:
    """`Feb 28 (Reuters) - `, `(Bloomberg) -- `: an agency, perhaps a day, and no town."""
    day = read_date(text, start)
    bracket = _BRACKET.match(text, start if day is None else day.end, limit)
    agency = agency_name(bracket["inside"]) if bracket is not None and bracket["inside"] is not None else None
    mark = _MARKS[0][1].match(text, bracket.end(), limit) if bracket is not None and agency else None
    if mark is None or not _opens_story(text, mark.end()):
        return None
    return Dateline(end=mark.end(), place=None, date=day, weekday=None, agency=agency, certain=True)


def _read_bracketed(text: str, start: int, limit: int) -> Dateline | None:
    """`(Seattle, September 22) - `."""
    bracket = _BRACKET.match(text, start, limit)
    if bracket is None:
        return None
    inner = _Reader(text, bracket.end() - 1)
    position = inner.read_place(start + 1)
    if position is None or inner.is_label():
        return None
    position = inner.read_qualifiers(position)
    mark = _MARKS[0][1].match(text, bracket.end(), limit)
    if inner.date is None or position != bracket.end() - 1 or mark is None or not _opens_story(text, mark.end()):
        return None
    return inner.dateline(mark.end(), certain=True)


class _Reader:
    """Reads one dateline from left to right; holds what it has found so far."""

    def __init__(self, text: str, limit: int) -> None:
        self.text, self.limit = text, limit
        self.towns: list[str] = []
        self.capitals = False
        self.regions: list[str] = []
        self.date: FrameDate | None = None
        self.comma = False
        self.weekday: int | None = None
        self.agency: str | None = None
        self.bracket: str | None = None

    def read(self, start: int, end: int, *, strict: bool, speakers: bool) -> Dateline | None:
        position = self.read_place(start)
        if position is None:
            return None
        position = self.read_qualifiers(position)
        mark, position = self.read_mark(position)
        if mark is None or not _opens_story(self.text, position) or (self.is_label() and not is_town(self.place())):
            return None
        story_end = min(end, position + 240)
        if not self.is_borne_out(mark, position, story_end, speakers=speakers):
            return None
        certain = self.date is not None or self.agency is not None
        if strict and not (certain and self.capitals and mark is not _Mark.BLANK):
            return None
        return self.dateline(position, certain=certain)

    def read_place(self, start: int) -> int | None:
        """Read the town or towns; None where no capital letter opens."""
        position, words = start, 0
        joint = ""
        while words < 6:
            match = _NAME.match(self.text, position, self.limit)
            if match is None:
                break
            word = match[0]
            if not words:
                self.capitals = word.isupper() and len(word) > 1
            fits = word.isupper() if self.capitals else word[0].isupper()
            if not fits and not (words and word.lower() in particles() and (word.islower() or self.capitals)):
                break
            if words and not self.capitals and word.isupper():  # "Washington DC", "London CNN"
                break
            self.towns.append(joint + word)
            words += 1
            position = match.end()
            following = _JOINT.match(self.text, position, self.limit)
            if following is None or (following[0].startswith(".") and word.lower() not in saints()):
                break
            joint = "/" if "/" in following[0] else " " if not following[0].startswith(".") else ". "
            ahead = _NAME.match(self.text, following.end(), self.limit)
            if ahead is None or read_date(self.text, following.end()) is not None:
                break
            position = following.end()
        else:
            return None
        if not self.towns:
            return None
        end = self.text.rfind(self.towns[-1].lstrip(" ./"), start, position + 1)
        position = end + len(self.towns[-1].lstrip(" ./"))
        return None if self.towns[-1].strip() in particles() else position

    def read_qualifiers(self, position: int) -> int:
        """Read region, date, weekday and bracket behind the town, as many as there are."""
        for _ in range(5):
            bracket = _BRACKET.match(self.text, position, self.limit)
            if bracket is not None and self.bracket is None:
                self.read_bracket(bracket)
                position = bracket.end()
                continue
            sign = _SIGN.match(self.text, position, self.limit)
            if sign is not None and not self.capitals:
                self.agency = self.agency or agency_name(sign[1])
                position = sign.end()
                continue
            country = _COUNTRY.match(self.text, position, self.limit)
            if country is not None and not self.regions:
                self.regions.append(country["country"])
                position = country.end()
                continue
            opening = _BEFORE_DATE.match(self.text, position, self.limit)
            day = read_date(self.text, opening.end()) if opening is not None and self.date is None else None
            if opening is not None and day is not None and day.end <= self.limit:
                self.date, position = day, day.end
                self.comma = "," in opening[0]
                continue
            comma = _COMMA.match(self.text, position, self.limit)
            if comma is None:
                break
            weekday = read_weekday(self.text, comma.end())
            if weekday is not None:
                self.weekday, position = weekday
                continue
            region = _REGION.match(self.text, comma.end(), self.limit)
            words = self.read_region(region[0]) if region is not None else ""
            if not words or self.regions:
                break
            self.regions.append(" ".join(words.split()))
            position = comma.end() + len(words)
            if _REGION_STOP.match(self.text, position, self.limit):
                self.regions[-1] += "."
                position += 1
        return position

    @staticmethod
    def read_region(words: str) -> str:
        """The part of the words behind the comma that can name a state or a country, with the blanks in it."""
        end = 0
        for word in _WORD.finditer(words):
            if not word[0][0].isupper() or word[0].lower() in labels():
                break
            end = word.end()
        return words[:end]

    def read_bracket(self, bracket: re.Match[str]) -> None:
        """Read what stands in brackets behind the town: a date, a weekday or an agency."""
        group = "inside" if bracket["inside"] is not None else "slashes"
        self.bracket = bracket[group].strip()
        day = read_date(self.text, bracket.start(group))
        if day is not None and self.date is None and day.end <= bracket.end():
            self.date = day
        elif (weekday := read_weekday(self.bracket, 0)) is not None:
            self.weekday = weekday[0]
        else:
            self.agency = agency_name(self.bracket)
            if self.agency is None:
                self.agency = agency_name(re.split(r"[/;,]| via ", self.bracket)[0])

    def read_mark(self, position: int) -> tuple[_Mark | None, int]:
        for mark, pattern in _MARKS:
            match = pattern.match(self.text, position, self.limit)
            if match is not None:
                return mark, match.end()
        return None, position

    def is_label(self) -> bool:
        return any(word.lower() in labels() for town in self.towns for word in re.findall(r"\w+", town))

    def is_borne_out(self, mark: _Mark, story: int, end: int, *, speakers: bool) -> bool:
        """Whether what stands with the name makes a dateline of it."""
        town = is_town(self.place())
        if self.date is not None:
            # Without a mark the words run on ("Seoul, May 22 Lee met …"), so the name must come before a comma.
            runs_on = self.comma and len(self.towns) <= 3 and not self.text[story].isdigit()
            return mark is not _Mark.BLANK or runs_on
        if mark is _Mark.BLANK:
            return False
        if self.weekday is not None:
            return self.capitals or town or len(self.towns) <= 2
        if self.agency is not None:
            return mark in (_Mark.DASH, _Mark.COLON) and (self.capitals or town or not self.is_spelt_out())
        if self.bracket is not None and not (town or (self.capitals and mark is _Mark.DASH and self.bracket.islower())):
            return False
        if town:
            return mark is not _Mark.STOP or self.capitals or bool(self.regions) or "/" in self.place()
        return self.is_borne_out_unlisted(mark, story, end, speakers=speakers)

    def is_borne_out_unlisted(self, mark: _Mark, story: int, end: int, *, speakers: bool) -> bool:
        """A name that no list has, with neither date nor agency."""
        stop = _SENTENCE_END.search(self.text, story, end)
        first_sentence = self.text[story : stop.end() if stop is not None else end]
        if _ASIDE.search(first_sentence):  # "X - who … - did": dashes around an aside
            return False
        named_elsewhere = self.is_named_as_place(story)
        if self.capitals:
            letters = sum(map(str.isalpha, self.place()))
            if mark is _Mark.STOP:
                return named_elsewhere
            if mark is _Mark.COLON:
                return named_elsewhere or (not speakers and letters >= 5 and not _SPEAKING.search(first_sentence))
            return named_elsewhere or letters >= 5
        abbreviated = bool(self.regions) and self.regions[-1].endswith(".")  # "Palm Beach, Fla. - "
        return mark is _Mark.DASH and (named_elsewhere or abbreviated)

    def is_named_as_place(self, story: int) -> bool:
        """True where the story goes on to say that something is in, near or outside a place of this name."""
        for town in re.split("/", self.place().partition(",")[0]):
            if re.search(
                rf"\b(?:in|near|outside|to|from|at)\s+{re.escape(town)}\b",
                self.text[story : story + 20_000],
                re.IGNORECASE,
            ):
                return True
        return False

    def is_spelt_out(self) -> bool:
        """True for a body with its own acronym behind it ("Central News Agency (CNA)")."""
        initials = "".join(town.strip(" ./")[:1] for town in self.towns).lower()
        return (self.bracket or "").lower() == initials

    def place(self) -> str:
        towns = "".join(self.towns)
        regions = self.regions
        if self.capitals:
            towns = _LETTERS.sub(self._small_letters, towns)
            regions = [
                _LETTERS.sub(self._small_letters, region) if region.isupper() and len(region) > 4 else region
                for region in regions
            ]
        return ", ".join((towns, *regions))

    @staticmethod
    def _small_letters(match: re.Match[str]) -> str:
        lower = match[0].lower()
        return lower if match.start() and lower in particles() else lower[0].upper() + lower[1:]

    def dateline(self, end: int, *, certain: bool) -> Dateline:
        return Dateline(
            end=end,
            place=self.place(),
            date=self.date,
            weekday=self.weekday,
            agency=self.agency or None,
            certain=certain,
        )


def _opens_story(text: str, position: int) -> bool:
    """True where a sentence can open at this position."""
    following = text[position : position + 3]
    if not following or following[0].isspace():
        return False
    return following[0].isupper() or following[0].isdigit() or following[0] in "\"'(“‘$€£¥" or following[1:2].isupper()
