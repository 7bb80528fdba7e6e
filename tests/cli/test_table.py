from __future__ import annotations

import io
import re
import unicodedata

import pytest
from records import HOSTILE, meeting

from communique.cli.meetings_table import print_meetings
from communique.cli.page import plain
from communique.cli.table import Column, Table, print_table


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return Terminal()


def visible(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def wide(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line)


def test_a_terminal_of_100_columns_shows_every_value(terminal: Terminal) -> None:
    print_meetings([meeting()], terminal)
    shown = visible(terminal.getvalue())
    assert max(map(len, shown.splitlines())) <= 100
    for value in ("2021-03-01", "held", "Ada Orlova — Minister, Ruritania", "three bankers", "dinner", "mtg_3f0c9a1b"):
        assert value in shown
    assert "2 reports" in shown
    assert "1 source" in shown


def test_a_narrow_terminal_folds_and_does_not_cut(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    print_meetings([meeting(topics=["Strelsauerhauptbahnhofsneubau"])], terminal)
    shown = visible(terminal.getvalue())
    assert max(map(len, shown.splitlines())) <= 60
    assert "…" not in shown


def test_a_pipe_gets_one_plain_line_a_meeting_with_nothing_cut() -> None:
    out = io.StringIO()
    topic = "a very long topic " * 30
    print_meetings([meeting(), meeting(topics=[topic], date=None)], out)
    heading, first, second = out.getvalue().splitlines()
    assert heading.split() == ["DATE", "STATUS", "WHO", "KIND", "WHERE", "ABOUT", "REPORTS", "SOURCES", "ID"]
    assert "mtg_3f0c9a1b22334455aabb" in first
    assert "Ada Orlova — Minister, Ruritania; Béla Kun — head, Grain Union; three bankers" in first
    assert topic.strip() in second
    assert second.startswith("-  ")
    assert "\x1b" not in out.getvalue()


def names() -> Table:
    return Table(
        columns=[Column(heading="Name", share=1), Column(heading="Last", share=1)],
        stacked=lambda record: [[[plain(cell)]] for cell in record["cells"]],
        headings=["NAME", "LAST"],
        flat=lambda record: record["cells"],
    )


def test_columns_stand_under_each_other_in_any_script() -> None:
    out = io.StringIO()
    rows = [["김민준", "x"], ["Ada", "y"], ["佐藤　健", "z"], ["e\u0301a — “b”", "w"]]
    print_table(names(), [{"cells": row} for row in rows], out)
    ends = {wide(unicodedata.normalize("NFC", line)[:-1]) for line in out.getvalue().splitlines()[1:]}
    assert len(ends) == 1


def test_a_long_list_is_shown_whole_under_one_heading(terminal: Terminal) -> None:
    rows = [{"cells": [f"name {number}", "x"]} for number in range(1000)]
    print_table(names(), rows, terminal)
    shown = visible(terminal.getvalue()).split("\n")
    assert sum("Name" in line for line in shown) == 1
    assert [line.split()[1] for line in shown if line.startswith("name ")] == [str(number) for number in range(1000)]
    # One empty line between two rows, whether or not they were drawn together.
    body = "\n".join(line.rstrip() for line in shown[2:]).strip()
    assert "\n\n\n" not in body
    assert body.count("\n\n") == 999


def test_hostile_text_in_a_table_is_shown_and_not_obeyed(terminal: Terminal) -> None:
    row = meeting(
        participants=[{"name": HOSTILE, "role": HOSTILE, "organisation": HOSTILE, "mention": HOSTILE}],
        topics=[HOSTILE],
        place=HOSTILE,
    )
    pipe = io.StringIO()
    print_meetings([row], terminal)
    print_meetings([row], pipe)
    # Only the colours that we set ourselves are left of all escapes.
    assert "\x1b" not in visible(terminal.getvalue())
    for text in (visible(terminal.getvalue()), pipe.getvalue()):
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text)
    assert "[bold red]Kun[/]" in pipe.getvalue()
    assert "[bold red]" in visible(terminal.getvalue()).replace("\n", "")


def test_a_terminal_that_can_only_show_letters_gets_the_plain_form(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    print_meetings([meeting()], terminal)
    assert "\x1b" not in terminal.getvalue()
