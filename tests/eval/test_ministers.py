"""The measurement of links to a register of ministers, on an invented register of the same layout."""

from __future__ import annotations

import csv
import random
from datetime import date
from pathlib import Path

import pytest
from eval.ministers import REGISTER, load_register, make_mentions, measure

SYLLABLES = ("ba", "do", "ke", "lu", "mi", "no", "ra", "sa", "ti", "vo", "wen", "zor")
FIRST = ("Orla", "Tor", "Ines", "Mirela", "Dao", "Ansel", "Brit", "Cato", "Edda", "Fenn")


def write(path: Path, header: str, rows: list[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header.split(","))
        writer.writerows(rows)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A government of twenty posts over forty years; some surnames are shared, some ministers become peers."""
    folder = tmp_path_factory.mktemp("register")
    source = random.Random(5)
    surnames = ["".join(source.choices(SYLLABLES, k=3)).capitalize() for _ in range(60)]
    people, appointments = [], []
    for number in range(120):
        surname = source.choice(surnames)
        name = f"{source.choice(FIRST)} {surname}"
        blank = ("", "", name, name, name, surname, "F", "", "")
        people.append((f"p{number}", *blank))
        if number % 9 == 0:
            peer = f"Lady {surname} of {source.choice(surnames)}"
            people.append((f"p{number}", "", "", peer, peer, peer, surname, "F", "2005-01-01", ""))
    places = ["".join(source.choices(SYLLABLES, k=2)).capitalize() for _ in range(10)]
    titles = [f"Minister for {place}" for place in places] + [f"Secretary of State for {place}" for place in places]
    posts = [(f"s{at}", "", f"o{at % 5}", title, title, "", "") for at, title in enumerate(titles)]
    bodies = [(f"o{at}", f"Department for {places[at]}", f"D{places[at][0]}{at}", "", "") for at in range(5)]
    for at in range(len(titles)):
        year = 1981
        while year < 2021:
            until = min(year + source.randrange(1, 5), 2021)
            end = "" if until == 2021 else f"{until}-06-10"
            appointments.append((f"a{at}-{year}", f"p{source.randrange(120)}", f"s{at}", f"{year}-06-10", end))
            year = until
    appointments.append(("bad", "p1", "s1", "2001-01-01", "1999-01-01"))
    write(
        folder / "person.csv",
        "id,id_parliament,id_ifg_website,name,display_name,normalized_name,short_name,gender,start_date,end_date",
        people,
    )
    write(
        folder / "post.csv",
        "id,id_ifg_website,organisation_id,name,display_name,rank_equivalence,rank_equivalence_value",
        posts,
    )
    write(folder / "organisation.csv", "id,name,short_name,start_date,end_date", bodies)
    write(folder / "appointment.csv", "id,person_id,post_id,start_date,end_date", appointments)
    return folder


def test_links_to_an_invented_register_are_right(register: Path) -> None:
    said: list[str] = []
    figures, counts = measure(register, mentions=400, tell=said.append)
    assert figures["link_precision"] is not None
    assert figures["link_precision"] >= 98, (counts, said)
    assert (figures["link_recall"] or 0) >= 90, (counts, said)
    assert (figures["link_role_right"] or 0) >= 97, (counts, said)
    assert (figures["forms_precision"] or 0) >= 98, (counts, said)
    assert (figures["forms_recall"] or 0) >= 80, (counts, said)


def test_the_same_seed_makes_the_same_mentions_and_some_of_them_cannot_be_answered(register: Path) -> None:
    tables = load_register(register)
    made = make_mentions(tables, 300, 1)
    assert made == make_mentions(tables, 300, 1)
    assert made != make_mentions(tables, 300, 2)
    assert {mention.wording for mention in made} == {
        "display", "short", "title", "titled", "display, outside", "short, outside"
    }  # fmt: skip
    numbers = {len(mention.meant) for mention in made}
    assert {0, 1, 2} <= numbers


def test_who_is_meant_is_worked_out_from_the_tables(register: Path) -> None:
    tables = load_register(register)
    assert all(one.start <= one.end for one in tables.appointments)
    for mention in make_mentions(tables, 300, 3):
        if mention.wording == "short":
            assert mention.meant == {
                one
                for one, shorts in tables.shorts.items()
                if mention.name in shorts and tables.posts(one, mention.day)
            }
    handover = date(1982, 6, 10)
    held = [one for one in tables.appointments if handover in (one.start, one.end)]
    assert all(one.title in tables.posts(one.person, handover) for one in held)


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not REGISTER.is_dir(), reason="the register of ministers is not beside the checkout")
def test_links_to_the_real_register_are_right() -> None:
    figures, counts = measure()
    assert (figures["link_precision"] or 0) >= 98, counts
    assert (figures["link_recall"] or 0) >= 90, counts
    assert (figures["link_role_right"] or 0) >= 97, counts
