"""Rules alone or with the trained reader: who chooses, and what happens where it cannot be had."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from communique.cli import main
from communique.errors import InputError, ReaderWarning
from communique.ledger import extracting
from communique.ledger.extracting import find_reader
from communique.settings import ReaderChoice, load_settings

TEXT = (
    " date 2023-05-11 Tomas Ferreira is the chief executive of Orlo Systems. The industry minister of Sweden is Petra "
    "Lindqvist. On Wednesday Ferreira was ushered into the office of Lindqvist.\n"
)


@pytest.fixture(autouse=True)
def forget_readers() -> None:
    extracting._load_trained.cache_clear()


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "talks.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_the_trained_reader_is_the_default() -> None:
    assert load_settings({}).reader is ReaderChoice.TRAINED
    assert find_reader("trained")() is not None


def test_rules_alone_can_be_chosen_by_argument_and_by_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_reader("rules")() is None
    monkeypatch.setenv("COMMUNIQUE_READER", "rules")
    assert find_reader()() is None


def test_an_unknown_reader_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError, match="trained, rules"):
        find_reader("oracle")
    with pytest.raises(InputError, match="oracle"):
        load_settings({"COMMUNIQUE_READER": "oracle"})


def test_a_damaged_reader_is_named_and_the_rules_read_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_MODEL", str(tmp_path))
    with pytest.warns(ReaderWarning, match=r"rules read alone: .*card\.json"):
        assert find_reader("trained")() is None


def test_a_machine_without_onnxruntime_reads_by_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    from communique.extraction.learned import load_reader

    load_reader.cache_clear()
    with pytest.warns(ReaderWarning, match="onnxruntime"):
        assert find_reader("trained")() is None


@pytest.mark.filterwarnings("default::communique.errors.ReaderWarning")
def test_the_command_says_in_one_line_that_only_the_rules_read(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COMMUNIQUE_MODEL", str(tmp_path / "none"))
    monkeypatch.setattr(sys, "argv", ["communique", "extract", str(article)])
    with pytest.raises(SystemExit) as end:
        main()
    assert not end.value.code
    printed = capsys.readouterr()
    assert printed.err.count("\n") == 1
    assert printed.err.startswith("communique: the trained reader cannot be used, the rules read alone")
    assert '"meetings"' in printed.out
