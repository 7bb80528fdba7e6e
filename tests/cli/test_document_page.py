from __future__ import annotations

import io
from typing import Any

import pytest
from records import HOSTILE

from communique.cli.document_page import document_page
from communique.cli.page import print_lines


def page(**changed: Any) -> list[str]:
    row: dict[str, Any] = {
        "id": "doc_1",
        "title": "Orlova meets Kun",
        "publisher": "Morning Bell",
        "published": "2021-03-03",
        "sources": ("news/a.txt", "old/a.txt"),
        "language": "en",
        "authors": (),
        "updated": None,
        "address": None,
        "unread": None,
        "copy_of": None,
        "original_known_by": None,
        "grade": None,
        "because": None,
        "copies": [],
    }
    out = io.StringIO()
    print_lines(document_page(row | changed), out)
    return out.getvalue().splitlines()


def test_a_page_says_who_wrote_it_when_it_was_changed_and_where_it_stands() -> None:
    told = page(authors=("Ada Quill", "Ben Toll"), updated="2021-03-05", address="https://bell.example/kun")
    assert told[4:7] == [
        "written by    Ada Quill; Ben Toll",
        "last changed  2021-03-05",
        "address       https://bell.example/kun",
    ]


def test_a_document_that_is_its_own_says_nothing_of_copies() -> None:
    assert page() == [
        "Orlova meets Kun — 2021-03-03",
        "doc_1",
        "",
        "published by  Morning Bell",
        "read from     news/a.txt; old/a.txt",
        "language      en",
        "",
        "`communique text doc_1` prints the text.",
    ]


@pytest.mark.parametrize("known", ["published earlier, on 2021-03-02", None])
def test_a_copy_says_of_what_and_how_that_is_known(known: str | None) -> None:
    told = page(copy_of="doc_2", grade="edited", because="80 % of it", original_known_by=known)
    order = known or "which of the two came first is not known"
    assert f"copy of       doc_2: edited, 80 % of it ({order})" in told


def test_an_original_lists_its_copies() -> None:
    assert "copies        2 documents: doc_2, doc_3" in page(copies=["doc_2", "doc_3"])


def test_hostile_titles_are_shown_and_not_obeyed() -> None:
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set("".join(page(title=HOSTILE, publisher=HOSTILE)))
