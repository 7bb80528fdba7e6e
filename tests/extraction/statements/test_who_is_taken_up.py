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
