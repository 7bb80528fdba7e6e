from __future__ import annotations

import json

import pytest

from communique.model import Document
from communique.sources.pages.charset import decode_as, decode_page
from communique.sources.pages.dates import read_day, read_mail_day
from communique.sources.pages.guessed_date import is_written
from communique.sources.pages.plain import looks_like_html, plain_blocks
from communique.sources.pieces import Piece, Told
from communique.sources.reading import read_piece

TITLE = "Minister and Quillon chief discuss battery plant"
STORY = (
    "TORPEL, March 5 - Orla Venndo, the industry minister of Kelvoland, met Dao Kelumi, the chief executive of Quillon "
    "Power, in Torpel on Tuesday to discuss a battery plant on the northern shore.",
    "The two spoke for an hour, according to a statement by the ministry, and agreed to look at three sites.",
    "“We will build it in two years if the permits come in time,” Kelumi told reporters.",
)


def page(head: str = "", *, body: str | None = None, title: str = TITLE, lang: str = "en", after: str = "") -> bytes:
    words = "".join(f"<p>{one}</p>" for one in STORY) if body is None else body
    return (
        f"<!doctype html><html lang={lang}><head><meta charset=utf-8><title>{title}</title>{head}</head><body>"
        f"<nav><a href=/>Home</a></nav><article><h1>{TITLE}</h1>{words}</article>{after}</body></html>"
    ).encode()


def read(data: bytes, **known: str) -> Document:
    return read_piece(Piece(source="a.html", data=data, name="a.html", told=Told(**known)))  # type: ignore[arg-type]


def linked(**facts: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', **facts})}</script>"


def test_a_page_reads_as_its_article_and_nothing_around_it() -> None:
    document = read(page(after="<aside><p>President Ghost met nobody.</p></aside><footer>© 2019 The Bell</footer>"))
    assert document.text == "\n\n".join((TITLE, *STORY))
    assert (document.title, document.language, document.encoding) == (TITLE, "en", "utf-8")
    assert document.published is None
    assert document.dateline == "XXXX-03-05"


def test_what_a_page_says_of_itself_goes_with_its_text() -> None:
    told = linked(
        headline=TITLE,
        datePublished="2024-03-05T23:30:00+09:00",
        dateModified="2024-03-09",
        author=[{"@type": "Person", "name": "Ada Quill"}, {"name": "Ben Toll"}],
        publisher={"@type": "Organization", "name": "The Bell"},
    )
    document = read(page(told + "<link rel=canonical href=/talks>"), address="https://bell.example/x?utm=1")
    assert (document.published, document.updated, document.dateline) == ("2024-03-05", "2024-03-09", "2024-03-05")
    assert (document.authors, document.publisher) == (("Ada Quill", "Ben Toll"), "The Bell")
    assert document.address == "https://bell.example/talks"


@pytest.mark.parametrize(
    ("head", "published", "updated"),
    [
        ("<meta property=article:published_time content=2024-03-05T18:00:00Z>", "2024-03-05", None),
        (
            "<meta name=dcterms.issued content=2024-03><meta name=dcterms.modified content=2024-04-01>",
            "2024-03",
            "2024-04-01",
        ),
        ("<meta name=date content='Tue, 05 Mar 2024 18:00:00 +0100'>", "2024-03-05", None),
        ("<meta itemprop=datePublished content=2024/03/05>", "2024-03-05", None),
        (linked(datePublished="2024-03-05", dateModified="2019-01-01"), "2024-03-05", None),
        (linked(datePublished="someday") + "<meta name=pubdate content=20240305>", "2024-03-05", None),
        ("<meta name=date content=2024-13-45>", None, None),
        ("<meta name=copyright content=2019>", None, None),
    ],
)
def test_days_are_taken_from_where_sites_write_them(head: str, published: str | None, updated: str | None) -> None:
    document = read(page(head))
    assert (document.published, document.updated) == (published, updated)


def test_nothing_is_invented_where_a_page_says_nothing() -> None:
    document = read(page(after="<footer>Copyright 2019</footer>"))
    assert (document.published, document.updated, document.publisher, document.address) == (None,) * 4
    assert document.authors == ()


@pytest.mark.parametrize("title", [f"{TITLE} | The Bell", f"The Bell - {TITLE}", TITLE.upper()])
def test_the_headline_is_the_article_s_and_not_the_window_s(title: str) -> None:
    document = read(page("<meta property=og:site_name content='The Bell'>", title=title))
    assert document.title == TITLE
    assert document.text.count(TITLE) == 1


def test_a_headline_that_stands_over_no_paragraph_is_put_in_front() -> None:
    html = page("<meta property=og:title content='Talks on a plant in Torpel'>").replace(
        f"<h1>{TITLE}</h1>".encode(), b""
    )
    assert read(html).text.startswith("Talks on a plant in Torpel\n\nTORPEL, March 5")


def test_breaks_lists_quotes_and_cells_are_lines() -> None:
    body = (
        f"<p>{STORY[0]}</p><p>One line.<br>Another line.</p><ul><li>First point</li><li>Second <b>point</b></li></ul>"
        f"<blockquote><p>{STORY[2]}</p></blockquote><table><tr><td>Year</td><td>Jobs</td></tr></table><p>{STORY[1]}</p>"
    )
    lines = read(page(body=body)).text.split("\n\n")
    assert lines == [
        *(TITLE, STORY[0], "One line.", "Another line.", "- First point", "- Second point"),
        *(STORY[2], "Year | Jobs", STORY[1]),
    ]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-03-05T00:30:00+09:00", "2024-03-05"),
        ("2024-03-05 10:00:00", "2024-03-05"),
        ("20240305T101500Z", "2024-03-05"),
        ("20240305101500", "2024-03-05"),
        ("2024/3/5", "2024-03-05"),
        ("2024-03", "2024-03"),
        ("2024", "2024"),
        ("Tue, 05 Mar 2024 23:59:59 -0500", "2024-03-05"),
        ("2024-02-30", None),
        ("0000-00-00", None),
        ("yesterday", None),
        ("", None),
        (20240305, None),
        ("1" * 5_000, None),
    ],
)
def test_moments_become_the_day_that_is_written(written: object, day: str | None) -> None:
    assert read_day(written) == day


def test_the_day_of_a_mail_is_its_sender_s() -> None:
    assert read_mail_day("Wed, 07 May 2031 23:30:00 +0900") == "2031-05-07"
    assert read_mail_day("no day at all") is None
    assert read_mail_day(None) is None


@pytest.mark.parametrize(
    "words",
    ["5 March 2024", "March 5th, 2024", "05.03.2024", "2024年3月5日", "2024. 3. 5", "3/5/2024", "5 de marzo de 2024"],
)
def test_a_day_is_known_in_the_ways_in_which_it_is_written(words: str) -> None:
    assert is_written("2024-03-05", f"Published {words}, 10:00")
    assert not is_written("2024-03-06", words)


@pytest.mark.parametrize(
    ("encoding", "declared", "words"),
    [
        ("cp1252", "iso-8859-1", "“Größe” – naïve"),
        ("cp949", "euc-kr", "똠방각하 장관이 회담했다"),
        ("cp932", "shift_jis", "①会談で髙木氏と協議した"),
        ("utf-8", "iso-8859-1", "“Größe” – naïve"),
        ("utf-16", None, "Größe"),
        ("utf-8-sig", "windows-1252", "Größe"),
    ],
)
def test_pages_are_decoded_as_browsers_do(encoding: str, declared: str | None, words: str) -> None:
    meta = f'<meta charset="{declared}">' if declared else ""
    data = f"<html><head>{meta}</head><body>{words}</body></html>".encode(encoding)
    assert words in decode_page(data, None).text
    assert words in decode_page(f"<html>{words}</html>".encode(encoding), declared).text


def test_a_declaration_that_does_not_fit_is_not_followed() -> None:
    assert decode_as(b"Gr\xf6sse " + b"and more " * 20, "utf-8") is not None  # one stray byte: damage
    assert decode_as("Größe ß ä ö ü".encode("cp1252"), "utf-8") is None
    assert decode_as(b"abc", "utf-16") is None
    assert decode_as(b"abc", "klingon") is None
    assert decode_as(b"abc", "base64") is None


def test_pieces_of_pages_are_read_as_they_are_shown() -> None:
    assert looks_like_html("<p>Words</p>")
    assert not looks_like_html("3 < 5 and 7 > 2")
    html = (
        "<div>One<br>Two</div><p style='display: none'>x</p><ul><li>Three</ul><script>x</script>Four &amp; <b>five</b>"
    )
    assert plain_blocks(html) == ["One", "Two", "Three", "Four & five"]
