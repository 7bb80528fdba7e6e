"""How far a name reaches: where it begins and ends among the words of a sentence."""

from __future__ import annotations

from communique.languages.en.capitals import is_capital, only_describes
from communique.languages.en.lexicon import Lexicon
from communique.languages.en.organisations import load_organisation_words
from communique.reading.context import country_named
from communique.text.words import Words

__all__ = ["run_of_name", "trim_entity"]

_SHORTEST = 2  # words of a name before the country that somebody is of
_LONGEST = 6  # words after the first of a personal name, at most
_ARTICLES = frozenset({"the", "a", "an"})
_DASHES = frozenset({"-", "–", "—"})
_SEPARATORS = frozenset({",", ";", ":", "(", "/", '"'})


def run_of_name(words: Words, first: int, limit: int, lexicon: Lexicon) -> int | None:
    """The last word of the personal name that begins at `first`, or None where none does.

    Args:
        words: the words of the text.
        first: where the name would begin.
        limit: index past the last word of the sentence.
        lexicon: the word lists.
    """
    particles = lexicon.names.particles
    if first >= limit or not is_capital(words.texts[first]) or not _may_begin(words, first, limit, lexicon):
        return None
    last, at = first, first + 1
    while at < limit and words.starts[at] - words.ends[at - 1] <= 1:
        if is_capital(words.texts[at]) and words.texts[at] != "'s":
            if not _may_go_on(words, at, limit, lexicon) or _begins_post(words, at, lexicon):
                break
            last = at
        elif _is_stop_in_name(words, first, at, lexicon):
            if at + 1 < limit and is_capital(words.texts[at + 1]):
                last = at
        elif not (
            words.lower[at] in particles
            and at + 1 < limit
            and (is_capital(words.texts[at + 1]) or words.lower[at + 1] in particles)
        ):
            break
        at += 1
        if last - first > _LONGEST:
            break
    return last


def _begins_post(words: Words, at: int, lexicon: Lexicon) -> bool:
    return (
        lexicon.titles.head_starting(words, at) is not None
        and words.lower[at] not in lexicon.names.posts_that_are_names
    )


def _may_begin(words: Words, first: int, limit: int, lexicon: Lexicon) -> bool:
    """False for a word that is capitalised for another reason: "Monday", or "He" at the head of a sentence."""
    low = words.lower[first]
    if low in lexicon.titles.styles:  # "His Majesty King A"
        return False
    if low not in lexicon.bodies.not_names:
        return True
    if len(low) == 1:  # an initial: "A. Reddy"
        return first + 1 < limit and words.texts[first + 1] == "."
    if low not in lexicon.names.names_too or first + 1 >= limit or not is_capital(words.texts[first + 1]):
        return False
    return first > 0 and words.starts[first] - words.ends[first - 1] == 1 and words.texts[first - 1][0].isalnum()


def _may_go_on(words: Words, at: int, limit: int, lexicon: Lexicon) -> bool:
    """False for a word that ends a name: "Voss Monday"; "Theresa May" goes on, "Voss May 3" does not."""
    low = words.lower[at]
    if low not in lexicon.bodies.not_names:
        return True
    if len(low) == 1:
        return at + 1 < limit and words.texts[at + 1] == "."
    dated = at + 1 < limit and words.texts[at + 1][0].isdigit()
    return low in lexicon.names.names_too and words.texts[at].istitle() and not dated


def _is_stop_in_name(words: Words, first: int, at: int, lexicon: Lexicon) -> bool:
    """True for the stop of an initial ("J. Doe"), of a shortened name ("Guðni Th. Doe") or of a suffix ("Doe Jr.")."""
    before = words.texts[at - 1]
    if words.texts[at] != ".":
        return False
    return len(before) == 1 or words.lower[at - 1] in lexicon.names.suffixes or (at - 1 > first and len(before) == 2)


def trim_entity(words: Words, first: int, last: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """A name of the statistical model without what is no part of it: posts, forms of address, possessives, signs.

    Returns:
        The first and last word of what is left, or None where nothing is.
    """
    first, last = _cut_at_separator(words, first, last)
    while last >= first and not words.texts[last][0].isalnum() and words.texts[last] != ".":
        last -= 1
    while last >= first and words.lower[last] == "'s":
        last -= 1
    while (  # the model takes a post behind into the name: "Tim Cook CEO"
        last > first
        and words.texts[last].isalpha()
        and (tail := lexicon.titles.head_ending(words, last)) is not None
        and tail.first > first
    ):
        last = tail.first - 1
    while first < last and only_describes(words.texts[first]):
        first += 1
    while first <= last and (after := _after_address(words, first, last, lexicon)) is not None:
        first = after
    if first > last or (first == last and words.lower[first] in lexicon.bodies.not_names):
        return None
    return first, _before_country(words, first, last)


def _cut_at_separator(words: Words, first: int, last: int) -> tuple[int, int]:
    """Up to the first sign or "and" within; those at the beginning are passed over, and small words before a dash."""
    for at in range(first, last + 1):
        is_dash = at > 0 and words.texts[at] in _DASHES and words.starts[at] > words.ends[at - 1]
        if is_dash and (at == first or not is_capital(words.texts[at - 1])):
            first = at + 1
            continue
        if is_dash or words.texts[at] in _SEPARATORS or words.lower[at] in {"and", "or", "'s"}:
            if at > first:
                return first, at - 1
            first += 1
    return first, last


def _before_country(words: Words, first: int, last: int) -> int:
    """The last word of "Ann Lee" in "Ann Lee of Norway"; of "Bank of Norway" and "Institute of Art of Norway" the last.

    No noun for bodies stands in the name, and two words at least before the country.
    """
    nouns = load_organisation_words().nouns
    for of in range(first + _SHORTEST, last):
        if words.lower[of] == "of":
            begin = of + 1 + (words.lower[of + 1] == "the")
            named = begin <= last and country_named(words, begin, last) is not None
            is_body = not nouns.isdisjoint(words.lower[first:of])
            return of - 1 if named and not is_body else last
    return last


def _after_address(words: Words, first: int, last: int, lexicon: Lexicon) -> int | None:
    """Where the name begins after a post, a form of address or small words; None where it begins here."""
    titles = lexicon.titles
    head = titles.head_starting(words, first)
    if head is not None and head.last < last:
        return head.last + 1
    low = words.lower[first]
    address = first < last and (low in titles.honorifics or low in titles.styles)
    small = low in _ARTICLES or (not is_capital(words.texts[first]) and low not in lexicon.names.particles)
    return first + 1 if address or small else None
