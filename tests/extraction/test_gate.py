from __future__ import annotations

import random
import time
from dataclasses import replace
from typing import Any

import pytest

from communique.errors import GroundingError
from communique.extraction.gate import check, find_unheard, plain
from communique.extraction.reasons import words_of
from communique.model import (
    MeetingClaim,
    MeetingKind,
    Participant,
    Passage,
    Reading,
    RoleClaim,
    Span,
    Status,
    Step,
    document_id,
)

TEXT = (
    "Orla Venn, the chief of Quillon, flew in late. On Tuesday the “chief of\nQuillon” met Prime Minister Dao Temmer "
    "in Lusk for 40 minutes about focus groups. 다오 총리가 서울에서 만났다."
)


def passage(words: str, text: str = TEXT) -> Passage:
    start = text.index(words)
    return Span(start, start + len(words)).passage(text)


EVIDENCE = passage(
    "On Tuesday the “chief of\nQuillon” met Prime Minister Dao Temmer in Lusk for 40 minutes about focus groups."
)

MEETING = MeetingClaim(
    document=document_id(TEXT),
    status=Status.HELD,
    background=False,
    kind=MeetingKind.MEETING,
    participants=(Participant(name="Dao Temmer", role="prime minister", mention="Prime Minister Dao Temmer"),),
    evidence=(EVIDENCE,),
    city="Lusk",
    duration_minutes=40,
)


def try_gate(claim: MeetingClaim | RoleClaim, *steps: Step, text: str = TEXT) -> None:
    check(claim, Reading(claim=claim.id, rule="test.v1", score=1.0, steps=steps), text)


def step(field: str, value: str | None, *words: str, because: str | None = None) -> Step:
    return Step(field=field, rule="test.step.v1", value=value, read=tuple(map(passage, words)), because=because)


def test_values_in_the_quote_pass_whatever_their_case_spacing_and_quotation_marks() -> None:
    try_gate(MEETING)
    check(MEETING, None, TEXT)
    party = Participant(name=None, mention='"CHIEF OF QUILLON"')
    try_gate(replace(MEETING, participants=(*MEETING.participants, party)))


@pytest.mark.parametrize(
    "evidence",
    [
        (),
        (Passage(start=EVIDENCE.start + 1, end=EVIDENCE.end + 1, quote=EVIDENCE.quote),),
        (Passage(start=EVIDENCE.start, end=EVIDENCE.end, quote=EVIDENCE.quote.upper()),),
        (Passage(start=5000, end=5003, quote="met"),),
        (Passage(start=3, end=3, quote=""),),
        (EVIDENCE, Passage(start=0, end=4, quote="Orle")),
    ],
)
def test_a_quote_that_does_not_stand_there_is_refused(evidence: tuple[Passage, ...]) -> None:
    with pytest.raises(GroundingError, match=r"no evidence|quotes"):
        try_gate(replace(MEETING, evidence=evidence))


@pytest.mark.parametrize(
    "change",
    [
        {"date": "2031-02-04"},
        {"city": "Port Lusk"},
        {"city": "us"},
        {"place": "the palace"},
        {"country": "IE"},
        {"duration_minutes": 4},
        {"topics": ("focus", "wheat")},
        {"initiative": "Quillons"},
        {"reported_through": ("a spokesman",)},
        {"participants": (Participant(name="Orla Venn", mention="chief of\nQuillon"),)},
        {"participants": (Participant(name="Dao Temmer", role="King", mention="Dao Temmer"),)},
        {"participants": (Participant(name="Dao Temmer", organisation="Temmerland", mention="Dao Temmer"),)},
        {"participants": (Participant(name="Dao Temmer", mention="Dao Temmer", country="XX"),)},
    ],
)
def test_a_value_from_nowhere_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(GroundingError, match="in no quote and which no step arrives at"):
        try_gate(replace(MEETING, **change))


def test_a_step_for_its_field_binds_a_value_to_other_words() -> None:
    boss = Participant(name="Orla Venn", mention="chief of\nQuillon")
    claim = replace(MEETING, participants=(boss,), date="2031-02-04")
    alias = step("participants.0.name", "Orla Venn", "Orla Venn, the chief of Quillon", because="the same post")
    date = step("date", "2031-02-04", "Tuesday", because="the Tuesday before the report")
    try_gate(claim, alias, date)
    for missing in ((alias,), (date,), ()):
        with pytest.raises(GroundingError, match="in no quote"):
            try_gate(claim, *missing)


def test_a_step_for_another_field_or_to_another_value_binds_nothing() -> None:
    claim = replace(MEETING, date="2031-02-04")
    for wrong in (step("city", "2031-02-04", "Tuesday"), step("date", "2031-02-05", "Tuesday"), step("dates", None)):
        with pytest.raises(GroundingError, match="in no quote"):
            try_gate(claim, wrong)


def test_a_step_for_the_whole_binds_its_parts() -> None:
    boss = Participant(name="Orla Venn", mention="chief of\nQuillon")
    try_gate(replace(MEETING, participants=(boss,)), step("participants.0", None, "Orla Venn, the chief of Quillon"))
    with pytest.raises(GroundingError, match="in no quote"):  # participant 10 is not part of participant 1
        try_gate(
            replace(MEETING, participants=(*MEETING.participants * 10, boss)),
            step("participants.1", None, "Orla Venn, the chief of Quillon"),
        )


def test_a_step_that_misquotes_is_refused() -> None:
    wrong = Step(field="date", rule="test.v1", value=None, read=(Passage(start=0, end=4, quote="Venn"),))
    with pytest.raises(GroundingError, match=r"step test\.v1 for date quotes 'Venn' at 0-4, where the text has 'Orla'"):
        try_gate(MEETING, wrong)


def test_a_reason_given_with_the_claim_bears_an_inferred_field() -> None:
    try_gate(replace(MEETING, country="IE", because={"country": "Lusk lies in Ireland"}))


def test_a_reading_of_another_claim_is_refused() -> None:
    with pytest.raises(GroundingError, match="its reading speaks of mtg_0"):
        check(MEETING, Reading(claim="mtg_0", rule="test.v1", score=1.0), TEXT)


def test_scripts_without_spaces_are_not_held_to_word_bounds() -> None:
    korean = replace(
        MEETING,
        participants=(Participant(name="다오", role="총리", mention="다오 총리"),),
        evidence=(passage("다오 총리가 서울에서 만났다."),),
        city="서울",
        duration_minutes=None,
    )
    try_gate(korean)


def test_roles_pass_the_same_gate() -> None:
    post = RoleClaim(
        document=document_id(TEXT),
        person="Orla Venn",
        role="chief",
        organisation="Quillon",
        evidence=(passage("Orla Venn, the chief of Quillon"),),
    )
    try_gate(post)
    for change in ({"person": "Orla"}, {"interval": None}):
        try_gate(replace(post, **change))
    for wrong in ({"person": "Dao Temmer"}, {"role": "founder"}, {"organisation": "Quill"}, {"interval": "2031"}):
        with pytest.raises(GroundingError, match="in no quote"):
            try_gate(replace(post, **wrong))


def test_a_megabyte_of_near_misses_takes_no_time() -> None:
    text = "aab" * 350_000 + " " + "".join(random.Random(1).choices("ab", k=1000))
    claim = replace(
        MEETING,
        participants=(),
        evidence=(Span(0, len(text)).passage(text),),
        city="aabaabaabaabaabaab" + "a",
        duration_minutes=None,
    )
    started = time.process_time()
    with pytest.raises(GroundingError):
        try_gate(claim, text=text)
    assert time.process_time() - started < 3


def test_a_word_found_often_within_others_and_once_alone_is_found() -> None:
    role = RoleClaim(document="d", person="Ix", role="ix", organisation=None, evidence=())
    within = "mixing fixers " * 400
    for end, passes in ((" and Ix.", True), (" and fix.", False), ("Ix", False), ("…Ix…", True), ("이Ix", True)):
        text = within.strip() + end
        told = replace(role, evidence=(Span(0, len(text)).passage(text),))
        if passes:
            try_gate(told, text=text)
        else:
            with pytest.raises(GroundingError, match="person is 'Ix'"):
                try_gate(told, text=text)


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"place": "the Moon"}, {"place": "it is said that they met there, near Lusk"}),
        ({"topics": ("weapons",)}, {"topics": "focus groups are weapons"}),
        ({"initiative": "Ivo Brandt"}, {"initiative": "Temmer was asked by him"}),
        ({"reported_through": ("a spokesman",)}, {"reported_through": "Quillon has one"}),
        (
            {"participants": (Participant(name="Ivo Brandt", mention="chief of\nQuillon"),)},
            {"participants.0.name": "he is the chief of Quillon"},
        ),
        (
            {"participants": (Participant(name="Dao Temmer", mention="Dao Temmer", role="King"),)},
            {"participants": "Temmer is known as the king"},
        ),
    ],
)
def test_no_reason_bears_a_name_or_a_phrase_that_the_text_does_not_have(
    change: dict[str, Any], because: dict[str, str]
) -> None:
    with pytest.raises(GroundingError, match="stands nowhere in the text, whatever the reason"):
        try_gate(replace(MEETING, **change, because=because))


def test_a_reason_bears_a_name_that_stands_elsewhere_in_the_text() -> None:
    boss = Participant(name="Orla Venn", mention="chief of\nQuillon")
    for field in ("participants.0.name", "participants.0", "participants"):
        try_gate(replace(MEETING, participants=(boss,), because={field: "Orla Venn is the chief of Quillon"}))


@pytest.mark.parametrize("reason", ["so it is", "inferred by the model", "-", "Dublin is the capital"])
def test_a_reason_that_takes_up_nothing_of_the_evidence_bears_nothing(reason: str) -> None:
    with pytest.raises(GroundingError, match="takes up nothing that its evidence says"):
        try_gate(replace(MEETING, country="IE", because={"country": reason}))


def test_a_reason_for_the_whole_does_not_bear_what_is_worked_out_of_a_part() -> None:
    guest = replace(MEETING.participants[0], country="IE")
    with pytest.raises(GroundingError, match=r"participants\.0\.country is 'IE', which is in no quote"):
        try_gate(replace(MEETING, participants=(guest,), because={"participants": "Lusk lies in Ireland"}))
    try_gate(replace(MEETING, participants=(guest,), because={"participants.0.country": "Lusk lies in Ireland"}))


def unheard(claim: MeetingClaim, *steps: Step) -> list[str]:
    return list(find_unheard(claim, steps, plain(TEXT), words_of(TEXT)))


def test_names_that_the_text_has_nowhere_are_told() -> None:
    assert unheard(MEETING) == []
    invented = replace(MEETING, participants=(replace(MEETING.participants[0], names=("Dao Temmer", "D. T. Smith")),))
    assert unheard(invented) == ["participants.0.names is 'D. T. Smith', which stands nowhere in the text"]


def test_a_step_from_outside_lends_no_words_to_a_text() -> None:
    claim = replace(MEETING, place="Grand Hotel", because={"place": "Lusk has one hotel"})
    assert unheard(claim, step("place", "Grand Hotel", "Lusk")) == [
        "place is 'Grand Hotel', which the text does not say"
    ]
    assert unheard(replace(MEETING, place="group of Quillon")) == []  # the words stand there, in other forms


def test_what_a_step_from_outside_works_out_it_reads_from_something() -> None:
    claim = replace(MEETING, date="2031-02-04")
    assert unheard(claim, step("date", "2031-02-04")) == ["date is '2031-02-04', for which no step reads anything"]
    assert unheard(claim, step("date", "2031-02-04", "Tuesday")) == []
    assert unheard(replace(claim, because={"date": "the Tuesday before the report"})) == []


def test_a_country_is_heard_in_its_people() -> None:
    guest = replace(MEETING.participants[0], organisation="Ireland")
    assert unheard(replace(MEETING, participants=(guest,))) == []
