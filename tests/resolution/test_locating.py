"""Decisions found again after a text was read anew."""

from __future__ import annotations

from dataclasses import replace

import pytest
from by_hand import claim

from communique.model import Decision, MeetingClaim, MeetingKind, Member, Passage, Relation
from communique.resolution import organisation_form_id, person_form_id
from communique.resolution.locating import locate
from communique.resolution.named import label_of, spans_of


def member(one: MeetingClaim) -> Member:
    return Member(id=one.id, document=one.document, name=label_of(one), spans=spans_of(one))


def name(document: str, written: str) -> Member:
    return Member(id=person_form_id(document, written), document=document, name=written)


def decision(left: Member, right: Member, subject: str = "meeting") -> Decision:
    return Decision(
        id="jdg_1",
        left=(left,),
        right=(right,),
        relation=Relation.SAME,
        subject=subject,
        by="Ana",
        because=None,
        decided="2031-01-01",
    )


def moved(one: MeetingClaim, start: int, end: int, **fields: object) -> MeetingClaim:
    return replace(one, evidence=(Passage(start=start, end=end, quote="x" * (end - start)),), **fields)  # type: ignore[arg-type]


ONE = claim("doc_1", "Orla Venndo", "Dao Kelumi", date="2031-05-06")
OTHER = claim("doc_2", "Orla Venndo", "Dao Kelumi", date="2031-05-07")


def test_what_is_there_stays_as_it_is() -> None:
    given = decision(member(ONE), member(OTHER))
    assert locate([given], ["doc_1", "doc_2"], [ONE, OTHER]).decisions == (given,)


def test_the_claim_that_covers_most_of_the_same_words_succeeds() -> None:
    long = moved(ONE, 10, 110)
    near, far = moved(ONE, 12, 112, kind=MeetingKind.VISIT), moved(ONE, 60, 160, kind=MeetingKind.DINNER)
    (found,) = locate([decision(member(long), member(OTHER))], ["doc_1", "doc_2"], [near, far, OTHER]).decisions
    assert {one.id for one in (*found.left, *found.right)} == {near.id, OTHER.id}
    assert found.unmet is None


def test_of_two_claims_on_the_same_words_the_one_that_tells_the_same_succeeds() -> None:
    old = moved(ONE, 10, 110)
    same = moved(ONE, 10, 110, kind=MeetingKind.VISIT)
    strange = moved(claim("doc_1", "Bram Tilu", "Kemi Norasa"), 10, 110)
    (found,) = locate([decision(member(old), member(OTHER))], ["doc_1", "doc_2"], [strange, same, OTHER]).decisions
    assert same.id in {one.id for one in (*found.left, *found.right)}


@pytest.mark.parametrize(
    "left",
    [
        [],
        [moved(ONE, 500, 600, kind=MeetingKind.VISIT)],  # other words of the text
        [moved(claim("doc_1", "Bram Tilu", "Kemi Norasa"), 10, 110)],  # other people in the same words
        [replace(moved(ONE, 10, 110), document="doc_3")],  # another text
    ],
)
def test_without_a_successor_it_is_told_and_without_effect(left: list[MeetingClaim]) -> None:
    old = moved(ONE, 10, 110)
    (found,) = locate([decision(member(old), member(OTHER))], ["doc_1", "doc_2"], [*left, OTHER]).decisions
    assert found.unmet == "no longer read in this ledger: Orla Venndo, Dao Kelumi, meeting 2031-05-06"
    assert {one.id for one in (*found.left, *found.right)} == {old.id, OTHER.id}


def test_two_successors_equally_near_are_none() -> None:
    old = moved(ONE, 10, 110)
    twins = [moved(ONE, 10, 110, kind=MeetingKind.VISIT), moved(ONE, 10, 110, kind=MeetingKind.LUNCH)]
    labels = {label_of(twin) for twin in twins}
    assert len(labels) == 2
    (found,) = locate([decision(member(old), member(OTHER))], ["doc_1", "doc_2"], [*twins, OTHER]).decisions
    chosen = {one.id for one in (*found.left, *found.right)} & {twin.id for twin in twins}
    assert found.unmet is not None or len(chosen) == 1


def test_two_sides_that_became_one_claim_have_no_effect() -> None:
    a, b = moved(ONE, 10, 110), moved(ONE, 20, 120, kind=MeetingKind.VISIT)
    merged = moved(ONE, 10, 120, kind=MeetingKind.SUMMIT)
    (found,) = locate([decision(member(a), member(b))], ["doc_1"], [merged]).decisions
    assert found.unmet is not None
    assert found.unmet.startswith("both are read as one now")


@pytest.mark.parametrize(
    ("judged", "read", "succeeds"),
    [
        ("Dao Kelumi", "Mr Dao Kelumi", True),
        ("Dao Minh Kelumi", "Dao Kelumi", True),
        ("Dao Kelumi", "Dao Kelemi", False),  # a letter makes a brother
        ("Dao Kelumi", "Bram Tilu", False),
    ],
)
def test_a_name_read_otherwise_is_followed_if_it_can_be_the_same_persons(
    judged: str, read: str, succeeds: bool
) -> None:
    now = claim("doc_1", "Orla Venndo", read)
    given = decision(name("doc_1", judged), name("doc_2", "Dao Kelumi"), "person")
    (found,) = locate([given], ["doc_1", "doc_2"], [now, OTHER]).decisions
    assert (found.unmet is None) is succeeds
    if succeeds:
        assert found.left[0].id == person_form_id("doc_1", read)


def test_an_organisation_keeps_its_decision_without_its_legal_form() -> None:
    old = Member(id=organisation_form_id("doc_1", "Sativo Motors Inc."), document="doc_1", name="Sativo Motors Inc.")
    other = Member(id=organisation_form_id("doc_2", "Sativo"), document="doc_2", name="Sativo")
    claims = [claim("doc_1", "*Sativo Motors", "Orla Venndo"), claim("doc_2", "*Sativo", "Orla Venndo")]
    (found,) = locate([decision(old, other, "organisation")], ["doc_1", "doc_2"], claims).decisions
    assert found.unmet is None
    assert found.left[0].id == organisation_form_id("doc_1", "Sativo Motors")


def test_a_decision_of_an_earlier_version_names_no_document_and_is_found_anywhere() -> None:
    bare = decision(Member(id=ONE.id), Member(id=OTHER.id))
    (found,) = locate([bare], ["doc_1", "doc_2"], [ONE, OTHER]).decisions
    assert found.unmet is None
    (lost,) = locate([bare], ["doc_1"], [ONE]).decisions
    assert lost.unmet is not None
