from __future__ import annotations

import json

from hand_made import INES, MARA, claim, facts, meeting

from communique.model import (
    DateReading,
    Document,
    Extraction,
    Participant,
    PartyKind,
    Passage,
    Reading,
    RoleClaim,
    Status,
    Step,
    document_id,
)
from communique.resolution import resolve
from communique.views import build_meetings, build_organisations, build_people
from communique.views.contract import extraction_form, meeting_view_form, organisation_form, person_form

TEXT = "they met on Monday, Olsen said"


def empty_texts(value: object) -> bool:
    if isinstance(value, dict):
        return any(map(empty_texts, value.values()))
    if isinstance(value, list):
        return any(map(empty_texts, value))
    return value == ""


def test_an_extraction_has_the_fields_of_the_contract() -> None:
    aides = Participant(name="aides", mention="two aides", kind=PartyKind.GROUP)
    document = Document(id=document_id(TEXT), text=TEXT, source="a.txt", title="", language="en")
    told = claim(document.id, MARA, aides, date="2031-02-10", because={"date": "Monday before", "city": "known"})
    role = RoleClaim(
        document=document.id,
        person="Mara Olsen",
        role="President",
        organisation="Norland",
        evidence=(Passage(start=0, end=4, quote="they"),),
    )
    day = DateReading(passage=Passage(start=12, end=18, quote="Monday"), value="2031-02-10")
    form = extraction_form(Extraction(document=document, meetings=(told,), roles=(role,), dates=(day,)))
    assert json.loads(json.dumps(form)) == form
    assert not empty_texts(form)
    assert form["document"] == {
        "id": document.id,
        "source": "a.txt",
        "title": None,
        "publisher": None,
        "published": None,
        "language": "en",
        "authors": [],
        "updated": None,
        "address": None,
    }
    assert form["statements"] == []
    (found,) = form["meetings"]
    assert found["id"] == told.id
    assert found["inferred"] == ["city", "date"]
    assert found["because"] == {"city": "known", "date": "Monday before"}
    assert [party["name"] for party in found["participants"]] == ["Mara Olsen", None]
    assert found["evidence"] == [{"start": 0, "end": 8, "quote": "they met"}]
    assert {"status", "background", "kind", "place", "city", "country", "topics", "initiative"} <= found.keys()
    assert {"duration_minutes", "reported_through", "date"} <= found.keys()
    assert form["roles"][0]["interval"] is None
    assert form["dates"] == [{"start": 12, "end": 18, "quote": "Monday", "value": "2031-02-10"}]


def test_an_extraction_tells_how_its_claims_were_read_and_on_request_its_text() -> None:
    document = Document(id=document_id(TEXT), text=TEXT, source="a.txt")
    told = claim(document.id, MARA)
    passage = Passage(start=0, end=4, quote="they")
    step = Step(field="date", rule="test.v1", value=None, read=(passage,), because="")
    how = Reading(claim=told.id, rule="test.v2", score=0.5, steps=(step,))
    found = Extraction(document=document, meetings=(told, claim(document.id, INES)), readings=(how,))
    form = extraction_form(found, with_text=True)
    assert json.loads(json.dumps(form)) == form
    assert form["extractor"] == "communique"
    assert form["document"]["text"] == TEXT
    assert "text" not in extraction_form(found)["document"]
    first, second = form["meetings"]
    assert first["reading"] == {
        "rule": "test.v2",
        "score": 0.5,
        "steps": [
            {
                "field": "date",
                "rule": "test.v1",
                "value": None,
                "read": [{"start": 0, "end": 4, "quote": "they"}],
                "because": None,
            }
        ],
    }
    assert second["reading"] is None


def test_a_meeting_once_has_reports_sources_disagreements_and_history() -> None:
    told = [
        claim("d1", date="2031-02-10", duration_minutes=30),
        claim("d2", date="2031-02-10", duration_minutes=40),
        claim("d3", date="2031-02-10", status=Status.PLANNED),
    ]
    form = meeting_view_form(meeting([facts("d1", "2031-02-10"), facts("d2"), facts("d3", "2031-02-01")], told))
    assert json.loads(json.dumps(form)) == form
    assert not empty_texts(form)
    assert form["independent_sources"] == 3
    assert [report["source"] for report in form["reports"]] == ["texts/d3.txt", "texts/d1.txt", "texts/d2.txt"]
    assert {"document", "source", "published", "status", "evidence"} <= form["reports"][0].keys()
    told = form["disagreements"]["duration_minutes"]
    assert [(one["value"], one["documents"], one["sources"], one["in_force"]) for one in told] == [
        (30, ["d1"], 1, True),
        (40, ["d2"], 1, False),
    ]
    assert [one["because"] for one in told] == ["told closer to the day", None]
    assert [stage["status"] for stage in form["history"]] == ["planned", "held"]
    assert len(form["claims"]) == 3


def test_people_and_organisations_are_plain_too() -> None:
    told = [claim("d1", MARA, INES, date="2031-02-10")]
    documents = [facts("d1")]
    resolution = resolve(documents, told)
    meetings = build_meetings(documents, told, resolution)
    meeting_of = {claim: meeting.id for meeting in meetings for claim in meeting.claims}
    people = build_people(told, [], resolution, meeting_of)
    person_of = {form: person.id for person in people for form in person.forms}
    for form in (
        *map(person_form, people),
        *map(organisation_form, build_organisations(told, (), resolution, meeting_of, person_of)),
    ):
        assert json.loads(json.dumps(form)) == form
        assert form["meetings"] == [meetings[0].id]
        assert form["statements"] == []
