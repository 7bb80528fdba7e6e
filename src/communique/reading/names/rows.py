"""Rows of names: who stands in a row of people is a person."""

from __future__ import annotations

from communique.languages.en.lexicon import Lexicon
from communique.reading.names.extent import run_of_name
from communique.reading.names.shape import looks_personal, skip_address
from communique.reading.names.votes import Votes

__all__ = ["vote_in_rows"]

_WEIGHT = 3


def vote_in_rows(votes: Votes, start: int, end: int, lexicon: Lexicon) -> None:
    """As in "Ada Voss, Björn Kask and Ebo Mensah": what half of a row is, the rest is as well.

    Args:
        votes: the votes so far, and where the new ones go.
        start: the sentence's first word.
        end: the word past its last.
        lexicon: the word lists.
    """
    for row in _rows(votes, start, end, lexicon):
        if len(row) < 2:
            continue
        people = [names for names in row if _is_person(votes, *names)]
        if 2 * len(people) < len(row):
            continue
        for first, last in row:
            if (first, last) not in people and not _is_body(votes, first, last):
                votes.add(first, last, "person", _WEIGHT)


def _rows(votes: Votes, start: int, end: int, lexicon: Lexicon) -> list[list[tuple[int, int]]]:
    """The full names of a sentence, those with nothing but a comma or an "and" between them together."""
    words = votes.words
    rows: list[list[tuple[int, int]]] = []
    at, joined = start, False
    while at < end:
        at = skip_address(words, at, end, lexicon)
        last = run_of_name(words, at, end, lexicon)
        if (
            last is not None
            and looks_personal(words, at, last, lexicon)
            and not _leads_on(votes, last + 1, end, lexicon)
        ):
            if joined:
                rows[-1].append((at, last))
            else:
                rows.append([(at, last)])
            at, joined = last + 1, True
        else:
            joined = joined and words.lower[at] in {",", "and", ";"}
            at = at + 1 if last is None else last + 1
    return rows


def _leads_on(votes: Votes, after: int, end: int, lexicon: Lexicon) -> bool:
    """True for the "Voltmark Energy" of "Voltmark Energy's Ada Voss" and "Voltmark Energy chief Ada Voss"."""
    return after < end and (
        votes.words.lower[after] == "'s" or lexicon.titles.head_starting(votes.words, after) is not None
    )


def _is_person(votes: Votes, first: int, last: int) -> bool:
    form = votes.forms.get(tuple(votes.words.texts[first : last + 1]))
    return form is not None and form.votes["person"] > form.votes["organisation"] + form.votes["place"]


def _is_body(votes: Votes, first: int, last: int) -> bool:
    """True for the body of a post: "the director of Meridian Rail, Ada Voss" is no row of two people."""
    form = votes.forms.get(tuple(votes.words.texts[first : last + 1]))
    return form is not None and form.votes["organisation"] >= _WEIGHT
