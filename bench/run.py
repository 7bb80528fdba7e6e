"""Speed and memory, side by side with what a user would run instead, each figure beside its limit.

    python bench/run.py            everything (some minutes)
    python bench/run.py extract    one of: extract, ingest, known, ledger, resolution, pages, help

Ratios are taken within one run on one core, from processor time, so that a slow or busy machine changes both sides;
only what is about several cores goes by the clock, and says nothing on a busy machine.
Each round is a process of its own: nothing that one round remembers makes the next one faster. A limit counts as
broken where the best round breaks it: other work on the machine only ever adds.
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
COMMAND = [sys.executable, "-m", "communique"]

ROUNDS = 3  # of extraction; odd, for the median
STARTS = 7  # of commands
LEDGER_DOCUMENTS = 10_000
_MAKE_LEDGER = [sys.executable, str(HERE / "ledger.py"), "--documents", str(LEDGER_DOCUMENTS), "--ledger"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One thing measured, its rounds and the limit that it must not pass."""

    name: str
    unit: str
    limit: float
    rounds: tuple[float, ...]
    note: str = ""

    @property
    def median(self) -> float:
        return statistics.median(self.rounds)

    @property
    def is_broken(self) -> bool:
        return min(self.rounds) > self.limit


SIDES = ("rules", "trained", "spacy")


def measure_extraction() -> Iterator[Figure]:
    """`extract` by both readers against the bare spaCy pipeline over the same texts, and the memory it takes."""
    seconds: dict[str, list[float]] = {side: [] for side in SIDES}
    peaks: dict[str, list[float]] = {side: [] for side in SIDES}
    words, origin = "", ""
    for number in range(ROUNDS):
        # Turn about who goes first, so that a machine that warms up or slows down favours neither.
        for side in SIDES if number % 2 == 0 else reversed(SIDES):
            spent, megabytes, words, origin = _read_words(side)
            seconds[side].append(spent)
            peaks[side].append(megabytes)
    bare = seconds["spacy"]
    for side, memory in (("rules", 450), ("trained", 600)):
        ratios = tuple(mine / theirs for mine, theirs in zip(seconds[side], bare, strict=True))
        spent = statistics.median(seconds[side])
        note = f"{words} words of {origin}: {spent:.1f} s against {statistics.median(bare):.1f} s"
        yield Figure(name=f"extract, {side}, against bare spaCy", unit="×", limit=1.25, rounds=ratios, note=note)
        yield Figure(
            name=f"extract, {side}, peak memory", unit=" MB", limit=memory, rounds=tuple(peaks[side]), note="there"
        )


def _read_words(side: str) -> tuple[float, float, str, str]:
    finished = subprocess.run(
        [sys.executable, str(HERE / "reading.py"), side],
        env=os.environ | dict.fromkeys(_THREADS, "1"),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    seconds, megabytes, words, origin = finished.stdout.strip().split("\t")
    return float(seconds), float(megabytes), words, origin


# Every library below spaCy and numpy that would otherwise take a second core.
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def measure_ledger() -> Iterator[Figure]:
    """Lists, registers and dossiers of a large ledger, each time in a new process."""
    # Deferred: `--help` can do without the program itself.
    from ledger import invent

    party = next(iter(invent(1))).meetings[0].participants[0]
    person, body = party.name or "", party.organisation or ""
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "large.db"
        subprocess.run([*_MAKE_LEDGER, str(ledger)], stdout=subprocess.DEVNULL, check=True)
        for limit, arguments in (
            (0.7, ["meetings"]),
            (1.0, ["statements"]),
            (1.0, ["asks"]),
            (1.0, ["promises"]),
            (1.0, ["promises", "--due", "2032", "--overdue", "--as-of", "2033"]),
            (1.0, ["person", person]),
            (1.0, ["organisation", body]),
            (1.0, ["timeline"]),
            (1.0, ["timeline", "--person", person]),
            (1.0, ["documents"]),
            (1.0, ["people"]),
            (1.0, ["organisations"]),
        ):
            yield _time_command(" ".join(arguments), [*arguments, "--ledger", str(ledger)], limit=limit)


def measure_resolution() -> Iterator[Figure]:
    """A million mentions resolved on one core, and how the time grows from a hundredth of that."""
    seconds = {}
    for mentions in (10_000, 1_000_000):
        command = [sys.executable, str(HERE / "resolution.py"), "--tabbed", "--mentions", str(mentions)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        _, spent, megabytes = map(float, done.stdout.strip().split("\t"))
        seconds[mentions] = spent
    name = "resolution, 1,000,000 mentions"
    yield Figure(name=name, unit=" s", limit=600, rounds=(seconds[1_000_000],), note="processor time")
    yield Figure(name=f"{name}, memory", unit=" MB", limit=2000, rounds=(megabytes,), note="at most, claims included")
    growth = math.log(seconds[1_000_000] / seconds[10_000], 100)
    yield Figure(name="resolution, growth from 10,000", unit="", limit=1.1, rounds=(growth,), note="n to that power")


def measure_pages() -> Iterator[Figure]:
    """Web pages to stored text against trafilatura alone on the same pages."""
    seconds: dict[str, list[float]] = {"trafilatura": [], "stored": [], "sketched": []}
    pages = ""
    for number in range(ROUNDS):
        for side in seconds if number % 2 == 0 else reversed(seconds):
            command = [sys.executable, str(HERE / "pages.py"), side]
            finished = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
            spent, pages = finished.stdout.strip().split("\t")
            seconds[side].append(float(spent))
    alone = seconds["trafilatura"]
    for side, what, limit in (("stored", "stored", 1 / 0.7), ("sketched", "stored and sketched", 3.0)):
        ratios = tuple(ours / theirs for ours, theirs in zip(seconds[side], alone, strict=True))
        note = f"{pages} pages: {statistics.median(seconds[side]):.1f} s against {statistics.median(alone):.1f} s"
        yield Figure(name=f"pages {what}, against trafilatura", unit="×", limit=limit, rounds=ratios, note=note)


def measure_ingestion() -> Iterator[Figure]:
    """`ingest` by the trained reader on two cores against one, by the clock; each run starts with an empty ledger."""
    if not hasattr(os, "sched_setaffinity") or len(cores := sorted(os.sched_getaffinity(0))) < 2:
        print("ingest: left out, since it takes two cores and a system that lets one choose them")
        return
    # Deferred: `--help` can do without the program itself.
    from reading import load_texts

    texts, origin = load_texts()
    seconds: dict[int, list[float]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder) / "articles"
        _write(articles, texts)
        for number in range(ROUNDS):
            for jobs in (1, 2) if number % 2 == 0 else (2, 1):
                ledger = Path(folder) / f"{number}-{jobs}.db"
                command = [*COMMAND, "ingest", str(articles), "--quiet", "--ledger", str(ledger), "--jobs", str(jobs)]
                seconds[jobs].append(_time_on(cores[:jobs], command))
    ratios = tuple(two / one for one, two in zip(seconds[1], seconds[2], strict=True))
    note = (
        f"{len(texts)} of {origin}: {statistics.median(seconds[2]):.1f} s against {statistics.median(seconds[1]):.1f} s"
    )
    yield Figure(name="ingest, two cores against one", unit="×", limit=1 / 1.7, rounds=ratios, note=note)


def measure_known() -> Iterator[Figure]:
    """`ingest` of files that were read before, by the clock, with all that starting the command takes."""
    # Deferred, as above.
    from ledger import invent

    from communique import Ledger

    claims = {extraction.document.text: extraction for extraction in invent(LEDGER_DOCUMENTS)}
    with tempfile.TemporaryDirectory() as folder:
        articles, ledger = Path(folder) / "articles", Path(folder) / "ledger.db"
        _write(articles, list(claims))
        with Ledger(ledger, extract=lambda document: replace(claims[document.text], document=document)) as book:
            book.ingest([articles])
        rounds = []
        for _ in range(ROUNDS):
            wall, _ = _time_process([*COMMAND, "ingest", str(articles), "--quiet", "--ledger", str(ledger)])
            rounds.append(wall / LEDGER_DOCUMENTS * 1000)
    note = f"{1000 / statistics.median(rounds):,.0f} a second of {LEDGER_DOCUMENTS:,}"
    yield Figure(name="ingest, a document that is known", unit=" ms", limit=0.5, rounds=tuple(rounds), note=note)


def _write(folder: Path, texts: list[str]) -> None:
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")


def _time_on(cores: list[int], command: list[str]) -> float:
    """Seconds by the clock of a command that has these cores and no others."""
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)  # a process has the cores of the one that starts it
    try:
        return _time_process(command)[0]
    finally:
        os.sched_setaffinity(0, allowed)


def measure_help() -> Iterator[Figure]:
    """`communique --help`, each time in a new process."""
    yield _time_command("--help", ["--help"], limit=0.3)


def _time_command(name: str, arguments: list[str], *, limit: float) -> Figure:
    rounds, work = [], []
    _time_process([*COMMAND, *arguments])  # compiles what an installed program finds compiled
    for _ in range(STARTS):
        wall, processor = _time_process([*COMMAND, *arguments])
        rounds.append(wall)
        work.append(processor)
    note = f"wall time; {statistics.median(work):.2f} s of processor time"
    return Figure(name=f"communique {name}", unit=" s", limit=limit, rounds=tuple(rounds), note=note)


# Development often forbids compiled files; a user's program has its own.
_AS_INSTALLED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _time_process(command: list[str]) -> tuple[float, float]:
    """Wall and processor seconds of one run of the command, its output thrown away."""
    # Deferred: the module is absent on Windows, where the other figures can still be taken.
    import resource
    import time

    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_AS_INSTALLED, check=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


MEASURES: dict[str, Callable[[], Iterator[Figure]]] = {
    "extract": measure_extraction,
    "ingest": measure_ingestion,
    "known": measure_known,
    "ledger": measure_ledger,
    "resolution": measure_resolution,
    "pages": measure_pages,
    "help": measure_help,
}


def print_table(figures: Iterable[Figure]) -> bool:
    """Print each figure as it comes; True where none broke its limit."""
    kept = True
    print(f"{'':44}{'median':>10}{'best':>10}{'limit':>10}")
    for figure in figures:
        kept = kept and not figure.is_broken
        values = (figure.median, min(figure.rounds), figure.limit)
        digits = 0 if figure.unit == " MB" else 2
        cells = "".join(f"{f'{value:.{digits}f}{figure.unit}':>10}" for value in values)
        verdict = "BROKEN" if figure.is_broken else "kept" if figure.median <= figure.limit else "kept at best"
        print(f"{figure.name:44}{cells}  {verdict:13}{figure.note}", flush=True)
    return kept


def main() -> None:
    """Measure what is asked for, and exit with 1 where a limit is broken."""
    parser = argparse.ArgumentParser(description="Measure speed and memory against their limits.")
    parser.add_argument("measure", nargs="*", choices=[*MEASURES, []], help="without any: all")
    chosen = parser.parse_args().measure or list(MEASURES)
    try:
        kept = print_table(figure for name in chosen for figure in MEASURES[name]())
    except subprocess.CalledProcessError as error:
        why = (error.stderr or b"").decode(errors="replace")  # where it was not caught, it has been printed
        sys.exit(f"exit status {error.returncode} from: {' '.join(error.cmd)}\n{why}".rstrip())
    sys.exit(0 if kept else 1)


if __name__ == "__main__":
    main()
