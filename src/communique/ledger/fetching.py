"""Pages as pieces: what is given as an address is fetched, what is given as a path is looked for."""

from __future__ import annotations

import os
import posixpath
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Final

from communique import __version__
from communique.errors import DocumentError
from communique.settings import Settings
from communique.sources.fetching.addresses import looks_like_address, parse_address
from communique.sources.fetching.fetcher import Fetched, Fetcher
from communique.sources.fetching.limits import Limits
from communique.sources.fetching.pace import Pace
from communique.sources.fetching.robots import NAME
from communique.sources.fetching.visiting import Visitor
from communique.sources.finding import iter_pieces, look_into
from communique.sources.mapping import TableMapping
from communique.sources.pieces import NOTHING_TOLD, Piece, Told

__all__ = ["BY_HAND", "find_again", "gather", "hire_visitor", "page_piece"]

BY_HAND: Final = 1.0
"""Seconds between two requests to one host where somebody named each page."""


def hire_visitor(
    settings: Settings,
    *,
    allow_private: bool = False,
    heed_robots: bool = True,
    by_hand: bool = False,
    sleep: Callable[[float], object] = time.sleep,
) -> Visitor:
    """Whoever fetches for a ledger, by its settings.

    Args:
        settings: the settings.
        allow_private: hosts of our own network may be asked too.
        heed_robots: follow the robots.txt of each site.
        by_hand: somebody named each page, so that less need lie between two requests to one host.
        sleep: waits; what it raises ends the visit.
    """
    contact = f" ({settings.contact})" if settings.contact else ""
    fetcher = Fetcher(
        agent=f"{NAME}/{__version__}{contact}",
        limits=Limits(max_bytes=settings.max_bytes, seconds=settings.fetch_seconds),
        allow_private=allow_private,
    )
    pace = Pace(gap=min(BY_HAND, settings.host_seconds) if by_hand else settings.host_seconds)
    return Visitor(fetcher, pace=pace, sleep=sleep, heed_robots=heed_robots)


def gather(
    paths: Iterable[str | Path],
    settings: Settings,
    *,
    mapping: TableMapping | None = None,
    allow_private: bool = False,
) -> Iterator[Piece]:
    """The pieces that paths and addresses lead to, in the order given; each page is fetched when its turn comes.

    What is fetched may hold many texts, as a file may. Somebody named each of these pages, as in a browser, so no
    robots.txt is asked for.

    Args:
        paths: files, folders, patterns and addresses.
        settings: the settings.
        mapping: where the fields of JSON and CSV stand, where they are in no known format.
        allow_private: hosts of our own network may be asked too.

    Raises:
        InputError: a path or pattern names nothing; said before any piece is handed out.
    """
    runs = [(is_page, list(run)) for is_page, run in groupby([os.fspath(path) for path in paths], looks_like_address)]
    visitor = hire_visitor(settings, allow_private=allow_private, heed_robots=False, by_hand=True)
    found = [
        _fetch_each(run, visitor, mapping=mapping) if is_page else iter_pieces(run, mapping=mapping)
        for is_page, run in runs
    ]
    return (piece for pieces in found for piece in pieces)


def find_again(
    settings: Settings, *, is_private: Callable[[str], bool], mapping: TableMapping | None = None
) -> Callable[[str], Iterator[Piece]]:
    """What gives the pieces of a single path or address, one after the other, for what could not be read before.

    Args:
        settings: the settings.
        is_private: True of an address that may lie on a private host.
        mapping: where the fields of JSON and CSV stand, where they are in no known format.
    """
    visitor = hire_visitor(settings, heed_robots=False, by_hand=True)

    def find(start: str) -> Iterator[Piece]:
        if looks_like_address(start):
            return _fetch_each([start], visitor, mapping=mapping, allow_private=is_private(start))
        return iter_pieces([start], mapping=mapping)

    return find


def page_piece(source: str, page: Fetched, told: Told = NOTHING_TOLD) -> Piece:
    """A fetched page as what is to be read.

    Args:
        source: its name in the ledger.
        page: as it was sent.
        told: what is known of it from elsewhere.
    """
    return Piece(
        source=source,
        data=page.data,
        name=posixpath.basename(parse_address(page.address, any_port=True).target.partition("?")[0]),
        media_type=page.media_type,
        charset=page.charset,
        told=replace(told, made=datetime.now(UTC).date().isoformat(), address=page.address),
    )


def _fetch_each(
    addresses: Iterable[str], visitor: Visitor, *, mapping: TableMapping | None, allow_private: bool | None = None
) -> Iterator[Piece]:
    for address in dict.fromkeys(addresses):
        try:
            page = page_piece(address, visitor.visit(address, allow_private=allow_private))
        except DocumentError as error:
            yield Piece(source=address, failure=str(error))
        else:
            yield from look_into(replace(page, mapping=mapping))
