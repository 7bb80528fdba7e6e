from __future__ import annotations

import io

import pytest
from records import HOSTILE, TEXT, evidence, meeting
from test_table import Terminal, visible

from communique.cli.meeting_page import meeting_page
from communique.cli.page import print_lines
from communique.cli.wording import sources_text


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
        "2 outlets, 1 independent source",
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


def test_a_value_of_a_party_that_was_inferred_is_told_under_its_name() -> None:
    why = {"participants.0.organisation": "told of with her", "participants.0.country": "told of with her"}
    row = meeting(inferred=sorted(why), because=why)
    assert row["participants"][0]["name"] == "Ada Orlova"
    told = [line for line in plain_page(row).splitlines() if "told of with her" in line]
    assert told == ["inferred      organisation of Ada Orlova — told of with her"]


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
    assert page[at + 1 : at + 4] == ["  date", "    2021-03-01", "      news/a.txt  2021-03-03"]
    later = page.index("    2021-03-02", at)
    assert page[later + 1] == "      news/b.txt  2021-02-26"


def test_a_value_that_its_text_breaks_over_lines_stays_on_one() -> None:
    assert "asked for by  the Grain Union" in plain_page(meeting(initiative="the\nGrain Union"))


def test_values_that_differ_stand_with_the_words_that_were_read_and_the_rule_that_chose() -> None:
    lengths = {
        "duration_minutes": [
            {"value": 30, "documents": ["doc_1"], "claims": ["c1"], "sources": 1, "in_force": False, "because": None},
            {
                "value": 60,
                "documents": ["doc_2"],
                "claims": ["c2"],
                "sources": 2,
                "in_force": True,
                "because": "2 independent sources against 1",
            },
        ]
    }
    reports = [{**report, "claim": f"c{n}"} for n, report in enumerate(meeting()["reports"], 1)]
    row = meeting(disagreements=lengths, reports=reports)
    out = io.StringIO()
    read = {("c2", "duration_minutes"): evidence(TEXT, "for an hour")}
    print_lines(meeting_page(row, text_of=lambda _: TEXT, passages=read), out)
    page = out.getvalue().splitlines()
    at = page.index("Where the reports differ")
    assert page[at + 1 : at + 4] == [
        "  length",
        "    60 minutes  2 independent sources  in force: 2 independent sources against 1",
        "      news/b.txt  2021-02-26",
    ]
    assert "«for an hour»" in page[at + 4]
    assert page[at + 5] == "    30 minutes  1 independent source"
    assert "met Béla Kun" in page[at + 7]  # no words were read for the length: the passages of the report stand in
    assert any("the one with more independent sources" in line for line in page)


@pytest.mark.parametrize(
    ("derived", "independent", "line"),
    [
        ([], 2, "2 reports, 2 independent sources"),
        (["syndicated", "syndicated"], 1, "3 outlets, 1 independent source: the others carry the same agency's text"),
        (["exact"], 1, "2 outlets, 1 independent source: the other carries the same text"),
        (["exact"], 2, "3 outlets, 2 independent sources: 1 of them carries the same text"),
        (["edited", "rewritten"], 1, "3 outlets, 1 independent source: the others are copies of the same text"),
        ([None], 1, "2 outlets, 1 independent source: the other credits the same agency"),
        (["exact", None], 1, "3 outlets, 1 independent source: the others carry or credit the same text or agency"),
    ],
)
def test_how_many_sources_there_are_and_why_no_more(derived: list[str | None], independent: int, line: str) -> None:
    own = [{"document": f"own{n}"} for n in range(independent)]
    others = [{"document": f"d{n}", "grade": grade, "counted_with": "own0"} for n, grade in enumerate(derived)]
    assert sources_text([*own, *others, *others], independent) == line


def test_a_report_that_is_a_copy_says_of_what_and_how_that_is_known() -> None:
    first, second = meeting()["reports"]
    copied = {
        "copy_of": "doc_1",
        "original_known_by": "published earlier, on 2021-03-03",
        "grade": "edited",
        "because": "80 % of it",
    }
    page = plain_page(meeting(reports=[first, second | copied | {"counted_with": "doc_1"}]))
    assert "    edited copy of news/a.txt (published earlier, on 2021-03-03): 80 % of it" in page.splitlines()
    page = plain_page(meeting(reports=[first, second | copied | {"original_known_by": None}]))
    assert "(which of the two came first is not known)" in page
    page = plain_page(meeting(reports=[first, second | {"counted_with": "doc_1", "because": "both credit Coral Wire"}]))
    assert "    counted with news/a.txt: both credit Coral Wire" in page.splitlines()


def test_what_a_list_filled_in_is_told_by_the_name_of_the_party() -> None:
    because = {"participants.1.role": "list peers says that Béla Kun held it on 2021-03-01", "participants.9.role": "x"}
    text = plain_page(meeting(inferred=sorted(because), because=because))
    assert "inferred      role of Béla Kun — list peers says that Béla Kun held it on 2021-03-01" in text
    assert "participants.9.role — x" in text
