"""The article of a page: its paragraphs by trafilatura, the headline before them, and what the page says of itself."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlsplit

from communique.errors import DocumentError
from communique.sources.blocks import LONGEST_TITLE, join_blocks, one_line, repeats
from communique.sources.limits import Limits
from communique.sources.pages.facts import PageFacts, page_facts, web_address
from communique.sources.pages.guessed_date import find_day
from communique.sources.pages.plain import is_hidden, plain_blocks
from communique.sources.pieces import Told

__all__ = ["read_article"]

_DEEPEST: Final = 200
"""Elements within elements; the parser gives up at 256, and loses what lies deeper."""

_CELL: Final = 80  # letters of a cell that is a figure or a name; longer ones are paragraphs that stand in a table
_FEWEST: Final = 2  # words of a page that are a text
_SITE_MARKS: Final = (" | ", " - ", " – ", " — ", " :: ", " » ", " · ")


def read_article(html: str, *, address: str | None, limits: Limits) -> tuple[str, Told]:
    """The text of a page, a paragraph a line, and what is told with it.

    Args:
        html: the page, decoded.
        address: where it was found.
        limits: what is taken on.

    Raises:
        DocumentError: there is no text on it, or too many elements.
    """
    found = html.count("<")
    if found > 4 * limits.elements:  # an element has two tags at most; scripts and comments have some signs of less
        raise DocumentError(f"too large a page: {found:,} tags, and {4 * limits.elements:,} are allowed")
    tree = _parse(html, limits)
    if tree is None:
        return _as_shown(html, PageFacts(address=address), None)
    facts = page_facts(tree, address=address)
    article = None if _is_deep(tree) else _extract(tree, facts, address)
    blocks = list(_blocks(article.body)) if article is not None else []
    if not any(blocks):
        return _as_shown(html, facts, article)
    told = _told(tree, article, facts)
    if told.published is None:
        shown = plain_blocks(html)
        told = replace(
            told, published=find_day(tree, None if article is None else article.date, shown=shown, body=blocks)
        )
    return join_blocks(blocks, title=told.title), told


def _as_shown(html: str, facts: PageFacts, article: Any) -> tuple[str, Told]:
    """The words of a page in which no article is found: a few lines, or a tree too deep to be one.

    Raises:
        DocumentError: there are none.
    """
    blocks = plain_blocks(html)
    if sum(len(block.split()) for block in blocks) < _FEWEST:
        raise DocumentError("no text on the page; what scripts write into a page later cannot be read")
    told = _told(None, article, facts)
    return join_blocks(blocks, title=told.title), told


def _parse(html: str, limits: Limits) -> Any:
    """The page as a tree, without what browsers do not show; None where it is none.

    Raises:
        DocumentError: it has too many elements.
    """
    from trafilatura import load_html  # deferred: it takes a third of a second, and only pages need it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it remarks on single pages is said by our errors
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    tree = load_html(html)
    if tree is None:
        return None
    elements = int(tree.xpath("count(//*) + count(//comment())"))
    if elements > limits.elements:
        raise DocumentError(f"too large a page: {elements:,} elements, and {limits.elements:,} are allowed")
    for element in tree.xpath("//template|//*[@hidden or @style]"):
        # A page that hides all of itself has scripts that show it again.
        if (element.tag == "template" or is_hidden(element.attrib)) and element.tag not in ("html", "body"):
            element.drop_tree()
    return tree


def _is_deep(tree: Any) -> bool:
    """True where the tree reaches the depth at which the parser cuts it off."""
    return bool(tree.xpath(f"boolean(self::*{'/*' * _DEEPEST})"))


def _extract(tree: Any, facts: PageFacts, address: str | None) -> Any:
    from trafilatura import bare_extraction  # deferred, as above

    known = facts.published and facts.headline and facts.authors and facts.publisher
    return bare_extraction(
        tree,
        url=address,
        include_comments=False,
        with_metadata=not known,  # the search for them takes as long as that for the body
        # The thorough search takes any date on the page; `find_day` does that with more care where there is no other.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )


def _told(tree: Any, article: Any, facts: PageFacts) -> Told:
    site = facts.publisher or (None if article is None else _site(article))
    authors = facts.authors
    if not authors and article is not None and article.author:
        authors = tuple(dict.fromkeys(name for part in article.author.split(";") if (name := one_line(part))))
    title = facts.headline or (None if article is None else article.title)
    return Told(
        title=None if not title else _headline(tree, one_line(title), site),
        authors=authors,
        publisher=site,
        published=facts.published,
        updated=facts.updated,
        address=facts.address or (None if article is None else web_address(article.url)),
        language=facts.language,
    )


def _site(article: Any) -> str | None:
    """The name of the site; its host's name is an address and no name."""
    name = one_line(article.sitename or "")
    try:
        host = urlsplit(article.url or "").hostname
    except ValueError:  # a canonical address that is none, such as `http://[`
        host = None
    hosts = {article.hostname, host}
    return (
        name if name and name.lower().removeprefix("www.") not in {h.removeprefix("www.") for h in hosts if h} else None
    )


def _headline(tree: Any, title: str, site: str | None) -> str:
    """The title as the page prints it over the article, without the site's name behind or before it."""
    for heading in () if tree is None else tree.iter("h1"):
        words = one_line(heading.text_content())
        if words and len(words) <= LONGEST_TITLE and repeats(words, title) and len(words) <= len(title):
            return words
    for mark in _SITE_MARKS if site is not None else ():
        for bare, name in ((title.rpartition(mark)[::2]), (title.partition(mark)[::-2])):
            if bare and site is not None and name.strip().casefold() == site.casefold():
                return bare.strip()
    return title


def _blocks(element: Any) -> Iterator[str]:
    """The paragraphs below an element of what trafilatura gives, in their order."""
    for child in element.iterchildren("*"):
        match child.tag:
            case "list":
                yield from _items(child)
            case "table":
                yield from _rows(child)
            case "quote" | "div" | "body" if any(inner.tag in ("p", "list", "head", "quote") for inner in child):
                yield from filter(None, [one_line(child.text or "")])
                yield from _blocks(child)
            case _:
                yield from _lines(child)
        # Words behind an element belong to no paragraph of their own only by a fault of the page.
        yield from filter(None, [one_line(child.tail or "")])


def _items(element: Any) -> Iterator[str]:
    for item in element.iterchildren("*"):
        if item.tag == "list":
            yield from _items(item)
            continue
        for number, line in enumerate(_lines(item)):
            yield f"- {line}" if number == 0 else line


def _rows(element: Any) -> Iterator[str]:
    for row in element.iter("row"):
        cells = [" ".join(_lines(cell)) for cell in row.iterchildren("*")]
        if any(len(cell) > _CELL for cell in cells):
            yield from filter(None, cells)
        elif line := " | ".join(cell for cell in cells if cell):
            yield line


def _lines(element: Any) -> Iterator[str]:
    """The words of an element, a line at each break that its writer set."""
    parts: list[str] = []
    for event, one in _events(element):
        if event == "break":
            yield from filter(None, [one_line("".join(parts))])
            parts.clear()
        else:
            parts.append(one)
    yield from filter(None, [one_line("".join(parts))])


def _events(element: Any) -> Iterator[tuple[str, str]]:
    """The words and breaks below an element, without walking deeper by calling itself."""
    from lxml.etree import iterwalk  # deferred, as above

    for event, one in iterwalk(element, events=("start", "end")):
        if not isinstance(one.tag, str):
            continue
        if event == "start":
            if one.tag in ("lb", "p", "item", "row", "list"):
                yield "break", ""
            yield "words", one.text or ""
        else:
            if one.tag in ("p", "item", "row", "list"):
                yield "break", ""
            if one is not element:
                yield "words", one.tail or ""
