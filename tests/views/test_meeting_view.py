from __future__ import annotations

from hand_made import INES, MARA, claim, facts, meeting, meetings
from hypothesis import given
from hypothesis import strategies as st

from communique.model import CopyGrade, MeetingKind, Participant, PartyKind, Status
from communique.resolution import resolve
from communique.resolution.copies.copy import Copy
from communique.views import build_meetings, meeting_id


def test_held_beats_planned_and_the_history_keeps_the_way() -> None:
    found = meeting(
        [facts("d1", "2031-02-01"), facts("d2", "2031-01-20"), facts("d3", "2031-02-11")],
        [
            claim("d1", status=Status.PLANNED, date="2031-02-10"),
            claim("d2", status=Status.POSSIBLE),
            claim("d3", date="2031-02-10"),
        ],
    )
    assert found.status is Status.HELD
    assert [stage.status for stage in found.history] == [Status.POSSIBLE, Status.PLANNED, Status.HELD]
    assert [stage.document for stage in found.history] == ["d2", "d1", "d3"]
    assert [report.document for report in found.reports] == ["d2", "d1", "d3"]
    assert not found.disagreements


def test_of_plans_the_one_published_last_is_in_force() -> None:
    documents = [facts("d1", "2031-02-01"), facts("d2", "2031-02-05"), facts("d3")]
    told = [
        claim("d1", status=Status.PLANNED, date="2031-02-10"),
        claim("d2", status=Status.CANCELLED, date="2031-02-10"),
        claim("d3", status=Status.POSSIBLE, date="2031-02-10"),
    ]
    assert meeting(documents, told).status is Status.CANCELLED


def test_the_date_in_force_is_the_most_precise_that_most_independent_sources_bear_out() -> None:
    documents = [facts("d1", "2031-02-11"), facts("d2", "2031-02-11"), facts("d3", "2031-03-01")]
    told = [
        claim("d1", date="2031-02-10"),
        claim("d2", date="2031-02-09/2031-02-10"),
        claim("d3", date="2031-02", background=True),
    ]
    assert meeting(documents, told).date == "2031-02-10"


def test_the_date_of_the_meeting_beats_the_date_announced() -> None:
    visit = {"kind": MeetingKind.VISIT, "city": "Lisbon"}
    documents = [facts("d1", "2031-02-01"), facts("d2", "2031-02-02"), facts("d3", "2031-02-10")]
    told = [
        claim("d1", status=Status.PLANNED, date="2031-02-10", **visit),
        claim("d2", status=Status.PLANNED, date="2031-02-10", **visit),
        claim("d3", date="2031-02-09", **visit),
    ]
    found = meeting(documents, told)
    assert found.date == "2031-02-09"
    assert "date" not in found.disagreements  # it was moved, which is no contradiction


def test_contradictions_are_shown_side_by_side_with_who_says_which() -> None:
    documents = [facts("d1", "2031-02-11"), facts("d2", "2031-02-12")]
    told = [
        claim("d1", date="2031-02-10", duration_minutes=30, initiative="Velmar"),
        claim("d2", date="2031-02-10", duration_minutes=40, initiative="the Velmar firm"),
    ]
    found = meeting(documents, told)
    assert {name: [(d.value, d.documents) for d in values] for name, values in found.disagreements.items()} == {
        "duration_minutes": [(30, ("d1",)), (40, ("d2",))]
    }
    assert found.duration_minutes == 30  # closer to the day


def test_a_denial_of_what_another_reports_is_a_disagreement() -> None:
    told = [claim("d1", date="2031-02-10"), claim("d2", date="2031-02-10", status=Status.DENIED)]
    found = meeting([facts("d1", "2031-02-11"), facts("d2", "2031-02-12")], told)
    assert found.status is Status.HELD
    assert [one.value for one in found.disagreements["status"]] == ["denied", "held"]


def test_copies_do_not_outvote_a_second_source() -> None:
    copied = Copy(document="d2", other="d1", grade=CopyGrade.EXACT, score=1.0, because="the same words")
    documents = [
        facts("d1", "2031-02-11"),
        facts("d2", "2031-02-11"),
        facts("d3", "2031-02-11"),
        facts("d4", "2031-02-12"),
    ]
    told = [
        claim("d1", date="2031-02-10", duration_minutes=40),
        claim("d2", date="2031-02-10", duration_minutes=40),
        claim("d3", date="2031-02-10", duration_minutes=30),
        claim("d4", date="2031-02-10", duration_minutes=30),
    ]
    (found,) = build_meetings(documents, told, resolve(documents, told), copies=[copied])
    assert found.independent_sources == 3
    assert found.duration_minutes == 30
    assert sorted((one.document, one.copy_of, one.grade, one.counted_with) for one in found.reports) == [
        ("d1", None, None, None),
        ("d2", "d1", CopyGrade.EXACT, "d1"),
        ("d3", None, None, None),
        ("d4", None, None, None),
    ]


def test_the_closer_kind_and_the_fullest_place_are_shown() -> None:
    told = [
        claim("d1", date="2031-02-10", place="Harbour Palace", city="Lisbon", country="PT"),
        claim("d2", date="2031-02-10", kind=MeetingKind.DINNER, place="harbour palace"),
    ]
    found = meeting([facts("d1", "2031-02-11"), facts("d2", "2031-02-11")], told)
    assert (found.kind, found.place, found.city, found.country) == (
        MeetingKind.DINNER,
        "Harbour Palace",
        "Lisbon",
        "PT",
    )


def test_parties_are_joined_under_the_fullest_name_with_the_role_at_the_time() -> None:
    short = Participant(name="Olsen", mention="Olsen", role="president", organisation="Norland", names=("Olsen", "she"))
    aides = Participant(name=None, mention="three aides", kind=PartyKind.GROUP)
    told = [claim("d1", MARA, INES, date="2031-02-10"), claim("d2", INES, short, aides, date="2031-02-10")]
    found = meeting([facts("d1", "2031-02-11"), facts("d2", "2031-02-11")], told)
    assert [party.name for party in found.participants] == ["Mara Olsen", "Ines Okafor", None]
    mara, _, group = found.participants
    assert mara.names == ("Mara Olsen", "Olsen", "she")
    assert mara.organisation == "Norland"
    assert len(mara.claims) == 2
    assert (group.mention, group.kind, group.names) == ("three aides", PartyKind.GROUP, ())


def test_what_one_text_gives_outright_is_not_inferred() -> None:
    guessed = claim("d1", date="2031-02-10", city="Lisbon", because={"city": "the palace lies in Lisbon"})
    assert meeting([facts("d1")], [guessed]).because == {"city": "the palace lies in Lisbon"}
    assert meeting([facts("d1"), facts("d2")], [guessed, claim("d2", date="2031-02-10", city="Lisbon")]).because == {}


def test_a_value_of_a_party_is_inferred_where_no_text_gives_it_outright() -> None:
    why = "Norland is the country that the text speaks of with Mara Olsen"
    for number, parties in enumerate(((MARA, INES), (INES, MARA))):
        guessed = claim("d1", *parties, date="2031-02-10", because={f"participants.{number}.organisation": why})
        found = meeting([facts("d1")], [guessed])
        at = [party.name for party in found.participants].index("Mara Olsen")
        assert found.because == {f"participants.{at}.organisation": why}
        outright = claim("d2", MARA, INES, date="2031-02-10")
        assert meeting([facts("d1"), facts("d2")], [guessed, outright]).because == {}


def test_any_claim_finds_its_meeting_and_the_id_is_of_the_smallest() -> None:
    told = [claim("d1", date="2031-02-10"), claim("d2", date="2031-02-10")]
    found = meeting([], told)
    assert found.claims == tuple(sorted(one.id for one in told))
    assert found.id == meeting_id(reversed(found.claims))
    assert found.reports[0].source == found.reports[0].document  # a document that nobody described


def test_meetings_come_by_date_and_undated_ones_last() -> None:
    told = [claim("d1"), claim("d2", date="2031-02-10"), claim("d3", date="2030")]
    found = meetings([facts("d1"), facts("d2"), facts("d3")], [*told, claim("d4", date="2031-05-05")])
    assert [one.date for one in found] == ["2030", "2031-02-10", "2031-05-05", None]


@given(st.permutations(range(5)))
def test_the_view_does_not_depend_on_the_order_of_claims(order: list[int]) -> None:
    told = [
        claim("d1", date="2031-02-10", place="Mill", duration_minutes=30, topics=("rail", "steel")),
        claim("d2", date="2031-02-10", place="Old Mill", duration_minutes=40, topics=("Steel",)),
        claim("d3", date="2031-02", background=True, city="Lisbon"),
        claim("d4", status=Status.PLANNED, initiative="Velmar"),
        claim("d5", date="2031-07-10"),
    ]
    documents = [facts(f"d{n}", f"2031-02-0{n}") for n in range(1, 5)]
    shuffled = [told[at] for at in order]
    assert build_meetings(documents, shuffled, resolve(documents, shuffled)) == build_meetings(
        documents, told, resolve(documents, told)
    )
