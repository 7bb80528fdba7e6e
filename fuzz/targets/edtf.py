"""Values that are said to be EDTF: from extracts, registers, pages and options of commands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from communique.model.edtf import bounds, compatible, is_before, is_valid, minutes, narrower, precision
from fuzz.material import text_of
from fuzz.target import Target, hold

__all__ = ["TARGET"]

_VALUES = (
    *("2024-02-29", "2024-02", "2013", "2019-22", "199X", "20XX", "XXXX-02-27", "2023?-06-09", "2024-02-29~", "2024%"),
    *("2024-02-27/2024-02-29", "2017-03/..", "../2017", "/2017", "XXXX-12-30/XXXX-01-02", "0000", "0001-01-01"),
    *("9999-12-31", "9999-24", "2023-02-29", "2024-13", "XXXX", "XXXX-21", "2024-36", "..", "PT30M", "P3D", "P1W"),
)


def _check(data: bytes) -> None:
    one, _, other = text_of(data).partition("\n")
    for value in (one, other):
        first, last = bounds(value)
        hold(is_valid(value) or (first is None and last is None), f"{value!r} is no date and has bounds")
        hold(
            is_valid(value) == (precision(value) is not None), f"{value!r}: valid or not, its precision says otherwise"
        )
        hold(first is None or last is None or first <= last, f"{value!r} ends before it begins")
        hold(not is_valid(value) or compatible(value, value), f"{value!r} does not agree with itself")
        hold(not is_valid(value) or (value.isascii() and "\n" not in value and len(value) < 40), f"{value!r} is valid")
        length = minutes(value)
        hold(length is None or length >= 0, f"{value!r} lasts {length} minutes")
        hold(last is None or not is_before(value, last), f"{value!r} is before its last day")
    hold(compatible(one, other) == compatible(other, one), f"{one!r} and {other!r} agree in one order only")
    if is_valid(one) and is_valid(other):
        hold(is_valid(narrower(one, other)), f"the narrower of {one!r} and {other!r} is no date")


def _seeds() -> Sequence[bytes]:
    return [f"{one}\n{other}".encode() for one, other in pairwise(_VALUES)]


TARGET = Target(
    about="EDTF values", check=_check, seeds=_seeds, words=(*_VALUES, "-", "/", "X", "?", "~", "\n"), longest=120
)
