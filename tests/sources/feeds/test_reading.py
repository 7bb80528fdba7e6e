"""Reading feeds, kind and hostile ones."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from communique.errors import DocumentError
from communique.sources.feeds.reading import MOST_ITEMS, FeedContents, read_feed
from communique.sources.fetching.fetcher import Fetched

HERE = "https://news.example/feeds/world.xml"


def read(
    body: str | bytes, *, media_type: str | None = "application/rss+xml", charset: str | None = None
) -> FeedContents:
    data = body.encode() if isinstance(body, str) else body
    return read_feed(Fetched(asked=HERE, address=HERE, data=data, media_type=media_type, charset=charset))


def rss(*items: str, more: str = "") -> str:
    told = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Kelvo Post</title>{more}{told}</channel></rss>'


ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Kelvo &amp;amp; &lt;b&gt;Post&lt;/b&gt;</title>
<entry><id>tag:news.example,2024:7</id><title>Talks in Port Kelvo</title>
<link rel="replies" href="/replies"/><link rel="alternate" href="/world/talks?utm_source=atom"/>
<author><name>Mira Sand</name></author><author><name>Tor Aas</name></author>
<published>2024-03-05T23:30:00-05:00</published><updated>2024-03-06T01:00:00Z</updated></entry></feed>"""


def test_atom_tells_what_it_announces() -> None:
    found = read(ATOM, media_type="application/atom+xml")
    (item,) = found.items
    assert (found.title, item.title) == ("Kelvo & Post", "Talks in Port Kelvo")
    assert (item.address, item.key) == ("https://news.example/world/talks", "//news.example/world/talks")
    assert item.authors == ("Mira Sand", "Tor Aas")
    assert (item.published, item.updated) == ("2024-03-05", "2024-03-06")  # the day it was there, not in Greenwich


def test_an_encoding_with_a_null_in_its_name_is_refused_as_a_broken_feed() -> None:
    body = rss("<link>/a</link>").replace('"1.0"', '"1.0" encoding="UTF\0-8"', 1)
    with pytest.raises(DocumentError, match=f"^{HERE}: a feed too broken to be read"):
        read(b"\xef\xbb\xbf" + body.encode())


def test_rss_tells_what_it_announces() -> None:
    found = read(
        rss(
            "<title>Talks &amp;amp; bread</title><link>talks.html</link><guid isPermaLink='false'>7</guid>"
            "<pubDate>Tue, 05 Mar 2024 23:30:00 -0500</pubDate>",
            "<guid>https://news.example/b</guid><pubDate>5 March</pubDate>",
            more="<ttl>90</ttl>",
        )
    )
    assert (found.title, found.ttl, found.left_out) == ("Kelvo Post", 90, 0)
    first, second = found.items
    assert (first.address, first.title, first.published) == (
        "https://news.example/feeds/talks.html",
        "Talks & bread",
        "2024-03-05",
    )
    assert (second.address, second.published) == ("https://news.example/b", None)
    assert first.guid != second.guid


def test_rdf_is_a_feed_too() -> None:
    found = read(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        '<channel rdf:about="/"><title>Old Post</title></channel>'
        '<item rdf:about="https://news.example/a"><title>A</title><link>https://news.example/a</link></item></rdf:RDF>'
    )
    assert [item.address for item in found.items] == ["https://news.example/a"]


def test_a_name_that_several_items_bear_tells_nothing() -> None:
    found = read(rss(*(f"<guid isPermaLink='false'>post</guid><link>/{n}</link>" for n in range(3)), "<link>/4</link>"))
    assert [item.guid for item in found.items] == [None] * 4
    assert len({item.key for item in found.items}) == 4


def test_one_address_twice_is_one_item() -> None:
    found = read(rss("<link>/a?utm_source=x</link>", "<link>http://news.example/a#top</link>"))
    assert [item.address for item in found.items] == ["https://news.example/a"]


ENCODED = {
    "declared within": (
        '<?xml version="1.0" encoding="euc-kr"?>' + rss("<title>회담</title><link>/a</link>")[21:]
    ).encode("euc-kr"),
    "UTF-16": rss("<title>회담</title><link>/a</link>").encode("utf-16"),
    "a mark before": b"\xef\xbb\xbf" + rss("<title>회담</title><link>/a</link>").encode(),
}


@pytest.mark.parametrize("data", ENCODED.values(), ids=ENCODED)
def test_letters_are_read_in_the_encoding_of_the_feed(data: bytes) -> None:
    (item,) = read(data, media_type="application/xml").items
    assert item.title == "회담"


def test_letters_are_read_in_the_encoding_of_the_server() -> None:
    body = rss("<title>회담</title><link>/a</link>")[21:].encode("euc-kr")
    assert read(body, charset="EUC-KR").items[0].title == "회담"


NO_ADDRESS = {
    "none at all": "<title>A</title>",
    "an empty one": "<link> </link>",
    "a file": "<link>file:///etc/passwd</link>",
    "a script": "<link>javascript:alert(1)</link>",
    "a password": "<link>https://ana:secret@news.example/</link>",
    "a mail server": "<link>http://news.example:25/</link>",
    "this machine by one number": "<link>http://2130706433/</link>",
    "data": "<link>data:text/html,x</link>",
    "a very long one": f"<link>https://news.example/{'a' * 9_000}</link>",
    "a name that is no address": "<guid isPermaLink='false'>7</guid>",
}


@pytest.mark.parametrize("item", NO_ADDRESS.values(), ids=NO_ADDRESS)
def test_an_item_that_leads_nowhere_costs_no_other(item: str) -> None:
    found = read(rss(item, "<link>/b</link>"))
    assert ([one.address for one in found.items], found.left_out) == (["https://news.example/b"], 1)


def laughs() -> str:
    entities = '<!ENTITY a "ha">' + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    return f'<?xml version="1.0"?><!DOCTYPE rss [{entities}]>{rss("<title>&j;</title><link>/a</link>")[21:]}'


OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file://{path}">'
    '<!ENTITY % y SYSTEM "http://127.0.0.1:9/evil.dtd"> %y;]>' + rss("<title>a&x;b</title><link>/a</link>")[21:]
)


def test_an_entity_does_not_fetch_and_does_not_read_files(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("SECRET", "utf-8")
    found = read(OUTSIDE.replace("{path}", str(tmp_path / "secret")))
    assert "SECRET" not in str(found)


HOSTILE = {
    "a thousand million laughs": laughs(),
    "ten thousand items": rss(*(f"<link>/{n}</link>" for n in range(10_000))),
    "ten thousand deep": rss("<link>/a</link><description>" + "<x>" * 10_000 + "</description>"),
    "never closed": rss("<link>/a</link>")[:-23],
    "a title of a million letters": rss(f"<link>/a</link><title>{'&lt;' * 250_000}</title>"),
    "controls and marks": rss("<link>/a</link><title>a&#x202e;b\x1b[31mc&#10;d</title>"),
    "a name of a million letters": rss(f"<link>/a</link><guid>{'g' * 1_000_000}</guid>"),
    "a day that is none": rss("<link>/a</link><pubDate>Tue, 99 Foo 20240 99:99:99 +9999</pubDate>"),
    "a day of the year ten thousand": rss("<link>/a</link><pubDate>Fri, 31 Dec 10000 23:59:59 GMT</pubDate>"),
    "a ttl of letters": rss("<link>/a</link>", more="<ttl>٣</ttl>"),
    "a ttl without end": rss("<link>/a</link>", more=f"<ttl>{'9' * 10_000}</ttl>"),
    "bytes of no encoding": rss("<link>/a</link><title>\xff</title>").encode("latin-1"),
    "wrong encoding named": rss("<link>/a</link>").replace("1.0", '1.0" encoding="no-such', 1),
    "a feed in a feed": rss(f"<link>/a</link>{rss('<link>/b</link>')[21:]}"),
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_feed_is_read_soon(body: str | bytes) -> None:
    start = time.process_time()
    found = read(body)
    assert found.items
    assert len(found.items) <= MOST_ITEMS
    for item in found.items:
        assert item.address.startswith("https://news.example/")
        assert len(item.title or "") <= 500
        assert (item.title or "a").isprintable()
        assert len(item.guid or "") <= 32
    assert found.ttl is None or found.ttl <= 24 * 60
    assert time.process_time() - start < 5


NO_FEED = {
    "nothing": b"",
    "a page": b"<html><body><p>News</p></body></html>",
    "noise": random.Random(7).randbytes(1_000),
    "JSON": b'{"version": "https://jsonfeed.org/version/1.1"}',
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "a path": b"/etc/passwd",
    "an address": b"http://127.0.0.1:9/feed",
}


@pytest.mark.parametrize("data", NO_FEED.values(), ids=NO_FEED)
def test_what_is_no_feed_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(DocumentError, match="not a feed"):
        read(data, media_type="text/html")


def test_a_page_that_names_its_feed_helps() -> None:
    page = "<html><head><link rel='alternate' type='application/rss+xml' href='../rss'></head></html>"
    with pytest.raises(DocumentError, match=r"which names https://news\.example/rss as its feed"):
        read(page, media_type="text/html")
    with pytest.raises(DocumentError, match="not a feed"):
        read(page.replace("../rss", "javascript:alert(1)"), media_type="text/html")
