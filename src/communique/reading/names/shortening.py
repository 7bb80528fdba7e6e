"""How a text shortens a full name: people go by their last word ("Voss" for "Ada Voss"), bodies by their first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.languages.en.capitals import is_capital
from communique.languages.en.lexicon import Lexicon
from communique.reading.names.form import NameForm
from communique.reading.names.shape import looks_personal
from communique.text.words import Words

__all__ = ["vote_by_shortening"]

_BY_SHORTENING = 5  # outvotes the model at two places
_BY_DOUBLE_NAME = 3  # outvotes it at one
_ARTICLES = frozenset({"the", "a", "an"})
_FEWEST_LETTERS = 3  # of a word that can stand for a whole name


def vote_by_shortening(
    forms: Mapping[tuple[str, ...], NameForm], words: Words, sentences: Sequence[tuple[int, int]], lexicon: Lexicon
) -> None:
    """Vote for a person where the text uses the last word of a name alone and its first word never.

    A surname of two joined by a hyphen ("Ada Voss-Lind") tells of a person as well: firms have theirs in front.

    Args:
        forms: the names so far, with their votes.
        words: the words of the text.
        sentences: first and past-the-last word of each sentence.
        lexicon: the word lists.
    """
    alone = _words_alone(words)
    openings = {start for start, _ in sentences}
    for form in forms.values():
        if len(form.words) < 2:
            continue
        first = min(form.places)
        if not looks_personal(words, first, first + len(form.words) - 1, lexicon):
            continue
        last = form.words[-1]
        if _is_double(last) and not _is_double(form.words[0]):
            form.votes["person"] += _BY_DOUBLE_NAME
        if form.words[0] in alone or (form.places <= openings and _is_body(forms.get((last,)))):
            continue  # the capital of "Outgoing Voltmark" is that of the sentence
        if len(last) >= _FEWEST_LETTERS and last in alone:
            form.votes["person"] += _BY_SHORTENING


def _is_body(form: NameForm | None) -> bool:
    """True for a word that other signs take for a body."""
    return form is not None and form.votes["organisation"] > form.votes["person"]


def _words_alone(words: Words) -> frozenset[str]:
    """The capitalised words that stand somewhere without an article or another capitalised word beside them."""
    found: set[str] = set()
    for at, text in enumerate(words.texts):
        if at and words.lower[at - 1] in _ARTICLES:
            continue
        if is_capital(text) and not _touches(words, at, at + 1) and not _touches(words, at - 1, at):
            found.add(text)
    return frozenset(found)


def _touches(words: Words, left: int, right: int) -> bool:
    """True where two words are parted by nothing but a space and both have capitals."""
    return (
        left >= 0
        and right < len(words)
        and words.starts[right] - words.ends[left] <= 1
        and is_capital(words.texts[left])
        and is_capital(words.texts[right])
    )


def _is_double(word: str) -> bool:
    """True for "Voss-Lind"; a second half in small letters belongs to a given name ("Sang-hyuk")."""
    left, hyphen, right = word.partition("-")
    return bool(hyphen) and len(left) > 1 and left.isalpha() and right.isalpha() and right[0].isupper()
