from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model import Span
from communique.text.sentences import LONGEST_SENTENCE, split_paragraphs, split_sentences


def sentences(text: str) -> list[str]:
    return [span.of(text) for paragraph in split_paragraphs(text) for span in split_sentences(text, paragraph)]


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Ines K. Varga met Gov. Otis P. Hale Jr. of Calif. on Jan. 5.",
        "U.S. Trade Representative Mara Holt saw Acme Corp. Chairman Bo Reed at 3 p.m. Thursday.",
        "The firm, Orsk & Co. Ltd. of St. Ives, is No. 2 in the U.K. market with 1.5 million users.",
        '"Is it over?" Hale asked.',
        '"Stop!" he cried.',
        "Hale (pictured, right) met Sen. J. D. Poe.",
        "He came, i.e. he drove, e.g. by car vs. by train.",
        "Mayor sees bakers: who wins? Both, says union",
        "They spoke at length ... and then parted.",
    ],
)
def test_stops_inside_a_sentence_do_not_cut_it(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("He left the U.S. The talks went on.", ["He left the U.S.", "The talks went on."]),
        ("She runs Acme Inc. He owns it.", ["She runs Acme Inc.", "He owns it."]),
        ("They met at 5 p.m. Varga left.", ["They met at 5 p.m.", "Varga left."]),
        ("Did he say no? No. Nothing was said.", ["Did he say no?", "No.", "Nothing was said."]),
        ('"We met. We ate. We parted," Hale said.', ['"We met.', "We ate.", 'We parted," Hale said.']),
        ('He said "it is over." Then he left.', ['He said "it is over."', "Then he left."]),
        ("It grew by 3.5 per cent in 2024. iPhones led.", ["It grew by 3.5 per cent in 2024.", "iPhones led."]),
        ("It is a start. … He went on.", ["It is a start. …", "He went on."]),
        ("So it ended… The door closed.", ["So it ended…", "The door closed."]),
        ("(He left early.) She stayed.", ["(He left early.)", "She stayed."]),
        ("The mayor left.The baker stayed.", ["The mayor left.", "The baker stayed."]),
        ("- The mayor came. She left.", ["The mayor came.", "She left."]),
        ("> Doors closed. Who is in?", ["Doors closed.", "Who is in?"]),
        ("3) The bill. It is high.", ["The bill.", "It is high."]),
        ("18:45 We are closing. Good night.", ["18:45", "We are closing.", "Good night."]),
        ("Q: Who came?", ["Q:", "Who came?"]),
        ("THE MINISTER: I came. I saw.", ["THE MINISTER:", "I came.", "I saw."]),
        ("知事は会談した。終了後に「良かった。」と述べた。", ["知事は会談した。", "終了後に「良かった。」と述べた。"]),
    ],
)
def test_sentences_end_where_readers_end_them(text: str, cut: list[str]) -> None:
    assert sentences(text) == cut


def test_a_long_sentence_is_cut_at_a_breath() -> None:
    text = "and he said that he would, " * 200
    found = sentences(text)
    assert all(len(sentence) <= LONGEST_SENTENCE for sentence in found)
    assert all(sentence.endswith(",") for sentence in found)


@given(st.text(st.sampled_from("ab AB.!?…\"' \n-:;。1I(")))
def test_sentences_lose_nothing_but_bullets(text: str) -> None:
    for paragraph in split_paragraphs(text):
        spans = split_sentences(text, paragraph)
        assert all(before.end <= after.start for before, after in pairwise(spans))
        assert all(span in paragraph for span in spans)
        gaps = [Span(a.end, b.start) for a, b in pairwise(spans) if a.end < b.start]
        assert all(not gap.of(text).strip() for gap in gaps)
        assert not spans or spans[-1].end == paragraph.end


@pytest.mark.parametrize("text", ["." * 500_000, "A. " * 150_000, '."' * 250_000, "a" * 500_000, "… " * 250_000])
def test_hostile_text_takes_no_more_than_its_share_of_time(text: str) -> None:
    started = time.process_time()
    sentences(text)
    assert time.process_time() - started < 5


@pytest.mark.parametrize("row", ["." * 200_000, "?!" * 100_000, "…" * 200_000, "。" * 200_000, ".” " * 60_000])
def test_a_row_of_stops_takes_time_by_its_length(row: str) -> None:
    text = f"{row}x"
    started = time.process_time()
    split_sentences(text, Span(0, len(text)))
    assert time.process_time() - started < 5
