"""How often one host is asked."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

__all__ = ["JITTER", "LONGEST_DELAY", "Pace", "moment_after"]

JITTER: Final = 0.25
"""Up to this share is added to every wait, by chance, so that many who watch one site do not ask it in step."""

LONGEST_DELAY: Final = 300.0
"""Seconds; a site that wants more between two requests is asked after these. A feed of ten news still takes an hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """When each host may be asked again. All times are seconds of a clock that only goes forward.

    Attributes:
        gap: seconds between two requests to one host, from the start of one to the start of the next.
        chance: gives a number from 0 up to 1.
        clock: gives the time.
    """

    gap: float
    chance: Callable[[], float] = random.random
    clock: Callable[[], float] = time.monotonic
    _next: dict[str, float] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def wait(self, host: str, *, delay: float | None = None) -> float:
        """The seconds until a host may be asked; 0 where it may be now.

        Args:
            host: which.
            delay: what it wants between two requests, where that was learnt after the last one.
        """
        wanted = self._last.get(host, -math.inf) + min(delay or 0.0, LONGEST_DELAY)
        return max(0.0, max(self._next.get(host, 0.0), wanted) - self.clock())

    def asked(self, host: str, *, delay: float | None = None) -> None:
        """Note that a host is asked now.

        Args:
            host: which.
            delay: what it wants between two requests by its robots.txt; never less than our own gap is kept.
        """
        self._last[host] = self.clock()
        seconds = max(self.gap, min(delay or 0.0, LONGEST_DELAY))
        self._hold(host, seconds * (1 + JITTER * self.chance()))

    def hold(self, host: str, seconds: float) -> None:
        """Leave a host alone for so long, as it asked us to."""
        self._hold(host, seconds)

    def _hold(self, host: str, seconds: float) -> None:
        self._next[host] = max(self._next.get(host, 0.0), self.clock() + seconds)


def moment_after(wait: float) -> float:
    """The moment so many seconds from now, a little later by chance, in seconds since 1970."""
    return time.time() + wait * (1 + JITTER * random.random())
