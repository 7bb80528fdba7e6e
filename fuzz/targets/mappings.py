"""A mapping that somebody wrote for their table."""

from __future__ import annotations

from collections.abc import Sequence

from communique.errors import InputError
from communique.sources.mapping import FieldKind, Wanted, parse_mapping
from fuzz.material import text_of
from fuzz.target import Target, hold

__all__ = ["TARGET"]

_WANTED = (
    Wanted(name="name", meaning="who", required=True),
    Wanted(name="day", meaning="when", kind=FieldKind.DATE),
    Wanted(name="guests", meaning="whom", kind=FieldKind.LIST),
)
_WORDS = (
    *(
        "title",
        "[table]",
        "[fields]",
        "[people]",
        "encoding",
        "delimiter",
        "empty",
        "column",
        "columns",
        "value",
        "join",
    ),
    *("separator", "format", "without", "year", "month", "day", "name", "guests", "{", "}", "[", "]", "=", "'", '"""'),
    *(
        '"%d-%m-%Y"',
        '"%Q"',
        '"%"',
        '"utf-8"',
        '"base64"',
        '"idna"',
        '"undefined"',
        '"\\u0000"',
        "1979-05-27",
        "0x1",
        "nan",
    ),
)


def _check(data: bytes) -> None:
    try:
        mapping = parse_mapping(text_of(data), _WANTED, sections=["people"])
    except InputError as error:
        hold(str(error).startswith("the mapping: "), f"the reason does not say where: {error}")
        return
    hold("name" in mapping.fields, "a field is missing that is required")
    hold(set(mapping.fields) <= {"name", "day", "guests"}, "a field that nobody wants")
    for name, field in mapping.fields.items():
        hold(bool(field.columns) != (field.value is not None), f"{name}: columns and a value, or neither")
        hold("" not in field.separators, f"{name}: parted at nothing")
    hold(mapping.delimiter is None or len(mapping.delimiter) == 1, f"the delimiter is {mapping.delimiter!r}")
    if mapping.encoding is not None:
        hold(isinstance(b"".decode(mapping.encoding, "replace"), str), f"the encoding is {mapping.encoding!r}")


def _seeds() -> Sequence[bytes]:
    sound = """title = "Meetings"
[table]
encoding = "cp1252"
delimiter = ";"
empty = ["-", "n/a"]
[fields]
name = { columns = ["first name", "surname"], join = " " }
day = { column = "day of meeting", format = "%d-%m-%Y" }
guests = { column = "present", separator = [",", ";"], without = ["Register no.:"] }
"""
    parts = '[fields]\nname = { value = "Ada Quill" }\nday = { year = "y", month = "m", day = "d" }\n[people]\na = 1\n'
    return [sound.encode(), parts.encode()]


TARGET = Target(about="mappings in TOML", check=_check, seeds=_seeds, words=_WORDS)
