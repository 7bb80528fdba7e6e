"""Phrases of an English sentence that say where: "at Nvidia's headquarters in Santa Clara", "in central Seoul".

Each phrase is read word by word from its preposition on; no step looks back, so the time grows with the sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from communique.languages.places.gazetteer import PlaceKind, capital_of, find_place, within
from communique.languages.places.phrases import Phrase, Sentence, Token, read_phrase, span_of
from communique.languages.places.scan import PlaceMention
from communique.languages.places.words import place_words
from communique.model.span import Span

__all__ = ["Locative", "find_venues", "locative_phrases"]

_DEEPEST = 4  # larger places after the first ("in the palace, in Hannam-dong, central Seoul, South Korea")
_GEOGRAPHIC = frozenset({PlaceKind.COUNTRY, PlaceKind.CITY, PlaceKind.REGION})


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


def locative_phrases(text: str, sentence_span: Span) -> tuple[Locative, ...]:
    """Every phrase of the sentence that says where, in its order.

    Phrases with a proper name or a venue's noun as their head are read after "at", "in", "inside", "near", "outside",
    "aboard"; after "to", "from", "on" and verbs such as "visited" only where the table or a venue's noun shows that a
    place is meant. A phrase takes in what it lies in ("in Hannam-dong, central Seoul"), and ends before verbs, dates
    and other phrases.
    """
    sentence = Sentence(text, sentence_span)
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


def _lead(tokens: list[Token], at: int) -> tuple[str, int] | None:
    """The preposition that begins at this token, and the token after it."""
    words = place_words()
    first = tokens[at].text.lower()
    for lead in words.complex_leads.get(first, ()):
        if tuple(t.text.lower() for t in tokens[at : at + len(lead)]) == lead:
            return " ".join(lead), at + len(lead)
    if first in words.at_rest or first in words.towards or first in words.gathering_lead or first in words.reaching:
        return first, at + 1
    return None


def _read(sentence: Sentence, preposition: str, begin: int, lead_at: int) -> tuple[Locative, int] | None:
    words, text, tokens = place_words(), sentence.text, sentence.tokens
    if lead_at and tokens[lead_at - 1].text.lower() in words.governed.get(preposition, ()):
        return None
    phrase = read_phrase(sentence, begin)
    if phrase is None or any(tokens[at].text in words.pointing for at in range(phrase.first, phrase.stop)):
        return None
    head = span_of(tokens, phrase.first, phrase.stop)
    place = find_place(head.of(text))
    if place is not None and place.kind in (PlaceKind.DEMONYM, PlaceKind.ORGANISATION):
        if phrase.noun is None and (place.kind is PlaceKind.DEMONYM or preposition not in words.at_rest):
            return None
        place = None
    # A quarter of a city is where in the city; the city is known with it.
    is_quarter = place is not None and place.kind is PlaceKind.REGION and place.city is not None
    is_geographic = place is not None and place.kind in _GEOGRAPHIC and not is_quarter
    noun = phrase.noun
    if noun is not None and place is None and not _fits(sentence, phrase, preposition):
        return None
    is_gathering = noun in words.gatherings
    known = place is not None or noun is not None
    if preposition in words.gathering_lead and not is_gathering:
        return None
    if not known and preposition not in words.at_rest:
        moved = preposition == "to" and any(
            t.text.lower() in words.moving for t in tokens[max(0, lead_at - 2) : lead_at]
        )
        if not moved:
            return None
    if is_gathering and preposition in words.towards | words.reaching:
        return None
    if not known and not _may_be_place(tokens, phrase, preposition):
        return None
    stop = _chain(sentence, phrase.stop, place.country if place is not None else None)
    span = span_of(tokens, phrase.first, stop)
    places = _settled(sentence.places_in(span))
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


def _fits(sentence: Sentence, phrase: Phrase, preposition: str) -> bool:
    """Whether a venue's noun speaks of a venue after this preposition."""
    words, tokens, noun = place_words(), sentence.tokens, phrase.noun
    if preposition not in words.loose:
        return True
    named = any(tokens[i].is_name for i in range(phrase.first, phrase.stop))
    return noun not in words.bodies and (named or noun in words.surfaces)


def _may_be_place(tokens: list[Token], phrase: Phrase, preposition: str) -> bool:
    """Whether a proper name that no table knows may be a place's."""
    only = tokens[phrase.first]
    if phrase.stop - phrase.first > 1:
        return True
    if preposition == "in" and only.text.isupper() and len(only.text) <= 4:
        return False  # "in AI", "in XR": fields of work
    after = tokens[phrase.stop] if phrase.stop < len(tokens) else None
    if after is None or not after.is_word or after.is_name or after.text[0].isdigit():
        return True
    words = place_words()
    small = after.text.lower()
    return small in words.stops or small.endswith(("ed", "ly", "ing"))


def _chain(sentence: Sentence, stop: int, country: str | None) -> int:
    """Take in the larger places that follow: ", central Seoul", " in Santa Clara, California"."""
    words, text, tokens = place_words(), sentence.text, sentence.tokens
    for _ in range(_DEEPEST):
        if stop >= len(tokens):
            break
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
        place = find_place(span_of(tokens, phrase.first, phrase.stop).of(text))
        if comma and lead is None:
            # "in Seoul, Tokyo and Beijing" lists, it does not nest; "in Cambridge, Massachusetts" is settled below.
            abroad = place is not None and country and place.country and place.country != country
            if place is None or (abroad and place.kind is not PlaceKind.REGION):
                break
        country = place.country if place is not None and place.country is not None else country
        stop = phrase.stop
    return stop


def _larger(sentence: Sentence, at: int, bare: bool) -> Phrase | None:
    """The place, possibly with a word of direction before it, that an earlier one lies in."""
    words, text, tokens = place_words(), sentence.text, sentence.tokens
    first = at
    while at < len(tokens) and (tokens[at].text.lower() in words.parts or tokens[at].text in ("the", "of")):
        at += 1
    phrase = read_phrase(sentence, at)
    if phrase is None:
        return None
    place = find_place(span_of(tokens, phrase.first, phrase.stop).of(text))
    if place is None or place.kind not in _GEOGRAPHIC:
        return phrase if not bare and phrase.noun is None and at == first else None
    after = tokens[phrase.stop] if phrase.stop < len(tokens) else None
    if tokens[phrase.stop - 1].owns or (bare and after is not None and after.text == "and"):
        return None
    return phrase


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
    if not lands and noun not in place_words().abroad:
        lands = [m for m in places if m.place.country is not None and m.place.kind is PlaceKind.DEMONYM]
    return city_from, lands[0] if lands else None
