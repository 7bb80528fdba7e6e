"""A feed as a server sends it: RSS, Atom, or a page that is none."""

from __future__ import annotations

from collections.abc import Sequence

from communique.errors import DocumentError
from communique.model.edtf import is_valid
from communique.sources.feeds.canonical import item_key
from communique.sources.feeds.reading import MOST_ITEMS, read_feed
from communique.sources.fetching.addresses import parse_address
from communique.sources.fetching.fetcher import Fetched
from fuzz.target import Target, hold

__all__ = ["TARGET"]

_ADDRESS = "https://loaf.example/feeds/news.xml"
_TYPES = (None, "application/rss+xml", "text/html", "text/plain")
_CHARSETS = (None, "utf-8", "iso-8859-1", "no-such-charset")
_RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>The Daily Loaf</title><link>https://loaf.example/</link><ttl>60</ttl>
<item><title>Quill &amp;amp; Reed &lt;b&gt;meet&lt;/b&gt;</title><link>/2024/talks?utm_source=feed&amp;id=7</link>
<guid isPermaLink="false">loaf-7</guid><pubDate>Wed, 28 Feb 2024 23:30:00 -0800</pubDate><author>Cy Tan</author></item>
<item><title>Called off</title><link>https://LOAF.example:443/2024/%7eoff/../off#top</link><guid>8</guid></item>
</channel></rss>"""
_ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Ministry &lt;i&gt;news&lt;/i&gt;</title>
<entry><id>tag:norland.example,2024:1</id><title>Readout</title><link href="readouts/1.html"/>
<author><name>Press office</name></author><published>2024-02-28T22:00:00+09:00</published><updated>2024-03-01</updated>
</entry></feed>"""
_PAGE = (
    '<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body>No feed</body></html>'
)


def _check(data: bytes) -> None:
    head = data[0] if data else 0
    page = Fetched(
        asked=_ADDRESS,
        address=_ADDRESS,
        data=data[1:],
        media_type=_TYPES[head % len(_TYPES)],
        charset=_CHARSETS[head // 16 % len(_CHARSETS)],
    )
    try:
        feed = read_feed(page)
    except DocumentError as error:
        hold("\n" not in str(error) and str(error).isprintable(), f"the reason is no line to print: {error!r}")
        return
    hold(feed == read_feed(page), "read once more, it is another feed")
    hold(feed.ttl is None or 0 < feed.ttl <= 24 * 60, f"it does not change for {feed.ttl} minutes")
    hold(len(feed.items) <= MOST_ITEMS and feed.left_out >= 0, "more items than are looked at")
    hold(len({item.key for item in feed.items}) == len(feed.items), "an address twice")
    for item in feed.items:
        address = parse_address(item.address)  # it can be asked for as it stands
        hold(item_key(address) == item.key, f"{item.address!r} is known again by another key than {item.key!r}")
        for day in (item.published, item.updated):
            hold(day is None or is_valid(day), f"an item of {day!r}")
    for text in (feed.title, *(text for item in feed.items for text in (item.title, item.guid, *item.authors))):
        hold(text is None or (text and text.isprintable() and len(text) <= 500), f"a text that is no line: {text!r}")
        hold(text is None or text.encode("utf-8"), f"a text that cannot be kept: {text!r}")


def _seeds() -> Sequence[bytes]:
    sound = [bytes([number]) + text.encode() for number, text in enumerate((_RSS, _ATOM, _PAGE))]
    wide = b"\0" + _RSS.replace("UTF-8", "UTF-16").encode("utf-16")
    return [*sound, wide, b"\x21" + _RSS.replace("&amp;amp;", "\u00fc").replace("UTF-8", "ISO-8859-1").encode("cp1252")]


TARGET = Target(
    about="RSS and Atom to items",
    check=_check,
    seeds=_seeds,
    words=(
        *(
            "<item>",
            "</item>",
            "<entry>",
            "<link>",
            "<guid>",
            "<pubDate>",
            "<dc:date>",
            "<dc:creator>",
            "<title>",
            "<ttl>",
        ),
        *(
            "<![CDATA[",
            "]]>",
            "&amp;",
            "&lt;",
            "&#0;",
            "&#xd800;",
            "&#x110000;",
            "<!DOCTYPE x [",
            "<!ENTITY a 'b'>",
            "&a;",
        ),
        *("xml:base='http://a/'", 'type="html"', "Thu, 31 Dec 0000 00:00:00 GMT", "2024-02-28T22:00:00+99:99", "99999"),
        *("javascript:", "//", "..", "%2F", "%", "utm_source=", "http://[", "\x00", "\ud7ff", b"\xff", b"\xfe\xff"),
    ),
    longest=3_000,
    seconds=3.0,
    libraries=("feedparser",),
)
