"""Every command and program that the documentation shows runs, as a reader would run it.

What exactly they print is compared by `make check`: it may differ in small things from machine to machine.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import transcripts

ROOT = Path(__file__).resolve().parent.parent


SHOWING = [path for path in transcripts.pages() if transcripts.shows_commands(path)]


@pytest.mark.slow
@pytest.mark.parametrize("page", SHOWING, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_a_page_shows_runs(page: Path) -> None:
    _, now = transcripts.run_page(page)  # raises where a command or program fails
    assert "Traceback (most recent call last)" not in now


def test_tutorial_and_readme_show_commands() -> None:
    assert {ROOT / "README.md", ROOT / "docs" / "tutorial.md"} <= set(SHOWING)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".home").mkdir()
    return tmp_path


def test_outputs_are_replaced_and_the_rest_of_a_page_is_kept(folder: Path) -> None:
    page = "# Title\n\n```console\n$ echo one\nold\n\n$ printf 'two\\n'\n```\n\nText with `code`.\n"
    assert transcripts.rewrite(page, folder) == page.replace("old\n", "one\n").replace("n'\n", "n'\ntwo\n")


def test_a_page_that_is_right_stays_as_it_is(folder: Path) -> None:
    page = "```console\n$ echo a \\\n>   b\na b\n$ true\n\n$ echo c\nc\n```\n"
    assert transcripts.rewrite(page, folder) == page


def test_an_output_is_cut_where_the_author_cut_it(folder: Path) -> None:
    page = "```console\n$ seq 5\n8\n9\n…\n\n$ seq 1\n2\n3\n…\n```\n"
    assert transcripts.rewrite(page, folder) == "```console\n$ seq 5\n1\n2\n…\n\n$ seq 1\n1\n```\n"


def test_reversed_words_are_marked_as_evidence(folder: Path) -> None:
    page = "```console\n$ printf 'a \\033[1;7mb\\033[0m\\n  \\033[1;7mc\\033[0m \\033[1md\\033[0m\\n'\n```\n"
    assert "a «b\n  c» d\n" in transcripts.rewrite(page, folder)


def test_a_failing_command_stops_the_page(folder: Path) -> None:
    with pytest.raises(transcripts.PageError, match="exit status 3 from: exit 3"):
        transcripts.rewrite("```console\n$ exit 3\n```\n", folder)


def test_a_failing_program_stops_the_page(folder: Path) -> None:
    with pytest.raises(transcripts.PageError, match="ValueError: no"):
        transcripts.rewrite("```python\nraise ValueError('no')\n```\n", folder)


def test_a_program_prints_into_the_block_after_it(folder: Path) -> None:
    page = "```python\nprint(6 * 7)\n```\n\n```text\n```\n\n```text\nanother\n```\n"
    assert transcripts.rewrite(page, folder) == page.replace("```text\n```", "```text\n42\n```", 1)


def test_an_id_that_nothing_prints_any_more_becomes_the_latest_of_its_kind(folder: Path) -> None:
    page = "```console\n$ echo doc_11112222 mtg_aaaa0000 mtg_bbbb0000\n\n$ echo mtg_99999999 mtg_bbbb0000\n```\n"
    assert "$ echo mtg_aaaa0000 mtg_bbbb0000\nmtg_aaaa0000 mtg_bbbb0000\n" in transcripts.rewrite(page, folder)


def test_hidden_commands_run_and_stay_hidden(folder: Path) -> None:
    page = "<!-- run: echo x > made -->\n\n```console\n$ cat made\nx\n```\n"
    assert transcripts.rewrite(page, folder) == page


def test_times_of_running_do_not_count_as_differences() -> None:
    path = ROOT / "README.md"
    assert transcripts.differences(path, "read 3 texts in 1.5 s\n", "read 3 texts in 12 s\n") == []
    assert transcripts.differences(path, "read 3 texts in 1.5 s\n", "read 4 texts in 1.5 s\n") != []
