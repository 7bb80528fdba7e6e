"""A news site on this machine with a feed, whose pages are invented articles."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from html import escape
from http.server import BaseHTTPRequestHandler
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / part) for part in ("store", "sources/fetching")]
import invented  # noqa: E402 - it lies beside other tests
from served import Site, serving  # noqa: E402

__all__ = ["QUICK", "Site", "article", "feed_body", "invented", "serve_feed", "serving"]

QUICK = {
    "COMMUNIQUE_HOST_SECONDS": "0.02",
    "COMMUNIQUE_FEED_SECONDS": "0.2",
    "COMMUNIQUE_RETRY_SECONDS": "0.2",
    "COMMUNIQUE_SCAN_SECONDS": "0.1",
    "COMMUNIQUE_SETTLE_SECONDS": "0.3",
    "COMMUNIQUE_FETCH_SECONDS": "3",
}
"""The settings of a watch whose hours take a second."""


def article(site: Site, number: int, path: str | None = None) -> str:
    """Serve an article, one meeting in each of its sentences, and give its address."""
    return site.serve(path or f"/news/{number}.txt", invented.article(number), media_type="text/plain; charset=utf-8")


def feed_body(links: Iterable[str | tuple[str, str | None, str]]) -> str:
    """A feed that announces these: addresses, or addresses with a name and a title."""
    items = []
    for number, link in enumerate(links):
        address, guid, title = (link, None, f"News {number}") if isinstance(link, str) else link
        named = "" if guid is None else f'<guid isPermaLink="false">{escape(guid)}</guid>'
        items.append(f"<item><title>{escape(title)}</title><link>{escape(address)}</link>{named}</item>")
    told = "".join(items)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Kelvo Post</title>{told}</channel></rss>'


def serve_feed(site: Site, links: Iterable[str | tuple[str, str | None, str]], path: str = "/feed.xml") -> str:
    """Serve a feed that answers conditional requests as it should, and give its address."""
    body = feed_body(links).encode()
    etag = f'"{hash(body) & 0xFFFFFFFF:x}"'

    def answer(request: BaseHTTPRequestHandler) -> None:
        known = request.headers.get("If-None-Match") == etag
        request.send_response(304 if known else 200)
        request.send_header("ETag", etag)
        if not known:
            request.send_header("Content-Type", "application/rss+xml")
        request.send_header("Content-Length", "0" if known else str(len(body)))
        request.end_headers()
        request.wfile.write(b"" if known else body)

    site.pages[path] = answer
    return site.url(path)
