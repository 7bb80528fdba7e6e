"""Processes that read for a ledger: the same ledger, whatever their number and whatever some documents do to them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))
import invented
import readers

from communique.batch import Limits, ProcessCrew
from communique.batch.limits import data_in_use
from communique.store.crews import Alone
from communique.store.ingesting import ingest
from communique.store.opening import Store, open_store
from communique.store.reading import list_documents, list_failures, load_claims
from communique.store.records import Outcome, Progress

LIMITS = Limits(seconds=3, megabytes=300)
COUNT = 60

posix = pytest.mark.skipif(sys.platform == "win32", reason="processes are not ended by signals there")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "ledger.db", create=True)
    yield opened
    opened.close()


def write(folder: Path, texts: Sequence[str]) -> list[invented.Given]:
    folder.mkdir(exist_ok=True)
    given = []
    for number, text in enumerate(texts):
        path = folder / f"{number:03}.txt"
        path.write_text(text, "utf-8")
        given.append(invented.Given(path))
    return given


def crew(jobs: int = 2, *, hostile: bool = False, limits: Limits = LIMITS) -> ProcessCrew[invented.Given]:
    return ProcessCrew(
        read=readers.read,
        extract=readers.extract,
        warm=readers.nothing,
        begin=readers.nothing,
        jobs=jobs,
        limits=limits,
        is_hostile=lambda given: hostile,
    )


def take(
    store: Store, given: Sequence[invented.Given], by: ProcessCrew[invented.Given] | None = None
) -> list[tuple[str, Outcome, int | None]]:
    """Each source with what became of it and the total then told, in the order in which it was told."""
    told: list[Progress] = []
    if by is None:
        alone = Alone(read=readers.read, extract=readers.extract)
        ingest(store, iter(given), crew=alone, refuse=invented.refuse, on_progress=told.append)
    else:
        with by:
            ingest(store, iter(given), crew=by, refuse=invented.refuse, on_progress=told.append)
    assert [one.done for one in told] == list(range(1, len(told) + 1))
    return [(one.source, one.outcome, one.total) for one in told]


def texts() -> list[str]:
    """Articles, some of them twice, one in a language that nobody reads, one that cannot be read."""
    made = [invented.article(number) for number in range(COUNT)]
    made[10] = made[9]
    made[40] = made[3]
    made[20] = readers.FOREIGN + made[20]
    made[30] = readers.BAD
    return made


def test_the_ledger_is_the_same_whatever_the_number_of_processes(tmp_path: Path) -> None:
    given = write(tmp_path / "articles", texts())
    found = []
    crews = {"alone": None, "one": crew(1), "two": crew(2), "two, all forms": crew(2, hostile=True), "five": crew(5)}
    for name, by in crews.items():
        store = open_store(tmp_path / f"{name}.db", create=True)
        told = take(store, given, by)
        with store.reading() as connection:
            documents = [(one.id, one.sources, one.unread) for one in list_documents(connection)]
            failed = [(one.source, one.error) for one in list_failures(connection)]
            found.append((told, documents, failed, load_claims(connection)))
        store.close()
    assert all(one == found[0] for one in found)
    told, documents, failed, _ = found[0]
    assert [source for source, _, _ in told] == [one.source for one in given]
    outcomes = [outcome for _, outcome, _ in told]
    counts = {outcome: outcomes.count(outcome) for outcome in Outcome if outcome in outcomes}
    assert counts == {Outcome.READ: COUNT - 4, Outcome.KNOWN: 2, Outcome.UNSUPPORTED: 1, Outcome.FAILED: 1}
    assert {total for _, _, total in told} == {COUNT}
    assert len(documents) == COUNT - 3
    assert failed == [(given[30].source, "this one is bad")]


@posix
@pytest.mark.parametrize(
    ("deed", "why"),
    [
        ("die", "the process that read it was ended by the system (SIGKILL), as it is where memory runs out"),
        ("crash", "the process that read it crashed (SIGSEGV)"),
        ("hang", "took longer than 3 s to read"),
        ("hog", "needed more memory than reading one document may take"),
    ],
)
@pytest.mark.parametrize("where", ["read", "extract"])
def test_a_document_that_ends_its_process_costs_no_other(
    store: Store, tmp_path: Path, where: str, deed: str, why: str
) -> None:
    if deed == "hog" and data_in_use() is None:
        pytest.skip("this system does not hold a process to a memory limit")
    made = [invented.article(number) for number in range(12)]
    made[5] = f"{readers.DEED} {where} {deed}\n{made[5]}"
    given = write(tmp_path / "articles", made)
    outcomes = [outcome for _, outcome, _ in take(store, given, crew(hostile=where == "read"))]
    assert outcomes == [Outcome.READ] * 5 + [Outcome.FAILED] + [Outcome.READ] * 6
    with store.reading() as connection:
        assert [(one.source, one.error) for one in list_failures(connection)] == [(given[5].source, why)]
        assert len(load_claims(connection)) == 11 * 6


def test_no_process_is_started_where_all_is_known_or_few_are_not(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = write(tmp_path / "articles", [invented.article(number) for number in range(40)])
    take(store, given)

    def never(*args: object, **more: object) -> None:
        raise AssertionError("a process was started")

    with monkeypatch.context() as patched:
        patched.setattr(subprocess, "Popen", never)
        assert {outcome for _, outcome, _ in take(store, given, crew())} == {Outcome.KNOWN}
        few = write(tmp_path / "more", [invented.article(number) for number in range(100, 107)])
        assert {outcome for _, outcome, _ in take(store, [*given, *few], crew())} == {Outcome.KNOWN, Outcome.READ}


def test_what_is_no_plain_text_is_never_read_in_this_process(store: Store, tmp_path: Path) -> None:
    given = write(tmp_path / "articles", [f"{readers.WHO}\n{invented.article(number)}" for number in range(2)])
    take(store, given, crew(1, hostile=True))
    with store.reading() as connection:
        (read_by,) = {one.language for one in list_documents(connection)}
    assert read_by is not None
    assert read_by.startswith("x-")
    assert read_by != f"x-{os.getpid()}"


def test_no_more_is_taken_in_than_there_is_room_for(store: Store, tmp_path: Path) -> None:
    given = write(tmp_path / "articles", [invented.article(number) for number in range(300)])
    taken = 0

    def one_by_one() -> Iterator[invented.Given]:
        nonlocal taken
        for one in given:
            taken += 1
            yield one

    most = 0
    by = crew()

    def watch(progress: Progress) -> None:
        nonlocal most
        most = max(most, taken - progress.done)

    with by:
        ingest(
            store,
            one_by_one(),
            crew=by,
            refuse=invented.refuse,
            on_progress=watch,
            weigh=lambda source: 1,
        )
    assert taken == 300
    assert 8 < most <= 2 * by.ahead


def test_the_same_bad_text_from_several_places_is_a_failure_of_each(store: Store, tmp_path: Path) -> None:
    bad = f"{readers.DEED} extract refuse\n{invented.article(1)}"
    given = write(tmp_path / "articles", [bad, invented.article(2), bad, bad])
    outcomes = [outcome for _, outcome, _ in take(store, given, crew())]
    assert outcomes == [Outcome.FAILED, Outcome.READ, Outcome.FAILED, Outcome.FAILED]
    with store.reading() as connection:
        assert [one.source for one in list_failures(connection)] == [given[number].source for number in (0, 2, 3)]
