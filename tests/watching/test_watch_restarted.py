"""A watch that is killed in the middle goes on from there: each page read once, the intervals kept all the same."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from news_site import QUICK, Site, article, invented, serve_feed, serving

from communique.ledger import Ledger

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are not killed by signals there")

LATE = 0.15
"""Seconds by which the site may note a request too late, on a machine with other things to do."""

WATCHED = Path(__file__).with_name("watched.py")


def start(ledger: Path, seconds: float, *folders: Path, settings: dict[str, str]) -> subprocess.Popen[str]:
    command = [sys.executable, str(WATCHED), str(ledger), str(seconds), *map(str, folders)]
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = {**os.environ, **settings, "PYTHONPATH": paths}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as served:
        yield served


def feeds_of(site: Site, count: int) -> list[str]:
    """Two feeds that share some of their pages, in other words."""
    pages = [article(site, number) for number in range(count)]
    first, last = pages[: 2 * count // 3], pages[count // 3 :]
    named = [(f"{page}?utm_source=rss", "post", f"News {number}") for number, page in enumerate(first)]
    return [serve_feed(site, named, "/a.xml"), serve_feed(site, [f"{page}#top" for page in last], "/b.xml")]


def check(site: Site, ledger: Path, *, pages: int, kills: int, gap: float, every: float, begun: int) -> None:
    """Whatever happened meanwhile: everything is read, nothing is there twice, and the site was treated well."""
    with Ledger(ledger, extract=invented.extract) as book:
        documents = book.documents()
        assert len(documents) == len({document.id for document in documents}) == pages
        assert all(len(document.sources) == 1 for document in documents)
        assert len(book.meetings()) == 3 * pages
        assert (book.failures(), book.verify(), book.check()) == ((), (), ())
        assert sum(feed.waiting for feed in book.feeds()) == 0
    asked = Counter(hit.path for hit in site.hits if hit.path.startswith("/news"))
    # What was fetched and not yet kept when the process was killed is fetched once more: one page a kill at most, since
    # the site is one host.
    assert sum(asked.values()) - len(asked) <= kills
    assert max(asked.values()) <= 1 + kills
    for feed in ("/a.xml", "/b.xml"):
        times = [hit.when for hit in site.hits[begun:] if hit.path == feed]
        assert all(later - earlier >= every - LATE for earlier, later in pairwise(times)), feed
    waits = sorted(later.when - earlier.when for earlier, later in pairwise(site.hits[begun:]))
    # A new process does not know when the last one asked: a gap a kill may be shorter.
    assert waits[kills] >= gap - LATE


def test_a_watch_that_is_killed_at_any_moment_goes_on_from_there(site: Site, tmp_path: Path) -> None:
    settings = {**QUICK, "COMMUNIQUE_FEED_SECONDS": "1", "COMMUNIQUE_HOST_SECONDS": "0.25"}
    ledger, folder = tmp_path / "l.db", tmp_path / "in"
    folder.mkdir()
    for number in range(30, 35):
        (folder / f"{number}.txt").write_text(invented.article(number), "utf-8")
    add(ledger, feeds_of(site, 15), settings)
    begun = len(site.hits)
    chance = random.Random(7)
    kills = 3
    for _ in range(kills):
        watch = start(ledger, 60, folder, settings=settings)
        assert watch.stdout is not None
        for _ in range(chance.randrange(1, 7)):  # so many things happen, and then it is killed
            watch.stdout.readline()
        time.sleep(chance.random() * 0.2)
        watch.send_signal(signal.SIGKILL)
        watch.wait()
        watch.stdout.close()
    watch = start(ledger, 60, folder, settings=settings)
    wait_until(lambda: is_done(ledger, 20))
    watch.kill()
    watch.communicate()
    with Ledger(ledger, extract=invented.extract) as book:
        book.watch([folder], once=True)
    check(site, ledger, pages=20, kills=kills + 1, gap=0.25, every=1.0, begun=begun)


@pytest.mark.slow
@pytest.mark.skipif(not os.environ.get("COMMUNIQUE_TWO_MINUTES"), reason="takes two minutes: COMMUNIQUE_TWO_MINUTES=1")
def test_two_minutes_of_watching_with_a_restart(site: Site, tmp_path: Path) -> None:
    settings = {
        "COMMUNIQUE_FEED_SECONDS": "20",
        "COMMUNIQUE_HOST_SECONDS": "1.2",
        "COMMUNIQUE_SCAN_SECONDS": "5",
        "COMMUNIQUE_SETTLE_SECONDS": "3",
        "COMMUNIQUE_RETRY_SECONDS": "10",
    }
    ledger, folder = tmp_path / "l.db", tmp_path / "in"
    folder.mkdir()
    site.serve("/robots.txt", "User-agent: *\nCrawl-delay: 1.5\nDisallow: /private/", media_type="text/plain")
    add(ledger, feeds_of(site, 30), settings)
    begun = len(site.hits)

    def news() -> None:
        for number in range(35, 40):  # something happens every ten seconds
            time.sleep(10)
            serve_feed(site, [article(site, n) for n in range(30, number + 1)], "/a.xml")
            (folder / f"{number}.txt").write_text(invented.article(number + 100), "utf-8")

    newsroom = threading.Thread(target=news, daemon=True)
    newsroom.start()
    watch = start(ledger, 1_000, folder, settings=settings)
    time.sleep(45)
    watch.send_signal(signal.SIGKILL)
    watch.communicate()
    watch = start(ledger, 75, folder, settings=settings)
    watch.communicate()
    assert watch.returncode == 0
    newsroom.join()
    # 30 pages of the first feeds, 5 + 5 that came later with numbers 30 to 39, and 5 files.
    check(site, ledger, pages=45, kills=1, gap=1.5, every=20.0, begun=begun)


def add(ledger: Path, feeds: list[str], settings: dict[str, str]) -> None:
    with pytest.MonkeyPatch.context() as patch, Ledger(ledger, extract=invented.extract) as book:
        for name, value in settings.items():
            patch.setenv(name, value)
        for feed in feeds:
            book.add_feed(feed, allow_private=True)


def is_done(ledger: Path, pages: int) -> bool:
    with Ledger(ledger, extract=invented.extract) as book:
        return len(book.documents()) == pages and not any(feed.waiting for feed in book.feeds())


def wait_until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + 90
    while not done():
        assert time.monotonic() < end, "nothing more is read"
        time.sleep(0.3)
