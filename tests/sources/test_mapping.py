from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import InputError
from communique.sources.mapping import FieldKind, TableMapping, Wanted, load_mapping, parse_mapping

WANTED = (
    Wanted(name="date", meaning="the day", kind=FieldKind.DATE, required=True),
    Wanted(name="official", meaning="who met"),
    Wanted(name="guests", meaning="whom", kind=FieldKind.LIST),
)
DATE = 'date = { column = "day" }\n'


def parsed(text: str) -> TableMapping:
    return parse_mapping(text, WANTED)


def test_a_mapping_says_where_each_field_stands() -> None:
    mapping = parsed(
        'title = "A register"\n[table]\nencoding = "cp1252"\ndelimiter = ";"\nempty = ["-"]\n[fields]\n'
        'date = { year = "y", month = "m", day = "d" }\nofficial = { columns = ["first", "last"], join = ", " }\n'
        'guests = { column = "guests", separator = [",", ";"], without = "No.:" }\n'
    )
    assert (mapping.title, mapping.encoding, mapping.delimiter, mapping.empty) == ("A register", "cp1252", ";", {"-"})
    assert mapping.fields["date"].columns == ("y", "m", "d")
    assert mapping.fields["date"].in_parts
    assert mapping.fields["official"].columns == ("first", "last")
    assert mapping.fields["official"].join == ", "
    assert mapping.fields["guests"].separators == (",", ";")
    assert mapping.fields["guests"].without == ("No.:",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fields = [", "no TOML"),
        ("fields = " + "[" * 5000, "no TOML"),
        ("fields = 3", r"fields is 3; expected a table"),
        ("", r"does not say where 'date' stands \(the day\)"),
        (
            "[fields]\n" + DATE + "who = { column = 'x' }",
            r"\[fields\] has 'who', which is none of date, guests, official",
        ),
        ("colour = 1\n[fields]\n" + DATE, "it has 'colour'"),
        ("[table]\nquote = 'x'\n[fields]\n" + DATE, r"\[table\] has 'quote'"),
        ("[fields]\ndate = 'day'", r"date is 'day'; expected a table"),
        ("[fields]\ndate = {}", "date gives nothing; expected one of column, columns, value, year"),
        ("[fields]\ndate = { column = 'a', value = 'b' }", "date gives column and value"),
        ("[fields]\ndate = { column = 'a', month = 'b' }", "date gives month without year"),
        ("[fields]\ndate = { year = 'a', day = 'b' }", "date gives day without month"),
        ("[fields]\ndate = { column = 3 }", "column is 3; expected a text or a list of texts"),
        ("[fields]\ndate = { column = 'a', format = '%d-%m' }", "tells no year"),
        ("[fields]\ndate = { column = 'a', format = '%Q' }", "bad directive"),
        ("[fields]\ndate = { column = 'a', format = '%d.%m.%Y (%m)' }", "tells a part of the date twice"),
        ("[fields]\ndate = { columns = [] }", "date names no column"),
        ("[fields]\ndate = { column = 'a', format = '%m-%x' }", "tells a part of the date twice"),
        ("[fields]\n" + DATE + "guests = { column = 'g', separator = '' }", "guests has an empty separator"),
        ("[fields]\n" + DATE + "official = { column = 'g', separator = ',' }", "official has 'separator'"),
        ("[table]\nencoding = 'rot13'\n[fields]\n" + DATE, "encoding is 'rot13', which is not known"),
        ("[table]\nencoding = 'klingon'\n[fields]\n" + DATE, "encoding is 'klingon', which is not known"),
        ("[table]\ndelimiter = '::'\n[fields]\n" + DATE, "delimiter is '::'"),
    ],
)
def test_what_is_wrong_with_a_mapping_is_said(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        parsed(text)


def test_errors_name_the_file(tmp_path: Path) -> None:
    path = tmp_path / "mapping.toml"
    with pytest.raises(InputError, match=r"mapping\.toml: cannot be read: No such file"):
        load_mapping(path, WANTED)
    path.write_bytes(b"title = '\xff'")
    with pytest.raises(InputError, match=r"mapping\.toml: not UTF-8"):
        load_mapping(path, WANTED)
    path.write_bytes(b"#" * 1_000_001)
    with pytest.raises(InputError, match=r"mapping\.toml: too large"):
        load_mapping(path, WANTED)
    path.write_text("[fields]\n" + DATE, "utf-8-sig")
    assert load_mapping(path, WANTED).fields["date"].columns == ("day",)


def test_further_sections_are_for_the_command_that_knows_them() -> None:
    text = "[register]\nbody = 'x'\n[fields]\n" + DATE
    assert parse_mapping(text, WANTED, sections=("register",)).sections["register"] == {"body": "x"}
    with pytest.raises(InputError, match="it has 'register'"):
        parsed(text)
