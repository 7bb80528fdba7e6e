"""`communique feed`, `watch`, and addresses given to `ingest`, as somebody at a terminal meets them."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from communique.cli.app import app
from communique.ledger import Feed, Ledger

sys.path.insert(0, str(Path(__file__).parents[1] / "watching"))
from news_site import QUICK, Site, article, feed_body, invented, serve_feed, serving

HOSTILE = "=HYPERLINK(1)&amp;#27;[31m\u202eevil"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Site]:
    for name, value in QUICK.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("COMMUNIQUE_LEDGER", str(tmp_path / "l.db"))
    monkeypatch.setenv("COMMUNIQUE_READER", "rules")
    with serving() as served:
        yield served


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_a_feed_is_added_listed_and_removed(site: Site) -> None:
    url = serve_feed(site, [article(site, 0), article(site, 1)])
    added = run("feed", "add", url, "--every", "2h", "--allow-private")
    assert (added.exit_code, added.stdout, added.stderr) == (
        0,
        "",
        "Kelvo Post: 2 pages to read by `communique watch`\n",
    )
    (listed,) = json.loads(run("feed", "list", "--format", "json").stdout)
    assert {key: listed[key] for key in ("address", "title", "every_seconds", "private", "waiting", "failures")} == {
        "address": url,
        "title": "Kelvo Post",
        "every_seconds": 7200.0,
        "private": True,
        "waiting": 2,
        "failures": 0,
    }
    assert listed["due"] > listed["checked"]
    assert "Kelvo Post" in run("feed", "list").stdout
    removed = run("feed", "remove", url)
    assert (removed.exit_code, json.loads(run("feed", "list", "--format", "json").stdout)) == (0, [])
    again = run("feed", "remove", url)
    assert (again.exit_code, again.stderr.count("\n")) == (1, 1)


@pytest.mark.parametrize(
    ("arguments", "status", "reason"),
    [
        (["add", "ftp://news.example/x"], 1, "only http: and https:"),
        (["add", "http://127.0.0.1:8080/x"], 1, "--allow-private allows it"),
        (["add", "http://169.254.169.254/x", "--allow-private"], 1, "link-local"),
        (["add", "https://news.example/x", "--every", "5s"], 1, "every 60 seconds"),
        (["add", "https://news.example/x", "--every", "soon"], 1, "no length of time"),
        (["add"], 2, "take one"),
        (["list", "https://news.example/x"], 2, "takes no URL"),
        (["remove", "https://news.example/x", "--every", "1h"], 2, "for `feed add`"),
        (["mend"], 2, "mend"),
    ],
)
def test_what_cannot_be_is_said_in_a_line(site: Site, arguments: list[str], status: int, reason: str) -> None:
    done = run("feed", *arguments)
    assert done.exit_code == status
    assert reason in " ".join(done.stderr.replace("│", " ").split())
    if status == 1:
        assert done.stderr.count("\n") == 1


def test_a_hostile_title_drives_neither_terminals_nor_spreadsheets(site: Site) -> None:
    body = feed_body([]).replace("Kelvo Post", HOSTILE)
    run("feed", "add", site.serve("/feed.xml", body, media_type="text/xml"), "--allow-private")
    for form in ("table", "csv", "json", "jsonl"):
        assert "\x1b" not in run("feed", "list", "--format", form).stdout
    (row,) = csv.DictReader(io.StringIO(run("feed", "list", "--format", "csv").stdout))
    assert row["title"].startswith("'=")


def test_watch_once_reads_and_tells_and_says_what_failed(site: Site) -> None:
    page = site.serve(
        "/news/talks.html",
        "<html><head><title>Talks</title></head><body><article><p>Foreign Minister Orla Venn met Tor Aas, chief "
        "executive of Nordal Harbours, in Oslo on Tuesday, March 5, 2024, to discuss two new docks.</p><p>They spoke "
        "for an hour, and both sides said afterwards that the talks had been useful.</p></article></body></html>",
    )
    gone = site.url("/news/gone")
    run("feed", "add", serve_feed(site, [page, gone]), "--allow-private")
    done = run("watch", "--once")
    assert (done.exit_code, done.stdout) == (3, "")
    assert f"communique: {gone}: the server answered 404" in done.stderr
    assert f"{page}: read" in done.stderr
    assert "1 document read and 1 source failed" in done.stderr.splitlines()[-1]
    meetings = json.loads(run("meetings", "--format", "json").stdout)
    assert [one["date"] for one in meetings] == ["2024-03-05"]
    quiet = run("watch", "--once", "--quiet")
    assert (quiet.exit_code, quiet.stderr) == (0, "")
    bare = run("watch", "--once", "--ledger", str(Path(os.environ["COMMUNIQUE_LEDGER"]).with_name("other.db")))
    assert (bare.exit_code, "nothing is watched yet" in bare.stderr) == (0, True)
    assert run("watch", "no-such-folder", "--once").exit_code == 1


def test_a_watch_is_logged_as_lines_of_json(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_FEED_SECONDS", "3600")  # it was asked when it was added: a slow machine waits too
    page, gone = article(site, 0), site.url("/gone")
    run("feed", "add", serve_feed(site, [page, gone]), "--allow-private")
    done = run("watch", "--once", "--json-log")
    assert done.stdout == ""
    *notes, last = [json.loads(line) for line in done.stderr.splitlines()]
    assert [(one["event"], one["said"], one["failed"]) for one in notes if one["source"] == page] == [
        ("note", "read", False)
    ]
    assert [one["said"] for one in notes if one["source"] == gone and one["failed"]] == [
        "the server answered 404: there is no such page"
    ]
    listed = json.loads(run("meetings", "--format", "json").stdout)
    assert (last["event"], last["meetings"], last["polls"]) == ("summary", len(listed), 0)  # the feed is not due yet
    assert last["outcomes"] == {"read": 1, "known": 0, "unsupported": 0, "failed": 1}


def test_ingest_takes_pages_among_paths_and_goes_on_after_one_that_fails(site: Site, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayor of Lindholm met the head of the bakers' guild on Monday.\n", "utf-8")
    page, gone = article(site, 0), site.url("/gone")
    done = run("ingest", str(tmp_path / "a.txt"), gone, page, "ftp://x.example/", "--allow-private")
    assert done.exit_code == 3
    assert f"communique: {gone}: the server answered 404" in done.stderr
    assert "communique: ftp://x.example/: only http: and https: are fetched" in done.stderr
    assert "2 documents read and 2 failed" in done.stderr
    refused = run("ingest", "http://localhost:8080/")
    assert (refused.exit_code, "--allow-private allows it" in refused.stderr) == (3, True)


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not stopped by signals there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_watch_is_stopped_by_signals_and_says_so(site: Site, number: int) -> None:
    run("feed", "add", serve_feed(site, []), "--allow-private")
    command = [sys.executable, "-m", "communique", "watch"]
    paths = os.pathsep.join(path for path in sys.path if path)
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths})
    assert process.stderr is not None
    assert process.stderr.readline() == "watching 1 feed; Ctrl-C ends it\n"
    until = time.monotonic() + 30
    while site.count("/feed.xml") < 2 and time.monotonic() < until:
        time.sleep(0.05)
    process.send_signal(number)
    rest = process.communicate(timeout=30)[1]
    assert process.returncode == 0
    assert rest.splitlines()[0] == "stopping after the document under way"
    assert "Traceback" not in rest
    assert rest.splitlines()[-1].startswith("feeds asked ")


def test_the_twins_do_the_same_from_python(site: Site, tmp_path: Path) -> None:
    with Ledger(tmp_path / "python.db", extract=invented.extract) as ledger:
        feed = ledger.add_feed(serve_feed(site, [article(site, 0)]), every=3600, allow_private=True)
        assert isinstance(feed, Feed)
        assert ledger.feeds() == (feed,)
        stop = threading.Event()
        stop.set()
        assert ledger.watch(stop=stop).read == 0
        assert ledger.watch(once=True).read == 1
        ledger.remove_feed(feed.address)
        assert ledger.feeds() == ()
