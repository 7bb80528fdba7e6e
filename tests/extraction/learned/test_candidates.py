from __future__ import annotations

from communique.extraction.learned.candidates import Candidate, find_candidates, key_of
from communique.reading.document import read_documents
from communique.text.documents import frame


def candidates(text: str) -> dict[str, Candidate]:
    (reading,) = read_documents([frame(text, source="told.txt", encoding="utf-8", language="en")])
    return {reading.text[c.span.start : c.span.end]: c for c in find_candidates(reading)}


def test_descriptions_without_a_name_are_candidates_of_nobody_yet() -> None:
    found = candidates("Ada Orlova met Tomas Brandt in Hofau. The visitor thanked his old host.")
    for words in ("The visitor", "his old host"):
        assert found[words].mention is None
        assert found[words].key == found[words].span
    named = found["Ada Orlova"]
    assert named.mention is not None
    assert named.key == key_of(named.mention) == named.mention.entity


def test_things_are_no_candidates() -> None:
    found = candidates("Ada Orlova signed the visitor's book and praised the bridge, the treaty and the weather.")
    assert set(found) == {"Ada Orlova"}


def test_the_post_of_somebody_named_is_no_candidate_beside_the_name() -> None:
    found = candidates("Ada Orlova saw the Minister of State, Tomas Brandt, and the Secretary General, Per Hoel.")
    assert set(found) == {"Ada Orlova", "Tomas Brandt", "Per Hoel"}


def test_who_is_named_for_anothers_sake_or_set_against_another_is_no_candidate() -> None:
    found = candidates("Ada Orlova saw Jonas Vik's commerce secretary, and not the finance minister, Tomas Brandt.")
    assert "Ada Orlova" in found
    assert not {"Jonas Vik", "Tomas Brandt"} & set(found)
    assert "Jonas Vik" in candidates("Jonas Vik's meeting with Ada Orlova lasted an hour.")
