from __future__ import annotations

import io
import random
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.errors import InputError
from communique.sources import csv_rows
from communique.sources.csv_rows import BrokenRow, CsvRow, open_rows
from communique.sources.mapped_rows import MappedRow, iter_rows
from communique.sources.mapping import FieldKind, Wanted, parse_mapping

WANTED = (
    Wanted(name="date", meaning="the day", kind=FieldKind.DATE),
    Wanted(name="name", meaning="who"),
    Wanted(name="guests", meaning="whom", kind=FieldKind.LIST),
)


def rows(
    folder: Path, data: str | bytes, fields: str, table: str = "", encoding: str = "utf-8"
) -> list[MappedRow | BrokenRow]:
    path = folder / "register.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode(encoding))
    return list(iter_rows(path, parse_mapping(f"[table]\n{table}\n[fields]\n{fields}", WANTED)))


def values(folder: Path, data: str | bytes, fields: str, **more: str) -> list[dict[str, tuple[str, ...]]]:
    found = rows(folder, data, fields, **more)
    assert all(isinstance(row, MappedRow) for row in found), found
    return [dict(row.values) for row in found if isinstance(row, MappedRow)]


def problems(found: list[MappedRow | BrokenRow]) -> list[tuple[int, str]]:
    return [(row.line, row.problem) for row in found if isinstance(row, BrokenRow)]


NAME = 'name = { column = "name" }\n'


@pytest.mark.parametrize(
    ("how", "cell", "value"),
    [
        ('format = "%d-%m-%Y"', "05-02-2031", "2031-02-05"),
        ('format = "%d/%m/%y"', "5/2/31", "2031-02-05"),
        ('format = ["%Y-%m-%d", "%d %B %Y"]', "5 February 2031", "2031-02-05"),
        ('format = "%Y-%m-%dT%H:%M:%S"', "2031-02-05T00:00:00", "2031-02-05"),
        ('format = "%m/%Y"', "02/2031", "2031-02"),
        ('format = "%Y"', "2031", "2031"),
        ("without = []", "2031-02?", "2031-02?"),
        ("without = []", "2031-02-05/2031-02-07", "2031-02-05/2031-02-07"),
    ],
)
def test_dates_are_read_at_the_precision_of_their_format(tmp_path: Path, how: str, cell: str, value: str) -> None:
    found = values(tmp_path, f"day\n{cell}\n", f'date = {{ column = "day", {how} }}')
    assert found == [{"date": (value,)}]


@pytest.mark.parametrize("cell", ["30-02-2031", "2031-02-05", "soon", "05-13-2031", "05-02-2031 x"])
def test_a_date_that_is_none_breaks_its_row_alone(tmp_path: Path, cell: str) -> None:
    data = f"day,name\n05-02-2031,a\n{cell},b\n06-02-2031,c\n"
    found = rows(tmp_path, data, NAME + 'date = { column = "day", format = "%d-%m-%Y" }')
    assert problems(found) == [(3, f"date: '{cell}' is no date written as %d-%m-%Y")]
    assert [row.one("name") for row in found if isinstance(row, MappedRow)] == ["a", "c"]


def test_dates_in_three_columns(tmp_path: Path) -> None:
    data = "y,m,d\n1945,4,12\n1945,4,\n1945,,\n,,\n1945,,12\n1945,13,1\n45,1,1\n1945,x,\n"
    found = rows(tmp_path, data, 'date = { year = "y", month = "m", day = "d" }')
    assert [row.one("date") for row in found if isinstance(row, MappedRow)] == ["1945-04-12", "1945-04", "1945"]
    assert [line for line, _ in problems(found)] == [6, 7, 8, 9]
    assert all("is no year, month and day" in problem for _, problem in problems(found))


def test_columns_are_joined_parted_and_freed_of_noise(tmp_path: Path) -> None:
    data = 'First, LAST ,guests,more,\nAda,Orlova,"Grain Union, No.: 1; Rail\u00ad Ltd",Béla  Kun,x\n,Kun,-,,\n'
    found = values(
        tmp_path,
        data,
        'name = { columns = ["first", "last"] }\n'
        'guests = { columns = ["guests", "more"], separator = [",", ";"], without = ["No.:"] }\n'
        'date = { value = "2031" }',
        table='empty = ["-"]',
    )
    assert found == [
        {"name": ("Ada Orlova",), "guests": ("Grain Union", "1", "Rail Ltd", "Béla Kun"), "date": ("2031",)},
        {"name": ("Kun",), "date": ("2031",)},
    ]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "shift_jis", "euc-kr"]
)
def test_encodings_are_found_out(tmp_path: Path, encoding: str) -> None:
    name = {
        "shift_jis": "外務大臣と会談した",
        "euc-kr": "외교부 장관은 서울에서 수산업 협회장과 만나 어업 협정을 논의했다",
    }.get(encoding, "Čapek" if "utf" in encoding else "José Núñez")
    data = "name,other\n" + "plain,ascii\n" * 200 + f"{name},{name}\n" * 40
    found = values(tmp_path, data, NAME, encoding=encoding)
    assert found[-1] == {"name": (name,)}
    assert len(found) == 240


def test_odd_letters_far_behind_the_beginning_count_too(tmp_path: Path) -> None:
    data = "name,other\n" + "plain,ascii\n" * 60_000 + "José Núñez,x\n" * 3
    assert values(tmp_path, data, NAME, encoding="cp1252")[-1] == {"name": ("José Núñez",)}


def test_stray_bytes_break_their_rows_and_not_the_file(tmp_path: Path) -> None:
    data = ("name,other\n" + "Čapek,x\n" * 100).encode() + b"K\xffn,x\nOrlova,\xff\n" + "Čapek,x\n".encode()
    found = rows(tmp_path, data, NAME)
    assert problems(found) == [(102, "name: column 'name' has bytes that are none of the file's encoding: 'K�n'")]
    assert [row.one("name") for row in found if isinstance(row, MappedRow)][-2:] == ["Orlova", "Čapek"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_found_out(tmp_path: Path, delimiter: str) -> None:
    data = delimiter.join(["name", "b", "c"]) + "\n" + delimiter.join(["Kun", "1", "2"]) + "\n"
    assert values(tmp_path, data, NAME) == [{"name": ("Kun",)}]


def test_rows_of_another_width_are_broken(tmp_path: Path) -> None:
    data = "name,b\na,1\nb\nc,1,2\nd,1,\n" + "e," * 100_000 + "\n\n , \nf,1\n"
    found = rows(tmp_path, data, NAME)
    assert problems(found) == [
        (3, "cells: 1, where the first row has 2"),
        (4, "cells: 3, where the first row has 2"),
        (6, "cells: 100,001, where the first row has 2"),
    ]
    assert [row.one("name") for row in found if isinstance(row, MappedRow)] == ["a", "d", "f"]


def test_what_is_too_long_breaks_its_row_alone(tmp_path: Path) -> None:
    cell, field, line = "x" * 10_001, "y" * 131_073, "z" * 1_000_001
    found = rows(tmp_path, f"name,b\n{cell},1\na,{cell}\n{field},1\nb,1\n{line}\nc,1\n", NAME)
    assert problems(found) == [
        (2, "name: 10,001 characters in column 'name', and 10,000 are allowed"),
        (4, "no row: field larger than field limit (131072)"),
        (6, "a line of more than 1,000,000 characters"),
    ]
    assert [row.one("name") for row in found if isinstance(row, MappedRow)] == ["a", "b", "c"]


def test_a_quotation_mark_that_is_never_closed_costs_its_line_alone(tmp_path: Path) -> None:
    lines = [f"n{number},1" for number in range(1000)]
    lines[10] = '"n10,1'
    lines[998] = '"n998,1'
    found = rows(tmp_path, "name,b\n" + "\n".join(lines) + "\n", NAME)
    assert [line for line, _ in problems(found)] == [12, 1000]
    kept = [row.one("name") for row in found if isinstance(row, MappedRow)]
    assert kept == [f"n{number}" for number in range(1000) if number not in {10, 998}]


def test_cells_may_run_over_lines(tmp_path: Path) -> None:
    assert values(tmp_path, 'name,b\r\n"Ada\r\nOrlova",1\r\nKun,2\r\n', NAME) == [
        {"name": ("Ada Orlova",)},
        {"name": ("Kun",)},
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty: the file has 0 bytes"),
        (bytes(range(256)) * 20, "not text"),
        (b"\n\n", "no row at all"),
        (b"a,b\n1,2\n", r"no column 'name', where name is to stand; there are 'a', 'b'"),
        (b"name,Name\n1,2\n", "2 columns are called 'name'"),
        (b"x" * 1_000_001, "the row of column names cannot be read: a line of more than"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_by_name(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=rf"register\.csv: .*{said}"):
        rows(tmp_path, data, NAME)


def test_only_files_are_read(tmp_path: Path) -> None:
    mapping = parse_mapping("[fields]\n" + NAME, WANTED)
    for path in (tmp_path, tmp_path / "none.csv", Path("a\0b")):
        with pytest.raises(InputError):
            list(iter_rows(path, mapping))


def test_a_large_file_takes_little_memory_and_tells_how_far_it_is(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_text("name,b\n" + "Ada Orlova,some words about rail\n" * 60_000, "utf-8")
    mapping = parse_mapping("[fields]\n" + NAME, WANTED)
    told: list[int] = []
    tracemalloc.start()
    try:
        count = sum(1 for _ in iter_rows(path, mapping, on_bytes=told.append))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 60_000
    assert peak < 8_000_000
    assert told == sorted(told)
    assert told[-1] == path.stat().st_size


def test_a_file_of_quotation_marks_takes_no_long_time(tmp_path: Path) -> None:
    started = time.perf_counter()
    found = rows(tmp_path, "name,b\n" + '"open,1\n' * 20_001, NAME)
    assert time.perf_counter() - started < 20
    assert found


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["a,b\n", '"q', '""', "x,", "\n", "\r\n", "\r", "é", ",,", '"c\nd",e\n']), max_size=40))
def test_whatever_stands_in_a_file_every_line_is_accounted_for_once(tmp_path: Path, pieces: list[str]) -> None:
    path = tmp_path / "any.csv"
    text = "name,b\n" + "".join(pieces)
    path.write_bytes(text.encode())
    with open_rows(path, encoding="utf-8", delimiter=",") as found:
        seen = list(found)
    assert all(isinstance(row, CsvRow | BrokenRow) for row in seen)
    starts = [row.line for row in seen]
    assert starts == sorted(set(starts))
    assert all(1 <= line <= len(text.splitlines()) + 1 for line in starts)


def test_the_encoding_is_found_without_reading_all_at_once() -> None:
    source = random.Random(3)
    data = "".join(source.choice("abcé\n") for _ in range(3_000_000)).encode()
    raw = io.BytesIO(data)
    assert csv_rows.find_encoding(raw) == "utf-8"
