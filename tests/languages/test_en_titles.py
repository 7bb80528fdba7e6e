"""Posts beside names, in wordings of their own: every person and firm is invented."""

from __future__ import annotations

import pytest

from communique.languages.en.lexicon import load_lexicon
from communique.languages.en.post import Post, PostContext
from communique.languages.en.posts_after import post_after
from communique.languages.en.posts_before import post_alone, post_before
from communique.reading.context import post_context
from communique.text.words import find_words


def read(text: str) -> PostContext:
    return post_context(find_words(text), load_lexicon())


def phrase(context: PostContext, words: tuple[int, int] | None) -> str | None:
    return None if words is None else " ".join(context.words.texts[words[0] : words[1] + 1])


def before(text: str, name: str) -> tuple[str | None, str | None] | None:
    context = read(text)
    post = post_before(context, list(context.words.texts).index(name))
    return shown(context, post)


def after(text: str, name: str) -> tuple[str | None, str | None] | None:
    context = read(text)
    post = post_after(context, list(context.words.texts).index(name), len(context.words))
    return shown(context, post)


def shown(context: PostContext, post: Post | None) -> tuple[str | None, str | None] | None:
    return None if post is None else (post.verb or phrase(context, post.role), phrase(context, post.organisation))


@pytest.mark.parametrize(
    ("text", "role", "body"),
    [
        ("Voltmark Energy chairman Ada Voss spoke.", "chairman", "Voltmark Energy"),
        ("Voltmark's deputy chief executive Ada Voss spoke.", "deputy chief executive", "Voltmark"),
        ("French trade and industry minister Ada Voss spoke.", "trade and industry minister", "French"),
        ("Minister of Foreign Affairs Ada Voss spoke.", "Minister of Foreign Affairs", None),
        ("The president of Malta, Ada Voss, spoke.", "president", "Malta"),
        ("The envoy to Malta, Ada Voss, spoke.", "envoy", "Malta"),
        ("Its founder and chief executive Ada Voss spoke.", "founder and chief executive", None),
        ("Sen. Ada Voss spoke.", "Sen .", None),
        ("His Eminence Cardinal Ada Voss spoke.", "Cardinal", None),
    ],
)
def test_a_post_before_a_name_gives_role_and_body(text: str, role: str, body: str | None) -> None:
    assert before(text, "Ada") == (role, body)


@pytest.mark.parametrize(
    ("text", "role", "body"),
    [
        ("Ada Voss, chairman of Voltmark, spoke.", "chairman", "Voltmark"),
        ("Ada Voss, Voltmark's vice president of policy, spoke.", "vice president of policy", "Voltmark"),
        ("Ada Voss, the speaker of parliament, spoke.", "speaker of parliament", None),
        ("Ada Voss, the utility's chief executive, spoke.", "chief executive", None),
        ("Ada Voss (chairman of Voltmark) spoke.", "chairman", "Voltmark"),
        ("Ada Voss, who also chairs Voltmark, spoke.", "chair", "Voltmark"),
        ("Ada Voss, who serves as minister of trade, spoke.", "minister of trade", None),
        ("Ada Voss, president of the US chipmaker Voltmark, spoke.", "president", "Voltmark"),
        ("Ada Voss, chief legal and risk officer of Voltmark, spoke.", "chief legal and risk officer", "Voltmark"),
    ],
)
def test_a_post_after_a_name_gives_role_and_body(text: str, role: str, body: str | None) -> None:
    assert after(text, "Voss") == (role, body)


@pytest.mark.parametrize(
    "text",
    [
        "According to Ada Voss, the Voltmark chief was abroad.",
        "Ada Voss, accompanied by the president, spoke.",
        "Ada Voss, Bo Lind and the chairman spoke.",
        "Ada Voss spoke.",
    ],
)
def test_what_follows_a_name_without_describing_it_is_no_post(text: str) -> None:
    assert after(text, "Voss") is None


def test_a_post_that_is_over_is_past() -> None:
    context = read("Former chancellor Ada Voss spoke.")
    post = post_before(context, 2)
    assert post is not None
    assert post.past


def test_a_plural_head_speaks_for_several() -> None:
    context = read("Ministers Ada Voss and Bo Lind spoke.")
    post = post_before(context, 1)
    assert post is not None
    assert post.plural


def test_a_post_without_a_name_takes_its_body_from_both_sides() -> None:
    left, right = read("The Voltmark founder left."), read("The president of Malta left.")
    assert shown(left, post_alone(left, (2, 2), 5)) == ("founder", "Voltmark")
    assert shown(right, post_alone(right, (1, 1), 6)) == ("president", "Malta")


def test_the_name_of_a_ministry_goes_on_over_and_while_two_firms_stay_two() -> None:
    assert after("Ada Voss, head of the Ministry of Trade and Industry, spoke.", "Voss") == (
        "head",
        "Ministry of Trade and Industry",
    )
    assert after("Ada Voss, head of Voltmark and Bo Lind spoke.", "Voss") == ("head", "Voltmark")
