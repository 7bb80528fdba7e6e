"""Moments as machines write them, made days: the day of the newsroom's calendar, not of ours."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Final

from communique.model.edtf import is_valid

__all__ = ["read_day", "read_mail_day"]

_LONGEST: Final = 80
_FIRST_YEAR: Final = 1600
_DAYS: Final = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)"),
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?!\d(?!\d{5}))"),
    re.compile(r"(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})(?!\d)"),
)


def read_day(written: object) -> str | None:
    """The EDTF day, month or year of a moment in ISO 8601, RFC 5322 or EDTF; None for anything else.

    The day is the one written, whatever zone follows it: a page that says 2024-03-01T00:30+09:00 came out on that day.
    """
    if not isinstance(written, str) or not 4 <= len(told := written.strip()) <= _LONGEST:
        return None
    for pattern in _DAYS:
        match = pattern.match(told)
        if match is not None:
            return _day(int(match["year"]), int(match["month"]), int(match["day"]))
    if told[:4].isascii() and told[:4].isdigit():
        return told if is_valid(told) and int(told[:4]) >= _FIRST_YEAR else None
    return read_mail_day(told)


def read_mail_day(written: str | None) -> str | None:
    """The day of a mail's date header, as its sender's calendar had it."""
    if written is None or len(written) > _LONGEST:
        return None
    try:
        found = parsedate_to_datetime(written)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return _day(found.year, found.month, found.day)


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year >= _FIRST_YEAR else None
    except ValueError:
        return None
