"""Reference lists as evidence on which organisation a name means."""

from __future__ import annotations

import random
from typing import Any

import pytest
from by_hand import claim, facts

from communique.model import Judgement, MeetingClaim, NameKind, OtherName, Passage, Relation
from communique.model.reference import (
    BodyReference,
    FormerName,
    Reference,
    ReferenceOrganisation,
    ReferencePerson,
    ReferencePost,
)
from communique.resolution import Resolution, organisation_form_id, resolve

SAME = "organisations.same_reference.v1"


def listed(one: str, *names: str, country: str | None = None, name: str = "firms", **fields: Any) -> BodyReference:
    countries = (country,) if country is not None else ()
    short = fields.get("short", ())
    former = fields.get("former", ())
    every = (*names, *short, *(old.name for old in former))
    body = ReferenceOrganisation(id=one, name=names[0], names=every, countries=countries, **fields)
    return BodyReference(list=name, body=body)


VELMAR = listed(
    "b1",
    "Velmar Systems",
    "벨마르",
    country="NO",
    short=("VLS",),
    former=(FormerName(name="Okto", interval="../2021-10-28"),),
)


def found(
    *told: MeetingClaim,
    lists: tuple[BodyReference, ...],
    human: tuple[Judgement, ...] = (),
    people: tuple[Reference, ...] = (),
    day: str = "2024-02-29",
) -> Resolution:
    documents = [facts(name, day) for name in sorted({one.document for one in told})]
    return resolve(documents, told, human, bodies=lists, references=people)


def same(resolution: Resolution, a: tuple[str, str], b: tuple[str, str]) -> bool:
    return resolution.organisations.same(organisation_form_id(*a), organisation_form_id(*b))


def link(resolution: Resolution, *form: str) -> list[str]:
    return [one.id for one in resolution.body_links.get(organisation_form_id(*form), ())]


def test_a_name_in_another_script_and_a_former_name_are_one_body_through_a_list() -> None:
    told = (
        claim("d1", "Ines Okafor / CEO / Velmar Systems / NO", "Tove Aas"),
        claim("d2", "Ivo Sten / CEO / 벨마르", "Tove Aas"),
        claim("d3", "Lena Fors / CEO / Okto", "Tove Aas", date="2019-03-01"),
        claim("d4", "Lena Fors / CEO / VLS / NO", "Tove Aas"),
    )
    without = found(*told, lists=())
    assert not same(without, ("d1", "Velmar Systems"), ("d2", "벨마르"))
    with_list = found(*told, lists=(VELMAR,))
    for other in (("d2", "벨마르"), ("d3", "Okto"), ("d4", "VLS")):
        assert same(with_list, ("d1", "Velmar Systems"), other)
    why = [one for one in with_list.judgements if one.by == SAME]
    assert len(why) == 3
    assert all("list firms has Velmar Systems (b1)" in one.because for one in why)


@pytest.mark.parametrize("country", ["KR", "DE"])
def test_another_country_contradicts(country: str) -> None:
    told = (claim("d1", f"Ines Okafor / CEO / Velmar Systems / {country}", "Tove Aas"),)
    assert link(found(*told, lists=(VELMAR,)), "d1", "Velmar Systems") == []


def test_another_kind_contradicts() -> None:
    firm = listed("b1", "Kelvo Energy", kind="firm")
    office = listed("b2", "Kelvo Energy", kind="public")
    told = (claim("d1", "Ines Okafor / CEO / Kelvo Energy Ltd", "Tove Aas"),)
    assert link(found(*told, lists=(firm,)), "d1", "Kelvo Energy Ltd") == ["b1"]
    assert link(found(*told, lists=(office,)), "d1", "Kelvo Energy Ltd") == []


def test_an_acronym_needs_a_fact_beside_it() -> None:
    alone = (claim("d1", "Ines Okafor / CEO / VLS", "Tove Aas"),)
    assert link(found(*alone, lists=(VELMAR,)), "d1", "VLS") == []
    shown = (claim("d1", "Ines Okafor / CEO / VLS / NO", "Tove Aas"),)
    assert link(found(*shown, lists=(VELMAR,)), "d1", "VLS") == ["b1"]
    post = ReferencePost(role="CEO", organisation="Velmar Systems")
    boss = Reference(
        list="firms", person=ReferencePerson(id="p1", name="Ines Okafor", names=("Ines Okafor",), posts=(post,))
    )
    assert link(found(*alone, lists=(VELMAR,), people=(boss,)), "d1", "VLS") == ["b1"]
    other = Reference(list="else", person=boss.person)
    assert link(found(*alone, lists=(VELMAR,), people=(other,)), "d1", "VLS") == []


def test_an_acronym_counts_where_the_text_has_the_full_name() -> None:
    told = claim("d1", "Ines Okafor / CEO / VLS", "Tove Aas")
    given = OtherName(
        organisation="VLS", name="Velmar Systems", kind=NameKind.FULL, evidence=(Passage(start=0, end=4, quote="they"),)
    )
    from dataclasses import replace

    assert link(found(replace(told, other_names=(given,)), lists=(VELMAR,)), "d1", "VLS") == ["b1"]


def test_an_acronym_of_two_bodies_of_the_list_links_nothing() -> None:
    other = listed("b2", "Vask Local Savings", country="KR", short=("VLS",))
    told = (claim("d1", "Ines Okafor / CEO / VLS / NO", "Tove Aas"),)
    assert link(found(*told, lists=(VELMAR, other)), "d1", "VLS") == []
    assert link(found(*told, lists=(VELMAR, listed("b2", "Vask", short=("VLS",), name="banks"))), "d1", "VLS") == ["b1"]


def test_an_acronym_that_the_list_does_not_mark_is_one_all_the_same() -> None:
    told = (claim("d1", "Ines Okafor / CEO / KBO", "Tove Aas"),)
    assert link(found(*told, lists=(listed("b1", "Kelvo Boat Office", "KBO", country="NO"),)), "d1", "KBO") == []


def test_a_former_name_holds_for_its_time_and_needs_a_fact_later() -> None:
    def told(day: str, country: str = "") -> MeetingClaim:
        return claim("d1", f"Ines Okafor / CEO / Okto / {country}", "Tove Aas", date=day)

    assert link(found(told("2020-01-01"), lists=(VELMAR,)), "d1", "Okto") == ["b1"]
    assert link(found(told("2023-01-01"), lists=(VELMAR,)), "d1", "Okto") == []
    assert link(found(told("2023-01-01", "NO"), lists=(VELMAR,)), "d1", "Okto") == ["b1"]


def test_who_bears_the_name_now_and_who_bore_it_are_told_apart_by_the_day_alone() -> None:
    heir = listed("b2", "Okto", interval="2022-01-01/..")
    early = claim("d1", "Ines Okafor / CEO / Okto", "Tove Aas", date="2020-01-01")
    late = claim("d2", "Ines Okafor / CEO / Okto", "Tove Aas", date="2023-01-01")
    resolution = found(early, late, lists=(VELMAR, heir))
    assert link(resolution, "d1", "Okto") == ["b1"]
    assert link(resolution, "d2", "Okto") == ["b2"]
    assert not same(resolution, ("d1", "Okto"), ("d2", "Okto"))
    undated = listed("b2", "Okto")
    assert link(found(early, lists=(VELMAR, undated)), "d1", "Okto") == []


def test_two_bodies_of_a_list_are_never_merged() -> None:
    north, south = listed("b1", "Apeks", country="NO"), listed("b2", "Apeks", country="KR")
    told = (
        claim("d1", "Ines Okafor / CEO / Apeks / NO", "Tove Aas"),
        claim("d2", "Ines Okafor / CEO / Apeks / KR", "Tove Aas"),
        claim("d3", "Ines Okafor / CEO / Apeks", "Tove Aas"),
    )
    assert same(found(*told, lists=()), ("d1", "Apeks"), ("d2", "Apeks"))
    resolution = found(*told, lists=(north, south))
    assert link(resolution, "d3", "Apeks") == []
    assert not any(
        same(resolution, a, b)
        for a, b in (
            (("d1", "Apeks"), ("d2", "Apeks")),
            (("d1", "Apeks"), ("d3", "Apeks")),
            (("d2", "Apeks"), ("d3", "Apeks")),
        )
    )


def test_a_text_cannot_merge_what_the_list_tells_apart_and_a_person_can() -> None:
    okto, velmar = listed("b1", "Okto"), listed("b2", "Velmar")
    told = (
        claim("d1", "Ines Okafor / CEO / Okto", "Tove Aas"),
        claim("d2", "Ines Okafor / CEO / Okto, now Velmar", "Tove Aas"),
    )
    a, b = ("d1", "Okto"), ("d2", "Okto, now Velmar")
    assert same(found(*told, lists=()), a, b)
    assert not same(found(*told, lists=(okto, velmar)), a, b)
    decided = Judgement(
        left=organisation_form_id(*a),
        right=organisation_form_id(*b),
        relation=Relation.SAME,
        subject="organisation",
        by="mara",
        because="I know them",
        score=1.0,
    )
    assert same(found(*told, lists=(okto, velmar), human=(decided,)), a, b)


def test_ministries_need_the_country() -> None:
    ministries = tuple(
        listed(one, "Ministry of Defence", other, country=one.upper())
        for one, other in (("no", "Forsvarsdepartementet"), ("kr", "국방부"))
    )
    told = (
        claim("d1", "Ines Okafor / minister / Norwegian Ministry of Defence", "Tove Aas"),
        claim("d2", "Ines Okafor / minister / Forsvarsdepartementet", "Tove Aas"),
        claim("d3", "Ines Okafor / minister / Ministry of Defence", "Tove Aas"),
        claim("d4", "Bak Ji-won / minister / Ministry of Defence / KR", "Tove Aas"),
    )
    resolution = found(*told, lists=ministries)
    assert link(resolution, "d1", "Norwegian Ministry of Defence") == ["no"]
    assert link(resolution, "d3", "Ministry of Defence") == []
    assert link(resolution, "d4", "Ministry of Defence") == ["kr"]
    assert same(resolution, ("d1", "Norwegian Ministry of Defence"), ("d2", "Forsvarsdepartementet"))


def test_the_order_of_claims_and_lists_changes_nothing() -> None:
    chance = random.Random(7)
    names = (
        "Okto",
        "Velmar Systems",
        "VLS",
        "벨마르",
        "Apeks",
        "Apeks Group",
        "Ministry of Defence",
        "Okto, now Velmar Systems",
    )
    lists = [
        VELMAR,
        listed("b2", "Apeks", country="NO"),
        listed("b3", "Apeks", country="KR"),
        listed("b4", "Okto", country="KR"),
    ]
    for _ in range(30):
        told = []
        for number in range(12):
            body, country = chance.choice(names), chance.choice(("NO", "KR", ""))
            party = f"Person{number % 3} Fors / CEO / {body} / {country}"
            day = chance.choice(("2019-01-01", "2023-01-01", None))
            told.append(claim(f"d{number}", party, "Tove Aas", date=day))
        first = found(*told, lists=tuple(lists))
        chance.shuffle(told)
        chance.shuffle(lists)
        again = found(*told, lists=tuple(lists))
        assert first == again
        for group in first.organisations:
            meant = {one.id for form in group for one in first.body_links.get(form, ())}
            assert len(meant) < 2
