"""Kill runs of `ingest` at random moments, finish each by another, and look whether anything is missing or twice.

    python tools/soak.py --runs 500         `make soak`

Each run has a ledger of its own and is killed (SIGKILL) at a moment spread evenly over the time that an undisturbed
run takes, from its start to its end; in some, a process that reads is killed before. The run that follows has to leave
the ledger that an undisturbed run leaves, with `verify` and `check` clean and no process left over.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.ledger import Ledger

DOCUMENTS = 500
TOLD_EVERY = 10  # documents, of which one tells of a meeting
LONGEST = 300  # seconds that a run may take before it counts as hanging
TAG = "COMMUNIQUE_SOAK"  # a variable that nothing reads, by which the processes of a run are known

_SYLLABLES = ("ba", "do", "ke", "lu", "mi", "no", "ra", "sa", "ti", "vo", "wen", "zor")
_TIMES = frozenset({"captured", "failed", "applied", "decided", "checked", "tried", "reread"})


class SoakError(Exception):
    """A run left something that it should not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the runs share.

    Attributes:
        folder: where the articles lie, and the ledgers.
        expected: what an undisturbed run leaves.
        seconds: how long one takes, with as many beside it as there will be.
    """

    folder: Path
    expected: dict[str, list[Any]]
    seconds: float


def word(source: random.Random, syllables: int = 3) -> str:
    """An invented name."""
    return "".join(source.choice(_SYLLABLES) for _ in range(syllables)).capitalize()


def write_articles(folder: Path) -> None:
    """Short invented texts: most say little, some tell of a meeting; not all can be read, and some are there twice."""
    folder.mkdir()
    source = random.Random(2031)
    people = [f"{word(source, 2)} {word(source)}" for _ in range(40)]
    for number in range(DOCUMENTS):
        if number % TOLD_EVERY == 0:
            left, right = source.sample(people, 2)
            day = f"March {source.randrange(1, 29)}, 2031"
            text = f"{left}, the minister of trade, met {right}, the mayor of {word(source)}, on {day}.\n"
        elif number % 5 in (1, 3):
            text = f"항구는 {number + 1000}년에도 그 전해처럼 조용했다고 시장이 말했다.\n"
        else:
            text = f"The harbour of {word(source)} was as quiet in {number + 1000} as the year before it.\n"
        (folder / f"{number:03}.txt").write_text(text, "utf-8")
    for number in (7, 20, 300):
        (folder / f"{number:03}-again.txt").write_bytes((folder / f"{number:03}.txt").read_bytes())
    (folder / "100-foreign.txt").write_text("총리는 오늘 시장과 회담했다고 대변인이 말했다.\n", "utf-8")
    (folder / "200-broken.txt").write_bytes(bytes(range(256)) * 20)


def command(name: str, *arguments: str) -> list[str]:
    """A command of the program."""
    return [sys.executable, "-m", "communique", name, *arguments]


def start(folder: Path, ledger: Path) -> subprocess.Popen[bytes]:
    """A run of `ingest`."""
    return subprocess.Popen(
        command("ingest", str(folder / "articles"), "--ledger", str(ledger), "--jobs", "2", "--reader", "rules"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=os.environ | {TAG: ledger.name},
    )


def finish(folder: Path, ledger: Path) -> None:
    """A run to its end.

    Raises:
        SoakError: it does not end well.
    """
    run = start(folder, ledger)
    try:
        _, said = run.communicate(timeout=LONGEST)
    except subprocess.TimeoutExpired as error:
        run.kill()
        run.communicate()
        raise SoakError(f"{ledger.name}: still at work after {LONGEST} s") from error
    if run.returncode != 3:  # one of the articles cannot be read
        raise SoakError(f"{ledger.name}: exit status {run.returncode}: {said.decode(errors='replace')}")


def contents(ledger: Path) -> dict[str, list[Any]]:
    """Everything in a ledger but the moments at which it got there."""
    connection = sqlite3.connect(ledger)
    try:
        if (found := connection.execute("PRAGMA integrity_check").fetchall()) != [("ok",)]:
            raise SoakError(f"{ledger.name}: {found}")
        if found := connection.execute("PRAGMA foreign_key_check").fetchall():
            raise SoakError(f"{ledger.name}: {found}")
        tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        return {
            table: sorted(connection.execute(f"SELECT {_columns(connection, table)} FROM {table}").fetchall(), key=repr)
            for (table,) in connection.execute(tables).fetchall()
            if table != "state"  # how often facts were written depends on how often a run was cut short
        }
    finally:
        connection.close()


def _columns(connection: sqlite3.Connection, table: str) -> str:
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    return ", ".join(f'"{name}"' for name in names if name not in _TIMES)


def prepare(folder: Path, beside: int) -> Ground:
    """Write the articles and see what undisturbed runs leave, and how long they take side by side.

    Raises:
        SoakError: two undisturbed runs leave different ledgers, or what they leave is not worth comparing.
    """
    write_articles(folder / "articles")
    started = time.perf_counter()
    ledgers = [folder / f"undisturbed-{number}.db" for number in range(beside)]
    with ThreadPoolExecutor(beside) as threads:
        list(threads.map(lambda ledger: finish(folder, ledger), ledgers))
    seconds = time.perf_counter() - started
    left = [contents(ledger) for ledger in ledgers]
    for ledger, other in zip(ledgers, left, strict=True):
        _compare(ledger, other, left[0])
    if len(left[0]["documents"]) != DOCUMENTS + 1 or len(left[0]["listed_meetings"]) < DOCUMENTS / TOLD_EVERY / 2:
        raise SoakError("the articles were not read as they were meant to be")
    _verify(ledgers[0])
    return Ground(folder=folder, expected=left[0], seconds=seconds)


def disturb(ground: Ground, number: int) -> str:
    """Kill one run and finish it by another.

    Returns:
        When it was killed: `starting`, `reading`, `listing`, or `done` where it was faster than expected.

    Raises:
        SoakError: the ledger is not what it would be, or a process was left over.
    """
    source = random.Random(number)
    ledger = ground.folder / f"{number:04}.db"
    run = start(ground.folder, ledger)
    moment = time.perf_counter() + source.uniform(0.02, ground.seconds)
    if source.random() < 0.3:
        time.sleep(source.uniform(0, max(0.0, moment - time.perf_counter())))
        _kill_a_reader(source, ledger)
    time.sleep(max(0.0, moment - time.perf_counter()))
    run.send_signal(signal.SIGKILL)
    run.communicate()
    when = "done" if run.returncode != -signal.SIGKILL else _reached(ledger, ground)
    _wait_for_the_end_of_all(ledger)
    finish(ground.folder, ledger)
    _compare(ledger, contents(ledger), ground.expected)
    _verify(ledger)
    for path in ground.folder.glob(f"{ledger.name}*"):
        path.unlink()
    return when


def _kill_a_reader(source: random.Random, ledger: Path) -> None:
    readers = [number for number in _processes_of(ledger) if b"communique.batch" in _read(number, "cmdline")]
    if readers:
        try:
            os.kill(source.choice(readers), signal.SIGKILL)
        except ProcessLookupError:
            return


def _processes_of(ledger: Path) -> list[int]:
    """The processes of a run, where the system lets one look."""
    tag = f"{TAG}={ledger.name}".encode()
    numbers = [int(path.name) for path in Path("/proc").glob("[0-9]*")] if sys.platform == "linux" else []
    return [number for number in numbers if tag in _read(number, "environ").split(b"\0")]


def _read(number: int, what: str) -> bytes:
    try:
        return Path(f"/proc/{number}/{what}").read_bytes()
    except OSError:  # it has ended, or is another user's
        return b""


def _wait_for_the_end_of_all(ledger: Path) -> None:
    deadline = time.monotonic() + 20
    while left := _processes_of(ledger):
        if time.monotonic() > deadline:
            raise SoakError(f"{ledger.name}: {len(left)} processes outlived the run that started them")
        time.sleep(0.05)


def _reached(ledger: Path, ground: Ground) -> str:
    if not ledger.exists():
        return "starting"
    connection = sqlite3.connect(ledger)
    try:
        (count,) = connection.execute("SELECT count(*) FROM documents").fetchone()
    except sqlite3.OperationalError:  # its tables are not there yet
        return "starting"
    finally:
        connection.close()
    return "starting" if count == 0 else "listing" if count == len(ground.expected["documents"]) else "reading"


def _compare(ledger: Path, found: dict[str, list[Any]], expected: dict[str, list[Any]]) -> None:
    for table, rows in expected.items():
        if found.get(table) != rows:
            odd = [row for row in (*found.get(table, ()), *rows) if (row in found.get(table, ())) != (row in rows)]
            raise SoakError(f"{ledger.name}: {table} is not what an undisturbed run leaves: {odd[:3]!r:.2000}")


def _verify(ledger: Path) -> None:
    # In this process: starting a command takes ten times as long. What `verify` looks at, `check` looks at too.
    with Ledger(ledger) as book:
        for fault in book.check():
            raise SoakError(f"{ledger.name}: {fault}")


def soak(folder: Path, runs: int, beside: int) -> Iterator[str]:
    """Disturb so many runs, some of them beside each other, and give when each was killed.

    Raises:
        SoakError: as soon as anything is found.
    """
    ground = prepare(folder, beside)
    with ThreadPoolExecutor(beside) as threads:
        yield from threads.map(lambda number: disturb(ground, number), range(runs))


def main() -> None:
    """Soak, and exit with 1 where anything was found."""
    parser = argparse.ArgumentParser(description="Kill runs of ingest at random moments and finish each by another.")
    parser.add_argument("--runs", type=int, default=500)
    parser.add_argument("--beside", type=int, default=4, help="how many runs at a time")
    given = parser.parse_args()
    started = time.perf_counter()
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        try:
            for number, when in enumerate(soak(Path(folder), given.runs, given.beside), start=1):
                counts[when] += 1
                told = ", ".join(f"{count} while {name}" for name, count in sorted(counts.items()))
                print(f"{number} of {given.runs} after {time.perf_counter() - started:.0f} s: {told}", flush=True)
        except SoakError as error:
            sys.exit(str(error))


if __name__ == "__main__":
    main()
