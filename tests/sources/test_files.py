from __future__ import annotations

import os
from pathlib import Path

import pytest

from communique.errors import DocumentError, InputError
from communique.model import Document
from communique.sources.finding import iter_pieces
from communique.sources.pieces import Piece
from communique.sources.reading import read_piece

STORY = "The mayor of Lindholm met the head of the bakers' guild on Monday to talk about bread.\n"


def names(*paths: str | Path) -> list[str]:
    return [os.path.basename(found.source) for found in iter_pieces(paths)]


def read(path: str | Path, **limits: int) -> Document:
    return read_piece(Piece(source=os.fspath(path), path=Path(path)), **limits)


def test_read_piece_makes_a_framed_document_in_its_language(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"date 2024-05-06 LISBON, May 6 - {STORY}".encode())
    document = read(path)
    assert document.source == str(path)
    assert (document.published, document.dateline, document.language, document.encoding) == (
        "2024-05-06",
        "2024-05-06",
        "en",
        "utf-8",
    )


def test_the_text_is_the_file_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"\ufeff  {STORY}\r\n“{STORY}”".encode())
    assert read(path).text == f"  {STORY}\r\n“{STORY}”"


def test_the_same_text_is_the_same_document_wherever_it_lies(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "b.txt").write_text(STORY, encoding="utf-16")
    assert read(tmp_path / "a.txt").id == read(tmp_path / "b.txt").id


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (bytes(range(256)) * 20, "not text"),
        (b"x" * 101, "too large: 101 bytes, and 100"),
    ],
)
def test_unreadable_contents_are_said_in_one_line_with_the_name(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(data)
    with pytest.raises(DocumentError) as refusal:
        read(path, largest=100 if reason.startswith("too") else 10_000)
    assert str(refusal.value).startswith(f"{path}: {reason}")
    assert "\n" not in str(refusal.value)


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000_000)  # sparse: reading it would take all memory
    with pytest.raises(DocumentError, match="too large: 100,000,000,000 bytes, and 20,000,000 are allowed"):
        read(path)


def test_pipes_and_devices_are_refused_and_do_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path(os.devnull)):
        with pytest.raises(DocumentError, match="not a regular file"):
            read(path)


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path, "a\0b", tmp_path / ("x" * 300)):
        with pytest.raises(DocumentError):
            read(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_permission_denied_is_said(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(STORY)
    path.chmod(0)
    with pytest.raises(DocumentError, match="permission denied"):
        read(path)


def test_folders_are_walked_in_order_without_hidden_and_other_files(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.md",
        "c",
        "note.unknown",
        "picture.png",
        "data.xml",
        ".hidden.txt",
        "sub/d.txt",
        ".git/e.txt",
        "sub.json/f.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(STORY)
    assert names(tmp_path) == ["a.md", "b.txt", "c", "note.unknown", "d.txt", "f.txt"]


def test_sources_are_the_paths_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(STORY)
    monkeypatch.chdir(tmp_path)
    assert [found.source for found in iter_pieces(["news"])] == [os.path.join("news", "a.txt")]
    assert read("news/a.txt").source == "news/a.txt"


def test_a_named_file_is_taken_whatever_its_kind(tmp_path: Path) -> None:
    (tmp_path / ".note.json").write_text(STORY)
    assert names(tmp_path / ".note.json") == [".note.json"]


def test_patterns_are_expanded_where_the_shell_did_not(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md", "deep/er/d.txt", "odd[1].txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(STORY)
    assert names(tmp_path / "?.txt") == ["a.txt", "b.txt"]
    assert names(tmp_path / "**" / "d.txt") == ["d.txt"]
    assert names(tmp_path / "odd[1].txt") == ["odd[1].txt"]


def test_what_is_missing_is_said_before_anything_is_handed_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    with pytest.raises(InputError, match=r"no such file or folder: .*none"):
        iter_pieces([tmp_path / "a.txt", tmp_path / "none"])
    with pytest.raises(InputError, match="no file matches"):
        iter_pieces([tmp_path / "*.md"])


def test_each_file_comes_once_and_links_do_not_loop(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(STORY)
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "z.txt").symlink_to(tmp_path / "sub" / "a.txt")
    assert names(tmp_path, tmp_path / "sub", tmp_path / "sub" / "a.txt") == ["a.txt"]


def test_a_broken_link_and_a_locked_folder_are_reported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "locked").mkdir()
    (tmp_path / "locked").chmod(0)
    try:
        found = list(iter_pieces([tmp_path]))
    finally:
        (tmp_path / "locked").chmod(0o700)
    assert [os.path.basename(one.source) for one in found if one.failure is None] == ["a.txt"]
    failures = {os.path.basename(one.source): one.failure for one in found if one.failure is not None}
    assert "no such file" in (failures["gone.txt"] or "")
    if os.geteuid() != 0:
        assert "permission denied" in (failures["locked"] or "")


def test_names_that_are_no_text_are_made_printable(tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        with open(odd, "w") as file:
            file.write(STORY)
    except OSError:
        pytest.skip("this file system takes only Unicode names")
    [found] = iter_pieces([tmp_path])
    assert found.source.endswith("caf\ufffd.txt")
    assert read_piece(found).source == found.source
