from __future__ import annotations

import stat
from pathlib import Path

import pytest

from communique.annotation import files
from communique.annotation.files import find_in, load_annotation, save_annotation
from communique.errors import DocumentError, InputError
from communique.model import Document


def test_what_is_saved_is_loaded_again(tmp_path: Path) -> None:
    path = tmp_path / "talks.json"
    annotation = {"documents": [], "meetings": [], "note": "한국 \u202e \ud800 é"}
    save_annotation(annotation, path)
    assert load_annotation(path) == annotation
    written = path.read_bytes()
    assert "한국".encode() in written
    assert b"\\u202e" in written
    assert written.endswith(b"}\n")


def test_saving_replaces_the_whole_file_or_nothing(tmp_path: Path) -> None:
    path = tmp_path / "talks.json"
    save_annotation({"meetings": []}, path)
    with pytest.raises(ValueError, match="not JSON compliant"):
        save_annotation({"meetings": [float("nan")]}, path)
    assert load_annotation(path) == {"meetings": []}
    assert [each.name for each in tmp_path.iterdir()] == ["talks.json"]


def test_a_saved_file_may_be_read_by_others_as_usual(tmp_path: Path) -> None:
    path, usual = tmp_path / "talks.json", tmp_path / "usual"
    save_annotation({}, path)
    usual.write_text("")
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(usual.stat().st_mode)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_json_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "talks.json"
    path.write_bytes(content)
    with pytest.raises(InputError, match="no JSON"):
        load_annotation(path)


def test_a_file_that_is_not_there_or_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "talks.json"
    with pytest.raises(InputError, match="cannot be read: No such file"):
        load_annotation(path)
    monkeypatch.setattr(files, "LARGEST_ANNOTATION", 3)
    path.write_text('{"a": 1}')
    with pytest.raises(InputError, match="too large"):
        load_annotation(path)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "talks.json"
    path.write_bytes(b"\xef\xbb\xbf{}")
    assert load_annotation(path) == {}


def test_nothing_is_found_where_the_language_cannot_be_read() -> None:
    assert find_in(Document(id="doc_x", text="Saluton, mondo.", source="a.txt", language="eo")).meetings == ()


def test_a_failed_reading_is_told_with_the_source(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object, **__: object) -> None:
        raise RuntimeError("out of words")

    monkeypatch.setattr(files, "extract_found", fail)
    with pytest.raises(DocumentError, match=r"a\.txt: RuntimeError: out of words"):
        find_in(Document(id="doc_x", text="Hello.", source="a.txt", language="en"))
