"""Whether a name is a person's, where no post or form of address settles it: the signs of the text, weighed.

The votes of `finding` go by the statistical model, which takes half of the firms it does not know for people. The
weights were fitted to annotated texts (`python -m training.naming`); they stand in `person_weights.json`, one figure a
sign.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import Final

from communique.languages.en.lexicon import Lexicon
from communique.languages.places import find_place
from communique.reading.names.form import NameForm
from communique.reading.names.shape import looks_personal
from communique.reading.names.signs import Signs, look_around, signs_of
from communique.text.words import Words

__all__ = ["FULL", "SHORT", "PersonWeights", "find_mistaken", "judge_names", "load_person_weights", "read_signs"]

FULL: Final = "full"
"""Names of several words."""

SHORT: Final = "short"
"""Names of one word: what they are short for tells most."""

_KINDS = ("person", "organisation", "place", "other")
_JUDGED = frozenset({"person", "organisation"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonWeights:
    """What each sign adds to the logarithm of the odds that a name is a person's.

    Attributes:
        weights: by the length of the name, `FULL` or `SHORT`, the weight of each sign; `bias` always counts.
    """

    weights: Mapping[str, Mapping[str, float]]

    def likelihood(self, length: str, signs: Signs) -> float:
        """How likely a name with these signs is a person's."""
        own = self.weights[length]
        score = own["bias"] + sum(own.get(sign, 0.0) * value for sign, value in signs.items())
        return 1 / (1 + exp(-score))


@cache
def load_person_weights() -> PersonWeights:
    """The weights that come with Communique."""
    return PersonWeights(weights=json.loads(files(__package__).joinpath("person_weights.json").read_text("utf-8")))


def judge_names(
    forms: Mapping[tuple[str, ...], NameForm],
    words: Words,
    sentences: Sequence[tuple[int, int]],
    lexicon: Lexicon,
) -> None:
    """Note for each name that passes for a person's or a body's how likely it is a person's.

    Args:
        forms: the names found, with their votes.
        words: the words of the text.
        sentences: first and past-the-last word of each sentence.
        lexicon: the word lists.
    """
    weights = load_person_weights()
    for form, length, signs in read_signs(forms, words, sentences, lexicon):
        form.person = weights.likelihood(length, signs)


def find_mistaken(
    forms: Mapping[tuple[str, ...], NameForm],
    words: Words,
    sentences: Sequence[tuple[int, int]],
    lexicon: Lexicon,
) -> Iterator[tuple[NameForm, float]]:
    """Full names that pass for a place's or a thing's and look like a person's, each with how likely it is one's.

    The statistical model takes names from afar for towns; those that the gazetteer knows are none of these.

    Args:
        forms: the names found, with their votes.
        words: the words of the text.
        sentences: first and past-the-last word of each sentence.
        lexicon: the word lists.
    """
    doubtful = [form for form in forms.values() if _is_doubtful(form, words, lexicon)]
    if not doubtful:
        return
    weights, around = load_person_weights(), look_around(forms, words, sentences, lexicon)
    for form in doubtful:
        yield form, weights.likelihood(FULL, signs_of(form, around, frozenset(), frozenset()))


def _is_doubtful(form: NameForm, words: Words, lexicon: Lexicon) -> bool:
    """True for what neither passes for a person's or a body's nor is a place that is known, and looks like a name."""
    if _leading(form) in _JUDGED or find_place(form.text) is not None:
        return False
    first = min(form.places)
    return looks_personal(words, first, first + len(form.words) - 1, lexicon)


def read_signs(
    forms: Mapping[tuple[str, ...], NameForm],
    words: Words,
    sentences: Sequence[tuple[int, int]],
    lexicon: Lexicon,
) -> Iterable[tuple[NameForm, str, Signs]]:
    """The signs of each name that passes for a person's or a body's, those of several words first.

    What a short name stands for is asked once the long ones are judged: whoever takes the signs one by one may set
    `person` before the next.
    """
    around = look_around(forms, words, sentences, lexicon)
    judged = [form for form in forms.values() if _leading(form) in _JUDGED]
    full = [form for form in judged if len(form.words) > 1]
    for form in full:
        yield form, FULL, signs_of(form, around, frozenset(), frozenset())
    people, bodies = _words_of(full, True), _words_of(full, False)
    for form in judged:
        if len(form.words) == 1:
            yield form, SHORT, signs_of(form, around, people, bodies)


def _leading(form: NameForm) -> str:
    return max(_KINDS, key=lambda kind: form.votes[kind])


def _words_of(full: Iterable[NameForm], people: bool) -> frozenset[str]:
    return frozenset(word for form in full if form.seems_person == people for word in form.words)
