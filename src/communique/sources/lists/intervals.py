"""From the first and the last day of a post to one EDTF interval."""

from __future__ import annotations

import re

from communique.model.edtf import bounds, is_valid

__all__ = ["interval_of", "parse_date"]

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def parse_date(text: str | None) -> str | None:
    """A date such as `2008`, `2008-10`, `2008-10-03`, with or without a time behind it; None where none is given.

    Raises:
        ValueError: it is none.
    """
    if text is None or not text.strip():
        return None
    plain = text.strip()[:40]
    day = re.split("[T ]", plain, maxsplit=1)[0]
    if _DATE.fullmatch(day) is None or not is_valid(day):
        raise ValueError(f"{plain!r} is no date, such as 2024-02-29, 2024-02 or 2024")
    return day


def interval_of(start: str | None, end: str | None) -> str | None:
    """The time from the beginning of one date to the end of the other, either of which may be open.

    Raises:
        ValueError: it ends before it begins.
    """
    if start is None and end is None:
        return None
    if start is not None and end is not None:
        first, last = bounds(start)[0], bounds(end)[1]
        if first is not None and last is not None and last < first:
            raise ValueError(f"it ends ({end}) before it begins ({start})")
    return f"{start or '..'}/{end or '..'}"
