from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from training.corpus import AnnotatedText, load_invented
from training.statistics import MARKS, main, put_into, statistics

PAGE = (Path(__file__).resolve().parents[2] / "corpus" / "README.md").read_text("utf-8")


def test_the_datasheet_has_the_tables_of_this_corpus(
    corpus: tuple[AnnotatedText, ...], dev: tuple[AnnotatedText, ...]
) -> None:
    assert put_into(PAGE, statistics(corpus, load_invented(), dev)) == PAGE, (
        "run: python -m training.statistics --write"
    )


def test_the_numbers_follow_the_texts(corpus: tuple[AnnotatedText, ...], dev: tuple[AnnotatedText, ...]) -> None:
    told = next(text for text in corpus if text.meetings and text.statements)
    shown = statistics([told, replace(told, name="again.txt")], [], [])
    meetings, statements = len(told.meetings), len(told.statements)
    total = next(line for line in shown.splitlines() if line.startswith("| **corpus**"))
    cells = [cell.strip() for cell in total.strip("|").split("|")]
    assert cells[2:4] == ["2", "0"]
    assert cells[7:] == [str(2 * meetings), str(len(told.occasions)), str(2 * statements)]
    assert "into 1 families" in shown
    assert "None of them" in shown


def test_texts_that_share_an_occasion_with_the_development_set_are_named(dev: tuple[AnnotatedText, ...]) -> None:
    told = next(text for text in dev if text.meetings)
    shown = statistics([replace(told, name="leak.txt")], [], dev)
    assert "1 of them tells of an occasion of the development set: leak.txt." in shown


def test_the_datasheet_opens_with_what_the_texts_are_not() -> None:
    opening = PAGE.partition("\n## ")[0]
    assert "never a source of facts about anyone" in " ".join(opening.split())
    assert "wrong on purpose" in " ".join(opening.split())


def test_a_page_without_a_place_for_the_tables_is_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        put_into("# A page\n", "tables")


def test_the_tables_are_written_between_the_marks(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{MARKS[0]}\nold\n{MARKS[1]}\nafter\n", "utf-8")
    assert main(["--write", "--page", str(page)]) == 0
    text = page.read_text("utf-8")
    assert text.startswith(f"before\n{MARKS[0]}\n| slice |")
    assert text.endswith(f"\n{MARKS[1]}\nafter\n")
