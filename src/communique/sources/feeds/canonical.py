"""The one form of an address by which items of feeds are told apart.

Two addresses in one form lead to the same page; two forms may still do so, and then the page is read twice and kept
once, since a text is known by its words. The other mistake would lose a page, so only what cannot matter is left out:
how the host is spelt, a port that is the scheme's own, the part behind `#`, whether the page is asked for by http or
https, how letters are escaped, and parameters that tell by which way a reader came (`tracking.toml`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Final

from communique.sources.fetching.addresses import Address
from communique.text.data import load_words

__all__ = ["item_key", "without_tracking"]

_ESCAPE: Final = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


@cache
def _tracking() -> tuple[tuple[str, ...], frozenset[str]]:
    words = load_words("tracking", package=__package__)
    return tuple(words["prefixes"]), frozenset(words["names"])


def without_tracking(address: Address) -> Address:
    """The address without the parameters that tell by which way a reader came; the others in their order."""
    path, mark, query = address.target.partition("?")
    if not mark:
        return address
    prefixes, names = _tracking()
    kept = []
    for part in query.split("&"):
        name = part.partition("=")[0].lower()
        if part and name not in names and not name.startswith(prefixes):
            kept.append(part)
    return replace(address, target=f"{path}?{'&'.join(kept)}" if kept else path)


def item_key(address: Address) -> str:
    """By what an item is known again."""
    plain = without_tracking(address)
    place = plain.place
    if plain.port in (80, 443):  # http and https of one host show the same pages
        place = plain.place.removesuffix(f":{plain.port}")
    path, mark, query = plain.target.partition("?")
    return f"//{place}{_steps(_unescape(path))}{mark}{_unescape(query)}"


def _unescape(text: str) -> str:
    """Escapes of letters that need none undone, the others in capitals."""

    def one(match: re.Match[str]) -> str:
        letter = chr(int(match[1], 16))
        return letter if letter in _UNRESERVED else match[0].upper()

    return _ESCAPE.sub(one, text)


def _steps(path: str) -> str:
    """The path without `.` and `..`."""
    steps: list[str] = []
    parts = path.split("/")
    for part in parts:
        if part == "..":
            if len(steps) > 1:
                steps.pop()
        elif part != ".":
            steps.append(part)
    if parts[-1] in (".", ".."):
        steps.append("")
    return "/".join(steps) or "/"
