from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model import FurnitureKind
from communique.text.documents import body, frame

CORPUS = Path(__file__).parents[2] / "corpus"
STORY = "The mayor of Lindholm met the head of the bakers' guild to talk about bread."


def test_frame_tells_what_the_furniture_tells() -> None:
    text = f" date 2024-02-29 Mayor’s bread\n\nLISBON, Feb 28 (Reuters) - {STORY}"
    document = frame(text, source="a.txt", encoding="utf-8", language="en")
    assert document.text == text
    assert (document.title, document.publisher, document.published) == ("Mayor’s bread", "Reuters", "2024-02-29")
    assert (document.dateline, document.language, document.encoding) == ("2024-02-28", "en", "utf-8")
    assert document.id == frame(text, source="b.txt").id


@pytest.mark.parametrize(
    ("header", "opening", "dateline"),
    [
        ("", "LISBON, Dec 31 - ", "XXXX-12-31"),
        ("date 2024-01-02 ", "LISBON, Dec 31 - ", "2023-12-31"),
        ("date 2023-12-31 ", "LISBON, Jan 1 - ", "2024-01-01"),
        ("date 2024-01-02 ", "LISBON, July 4 - ", "XXXX-07-04"),
        ("date 2023-03-01 ", "LISBON, Feb 29 - ", "XXXX-02-29"),
        ("date 2024-01-02 ", "Lisbon, 31 December 2022 - ", "2022-12-31"),
        ("date 2024-04-11 ", "LISBON, Tuesday - ", "2024-04-09"),
        ("date 2024-04-11 ", "LISBON, Thursday - ", "2024-04-11"),
        ("", "LISBON, Tuesday - ", None),
        ("date 2024-04-11 ", "LISBON - ", None),
    ],
)
def test_a_dateline_takes_its_year_from_a_publication_nearby(header: str, opening: str, dateline: str | None) -> None:
    assert frame(f"{header}{opening}{STORY}", source="a").dateline == dateline


@pytest.mark.parametrize(
    ("text", "told", "published", "dateline"),
    [
        (f"LISBON, Feb 29 - {STORY}", "2024-03-01", "2024-03-01", "2024-02-29"),
        (f"date 2024-02-29 LISBON, Feb 29 - {STORY}", "2025-06-07", "2024-02-29", "2024-02-29"),
        (f"3 May 2011, 10:15\n\n{STORY}", "2024-03-01", "2024-03-01", None),
        (f"LISBON, Tuesday - {STORY}", "2024-03", "2024-03", None),
        (f"LISBON, Feb 28 - {STORY}", "2024", "2024", "XXXX-02-28"),
    ],
)
def test_the_day_that_the_source_gives_is_taken_where_the_text_has_no_header(
    text: str, told: str, published: str, dateline: str | None
) -> None:
    document = frame(text, source="a", published=told)
    assert (document.published, document.dateline) == (published, dateline)


@pytest.mark.parametrize(
    ("opening", "made", "published", "dateline"),
    [
        ("LISBON, Feb 29 - ", "2024-03-01", "2024-03-01", "2024-02-29"),
        ("LISBON, Feb 29 - ", "2024-02-29", "2024-02-29", "2024-02-29"),
        ("Lisbon, 29 February 2024 - ", "2024-03-01", "2024-03-01", "2024-02-29"),
        ("Lisbon, 29 February 2024 - ", "2026-03-01", None, "2024-02-29"),
        ("LISBON, Feb 29 - ", "2024-04-01", None, "XXXX-02-29"),
        ("LISBON, Feb 29 - ", "2024-02-28", None, "XXXX-02-29"),
        ("", "2024-02-28", None, None),
    ],
)
def test_the_day_a_file_was_made_counts_only_where_the_dateline_bears_it_out(
    opening: str, made: str, published: str | None, dateline: str | None
) -> None:
    document = frame(f"{opening}{STORY}", source="a", made=made)
    assert (document.published, document.dateline) == (published, dateline)


def test_the_day_of_a_change_is_not_the_day_of_publication() -> None:
    assert frame(f"Updated 5 May 2024, 10:15\n\n{STORY}", source="a").published is None
    assert frame(f"Published 4 May 2024\nUpdated 5 May 2024\n\n{STORY}", source="a").published == "2024-05-04"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("Ministry of Bread\nPress release, 7 March 2025", "2025-03-07"),
        ("FOR IMMEDIATE RELEASE, August 21, 2025", "2025-08-21"),
        ("Readout: a call on bread\nFor immediate release\nJanuary 22, 2026 - Lindholm, Northland", "2026-01-22"),
        ("Lindholm / 3 May 2022", "2022-05-03"),
        ("Notes on bread\nby our baker, 24 November 2023", "2023-11-24"),
        ("Notes on bread\n24 November 2023", "2023-11-24"),
        ("Updated: notes on bread, 24 November 2023", None),
        ("Bread after 9 June 2018", None),
        ("What 3 May 2022 - and the night before - did to bread", None),
        ("Notes on bread, 24 November", None),
    ],
)
def test_a_day_set_off_in_the_head_is_the_day_of_the_text(head: str, published: str | None) -> None:
    assert frame(f"{head}\n\n{STORY} {STORY}", source="a").published == published


def test_a_day_set_off_in_the_story_is_not_the_day_of_the_text() -> None:
    assert frame(f"{STORY} {STORY}\n\nLindholm, 3 May 2022", source="a").published is None


def test_nothing_known_stays_none() -> None:
    document = frame(STORY, source="a")
    assert (document.title, document.publisher, document.published, document.dateline, document.language) == (None,) * 5


def test_who_made_a_picture_is_not_the_publisher() -> None:
    assert frame(f"Photo: Ada Quill/AFP\n\n{STORY}\n\n{STORY}", source="a").publisher is None


def test_body_keeps_headlines_and_blanks_the_rest() -> None:
    text = f" date 2024-02-29 Bread talks\n\nLISBON (AP) - {STORY}\n\n[bookmark: _GoBack]{STORY} (AP)"
    read = body(frame(text, source="a"))
    assert len(read) == len(text)
    assert read.split() == f"Bread talks {STORY} {STORY}".split()
    assert read.count("\n") == text.count("\n")


def test_body_joins_lines_broken_at_a_margin() -> None:
    text = (
        "The minister of trade met the head of the dockers' union on Monday at the\n"
        "port authority's building and heard from her that the ports would close on\n"
        "Friday unless wages rise by a tenth.\n\nBoth sides meet again.\n"
    )
    read = body(frame(text, source="a"))
    assert len(read) == len(text)
    assert read.strip().count("\n") == 2


@given(st.text(st.one_of(st.characters(), st.sampled_from("“ ai\r\n\u00adA.(AP)-:"))))
def test_body_has_the_length_of_the_text_and_only_its_letters(text: str) -> None:
    document = frame(text, source="a")
    assert len(body(document)) == len(document.text) == len(text)


def test_no_story_of_the_corpus_loses_its_first_words() -> None:
    files = [path for folder in ("dev", "texts") for path in sorted((CORPUS / folder).glob("*.txt"))]
    assert files
    for path in files:
        text = path.read_text(encoding="utf-8")
        for part in frame(text, source=str(path)).furniture:
            if part.kind is FurnitureKind.DATELINE:
                assert len(part.span) <= 60, (path.name, part.span.of(text))
                assert text[part.span.end : part.span.end + 1].strip() or part.span.of(text).count(",") == 1, path.name
            if part.kind in (FurnitureKind.DATE_HEADER, FurnitureKind.TIMESTAMP):
                assert len(part.span) <= 60, (path.name, part.span.of(text))
