"""Fetching politely: with pauses between requests to one host, and by what its robots.txt allows."""

from __future__ import annotations

from collections.abc import Callable

from communique.errors import FetchError
from communique.sources.fetching.addresses import Address
from communique.sources.fetching.fetcher import Fetched, Fetcher
from communique.sources.fetching.pace import Pace
from communique.sources.fetching.robots import LARGEST, Robots

__all__ = ["Visitor"]


class Visitor:
    """Asks each host no more often than its pace allows, redirects and robots.txt included.

    Args:
        fetcher: fetches.
        pace: how often.
        sleep: waits for so many seconds; what it raises ends the visit.
        heed_robots: ask for the robots.txt of each site first, and follow it.
    """

    def __init__(
        self, fetcher: Fetcher, *, pace: Pace, sleep: Callable[[float], object], heed_robots: bool = True
    ) -> None:
        self.pace = pace
        self._fetcher = fetcher
        self._sleep = sleep
        self._heed_robots = heed_robots
        self._robots = {
            private: Robots(fetch=self._fetch_robots(private), clock=pace.clock) for private in (False, True)
        }

    def visit(
        self,
        text: str,
        *,
        etag: str | None = None,
        modified: str | None = None,
        allow_private: bool | None = None,
        max_bytes: int | None = None,
    ) -> Fetched:
        """The page at an address, in its time.

        Args:
            text: the address.
            etag: see `Fetcher.fetch`.
            modified: likewise.
            allow_private: likewise.
            max_bytes: likewise.

        Raises:
            RefusedAddressError: the address is not asked, or the site does not want programs to read it.
            FetchError: it gives no page.
        """
        last: list[Address] = []

        def permit(address: Address, inwards: bool) -> None:
            last.append(address)
            robots = self._robots[inwards]
            if self._heed_robots:
                robots.check(address)
            self._take_turn(address, delay=robots.delay(address))

        try:
            return self._fetcher.fetch(
                text, etag=etag, modified=modified, allow_private=allow_private, max_bytes=max_bytes, permit=permit
            )
        except FetchError as error:
            if error.wait and error.status in (429, 503) and last:
                self.pace.hold(last[-1].host, error.wait)
            raise

    def _take_turn(self, address: Address, *, delay: float | None = None) -> None:
        while (wait := self.pace.wait(address.host, delay=delay)) > 0:
            self._sleep(wait)
        self.pace.asked(address.host, delay=delay)

    def _fetch_robots(self, private: bool) -> Callable[[str], Fetched]:
        def fetch(address: str) -> Fetched:
            return self._fetcher.fetch(
                address, allow_private=private, max_bytes=LARGEST, permit=lambda hop, _: self._take_turn(hop)
            )

        return fetch
