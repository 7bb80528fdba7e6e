"""Fuzz the targets one after the other, and say how long each ran, how often, and what was found.

    python -m fuzz --seconds 60             all targets (`make fuzz SECONDS=60`)
    python -m fuzz --seconds 600 dates      one of them
    python -m fuzz --replay dates FILE …    read inputs again, without the fuzzer

What a target has learnt is kept under `out/fuzz/TARGET`, and the next run goes on from there. An input that breaks
something is kept in `out/fuzz/found`. Exit status 1 where anything was found.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fuzz.target import find_targets, load_target, run

ROOT = Path(__file__).resolve().parent.parent
_KEPT = ROOT / "out" / "fuzz"
_FOUND = _KEPT / "found"

_GRACE = 300  # seconds beyond its own for a target to load what it needs, and to end
_EXECUTED = re.compile(r"^stat::number_of_executed_units:\s*(\d+)", re.MULTILINE)
_RUNS = re.compile(r"^#(\d+)\s", re.MULTILINE)
_COVERED = re.compile(r"\bcov: (\d+)")
_ARTIFACT = re.compile(r"Test unit written to (.+)$", re.MULTILINE)
_LAST_LINES = 25  # of the fuzzer's output, shown where it found something


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of one target.

    Attributes:
        target: its name.
        seconds: how long it ran, without loading.
        executions: how many inputs it read.
        covered: how many places of the code they reached, as the fuzzer counts.
        found: the input that broke something; None where none did.
        failed: the end of its output, where it did not end well.
    """

    target: str
    seconds: float
    executions: int
    covered: int
    found: str | None
    failed: str | None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the arguments say; the exit status comes back."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="TARGET", help="one of " + ", ".join(find_targets()))
    parser.add_argument("--seconds", type=int, default=60, help="for each target (default: 60)")
    parser.add_argument("--replay", metavar="TARGET", choices=find_targets(), help="read the files named again")
    asked = parser.parse_args(arguments)
    if asked.replay is not None:
        return _replay(asked.replay, [Path(name) for name in asked.names])
    unknown = sorted(set(asked.names) - set(find_targets()))
    if unknown:
        parser.error(f"no target {unknown[0]!r}; there are {', '.join(find_targets())}")
    if asked.seconds < 1:
        parser.error(f"--seconds {asked.seconds}: at least one second is needed")
    if problem := _missing():
        print(problem, file=sys.stderr)
        return 1
    results = []
    for name in asked.names or find_targets():
        print(f"{name}: {load_target(name).about}, {asked.seconds} s …", file=sys.stderr, flush=True)
        results.append(_fuzz(name, asked.seconds))
        if results[-1].failed is not None:
            print(results[-1].failed, file=sys.stderr, flush=True)
    _print(results)
    return int(any(result.failed is not None for result in results))


def _missing() -> str | None:
    """Why nothing can be fuzzed here, or None where it can."""
    try:
        import atheris  # noqa: F401 - deferred, for it is there on Linux alone
    except ImportError as error:
        return f"atheris, which leads the fuzzing, cannot be had here: {error}. It has builds for Linux alone."
    return None


def _replay(name: str, paths: Sequence[Path]) -> int:
    target = load_target(name)
    for path in paths:
        run(target, path.read_bytes())
        print(f"{path}: nothing to find fault with")
    return 0


def _fuzz(name: str, seconds: int) -> Result:
    target = load_target(name)
    corpus = _KEPT / name
    corpus.mkdir(parents=True, exist_ok=True)
    _FOUND.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds()):
        corpus.joinpath(f"seed-{number:03}").write_bytes(seed[: target.longest])
    words = _KEPT / f"{name}.dict"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in target.words), encoding="ascii")
    command = [
        *(sys.executable, "-m", "fuzz.driving", name, ",".join(("communique", *target.libraries)), str(corpus)),
        *(f"-max_total_time={seconds}", f"-max_len={target.longest}"),
        *([f"-dict={words}"] if target.words else []),  # an empty one is refused
        *(f"-artifact_prefix={_FOUND}/{name}-", "-print_final_stats=1", "-timeout=120", "-rss_limit_mb=4096"),
    ]
    started = time.monotonic()
    try:
        ended = subprocess.run(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=seconds + _GRACE, check=False
        )
        output, status = ended.stdout.decode("utf-8", "replace"), ended.returncode
    except subprocess.TimeoutExpired as expired:
        output, status = (expired.stdout or b"").decode("utf-8", "replace"), 1
    counted = _EXECUTED.findall(output) or _RUNS.findall(output)
    artifact = _ARTIFACT.search(output)
    return Result(
        target=name,
        seconds=min(time.monotonic() - started, seconds),
        executions=int(counted[-1]) if counted else 0,
        covered=max((int(found[1]) for found in _COVERED.finditer(output)), default=0),
        found=artifact[1] if artifact is not None else None,
        failed="\n".join(output.splitlines()[-_LAST_LINES:]) if status else None,
    )


def _escaped(word: str | bytes) -> str:
    """A word as libFuzzer's dictionaries write it."""
    data = word.encode() if isinstance(word, str) else word
    return "".join(chr(b) if 32 <= b < 127 and chr(b) not in '"\\' else f"\\x{b:02x}" for b in data)


def _print(results: Sequence[Result]) -> None:
    print(f"{'target':<16}{'seconds':>9}{'inputs':>12}{'a second':>10}{'reached':>9}  found")
    for result in results:
        found = result.found or ("it did not run to its end" if result.failed is not None else "nothing")
        rate = result.executions / result.seconds if result.seconds else 0.0
        counts = f"{result.seconds:>9.0f}{result.executions:>12,}{rate:>10.0f}{result.covered:>9,}"
        print(f"{result.target:<16}{counts}  {found}")


if __name__ == "__main__":
    sys.exit(main())
