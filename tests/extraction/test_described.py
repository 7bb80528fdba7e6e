"""Whom a description means: the one whom the text is about, and nobody who is told of beside it."""

from __future__ import annotations

import pytest

from communique.extraction.described import SURE_OF_DESCRIBED, Described, load_described_weights
from communique.extraction.signs import shares_of
from communique.model.span import Span
from communique.reading.document import DocumentReading, read_documents
from communique.text.documents import frame

TOUR = (
    "Tor Aas, chief executive of Nordal, landed in Kelvo on Monday. Aas has come for a dock. Aas spoke of jobs. "
    "The mayor, Ilse Maren, gave the visitor an hour. Later the visitor drove on."
)


def reading_of(text: str) -> DocumentReading:
    (read,) = read_documents([frame(text, source="told.txt", encoding="utf-8", language="en")])
    return read


def meant(text: str, words: str, *, last: bool = False) -> str | None:
    reading = reading_of(text)
    start = reading.text.rindex(words) if last else reading.text.index(words)
    sentence = next(n for n, each in enumerate(reading.sentences) if each.start <= start < each.end)
    mention = Described(reading).find(Span(start, start + len(words)), sentence)
    entity = reading.entity(mention) if mention is not None else None
    return entity.name if entity is not None else None


def test_it_is_the_one_whom_the_text_is_about_and_not_the_one_beside() -> None:
    assert meant(TOUR, "the visitor") == "Tor Aas"
    assert meant(TOUR, "the visitor", last=True) == "Tor Aas"


def test_the_step_says_why() -> None:
    reading = reading_of(TOUR)
    start = reading.text.index("the visitor")
    mention = Described(reading).find(Span(start, start + 11), 3)
    assert mention is not None
    assert mention.rule == "alias.described.v1"
    assert mention.because is not None
    assert mention.because.startswith('"the visitor" is most likely')


@pytest.mark.parametrize("words", ["the president", "the head"])
def test_what_is_somebody_else_s_means_nobody_named(words: str) -> None:
    assert meant(f"Tor Aas landed. Tor Aas spoke. Then came {words} of a bank.", words) is None


def test_where_nobody_stands_out_nobody_is_meant() -> None:
    crowd = "Ada Orlova, Tomas Brandt, Ilse Maren, Peter Falk, Orla Venn and Tor Aas came. A day went by. "
    assert meant(f"{crowd}The visitor left.", "The visitor") is None


def test_a_text_without_people_has_nobody_to_mean() -> None:
    assert meant("The visitor left. The dock was closed.", "The visitor") is None


def test_likelihoods_add_up_and_a_post_in_the_words_counts() -> None:
    reading = reading_of(
        "Finance minister Ada Orlova met governor Tomas Brandt on Monday. Nobody spoke. The governor left."
    )
    start = reading.text.rindex("The governor")
    shares = shares_of(Described(reading).signs(Span(start, start + 12), 2), load_described_weights())
    names = {reading.registry.entities[entity].name: share for entity, share in shares.items()}
    assert sum(shares.values()) == pytest.approx(1)
    assert names["Tomas Brandt"] > max(names["Ada Orlova"], SURE_OF_DESCRIBED)
