"""The pages that feeds announce: fetched when their hosts may be asked, each until it is read or given up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from communique.errors import FetchError
from communique.ledger.fetching import page_piece
from communique.settings import Settings
from communique.sources.feeds.canonical import item_key
from communique.sources.fetching.addresses import parse_address
from communique.sources.fetching.fetcher import Fetched
from communique.sources.fetching.pace import moment_after
from communique.sources.fetching.visiting import Visitor
from communique.sources.pieces import Piece, Told
from communique.store.feeds import Announced, ItemState, is_captured, next_item, note_item, waiting_hosts
from communique.store.opening import Store
from communique.store.records import Outcome

__all__ = ["AT_ONCE", "LONGEST_RETRY", "MOST_TRIES", "FetchedItem", "fetch_ready", "note_taken", "ready_hosts"]

AT_ONCE: Final = 8
"""Pages that are taken in together, each of another host."""

MOST_TRIES: Final = 8
"""After so many a page that is not given is asked for no more; at the usual pace the last comes ten hours after the
first."""

LONGEST_RETRY: Final = 24 * 3600.0
"""Seconds, unless the server asks for more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedItem:
    """An item and what its address gave.

    Attributes:
        item: as it was announced.
        piece: what is to be read, or why there is nothing.
        page: as it was sent; None where nothing was.
        error: why not.
    """

    item: Announced
    piece: Piece
    page: Fetched | None = None
    error: FetchError | None = None


def ready_hosts(store: Store, visitor: Visitor, at: float) -> list[str]:
    """The hosts of which a page is due by a moment, and that may be asked now."""
    with store.reading() as connection:
        hosts = waiting_hosts(connection)
    return [host for host, due in hosts.items() if due <= at and not visitor.pace.wait(host)]


def fetch_ready(store: Store, visitor: Visitor, at: float, *, is_over: Callable[[], bool]) -> Iterator[FetchedItem]:
    """A page of each host that may be asked now, of a handful of hosts at most.

    Args:
        store: the ledger.
        visitor: fetches.
        at: only what is due by this moment, in seconds since 1970.
        is_over: True once somebody has said stop.
    """
    for host in ready_hosts(store, visitor, at)[:AT_ONCE]:
        if is_over():
            return
        with store.reading() as connection:
            item = next_item(connection, host, at)
            known = item is not None and is_captured(connection, item.address)
        if item is None:
            continue
        if known:  # by hand; or by a run that was killed before it could note so
            note_item(store, item, ItemState.READ)
        else:
            yield _fetch(item, visitor)


def _fetch(item: Announced, visitor: Visitor) -> FetchedItem:
    told = Told(
        title=item.title,
        authors=tuple(item.told.get("authors") or ()),
        published=item.told.get("published"),
        updated=item.told.get("updated"),
    )
    try:
        page = visitor.visit(item.address, allow_private=item.private)
    except FetchError as error:
        return FetchedItem(item=item, piece=Piece(source=item.address, failure=str(error)), error=error)
    return FetchedItem(item=item, piece=page_piece(item.address, page, told), page=page)


def note_taken(store: Store, fetched: FetchedItem, outcome: Outcome, reason: str | None, settings: Settings) -> None:
    """Keep what became of an item: read, to be asked for again, or given up.

    Args:
        store: the ledger.
        fetched: the item.
        outcome: what became of what was fetched.
        reason: why it could not be read.
        settings: the settings.
    """
    item = fetched.item
    if fetched.error is not None:
        due = _next_try(fetched.error, item.tries + 1, settings)
        state = ItemState.FAILED if due is None else ItemState.WAITING
        note_item(store, item, state, error=reason, due=due or 0.0)
    elif outcome is Outcome.FAILED:
        note_item(store, item, ItemState.FAILED, error=reason)
    else:
        note_item(store, item, ItemState.READ, also=_led_to(fetched))


def _led_to(fetched: FetchedItem) -> list[Announced]:
    """The page under the address that it came from in the end, so that nobody fetches it there once more."""
    if fetched.page is None:
        return []
    item = fetched.item
    address = parse_address(fetched.page.address, any_port=True)
    key = item_key(address)
    if key == item.key:
        return []
    return [Announced(key=key, address=str(address), host=address.host, feed=item.feed, private=item.private)]


def _next_try(error: FetchError, tries: int, settings: Settings) -> float | None:
    """Twice as late after each failure; None where another answer is not to be expected."""
    if error.final or tries >= MOST_TRIES:
        return None
    wait = max(min(settings.retry_seconds * 2.0 ** (tries - 1), LONGEST_RETRY), error.wait or 0.0)
    return moment_after(wait)
