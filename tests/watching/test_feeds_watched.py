"""Watching feeds: what is announced is read once, politely, whatever the site does."""

from __future__ import annotations

import gzip
import io
import json
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from news_site import QUICK, Site, article, invented, serve_feed, serving

from communique.errors import FetchError, InputError, NotFoundError, RefusedAddressError
from communique.ledger import Ledger, WatchNote, WatchReport
from communique.store.records import Outcome, Progress

LATE = 0.15
"""Seconds by which the site may note a request too late: it has other things to do."""


@pytest.fixture(scope="module")
def served() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def site(served: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    for name, value in QUICK.items():
        monkeypatch.setenv(name, value)
    served.pages.clear()
    served.hits.clear()
    return served


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "l.db", extract=invented.extract) as book:
        yield book


def watch_until(ledger: Ledger, done: Callable[[], bool]) -> WatchReport:
    """Watch until something has happened, however slow the machine is; give up after a minute."""
    stop, over = threading.Event(), threading.Event()

    def look() -> None:
        end = time.monotonic() + 60
        while not over.wait(0.02):
            if done() or time.monotonic() > end:
                stop.set()
                return

    thread = threading.Thread(target=look)
    thread.start()
    try:
        return ledger.watch(stop=stop)
    finally:
        over.set()
        thread.join()


def pages_asked(site: Site) -> list[str]:
    return [hit.path for hit in site.hits if hit.path.startswith("/news")]


def test_what_a_feed_announces_is_read_once_and_listed(site: Site, ledger: Ledger) -> None:
    added = ledger.add_feed(serve_feed(site, [article(site, n) for n in range(3)]), allow_private=True)
    assert (added.title, added.waiting, added.read) == ("Kelvo Post", 3, 0)
    report = ledger.watch(once=True)
    assert (report.read, report.known, report.failed, report.meetings) == (3, 0, (), 9)
    assert len(ledger.meetings()) == 9
    again = ledger.watch(once=True)
    assert (again.read, again.known) == (0, 0)
    assert sorted(pages_asked(site)) == ["/news/0.txt", "/news/1.txt", "/news/2.txt"]
    (feed,) = ledger.feeds()
    assert (feed.waiting, feed.read, feed.failed, feed.failures) == (0, 3, 0, 0)
    (document, *_) = ledger.documents()
    assert document.sources == (site.url("/news/0.txt"),)


def test_an_unchanged_feed_is_not_sent_again_and_new_things_are_found(site: Site, ledger: Ledger) -> None:
    links = [article(site, 0)]
    ledger.add_feed(serve_feed(site, links), allow_private=True)
    ledger.watch(once=True)
    time.sleep(0.3)
    ledger.watch(once=True)
    asked = [hit for hit in site.hits if hit.path == "/feed.xml"]
    assert "If-None-Match" in asked[-1].headers
    assert "If-None-Match" not in asked[0].headers
    serve_feed(site, [article(site, 1), *links])
    time.sleep(0.3)
    assert ledger.watch(once=True).read == 1
    assert pages_asked(site) == ["/news/0.txt", "/news/1.txt"]


def test_one_page_under_many_addresses_is_asked_for_once(site: Site, ledger: Ledger) -> None:
    page = article(site, 0)
    ledger.add_feed(serve_feed(site, [f"{page}?utm_source=rss"]), allow_private=True)
    other = serve_feed(site, [f"{page}?utm_source=atom&fbclid=1", f"{page}#comments", page], "/other.xml")
    ledger.add_feed(other, allow_private=True)
    report = ledger.watch(once=True)
    assert (report.read, pages_asked(site)) == (1, ["/news/0.txt"])


def test_a_page_that_another_led_to_is_not_asked_for_again(site: Site, ledger: Ledger) -> None:
    site.send_on("/go/1", article(site, 0))
    ledger.add_feed(serve_feed(site, [site.url("/go/1")]), allow_private=True)
    ledger.watch(once=True)
    ledger.add_feed(serve_feed(site, [site.url("/news/0.txt")], "/other.xml"), allow_private=True)
    assert (ledger.watch(once=True).read, pages_asked(site)) == (0, ["/news/0.txt"])


def test_a_feed_that_calls_everything_by_one_name_loses_nothing(site: Site, ledger: Ledger) -> None:
    links = [(article(site, n), "post", f"News {n}") for n in range(3)]
    ledger.add_feed(serve_feed(site, links[:1]), allow_private=True)
    ledger.watch(once=True)
    for known in (2, 3):
        serve_feed(site, links[known - 1 : known])
        time.sleep(0.3)
        assert ledger.watch(once=True).read == 1
    assert len(pages_asked(site)) == 3


def test_a_thing_whose_address_changes_with_every_look_is_read_once(site: Site, ledger: Ledger) -> None:
    first = article(site, 0, "/news/0?session=1")
    ledger.add_feed(serve_feed(site, [(first, "tag:7", "Talks")]), allow_private=True)
    ledger.watch(once=True)
    for number in (2, 3):
        serve_feed(site, [(article(site, 0, f"/news/0?session={number}"), "tag:7", "Talks")])
        time.sleep(0.3)
        ledger.watch(once=True)
    assert pages_asked(site) == ["/news/0?session=1"]


def test_what_somebody_has_ingested_by_hand_is_not_asked_for_again(site: Site, ledger: Ledger) -> None:
    page = article(site, 0)
    assert ledger.ingest([page], allow_private=True).read == 1
    ledger.add_feed(serve_feed(site, [page]), allow_private=True)
    ledger.watch(once=True)
    assert pages_asked(site) == ["/news/0.txt"]
    assert ledger.feeds()[0].read == 1


def test_robots_are_heeded_by_pages_and_feeds(site: Site, ledger: Ledger) -> None:
    site.serve("/robots.txt", "User-agent: *\nDisallow: /news/1\nDisallow: /closed", media_type="text/plain")
    ledger.add_feed(serve_feed(site, [article(site, n) for n in range(2)]), allow_private=True)
    report = ledger.watch(once=True)
    (failure,) = report.failed
    assert (report.read, failure.source) == (1, site.url("/news/1.txt"))
    assert "robots.txt asks programs not to read it" in failure.error
    assert pages_asked(site) == ["/news/0.txt"]
    with pytest.raises(RefusedAddressError, match=r"robots\.txt"):
        ledger.add_feed(serve_feed(site, [], "/closed/feed.xml"), allow_private=True)


def test_a_broken_feed_and_a_broken_page_stop_nothing_else(site: Site, ledger: Ledger) -> None:
    broken = serve_feed(site, [], "/broken.xml")
    links = [site.url("/news/gone"), site.serve("/news/film", "x", media_type="video/mp4"), article(site, 0)]
    ledger.add_feed(broken, allow_private=True)
    ledger.add_feed(serve_feed(site, links), allow_private=True)
    site.serve("/broken.xml", "<html>sorry</html>", media_type="text/html")
    time.sleep(0.3)
    report = ledger.watch(once=True)
    assert report.read == 1
    assert {failure.source for failure in report.failed} == {broken, *links[:2]}
    assert {failure.source for failure in ledger.failures()} == set(links[:2])
    by_address = {feed.address: feed for feed in ledger.feeds()}
    assert (by_address[broken].failures, by_address[site.url("/feed.xml")].failed) == (1, 2)
    assert "not a feed" in (by_address[broken].error or "")


def test_a_page_that_is_gone_is_asked_for_once_and_one_in_trouble_again_and_again(site: Site, ledger: Ledger) -> None:
    links = [site.url("/news/gone"), site.serve("/news/busy", "", status=503)]
    ledger.add_feed(serve_feed(site, links), allow_private=True)
    watch_until(ledger, lambda: site.count("/news/busy") >= 3)
    asked = [hit.when for hit in site.hits if hit.path == "/news/busy"]
    assert pages_asked(site).count("/news/gone") == 1
    waits = [later - earlier for earlier, later in pairwise(asked)]
    assert all(wait >= 0.2 * 2**number - LATE for number, wait in enumerate(waits))
    article(site, 0, "/news/busy")
    assert watch_until(ledger, lambda: ledger.feeds()[0].read == 1).read == 1
    assert ledger.failures() == tuple(one for one in ledger.failures() if one.source == links[0])


def test_a_page_that_never_comes_is_given_up(site: Site, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_RETRY_SECONDS", "0.001")
    from communique.ledger.watched_pages import MOST_TRIES

    ledger.add_feed(serve_feed(site, [site.serve("/news/busy", "", status=500)]), allow_private=True)
    watch_until(ledger, lambda: ledger.feeds()[0].failed == 1)
    ledger.watch(seconds=0.5)
    assert pages_asked(site) == ["/news/busy"] * MOST_TRIES
    assert (ledger.feeds()[0].waiting, ledger.feeds()[0].failed) == (0, 1)


def test_a_server_that_asks_for_peace_gets_it(site: Site, ledger: Ledger) -> None:
    links = [site.serve("/news/0", "", status=429, Retry_After="2"), article(site, 1), article(site, 2)]
    ledger.add_feed(serve_feed(site, links), allow_private=True)
    watch_until(ledger, lambda: len(pages_asked(site)) >= 3)
    hits = [hit for hit in site.hits if hit.path.startswith("/news")]
    assert hits[0].path == "/news/0"
    assert hits[1].when - hits[0].when >= 2 - LATE  # the whole host is left alone


def test_a_feed_that_fails_is_asked_ever_less_often(site: Site, ledger: Ledger) -> None:
    ledger.add_feed(serve_feed(site, []), allow_private=True)
    site.serve("/feed.xml", "", status=500)
    watch_until(ledger, lambda: site.count("/feed.xml") >= 4)
    times = [hit.when for hit in site.hits if hit.path == "/feed.xml"][1:]
    waits = [later - earlier for earlier, later in pairwise(times)]
    assert len(waits) >= 2
    assert all(wait >= 0.4 * 2**number - LATE for number, wait in enumerate(waits))
    serve_feed(site, [article(site, 0)])
    assert ledger.feeds()[0].failures == len(times)
    assert watch_until(ledger, lambda: ledger.feeds()[0].read == 1).read == 1
    assert (ledger.feeds()[0].failures, ledger.feeds()[0].error) == (0, None)


def test_a_feed_that_is_gone_for_good_is_asked_no_more(site: Site, ledger: Ledger) -> None:
    ledger.add_feed(serve_feed(site, []), allow_private=True)
    site.serve("/feed.xml", "", status=410)
    watch_until(ledger, lambda: site.count("/feed.xml") == 2)
    ledger.watch(seconds=0.5)
    assert site.count("/feed.xml") == 2
    assert ledger.feeds()[0].due is None


def test_intervals_are_kept_between_looks_and_between_requests(
    site: Site, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMUNIQUE_HOST_SECONDS", "0.3")
    ledger.add_feed(serve_feed(site, [article(site, n) for n in range(4)]), every=1.0, allow_private=True)
    begun = len(site.hits)
    watch_until(ledger, lambda: site.count("/feed.xml") >= 3)
    times = [hit.when for hit in site.hits[begun:]]
    assert all(later - earlier >= 0.3 - LATE for earlier, later in pairwise(times))
    looks = [hit.when for hit in site.hits if hit.path == "/feed.xml"]
    assert len(looks) >= 3
    assert all(later - earlier >= 1.0 - LATE for earlier, later in pairwise(looks))


def test_a_feed_that_says_how_long_it_stays_the_same_is_believed(site: Site, ledger: Ledger) -> None:
    from news_site import feed_body

    site.serve("/feed.xml", feed_body([]).replace("<title>", "<ttl>60</ttl><title>", 1), media_type="text/xml")
    feed = ledger.add_feed(site.url("/feed.xml"), allow_private=True)
    assert feed.due is not None
    assert feed.due >= time.time() + 3_590


def test_stop_ends_a_wait_at_once_and_leaves_the_rest_for_later(site: Site, ledger: Ledger) -> None:
    ledger.add_feed(serve_feed(site, [article(site, n) for n in range(4)]), allow_private=True)
    stop = threading.Event()
    notes: list[WatchNote] = []

    def on_note(note: WatchNote) -> None:
        notes.append(note)
        if note.said == "read":
            stop.set()

    start = time.monotonic()
    report = ledger.watch(stop=stop, on_note=on_note)
    assert time.monotonic() - start < 5
    assert (report.read, len(ledger.meetings())) == (1, 3)
    assert ledger.watch(once=True).read == 3
    assert len(pages_asked(site)) == 4


def test_lists_are_up_to_date_whenever_there_is_nothing_to_do(site: Site, ledger: Ledger, tmp_path: Path) -> None:
    ledger.add_feed(serve_feed(site, [article(site, 0)]), allow_private=True)
    seen: list[int] = []

    def on_note(note: WatchNote) -> None:
        if note.source is None:  # the ledger is told of: somebody else looks at the lists, without making them
            import sqlite3

            with sqlite3.connect(tmp_path / "l.db") as other:
                seen.append(other.execute("SELECT count(*) FROM listed_meetings").fetchone()[0])
            other.close()
            serve_feed(site, [article(site, 1)])
            if len(seen) == 2:
                stop.set()

    stop = threading.Event()
    ledger.watch(stop=stop, seconds=60, on_note=on_note)
    assert seen == [3, 6]


def test_a_feed_has_to_be_one_and_may_be_added_once(site: Site, ledger: Ledger, tmp_path: Path) -> None:
    url = serve_feed(site, [])
    for address, reason in {
        site.url("/none.xml"): "404",
        site.serve("/page", "<html></html>"): "not a feed",
        "ftp://news.example/feed": "only http: and https:",
        "https://ana:secret@news.example/": "name or password",
        "http://169.254.169.254/feed": "link-local",
    }.items():
        with pytest.raises(InputError, match=reason):
            ledger.add_feed(address, allow_private=True)
    with pytest.raises(RefusedAddressError):
        ledger.add_feed(url)
    assert not (tmp_path / "l.db").exists()
    ledger.add_feed(url, allow_private=True)
    with pytest.raises(InputError, match="watched already"):
        ledger.add_feed(f"{url}#top", allow_private=True)
    with pytest.raises(InputError, match="every 60 seconds"):
        ledger.add_feed("https://news.example/feed", every=10)


def test_a_feed_is_removed_with_what_is_waiting_and_what_was_read_stays(site: Site, ledger: Ledger) -> None:
    url = serve_feed(site, [article(site, n) for n in range(2)])
    ledger.add_feed(url, allow_private=True)
    ledger.watch(once=True)
    serve_feed(site, [article(site, n) for n in range(3)])
    ledger.remove_feed(url)
    assert (ledger.feeds(), len(ledger.documents())) == ((), 2)
    with pytest.raises(NotFoundError):
        ledger.remove_feed(url)
    ledger.add_feed(url, allow_private=True)
    assert ledger.watch(once=True).read == 1
    assert len(pages_asked(site)) == 3


def test_a_feed_of_the_public_web_opens_no_inner_doors(
    site: Site, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    import ipaddress

    from communique.sources.fetching import guard

    real, public = guard.judge, ipaddress.ip_address("127.0.0.1")
    monkeypatch.setattr(guard, "judge", lambda ip: (guard.Reach.PUBLIC, "public") if ip == public else real(ip))
    # Somebody has allowed it, for an address that turns out to be public.
    ledger.add_feed(serve_feed(site, ["http://127.0.0.2:8080/admin", "http://10.0.0.1/"]), allow_private=True)
    (feed,) = ledger.feeds()
    report = ledger.watch(once=True)
    assert feed.waiting == 2
    assert len(report.failed) == 2
    assert all("only public hosts are asked" in failure.error for failure in report.failed)


def test_two_do_not_watch_for_one_ledger(site: Site, ledger: Ledger, tmp_path: Path) -> None:
    def on_note(note: WatchNote) -> None:
        with Ledger(tmp_path / "l.db") as other, pytest.raises(InputError, match="another `communique watch`"):
            other.watch(once=True)
        told.append(note)

    told: list[WatchNote] = []
    ledger.add_feed(serve_feed(site, [article(site, 0)]), allow_private=True)
    ledger.watch(once=True, on_note=on_note)
    assert told


def test_a_page_given_by_its_address_is_read_and_one_that_fails_is_recorded(site: Site, ledger: Ledger) -> None:
    site.serve("/robots.txt", "User-agent: *\nDisallow: /", media_type="text/plain")
    good, gone = article(site, 0), site.url("/news/gone")
    report = ledger.ingest([good, gone, "http://169.254.169.254/"], allow_private=True)
    assert (report.read, [failure.source for failure in report.failed]) == (1, [gone, "http://169.254.169.254/"])
    assert ledger.documents()[0].sources == (good,)
    assert site.count("/robots.txt") == 0
    assert {failure.source for failure in ledger.failures()} == {gone, "http://169.254.169.254/"}
    refused = ledger.ingest([good])
    assert "port" in refused.failed[0].error
    with pytest.raises(FetchError):
        ledger.add_feed(gone, allow_private=True)


def test_what_lies_in_an_archive_behind_an_address_is_read(site: Site, ledger: Ledger, tmp_path: Path) -> None:
    def pack(second: str | bytes) -> str:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("a.txt", invented.article(0))
            archive.writestr("in/b.txt", second)
        return site.serve("/week.zip", packed.getvalue(), media_type="application/zip")

    address = pack(bytes(range(256)) * 50)
    records = site.serve("/records", json.dumps([{"words": invented.article(2)}]), media_type="application/json")
    (tmp_path / "columns.toml").write_text('[fields]\ntext = { column = "words" }\n', "utf-8")
    told: list[Progress] = []
    given = [address, records]
    ledger.ingest(given, allow_private=True, mapping=tmp_path / "columns.toml", on_progress=told.append)
    assert [(one.source, one.outcome) for one in told] == [
        (f"{address}!/a.txt", Outcome.READ),
        (f"{address}!/in/b.txt", Outcome.FAILED),
        (f"{records}!/1", Outcome.READ),
    ]
    pack(invented.article(3))
    assert ledger.retry([address], allow_private=True).read == 1
    assert not ledger.failures()
    bomb = gzip.compress(bytes(400_000_000))
    torn = site.serve("/torn.txt.gz", bomb, media_type="application/octet-stream")
    (failed,) = ledger.ingest([torn], allow_private=True).failed
    assert "too large" in failed.error


def test_an_address_that_looks_like_a_place_within_an_archive_is_none(site: Site, ledger: Ledger) -> None:
    address = site.url("/news/#!/talks")
    assert [one.source for one in ledger.ingest([address], allow_private=True).failed] == [address]
    site.serve("/news/", f"<p>{invented.article(0)}</p>")
    assert "port" in ledger.retry([address]).failed[0].error
    assert ledger.retry([address], allow_private=True).read == 1


def test_what_was_given_up_is_read_by_retry(site: Site, ledger: Ledger) -> None:
    gone = site.url("/news/0.txt")
    ledger.add_feed(serve_feed(site, [gone]), allow_private=True)
    ledger.watch(once=True)
    assert [failure.source for failure in ledger.failures()] == [gone]
    assert ledger.retry().read == 0
    article(site, 0)
    report = ledger.retry()
    assert (report.read, ledger.failures()) == (1, ())
    assert ledger.documents()[0].sources == (gone,)
