from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from communique.text.paragraphs import find_breaks, split_paragraphs

MAIL = """\
The minister of trade met the head of the dockers' union on Monday at the
port authority's building and heard from her that the ports would close on
Friday unless wages rise by a tenth.

Both sides meet again on Thursday.
"""


def paragraphs(text: str) -> list[str]:
    return [span.of(text) for span in split_paragraphs(text)]


def test_each_line_is_a_paragraph() -> None:
    text = "Mayor sees bakers\n\n- First item\n- Second item\r\nWhat next?\rNobody knows.\n"
    assert paragraphs(text) == ["Mayor sees bakers", "- First item", "- Second item", "What next?", "Nobody knows."]


def test_lines_broken_at_a_margin_are_one_paragraph() -> None:
    assert len(paragraphs(MAIL)) == 2
    assert paragraphs(MAIL)[1] == "Both sides meet again on Thursday."


def test_breaks_are_the_line_ends_of_the_margin_only() -> None:
    assert [MAIL[position] for position in find_breaks(MAIL)] == ["\n", "\n"]
    assert not find_breaks("One line.\nAnother line.\n")


def test_a_line_that_goes_on_in_small_letters_is_joined() -> None:
    text = "The chief executive of the largest bakery in town sat down with\nthe mayor on Monday.\nShe left at noon."
    assert len(paragraphs(text)) == 2


def test_a_short_list_is_not_taken_for_broken_lines() -> None:
    text = (
        "Present at the meeting in the town hall were:\nDame Ada Quill of Northwind\nMr Bo Lindqvist of Orsk\nMs Cy Tan"
    )
    assert len(paragraphs(text)) == 4


@given(st.text(st.sampled_from("ab. A\n\r\u2028-*")))
def test_paragraphs_hold_every_letter_once_and_in_order(text: str) -> None:
    spans = split_paragraphs(text)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(span.of(text) == span.of(text).strip() for span in spans)
