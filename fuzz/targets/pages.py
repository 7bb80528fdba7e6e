"""A web page in HTML."""

from __future__ import annotations

from collections.abc import Sequence

from communique.sources.pieces import Piece, Told
from fuzz.documents import read_and_hold
from fuzz.material import SMALL_TEXTS
from fuzz.target import Target

__all__ = ["TARGET"]

_CHARSETS = (None, "utf-8", "iso-8859-1", "utf-16", "no-such-charset", "x-user-defined")
_ADDRESSES = (None, "https://loaf.example/2024/02/28/talks.html", "http://[")
_HEAD = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>Quill meets Reed | The Daily Loaf</title>
<meta property="og:title" content="Quill meets Reed"><meta property="og:site_name" content="The Daily Loaf">
<meta property="article:published_time" content="2024-02-28T23:30:00-08:00"><meta name="author" content="Cy Tan">
<link rel="canonical" href="/2024/talks?id=7"><script type="application/ld+json">{"@context": "https://schema.org",
"@type": "NewsArticle", "headline": "Quill meets Reed", "datePublished": "2024-02-28", "dateModified": "2024-03-01",
"author": [{"@type": "Person", "name": "Cy Tan"}], "publisher": {"name": "The Daily Loaf"}}</script></head>"""


def _check(data: bytes) -> None:
    head = data[0] if data else 0
    told = Told(address=_ADDRESSES[head // 16 % len(_ADDRESSES)])
    charset = _CHARSETS[head % len(_CHARSETS)]
    read_and_hold(Piece(source="fuzzed", data=data[1:], media_type="text/html", charset=charset, told=told))


def _seeds() -> Sequence[bytes]:
    story = "".join(f"<p>{paragraph}</p>" for text in SMALL_TEXTS for paragraph in text.split("\n\n"))
    body = (
        f"<body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>Quill meets Reed</h1><p class=byline>By Cy Tan, 28 Feb 2024</p>"
        f"{story}<ul><li>One<li>Two</ul><table><tr><td>Who<td>When</table><blockquote>“So it is.”</blockquote>"
        f"</article>"
        f"<div hidden>Not shown</div><p style='display:none'>Nor this</p><footer>© The Loaf</footer></body></html>"
    )
    bare = "<p>Ada Quill met Bo Reed in Marlow.<br>They agreed&nbsp;on bread &amp; butter &mdash; at last.</p>"
    return [
        b"\0" + (_HEAD + body).encode(),
        b"\x12" + bare.encode(),
        b"\2" + f"<html>{body}".encode("cp1252", "replace"),
    ]


TARGET = Target(
    about="HTML to text",
    check=_check,
    seeds=_seeds,
    words=(
        *(
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<br>",
            "<h1>",
            "<td>",
            "<tr>",
            "<table>",
            "<li>",
            "<ul>",
            "<a href=",
            "<meta ",
        ),
        *("<script>", "</script>", "<style>", "<!--", "-->", "<![CDATA[", "<template>", "<svg>", "<math>", "<iframe>"),
        *(
            "&nbsp;",
            "&#0;",
            "&#xd800;",
            "&#x110000;",
            "&amp;amp;",
            "<time datetime=",
            "<article>",
            "<base href=",
            "<!ENTITY",
        ),
        *(
            ' charset="utf-7"',
            ' content="',
            " hidden",
            ' style="display: none"',
            '"datePublished":',
            '"@graph":[',
            "\\ud800",
        ),
        *("2024-02-30", "20240229", "Feb 30, 2024", "\0", "\ufffe", "javascript:", "//[::1", b"\xff\xfe", b"\x80\x81"),
    ),
    longest=3_500,
    seconds=4.0,
    tries=80,
)
