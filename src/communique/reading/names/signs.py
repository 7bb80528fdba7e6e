"""What tells whether a name is a person's: signs to be weighed, from its words and from the places where it stands.

No sign decides alone. A firm may bear two words of which no dictionary knows either, as people do; but people are
followed by "who" and aged by a comma and a figure, firms stand behind "the" and own their chairmen.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from communique.languages.en.capitals import is_capital
from communique.languages.en.engine import is_plain_word
from communique.languages.en.lexicon import Lexicon
from communique.languages.en.statements import load_statement_words
from communique.languages.personal_names import is_family_name, is_given_name
from communique.reading.names.form import NameForm
from communique.text.words import Words

__all__ = ["Signs", "Surroundings", "look_around", "signs_of"]

Signs = Mapping[str, float]
"""Each sign with how strongly it shows: 0 to 1 for most; votes in fours."""

_VOTES_TOLD_APART = 12
_UNIT = 4  # votes
_OWNED = 4  # words behind an owner among which the post of somebody may stand
_DESCRIBED = 4  # words of a description before its noun, at most
_SHORTEST = 3  # letters of a word that means something in small letters
_MANY = 4  # words of a name; longer ones count as this long
_VOTED = ("person", "organisation", "place")
_OWNERS = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the signs of all names of a text are read from.

    Attributes:
        words: the words of the text.
        sentences: first and past-the-last word of each sentence.
        lexicon: the word lists.
        small: the words that the text writes in small letters.
        alone: how often each capitalised word stands outside the names of several words.
        bodies: the nouns of bodies, beside those by which bodies are named.
        persons: the nouns of people.
    """

    words: Words
    sentences: Sequence[tuple[int, int]]
    lexicon: Lexicon
    small: Set[str]
    alone: Mapping[str, int]
    bodies: Set[str]
    persons: Set[str]

    def sentence_of(self, place: int) -> tuple[int, int]:
        """First and past-the-last word of the sentence that holds a word."""
        index = bisect_right(self.sentences, place, key=_first) - 1
        inside = index >= 0 and place < self.sentences[index][1]
        return self.sentences[index] if inside else (place, place + 1)


def _first(sentence: tuple[int, int]) -> int:
    return sentence[0]


def look_around(
    forms: Mapping[tuple[str, ...], NameForm],
    words: Words,
    sentences: Sequence[tuple[int, int]],
    lexicon: Lexicon,
) -> Surroundings:
    """What the signs of the names of one text are read from.

    Args:
        forms: the names found in it.
        words: its words.
        sentences: first and past-the-last word of each sentence.
        lexicon: the word lists.
    """
    inside = {
        place + k
        for form in forms.values()
        if len(form.words) > 1
        for place in form.places
        for k in range(len(form.words))
    }
    speakers = load_statement_words().speakers
    return Surroundings(
        words=words,
        sentences=sentences,
        lexicon=lexicon,
        small={text for text in words.texts if text.islower()},
        alone=Counter(text for k, text in enumerate(words.texts) if k not in inside and is_capital(text)),
        bodies=speakers["bodies"] | lexicon.bodies.nouns,
        persons=speakers["persons"] | speakers["sources"],
    )


def signs_of(form: NameForm, around: Surroundings, people: Set[str], bodies: Set[str]) -> Signs:
    """The signs of one name.

    Args:
        form: the name, with the votes for its kind.
        around: the text.
        people: the words of the names of several words that are people's; a name of one word may be short for one.
        bodies: the same of bodies.
    """
    found = {
        f"votes.{kind}": min(form.votes[kind], _VOTES_TOLD_APART) / _UNIT
        for kind in ("person", "organisation", "place")
    }
    for sign in (*_signs_of_shape(form, around), *_signs_of_text(form, around, people, bodies)):
        found[sign] = 1.0
    places: Counter[str] = Counter()
    for place in form.places:
        places.update(_signs_before(place, around))
        places.update(_signs_behind(place + len(form.words) - 1, around))
    found.update((sign, count / len(form.places)) for sign, count in places.items())
    return found


def _signs_of_shape(form: NameForm, around: Surroundings) -> Iterator[str]:
    """What the words themselves are: known as names, plain words, figures."""
    written = [word for word in form.words if word != "."]
    first, last = written[0], written[-1]
    yield f"words.{min(len(form.words), _MANY)}"
    if any("-" in word for word in written):
        yield "shape.hyphen"
    if any(len(word) > 2 and word.isupper() for word in written):
        yield "shape.capitals"
    if not all(word.translate(_JOINTS).isalpha() for word in written):
        yield "shape.figures"
    if any(word.islower() for word in written):
        yield "shape.small"
    if len(written) == 1:
        if _is_known(first):
            yield "one.name_and_word" if is_plain_word(first) else "one.name"
        elif is_plain_word(first):
            yield "one.word"
        return
    if is_given_name(first):
        yield "first.given"
    if is_family_name(first):
        yield "first.family"
    if is_given_name(last):
        yield "last.given"
    if is_family_name(last):
        yield "last.family"
    if not any(map(_is_known, written)):
        yield "no.name"
    if is_plain_word(last) and not _is_known(last):
        yield "last.word"
        if is_plain_word(first):
            yield "both.words"
    if last.endswith("s") and not last.endswith("ss"):
        yield "last.plural"


_JOINTS = str.maketrans("", "", "-'’.")


def _is_known(word: str) -> bool:
    return is_given_name(word) or is_family_name(word)


def _signs_of_text(form: NameForm, around: Surroundings, people: Set[str], bodies: Set[str]) -> Iterator[str]:
    """What the rest of the text has of the same words."""
    first, last = form.words[0], form.words[-1]
    if len(form.places) == 1:
        yield "text.once"
    if form.addressed:
        yield "text.addressed"
    if len(last) >= _SHORTEST and last.lower() in around.small:
        yield "text.small"
    if len(form.words) == 1:
        if first in people:
            yield "text.of_person"
        if first in bodies:
            yield "text.of_body"
        return
    if around.alone.get(last, 0):
        yield "text.last_alone"
    if around.alone.get(first, 0):
        yield "text.first_alone"


def _signs_before(place: int, around: Surroundings) -> Iterator[str]:
    """The class of the word before one place."""
    words, lexicon = around.words, around.lexicon
    start, _ = around.sentence_of(place)
    if place <= start:
        yield "before.nothing"
        return
    low, text = words.lower[place - 1], words.texts[place - 1]
    if low in _BEFORE:
        yield f"before.{_BEFORE[low]}"
    elif text[0].isupper():
        yield "before.capital"
    elif low in around.bodies:
        yield "before.body"
    elif lexicon.titles.is_head(low):
        yield "before.post"
    elif not text[0].isalnum():
        yield "before.sign"
    elif is_plain_word(low) and _is_described(words, start, place - 1):
        yield "before.person" if low in around.persons else "before.noun"


def _is_described(words: Words, start: int, noun: int) -> bool:
    """True for the noun of a description: "the big dairy processor Voltmark", "her lawyer Ada Voss"."""
    for at in range(noun - 1, max(noun - _DESCRIBED, start) - 1, -1):
        if words.lower[at] in _DETERMINERS or words.texts[at] in _OWNERS:
            return True
        if not words.texts[at].islower():
            return False
    return False


_DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "my"})

_BEFORE = {
    **dict.fromkeys(("the", "a", "an"), "the"),
    **dict.fromkeys(("at", "on", "in", "from", "into", "near", "inside", "outside", "via", "through", "across"), "at"),
    **dict.fromkeys(("with", "between"), "with"),
    **dict.fromkeys(("against", "about", "over", "than", "like", "under"), "about"),
    **dict.fromkeys(("and", ",", "or", "&"), "and"),
    "of": "of", "by": "by", "to": "to", "for": "for",
}  # fmt: skip


def _signs_behind(last: int, around: Surroundings) -> Iterator[str]:
    """The class of what stands behind one place, and the pronouns of the rest of its sentence and of the next."""
    words = around.words
    _, stop = around.sentence_of(last)
    sign = _sign_next(last + 1, around)
    if sign is not None:
        yield f"behind.{sign}"
    rest, following = set(words.lower[last + 1 : stop]), set(words.lower[stop : stop + 2])
    for name, pronouns in _PRONOUNS.items():
        if not rest.isdisjoint(pronouns):
            yield f"rest.{name}"
        if not following.isdisjoint(pronouns):
            yield f"next.{name}"


_PRONOUNS = {
    "he": frozenset({"he", "she", "his", "her", "him"}),
    "it": frozenset({"it", "its"}),
    "they": frozenset({"they", "their"}),
}


def _sign_next(at: int, around: Surroundings) -> str | None:
    words, lexicon = around.words, around.lexicon
    if at >= len(words):
        return None
    text, low = words.texts[at], words.lower[at]
    if text in _OWNERS:
        owned = words.lower[at + 1 : at + 1 + _OWNED]
        return "owned_post" if any(map(lexicon.titles.is_head, owned)) else "owner"
    if text == ",":
        behind = words.lower[at + 1] if at + 1 < len(words) else ""
        return "age" if behind.isdigit() else _RELATIVE.get(behind, "comma")
    if low in _RELATIVE:
        return _RELATIVE[low]
    if low in around.bodies or low in lexicon.names.of_bodies:
        return "body"
    if lexicon.titles.is_head(low):
        return "post"
    return None


_RELATIVE = {"who": "who", "whose": "who", "whom": "who", "which": "which"}
