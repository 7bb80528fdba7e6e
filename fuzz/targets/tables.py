"""A table of any shape, read by a mapping: registers of meetings, and lists of people in office."""

from __future__ import annotations

import atexit
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from communique.errors import InputError
from communique.model.edtf import is_valid
from communique.sources.mapped_rows import LONGEST_CELL, MappedRow, iter_rows
from communique.sources.mapping import FieldKind, TableMapping, Wanted, parse_mapping
from fuzz.target import Target, hold

__all__ = ["TARGET"]

_WANTED = (
    Wanted(name="official", meaning="who"),
    Wanted(name="day", meaning="when", kind=FieldKind.DATE),
    Wanted(name="since", meaning="from when on", kind=FieldKind.DATE),
    Wanted(name="guests", meaning="whom", kind=FieldKind.LIST),
)
_TABLES = ("", 'encoding = "cp1252"\n', 'delimiter = ";"\nempty = ["-"]\n', 'encoding = "utf-16"\n')
_FIELDS = """
[fields]
official = { columns = ["name", "surname"] }
day = { column = "day", format = ["%d-%m-%Y", "%B %Y", "%Y"] }
since = { year = "y", month = "m", day = "d" }
guests = { column = "guests", separator = [",", " and "], without = ["Mr"] }
"""
_HEADER = "name,surname,day,y,m,d,guests"


@cache
def _file() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="communique-fuzz-")
    atexit.register(folder.cleanup)
    return Path(folder.name) / "table.csv"


@cache
def _mapping(number: int) -> TableMapping:
    return parse_mapping(f"[table]\n{_TABLES[number]}{_FIELDS}", _WANTED)


def _check(data: bytes) -> None:
    mapping = _mapping(data[0] % len(_TABLES) if data else 0)
    path = _file()
    path.write_bytes(data[1:])
    line = 1
    try:
        for row in iter_rows(path, mapping):
            hold(row.line > line, f"line {row.line} after line {line}")
            line = row.line
            if not isinstance(row, MappedRow):
                hold(row.problem, f"line {line} is broken without a reason")
                continue
            for field, values in row.values.items():
                hold(values and all(values), f"line {line}: {field} is there and says nothing")
                hold(max(map(len, values)) <= 2 * LONGEST_CELL + 1, f"line {line}: {field} is too long")
                hold(all(value == value.strip() for value in values), f"line {line}: {field} has blanks around it")
            for field in ("day", "since"):
                value = row.one(field)
                hold(value is None or is_valid(value), f"line {line}: {field} is {value!r}")
    except InputError as error:
        hold("\n" not in str(error), f"the reason is not one line: {error}")
    hold(data.count(b"\n") + data.count(b"\r") + 2 >= line, f"line {line} of a file that has fewer")


def _seeds() -> Sequence[bytes]:
    rows = (
        "Ada,Quill,05-02-2031,2031,2,5,Bo Reed and Cy Tan",
        '"Ada, the","Quill ""Q""",February 2031,2031,,,"Bo Reed, Mr Cy Tan\nand Dee Moss"',
        "Ada,Quill,2031,2031,12,,-",
        ",,,,,,",
        "Ada,Quill,31-02-2031,0000,13,99,x",
        '"Ada,Quill,05-02-2031,2031,2,5,never closed',
    )
    text = "\r\n".join((_HEADER, *rows))
    semicolons = text.replace(",", ";").replace("Bo", "Bö")
    return [
        b"\0" + text.encode(),
        b"\1" + semicolons.encode("cp1252"),
        b"\2" + semicolons.encode(),
        b"\3" + text.encode("utf-16"),
    ]


TARGET = Target(
    about="CSV by a mapping to rows",
    check=_check,
    seeds=_seeds,
    words=(
        _HEADER,
        '"',
        '""',
        ",",
        ";",
        "\t",
        "|",
        "\r",
        "\r\n",
        "\n",
        "\0",
        "\ufeff",
        "05-02-2031",
        b"\x96",
        b"\xff\xfe",
    ),
)
