from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.cli.printable import one_line, printable

# What a document could hold to drive the terminal of whoever reads it.
ATTACKS = (
    "\x1b]0;title\x07",
    "\x1b[2J\x1b[H",
    "\x1b]8;;http://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "\x1b]52;c;cm0gLXJmIH4=\x07",
    "\x9b31mred\x9b0m",
    "\x90q\x9c",
    "over\rwritten",
    "gone\x08\x08\x08\x08here",
    "\u202etxt.exe\u202c",
    "\u2066hidden\u2069",
    "\x00\x7f\x0e",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_a_terminal_obeys_is_left(attack: str) -> None:
    shown = printable(f"before {attack} after")
    assert all(unicodedata.category(letter) not in ("Cc", "Cs") or letter in "\n\t" for letter in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x1b\x9b")
    assert shown.startswith("before ")
    assert shown.endswith(" after")


@given(st.text())
def test_every_place_in_the_text_stays_where_it_is(text: str) -> None:
    assert len(printable(text)) == len(text)
    printable(text).encode("utf-8")


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp"))))
def test_ordinary_text_is_shown_as_it_is(text: str) -> None:
    assert printable(text) == text


def test_joiners_that_scripts_need_stay() -> None:
    assert printable("نمی\u200cخواهم 👩\u200d⚖️") == "نمی\u200cخواهم 👩\u200d⚖️"


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
