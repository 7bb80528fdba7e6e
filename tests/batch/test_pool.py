"""Whatever a document does to the process that reads it, the others are read."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import deeds
import pytest

from communique.batch import frames
from communique.batch.child import Order
from communique.batch.copying import FromNursery, can_copy
from communique.batch.limits import Limits, data_in_use
from communique.batch.pool import Pool
from communique.batch.starting import ByItself, Start
from communique.errors import ReaderWarning, WorkersError

LIMITS = Limits(seconds=20, megabytes=300)
SHORT = Limits(seconds=1, megabytes=300)

Make = Callable[..., Pool[str, str]]

posix = pytest.mark.skipif(sys.platform == "win32", reason="processes are not ended by signals there")
bounded = pytest.mark.skipif(data_in_use() is None, reason="this system does not hold a process to a memory limit")


@pytest.fixture(params=[ByItself, FromNursery], ids=["by itself", "copied"])
def make(request: pytest.FixtureRequest) -> Iterator[Make]:
    """A pool, its processes started in either way."""
    if request.param is FromNursery and not can_copy():
        pytest.skip("processes are not copied on this system")
    made: list[Pool[str, str]] = []

    def build(**given: Any) -> Pool[str, str]:
        way: Callable[[Order], Start] = request.param
        settings: dict[str, Any] = {"jobs": 1, "limits": LIMITS, "lose": deeds.lose, "way": way}
        made.append(Pool(deeds.do, **{**settings, **given}))
        return made[-1]

    yield build
    for pool in made:
        pool.close()


def test_results_come_in_their_order_and_what_is_printed_gets_in_nobodys_way(make: Make) -> None:
    pool = make(jobs=2)
    futures = [pool.submit([f"{number} a", "print", f"{number} b"]) for number in range(20)]
    assert [future.result(30) for future in futures] == [
        [f"{number} a done", "print done", f"{number} b done"] for number in range(20)
    ]


def test_no_process_is_started_before_there_is_work(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*given: Any, **more: Any) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(subprocess, "Popen", never)
    make().close()


@posix
@pytest.mark.parametrize(
    ("deed", "why"),
    [
        ("die", "the process that read it was ended by the system (SIGKILL), as it is where memory runs out"),
        ("crash", "the process that read it crashed (SIGSEGV)"),
        ("leave", "the process that read it ended by itself (status 7)"),
        ("refuse", "ValueError: not this one"),
    ],
)
def test_what_ends_its_process_is_lost_alone_with_the_reason(make: Make, deed: str, why: str) -> None:
    pool = make()
    assert pool.submit(["a", "b", deed, "c"]).result(60) == ["a done", "b done", f"{deed} lost: {why}", "c done"]
    assert pool.submit(["d"]).result(60) == ["d done"]


@posix
def test_a_process_that_was_ended_by_chance_costs_nothing(make: Make, tmp_path: Path) -> None:
    pool = make()
    once = f"die-once {tmp_path / 'died'}"
    assert pool.submit([once]).result(60) == [f"{once} done"]


@posix
@pytest.mark.parametrize("deed", ["die", "crash", "leave"])
def test_what_the_copies_come_from_outlives_them(make: Make, deed: str) -> None:
    """Or those of the others, which die with it, would be lost too."""
    pool = make()
    before, _, after = pool.submit(["pid", deed, "pid"]).result(60)
    (at_last,) = pool.submit(["pid"]).result(60)
    parents = {told.split()[1] for told in (before, after, at_last)}
    assert len(parents) == 1
    assert before != after


@posix
def test_a_process_that_is_ended_while_it_starts_is_started_again(make: Make, tmp_path: Path) -> None:
    pool = make(begin=partial(deeds.do_one, f"die-once {tmp_path / 'died'}"))
    assert pool.submit(["a"]).result(60) == ["a done"]


@posix
def test_a_process_that_never_starts_is_given_up(make: Make) -> None:
    with pytest.raises(WorkersError, match="did not start: the process that read it ended by itself"):
        make(begin=partial(deeds.do_one, "leave")).submit(["a"]).result(60)


@pytest.mark.parametrize("deed", ["hang", "spin"])
def test_what_takes_too_long_is_lost_alone(make: Make, deed: str) -> None:
    pool = make(limits=SHORT)
    started = time.perf_counter()
    assert pool.submit(["a", deed, "b"]).result(60) == [
        "a done",
        f"{deed} lost: took longer than 1 s to read",
        "b done",
    ]
    assert time.perf_counter() - started < 20
    assert pool.submit(["c"]).result(60) == ["c done"]


@bounded
def test_what_takes_too_much_memory_is_lost_alone(make: Make) -> None:
    pool = make()
    a, hog, hoard, b = pool.submit(["a", "hog", "hoard", "b"]).result(60)
    assert (a, b) == ("a done", "b done")
    assert hog.startswith("hog lost: needed more than 300 MB of memory")
    assert hoard.startswith("hoard lost: needed more than 300 MB of memory")
    # A reader that copes with it goes on in the same process.
    first, swallowed, second = pool.submit(["pid", "swallow", "pid"]).result(60)
    assert swallowed == "swallowed"
    assert first == second


def test_what_comes_to_much_is_handed_over_whole(make: Make) -> None:
    (found,) = make().submit(["much 20000000"]).result(60)
    assert found == "x" * 20_000_000


def test_more_than_is_taken_is_not_read() -> None:
    pipe = io.BytesIO()
    frames.send(pipe, "x" * 1000)
    pipe.seek(0)
    with pytest.raises(frames.TooLargeError, match=r"1,\d+ bytes"):
        frames.receive(pipe, largest=1000)
    assert pipe.tell() < 20


def test_a_pool_side_by_side_with_trouble_goes_on(make: Make) -> None:
    pool = make(jobs=2, limits=SHORT)
    troubled = pool.submit(["hang"])
    others = [pool.submit([f"{number}"]) for number in range(10)]
    assert [other.result(30) for other in others] == [[f"{number} done"] for number in range(10)]
    assert troubled.result(60) == ["hang lost: took longer than 1 s to read"]


def test_what_readers_say_of_themselves_is_said_once(make: Make) -> None:
    pool = make(jobs=2, begin=deeds.warn)
    with pytest.warns(ReaderWarning) as said:
        results = [future.result(30) for future in [pool.submit(["wait 0.1"]) for _ in range(6)]]
    assert results == [["wait 0.1 done"]] * 6
    assert [str(one.message) for one in said] == ["a part is missing"]


def test_what_cannot_be_loaded_beforehand_stops_nothing(make: Make) -> None:
    pool = make(warm=deeds.fail, begin=deeds.fail)
    assert pool.submit(["a"]).result(30) == ["a done"]


def test_that_no_process_can_be_started_is_said(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", os.devnull)
    with pytest.raises(WorkersError, match="the processes that read documents cannot be started: "):
        make().submit(["a"]).result(30)


@posix
def test_closing_ends_what_is_under_way(make: Make, tmp_path: Path) -> None:
    pool = make(jobs=2)
    places = [tmp_path / "a", tmp_path / "b"]
    futures = [pool.submit([f"tell {place}"]) for place in places]
    numbers = wait_for(places)
    started = time.perf_counter()
    pool.close()
    assert time.perf_counter() - started < 5
    assert all(future.done() for future in futures)
    assert_gone(numbers)


PARENT = """
import sys
sys.path.insert(0, sys.argv[1])
import deeds
from communique.batch.copying import FromNursery
from communique.batch.limits import Limits
from communique.batch.pool import Pool
from communique.batch.starting import ByItself
pool = Pool(
    deeds.do, jobs=2, limits=Limits(seconds=500, megabytes=500), lose=deeds.lose,
    way={"ByItself": ByItself, "FromNursery": FromNursery}[sys.argv[2]],
)
futures = [pool.submit([f"tell {place}"]) for place in sys.argv[3:]]
futures[0].result()
"""


@posix
@pytest.mark.parametrize("way", ["ByItself", "FromNursery"])
def test_processes_end_with_a_parent_that_is_killed(way: str, tmp_path: Path) -> None:
    """Its main module has no guard against being run twice, as many scripts have none."""
    if way == "FromNursery" and not can_copy():
        pytest.skip("processes are not copied on this system")
    places = [tmp_path / "a", tmp_path / "b"]
    script = tmp_path / "script.py"
    script.write_text(PARENT, "utf-8")
    here = str(Path(__file__).parent)
    with subprocess.Popen([sys.executable, str(script), here, way, *map(str, places)]) as parent:
        numbers = wait_for(places)
        parent.kill()
    assert_gone(numbers)


def wait_for(places: list[Path]) -> list[int]:
    deadline = time.monotonic() + 30
    while not all(place.exists() and place.read_text("utf-8") for place in places):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return [int(place.read_text("utf-8")) for place in places]


def assert_gone(numbers: list[int]) -> None:
    deadline = time.monotonic() + 10
    left = set(numbers)
    while left and time.monotonic() < deadline:
        left = {number for number in left if is_alive(number)}
        time.sleep(0.02)
    assert not left


def is_alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    try:  # what has ended and was not asked about yet is not alive
        return Path(f"/proc/{number}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return sys.platform != "linux"
