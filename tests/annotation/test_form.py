from __future__ import annotations

from pathlib import Path

import pytest

from communique.annotation.files import check_annotation, find_in, read_text
from communique.annotation.form import annotation_form, fill_keys, occasion_key
from communique.model import (
    Document,
    Extraction,
    MeetingClaim,
    MeetingKind,
    Participant,
    PartyKind,
    Passage,
    Status,
    document_id,
)

TEXT = "Ada Orlova met Tomas Brandt and two MPs in Hofau on Friday. She met Mr Brandt again."
DOCUMENT = Document(id=document_id(TEXT), text=TEXT, source="news/talks.txt", published="2021-03-06", language="en")


def claim(*people: Participant, start: int, end: int) -> MeetingClaim:
    return MeetingClaim(
        document=DOCUMENT.id,
        status=Status.HELD,
        background=False,
        kind=MeetingKind.MEETING,
        participants=people,
        evidence=(Passage(start=start, end=end, quote=TEXT[start:end]),),
        date="2021-03-05",
        city="Hofau",
    )


ORLOVA = Participant(name="Ada Orlova", mention="Ada Orlova", role="President", organisation="Ruritania")
BRANDT = Participant(name="Tomas Brandt", mention="Tomas Brandt", names=("Tomas Brandt", "Mr Brandt"))
MPS = Participant(name=None, mention="two MPs", kind=PartyKind.GROUP)


def test_what_was_found_is_written_as_a_sound_annotation() -> None:
    found = Extraction(document=DOCUMENT, meetings=(claim(ORLOVA, BRANDT, MPS, start=0, end=59),))
    form = annotation_form(found)
    assert check_annotation(form, DOCUMENT) == []
    assert form["documents"] == [{"doc": "talks.txt", "published": "2021-03-06", "language": "en", "url": None}]
    (row,) = form["meetings"]
    assert row["meeting"] == "orlova-brandt-2021-03-05"
    assert row["participants"] == [
        {"name": "Ada Orlova", "role": "President", "organisation": "Ruritania", "canonical": "Ada Orlova"},
        {"name": "Tomas Brandt", "role": None, "organisation": None, "canonical": "Tomas Brandt"},
    ]
    assert (row["status"], row["date"], row["city"], row["place"]) == ("held", "2021-03-05", "Hofau", None)
    assert row["evidence"] == [{"quote": TEXT[:59], "start": 0, "end": 59}]
    assert form["exhaustive"] is False


def test_two_occasions_of_the_same_people_have_two_keys() -> None:
    rows = (claim(ORLOVA, BRANDT, start=0, end=59), claim(ORLOVA, BRANDT, start=60, end=84))
    keys = [row["meeting"] for row in annotation_form(Extraction(document=DOCUMENT, meetings=rows))["meetings"]]
    assert keys == ["orlova-brandt-2021-03-05", "orlova-brandt-2021-03-05-2"]


def test_a_name_is_written_as_the_text_has_it() -> None:
    joined = Participant(name="Tomas B. Brandt", mention="Mr Brandt", names=("Mr Brandt", "Brandt"))
    form = annotation_form(Extraction(document=DOCUMENT, meetings=(claim(ORLOVA, joined, start=0, end=59),)))
    party = form["meetings"][0]["participants"][1]
    assert (party["name"], party["canonical"]) == ("Mr Brandt", "Tomas B. Brandt")


def test_a_party_that_came_out_twice_is_written_once() -> None:
    form = annotation_form(Extraction(document=DOCUMENT, meetings=(claim(ORLOVA, BRANDT, ORLOVA, start=0, end=59),)))
    assert [party["name"] for party in form["meetings"][0]["participants"]] == ["Ada Orlova", "Tomas Brandt"]
    assert check_annotation(form, DOCUMENT) == []


@pytest.mark.parametrize(
    ("names", "date", "key"),
    [
        (["Ada Orlova", "Tomas Brandt", "Ilse Maren"], "2021-03-05", "orlova-brandt-2021-03-05"),
        (["Ada Orlova"], None, "orlova"),
        (["Zoë Núñez", "Jean d'Aubigné"], "2021", "nunez-d-aubigne-2021"),
        (["오를로바"], "2021-03-01/2021-03-07", "오를로바-2021-03-01"),
        (["Ada Orlova", "…"], "2023?-06-09", "orlova-2023"),
        ([], "XXXX-03-05", "unnamed-XXXX-03-05"),
    ],
)
def test_a_key_is_made_of_surnames_and_the_day(names: list[str], date: str | None, key: str) -> None:
    assert occasion_key(names, date) == key


def test_missing_keys_are_filled_and_given_ones_kept() -> None:
    rows = [
        {"meeting": "mine", "participants": []},
        {"meeting": None, "participants": [{"name": "Ada Orlova"}], "date": "2021"},
        {"meeting": None, "participants": [{"name": "Ada Orlova"}], "date": "2021"},
        {"participants": "nobody", "date": 7},
    ]
    filled = fill_keys({"meetings": rows})
    assert isinstance(filled, dict)
    assert [row["meeting"] for row in filled["meetings"]] == ["mine", "orlova-2021", "orlova-2021-2", "unnamed"]
    assert rows[1]["meeting"] is None


@pytest.mark.parametrize("garbage", [None, [], {"meetings": 3}, {"meetings": [3, None]}])
def test_garbage_is_left_to_the_checks(garbage: object) -> None:
    assert fill_keys(garbage) == garbage


def test_a_real_reading_of_an_invented_text_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "talks.txt"
    path.write_text(
        " date 2021-03-02 STRELSAU - Ruritanian President Ada Orlova met Hentzau Bank CEO Bruno Kessel on Monday, her "
        "office said. The two had dinner in 2019.",
        "utf-8",
    )
    document = read_text(path)
    form = annotation_form(find_in(document))
    assert check_annotation(form, document) == []
    assert "Bruno Kessel" in [party["name"] for row in form["meetings"] for party in row["participants"]]
