"""All words of a page or a piece of one, in lines as a browser breaks them: mails, cells, pages without an article.

Nothing is taken for an article here. The parser hands over one tag after the other and builds no tree, so that neither
depth nor number of tags costs more than their length.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from communique.sources.blocks import one_line

__all__ = ["is_hidden", "looks_like_html", "plain_blocks"]

_BLOCK_ELEMENTS: Final = """
    address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main nav ol option p pre section summary table tbody td
    tfoot th thead title tr ul
"""
_UNREAD_ELEMENTS: Final = """
    applet audio button canvas datalist embed footer form head iframe math nav noembed noframes noscript object script
    select style svg template textarea title video
"""
_VOID_ELEMENTS: Final = """
    area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr
"""
_BLOCKS: Final = frozenset(_BLOCK_ELEMENTS.split())
_UNREAD: Final = frozenset(_UNREAD_ELEMENTS.split())
_VOID: Final = frozenset(_VOID_ELEMENTS.split())
_HIDING: Final = re.compile(
    r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|mso-hide\s{0,9}:\s{0,9}all"
    r"|font-size\s{0,9}:\s{0,9}0(?:px|pt|em|%)?\s{0,9}(?:;|!|$)|max-height\s{0,9}:\s{0,9}0(?:px)?\s{0,9}(?:;|!|$)",
    re.IGNORECASE,
)
_TAG: Final = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|table|blockquote|html|body)\b[^<>]{0,500}>", re.I
)


def plain_blocks(html: str) -> list[str]:
    """The lines of a page or a piece of one; what browsers do not show is left out."""
    from lxml import etree  # deferred: only HTML needs it

    lines = _Lines()
    parser = etree.HTMLParser(target=lines, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        found: list[str] = etree.fromstring(html.replace("\0", ""), parser)
    except (etree.LxmlError, ValueError):  # nothing in it that could be a page
        return []
    return found


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """True for an element that browsers do not show."""
    if "hidden" in attributes and attributes["hidden"].lower() != "until-found":
        return True
    style = attributes.get("style")
    return style is not None and _HIDING.search(style) is not None


def looks_like_html(text: str) -> bool:
    """True for words with tags among them, as fields of databases have them."""
    return "<" in text and _TAG.search(text) is not None


class _Lines:
    """Takes in tags and words as the parser comes to them."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._words: list[str] = []
        self._unread: list[str] = []  # the elements that are open within one that is not shown, it first

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _BLOCKS:
            self._break()
        if tag in _VOID:
            return
        if self._unread or tag in _UNREAD or is_hidden(attributes):
            self._unread.append(tag)

    def end(self, tag: str) -> None:
        if self._unread and tag == self._unread[-1]:
            self._unread.pop()
        if tag in _BLOCKS:
            self._break()

    def data(self, words: str) -> None:
        if not self._unread:
            self._words.append(words)

    def comment(self, text: str) -> None:
        """Comments are for nobody to read."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Nor is what is meant for machines."""

    def close(self) -> list[str]:
        self._break()
        return self._lines

    def _break(self) -> None:
        if self._words:
            if line := one_line("".join(self._words)):
                self._lines.append(line)
            self._words.clear()
