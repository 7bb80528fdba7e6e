from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.annotation import find_faults

TEXT = 'Ada Orlova met Tomas Brandt in Hofau. "A good talk," she said. A good talk, he agreed.'
TEXTS = {"talks.txt": TEXT}
SOUND: dict[str, Any] = {
    "exhaustive": True,
    "documents": [{"doc": "talks.txt", "published": "2021-03-05", "language": "en", "url": None}],
    "meetings": [
        {
            "meeting": "orlova-brandt-2021-03",
            "doc": "talks.txt",
            "status": "held",
            "background": False,
            "kind": "meeting",
            "participants": [
                {"name": "Ada Orlova", "role": None, "organisation": None, "canonical": "Ada Orlova"},
                {"name": "Tomas Brandt", "role": None, "organisation": None, "canonical": "Tomas Brandt"},
            ],
            "date": "2021-03",
            "place": None,
            "city": "Hofau",
            "country": None,
            "topics": [],
            "initiative": None,
            "duration_minutes": None,
            "evidence": [{"quote": "Ada Orlova met Tomas Brandt in Hofau.", "start": 0, "end": 37}],
        }
    ],
    "statements": [
        {
            "doc": "talks.txt",
            "speaker": "Ada Orlova",
            "addressee": None,
            "kind": "praise",
            "about": "the talk",
            "modality": "direct_quote",
            "reported_through": [],
            "evidence": [{"quote": '"A good talk," she said.'}],
            "source": {"quote": "she"},
            "cue": {"quote": "said"},
            "content": {"quote": '"A good talk,"'},
        }
    ],
    "roles": [],
    "distractors": [],
}


def changed(value: Any, *way: Any) -> dict[str, Any]:
    annotation = copy.deepcopy(SOUND)
    place: Any = annotation
    for step in way[:-1]:
        place = place[step]
    place[way[-1]] = value
    return annotation


def test_a_sound_annotation_has_no_faults() -> None:
    assert find_faults(SOUND, TEXTS) == []


@pytest.mark.parametrize(
    ("annotation", "said"),
    [
        (changed("Ada  Orlova met", "meetings", 0, "evidence", 0, "quote"), "(there it is 'Ada Orlova met')"),
        (changed(1, "meetings", 0, "evidence", 0, "start"), "a quote that stands elsewhere"),
        (changed(-37, "meetings", 0, "evidence", 0, "start"), "a quote that stands elsewhere"),
        (changed(False, "meetings", 0, "evidence", 0, "start"), "a quote that stands elsewhere"),
        (changed("0", "meetings", 0, "evidence", 0, "start"), "a quote that stands elsewhere"),
        (changed([{"quote": " "}], "meetings", 0, "evidence"), "a quote that is empty"),
        (changed(["Ada Orlova met"], "meetings", 0, "evidence"), "a quote that is empty or no text"),
        (changed("", "meetings", 0, "evidence"), "no evidence"),
        (changed("Orlova–Brandt", "meetings", 0, "meeting"), "key 'Orlova–Brandt'"),
        (changed(None, "meetings", 0, "meeting"), "key None"),
        (changed("yes", "meetings", 0, "background"), "neither true nor false"),
        (changed(True, "meetings", 0, "duration_minutes"), "duration True"),
        (changed("30", "meetings", 0, "duration_minutes"), "duration '30'"),
        (changed("", "meetings", 0, "place"), "an empty place"),
        (changed("rail", "meetings", 0, "topics"), "topics 'rail', not a list"),
        (changed("gb", "meetings", 0, "country"), "country 'gb'"),
        (changed("Ada Orlova", "meetings", 0, "participants", 1, "name"), "2 participants named 'Ada Orlova'"),
        (changed({}, "meetings", 0, "participants"), "no participants"),
        (changed(["talks.txt"], "distractors"), "is a meeting in a distractor"),
        (changed(["other.txt"], "distractors"), "a distractor that is no document"),
        (changed("other.txt", "meetings", 0, "doc"), "a document without a text"),
        (changed([], "statements", 0, "kind"), "statement kind []"),
        (changed({"quote": "he shouted"}, "statements", 0, "cue"), "'he shouted'"),
        (changed([{"quote": "no piece"}], "statements", 0, "contents"), "'no piece'"),
        (changed("Brandt", "statements", 0, "reported_through"), "not a list of texts"),
        (changed("fr", "documents", 0, "language"), "no language 'fr'"),
        (changed("yesterday", "documents", 0, "published"), "no date"),
        (changed({}, "documents"), "no list of documents"),
        (changed(3, "statements"), "no list of statements"),
        ([], "an annotation is an object"),
        (None, "an annotation is an object"),
    ],
)
def test_each_fault_is_told_once(annotation: object, said: str) -> None:
    (fault,) = find_faults(annotation, TEXTS)
    assert said in fault
    assert "\n" not in fault


def test_a_row_is_named_by_its_key_and_place() -> None:
    (fault,) = find_faults(changed("tea", "meetings", 0, "kind"), TEXTS)
    assert fault.startswith("talks.txt: kind 'tea'")
    assert fault.endswith("in orlova-brandt-2021-03 (meeting 1)")


def test_a_long_quote_is_shortened_in_the_message() -> None:
    (fault,) = find_faults(changed("x" * 10_000, "meetings", 0, "evidence", 0, "quote"), TEXTS)
    assert len(fault) < 300


@pytest.mark.parametrize(
    "key", ["orlova-brandt-202X", "orlova-brandt-2022-XX-XX", "오를로바-브란트-2021", "met-at-last-2"]
)
def test_keys_may_have_unknown_digits_and_any_script(key: str) -> None:
    assert find_faults(changed(key, "meetings", 0, "meeting"), TEXTS) == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
PLACES = [
    (part, 0, *rest)
    for part, names in {
        "documents": ["doc", "published", "language"],
        "meetings": [*SOUND["meetings"][0]],
        "statements": [*SOUND["statements"][0], "contents"],
    }.items()
    for rest in [(), *((name,) for name in names)]
] + [("meetings", 0, "participants", 0), ("meetings", 0, "evidence", 0), ("distractors",), ("documents",)]


@given(JSON)
def test_any_json_has_its_faults_told(annotation: object) -> None:
    assert find_faults(annotation, TEXTS)


@given(JSON, st.sampled_from(PLACES))
def test_any_json_in_any_field_is_a_fault_or_sound_and_never_an_error(value: object, way: tuple[Any, ...]) -> None:
    for fault in find_faults(changed(value, *way), TEXTS):
        assert isinstance(fault, str)
        json.dumps(fault)
