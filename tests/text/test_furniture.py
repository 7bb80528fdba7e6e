from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model import FurnitureKind
from communique.text.furniture import find_furniture

STORY = "The mayor of Lindholm met the head of the bakers' guild on Monday to talk about bread."


def parts(text: str) -> list[tuple[str, str, str | None]]:
    return [(part.kind.value, part.span.of(text), part.value) for part in find_furniture(text)]


def test_plain_story_has_no_furniture() -> None:
    assert parts(f"{STORY}\n\n{STORY} He left at noon.") == []


def test_date_header_and_dateline_stand_before_the_story_on_one_line() -> None:
    text = f" date 2024-02-29 Lisbon, Feb 28 {STORY}"
    assert parts(text) == [
        ("date_header", "date 2024-02-29", "2024-02-29"),
        ("dateline", "Lisbon, Feb 28 ", "XXXX-02-28"),
    ]


def test_a_date_that_the_calendar_lacks_is_no_header() -> None:
    assert parts(f" date 2023-02-29 {STORY}") == []


@pytest.mark.parametrize(
    ("line", "kind", "value"),
    [
        ("11:54 JST, February 28, 2024", "timestamp", "2024-02-28"),
        ("Updated: 28 Feb 2024, 10:02 a.m. GMT+9", "timestamp", "2024-02-28"),
        ("Published on Wednesday, February 28, 2024 at 11:54", "timestamp", "2024-02-28"),
        ("2024-02-28T11:54:00Z", "timestamp", "2024-02-28"),
        ("Date: 28 February 2024", "date_header", "2024-02-28"),
        ("(Yonhap)", "credit", "Yonhap"),
        ("- Bernama", "credit", "Bernama"),
        ("By Ada Quill and Bo Reed", "credit", None),
        ("By our harbour correspondent", "credit", None),
        ("Photo: A. Quill/AFP", "credit", "AFP"),
        ("Photo by Ada Quill", "credit", None),
        ("Ada Quill/Getty Images", "credit", None),
        ("Source: Reuters", "credit", "Reuters"),
        ("(Reporting by Ada Quill in Lima; Editing by Bo Reed)", "credit", None),
        ("Advertisement", "disclaimer", None),
        ("FOR IMMEDIATE RELEASE — Office of the Mayor", "disclaimer", None),
        ("© 2024 The Daily Loaf. All rights reserved.", "disclaimer", None),
        (
            "Disclaimer: This post has been auto-published from an agency feed and has not been reviewed.",
            "disclaimer",
            None,
        ),
        ("This story has not been edited by our staff and is published from a syndicated feed.", "disclaimer", None),
        ("Except for the headline, this report has been auto-generated from a wire.", "disclaimer", None),
        ("###", "markup", None),
        ("[bookmark: _GoBack]", "markup", None),
    ],
)
def test_lines_around_the_story_are_furniture(line: str, kind: str, value: str | None) -> None:
    text = f"{STORY}\n\n{STORY}\n\n{line}"
    assert parts(text) == [(kind, line, value)]


@pytest.mark.parametrize(
    "line",
    [
        "By Friday the talks were over.",
        "By Monday night nobody had come",
        "March 16",
        "The report was first published by The Daily Loaf on Monday.",
        "The post has been auctioned.",
        "Press release in hand, the mayor met the bakers.",
        "Image recognition (photo, video and text) was on the table.",
        "Video calls between the two were held on Monday.",
        "The guild told the Press Trust of India (PTI).",
        "Correction: An earlier version said that the mayor met the bakers.",
        "Photos of the mayor and the baker were all over the news.",
        "The talks will end",
        "Updated rules were agreed by the two on May 5, 2024.",
        "On 5 May 2024 at 10:30 the two met again.",
    ],
)
def test_story_lines_are_no_furniture(line: str) -> None:
    found = parts(f"{STORY}\n\n{STORY}\n\n{line}\n\n{STORY}")
    assert [kind for kind, _, _ in found if kind != "subheading"] == []


def test_the_text_behind_a_label_stays_in_the_story() -> None:
    text = f"{STORY}\n\nNote to editors: Ada Quill, head of the guild, met the mayor at noon."
    assert parts(text) == [("disclaimer", "Note to editors:", None)]
    caption = f"Photo: The mayor and the head of the guild after they met at the town hall on Monday.\n\n{STORY}"
    assert parts(caption) == [("credit", "Photo:", None)]
    release = f"For release on delivery. The mayor met the head of the guild today.\n\n{STORY}"
    assert parts(release) == [("disclaimer", "For release on delivery.", None)]


def test_credits_close_a_paragraph() -> None:
    assert parts(f"{STORY} (PTI)") == [("credit", "(PTI)", "PTI")]
    assert parts(f"{STORY} (Edited by staff from a syndicated feed.)")[0][0] == "disclaimer"
    assert parts(f"{STORY} - ANSA") == [("credit", "- ANSA", "ANSA")]


def test_headline_repeated_headline_and_headings() -> None:
    title = "Mayor’s Bread Talks: Guild Hopes"
    text = f"{title}\n\n{title} - Bread - News\n\n{STORY}\n\nA Price for Rye\n\n{STORY}"
    assert [(kind, words) for kind, words, _ in parts(text)] == [
        ("headline", "Mayor’s Bread Talks: Guild Hopes"),
        ("repeated_headline", "Mayor’s Bread Talks: Guild Hopes - Bread - News"),
        ("subheading", "A Price for Rye"),
    ]


def test_the_line_with_the_name_of_the_site_is_the_repetition_wherever_it_stands() -> None:
    text = f"Mayor meets bakers over rye | The Daily Loaf\nMayor meets bakers over rye\n\n{STORY}"
    assert [kind for kind, _, _ in parts(text)] == ["repeated_headline", "headline"]


def test_a_dateline_follows_headline_and_byline() -> None:
    text = f"Mayor meets bakers\n\nBy Ada Quill\n\nHARROGATE, England (AP) — {STORY}"
    assert [kind for kind, _, _ in parts(text)] == ["headline", "credit", "dateline"]


def test_a_line_that_is_all_dateline() -> None:
    text = f"Mayor meets bakers\n\nRome, 6 March 2025\n\n{STORY}"
    assert parts(text)[1] == ("dateline", "Rome, 6 March 2025", "2025-03-06")


def test_headlines_with_colons_and_dashes_are_no_datelines() -> None:
    for title in ("South Korea: a partner for bakers", "THE MORNING LOAF - Mexico", "10 MILL STREET — readout"):
        assert [kind for kind, _, _ in parts(f"{title}\n\n{STORY}")] == ["headline"]


def test_speakers_of_a_transcript_are_no_datelines() -> None:
    text = "HARROGATE: The bakers have come from all over.\n\nLINDHOLM: They have.\n\nHARROGATE: So be it."
    assert parts(text) == []


def test_a_list_of_names_is_no_run_of_headings() -> None:
    text = f"{STORY}\n\nPresent were\nAda Quill of Northwind\nBo Reed of Orsk\nCy Tan of Harbour Freight\nDee Moss"
    assert [words for kind, words, _ in parts(text) if kind == "subheading"] == []


FRAGMENTS = [
    "SEOUL, May 5 - ",
    "Photo: ",
    "(AP) ",
    "By Ada Quill",
    "[bookmark: x]",
    "date 2024-01-01 ",
    "A b.",
    "\n",
    " ",
    "“",
    "—",
    "AP",
    "#",
]


@given(st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=5)), max_size=20).map("".join))
def test_furniture_lies_in_order_without_overlap_within_the_text(text: str) -> None:
    found = find_furniture(text)
    assert all(before.span.end <= after.span.start for before, after in pairwise(found))
    assert all(part.span.end <= len(text) and part.span.of(text).strip() for part in found)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 300_000,
        "<a " * 100_000,
        "AB " * 100_000,
        "(photo " * 50_000,
        "a\n" * 50_000,
        "SEOUL, May 5 - A\n" * 10_000,
        "this report " * 30_000,
        " - " * 100_000,
        "date " * 60_000,
        " " * 300_000 + "x",
    ],
    ids=lambda text: text[:8],
)
def test_hostile_text_takes_no_more_than_its_share_of_time(text: str) -> None:
    started = time.process_time()
    find_furniture(text)
    assert time.process_time() - started < 8


def test_kinds_that_are_read_too() -> None:
    from communique.text.furniture import READABLE

    assert {FurnitureKind.HEADLINE, FurnitureKind.SUBHEADING} == READABLE
