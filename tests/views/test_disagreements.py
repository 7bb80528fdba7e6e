from __future__ import annotations

import itertools
from typing import Any

import pytest
from hand_made import INES, MARA, claim, facts, meeting
from hypothesis import given
from hypothesis import strategies as st

from communique.model import MeetingClaim, Participant, PartyKind, Passage, Status
from communique.views.disagreements import find_disagreements

TOMAS = Participant(name="Tomas Brandt", mention="Tomas Brandt", role="minister", organisation="Norland")


def told(document: str, *parties: Participant, says: str = "they met", **fields: Any) -> MeetingClaim:
    fields.setdefault("date", "2031-02-10")
    made = claim(document, *parties, **fields)
    return MeetingClaim(
        **{name: getattr(made, name) for name in made.__slots__ if name != "evidence"},
        evidence=(Passage(start=0, end=len(says), quote=says),),
    )


def differing(field: str, a: Any, b: Any, **fields: Any) -> list[Any]:
    found = find_disagreements([told("d1", **{field: a}, **fields), told("d2", **{field: b})])
    return [one.value for one in found.get(field, ())]


@pytest.mark.parametrize(
    ("field", "a", "b"),
    [
        ("duration_minutes", 30, 40),
        ("duration_minutes", 60, 70),
        ("duration_minutes", 330, 450),
        ("date", "2031-02-10", "2031-02-11"),
        ("date", "2031-02-10", "2031-03"),
        ("place", "Heron Hotel", "Kestrel Hotel"),
        ("place", "the Kestrel Palace", "Brasserie Mondo restaurant"),
        ("city", "Lisbon", "Porto"),
        ("country", "PT", "ES"),
        ("initiative", "the Velmar board", "the palace"),
    ],
)
def test_values_that_cannot_both_be_right(field: str, a: Any, b: Any) -> None:
    assert differing(field, a, b) == sorted([a, b], key=str)


@pytest.mark.parametrize(
    ("field", "a", "b"),
    [
        ("duration_minutes", 30, 35),  # half an hour or so
        ("duration_minutes", 120, 105),
        ("date", "2031-02-10", "2031-02"),
        ("date", "2031-02-10", "2031-02-09/2031-02-12"),
        ("place", "Heron Hotel", "the hotel by the lake"),
        ("place", "Rumah Kelang", "a colonial bungalow"),
        ("place", "Lake Hall", "Kestrel Palace"),  # a hall may lie within a palace
        ("place", "Heron Hotel", "the Heron"),
        ("place", "defence ministry", "Minister's office"),
        ("city", "Hà Nội", "Ha Noi"),
        ("initiative", "Velmar", "Ines Okafor"),  # its chief
        ("initiative", "Velmar", "the Velmar firm"),
        ("initiative", None, "Velmar"),
    ],
)
def test_the_same_in_other_words_is_no_disagreement(field: str, a: Any, b: Any) -> None:
    assert differing(field, a, b) == []


@pytest.mark.parametrize(
    ("field", "a", "b"),
    [
        ("date", "2031-02-10", "2031-02-12"),
        ("place", "Heron Hotel", "Kestrel Hotel"),
        ("city", "Lisbon", "Porto"),
        ("duration_minutes", 30, 90),
    ],
)
def test_what_was_planned_otherwise_has_changed_and_is_no_disagreement(field: str, a: Any, b: Any) -> None:
    assert differing(field, a, b, status=Status.PLANNED) == []


def test_a_text_that_leaves_it_between_two_gives_both() -> None:
    found = find_disagreements(
        [told("d1", initiative="the council or the palace"), told("d2", initiative="the palace"), told("d3")]
    )
    assert [(one.value, one.documents) for one in found["initiative"]] == [
        ("the council", ("d1",)),
        ("the palace", ("d1", "d2")),
    ]


def test_one_text_that_says_both_contradicts_nobody() -> None:
    assert not find_disagreements([told("d1", duration_minutes=30), told("d1", duration_minutes=90)])


ABSENT = [
    "Mr Brandt did not attend.",
    "Brandt was absent, said an aide.",
    "The two spoke without Mr Brandt.",
    "It took place in the absence of the minister Tomas Brandt.",
    "Brandt, who had a cold, could not be present",
    "Tomas Brandt stayed away",
    "Brandt wasn't in the room",
]
PRESENT = [
    "Mr Brandt attended.",
    "Brandt was not amused.",
    "Without delay Mr Brandt opened the talks; nobody was absent.",
    "Brandt did not say who had attended.",
    "Brandt sat beside her. Another minister was absent.",
]


@pytest.mark.parametrize("says", ABSENT)
def test_somebody_of_whom_another_text_says_that_he_was_not_there(says: str) -> None:
    found = find_disagreements([told("d1", MARA, INES, TOMAS), told("d2", MARA, INES, says=says)])
    assert [(one.value, one.documents) for one in found["participants"]] == [
        ("with Tomas Brandt", ("d1",)),
        ("without Tomas Brandt", ("d2",)),
    ]


@pytest.mark.parametrize("says", PRESENT)
def test_a_list_that_leaves_somebody_out_contradicts_nothing(says: str) -> None:
    assert not find_disagreements([told("d1", MARA, INES, TOMAS), told("d2", MARA, INES, says=says)])


@pytest.mark.parametrize(
    "says", ["a one-on-one of the two", "They spoke with nobody else in the room", "just the two of them"]
)
def test_two_who_were_alone_by_one_text_and_three_by_another(says: str) -> None:
    found = find_disagreements([told("d1", MARA, INES, TOMAS), told("d2", MARA, INES, says=says)])
    assert [one.value for one in found["participants"]] == [
        "Mara Olsen and Ines Okafor alone",
        "with Tomas Brandt",
    ]
    # First alone, then with others: one text can say both of one occasion.
    assert not find_disagreements([told("d1", MARA, INES, TOMAS, says=says), told("d2", MARA, INES, says=says)])


def group(mention: str) -> Participant:
    return Participant(name=None, mention=mention, kind=PartyKind.GROUP)


@pytest.mark.parametrize(
    ("a", "b", "differ"),
    [
        ("eight executives", "ten executives", True),
        ("8 executives", "eight executives", False),
        ("eight executives", "ten ministers", False),
        ("some executives", "ten executives", False),
    ],
)
def test_the_same_people_counted_differently(a: str, b: str, differ: bool) -> None:
    found = find_disagreements([told("d1", MARA, group(a)), told("d2", MARA, group(b))])
    assert ("participants" in found) is differ


def test_the_value_in_force_says_what_it_was_chosen_by() -> None:
    documents = [facts(f"d{n}", f"2031-02-1{n}") for n in range(1, 5)]

    def settled(*lengths: int, **fields: Any) -> list[tuple[Any, int, bool, str | None]]:
        given = [claim(f"d{n}", date="2031-02-10", duration_minutes=x, **fields) for n, x in enumerate(lengths, 1)]
        versions = meeting(documents, given).disagreements["duration_minutes"]
        return [(one.value, one.sources, one.in_force, one.because) for one in versions]

    assert settled(30, 45, 45) == [(30, 1, False, None), (45, 2, True, "2 independent sources against 1")]
    assert settled(30, 45) == [(30, 1, True, "told closer to the day"), (45, 1, False, None)]
    undated = [claim("x1", date="2031-02-10", duration_minutes=60), claim("x2", date="2031-02-10", duration_minutes=72)]
    versions = meeting([], undated).disagreements["duration_minutes"]
    assert [(one.value, one.in_force) for one in versions] == [(60, False), (72, True)]
    assert versions[1].because == "the less rounded, else the smaller: nothing else tells them apart"


def test_exactly_one_value_of_a_field_is_in_force_and_it_is_the_one_listed() -> None:
    documents = [facts("d1", "2031-02-11"), facts("d2", "2031-02-12"), facts("d3", "2031-02-13")]
    given = [
        claim("d1", date="2031-02-10", place="Heron Hotel", initiative="Velmar"),
        claim("d2", date="2031-02-11", place="Kestrel Hotel", initiative="the Harbour Council"),
        claim("d3", date="2031-02-11", place="Heron Hotel", initiative="the Harbour Council"),
    ]
    found = meeting(documents, given)
    assert set(found.disagreements) == {"date", "place", "initiative"}
    for name, versions in found.disagreements.items():
        (chosen,) = [one for one in versions if one.in_force]
        assert chosen.value == getattr(found, name)
        assert chosen.because is not None


@given(st.permutations(range(4)))
def test_disagreements_do_not_depend_on_the_order_of_reports(order: list[int]) -> None:
    given = [
        told("d1", MARA, INES, TOMAS, duration_minutes=30, place="Heron Hotel"),
        told("d2", MARA, INES, says="Brandt did not attend", duration_minutes=70),
        told("d3", MARA, INES, duration_minutes=45, place="Kestrel Hotel", city="Lisbon"),
        told("d4", MARA, INES, date="2031-02-11", city="Porto"),
    ]
    assert find_disagreements([given[n] for n in order]) == find_disagreements(given)


def test_hostile_names_and_passages_take_no_time() -> None:
    odd = Participant(name="x (" * 200, mention="x", role=None, organisation=None)
    long = "without " * 2000 + "Brandt was " * 2000
    found = find_disagreements([told("d1", MARA, odd, TOMAS), *(told(f"e{n}", MARA, says=long) for n in range(3))])
    assert list(itertools.chain(*found.values())) is not None
