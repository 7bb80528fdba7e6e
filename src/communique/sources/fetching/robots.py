"""What the robots.txt of a site allows, by RFC 9309."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from communique.errors import FetchError, RefusedAddressError
from communique.sources.fetching.addresses import Address
from communique.sources.fetching.fetcher import Fetched

if TYPE_CHECKING:
    from protego import Protego

__all__ = ["NAME", "Robots"]

NAME: Final = "Communique"
"""By what name a robots.txt can speak of us (the product token)."""

KEPT: Final = 24 * 3600.0
"""Seconds for which the answer of a site holds; RFC 9309 allows no more."""

KEPT_TROUBLE: Final = 600.0
"""Seconds after which a site that gave no answer is asked once more."""

LARGEST: Final = 2_000_000
"""Bytes; a longer file is held for trouble. Of a shorter one the first `READ` letters count, as RFC 9309 has it."""

READ: Final = 512_000
MOST_SITES: Final = 1_000

_AGENT: Final = re.compile(r"\s*user[\s-]*agent\s*:?\s*(?P<name>[^#]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    until: float
    rules: Protego | None = None  # None where all is allowed
    trouble: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """The rules of sites, each asked for once in a while.

    Attributes:
        fetch: gives a robots.txt by its address.
        clock: gives the time, in seconds.
    """

    fetch: Callable[[str], Fetched]
    clock: Callable[[], float] = time.monotonic
    _kept: dict[str, _Rules] = field(default_factory=dict)

    def check(self, address: Address) -> None:
        """Ask whether an address may be asked for.

        Raises:
            RefusedAddressError: the site does not want it.
            FetchError: the site does not say; nothing is to be asked for there, for now.
        """
        rules = self._rules(address)
        if rules.trouble is not None:
            wait = max(0.0, rules.until - self.clock())
            raise FetchError(f"{address}: whether it may be read is not known: {rules.trouble}", wait=wait)
        if rules.rules is not None and not rules.rules.can_fetch(str(address), NAME):
            raise RefusedAddressError(f"{address}: {address.origin}/robots.txt asks programs not to read it")

    def delay(self, address: Address) -> float | None:
        """The seconds that the site wants between two requests; None where it has not been asked, or says nothing."""
        kept = self._kept.get(address.origin)
        if kept is None or kept.rules is None:
            return None
        wanted = kept.rules.crawl_delay(NAME)
        rate = kept.rules.request_rate(NAME)
        if rate is not None and rate.requests > 0:
            wanted = max(wanted or 0.0, rate.seconds / rate.requests)
        return wanted if wanted is not None and math.isfinite(wanted) and wanted > 0 else None

    def _rules(self, address: Address) -> _Rules:
        kept = self._kept.get(address.origin)
        if kept is None or kept.until <= self.clock():
            if len(self._kept) >= MOST_SITES:
                del self._kept[min(self._kept, key=lambda origin: self._kept[origin].until)]
            kept = self._ask(f"{address.origin}/robots.txt")
            self._kept[address.origin] = kept
        return kept

    def _ask(self, address: str) -> _Rules:
        try:
            answer = self.fetch(address)
        except FetchError as error:
            # "Unavailable" is an answer, and means that nothing is forbidden; "too many requests" is none, whatever
            # its number. A site that is in trouble is not to be troubled more.
            if error.status is not None and 400 <= error.status < 500 and error.status != 429:
                return _Rules(until=self.clock() + KEPT)
            return _Rules(until=self.clock() + max(KEPT_TROUBLE, error.wait or 0.0), trouble=str(error))
        return _Rules(until=self.clock() + KEPT, rules=_parse(answer.data))


def _parse(data: bytes) -> Protego:
    # Deferred: only who watches needs it.
    from protego import Protego

    text = data.decode("utf-8-sig", "replace")[:READ]
    return Protego.parse("\n".join(_name_agent(line) for line in text.splitlines()))


def _name_agent(line: str) -> str:
    """A line of the file; where it tells whom rules are for, everybody, us, or somebody else.

    A file may name ten thousand robots and give each ten thousand rules. We keep them apart no further than we need.
    """
    match = _AGENT.match(line)
    if match is None:
        return line
    name = match["name"].strip().lower()
    ours = re.match(rf"{NAME.lower()}(?![a-z_-])", name)
    return f"User-agent: {'*' if name == '*' else NAME if ours else 'somebody-else'}"
