from __future__ import annotations

import pytest
from by_hand import claim

from communique.model import Judgement, MeetingClaim, Passage, Relation, RoleClaim
from communique.resolution.clusters import Clusters
from communique.resolution.organisations import resolve_organisations
from communique.resolution.people import FEATURES, person_form_id, resolve_people


def people(*told: MeetingClaim, human: tuple[Judgement, ...] = ()) -> tuple[Clusters, tuple[Judgement, ...]]:
    organisations, _ = resolve_organisations(told)
    return resolve_people(told, organisations, human)


def same(clusters: Clusters, a: tuple[str, str], b: tuple[str, str]) -> bool:
    return clusters.same(person_form_id(*a), person_form_id(*b))


def test_initials_of_the_same_post_are_held_together_with_the_reason() -> None:
    found, said = people(
        claim("d1", "Jie W. Bak / chairman / Sorim Electronics", "Ines Okafor"),
        claim("d2", "Bak Ji-won / Chair / Sorim Electronics", "Ines Okafor"),
    )
    assert same(found, ("d1", "Jie W. Bak"), ("d2", "Bak Ji-won"))
    (why,) = [one for one in said if one.by == "people.initials.v1"]
    assert "begins with the initial" in why.because
    assert "Sorim Electronics" in why.because
    assert "equal post" in why.because
    assert why.relation is Relation.SAME


def test_initials_that_fit_two_people_there_name_neither() -> None:
    found, said = people(
        claim("d1", "J. Bak / director / Sorim", "Ines Okafor"),
        claim("d2", "Bak Ji-won / director / Sorim", "Ines Okafor"),
        claim("d3", "Bak Jun-ho / director / Sorim", "Ines Okafor"),
    )
    assert not same(found, ("d1", "J. Bak"), ("d2", "Bak Ji-won"))
    assert not same(found, ("d1", "J. Bak"), ("d3", "Bak Jun-ho"))
    assert any(one.by == "people.rival_initials.v1" and one.relation is Relation.DIFFERENT for one in said)


def test_initials_need_the_organisation() -> None:
    found, _ = people(
        claim("d1", "J. W. Bak / chairman / Sorim", "Ines Okafor"),
        claim("d2", "Bak Ji-won / chair / Hanul", "Tove Aas"),
    )
    assert not same(found, ("d1", "J. W. Bak"), ("d2", "Bak Ji-won"))


def test_two_given_names_of_one_family_and_firm_stay_apart() -> None:
    found, _ = people(
        claim("d1", "Bak Ji-won / chairman / Sorim", "Ines Okafor"),
        claim("d2", "Bak Min-seo / chairman / Sorim", "Ines Okafor"),
    )
    assert not same(found, ("d1", "Bak Ji-won"), ("d2", "Bak Min-seo"))


@pytest.mark.parametrize(
    ("other", "merged"),
    [
        ("Olsen / president / Norland", True),
        ("Olsen / / Norland", True),  # the same partner in talks
        ("Olsen / president / Sudland", False),
        ("Olsen", False),
    ],
)
def test_a_family_name_alone_needs_organisation_and_post_or_partner(other: str, merged: bool) -> None:
    found, _ = people(
        claim("d1", "Mara Olsen / President / Norland", "Ines Okafor"), claim("d2", other, "Okafor / CEO / Velmar")
    )
    assert same(found, ("d1", "Mara Olsen"), ("d2", "Olsen")) is merged


def test_a_family_name_alone_never_picks_one_of_two() -> None:
    found, _ = people(
        claim("d1", "Mara Olsen / minister / Norland", "Ines Okafor"),
        claim("d2", "Erik Olsen / minister / Norland", "Ines Okafor"),
        claim("d3", "Olsen / minister / Norland", "Ines Okafor"),
    )
    assert not same(found, ("d3", "Olsen"), ("d1", "Mara Olsen"))
    assert not same(found, ("d3", "Olsen"), ("d2", "Erik Olsen"))


def test_an_equal_full_name_is_one_person_even_in_another_post() -> None:
    found, _ = people(
        claim("d1", "Mara Olsen / CEO / Velmar", "Bo Lind"), claim("d2", "Mara Olsen / minister / Norland", "Al Ray")
    )
    assert same(found, ("d1", "Mara Olsen"), ("d2", "Mara Olsen"))


def test_namesakes_in_two_countries_stay_apart() -> None:
    found, _ = people(
        claim("d1", "Mara Olsen / minister / Norland / NO", "Bo Lind"),
        claim("d2", "Mara Olsen / senator / United Plains / US", "Al Ray"),
    )
    assert not same(found, ("d1", "Mara Olsen"), ("d2", "Mara Olsen"))


def test_a_name_that_many_bear_needs_more_than_itself() -> None:
    found, _ = people(
        claim("d1", "Kim Min-seo / professor / Hanbit University", "Bo Lind"),
        claim("d2", "Kim Min-seo / CEO / Sorim", "Al Ray"),
        claim("d3", "Kim Min-seo / chief executive / Sorim Corp.", "Tove Aas"),
    )
    assert not same(found, ("d1", "Kim Min-seo"), ("d2", "Kim Min-seo"))
    assert same(found, ("d2", "Kim Min-seo"), ("d3", "Kim Min-seo"))


def test_two_people_of_one_meeting_are_never_one() -> None:
    found, _ = people(claim("d1", "Mara Olsen / CEO / Velmar", "Mara J. Olsen / CEO / Velmar"))
    assert not same(found, ("d1", "Mara Olsen"), ("d1", "Mara J. Olsen"))


def test_what_was_kept_apart_stays_apart_through_a_third_name() -> None:
    told = (
        claim("d1", "Mara Olsen / CEO / Velmar", "Bo Lind"),
        claim("d2", "Mara T. Olsen / CEO / Velmar", "Bo Lind"),
        claim("d3", "Mara B. Olsen / CEO / Velmar", "Bo Lind"),
    )
    found, _ = people(*told)
    assert not same(found, ("d2", "Mara T. Olsen"), ("d3", "Mara B. Olsen"))


def test_decisions_by_people_win_and_the_last_one_counts() -> None:
    told = (claim("d1", "Mara Olsen / CEO / Velmar", "Bo Lind"), claim("d2", "Mia Olsen / CEO / Velmar", "Bo Lind"))
    a, b = sorted((person_form_id("d1", "Mara Olsen"), person_form_id("d2", "Mia Olsen")))

    def decide(relation: Relation) -> Judgement:
        return Judgement(left=a, right=b, relation=relation, subject="person", by="reader", because="known", score=1)

    assert people(*told, human=(decide(Relation.SAME),))[0].same(a, b)
    assert not people(*told, human=(decide(Relation.SAME), decide(Relation.DIFFERENT)))[0].same(a, b)
    by_rule = Judgement(
        left=a, right=b, relation=Relation.SAME, subject="person", by="people.old_rule.v3", because="", score=1
    )
    assert not people(*told, human=(by_rule,))[0].same(a, b)


def test_who_is_known_by_a_role_alone_is_grouped_too() -> None:
    told = [claim("d1", "Mara Olsen / CEO / Velmar", "Bo Lind")]
    roles = [
        RoleClaim(
            document="d2",
            person="Mara Olsen",
            role="CEO",
            organisation="Velmar Inc.",
            evidence=(Passage(start=0, end=1, quote="x"),),
        )
    ]
    organisations, _ = resolve_organisations(told, roles=roles)
    found, _ = resolve_people(told, organisations, roles=roles)
    assert same(found, ("d1", "Mara Olsen"), ("d2", "Mara Olsen"))


def test_every_feature_explains_itself() -> None:
    assert len({feature.name for feature in FEATURES}) == len(FEATURES)
    assert all(len(feature.explanation) > 10 for feature in FEATURES)
