from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import InputError
from communique.exporters.csv import COLUMNS, write
from communique.exporters.csv.write import guard_cell


def rows(records: list[dict[str, Any]], noun: str = "meetings") -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    write(records, out, noun=noun)
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))


MEETING: dict[str, Any] = {
    "id": "mtg_1",
    "status": "planned",
    "background": True,
    "kind": "call",
    "date": None,
    "participants": [
        {"name": "Ada Orlova", "role": "Minister", "organisation": "Ruritania", "mention": "she"},
        {"name": "Bank of Strelsau", "role": None, "organisation": None, "mention": "the bank"},
        {"name": None, "role": None, "organisation": "Ruritania", "mention": "other officials"},
    ],
    "topics": ["grain", "rail"],
    "reports": [
        {"document": "doc_1", "source": "a.txt", "evidence": [{"quote": "will call the bank"}]},
        {"document": "doc_2", "source": "b.txt", "evidence": []},
        {"document": "doc_2", "source": "b.txt", "evidence": []},
    ],
    "disagreements": {"date": []},
    "inferred": [],
}


def test_a_meeting_is_one_row_with_lists_folded_into_cells() -> None:
    (row,) = rows([MEETING])
    assert row["participants"] == ("Ada Orlova (Minister, Ruritania); Bank of Strelsau; other officials (Ruritania)")
    assert row["names"] == "Ada Orlova; Bank of Strelsau; "
    assert row["roles"] == "Minister; ; "
    assert row["topics"] == "grain; rail"
    assert (row["background"], row["reports"], row["sources"]) == ("true", "2", "a.txt; b.txt")
    assert (row["disagreements"], row["quote"]) == ("date", "will call the bank")


def test_what_a_source_does_not_give_is_an_empty_cell() -> None:
    (row,) = rows([MEETING])
    assert row["date"] == row["place"] == row["duration_minutes"] == ""


def test_the_columns_of_meetings_are_stable() -> None:
    # Scripts read these names in this order: new ones go to the end.
    assert [column.name for column in COLUMNS["meetings"]] == [
        "id", "status", "background", "kind", "date", "participants", "names", "roles", "organisations", "place",
        "city", "country", "topics", "initiative", "duration_minutes", "reported_through", "reports",
        "independent_sources", "sources", "disagreements", "inferred", "quote", "topic_labels",
    ]  # fmt: skip


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", " =", "\u00a0+", "\u3000@"])
def test_a_cell_that_a_spreadsheet_would_run_is_made_text(start: str) -> None:
    assert guard_cell(f"{start}SUM(A1)") == f"'{start}SUM(A1)".replace("\r", "\n")


@pytest.mark.parametrize("value", ["2021-03-04", "Ada - Orlova", "a=b", "'quoted'", "김=", "5 - 3"])
def test_ordinary_text_stays_as_it_is(value: str) -> None:
    assert guard_cell(value) == value


def test_numbers_stay_numbers_and_truths_are_words() -> None:
    assert [guard_cell(-5), guard_cell(0), guard_cell(True), guard_cell(None)] == ["-5", "0", "true", ""]


@given(st.text())
def test_no_text_comes_out_as_a_formula(text: str) -> None:
    cell = guard_cell(text)
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert not any(ord(letter) < 32 and letter not in "\t\n\r" for letter in cell)


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1, max_size=5))
def test_any_text_comes_back_in_its_cell(names: list[str]) -> None:
    found = rows([{"id": "per_1", "name": name, "roles": []} for name in names], "people")
    assert [row["name"] for row in found] == [guard_cell(name) for name in names]


def test_a_kind_of_record_without_columns_is_refused() -> None:
    with pytest.raises(InputError, match="csv cannot write extractions"):
        write([], io.StringIO(), noun="extractions")
