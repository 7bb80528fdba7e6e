"""Every target on sound and broken inputs, without the fuzzer, so that none of them rots between two runs of it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from fuzz.__main__ import main
from fuzz.mutating import mutations
from fuzz.target import FindingError, Target, find_targets, load_target, run


def planted(found: Sequence[bytes] = (), *, seconds: float = 1.0) -> Target:
    """A reader that breaks on some inputs and takes its time on others."""

    def check(data: bytes) -> None:
        if data in found:
            raise KeyError(data)
        if b"slow" in data:
            sum(range(3_000_000))

    return Target(about="a planted fault", check=check, seeds=lambda: [b"sound"], words=(), seconds=seconds)


@pytest.mark.parametrize("name", find_targets())
def test_target_holds_for_its_seeds_and_for_broken_forms_of_them(name: str) -> None:
    target = load_target(name)
    seeds = target.seeds()
    for data in (b"", b"\0", *seeds, *mutations(seeds, target.words, count=target.tries, seed=6)):
        try:
            run(target, data)
        except Exception as error:
            raise AssertionError(f"{name} breaks on {data[: target.longest]!r}") from error


def test_mutations_are_the_same_in_every_run_and_differ_from_the_seeds() -> None:
    seeds = [b"Ada Quill met Bo Reed.", b"They will meet on Monday."]
    made = [list(mutations(seeds, ("“", b"\xff"), count=200, seed=1)) for _ in range(2)]
    assert made[0] == made[1]
    assert len(set(made[0]) - set(seeds)) > 150
    assert made[0] != list(mutations(seeds, ("“", b"\xff"), count=200, seed=2))


def test_what_a_reader_does_not_mean_to_raise_comes_through() -> None:
    run(planted(), b"sound")
    with pytest.raises(KeyError):
        run(planted([b"sound"]), b"sound")


def test_an_input_that_takes_too_long_is_a_finding() -> None:
    with pytest.raises(FindingError, match="are allowed"):
        run(planted(seconds=0.001), b"slow")
    run(planted(seconds=0.001), b"sound")


def test_only_as_much_is_read_as_a_target_takes() -> None:
    target = load_target("edtf")
    with pytest.raises(KeyError):
        run(planted([b"x" * 4_096]), b"x" * 5_000)
    assert target.longest < 4_096


def test_inputs_can_be_read_again_without_the_fuzzer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "edtf-crash"
    kept.write_bytes(b"2024-02-30\n9999-24")
    assert main(["--replay", "edtf", str(kept)]) == 0
    assert "nothing to find fault with" in capsys.readouterr().out


def test_where_there_is_no_fuzzer_it_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "atheris", None)
    assert main(["--seconds", "1", "edtf"]) == 1
    assert "Linux alone" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["nothing"], ["--seconds", "0"]])
def test_what_cannot_be_asked_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert capsys.readouterr().err
