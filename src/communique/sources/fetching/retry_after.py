"""How long a server asks to be left alone."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

__all__ = ["LONGEST_WAIT", "parse_retry_after"]

LONGEST_WAIT: Final = 7 * 24 * 3600.0
"""Seconds; a server that asks for more is asked again after these."""


def parse_retry_after(text: str | None, *, at: datetime | None = None) -> float | None:
    """The seconds that a Retry-After header asks for; None where it asks for nothing that can be understood.

    Args:
        text: the header, a number of seconds or a date.
        at: the moment it was sent; None takes this one.
    """
    given = (text or "").strip()
    if given.isascii() and given.isdigit():
        return min(float(given[:12]), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(given)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if until.tzinfo is None:  # "-0000" says that the zone is not known
        until = until.replace(tzinfo=UTC)
    return min(max(0.0, (until - (at or datetime.now(UTC))).total_seconds()), LONGEST_WAIT)
