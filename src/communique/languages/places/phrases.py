"""Noun phrases of an English sentence that may name a place, read word by word and never back."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from communique.languages.places.scan import PlaceMention, find_places
from communique.languages.places.words import PlaceWords, place_words
from communique.model.span import Span

__all__ = ["Phrase", "Sentence", "Token", "read_phrase", "span_of"]

_TOKEN = re.compile(r"[^\W_]+(?:[-.'’&‐‑][^\W_]+)*(?:(?<=\.[^\W_])\.|(?<=s)['’](?=\s))?|[^\w\s]")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_LONGEST = 5  # words in small letters that may stand before a venue's noun ("the prime minister's official residence")
_WIDEST = 14  # words of one phrase: a bound on the work for each preposition


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or one sign, of the sentence."""

    start: int
    end: int
    text: str

    @property
    def is_name(self) -> bool:
        """True of a word with a capital."""
        return self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        """True of words and numbers, not of signs."""
        return self.text[0].isalnum()

    @property
    def owns(self) -> bool:
        """True of "Nvidia's" and "ministers'"."""
        return self.text.endswith(("'s", "’s", "s'", "s’"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: from token `first` up to, not including, token `stop`."""

    first: int
    stop: int
    noun: str | None  # the venue's noun that heads it, in small letters
    article: bool


class Sentence:
    """The words of a sentence and the places it names."""

    def __init__(self, text: str, span: Span) -> None:
        self.text = text
        self.tokens = [Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, span.start, span.end)]
        self.mentions = find_places(text, [span])
        self._ends = {m.span.start: m.span.end for m in self.mentions}
        self._starts = [m.span.start for m in self.mentions]

    def places_in(self, span: Span) -> tuple[PlaceMention, ...]:
        """The places that the sentence names within this stretch."""
        first, stop = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return tuple(m for m in self.mentions[first:stop] if m.span.end <= span.end)

    def past_name(self, at: int) -> int | None:
        """The token after the place's name that begins with this one; None where none begins."""
        end = self._ends.get(self.tokens[at].start)
        if end is None:
            return None
        while at < len(self.tokens) and self.tokens[at].start < end:
            at += 1
        return at


def read_phrase(sentence: Sentence, at: int) -> Phrase | None:
    """The noun phrase that begins here, with a name or a venue's noun as its head."""
    words, tokens = place_words(), sentence.tokens
    article = at < len(tokens) and tokens[at].text.lower() in words.determiners
    if article:
        at += 1
    elif at < len(tokens) and tokens[at].owns and not tokens[at].is_name:
        return None
    first, stop, named = at, at, False
    noun: str | None = None
    whole: str | None = None  # the noun before "of" heads all that follows: "summit of the European Council"
    while at < len(tokens) and at - first < _WIDEST:
        token = tokens[at]
        small = token.text.lower()
        if not token.is_word or _POSSESSIVE.sub("", token.text) in words.times:
            break
        past = sentence.past_name(at)
        if past is not None:
            stop, named = past, True
            noun = whole or _venue_noun(tokens, past - 1, words)
            at = past
        elif token.is_name:
            stop, named = at + 1, True
            noun = whole or _venue_noun(tokens, at, words)
            at += 1
        elif token.text[0].isdigit():
            follows = at + 1 < len(tokens) and tokens[at + 1].is_name and tokens[at + 1].text not in words.times
            if not (follows and at == first) and not (
                named and tokens[at - 1].text in ("No", "No.", "Number", "Group")
            ):
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
            whole = whole or noun
            at = after
        elif small in ("and", "for", "&") and named and _ministry(tokens, first, at) and _is_name(tokens, at + 1):
            stop = at + 2
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
        if (not article and noun not in words.bare) or (alone and noun in words.vague) or noun in words.named:
            return None
    if noun is None and tokens[first].text[0].isdigit() and sentence.past_name(first) is None:
        return None  # "in 18 States"
    if noun is not None and " ".join(t.text.lower() for t in tokens[max(first, stop - 2) : stop]) in words.never:
        return None
    if stop < len(tokens) and tokens[stop].text in words.people:
        return None
    return Phrase(first, stop, noun, article)


def _venue_noun(tokens: list[Token], at: int, words: PlaceWords) -> str | None:
    """The venue's noun that this token is, or ends ("golf course"), in small letters."""
    text = tokens[at].text
    for small in (text.lower(), text):
        if small in words.venues:
            return small
        if at and small in words.ends_of_two and (tokens[at - 1].text.lower(), small) in words.two:
            return small
    return None


def _venue_ahead(tokens: list[Token], at: int, named: bool) -> int | None:
    """The token of the venue's noun that the words from here on lead to, with nothing between that ends a phrase."""
    words = place_words()
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


def _ministry(tokens: list[Token], first: int, at: int) -> bool:
    """True within a name like "Ministry of Trade and Industry" or "Department for Transport"."""
    heads = ("Ministry", "Department", "Office", "Commission", "Institute", "Centre", "Center", "Agency", "Secretariat")
    inside = [t.text for t in tokens[first:at]]
    return any(h in inside for h in heads) and (tokens[at].text == "for" or "of" in inside or "for" in inside)


def _is_name(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].is_word and tokens[at].is_name


def span_of(tokens: list[Token], first: int, stop: int) -> Span:
    """Where the tokens from the first up to, not including, the last stand in the text."""
    return Span(tokens[first].start, tokens[stop - 1].end)
