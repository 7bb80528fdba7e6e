"""`communique annotate`: as JSON, as a check, and as a page that a browser would use."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from communique.cli.app import app

TEXT = """date 2021-03-02

STRELSAU, March 2 — Ruritanian President Ada Orlova met Hentzau Bank CEO Bruno Kessel in Strelsau on Monday for an hour,
her office said. They discussed rail freight. \x1b]0;owned\x07 <b>Prices</b> rose.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "talks.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(app, ["annotate", *map(str, args)], catch_exceptions=False)


def test_the_annotation_is_printed_with_what_was_found(article: Path) -> None:
    result = run(article, "--format", "json")
    assert result.exit_code == 0
    annotation = json.loads(result.stdout)
    (row,) = annotation["meetings"]
    assert {party["name"] for party in row["participants"]} == {"Ada Orlova", "Bruno Kessel"}
    assert TEXT[row["evidence"][0]["start"] : row["evidence"][0]["end"]] == row["evidence"][0]["quote"]
    assert list(article.parent.iterdir()) == [article]


def test_what_is_written_is_sound(article: Path) -> None:
    target = article.with_name("talks.json")
    assert run(article, "--format", "json", "-o", target).exit_code == 0
    result = run(article, "--check", target)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "sound: 1 meeting, 1 statement\n"


def test_a_file_is_never_overwritten_by_what_was_found(article: Path) -> None:
    target = article.with_name("talks.json")
    target.write_text("my work")
    result = run(article, "--format", "json", "-o", target)
    assert result.exit_code == 1
    assert "there is a file already" in result.stderr
    assert target.read_text() == "my work"


def test_each_fault_is_a_line_and_the_status_is_1(article: Path) -> None:
    target = article.with_name("talks.json")
    run(article, "--format", "json", "-o", target)
    annotation = json.loads(target.read_text("utf-8"))
    annotation["meetings"][0] |= {"kind": "te\x1ba", "evidence": [{"quote": "they\nsang"}]}
    target.write_text(json.dumps(annotation), "utf-8")
    result = run(article, "--check", target)
    assert result.exit_code == 1
    kind, quote = result.stdout.splitlines()
    assert kind.startswith("talks.txt: kind ")
    assert "a quote that the text does not have" in quote
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"documents": [], "meetings": {}}'])
def test_what_is_no_annotation_has_status_1(article: Path, content: str) -> None:
    target = article.with_name("talks.json")
    target.write_text(content)
    result = run(article, "--check", target)
    assert result.exit_code == 1
    assert result.output.strip()


def test_an_annotation_of_another_text_is_no_annotation_of_this(article: Path) -> None:
    target, other = article.with_name("talks.json"), article.with_name("other.txt")
    run(article, "--format", "json", "-o", target)
    other.write_text("Nobody met anybody in Strelsau.")
    result = run(other, "--check", target)
    assert result.exit_code == 1
    assert "talks.txt: no text of this name" in result.stdout


@pytest.mark.parametrize("options", [["--check", "a.json", "-o", "b.json"], ["--check", "a.json", "--format", "json"]])
def test_options_that_do_not_go_together_are_a_matter_of_usage(article: Path, options: list[str]) -> None:
    assert run(article, *options).exit_code == 2


def test_a_text_that_is_not_there_or_a_folder_is_refused(article: Path) -> None:
    for wrong in (article.with_name("gone.txt"), article.parent):
        result = run(wrong, "--format", "json")
        assert result.exit_code == 1
        assert len(result.stderr.splitlines()) == 1


def test_an_unsound_annotation_is_not_opened(article: Path) -> None:
    article.with_name("talks.txt.annotation.json").write_text('{"documents": [], "meetings": [1]}')
    result = run(article, "--no-browser")
    assert result.exit_code == 1
    assert "not sound: meeting 1: not an object" in result.stderr


def test_a_text_too_long_for_a_page_is_refused_with_a_way_out(article: Path) -> None:
    article.write_text("Nobody met anybody in Strelsau. " * 40_000)
    result = run(article, "--no-browser")
    assert result.exit_code == 1
    assert "too long for a page" in result.stderr
    assert "--format json" in result.stderr


# ---------------------------------------------------------------------------------- the page, in a process of its own


def start(article: Path) -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "communique", "annotate", str(article), "--no-browser"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def fetch(address: str, content: Any = None) -> Any:
    body = None if content is None else json.dumps(content).encode()
    request = urllib.request.Request(address, data=body, headers={"Content-Type": "application/json"})
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=20) as answer:
        return json.load(answer)


def stop(process: subprocess.Popen[str]) -> str:
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 0, said
    assert "Traceback" not in said
    return said


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent in another way there")
def test_a_text_is_corrected_saved_and_opened_again(article: Path) -> None:
    target = article.with_name("talks.txt.annotation.json")
    process, address = start(article)
    try:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{32}/", address)
        data = fetch(f"{address}data")
        assert data["text"] == TEXT
        assert "\x1b" not in data["shown"]
        assert not data["resumed"]
        data["annotation"]["meetings"][0]["kind"] = "lunch"
        assert fetch(f"{address}save", data["annotation"])["saved"].endswith("talks.txt.annotation.json")
        assert f"saved to {target}" in stop(process)
    finally:
        process.kill()
    assert run(article, "--check", target).exit_code == 0
    process, address = start(article)
    try:
        data = fetch(f"{address}data")
        assert data["resumed"]
        assert data["annotation"]["meetings"][0]["kind"] == "lunch"
        assert "nothing was saved" in stop(process)
    finally:
        process.kill()
