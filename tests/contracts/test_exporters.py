"""What every exporter must do, whichever there are."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path
from typing import Any

import pytest

import communique.exporters
from communique.errors import InputError
from communique.exporters import exporter_names, load_exporter

NOUNS = ("meetings", "people", "organisations", "documents")

HOSTILE = (
    "=cmd|' /C calc'!A0 \x1b]0;owned\x07\x1b[2J \x9b31m \u202egnp.exe\u202c\r\nnext \ud800 "
    "“quoted”, 김민준; [bold]x[/bold]"
)


def meeting(**changed: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": "mtg_00000000000000000001",
        "status": "held",
        "background": False,
        "kind": "dinner",
        "participants": [
            {"name": "Ada Orlova", "role": "Minister", "organisation": "Ruritania", "mention": "Minister Orlova"},
            {"name": None, "role": None, "organisation": None, "mention": "three bankers"},
        ],
        "date": "2021-03",
        "place": None,
        "city": "Strelsau",
        "country": None,
        "topics": ["grain", "rail"],
        "initiative": None,
        "duration_minutes": 45,
        "reported_through": [],
        "inferred": ["city"],
        "because": {"city": "the dateline"},
        "evidence": [{"start": 0, "end": 3, "quote": "Ada"}],
        "reports": [{"document": "doc_1", "source": "a.txt", "published": None, "status": "held", "evidence": []}],
        "independent_sources": 1,
        "disagreements": {},
        "history": [],
    }
    return row | changed


def record(noun: str, text: str) -> dict[str, Any]:
    if noun == "meetings":
        return meeting(place=text, topics=[text], participants=[{"name": text, "role": text, "mention": text}])
    return {"id": "x_1", "name": text, "names": [text], "source": text, "title": text, "roles": [], "meetings": []}


def written(name: str, records: list[dict[str, Any]], noun: str) -> str:
    out = io.StringIO(newline="")
    load_exporter(name).write(iter(records), out, noun=noun)
    return out.getvalue()


def test_every_folder_is_an_exporter() -> None:
    here = Path(communique.exporters.__file__).parent
    folders = {folder.name for folder in here.iterdir() if (folder / "__init__.py").exists()}
    assert set(exporter_names()) == folders
    assert {"csv", "json", "jsonl"} <= folders


def test_an_unknown_format_is_named_with_those_there_are() -> None:
    with pytest.raises(InputError, match=r"'xls'.*csv, json, jsonl"):
        load_exporter("xls")


@pytest.mark.parametrize("name", exporter_names())
class TestExporter:
    def test_says_what_it_writes(self, name: str) -> None:
        exporter = load_exporter(name)
        assert exporter.SUFFIX.startswith(".")
        assert exporter.MEDIA_TYPE.count("/") == 1
        assert exporter.NOUNS is None or "meetings" in exporter.NOUNS

    @pytest.mark.parametrize("noun", NOUNS)
    def test_writes_hostile_text_as_utf_8_without_control_characters(self, name: str, noun: str) -> None:
        text = written(name, [record(noun, HOSTILE)], noun)
        text.encode("utf-8")
        unsafe = {c for c in text if unicodedata.category(c) == "Cc" and c not in "\t\n\r"}
        assert not unsafe
        assert not {"\u202e", "\u202c"} & set(text)
        assert "김민준" in text

    def test_the_same_records_give_the_same_bytes(self, name: str) -> None:
        assert written(name, [meeting()], "meetings") == written(name, [meeting()], "meetings")

    def test_no_records_are_no_error(self, name: str) -> None:
        assert "mtg_" not in written(name, [], "meetings")

    def test_every_record_is_written(self, name: str) -> None:
        records = [meeting(id=f"mtg_{number:020d}") for number in range(50)]
        text = written(name, records, "meetings")
        assert all(row["id"] in text for row in records)

    def test_a_record_is_written_before_the_next_is_asked_for(self, name: str) -> None:
        out = io.StringIO(newline="")

        def records() -> Any:
            yield meeting(id="mtg_first")
            assert "mtg_first" in out.getvalue()
            yield meeting(id="mtg_second")

        load_exporter(name).write(records(), out, noun="meetings")
        assert "mtg_second" in out.getvalue()
