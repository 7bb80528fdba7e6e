from __future__ import annotations

import pytest
from by_hand import claim

from communique.model import Judgement, Participant, PartyKind, Relation
from communique.resolution.clusters import Clusters
from communique.resolution.organisations import fold_organisation, organisation_form_id, resolve_organisations


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Velmar Corp.", "Velmar"),
        ("The Velmar Co., Ltd.", "velmar"),
        ("Velmar S.A.", "VELMAR"),
        ("Velmar Group", "Velmar plc"),
        ("Brødrene Holt & Sons", "Brodrene Holt and Sons"),
        ("Harbour Safety Commission (HSC)", "Harbour Safety Commission"),
        ("U.S.", "US"),
    ],
)
def test_legal_form_case_and_article_do_not_count(a: str, b: str) -> None:
    assert fold_organisation(a) == fold_organisation(b)


def test_group_alone_stays_a_name() -> None:
    assert fold_organisation("The Group") == ("group",)


def same(clusters: Clusters, a: tuple[str, str], b: tuple[str, str]) -> bool:
    return clusters.same(organisation_form_id(*a), organisation_form_id(*b))


def test_a_word_for_the_whole_firm_is_dropped_where_both_have_one_person() -> None:
    found, said = resolve_organisations(
        [
            claim("d1", "Ines Okafor / CEO / Velmar", "Bo Lind"),
            claim("d2", "Ines Okafor / CEO / Velmar Platforms", "Bo Lind"),
            claim("d3", "Tove Aas / CEO / Velmar Holdings", "Bo Lind"),
        ]
    )
    assert same(found, ("d1", "Velmar"), ("d2", "Velmar Platforms"))
    assert not same(found, ("d1", "Velmar"), ("d3", "Velmar Holdings"))
    assert "both have the same person" in said[-1].because


def test_a_unit_is_not_the_firm_even_with_one_person_in_both() -> None:
    found, _ = resolve_organisations(
        [claim("d1", "Ines Okafor / head / Velmar"), claim("d2", "Ines Okafor / head / Velmar Cloud")]
    )
    assert not same(found, ("d1", "Velmar"), ("d2", "Velmar Cloud"))


def test_an_acronym_counts_where_a_text_gives_it() -> None:
    found, _ = resolve_organisations(
        [
            claim("d1", "Ines Okafor / chair / Harbour Safety Commission (HSC)"),
            claim("d2", "Tove Aas / member / HSC"),
            claim("d3", "Bo Lind / member / Harbour Safety Commission"),
        ]
    )
    assert same(found, ("d1", "Harbour Safety Commission (HSC)"), ("d2", "HSC"))
    assert same(found, ("d2", "HSC"), ("d3", "Harbour Safety Commission"))


def test_an_acronym_of_two_bodies_is_left_alone() -> None:
    found, _ = resolve_organisations(
        [
            claim("d1", "Ines Okafor / chair / Harbour Safety Commission (HSC)"),
            claim("d2", "Tove Aas / chair / Highland Ski Club (HSC)"),
            claim("d3", "Bo Lind / member / HSC"),
        ]
    )
    assert not same(found, ("d3", "HSC"), ("d1", "Harbour Safety Commission (HSC)"))
    assert not same(found, ("d3", "HSC"), ("d2", "Highland Ski Club (HSC)"))


def test_ministries_of_two_countries_stay_apart() -> None:
    found, _ = resolve_organisations(
        [
            claim("d1", "Ines Okafor / minister / Ministry of Energy / PT"),
            claim("d2", "Tove Aas / minister / Ministry of Energy / NO"),
            claim("d3", "Bo Lind / adviser / ministry of energy / NO"),
            claim("d4", "Al Ray / adviser / Ministry of Energy"),
        ]
    )
    assert not same(found, ("d1", "Ministry of Energy"), ("d2", "Ministry of Energy"))
    assert same(found, ("d2", "Ministry of Energy"), ("d3", "ministry of energy"))
    assert not same(found, ("d4", "Ministry of Energy"), ("d2", "Ministry of Energy"))


def test_aliases_of_an_organisation_that_takes_part_give_its_acronym() -> None:
    body = Participant(
        name="Harbour Safety Commission",
        mention="the commission",
        kind=PartyKind.ORGANISATION,
        names=("Harbour Safety Commission", "HSC"),
    )
    first = claim("d1", "Ines Okafor")
    told = type(first)(
        document="d1",
        status=first.status,
        background=False,
        kind=first.kind,
        participants=(*first.participants, body),
        evidence=first.evidence,
    )
    found, _ = resolve_organisations([told, claim("d2", "Tove Aas / chair / HSC")])
    assert same(found, ("d1", "Harbour Safety Commission"), ("d2", "HSC"))


def test_what_a_person_decided_wins() -> None:
    a, b = sorted((organisation_form_id("d1", "Velmar"), organisation_form_id("d2", "Velmar")))
    told = [claim("d1", "Ines Okafor / CEO / Velmar"), claim("d2", "Ines Okafor / CEO / Velmar")]
    decided = Judgement(
        left=a, right=b, relation=Relation.DIFFERENT, subject="organisation", by="reader", because="a namesake", score=1
    )
    assert same(resolve_organisations(told)[0], ("d1", "Velmar"), ("d2", "Velmar"))
    assert not same(resolve_organisations(told, [decided])[0], ("d1", "Velmar"), ("d2", "Velmar"))
