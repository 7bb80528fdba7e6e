"""Meetings of which a sentence names one side only: who the other is, and when nobody is taken for it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from communique.extraction.described import Described
from communique.extraction.learned.candidates import find_candidates
from communique.extraction.learned.groups import find_groups
from communique.extraction.learned.one_sided import SURE_OF_SIDE, Sides, load_side_weights
from communique.extraction.learned.scores import PairScore, Scores
from communique.extraction.signs import shares_of
from communique.reading.document import DocumentReading, read_documents
from communique.text.documents import frame

TOUR = (
    "Tor Aas, chief executive of Nordal, met minister Orla Venn in Oslo on Monday. Aas also saw governor Bo Lind. "
    "A concert followed. Then came Ilse Maren, the mayor. Aas praised the docks. Aas was tired. At night Aas flew home."
)


@pytest.fixture(scope="module")
def reading() -> DocumentReading:
    (read,) = read_documents([frame(TOUR, source="told.txt", encoding="utf-8", language="en")])
    return read


def sides(reading: DocumentReading, likelihoods: Mapping[str, float]) -> Sides:
    """The sides where Aas met those of the first two sentences, and others take part as likely as is told."""
    candidates = find_candidates(reading)
    at: dict[str, list[int]] = {}
    for number, candidate in enumerate(candidates):
        at.setdefault(candidate.span.of(reading.text), []).append(number)
    met = [(at["Tor Aas"][0], at["Orla Venn"][0]), (at["Aas"][0], at["Bo Lind"][0])]
    pairs = tuple(
        PairScore(first=one, second=other, together=0.9, statuses=(1, 0, 0, 0, 0, 0), recalled=0) for one, other in met
    )
    scores = Scores(parties={at[name][-1]: value for name, value in likelihoods.items()}, pairs=pairs, cues=())
    groups = list(find_groups(candidates, scores))
    return Sides(reading, candidates, scores, groups, (), Described(reading))


def named(reading: DocumentReading, found: Sides) -> list[tuple[int, str, str]]:
    entities = reading.registry.entities
    return [
        (sentence, entities[side.party.entity or 0].name, entities[side.other.entity or 0].name)
        for sentence, side in found.find()
    ]


def test_the_other_side_is_whose_tour_the_text_tells_of(reading: DocumentReading) -> None:
    assert named(reading, sides(reading, {"Ilse Maren": 0.97})) == [(3, "Ilse Maren", "Tor Aas")]


def test_the_words_of_the_one_stand_for_the_other_with_the_reason(reading: DocumentReading) -> None:
    ((_, side),) = sides(reading, {"Ilse Maren": 0.97}).find()
    assert side.other.span == side.party.span
    assert side.other.rule == "alias.other_side.v1"
    assert "Tor Aas" in (side.other.because or "")
    assert 0.5 <= side.score <= 1


@pytest.mark.parametrize("likelihood", [0.0, 0.2, 0.3])
def test_who_hardly_takes_part_met_nobody(reading: DocumentReading, likelihood: float) -> None:
    assert named(reading, sides(reading, {"Ilse Maren": likelihood})) == []


def test_who_is_told_of_with_somebody_there_has_no_open_side(reading: DocumentReading) -> None:
    assert not list(sides(reading, {"Orla Venn": 0.99, "Bo Lind": 0.99}).open_sides())


def test_what_is_missing_to_one_is_nobody() -> None:
    weights = load_side_weights()
    assert shares_of({}, weights, nobody=True) == {}
    assert shares_of({1: {}}, weights, nobody=True) == {1: 0.5}
    shares = shares_of({1: {"always": 1.0}, 2: {"always": 1.0, "namings": 3.0}}, weights, nobody=True)
    assert shares[1] < shares[2] < 1 - shares[1]
    assert shares[1] < SURE_OF_SIDE
