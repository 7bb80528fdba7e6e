"""What a network is shown, checked on the project's own corpus: no label may be lost on the way."""

from __future__ import annotations

import re

import pytest
from training.corpus import load_dev
from training.examples import UNREAD, Example, examples_of
from training.labels import LabelledText, label_texts

from communique.extraction.learned.scores import CUE_OPENS


def words(text: str) -> list[tuple[int, int, int]]:
    return [(len(match[0]), *match.span()) for match in re.finditer(r"\w+|[^\w\s]", text)]


@pytest.fixture(scope="module")
def labelled() -> list[LabelledText]:
    return list(label_texts(load_dev()))


@pytest.fixture(scope="module")
def examples(labelled: list[LabelledText]) -> list[list[Example]]:
    return [list(examples_of(text, words)) for text in labelled]


def test_every_meeting_of_the_gold_has_its_sentences_and_its_people(labelled: list[LabelledText]) -> None:
    for text in labelled:
        for meeting in text.meetings:
            assert meeting.sentences, text.name
            assert meeting.members, text.name


def test_pairs_are_labelled_where_the_gold_tells_of_meetings(
    labelled: list[LabelledText], examples: list[list[Example]]
) -> None:
    for text, shown in zip(labelled, examples, strict=True):
        met = any(pair.together for example in shown for pair in example.pairs)
        assert met or not text.meetings, text.name
        assert not met or text.meetings, text.name


def test_every_cue_is_tagged_in_the_strip_that_reads_it(
    labelled: list[LabelledText], examples: list[list[Example]]
) -> None:
    for text, shown in zip(labelled, examples, strict=True):
        opened = sum(example.cue_tags.count(CUE_OPENS) for example in shown)
        assert opened <= len(text.statements)
        assert opened >= len({statement.cue for statement in text.statements}) - 1, text.name


def test_what_only_repeats_another_strip_has_no_label(examples: list[list[Example]]) -> None:
    for shown in examples:
        assert all(example.cue_tags[0] == UNREAD and example.cue_tags[-1] == UNREAD for example in shown)


def test_a_label_speaks_of_pieces_of_its_own_strip(examples: list[list[Example]]) -> None:
    for shown in examples:
        for example in shown:
            assert len(example.cue_tags) == len(example.numbers)
            assert len(example.parties) == len(example.candidates)
            assert all(max(pair.first, pair.second) < len(example.candidates) for pair in example.pairs)
