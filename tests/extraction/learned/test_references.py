"""Whom words point at: what the network is given to choose from, and what becomes of its answer."""

from __future__ import annotations

import re

import pytest

from communique.extraction.discourse import stand_in
from communique.extraction.learned.candidates import sheet_of
from communique.extraction.learned.network import Network, load_network
from communique.extraction.learned.references import References, find_options, show_ruled
from communique.extraction.learned.sight import look
from communique.extraction.learned.strips import cut_strips
from communique.model.span import Span
from communique.reading.document import DocumentReading, read_documents
from communique.reading.entities import is_name
from communique.text.documents import frame

TEXT = (
    "Ada Orlova received Tomas Brandt in Hofau on Monday. The visitor thanked her. Orlova's adviser Ilse Maren took "
    "notes. He said the mill would close, and Maren sighed. Later Peter Falk called."
)


def words(text: str) -> list[tuple[int, int, int]]:
    return [(len(match[0]), *match.span()) for match in re.finditer(r"\w+|[^\w\s]", text)]


@pytest.fixture(scope="module")
def network() -> Network:
    return load_network()


@pytest.fixture(scope="module")
def reading() -> DocumentReading:
    (read,) = read_documents([frame(TEXT, source="told.txt", encoding="utf-8", language="en")])
    return read


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def test_everybody_is_offered_once_where_named_nearest(reading: DocumentReading) -> None:
    (strip,) = cut_strips(sheet_of(reading), words)
    options = find_options(reading.registry.mentions, reading.sentences, strip, span("He said"))
    offered = {reading.text[o.mention.span.start : o.mention.span.end]: o.place for o in options}
    # Orlova and Maren are named last in the sentence before; Brandt three sentences back, Falk only afterwards.
    assert offered == {"Orlova": 1, "Tomas Brandt": 3, "Ilse Maren": 1, "Peter Falk": 5}


def test_words_that_name_somebody_are_no_option_for_themselves(reading: DocumentReading) -> None:
    (strip,) = cut_strips(sheet_of(reading), words)
    options = find_options(reading.registry.mentions, reading.sentences, strip, span("Orlova's adviser"))
    assert "Ada Orlova" in {reading.text[o.mention.span.start : o.mention.span.end] for o in options}


def test_the_network_is_shown_what_the_rules_say() -> None:
    assert len({show_ruled(1, frozenset()), show_ruled(1, frozenset({1})), show_ruled(1, frozenset({2}))}) == 3


def test_an_answer_is_somebody_named_with_its_likelihood(network: Network, reading: DocumentReading) -> None:
    sight = look(network, reading)
    references = References(network, sight)
    for source in (span("The visitor"), span("He")):
        found = references.find(source, frozenset())
        if found is not None:
            assert is_name(found.mention)
            assert 0 < found.likelihood <= 1
    assert references.find(Span(len(TEXT) + 5, len(TEXT) + 9), frozenset()) is None


def test_an_answer_says_why(reading: DocumentReading) -> None:
    named = next(mention for mention in reading.registry.mentions if is_name(mention))
    meant = stand_in(reading, named, span("The visitor"), rule="learned.whom.7", reason="is most likely")
    assert meant.rule == "learned.whom.7"
    assert meant.because == '"The visitor" is most likely Ada Orlova'
    assert meant.span == span("The visitor")
    assert meant.entity == named.entity
