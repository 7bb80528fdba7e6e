"""Names of people that the statistical model passes over: runs of capitalised words that only a person could bear."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from communique.languages.en.lexicon import Lexicon
from communique.reading.names.extent import run_of_name
from communique.reading.names.form import NameForm
from communique.reading.names.shape import looks_personal
from communique.text.words import Words

__all__ = ["find_unseen"]


def find_unseen(
    forms: Mapping[tuple[str, ...], NameForm], words: Words, sentences: Sequence[tuple[int, int]], lexicon: Lexicon
) -> Mapping[tuple[str, ...], NameForm]:
    """Runs of two words or more that look like a personal name and touch no name found so far; they have no votes.

    Args:
        forms: the names found so far.
        words: the words of the text.
        sentences: first and past-the-last word of each sentence.
        lexicon: the word lists.
    """
    covered = {place + k for form in forms.values() for place in form.places for k in range(len(form.words))}
    found: dict[tuple[str, ...], NameForm] = {}
    for first, last in _runs(words, sentences, lexicon, covered):
        key = tuple(words.texts[first : last + 1])
        if key not in forms:
            found.setdefault(key, NameForm(words=key)).places.add(first)
    return found


def _runs(
    words: Words, sentences: Sequence[tuple[int, int]], lexicon: Lexicon, covered: Set[int]
) -> Iterator[tuple[int, int]]:
    for start, end in sentences:
        at = start
        while at < end:
            last = run_of_name(words, at, end, lexicon)
            if last is None:
                at += 1
                continue
            is_free = covered.isdisjoint(range(at, last + 1)) and words.lower[at] not in lexicon.names.names_too
            if last > at and is_free and looks_personal(words, at, last, lexicon):
                yield at, last
            at = last + 1
