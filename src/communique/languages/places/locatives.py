"""Phrases of an English sentence that say where: "at Nvidia's headquarters in Santa Clara", "in central Seoul".

Each phrase is read word by word from its preposition on; no step looks back, so the time grows with the sentence.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import zip_longest

from communique.languages.places.gazetteer import PlaceKind, capital_of, find_place, within
from communique.languages.places.scan import PlaceMention, find_places
from communique.model.span import Span

__all__ = ["Locative", "find_venues", "locative_phrases"]

_TOKEN = re.compile(r"[^\W_]+(?:[-.'’&‐‑][^\W_]+)*(?:(?<=\.[^\W_])\.|(?<=s)['’](?=\s))?|[^\w\s]")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_GEOGRAPHIC = frozenset({PlaceKind.COUNTRY, PlaceKind.CITY, PlaceKind.REGION})
_LONGEST = 5  # words in small letters that may stand before a venue's noun ("the prime minister's official residence")
_WIDEST = 14  # words of one phrase, and a bound on the work for each preposition


@dataclass(frozen=True, slots=True, kw_only=True)
class Locative:
    """A phrase that says where something is.

    Attributes:
        span: the phrase without its preposition and a leading article, up to the largest place it names.
        preposition: the words that lead to it, in small letters ("at", "on the sidelines of", "visited").
        head: its first part: the venue, or the place where no venue is named.
        is_venue: the head is a venue (it has a venue's noun, or is an official seat), or a proper name that is not in
            the table of places after "at" or "in"; False where the head is itself a city, region or country.
        is_gathering: the head is a summit, a forum or the like, which stands for where it was held.
        known: the head has a venue's noun, or is in the table; False for a bare proper name, which may as well be a
            person's or a firm's.
        places: the places named within, demonyms included.
        city_from: the mention that gives the city; its place is no city where the city is inferred (White House).
        country_from: the mention that gives the country.
        capital_of: the country whose capital the head speaks of ("the Italian capital").
    """

    span: Span
    preposition: str
    head: Span
    is_venue: bool
    is_gathering: bool = False
    known: bool = True
    places: tuple[PlaceMention, ...] = ()
    city_from: PlaceMention | None = None
    country_from: PlaceMention | None = None
    capital_of: str | None = None

    @property
    def city(self) -> str | None:
        """The city, by its usual English name."""
        if self.city_from is not None:
            return self.city_from.place.city
        return capital_of(self.capital_of) if self.capital_of is not None else None

    @property
    def country(self) -> str | None:
        """ISO 3166-1 alpha-2."""
        if self.country_from is not None:
            return self.country_from.place.country
        return self.capital_of


@dataclass(frozen=True, slots=True)
class _Words:
    at_rest: frozenset[str]
    towards: frozenset[str]
    gathering_lead: frozenset[str]
    complex_leads: dict[str, tuple[tuple[str, ...], ...]]
    reaching: frozenset[str]
    moving: frozenset[str]
    venues: frozenset[str]
    two: frozenset[tuple[str, str]]
    ends_of_two: frozenset[str]
    gatherings: frozenset[str]
    capitals: frozenset[str]
    abroad: frozenset[str]
    bare: frozenset[str]
    vague: frozenset[str]
    stops: frozenset[str]
    joints: frozenset[str]
    times: frozenset[str]
    parts: frozenset[str]
    determiners: frozenset[str]


@cache
def _words() -> _Words:
    data = tomllib.loads(files("communique.languages").joinpath("en", "venues.toml").read_text("utf-8"))
    leads, verbs, nouns, limits = data["prepositions"], data["verbs"], data["nouns"], data["limits"]
    singular = [noun for group in nouns.values() for noun in group]
    pairs = [(noun.split()[0], noun.split()[1]) for noun in singular if " " in noun]
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for lead in (lead for group in leads.values() for lead in group if " " in lead):
        words = tuple(lead.split())
        by_first.setdefault(words[0], []).append(words)

    def plural(group: list[str]) -> frozenset[str]:
        return frozenset(
            form for noun in group for form in (noun, noun + "s", noun[:-1] + "ies" if noun[-1] == "y" else noun)
        )

    return _Words(
        at_rest=frozenset(leads["at_rest"] + leads["edge"]),
        towards=frozenset(leads["towards"]),
        gathering_lead=frozenset(leads["gathering"]),
        complex_leads={word: tuple(sorted(found, key=len, reverse=True)) for word, found in by_first.items()},
        reaching=frozenset(verbs["reaching"]),
        moving=frozenset(verbs["moving"]),
        venues=plural([noun for noun in singular if " " not in noun]),
        two=frozenset((a, form) for a, b in pairs for form in (b, b + "s")),
        ends_of_two=frozenset(form for _, b in pairs for form in (b, b + "s")),
        gatherings=plural(nouns["gatherings"]),
        capitals=frozenset(nouns["capitals"]),
        abroad=frozenset(limits["abroad"]),
        bare=frozenset(noun.split()[-1] for noun in limits["bare"]),
        vague=frozenset(limits["vague"]),
        stops=frozenset(limits["stops"]),
        joints=frozenset(limits["joints"]),
        times=frozenset(limits["times"]),
        parts=frozenset(limits["parts"]),
        determiners=frozenset(limits["determiners"]),
    )


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str

    @property
    def is_name(self) -> bool:
        return self.text[0].isupper() or (not self.text[0].isascii() and self.text[0].isalpha() and self.text[0].istitle())

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def owns(self) -> bool:
        return self.text.endswith(("'s", "’s", "s'", "s’"))


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun phrase: from token `first` up to, not including, token `stop`."""

    first: int
    stop: int
    noun: str | None  # the venue's noun that heads it, in small letters
    article: bool


class _Sentence:
    """The words of a sentence and the places it names."""

    def __init__(self, text: str, span: Span) -> None:
        self.text = text
        self.tokens = [_Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, span.start, span.end)]
        self.mentions = find_places(text, [span])
        self._ends = {m.span.start: m.span.end for m in self.mentions}

    def past_name(self, at: int) -> int | None:
        """The token after the place's name that begins with this one; None where none begins."""
        end = self._ends.get(self.tokens[at].start)
        if end is None:
            return None
        while at < len(self.tokens) and self.tokens[at].start < end:
            at += 1
        return at


def locative_phrases(text: str, sentence_span: Span) -> tuple[Locative, ...]:
    """Every phrase of the sentence that says where, in its order.

    Phrases with a proper name or a venue's noun as their head are read after "at", "in", "inside", "near", "outside",
    "aboard"; after "to", "from", "on" and verbs such as "visited" only where the table or a venue's noun shows that a
    place is meant. A phrase takes in what it lies in ("in Hannam-dong, central Seoul"), and ends before verbs, dates
    and other phrases.
    """
    sentence = _Sentence(text, sentence_span)
    tokens = sentence.tokens
    found = []
    at = 0
    while at < len(tokens):
        lead = _lead(tokens, at)
        if lead is None:
            at += 1
            continue
        preposition, begin = lead
        read = _read(sentence, preposition, begin, at)
        if read is None:
            at += 1
        else:
            locative, at = read
            found.append(locative)
    return tuple(found)


def find_venues(text: str, sentence_span: Span) -> tuple[Span, ...]:
    """The venues of a sentence: noun phrases such as "prime minister's residence" or "LG Twin Towers"."""
    return tuple(found.head for found in locative_phrases(text, sentence_span) if found.is_venue and found.known)


def _lead(tokens: list[_Token], at: int) -> tuple[str, int] | None:
    """The preposition that begins at this token, and the token after it."""
    words = _words()
    first = tokens[at].text.lower()
    for lead in words.complex_leads.get(first, ()):
        if tuple(t.text.lower() for t in tokens[at : at + len(lead)]) == lead:
            return " ".join(lead), at + len(lead)
    if first in words.at_rest or first in words.towards or first in words.gathering_lead or first in words.reaching:
        return first, at + 1
    return None


def _read(sentence: _Sentence, preposition: str, begin: int, lead_at: int) -> tuple[Locative, int] | None:
    words, text, tokens = _words(), sentence.text, sentence.tokens
    phrase = _noun_phrase(sentence, begin)
    if phrase is None:
        return None
    head = _span(tokens, phrase.first, phrase.stop)
    place = find_place(head.of(text))
    if place is not None and place.kind in (PlaceKind.DEMONYM, PlaceKind.ORGANISATION):
        if phrase.noun is None and (place.kind is PlaceKind.DEMONYM or preposition not in words.at_rest):
            return None
        place = None
    # A quarter of a city is where in the city; the city is known with it.
    is_quarter = place is not None and place.kind is PlaceKind.REGION and place.city is not None
    is_geographic = place is not None and place.kind in _GEOGRAPHIC and not is_quarter
    noun = phrase.noun
    is_gathering = noun in words.gatherings
    known = place is not None or noun is not None
    if preposition in words.gathering_lead and not is_gathering:
        return None
    if not known and preposition not in words.at_rest:
        moved = preposition == "to" and any(t.text.lower() in words.moving for t in tokens[max(0, lead_at - 2) : lead_at])
        if not moved:
            return None
    if is_gathering and preposition in words.towards | words.reaching:
        return None
    if not known and not _may_be_place(tokens, phrase, preposition):
        return None
    stop = _chain(sentence, phrase.stop, place.country if place is not None else None)
    span = _span(tokens, phrase.first, stop)
    places = _settled(tuple(m for m in sentence.mentions if m.span in span))
    country = next((m.place.country for m in places if m.place.kind is not PlaceKind.ORGANISATION), None)
    is_capital = noun in words.capitals
    if is_capital and country is None:
        return None
    city_from, country_from = (None, None) if is_capital else _where(places, head, noun)
    return Locative(
        span=span,
        preposition=preposition,
        head=head,
        is_venue=not is_geographic and not is_capital,
        is_gathering=is_gathering,
        known=known,
        places=places,
        city_from=city_from,
        country_from=country_from,
        capital_of=country if is_capital else None,
    ), stop


def _noun_phrase(sentence: _Sentence, at: int) -> _Phrase | None:
    """The noun phrase that begins here, with a name or a venue's noun as its head."""
    words, tokens = _words(), sentence.tokens
    article = at < len(tokens) and tokens[at].text.lower() in words.determiners
    if article:
        at += 1
    elif at < len(tokens) and tokens[at].owns and not tokens[at].is_name:
        return None
    first, stop, noun, named = at, at, None, False
    while at < len(tokens) and at - first < _WIDEST:
        token = tokens[at]
        small = token.text.lower()
        if not token.is_word or token.text in words.times:
            break
        past = sentence.past_name(at)
        if past is not None:
            stop, named = past, True
            noun = _venue_noun(tokens, past - 1, words)
            at = past
        elif token.is_name:
            stop, named = at + 1, True
            noun = _venue_noun(tokens, at, words)
            at += 1
        elif token.text[0].isdigit():
            follows = at + 1 < len(tokens) and tokens[at + 1].is_name and tokens[at + 1].text not in words.times
            if not (follows and at == first) and not (named and tokens[at - 1].text in ("No", "No.", "Number", "Group")):
                break
            stop = at + 1 if named else stop
            at += 1
        elif _venue_noun(tokens, at, words) is not None:
            stop, noun = at + 1, _venue_noun(tokens, at, words)
            at += 1
        elif small in words.joints and stop == at and (named or noun is not None):
            after = at + 1
            while after < len(tokens) and tokens[after].text.lower() in words.joints | {"the"} and after - at < 3:
                after += 1
            if not (after < len(tokens) and tokens[after].is_name and tokens[after].text not in words.times):
                break
            if noun is not None and not tokens[at - 1].is_name and tokens[after].owns:
                break
            kept = noun
            at = after
            stop = at + 1
            noun = _venue_noun(tokens, at, words) or kept
            at += 1
        elif small in ("and", "for", "&") and named and _ministry(tokens, first, at) and _is_name(tokens, at + 1):
            kept = noun
            stop = at + 2
            noun = kept
            at = stop
        else:
            reach = _venue_ahead(tokens, at, named)
            if reach is None:
                break
            stop, noun = reach + 1, tokens[reach].text.lower()
            at = stop
    if stop <= first:
        return None
    last = tokens[stop - 1]
    if noun is None and last.owns and stop < len(tokens) and tokens[stop].is_word:
        return None  # "at Meta's request": what is spoken of is no place
    if noun is not None and not named:
        alone = stop - first == 1
        if (not article and noun not in words.bare) or (alone and noun in words.vague):
            return None
    if noun is not None and named and noun in words.venues and not any(_is_name(tokens, i) for i in range(first, stop)):
        return None
    return _Phrase(first, stop, noun, article)


def _venue_noun(tokens: list[_Token], at: int, words: _Words) -> str | None:
    """The venue's noun that this token is, or ends ("golf course"), in small letters."""
    text = tokens[at].text
    for small in (text.lower(), text):
        if small in words.venues:
            return small
        if at and small in words.ends_of_two and (tokens[at - 1].text.lower(), small) in words.two:
            return small
    return None


def _venue_ahead(tokens: list[_Token], at: int, named: bool) -> int | None:
    """The token of the venue's noun that the words from here on lead to, with nothing between that ends a phrase."""
    words = _words()
    for ahead in range(at, min(at + _LONGEST + 1, len(tokens))):
        token = tokens[ahead]
        small = token.text.lower()
        if ahead > at and _venue_noun(tokens, ahead, words) is not None:
            while ahead + 1 < len(tokens) and _venue_noun(tokens, ahead + 1, words) is not None:
                ahead += 1
            return ahead
        if not token.is_word or small in words.stops or token.text in words.times or token.text[0].isdigit():
            return None
        if named and small.endswith(("ed", "ing", "ly")) and "-" not in small:
            return None
    return None


def _ministry(tokens: list[_Token], first: int, at: int) -> bool:
    """True within a name like "Ministry of Trade and Industry" or "Department for Transport"."""
    heads = ("Ministry", "Department", "Office", "Commission", "Institute", "Centre", "Center", "Agency", "Secretariat")
    inside = [t.text for t in tokens[first:at]]
    return any(h in inside for h in heads) and (tokens[at].text == "for" or "of" in inside or "for" in inside)


def _is_name(tokens: list[_Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].is_word and tokens[at].is_name


def _may_be_place(tokens: list[_Token], phrase: _Phrase, preposition: str) -> bool:
    """Whether a proper name that no table knows may be a place's."""
    only = tokens[phrase.first]
    if phrase.stop - phrase.first > 1:
        return True
    if preposition == "in" and only.text.isupper() and len(only.text) <= 4:
        return False  # "in AI", "in XR": fields of work
    after = tokens[phrase.stop] if phrase.stop < len(tokens) else None
    if after is None or not after.is_word or after.is_name or after.text[0].isdigit():
        return True
    words = _words()
    small = after.text.lower()
    return small in words.stops or small.endswith(("ed", "ly", "ing"))


def _chain(sentence: _Sentence, stop: int, country: str | None) -> int:
    """Take in the larger places that follow: ", central Seoul", " in Santa Clara, California"."""
    words, text, tokens = _words(), sentence.text, sentence.tokens
    while stop < len(tokens):
        at, comma = stop, False
        if tokens[at].text == ",":
            at, comma = at + 1, True
        lead = _lead(tokens, at) if at < len(tokens) else None
        if lead is not None and lead[0] in words.at_rest:
            at = lead[1]
        elif not comma:
            break
        phrase = _larger(sentence, at, comma and lead is None)
        if phrase is None:
            break
        place = find_place(_span(tokens, phrase.first, phrase.stop).of(text))
        if comma and lead is None and (place is None or (country and place.country and place.country != country)):
            # "in Seoul, Tokyo and Beijing" lists, it does not nest; "in Cambridge, Massachusetts" is settled below.
            if place is None or place.kind is not PlaceKind.REGION:
                break
        country = place.country if place is not None and place.country is not None else country
        stop = phrase.stop
    return stop


def _larger(sentence: _Sentence, at: int, bare: bool) -> _Phrase | None:
    """The place, possibly with a word of direction before it, that an earlier one lies in."""
    words, text, tokens = _words(), sentence.text, sentence.tokens
    first = at
    while at < len(tokens) and (tokens[at].text.lower() in words.parts or tokens[at].text in ("the", "of")):
        at += 1
    phrase = _noun_phrase(sentence, at)
    if phrase is None:
        return None
    place = find_place(_span(tokens, phrase.first, phrase.stop).of(text))
    if place is None or place.kind not in _GEOGRAPHIC:
        return phrase if not bare and phrase.noun is None and at == first else None
    after = tokens[phrase.stop] if phrase.stop < len(tokens) else None
    if tokens[phrase.stop - 1].owns or (bare and after is not None and after.text == "and"):
        return None
    return phrase


def _span(tokens: list[_Token], first: int, stop: int) -> Span:
    return Span(tokens[first].start, tokens[stop - 1].end)


def _settled(places: tuple[PlaceMention, ...]) -> tuple[PlaceMention, ...]:
    """The places with each city as the region or country right after it fixes it."""
    settled = []
    for place, outer in zip_longest(places, places[1:]):
        if outer is not None and place.place.kind is PlaceKind.CITY and outer.span.start - place.span.end == 2:
            place = PlaceMention(span=place.span, place=within(place.place, outer.place), joined=place.joined)
        settled.append(place)
    return tuple(settled)


def _where(
    places: tuple[PlaceMention, ...], head: Span, noun: str | None
) -> tuple[PlaceMention | None, PlaceMention | None]:
    """Which mention gives the city, and which the country."""
    sure = [m for m in places if not (m.place.ambiguous and m.joined)]
    cities = [m for m in sure if m.place.city is not None]
    behind = [m for m in cities if m.span not in head]
    # A city named behind the venue outranks one in its name, and both outrank one known from the building.
    ranked = sorted(
        cities, key=lambda m: (m.place.kind not in (PlaceKind.CITY, PlaceKind.COUNTRY), m not in behind, m.span.start)
    )
    city_from = ranked[0] if ranked else None
    if city_from is not None and city_from.place.country is not None:
        return city_from, city_from
    order = (PlaceKind.SEAT, PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.CITY)
    lands = [m for m in sure if m.place.country is not None and m.place.kind in order]
    if not lands and noun not in _words().abroad:
        lands = [m for m in places if m.place.country is not None and m.place.kind is PlaceKind.DEMONYM]
    return city_from, lands[0] if lands else None

