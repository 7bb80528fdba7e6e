"""Whom descriptions take up: "the ministry", "the company", "the host"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.model.claim import StatementClaim

Said = Callable[[str], tuple[StatementClaim, ...]]


def last_speaker(statements: tuple[StatementClaim, ...]) -> str | None:
    return statements[-1].speaker


@pytest.mark.parametrize("noun", ["ministry", "union", "committee"])
def test_a_firm_is_no_ministry_and_no_union(said: Said, noun: str) -> None:
    text = f"Voltmark Steel will close its furnace in Celje. The {noun} said that this was a mistake."
    assert last_speaker(said(text)) == noun


def test_a_ministry_is_no_firm(said: Said) -> None:
    text = (
        "Voltmark Steel will close its furnace in Celje. The Ministry of Labour wants to know why. The company said "
        "that its customers were leaving."
    )
    assert last_speaker(said(text)) == "Voltmark Steel"


def test_the_only_firm_is_meant_however_far_back(said: Said) -> None:
    text = (
        "Voltmark Steel will close its furnace in Celje. The town has lived on it for a century. Snow fell all day. "
        "Nobody was on the bridge. The shops were shut. A dog barked in the yard. The company said that its customers "
        "were leaving."
    )
    assert last_speaker(said(text)) == "Voltmark Steel"


@pytest.mark.parametrize(("noun", "speaker"), [("host", "Drago Hvala"), ("visitor", "Inés Quispe")])
def test_the_host_is_who_is_at_home(said: Said, noun: str, speaker: str) -> None:
    text = (
        "LJUBLJANA - President Drago Hvala of Slovenia received President Inés Quispe of Peru on Monday. "
        f"The talks were frank, the {noun} said."
    )
    assert last_speaker(said(text)) == speaker


def test_a_name_behind_the_comma_is_who_speaks(said: Said) -> None:
    text = "Mayor Inés Quispe has not reacted. Her predecessor, Bruno Achá, recalled that he had warned of it."
    assert last_speaker(said(text)) == "Bruno Achá"


def test_a_paper_of_an_unnamed_body_speaks_for_it(said: Said) -> None:
    (claim,) = said("A foreign ministry statement said that the talks in Lima had been transparent.")
    assert (claim.speaker, claim.reported_through) == ("foreign ministry", ("foreign ministry statement",))


def test_an_arabic_name_may_stand_without_its_article(said: Said) -> None:
    text = "Envoys met Yasin al-Dawari in Aden. Dawari told them that he wanted a lasting peace."
    assert last_speaker(said(text)) == "Yasin al-Dawari"


@pytest.mark.parametrize("word", ["Company", "Councillor"])
def test_a_common_noun_with_a_capital_is_nobodys_name(said: Said, word: str) -> None:
    text = f"Voltmark Steel and Drago Hvala met in Celje. The {word} wants to close the furnace, the {word} said."
    assert all(claim.speaker != word.capitalize() for claim in said(text))


@pytest.mark.parametrize("voice", ["A Treasury spokesman", "A police spokesman", "A Labour spokeswoman"])
def test_a_spokesman_whose_words_tell_for_whom_speaks_for_nobody_else(said: Said, voice: str) -> None:
    text = f"Voltmark Steel will close its furnace in Celje. {voice} said that this was a mistake."
    assert last_speaker(said(text)) != "Voltmark Steel"


@pytest.mark.parametrize("voice", ["A spokesman", "The company's spokesman", "A company spokesman"])
def test_a_spokesman_of_no_other_body_speaks_for_the_one_told_of(said: Said, voice: str) -> None:
    text = f"Voltmark Steel will close its furnace in Celje. {voice} said that its customers were leaving."
    assert last_speaker(said(text)) == "Voltmark Steel"


def test_her_spokesman_speaks_for_no_firm(said: Said) -> None:
    text = "Mayor Ana Kos was told by Voltmark Steel. Her spokesman said that this was a mistake."
    assert last_speaker(said(text)) != "Voltmark Steel"


def test_the_two_are_not_the_officials_who_spoke_before(said: Said) -> None:
    text = (
        "Mayor Ana Kos met Voltmark Steel chairman Jan Brodar on Monday, city officials said. The two said that a "
        "price for the land had been found."
    )
    assert last_speaker(said(text)) in {"Ana Kos; Jan Brodar", "Jan Brodar; Ana Kos"}


def test_them_are_those_of_the_meeting_told_before_and_not_of_the_one_told_after(said: Said) -> None:
    text = (
        "Mayor Ana Kos met Voltmark Steel chairman Jan Brodar and Aldermoor chairwoman Eva Zupan in Celje on Monday. "
        "She told them to reopen the furnace.\n\nOn Friday Kos will host Governor Ivo Lah for lunch."
    )
    addressees = {claim.addressee for claim in said(text) if claim.kind == "request"}
    assert "Ivo Lah" not in str(addressees)


@pytest.mark.parametrize("opening", ["Asked what they had talked about", "Asked for a date", "Pressed to name a price"])
def test_who_is_asked_asks_for_nothing(said: Said, opening: str) -> None:
    claims = said(f"Mayor Ana Kos met Governor Ivo Lah on Monday. {opening}, Kos laughed and said nothing.")
    assert [claim for claim in claims if claim.kind == "request"] == []
