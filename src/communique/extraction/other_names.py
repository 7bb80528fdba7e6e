"""Further names that a text gives the bodies of its claims: acronyms, former names, present ones.

A name counts only where the text puts it beside the other outright: letters in brackets behind the name that they stand
for, or words of renaming between two names. Letters that nothing introduces stand for the one body of the text whose
first letters they are. What can be a place, a person or a post is no name of a body.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, TypeVar

from communique.languages.en.lexicon import load_lexicon
from communique.languages.places import find_place
from communique.model.claim import MeetingClaim, OtherName, RoleClaim
from communique.model.span import Span
from communique.model.vocabulary import NameKind, PartyKind
from communique.reading.document import DocumentReading

__all__ = ["find_other_names", "with_names"]

AnyClaim = TypeVar("AnyClaim", MeetingClaim, RoleClaim)
Names = Mapping[str, tuple[OtherName, ...]]

_MOST: Final = 100  # places of a text at which one name is looked at
_LONGEST: Final = 120  # letters of a name that can have another
_MOST_WORDS: Final = 8
_BARE: Final = 3  # letters that stand for a name without being introduced
_SMALL: Final = frozenset(
    {"of", "for", "and", "the", "on", "in", "to", "&", "de", "du", "des", "der", "und", "et", "y"}
)

_WORD: Final = re.compile(r"[^\W_](?:[\w&'’-]|\.(?=\w)){0,40}|&")
_GAP: Final = re.compile(r"[ \t]{0,3}\n?[ \t]{0,3}")
_LETTERS: Final = re.compile(r"[^\W\d_](?:[^\W_]|[&.](?=[^\W_])|\.){1,11}(?!\w)")
_START: Final = re.compile(r"(?<!\w)\w")
# Where a name can end that has another beside it.
_LEAD: Final = re.compile(
    r"\s{0,2}[(,–—]"
    r"|\s{1,2}(?=(?:or|known|also|better|abbreviated|which|has|had|was|since|later|recently|changed|renamed|rebranded)\s)"
)
_BRACKET: Final = re.compile(r"\s{0,2}\(\s?(?:the\s)?")
_OR: Final = re.compile(r",?\s{1,2}(?:or|(?:better\s|also\s)?known\sas|abbreviated(?:\s(?:as|to))?)\s{1,2}(?:the\s)?")
# "Velmar, formerly Okto", "Velmar (then known as Okto)", "Velmar, which was called Okto until 2021"
_CALLED: Final = r"(?:(?:known\sas|called|named|trading\sas|operating\sas|branded\sas)\s)"
_FORMER: Final = re.compile(
    r"\s{0,2}(?:"
    r"\((?:formerly|previously|once|then|originally|ex|née|né)[\s-]" + _CALLED + r"?"
    r"|(?:,|\s?[–—])\s?(?:which\s(?:was|is)\s)?(?:formerly|previously|originally)\s" + _CALLED + r"?"
    r"|,\s(?:which\swas\s)?(?:then|once)\s" + _CALLED + r""
    r"|,?\s(?:which\s)?(?:has\s)?(?:recently\s)?(?:changed\sits\sname|renamed\sitself|was\srenamed|renamed|rebranded)\sfrom\s"
    r")(?:the\s)?",
    re.IGNORECASE,
)
_UNTIL: Final = re.compile(r"\s{0,2},\s(?:which\swas\s)?" + _CALLED + r"(?:the\s)?", re.IGNORECASE)
_UNTIL_WHEN: Final = re.compile(r",?\s(?:until|till|before)\s", re.IGNORECASE)
# "Okto, now Velmar", "Okto, which renamed itself Velmar", "Okto changed its name to Velmar"
_PRESENT: Final = re.compile(
    r"\s{0,2}(?:"
    r"\((?:now|today|since)\s(?:" + _CALLED + r"|renamed\s|rebranded\s(?:as\s)?)?"
    r"|(?:,|\s?[–—])\s?(?:which\sis\s)?now\s" + _CALLED + r"?"
    r"|,\s(?:which\s(?:has\s)?)?(?:since\s|later\s)?(?:been\s)?renamed\s(?:itself\s)?"
    r"|,?\s(?:which\s)?(?:has\s)?(?:since\s|later\s)?(?:renamed\sitself|rebranded(?:\sitself)?\sas|changed\sits\sname\sto)\s"
    r"|\s(?:was|has\sbeen|had\sbeen)\srenamed\s"
    r")(?:the\s)?",
    re.IGNORECASE,
)
_NAMING: Final = re.compile("known|called|name|brand|trading|operating", re.IGNORECASE)  # that it is a name is said
# Behind a name that is put beside another: else it goes on ("formerly Okto chief economist"), and is none.
_CLOSED: Final = re.compile(
    r"\s?[,;:.)\]–—]|[\"'”’]\s?[,.)]|\s*\Z|\s{1,2}(?:in\s(?:\w+\s)?\d{4}|until\s|since\s|last\s)|\s?-\s"
)


def find_other_names(reading: DocumentReading, claims: Iterable[MeetingClaim | RoleClaim]) -> Names:
    """The further names that a document gives the bodies of its claims, by the names that the claims use."""
    bodies = sorted({name for claim in claims for name in _bodies_of(claim) if len(name) <= _LONGEST})
    if not bodies:
        return {}
    finder = _Finder(reading)
    found: dict[str, dict[tuple[str, NameKind], OtherName]] = defaultdict(dict)
    letters: dict[str, set[str]] = defaultdict(set)  # what each stands for
    for body, here in finder.spots({*bodies, *finder.bodies}):
        for one in finder.beside(body, here):
            found[body].setdefault((one.name, one.kind), one)
            if one.kind in _OF_LETTERS:
                short, long = _OF_LETTERS[one.kind](one)
                letters[short].add(long.casefold())
    shared = {short for short, several in letters.items() if len(several) > 1}
    for body in found:
        found[body] = {
            key: one
            for key, one in found[body].items()
            if one.kind not in _OF_LETTERS or _OF_LETTERS[one.kind](one)[0] not in shared
        }
    for one in finder.bare(bodies, [other for several in found.values() for other in several.values()]):
        found[one.organisation].setdefault((one.name, one.kind), one)
    return {body: tuple(several.values()) for body, several in found.items()}


_OF_LETTERS: Final[Mapping[NameKind, Callable[[OtherName], tuple[str, str]]]] = {
    NameKind.ACRONYM: lambda one: (one.name, one.organisation),
    NameKind.FULL: lambda one: (one.organisation, one.name),
}
"""The letters and what they stand for."""


def with_names(claim: AnyClaim, names: Names) -> AnyClaim:
    """The claim with the further names of its bodies."""
    own = tuple(one for body in sorted(_bodies_of(claim)) for one in names.get(body, ()))
    return replace(claim, other_names=own) if own else claim


def _bodies_of(claim: MeetingClaim | RoleClaim) -> set[str]:
    if isinstance(claim, RoleClaim):
        return {claim.organisation} if claim.organisation is not None else set()
    parties = claim.participants
    named = {one.name for one in parties if one.kind is PartyKind.ORGANISATION and one.name is not None}
    return named | {one.organisation for one in parties if one.organisation is not None}


class _Finder:
    """Looks through one text."""

    def __init__(self, reading: DocumentReading) -> None:
        self.text = reading.document.text
        self.body = reading.text
        entities = reading.registry.entities
        self.people = {name for one in entities if one.kind is PartyKind.PERSON for name in (one.name, *one.names)}
        self.bodies = {one.name for one in entities if one.kind is PartyKind.ORGANISATION}

    def spots(self, bodies: Container[str]) -> Iterator[tuple[str, Span]]:
        """Where names of bodies stand before words that can put another beside them, or in brackets.

        Found from these words, in one pass: a long text names thousands of bodies.
        """
        seen: Counter[str] = Counter()
        for lead in _LEAD.finditer(self.body):
            for span in (*self.ending(lead.start()), *self.enclosed(lead)):
                name = " ".join(span.of(self.body).split())
                if name in bodies and seen[name] < _MOST:
                    seen[name] += 1
                    yield name, span

    def ending(self, end: int) -> Iterator[Span]:
        """The last words before a place, one, two, three and so on."""
        first = max(end - _LONGEST, 0)
        starts = [first + found.start() for found in _START.finditer(self.body[first:end])][-_MOST_WORDS:]
        return (Span(start, end) for start in starts if start < end)

    def enclosed(self, lead: re.Match[str]) -> Iterator[Span]:
        """What stands in the brackets that a place opens."""
        opened = _BRACKET.match(self.body, lead.start())
        end = self.body.find(")", opened.end(), opened.end() + _LONGEST) if opened is not None else -1
        if opened is not None and end > opened.end():
            yield Span(opened.end(), end)

    def beside(self, body: str, here: Span) -> Iterator[OtherName]:
        """Names that the text puts beside one name of a body, where this stands."""
        yield from self.acronyms(body, here)
        for pattern, kind, closed in (
            (_FORMER, NameKind.FORMER, _CLOSED),
            (_PRESENT, NameKind.PRESENT, _CLOSED),
            (_UNTIL, NameKind.FORMER, _UNTIL_WHEN),
        ):
            lead = pattern.match(self.body, here.end)
            other = self.name_at(lead.end(), closed) if lead is not None else None
            if (
                other is not None
                and lead is not None
                and self.can_name(other.of(self.body), body, told=_NAMING.search(lead.group()) is not None)
            ):
                yield self.given(body, other, kind, here)

    def acronyms(self, body: str, here: Span) -> Iterator[OtherName]:
        """Letters behind a name, or before it where the name stands in brackets."""
        for lead, closing in ((_BRACKET.match(self.body, here.end), ")"), (_OR.match(self.body, here.end), "")):
            letters = _LETTERS.match(self.body, lead.end()) if lead is not None else None
            if letters is None or not self.body.startswith(closing, letters.end()):
                continue
            span = Span(letters.start(), letters.start() + len(letters.group().rstrip(".")))
            if stands_for(span.of(self.body), body):
                yield self.given(body, span, NameKind.ACRONYM, here)
        before = self.body[max(here.start - 24, 0) : here.start]
        opened = re.search(r"(?<!\w)([^\W\d_][^\W_]{1,11})\s?\((?:the\s)?\Z", before)
        if opened is not None and self.body.startswith(")", here.end) and stands_for(opened[1], body):
            at = max(here.start - 24, 0) + opened.start(1)
            yield self.given(body, Span(at, at + len(opened[1])), NameKind.ACRONYM, here)
        if letters_in(body):
            lead = _BRACKET.match(self.body, here.end)
            other = self.name_at(lead.end(), re.compile(r"\)")) if lead is not None else None
            if other is not None and stands_for(body, other.of(self.body)):
                yield self.given(body, other, NameKind.FULL, here)
            yield from self.introduced(body, here)

    def introduced(self, letters: str, here: Span) -> Iterator[OtherName]:
        """The name behind which letters stand in brackets."""
        lead = re.search(r"\s{0,2}\((?:the\s)?\Z", self.body[max(here.start - 8, 0) : here.start])
        if lead is None or not self.body.startswith(")", here.end):
            return
        end = here.start - len(lead.group())
        window = self.body[max(end - _LONGEST, 0) : end]
        starts = [found.start() for found in re.finditer(r"(?<!\w)\w", window)][-_MOST_WORDS:]
        for start in starts:  # the longest first, which is the whole name where it fits
            span = Span(max(end - _LONGEST, 0) + start, end)
            words = span.of(self.body).split()
            small = all(word[:1].isupper() or word.lower() in _SMALL for word in words)
            if small and words[0][:1].isupper() and letters in initials_of(span.of(self.body)):
                yield self.given(letters, span, NameKind.FULL, here)
                return

    def bare(self, bodies: Sequence[str], given: Sequence[OtherName]) -> Iterator[OtherName]:
        """Letters that the text uses for a body which it names in full, and nowhere introduces."""
        known = {one.name for one in given if one.kind is NameKind.ACRONYM}
        known |= {one.organisation for one in given if one.kind is NameKind.FULL}
        full = sorted({*self.bodies, *bodies})
        by_letters: dict[str, list[str]] = defaultdict(list)
        for name in full:
            for initials in initials_of(name):
                by_letters[initials].append(name)
        for letters in sorted({name for name in full if letters_in(name) and len(name) >= _BARE} - known):
            meant = by_letters[letters]
            if len(meant) != 1 or not stands_for(letters, meant[0]) or self.introduces(letters):
                continue
            here, there = next(self.places(letters), None), next(self.places(meant[0]), None)
            if here is None or there is None or self.is_shouted(here):
                continue
            if letters in bodies:
                yield self.given(letters, there, NameKind.FULL, here)
            if meant[0] in bodies:
                yield self.given(meant[0], here, NameKind.ACRONYM, there)

    def introduces(self, letters: str) -> bool:
        """True where these letters stand in brackets: there they stand for what is before them."""
        return f"({letters})" in self.body

    def is_shouted(self, here: Span) -> bool:
        """True within a line in capitals, in which any word is letters."""
        line = self.body[max(here.start - _LONGEST, 0) : here.start].rpartition("\n")[2]
        line += self.body[here.end : here.end + _LONGEST].partition("\n")[0]
        return sum(map(str.islower, line)) < sum(map(str.isupper, line))

    def places(self, name: str) -> Iterator[Span]:
        """Where a name stands, as words."""
        pattern = re.compile(r"(?<!\w)" + r"\s{1,3}".join(map(re.escape, name.split())) + r"(?!\w)")
        for number, found in enumerate(pattern.finditer(self.body)):
            if number >= _MOST:
                return
            yield Span(found.start(), found.end())

    def name_at(self, start: int, closed: re.Pattern[str]) -> Span | None:
        """The name that begins here, where it ends as a name put beside another does; None where none does."""
        end, at, last, words = start, start, start, 0
        while words < _MOST_WORDS and (word := _WORD.match(self.body, at)) is not None:
            text = word.group()
            if text[:1].isupper() or (text[:1].isdigit() and words and end == last):
                end = word.end()
            elif text.lower() not in _SMALL or not words:
                break
            words, last = words + 1, word.end()
            gap = _GAP.match(self.body, word.end())
            at = gap.end() if gap is not None else word.end()
            if at == word.end():
                break
        if end == start or closed.match(self.body, end) is None:
            return None
        return Span(start, end)

    def can_name(self, name: str, body: str, *, told: bool) -> bool:
        """False for a place, a post, or what belongs to one; for a person too unless it is told to be a name."""
        words = name.split()
        titles = load_lexicon().titles
        return (
            name.casefold() != body.casefold()
            and len(name) > 1
            and (told or name not in self.people)
            and not name.endswith(("'s", "’s"))
            and find_place(name) is None
            and not any(titles.is_head(word.lower()) for word in (words[0], words[-1]))
        )

    def given(self, body: str, other: Span, kind: NameKind, here: Span) -> OtherName:
        """With the passage that has both, or one for each where they stand far apart."""
        both = Span(min(here.start, other.start), max(here.end, other.end))
        if "(" in both.of(self.text) and self.text.startswith(")", both.end):
            both = Span(both.start, both.end + 1)
        near = both.end - both.start <= 2 * _LONGEST + 40
        spans = [both] if near else sorted((here, other))
        # A name may be broken by a line in the text; it is one all the same.
        name = " ".join(other.of(self.text).split())
        passages = tuple(span.passage(self.text) for span in spans)
        return OtherName(organisation=body, name=name, kind=kind, evidence=passages)


@lru_cache(maxsize=4096)
def letters_in(name: str) -> bool:
    """True for a name that is letters alone: `KCC`, `B.N.D.`, `BaFin`."""
    letters = [one for one in name if one.isalpha()]
    capitals = sum(map(str.isupper, letters))
    return 1 < len(letters) <= 12 and " " not in name and capitals > 1 and 2 * capitals >= len(letters)


@lru_cache(maxsize=4096)
def initials_of(name: str) -> frozenset[str]:
    """The first letters of a name of several words, with and without its small ones."""
    words = re.findall(r"[^\W_]+", name.partition("(")[0])
    large = [word for word in words if word.lower() not in _SMALL]
    if len(large) < 2:
        return frozenset()
    return frozenset("".join(word[0].upper() for word in some) for some in (words, large))


@lru_cache(maxsize=4096)
def stands_for(letters: str, name: str) -> bool:
    """True where letters can stand for a name of several words.

    They are the letters of the name in their order, from its first on, at least half of them first letters of words.
    What is a place, a post or a word of the name stands for itself.
    """
    if not letters_in(letters) or letters.casefold() in name.casefold().split() or find_place(letters) is not None:
        return False
    if load_lexicon().titles.is_head(letters.lower()):
        return False
    words = [word for word in re.findall(r"[^\W_]+", name[:_LONGEST]) if word.lower() not in {"the"}]
    wanted = [one for one in letters.casefold() if one.isalnum()]
    if len(words) < 2 or len(wanted) > _LONGEST or words[0][:1].casefold() != wanted[0]:
        return False
    best: dict[int, int] = {0: 0}  # how many letters are found → how many of them begin words, at most
    for word in words:
        for at, letter in enumerate(word.casefold()):
            for count in sorted(best, reverse=True):
                if count < len(wanted) and wanted[count] == letter and (count or at == 0):
                    best[count + 1] = max(best.get(count + 1, 0), best[count] + (at == 0))
    return 2 * best.get(len(wanted), -1) >= len(wanted)
