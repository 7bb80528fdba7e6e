from __future__ import annotations

from readings import read

from communique.model import PartyKind
from communique.reading.masking import mask


def test_each_person_is_one_word_and_the_way_back_is_kept() -> None:
    reading = read("Nordbank CEO Peter Grund met Han Sang-vok, chairman of Voltmark, in Oslo.")
    people = [m for m in reading.registry.mentions if m.kind is PartyKind.PERSON]
    masked = mask(reading.text, reading.sentences[0], people)
    assert masked.text == "Miller met Baker in Oslo."
    assert masked.mention_at(0) is people[0]
    assert masked.origin(masked.text.index("met")) == reading.text.index("met")
    assert masked.mention_at(masked.text.index("met")) is None
