"""Hundreds of invented people under many spellings: who is one is found, and who is two is never made one."""

from __future__ import annotations

import random
from collections import Counter
from itertools import combinations

import pytest
from by_hand import claim
from invented_names import KINDS, SHORT, SYLLABLES, Maker, Speller, korean_spellings, western_spellings, word

from communique.model import MeetingClaim
from communique.resolution.clusters import Clusters
from communique.resolution.organisations import resolve_organisations
from communique.resolution.people import person_form_id, resolve_people


def people(told: list[MeetingClaim]) -> Clusters:
    organisations, _ = resolve_organisations(told)
    found, _ = resolve_people(told, organisations)
    return found


def joined(told: list[MeetingClaim], a: tuple[str, str], b: tuple[str, str]) -> bool:
    return people(told).same(person_form_id(*a), person_form_id(*b))


@pytest.mark.parametrize(("make", "spell"), KINDS)
def test_every_spelling_of_one_holder_of_a_post_is_one_person(make: Maker, spell: Speller) -> None:
    chance = random.Random(5)
    missed: Counter[str] = Counter()
    for _ in range(40):
        name, firm = make(chance), word(chance, 3)
        first, *others = spell(name)
        for other in others:
            told = [
                claim("d1", f"{first.text} / CEO / {firm}", "Ines Okafor"),
                claim("d2", f"{other.text} / chief executive / {firm} Inc.", "Bo Lind"),
            ]
            missed[other.way] += not joined(told, ("d1", first.text), ("d2", other.text))
    assert not +missed


@pytest.mark.parametrize(("make", "spell"), KINDS)
def test_namesakes_of_one_firm_and_post_are_never_one(make: Maker, spell: Speller) -> None:
    chance = random.Random(6)
    compared = 0
    for _ in range(60):
        one, firm = make(chance), word(chance, 3)
        other = make(chance)
        other = (one[0], *other[1:]) if spell is korean_spellings else (other[0], other[1], one[2])
        full = [[s.text for s in spell(name) if "initial" not in s.way] for name in (one, other)]
        given = (one[1:], other[1:]) if spell is korean_spellings else (one[0], other[0])
        if given[0] == given[1] or set(full[0]) & set(full[1]):
            continue
        for a, b in zip(*full, strict=True):
            compared += 1
            told = [
                claim("d1", f"{a} / director / {firm}", "Ines Okafor"),
                claim("d2", f"{b} / director / {firm}", "Ines Okafor"),
            ]
            assert not joined(told, ("d1", a), ("d2", b)), (a, b)
    assert compared > 200


@pytest.mark.parametrize(("make", "spell"), KINDS)
def test_an_initial_that_fits_two_colleagues_names_neither(make: Maker, spell: Speller) -> None:
    chance = random.Random(7)
    for _ in range(60):
        name, firm = make(chance), word(chance, 3)
        first, *others = spell(name)
        short = next(s.text for s in others if "initial" in s.way and "middle" not in s.way)
        letters = [part[0] for part in (name[1:] if spell is korean_spellings else name[:1])]
        if spell is korean_spellings:
            sibling = f"{name[0].title()} {letters[0].upper()}el-{letters[1]}am"
        else:
            sibling = f"{letters[0]}{word(chance, 1).lower()} {name[2]}"
        told = [
            claim("d1", f"{first.text} / director / {firm}", "Ines Okafor"),
            claim("d2", f"{sibling} / director / {firm}", "Ines Okafor"),
            claim("d3", f"{short} / director / {firm}", "Ines Okafor"),
        ]
        assert not joined(told, ("d3", short), ("d1", first.text))
        assert not joined(told, ("d3", short), ("d2", sibling))


def test_equal_names_in_two_countries_and_frequent_ones_in_two_firms_stay_apart() -> None:
    chance = random.Random(8)
    for make, _ in KINDS:
        for _ in range(30):
            given, middle, family = make(chance)
            name = f"{given} {middle} {family}"
            told = [
                claim("d1", f"{name} / minister / {word(chance, 2)} / PT", "Bo Lind"),
                claim("d2", f"{name} / mayor / {word(chance, 2)} / CL", "Al Ray"),
            ]
            assert not joined(told, ("d1", name), ("d2", name))
    for _ in range(30):
        name = f"Kim {word(chance, 1)}-{word(chance, 1).lower()}"
        told = [
            claim(f"d{n}", f"{name} / CEO / {word(chance, 3)}", f"{word(chance, 2)} {word(chance, 3)}") for n in (1, 2)
        ]
        assert not joined(told, ("d1", name), ("d2", name))


def test_a_father_and_a_son_of_one_firm_stay_apart() -> None:
    chance = random.Random(9)
    for _ in range(40):
        given, family, firm = chance.choice(sorted(SHORT)), word(chance, 2), word(chance, 3)
        father, son = f"{given} {family}", f"{given} {family} Jr."
        told = [claim("d1", f"{father} / chairman / {firm}", "Bo Lind"), claim("d2", f"{son} / CEO / {firm}", "Al Ray")]
        assert not joined(told, ("d1", father), ("d2", son))
        both = [
            claim("d1", f"{father} / chairman / {firm}", "Bo Lind"),
            claim("d1", f"{son} / chairman / {firm}", "Al Ray", at=50),
        ]
        assert not joined(both, ("d1", father), ("d1", son))
        assert not joined(
            [*told, claim("d3", f"{given} {family} Sr. / CEO / {firm}", "Al Ray")],
            ("d2", son),
            ("d3", f"{given} {family} Sr."),
        )


def test_a_president_and_the_successor_stay_apart() -> None:
    chance = random.Random(10)
    for make, spell in KINDS:
        for _ in range(20):
            one, other, country = next(spell(make(chance))).text, next(spell(make(chance))).text, word(chance, 3)
            told = [
                claim("d1", f"{one} / President / {country}", "Ines Okafor"),
                claim("d2", f"{other} / President / {country}", "Ines Okafor"),
                claim("d3", f"{one.split()[0]} / President / {country}", "Ines Okafor"),
            ]
            if set(one.split()) & set(other.split()):
                continue
            assert not joined(told, ("d1", one), ("d2", other))


def test_one_text_that_spells_two_names_means_two_people() -> None:
    chance = random.Random(11)
    for _ in range(40):
        firm = word(chance, 3)
        a = f"Jeong {chance.choice(sorted(SYLLABLES)).title()}-seon"
        b = a.replace("Jeong", "Chung").replace("-seon", "-sun")
        told = [
            claim("d1", f"{a} / director / {firm}", "Bo Lind"),
            claim("d1", f"{b} / director / {firm}", "Bo Lind", at=40),
        ]
        assert not joined(told, ("d1", a), ("d1", b))
        apart = [told[0], claim("d2", f"{b} / director / {firm}", "Bo Lind")]
        assert joined(apart, ("d1", a), ("d2", b))


def test_names_of_one_syllable_that_pinyin_tells_apart_stay_apart() -> None:
    pairs = [
        ("Gang", "Kang"),
        ("Bo", "Po"),
        ("Dan", "Tan"),
        ("Jian", "Qian"),
        ("Zhong", "Chong"),
        ("Lin", "Ling"),
        ("Xin", "Xing"),
    ]
    for family in ("Wang", "Zhao", "Guo", "Deng"):
        for a, b in pairs:
            told = [
                claim("d1", f"{family} {a} / minister / China", "Bo Lind"),
                claim("d2", f"{family} {b} / minister / China", "Bo Lind"),
            ]
            assert not joined(told, ("d1", f"{family} {a}"), ("d2", f"{family} {b}"))


def test_a_word_made_of_the_beginnings_of_a_name_needs_office_and_no_rival() -> None:
    told = [
        claim("d1", "Doru Mikelan / President / Norland", "Bo Lind"),
        claim("d2", "Dorumi / president / Norland", "Bo Lind"),
    ]
    assert joined(told, ("d1", "Doru Mikelan"), ("d2", "Dorumi"))
    rival = claim("d3", "Dorun Misark / President / Norland", "Bo Lind")
    assert not joined([*told, rival], ("d1", "Doru Mikelan"), ("d2", "Dorumi"))
    assert not joined(
        [told[0], claim("d2", "Dorumi / president / Sudland", "Bo Lind")], ("d1", "Doru Mikelan"), ("d2", "Dorumi")
    )


def test_a_crowd_of_namesakes_never_shares_a_group() -> None:
    """Twelve colleagues of one family name, each under several spellings: no group holds two of them."""
    chance = random.Random(12)
    for make, spell in KINDS:
        names = []
        while len(names) < 12:
            new = make(chance)
            new = ("bak", *new[1:]) if spell is korean_spellings else (new[0], new[1], "Tarrant")
            key = new[1:] if spell is korean_spellings else new[:1]
            initials = {(n[1:] if spell is korean_spellings else n[:1]) for n in names}
            if key not in initials:
                names.append(new)
            if spell is western_spellings and len(names) == len(SHORT):
                break
        told, owner = [], {}
        for number, name in enumerate(names):
            for at, spelling in enumerate(s for s in spell(name) if "initial" not in s.way):
                told.append(claim(f"d{number}-{at}", f"{spelling.text} / director / Velmar", "Ines Okafor"))
                owner[person_form_id(f"d{number}-{at}", spelling.text)] = number
        found = people(told)
        for group in found:
            assert len({owner[one] for one in group if one in owner}) <= 1
        whole = sum(found.same(a, b) for a, b in combinations(owner, 2) if owner[a] == owner[b])
        assert whole > 0.6 * sum(owner[a] == owner[b] for a, b in combinations(owner, 2))
