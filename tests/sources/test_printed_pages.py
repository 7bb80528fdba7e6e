"""Words on pages as broken PDFs place them."""

from __future__ import annotations

import math
import time

import pytest

from communique.sources.layout.lines import Line, Word, group_words, read_columns
from communique.sources.layout.paragraphs import set_paragraphs


@pytest.mark.parametrize("nowhere", [math.nan, math.inf, -math.inf, 1e30])
def test_words_whose_place_is_no_number_are_kept(nowhere: float) -> None:
    rows = [(float(left), 700.0 - 14 * line) for line in range(8) for left in (40, 320)]
    words = [
        Word(left=left, right=left + 200, bottom=bottom, top=bottom + 10, text="Quill and Reed talked")
        for left, bottom in (*rows[:9], (nowhere, 500.0), (40.0, nowhere), *rows[9:])
    ]
    text = " ".join(set_paragraphs(read_columns(group_words(words))))
    assert text.count("Quill and Reed talked") == len(words)


def test_a_page_crowded_with_columns_is_read_in_bounded_time() -> None:
    lines = [
        Line(
            left=60 * (at % 90),
            right=60 * (at % 90) + 50,
            bottom=float(at // 90),
            top=at // 90 + 10.0,
            text=f"the words of line {at}",
            first=9,
        )
        for at in range(1_490)
    ]
    started = time.process_time()
    columns = read_columns(lines)
    assert time.process_time() - started < 10
    assert sum(column_line.text.count("line") for column in columns for column_line in column.lines) == len(lines)
