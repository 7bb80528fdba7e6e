from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.text.cleaning import clean

ODD = "“”‘’«»\u00a0\u2009\u3000\u200b\u202e\ufeff\u00ad\r\n\t\x0b\x0c\u2028Ａｚ９𝗕ﬁ…—ai AI.'\ue0b7"


@given(st.text(st.one_of(st.characters(), st.sampled_from(ODD))))
def test_clean_keeps_the_length_and_changes_nothing_twice(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert clean(cleaned) == cleaned


@given(
    st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S", "Zs"]).filter(lambda char: char not in "ai`"))
)
def test_clean_leaves_plain_text_alone(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("“It’s ‘on’,” she said", "\"It's 'on',\" she said"),
        ("Jane\u00a0Doe\u2009met\u3000him", "Jane Doe met him"),
        ("ＡＩ９ and 𝗕𝗼𝗹𝗱", "AI9 and Bold"),
        ("one\r\ntwo\rthree\u2028four\x0bfive", "one \ntwo\nthree\nfour\nfive"),
        ("a\tb\x00c\x7fd", "a b c d"),
        ("\u202eright\u200b \ufeffleft", " right   left"),
        ("Ander\u00adson met \u00adhim", "Ander-son met  him"),
        ("non\u2011stop talks − 5", "non-stop talks - 5"),
        ("wait… — no", "wait… — no"),
    ],
)
def test_clean_gives_one_spelling(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        (
            "The race for ai: artificial intelligence (ai) and ai’s future",
            "The race for AI: artificial intelligence (AI) and AI's future",
        ),
        ("The AI boom and the ai-driven firm of the year", "The AI boom and the AI-driven firm of the year"),
        (
            "The AI firm of the year is at open.ai and said@ai or main/ai",
            "The AI firm of the year is at open.ai and said@ai or main/ai",
        ),
    ],
)
def test_clean_restores_the_capitals_of_an_abbreviation(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "The three-toed sloth, or ai, lives in the trees of the forest",
        "Il ministro ha parlato ai giornalisti di intelligenza artificiale (AI) e ai sindacati",
        "J'ai vu le ministre; je n'ai rien dit sur l'AI",
        "Ai là người đứng đầu? Không ai biết về AI",
    ],
)
def test_clean_leaves_other_words_of_two_letters_alone(text: str) -> None:
    assert clean(text) == text
