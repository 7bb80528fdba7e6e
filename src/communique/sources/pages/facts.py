"""What a page says of itself for machines to read: schema.org in JSON, and its meta elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from communique.sources.blocks import one_line
from communique.sources.pages.dates import read_day

__all__ = ["PageFacts", "article_objects", "names_of", "page_facts", "web_address"]

LONGEST_SCRIPT: Final = 1_000_000
"""Characters of a script that is read; what speaks of one article has some thousand."""

_DEEPEST: Final = 6  # objects within objects that are looked through
_MOST: Final = 2_000  # objects of a page that are looked through
_LONGEST_NAME: Final = 200
_MOST_NAMES: Final = 30
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_ARTICLE: Final = re.compile(r"Article$|^(?:BlogPosting|LiveBlogPosting|Report|SocialMediaPosting|NewsItem)$")
_BESIDE: Final = re.compile(r"^(?:aside|nav|footer)\b|comment|related|sidebar|teaser|recommend", re.IGNORECASE)
_LANGUAGE: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}|[A-Za-z]{4}|\d{3}))?(?:[-_.@].*)?$")

# By the names that content systems write; the first that tells a day counts.
_PUBLISHED: Final = (
    *("article:published_time", "datepublished", "og:published_time", "published_time", "article.published"),
    *(
        "parsely-pub-date",
        "sailthru.date",
        "pubdate",
        "publishdate",
        "publish-date",
        "publication_date",
        "cxenseparse:recs:publishtime",
    ),
    *(
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.created",
        "dc.date.created",
        "citation_publication_date",
        "article:published",
    ),
    *(
        "og:article:published_time",
        "rnews:datepublished",
        "dc.date",
        "dc:date",
        "dcterms.date",
        "date",
        "originalpublicationdate",
    ),
)
_UPDATED: Final = (
    *("article:modified_time", "datemodified", "og:updated_time", "article:updated_time", "og:article:modified_time"),
    *("dcterms.modified", "dc.date.modified", "last-modified", "lastmod", "modified", "updated_time"),
)
_AUTHORS: Final = ("author", "article:author", "parsely-author", "dc.creator", "dcterms.creator", "sailthru.author")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What a page says of itself; None where it does not.

    Attributes:
        published: EDTF date of publication.
        updated: EDTF date of the last change.
        headline: the title of the article.
        authors: who wrote it.
        publisher: who put it out.
        address: its canonical address.
        language: BCP 47 code.
    """

    published: str | None = None
    updated: str | None = None
    headline: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    address: str | None = None
    language: str | None = None


def page_facts(tree: Any, *, address: str | None) -> PageFacts:
    """Read what machines are told by a parsed page.

    Args:
        tree: the root element.
        address: where the page was found, for addresses that lean on it.
    """
    told = _metas(tree)
    objects = list(article_objects(_scripts(tree)))
    first: Mapping[str, Any] = next(
        (one for one in objects if read_day(one.get("datePublished"))), objects[0] if objects else {}
    )
    published = read_day(first.get("datePublished")) or _first_day(told, _PUBLISHED) or _from_times(tree)
    updated = read_day(first.get("dateModified")) or _first_day(told, _UPDATED)
    if published is not None and updated is not None and updated[: len(published)] < published[: len(updated)]:
        updated = None  # nothing is changed before it is out: one of the two is the site's and not the article's
    return PageFacts(
        published=published,
        updated=updated,
        headline=_text(first.get("headline")) or _text(told.get("og:title")) or _text(told.get("twitter:title")),
        authors=names_of(first.get("author")) or _bylines(told),
        publisher=next(iter(names_of(first.get("publisher"))), None) or _text(told.get("og:site_name")),
        address=_canonical(tree, told, address),
        language=_language(tree.get("lang") or tree.get(_XML_LANG) or told.get("og:locale")),
    )


def article_objects(texts: Iterator[str]) -> Iterator[Mapping[str, Any]]:
    """The objects of schema.org that are articles, in their order."""
    left = _MOST
    for text in texts:
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            continue
        stack = [(found, 0)]
        while stack and left:
            left -= 1
            one, depth = stack.pop()
            if isinstance(one, list):
                stack += [(inner, depth) for inner in reversed(one[:_MOST])]
            elif isinstance(one, dict):
                types = one.get("@type")
                names = types if isinstance(types, list) else [types]
                if any(isinstance(name, str) and _ARTICLE.search(name) for name in names):
                    yield one
                if depth < _DEEPEST:
                    inner = [one[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart") if key in one]
                    stack += [(value, depth + 1) for value in reversed(inner)]


def names_of(told: object) -> tuple[str, ...]:
    """The names of persons or bodies, given as texts, objects with a name, or lists of those."""
    found: list[str] = []
    stack = [told]
    while stack and len(found) < _MOST_NAMES:
        one = stack.pop()
        if isinstance(one, list):
            stack += reversed(one[:_MOST_NAMES])
        elif isinstance(one, dict):
            stack.append(one.get("name"))
        elif (name := _text(one)) is not None and len(name) <= _LONGEST_NAME and "://" not in name:
            found.append(name)
    return tuple(dict.fromkeys(found))


def web_address(told: object, base: str | None = None) -> str | None:
    """An address of the web, complete and without credentials; None for anything else."""
    if not isinstance(told, str) or not 0 < len(told) <= 4_000:
        return None
    try:
        found = urljoin(base, told.strip()) if base is not None else told.strip()
        parts = urlsplit(found)
        odd = parts.username is not None or not parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or odd or not found.isprintable() or " " in found:
        return None
    return found


def _metas(tree: Any) -> dict[str, str]:
    """The meta elements by their names in small letters, the first of each."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = meta.get("content")
        for key in ("property", "name", "itemprop"):
            name = meta.get(key)
            if name and content:
                found.setdefault(name.strip().lower(), content)
    return found


def _bylines(told: Mapping[str, str]) -> tuple[str, ...]:
    """Who wrote it by the meta elements; one word alone is the name of an account."""
    found = (name for key in _AUTHORS for name in names_of((told.get(key) or "").split(";")))
    return tuple(dict.fromkeys(name for name in found if " " in name))


def _scripts(tree: Any) -> Iterator[str]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text and len(script.text) <= LONGEST_SCRIPT:
            yield script.text.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip().rstrip(";")


def _first_day(told: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((day for name in names if (day := read_day(told.get(name))) is not None), None)


def _from_times(tree: Any) -> str | None:
    """The day of a time element that is marked as that of publication."""
    for element in tree.iter("time", "span", "div", "p", "abbr", "meta"):
        marks = f"{element.get('itemprop') or ''} {'pubdate' if element.get('pubdate') is not None else ''}".lower()
        if "datepublished" in marks or "pubdate" in marks:
            day = read_day(element.get("datetime") or element.get("content") or element.get("title"))
            if day is not None:
                return day
    return _from_article(tree)


def _from_article(tree: Any) -> str | None:
    """The day of the first time element of the article itself: in a list beside it stand the days of others."""
    heading = next(tree.iter("h1"), None)
    around = None if heading is None else next(heading.iterancestors("article", "main"), None)
    for element in () if around is None else around.iter("time"):
        if not any(_BESIDE.search(f"{one.tag} {one.get('class')} {one.get('id')}") for one in element.iterancestors()):
            return read_day(element.get("datetime"))
    return None


def _canonical(tree: Any, told: Mapping[str, str], address: str | None) -> str | None:
    links = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    found = (web_address(one, address) for one in (*links, told.get("og:url")))
    # A site that gives its front page as the canonical address of all has set up nothing.
    return next((one for one in found if one is not None and urlsplit(one).path.strip("/")), address)


def _language(told: str | None) -> str | None:
    match = _LANGUAGE.match(told.strip()) if told else None
    if match is None:
        return None
    region = match[2]
    return match[1].lower() + (f"-{region.upper() if len(region) < 4 else region.title()}" if region else "")


def _text(told: object) -> str | None:
    return (one_line(told) or None) if isinstance(told, str) and len(told) <= 2_000 else None
