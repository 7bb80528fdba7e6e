"""Whom pronouns and descriptions stand for, as far as the gold lets it be known. The people are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from training.corpus import load_set
from training.labels import LabelledText, label_texts


def label(folder: Path, text: str, evidence: str) -> LabelledText:
    people = [{"name": name, "canonical": name} for name in ("Ada Orlova", "Tomas Brandt")]
    row = {"doc": "talks.txt", "meeting": "orlova-brandt", "status": "held", "background": False, "kind": "meeting"}
    gold = {
        "documents": [{"doc": "talks.txt", "published": None, "language": "en"}],
        "meetings": [{**row, "participants": people, "evidence": [{"quote": evidence}]}],
    }
    (folder / "talks.txt").write_text(text, "utf-8")
    (folder / "gold.json").write_text(json.dumps(gold), "utf-8")
    (labelled,) = label_texts(load_set(folder / "gold.json", folder))
    return labelled


def meant(labelled: LabelledText) -> dict[str, str | None]:
    text, names = labelled.sheet.text, {m.entity: m.span.of(labelled.sheet.text) for m in labelled.mentions}
    return {
        labelled.candidates[number].span.of(text): None if entity is None else names[entity]
        for number, entity in labelled.meant.items()
    }


def test_the_only_description_is_the_one_of_the_two_who_is_not_named(tmp_path: Path) -> None:
    text = "Ada Orlova and Ilse Maren landed in Hofau with Peter Falk. Tomas Brandt received the visitor on Monday."
    labelled = label(tmp_path, text, "Tomas Brandt received the visitor on Monday.")
    assert meant(labelled) == {"the visitor": "Ada Orlova"}
    assert {label.source.of(text): label.speakers for label in labelled.references}.keys() == {"the visitor"}


def test_of_several_descriptions_nobody_knows_which(tmp_path: Path) -> None:
    text = "Ada Orlova and Ilse Maren landed in Hofau. Tomas Brandt received the visitor and her colleague on Monday."
    labelled = label(tmp_path, text, "Tomas Brandt received the visitor and her colleague on Monday.")
    found = meant(labelled)
    assert found["the visitor"] is None
    assert labelled.references == ()


@pytest.mark.parametrize("evidence", ["Ada Orlova met Tomas Brandt.", "Ada Orlova met Tomas Brandt in Hofau."])
def test_names_need_no_answer(tmp_path: Path, evidence: str) -> None:
    assert meant(label(tmp_path, evidence, evidence)) == {}
