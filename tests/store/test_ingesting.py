from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import invented
import pytest
from sqlalchemy import func, select

from communique.errors import DocumentError, LedgerFullError
from communique.model import Document, Extraction
from communique.store.careful import one_by_one
from communique.store.crews import Alone
from communique.store.ingesting import ingest
from communique.store.listing import count_meetings
from communique.store.opening import Store
from communique.store.reading import list_documents, list_failures, load_claims, load_readings, pick_document
from communique.store.records import Failure, Outcome, Progress
from communique.store.tables import metadata
from communique.store.windows import WINDOW


def write(folder: Path, count: int = 5) -> list[Path]:
    paths = [folder / f"{number:03}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(invented.article(number), "utf-8")
    return paths


class Counts(NamedTuple):
    read: int
    known: int
    unsupported: int
    failed: tuple[Failure, ...]


def run(store: Store, paths: list[Path], **given: Any) -> Counts:
    parts: dict[str, Any] = {"read": invented.read, "extract": invented.extract, "refuse": invented.refuse, **given}
    crew = Alone(read=parts.pop("read"), extract=one_by_one(parts.pop("extract")))
    report = ingest(store, iter([invented.Given(path) for path in paths]), crew=crew, **parts)
    with store.reading() as connection:
        assert report.meetings == count_meetings(connection)
    return Counts(report.read, report.known, report.unsupported, report.failed)


def sizes(store: Store) -> dict[str, int]:
    with store.reading() as connection:
        return {
            name: connection.scalar(select(func.count()).select_from(table)) or 0
            for name, table in metadata.tables.items()
        }


def test_what_is_read_back_is_what_was_found(store: Store, folder: Path) -> None:
    paths = write(folder)
    assert run(store, paths) == Counts(read=5, known=0, unsupported=0, failed=())
    expected = [invented.extract(invented.read(invented.Given(path))) for path in paths]
    with store.reading() as connection:
        claims, readings = load_claims(connection), load_readings(connection)
        assert [pick_document(connection, str(path)) for path in paths] == [one.document for one in expected]
    assert len(claims) == 5 * 3 * 2
    by_id = {claim.id: claim for claim in claims}
    for one in expected:
        for claim in (*one.meetings, *one.roles):
            assert by_id[claim.id] == claim
        for reading in one.readings:
            assert readings[reading.claim] == (reading,)


def test_the_same_texts_again_change_nothing(store: Store, folder: Path) -> None:
    paths = write(folder)
    run(store, paths)
    before = sizes(store)
    with store.reading() as connection:
        documents = list_documents(connection)

    def never(document: Document) -> Extraction:
        raise AssertionError("a known text was read again")

    assert run(store, paths, extract=never) == Counts(read=0, known=5, unsupported=0, failed=())
    assert sizes(store) == before
    with store.reading() as connection:
        assert list_documents(connection) == documents


def test_what_a_source_tells_of_a_document_is_kept(store: Store, folder: Path) -> None:
    (path,) = write(folder, 1)
    known: dict[str, Any] = {
        "authors": ("Ada Quill", "Ben “B” Toll"),
        "updated": "2031-05",
        "address": "https://bell.example/1",
    }
    run(store, [path], read=lambda given: replace(invented.read(given), **known))
    with store.reading() as connection:
        document = pick_document(connection, str(path))
        (record,) = list_documents(connection)
    for one in (document, record):
        assert (one.authors, one.updated, one.address) == tuple(known.values())


def test_the_same_text_from_another_path_is_one_document_with_two_captures(store: Store, folder: Path) -> None:
    first = write(folder, 1)[0]
    copy = folder / "copy.txt"
    copy.write_bytes(first.read_bytes())
    assert run(store, [first, copy]) == Counts(read=1, known=1, unsupported=0, failed=())
    with store.reading() as connection:
        (document,) = list_documents(connection)
        assert document.sources == (str(first), str(copy))
        assert pick_document(connection, str(copy)).source == str(first)


def test_a_changed_file_is_another_document_and_its_path_leads_to_the_newer(store: Store, folder: Path) -> None:
    (path,) = write(folder, 1)
    run(store, [path])
    path.write_text(invented.article(77), "utf-8")
    assert run(store, [path]).read == 1
    with store.reading() as connection:
        assert len(list_documents(connection)) == 2
        assert pick_document(connection, str(path)).text == invented.article(77)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (DocumentError("reads as binary noise"), "reads as binary noise"),
        (PermissionError(13, "Permission denied"), "[Errno 13] Permission denied"),
        (RecursionError("too deep\nby far"), "RecursionError: too deep by far"),
        (KeyError("x"), "KeyError: 'x'"),
    ],
)
@pytest.mark.parametrize("where", ["read", "extract"])
def test_a_bad_document_is_recorded_and_stops_nothing(
    store: Store, folder: Path, error: Exception, said: str, where: str
) -> None:
    paths = write(folder)
    good: dict[str, Callable[..., Any]] = {"read": invented.read, "extract": invented.extract}

    def bad(given: invented.Given | Document) -> Any:
        if given.source == str(paths[2]):
            raise error
        return good[where](given)

    report = run(store, paths, **{where: bad})
    assert report.read == 4
    (failure,) = report.failed
    assert failure.source == str(paths[2])
    assert failure.error.removeprefix("PermissionError: ") == said
    with store.reading() as connection:
        assert list_failures(connection) == report.failed
        assert len(list_documents(connection)) == 4

    assert run(store, paths) == Counts(read=1, known=4, unsupported=0, failed=())
    with store.reading() as connection:
        assert list_failures(connection) == ()


def test_a_failure_of_a_known_text_is_forgotten_when_it_can_be_read_again(store: Store, folder: Path) -> None:
    paths = write(folder, 1)

    def broken(given: invented.Given) -> Document:
        raise DocumentError("the disk was away")

    run(store, paths)
    assert len(run(store, paths, read=broken).failed) == 1
    assert len(run(store, paths, read=broken).failed) == 1
    assert sizes(store)["failures"] == 1
    assert run(store, paths).known == 1
    assert sizes(store)["failures"] == 0


def test_a_claim_that_its_text_does_not_bear_out_never_gets_in(store: Store, folder: Path) -> None:
    from dataclasses import replace

    paths = write(folder, 2)

    def dreamer(document: Document) -> Extraction:
        extraction = invented.extract(document)
        if document.source != str(paths[0]):
            return extraction
        meeting = replace(extraction.meetings[0], city="Atlantis")
        return replace(extraction, meetings=(meeting,), readings=())

    report = run(store, paths, extract=dreamer)
    assert report.read == 1
    assert "'Atlantis', which is in no quote" in report.failed[0].error
    with store.reading() as connection:
        assert len(list_documents(connection)) == 1


def test_a_language_not_supported_is_kept_unread_and_read_once_it_is(store: Store, folder: Path) -> None:
    paths = write(folder, 2)

    def foreign(given: invented.Given) -> Document:
        language = "eo" if given.path == paths[0] else "en"
        return invented.document(given.path.read_text("utf-8"), given.source, language=language)

    assert run(store, paths, read=foreign) == Counts(read=1, known=0, unsupported=1, failed=())
    assert run(store, paths, read=foreign) == Counts(read=0, known=2, unsupported=0, failed=())
    with store.reading() as connection:
        assert [one.unread for one in list_documents(connection)] == ["no reader for the language eo", None]
        assert len(load_claims(connection)) == 6
    assert run(store, paths, read=foreign, refuse=lambda document: None) == Counts(
        read=1, known=1, unsupported=0, failed=()
    )
    with store.reading() as connection:
        assert [one.unread for one in list_documents(connection)] == [None, None]
        assert len(load_claims(connection)) == 12


def test_progress_is_told_source_by_source(store: Store, folder: Path) -> None:
    paths = write(folder, 2)
    told: list[Progress] = []
    run(store, [*paths, paths[0], folder / "missing.txt"], on_progress=told.append)
    assert [(one.done, one.total, one.source, one.outcome) for one in told] == [
        (1, 4, str(paths[0]), Outcome.READ),
        (2, 4, str(paths[1]), Outcome.READ),
        (3, 4, str(paths[0]), Outcome.KNOWN),
        (4, 4, str(folder / "missing.txt"), Outcome.FAILED),
    ]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
def test_an_interrupt_keeps_what_was_acknowledged_and_another_run_goes_on(
    store: Store, folder: Path, stop: type[BaseException]
) -> None:
    paths = write(folder, WINDOW + 3)

    def interrupted(document: Document) -> Extraction:
        if document.source == str(paths[WINDOW + 1]):
            raise stop
        return invented.extract(document)

    with pytest.raises(stop):
        run(store, paths, extract=interrupted)
    with store.reading() as connection:
        assert [one.sources[0] for one in list_documents(connection)] == [str(path) for path in paths[:WINDOW]]
    assert run(store, paths) == Counts(read=3, known=WINDOW, unsupported=0, failed=())


def test_a_full_disk_stops_the_run_and_keeps_the_documents_before(store: Store, folder: Path) -> None:
    paths = write(folder, 40)
    run(store, paths[:3])
    with store.reading() as connection:
        size = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {size + 12}")
    with pytest.raises(LedgerFullError, match=r"no room left on the disk .* run the same command again"):
        run(store, paths)
    with store.reading() as connection:
        kept = len(list_documents(connection))
        assert 3 < kept < 40
        assert len(load_claims(connection)) == kept * 6
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert run(store, paths) == Counts(read=40 - kept, known=kept, unsupported=0, failed=())


def test_a_source_known_to_be_unreadable_is_recorded_without_being_opened(store: Store, folder: Path) -> None:
    given = invented.Given(folder / "locked", failure=f"{folder / 'locked'}: cannot be read: permission denied")
    crew = Alone(read=invented.read, extract=one_by_one(invented.extract))
    report = ingest(store, [given], crew=crew, refuse=invented.refuse)
    assert [(one.source, one.error) for one in report.failed] == [
        (str(folder / "locked"), "cannot be read: permission denied")
    ]


def test_texts_of_every_script_come_back_to_the_letter(store: Store, folder: Path) -> None:
    texts = ["총리는 회담했다.\r\n", "首脳会談\u3000\x00 end", "é vs e\u0301 \U0001f91d\u200b", " \n", "\ufeffA"]
    paths = [folder / f"{number}.txt" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_bytes(text.encode())

    def read(given: invented.Given) -> Document:
        return invented.document(given.path.read_bytes().decode(), given.source)

    run(store, paths, read=read)
    with store.reading() as connection:
        assert [pick_document(connection, str(path)).text for path in paths] == texts
