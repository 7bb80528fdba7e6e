"""Where the trained reader may say whom words point at, and where the words themselves forbid its answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from communique.extraction.sentences import parse_candidates
from communique.extraction.statements import read_statements
from communique.extraction.statements.proposal import KindLikelihoods
from communique.model.span import Span
from communique.reading.document import DocumentReading, read_documents
from communique.reading.entities import Mention
from communique.text.documents import frame

CAST = (
    "Ragna Solheim, the prime minister of Norway, received Bertil Oksanen, the founder of Feldkorn Shipyards Ltd, "
    "on Monday. "
)


@dataclass(frozen=True, slots=True)
class Insists:
    """A referee who always answers with the same person."""

    reading: DocumentReading
    name: str

    def refer(self, source: Span, ruled: frozenset[int]) -> Mention | None:
        entities = self.reading.registry.entities
        return next(
            mention
            for mention in self.reading.registry.mentions
            if mention.entity is not None and entities[mention.entity].name == self.name
        )

    def kinds(self, cues: Sequence[Span], contents: Sequence[Span]) -> KindLikelihoods | None:
        return None


def speakers(told: str, insisted: str) -> list[str | None]:
    (reading,) = read_documents([frame(CAST + told, source="told.txt", encoding="utf-8", language="en")])
    (sentences,) = parse_candidates([reading])
    found = read_statements(reading, sentences, referee=Insists(reading, insisted))
    return [claim.speaker for claim, _ in found]


@pytest.mark.parametrize("verb", ["said", "insisted", "warned", "promised"])
def test_a_post_held_here_is_its_holder_whatever_the_network_says(verb: str) -> None:
    assert speakers(f"The prime minister {verb} that the yard would stay open.", "Bertil Oksanen") == ["Ragna Solheim"]


def test_a_description_that_fits_both_is_left_to_the_network() -> None:
    assert speakers("The guest said that the yard would stay open.", "Bertil Oksanen") == ["Bertil Oksanen"]


@pytest.mark.parametrize("words", ["The company", "The ministry", "Officials", "Two people"])
def test_a_body_or_a_crowd_is_no_person(words: str) -> None:
    (speaker,) = speakers(f"{words} said that the yard would stay open.", "Bertil Oksanen")
    assert speaker != "Bertil Oksanen"


def test_a_person_is_no_body() -> None:
    (speaker,) = speakers("The tycoon said that the yard would stay open.", "Feldkorn Shipyards Ltd")
    assert speaker != "Feldkorn Shipyards Ltd"
