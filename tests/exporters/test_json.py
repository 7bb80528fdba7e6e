from __future__ import annotations

import io
import json

from hypothesis import given
from hypothesis import strategies as st

from communique.exporters.json import write as write_json
from communique.exporters.jsonl import write as write_jsonl

scalars = st.none() | st.booleans() | st.integers() | st.text(max_size=20)
values = scalars | st.lists(scalars, max_size=3) | st.dictionaries(st.text(max_size=5), scalars, max_size=3)
records = st.lists(st.dictionaries(st.text(max_size=5), values, max_size=4), max_size=4)


@given(records)
def test_a_json_array_reads_back_as_what_was_written(rows: list[dict[str, object]]) -> None:
    out = io.StringIO()
    write_json(rows, out, noun="meetings")
    assert json.loads(out.getvalue()) == rows


@given(records)
def test_json_lines_read_back_line_by_line(rows: list[dict[str, object]]) -> None:
    out = io.StringIO()
    write_jsonl(rows, out, noun="meetings")
    # `splitlines` also breaks at U+0085, U+2028 and their like, as some readers of JSON lines do.
    assert [json.loads(line) for line in out.getvalue().splitlines()] == rows


def test_letters_of_every_script_stay_letters() -> None:
    out = io.StringIO()
    write_json([{"name": "김민준 佐藤 Ærø"}], out, noun="people")
    assert "김민준 佐藤 Ærø" in out.getvalue()


def test_an_empty_list_is_an_empty_array() -> None:
    out = io.StringIO()
    write_json([], out, noun="meetings")
    assert out.getvalue() == "[]\n"
