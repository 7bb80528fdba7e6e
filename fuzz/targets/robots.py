"""What a server asks for: its robots.txt, and how long it wants to be left alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime

from communique.errors import RefusedAddressError
from communique.sources.fetching.addresses import parse_address
from communique.sources.fetching.fetcher import Fetched
from communique.sources.fetching.retry_after import LONGEST_WAIT, parse_retry_after
from communique.sources.fetching.robots import Robots
from fuzz.target import Target, hold

__all__ = ["TARGET"]

_PAGES = [
    parse_address(f"https://loaf.example{path}") for path in ("/", "/news/1.html?id=7", "/a/%7Eb/*$", "/robots.txt")
]
_NOW = datetime(2024, 2, 29, tzinfo=UTC)


def _check(data: bytes) -> None:
    first = data.partition(b"\n")[0].decode("utf-8", "replace")
    wait = parse_retry_after(first, at=_NOW)
    hold(wait is None or 0 <= wait <= LONGEST_WAIT, f"{first!r} asks to wait for {wait} seconds")

    def fetch(address: str) -> Fetched:
        return Fetched(asked=address, address=address, data=data)

    answers = []
    for _ in range(2):
        robots = Robots(fetch=fetch, clock=lambda: 0.0)
        for page in _PAGES:
            try:
                robots.check(page)
                answers.append(True)
            except RefusedAddressError:
                answers.append(False)
        delay = robots.delay(_PAGES[0])
        hold(delay is None or (delay > 0 and math.isfinite(delay)), f"{delay} seconds between two requests")
    hold(answers[: len(_PAGES)] == answers[len(_PAGES) :], "other rules the second time")


def _seeds() -> Sequence[bytes]:
    rules = b"User-agent: *\nDisallow: /news/\nAllow: /news/1*.html$\nCrawl-delay: 2.5\nRequest-rate: 1/10s\n"
    ours = b"# for robots\nUser-agent: Communique\nUser-agent: other\nDisallow:\n\nUser-agent: *\nDisallow: /\n"
    return [rules, ours, b"Wed, 28 Feb 2024 23:30:00 GMT\n", b"120\n", b"\xef\xbb\xbf" + rules, b"<html></html>"]


TARGET = Target(
    about="robots.txt and Retry-After",
    check=_check,
    seeds=_seeds,
    words=(
        *(
            "User-agent: ",
            "Disallow: ",
            "Allow: ",
            "Crawl-delay: ",
            "Request-rate: ",
            "Visit-time: ",
            "Sitemap: ",
            "Host: ",
        ),
        *(
            "*",
            "$",
            "/",
            "%2F",
            "*" * 30,
            "1e999",
            "nan",
            "inf",
            "-1",
            "1/0s",
            "1/10m 0100-0200",
            "99999999999999",
            "#",
            "\r",
        ),
        *("Sun, 31 Dec 9999 23:59:59 -2359", "Mon, 01 Jan 0001 00:00:00 +2359", "-0000"),
    ),
    libraries=("protego",),
)
