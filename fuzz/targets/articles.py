"""One article in JSON, of a known format or with our own names."""

from __future__ import annotations

import json
from collections.abc import Sequence

from communique.sources.pieces import Piece
from fuzz.documents import read_and_hold
from fuzz.material import SMALL_TEXTS
from fuzz.target import Target

__all__ = ["TARGET"]


def _check(data: bytes) -> None:
    read_and_hold(Piece(source="fuzzed", data=data, name="fuzzed.json", media_type="application/json"))


def _seeds() -> Sequence[bytes]:
    text = SMALL_TEXTS[1]
    ninjs = {
        "uri": "urn:loaf:1",
        "type": "text",
        "versioncreated": "2024-02-29T01:00:00+09:00",
        "language": "en-GB",
        "firstcreated": "2024-02-28T23:00:00Z",
        "byline": "By Cy Tan",
        "headline": "Talks",
        "body_text": text,
        "body_html": f"<p>{text}</p>",
        "copyrightholder": "The Loaf",
        "bodies": [{"role": "main", "value": text}],
    }
    pleased = {
        "maintext": text,
        "title": "Talks",
        "authors": ["Cy Tan"],
        "date_publish": "2024-02-28 23:00:00",
        "date_modify": None,
        "source_domain": "loaf.example",
        "url": "https://loaf.example/1",
        "language": "en",
    }
    linked = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "articleBody": text,
        "headline": "Talks",
        "author": [{"@type": "Person", "name": "Cy Tan"}],
        "datePublished": "2024-02-28",
        "inLanguage": "en",
    }
    own = {
        "text": text,
        "title": "Talks",
        "published": "2024-02",
        "authors": "Cy Tan",
        "address": "https://loaf.example/",
    }
    return [json.dumps(one, ensure_ascii=False).encode() for one in (ninjs, pleased, linked, own)]


TARGET = Target(
    about="articles in JSON to text",
    check=_check,
    seeds=_seeds,
    words=(
        *(
            '"text":',
            '"title":',
            '"headline":',
            '"body_html":',
            '"body_text":',
            '"articleBody":',
            '"maintext":',
            '"authors":',
        ),
        *(
            '"published":',
            '"updated":',
            '"date_publish":',
            '"datePublished":',
            '"language":',
            '"address":',
            '"url":',
            '"name":',
        ),
        *(
            '"@type":',
            '"@graph":',
            '"publisher":',
            '"byline":',
            "null",
            "true",
            "1e400",
            "-0",
            "99999999999999999999",
            "{}",
            "[]",
        ),
        *(
            '"\\ud800"',
            '"\\u0000"',
            '"\\udc00\\ud800"',
            '"2024-13-45"',
            '"en_US.UTF-8"',
            '"javascript:x"',
            "[" * 40,
            '{"a":' * 40,
        ),
    ),
    seconds=2.0,
    tries=200,
)
