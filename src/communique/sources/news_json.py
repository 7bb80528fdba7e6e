"""JSON of news as programs hand it on: ninjs of the press council, news-please, and schema.org's article."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from communique.sources.articles import Article, titled
from communique.sources.blocks import one_line
from communique.sources.pages.dates import read_day
from communique.sources.pages.facts import names_of, web_address
from communique.sources.pieces import Told

__all__ = ["FORMATS", "read_known"]

Record = Mapping[str, Any]


def read_known(record: Record) -> Article | None:
    """The article of an object in a known format; None where it is in none."""
    return next((found for read in FORMATS.values() if (found := read(record)) is not None), None)


def _ninjs(record: Record) -> Article | None:
    """Of any version: bodies and headlines as fields of their own up to version 1, as lists from 2 on."""
    others = sorted(key for key in record if key.startswith("body_"))
    bodies = (record.get(key) for key in ("body_text", "body_xhtml", "body_html", *others))
    text = _version(record.get("bodies")) or next((body for body in bodies if isinstance(body, str) and body), None)
    if text is None:
        return None
    first, last = read_day(record.get("firstcreated")), read_day(record.get("versioncreated"))
    return _article(
        text,
        title=_version(record.get("headlines")) or record.get("headline") or record.get("title"),
        authors=_byline(record.get("byline") or record.get("by")),
        publisher=record.get("infosources") or record.get("infosource") or record.get("copyrightholder"),
        published=first or last,
        updated=last if first is not None else None,
        address=record.get("uri") if not record.get("url") else record.get("url"),
        language=record.get("language"),
    )


def _news_please(record: Record) -> Article | None:
    text = record.get("maintext")
    if not isinstance(text, str) or not text:
        return None
    return _article(
        text,
        title=record.get("title"),
        authors=record.get("authors"),
        published=read_day(record.get("date_publish")),
        updated=read_day(record.get("date_modify")),
        made=read_day(record.get("date_download")),
        address=record.get("url"),
        language=record.get("language"),
    )


def _schema_org(record: Record) -> Article | None:
    text = record.get("articleBody")
    if not isinstance(text, str) or not text:
        return None
    return _article(
        text,
        title=record.get("headline") or record.get("name"),
        authors=record.get("author"),
        publisher=record.get("publisher"),
        published=read_day(record.get("datePublished")),
        updated=read_day(record.get("dateModified")),
        address=record.get("url") or record.get("mainEntityOfPage"),
        language=record.get("inLanguage"),
    )


FORMATS: Final[Mapping[str, Callable[[Record], Article | None]]] = {
    "ninjs": _ninjs,
    "news-please": _news_please,
    "schema.org": _schema_org,
}
"""The known formats, by name."""


def _article(
    text: str,
    *,
    title: object = None,
    authors: object = None,
    publisher: object = None,
    published: str | None = None,
    updated: str | None = None,
    made: str | None = None,
    address: object = None,
    language: object = None,
) -> Article:
    headline = (one_line(title) or None) if isinstance(title, str) else None
    where = address.get("@id") if isinstance(address, dict) else address
    told = Told(
        title=headline,
        authors=names_of(authors),
        publisher=next(iter(names_of(publisher)), None),
        published=published,
        updated=updated,
        made=made,
        address=web_address(where),
        language=language if isinstance(language, str) and 2 <= len(language) <= 35 else None,
    )
    return Article(text=titled(text, headline), told=told)


def _version(told: object) -> str | None:
    """Of a text in several lengths or markups the longest, which is the whole of it."""
    if not isinstance(told, list):
        return None
    values = [one.get("value") for one in told if isinstance(one, dict)]
    return max((value for value in values if isinstance(value, str) and value), key=len, default=None)


def _byline(told: object) -> object:
    return told[3:] if isinstance(told, str) and told[:3].lower() == "by " else told
