from __future__ import annotations

import io

import pytest
from records import HOSTILE, TEXT, evidence, meeting
from test_table import Terminal, visible

from communique.cli.meeting_page import meeting_page
from communique.cli.page import print_lines


def plain_page(row: dict[str, object], text: str = TEXT) -> str:
    out = io.StringIO()
    print_lines(meeting_page(row, text_of=lambda document: text), out)
    return out.getvalue()


def test_the_page_tells_all_that_is_known() -> None:
    page = plain_page(meeting())
    assert page.splitlines()[0] == "Ada Orlova, Béla Kun and three bankers — dinner, held, 2021-03-01"
    for line in (
        "who           Ada Orlova — Minister, Ruritania",
        "              Béla Kun — head, Grain Union (“the grain baron”)",
        "              three bankers",
        "when          2021-03-01",
        "where         Hentzau Palace, Strelsau",
        "kind          dinner",
        "lasted        60 minutes",
        "asked for by  Grain Union",
        "about         rail; the price of grain",
        "confirmed by  the ministry",
        "inferred      date — the Monday before 2021-03-03",
        "2 reports, 1 independent source",
    ):
        assert line in page.splitlines()


def test_passages_stand_in_their_sentences_between_marks() -> None:
    page = plain_page(meeting())
    assert "Minister Ada Orlova «met Béla Kun», head of Grain Union, on Monday for an hour." in page
    assert "They «spoke about rail»." in page


def test_a_terminal_shows_the_evidence_reversed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "100")
    out = Terminal()
    print_lines(meeting_page(meeting(), text_of=lambda document: TEXT), out)
    assert "\x1b[1;7mmet Béla Kun\x1b[0m" in out.getvalue()
    assert "«" not in out.getvalue()
    assert max(len(line) for line in visible(out.getvalue()).splitlines()) <= 100


def test_what_wraps_on_a_terminal_stays_under_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "50")
    out = Terminal()
    print_lines(meeting_page(meeting(), text_of=lambda document: TEXT), out)
    lines = visible(out.getvalue()).splitlines()
    after = lines[next(i for i, line in enumerate(lines) if "Orlova met" in line) + 1]
    assert after.startswith("    ")


def test_what_is_not_known_has_no_line() -> None:
    bare = meeting(date=None, place=None, city=None, initiative=None, duration_minutes=None, topics=[], inferred=[])
    labels = {line[:14].strip() for line in plain_page(bare).splitlines()}
    assert not labels & {"when", "where", "lasted", "asked for by", "about", "inferred", "background"}


def test_hostile_text_on_a_page_is_shown_and_not_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "200")
    text = f"Ada Orlova met {HOSTILE} today."
    report = {"document": "doc_1", "source": HOSTILE, "published": None, "status": "held"}
    row = meeting(
        participants=[{"name": HOSTILE, "role": HOSTILE, "organisation": HOSTILE, "mention": HOSTILE}],
        topics=[HOSTILE],
        because={"date": HOSTILE},
        initiative=HOSTILE,
        reports=[report | {"evidence": evidence(text, HOSTILE)}],
    )
    out = Terminal()
    print_lines(meeting_page(row, text_of=lambda document: text), out)
    for page in (plain_page(row, text), visible(out.getvalue())):
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(page)
        assert "[bold red]Kun[/]" in page
        assert "[link=http://evil.example]x[/link]" in page


def test_the_stages_and_the_differences_say_who_tells_them() -> None:
    page = plain_page(
        meeting(
            history=[
                {"status": "planned", "published": "2021-02-26", "date": "2021-03-02", "document": "doc_2"},
                {"status": "held", "published": "2021-03-03", "date": "2021-03-01", "document": "doc_1"},
            ],
            disagreements={
                "date": [
                    {"value": "2021-03-01", "documents": ["doc_1"]},
                    {"value": "2021-03-02", "documents": ["doc_2"]},
                ]
            },
        )
    ).splitlines()
    at = page.index("History")
    assert page[at + 1 : at + 3] == [
        "  2021-02-26  planned for 2021-03-02  news/b.txt",
        "  2021-03-03  held on 2021-03-01  news/a.txt",
    ]
    at = page.index("Where the reports differ")
    assert page[at + 1 : at + 4] == ["  date", "    2021-03-01  news/a.txt", "    2021-03-02  news/b.txt"]


def test_a_value_that_its_text_breaks_over_lines_stays_on_one() -> None:
    assert "asked for by  the Grain Union" in plain_page(meeting(initiative="the\nGrain Union"))
