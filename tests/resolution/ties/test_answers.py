"""Which statement answers which request. Everybody is invented."""

from __future__ import annotations

import time

from voices import voice

from communique.model import Tie, TieKind
from communique.resolution.ties.answers import find_answers
from communique.resolution.ties.voice import Voice

ASK = voice("ask", "grund", "request", "open the harbour to foreign ships", to="lind")


def answers(*voices: Voice) -> list[tuple[str, str]]:
    return [(tie.later, tie.earlier) for tie in find_answers(voices)]


def test_whoever_was_asked_answers() -> None:
    reply = voice("reply", "lind", "promise", "the harbour would open in May", to="grund", at=60)
    (tie,) = find_answers([ASK, reply])
    assert (tie.later, tie.earlier, tie.kind) == ("reply", "ask", TieKind.ANSWERS)
    assert 0.5 <= tie.score <= 1
    assert "Whoever was asked speaks, or their side" in tie.because


def test_a_colleague_answers_for_whoever_was_asked() -> None:
    reply = voice("reply", "holm", "promise", "the harbour would open in May", at=60, replies=True)
    assert answers(ASK, reply) == [("reply", "ask")]


def test_a_headline_that_says_the_same_as_the_ask_is_no_other_ask() -> None:
    headline = voice("head", "chief", "request", "open the harbour", at=0)
    ask = voice("ask", "grund", "request", "open the harbour to foreign ships before winter", to="lind", at=60)
    between = voice("more", "grund", "view", "two winters were enough", at=140)
    reply = voice("reply", "lind", "promise", "the government would see to the harbour in May", to="grund", at=220)
    assert answers(ask, between, reply) == answers(headline, ask, between, reply) == [("reply", "ask")]


def test_nobody_answers_himself() -> None:
    again = voice("again", "grund", "promise", "the harbour matters to Malta", to="lind", at=60)
    assert answers(ASK, again) == []


def test_somebody_who_was_not_asked_does_not_answer() -> None:
    stranger = voice("other", "falk", "view", "the harbour should stay closed", at=60)
    assert answers(ASK, stranger) == []


def test_thanks_are_no_answer() -> None:
    assert answers(ASK, voice("thanks", "lind", "praise", "a splendid harbour", to="grund", at=60)) == []


def test_what_stands_before_the_ask_answers_it_only_if_its_words_say_so() -> None:
    early = voice("early", "lind", "promise", "the harbour would open in May", to="grund", at=0)
    ask = voice("ask", "grund", "request", "open the harbour to foreign ships", to="lind", at=60)
    assert answers(early, ask) == []


def test_whoever_passes_an_ask_on_does_not_answer_it() -> None:
    inner = voice("ask", "grund", "request", "open the harbour", to="lind", at=10)
    outer = voice("told", "lind", "announcement", "Grund has asked to open the harbour, she said", at=0)
    assert answers(outer, inner) == []


def test_a_far_remark_on_another_matter_is_no_answer() -> None:
    between = [voice(f"b{n}", "falk", "view", f"prices of grain {n}", at=100 + 40 * n) for n in range(6)]
    late = voice("late", "lind", "view", "the weather was fine", at=600)
    assert answers(ASK, *between, late) == []


def test_each_document_stands_for_itself() -> None:
    reply = voice("reply", "lind", "promise", "the harbour would open in May", to="grund", at=60, document="other")
    assert answers(ASK, reply) == []


def test_of_two_asks_the_one_on_the_same_matter_is_answered() -> None:
    tariff = voice("tariff", "grund", "request", "lower the tariffs on steel", to="lind", at=60)
    reply = voice("reply", "lind", "promise", "the harbour would be open to foreign ships", to="grund", at=120)
    assert answers(ASK, tariff, reply) == [("reply", "ask")]


def test_the_order_in_which_statements_come_changes_nothing() -> None:
    reply = voice("reply", "lind", "promise", "the harbour would open in May", to="grund", at=60)
    third = voice("third", "holm", "view", "it rained", at=130)
    assert list(find_answers([ASK, reply, third])) == list(find_answers([third, reply, ASK]))


def test_ten_thousand_statements_of_one_document_take_seconds() -> None:
    many = [voice(f"v{n}", f"speaker{n % 7}", "request", f"harbour number {n}", at=50 * n) for n in range(10_000)]
    started = time.perf_counter()
    found: list[Tie] = list(find_answers(many))
    assert time.perf_counter() - started < 20
    assert len(found) < len(many)


def test_what_goes_on_belongs_to_an_answer_that_is_sure() -> None:
    further = voice("further", "lind", "announcement", "a second pier was under way", at=90)
    sure = voice("reply", "lind", "promise", "the harbour would open to ships", to="grund", at=60, replies=True)
    assert answers(ASK, sure, further) == [("reply", "ask"), ("further", "ask")]
    unsure = voice("reply", "lind", "view", "the weather had been fine lately", to="grund", at=60)
    assert answers(ASK, unsure, further) == [("reply", "ask")]
