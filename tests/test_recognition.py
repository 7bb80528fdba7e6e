"""Contents that were read before are known again without being read; whatever differs is read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "store"))
import invented

from communique import Ledger
from communique.ledger import ingesting
from communique.model import Document
from communique.sources.pieces import Piece

COUNT = 12


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(COUNT):
        (folder / f"{number:02}.txt").write_text(invented.article(number), "utf-8")
    (folder / "foreign.txt").write_text("오늘 시장은 총리와 회담했다고 대변인이 말했다.\n", "utf-8")
    return folder


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.db", extract=invented.extract) as opened:
        yield opened


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources that are read from now on."""
    sources: list[str] = []
    true = ingesting.piece_reader

    def noting(piece: Piece) -> Document:
        sources.append(piece.source)
        return true()(piece)

    monkeypatch.setattr(ingesting, "piece_reader", lambda: noting)
    return sources


def test_what_is_as_it_was_is_not_read_again(ledger: Ledger, articles: Path, read: list[str]) -> None:
    first = ledger.ingest([articles])
    assert (first.read, first.unsupported, len(read)) == (COUNT, 1, COUNT + 1)
    documents = ledger.documents()
    assert ledger.ingest([articles]).known == COUNT + 1
    assert len(read) == COUNT + 1
    assert ledger.documents() == documents
    assert ledger.check() == ()


def test_what_differs_is_read(ledger: Ledger, articles: Path, read: list[str]) -> None:
    ledger.ingest([articles])
    read.clear()
    changed, other = articles / "03.txt", articles / "04-again.txt"
    changed.write_text(invented.article(99), "utf-8")
    other.write_bytes((articles / "04.txt").read_bytes())
    report = ledger.ingest([articles])
    assert read == [str(changed), str(other)]
    assert (report.read, report.known) == (1, COUNT + 1)
    assert ledger.ingest([articles]).known == COUNT + 2
    assert len(read) == 2


def test_another_version_of_the_program_reads_everything_once(
    ledger: Ledger, articles: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.ingest([articles])
    monkeypatch.setattr(ingesting, "__version__", "999")
    read.clear()
    assert ledger.ingest([articles]).known == COUNT + 1
    assert len(read) == COUNT + 1
    assert ledger.ingest([articles]).known == COUNT + 1
    assert len(read) == COUNT + 1


def test_what_failed_is_tried_again_though_its_contents_are_known(
    ledger: Ledger, articles: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.ingest([articles])
    monkeypatch.setenv("COMMUNIQUE_MAX_MEGABYTES", "0.000001")
    assert len(ledger.ingest([articles]).failed) == COUNT + 1
    monkeypatch.delenv("COMMUNIQUE_MAX_MEGABYTES")
    assert ledger.ingest([articles]).known == COUNT + 1
    assert ledger.failures() == ()


def test_what_was_forgotten_does_not_come_back(ledger: Ledger, articles: Path) -> None:
    ledger.ingest([articles])
    ledger.forget(str(articles / "05.txt"))
    report = ledger.ingest([articles])
    assert (report.known, report.forgotten) == (COUNT, 1)
    assert len(ledger.documents()) == COUNT
    assert ledger.check() == ()
