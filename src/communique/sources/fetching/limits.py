"""How much an answer may cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["MOST_HEADER_BYTES", "Limits"]

MOST_HEADER_BYTES: Final = 64_000
"""Of all headers of an answer together; those of newsrooms have some 2,000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much an answer may cost before it is given up.

    Attributes:
        max_bytes: of its body, unpacked.
        seconds: for all of it, from looking up the host to the last byte, every redirect included.
        connect_seconds: until one IP address of the host answers; then the next is tried.
        redirects: how often the host may send us on.
    """

    max_bytes: int = 20_000_000
    seconds: float = 30.0
    connect_seconds: float = 10.0
    redirects: int = 5
