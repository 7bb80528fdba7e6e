"""What newer readings make of kept texts is put down beside the claims; judgements, lists and old claims survive it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import invented
import pytest

from communique import Ledger
from communique.errors import DocumentError
from communique.ledger import Outcome
from communique.model import Document, Extraction, MeetingKind, Passage, RoleClaim
from communique.store.rereading import Change


class Reader:
    """A version of the reader that can be told from others."""

    def __init__(self, version: str, change: Callable[[Extraction], Extraction] = lambda found: found) -> None:
        self.version = version
        self.change = change
        self.read: list[str] = []

    def __call__(self, document: Document) -> Extraction:
        self.read.append(document.id)
        return self.change(invented.extract(document))


def with_cities_in_brackets(found: Extraction) -> Extraction:
    """Reads the first meeting of each text as a visit: other values, and so another claim, on the same words."""
    first, *others = found.meetings
    visit = replace(first, kind=MeetingKind.VISIT)
    how = [replace(one, claim=visit.id) if one.claim == first.id else one for one in found.readings]
    return replace(found, meetings=(visit, *others), readings=tuple(how))


def without_topics(found: Extraction) -> Extraction:
    """Reads no topic: other values of the same claims."""
    return replace(found, meetings=tuple(replace(one, topics=()) for one in found.meetings))


def without_roles(found: Extraction) -> Extraction:
    """Finds no posts any more."""
    ids = {one.id for one in found.roles}
    return replace(found, roles=(), readings=tuple(one for one in found.readings if one.claim not in ids))


@pytest.fixture
def path(tmp_path: Path, folder: Path) -> Path:
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(invented.article(number), "utf-8")
    with Ledger(tmp_path / "ledger.db", extract=invented.extract) as book:
        book.ingest([folder])
    return tmp_path / "ledger.db"


@pytest.fixture
def reread(path: Path) -> Iterator[Callable[..., Any]]:
    """Reads the ledger anew with a version of the reader."""

    def run(reader: Reader, *names: str, **given: Any) -> Any:
        with Ledger(path, extract=reader) as book:
            return book.reread(names or None, **given)

    return run


def rows(path: Path, *tables: str) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        names = tables or [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in names}


def check(path: Path) -> None:
    with Ledger(path) as book:
        assert book.verify() == ()
        assert book.check() == ()


def test_the_same_reading_changes_nothing(path: Path, reread: Callable[..., Any]) -> None:
    before = rows(path)
    report = reread(Reader("1"))
    assert (report.read, report.settled, report.claims, report.meetings, report.failed) == (12, 0, (), (), ())
    assert {name for name, found in rows(path).items() if found != before[name]} == {"rereadings"}
    after = rows(path)
    again = reread(Reader("1"))
    assert (again.read, again.settled) == (0, 12)
    assert reread(Reader("1"), again=True).read == 12
    assert rows(path) == after
    check(path)


def test_what_is_no_longer_found_is_retired_and_can_be_seen(path: Path, reread: Callable[..., Any]) -> None:
    before = rows(path, "claims", "readings", "documents")
    report = reread(Reader("2", without_roles))
    assert {one.change for one in report.claims} == {Change.GONE}
    assert len(report.claims) == 36
    assert {one.kind for one in report.claims} == {"role"}
    after = rows(path, "claims", "readings", "documents")
    assert after["claims"] == before["claims"]
    assert after["readings"] == before["readings"]
    with Ledger(path) as book:
        past = book.rereadings()
        assert [one.claim for one in past] == [one.claim for one in report.claims]
        assert {one.reader for one in past} == {"2"}
        assert all(one.when for one in past)
        assert book.rereadings(past[0].document) == tuple(one for one in past if one.document == past[0].document)
        grounds = [one for person in book.people() for one in book.why(person.id).claims]
        assert not any(isinstance(one.claim, RoleClaim) for one in grounds)
        assert {one.reader for one in book.documents()} == {"2"}
    check(path)


def test_what_is_found_again_is_back(path: Path, reread: Callable[..., Any]) -> None:
    before = rows(path, "listed_meetings", "listed_people", "listed_organisations", "listed_claims")
    reread(Reader("2", without_roles))
    assert rows(path, *before) != before
    report = reread(Reader("3"))
    assert {one.change for one in report.claims} == {Change.BACK}
    assert rows(path, *before) == before
    with Ledger(path) as book:
        assert [one.change for one in book.rereadings()] == [Change.GONE] * 36 + [Change.BACK] * 36
    check(path)


def test_other_values_in_the_same_words_revise_a_claim(path: Path, reread: Callable[..., Any]) -> None:
    report = reread(Reader("2", without_topics))
    assert {one.change for one in report.claims} == {Change.CHANGED}
    assert {tuple(one.fields) for one in report.claims} == {("topics",)}
    (topic, none) = report.claims[0].fields["topics"]
    assert topic
    assert none == []
    assert {one.change for one in report.meetings} == {Change.CHANGED}
    assert all(one.fields["topics"] == (one.fields["topics"][0], []) for one in report.meetings)
    with Ledger(path) as book:
        assert all(meeting.topics == () for meeting in book.meetings())
        assert all(reading.rule for meeting in book.meetings() for one in book.why(meeting.id).claims
                   for reading in one.readings)  # fmt: skip
    check(path)
    assert {one.change for one in reread(Reader("3")).claims} == {Change.CHANGED}
    check(path)


def test_another_claim_on_the_same_words_changes_the_meeting(path: Path, reread: Callable[..., Any]) -> None:
    report = reread(Reader("2", with_cities_in_brackets))
    tally = {change: sum(one.change is change for one in report.claims) for change in Change}
    assert tally == {Change.NEW: 12, Change.GONE: 12, Change.CHANGED: 0, Change.BACK: 0}
    with Ledger(path) as book:
        assert sum(meeting.kind is MeetingKind.VISIT for meeting in book.meetings()) == 12
        assert len(book.meetings()) == 36
    check(path)


def test_a_dry_run_tells_the_same_and_writes_nothing(path: Path, reread: Callable[..., Any]) -> None:
    before = rows(path)
    tried = reread(Reader("2", with_cities_in_brackets), dry_run=True)
    assert rows(path) == before
    done = reread(Reader("2", with_cities_in_brackets))
    assert [(one.claim, one.change, one.fields) for one in tried.claims] == [
        (one.claim, one.change, one.fields) for one in done.claims
    ]
    assert tried.meetings == done.meetings


def test_only_the_documents_that_are_named_are_read(path: Path, folder: Path, reread: Callable[..., Any]) -> None:
    reader = Reader("2", without_roles)
    report = reread(reader, str(folder / "03.txt"), str(folder / "05.txt"))
    assert (report.read, report.settled, len(report.claims)) == (2, 0, 6)
    assert len(reader.read) == 2
    rest = reread(Reader("2", without_roles))
    assert (rest.read, rest.settled) == (10, 2)


def test_a_text_that_cannot_be_read_anew_stays_as_it_is(path: Path, folder: Path) -> None:
    def broken(found: Extraction) -> Extraction:
        if found.document.source == str(folder / "04.txt"):
            raise DocumentError("too deep")
        return without_roles(found)

    told: list[tuple[Outcome, str | None]] = []
    with Ledger(path, extract=Reader("2", broken)) as book:
        report = book.reread(on_progress=lambda one: told.append((one.outcome, one.error)))
        assert [(one.source, one.error) for one in report.failed] == [(str(folder / "04.txt"), "too deep")]
        assert (report.read, len(report.claims)) == (11, 33)
        assert told.count((Outcome.FAILED, "too deep")) == 1
        assert book.failures() == ()  # its source is as good as before
        assert book.reread().settled == 11
    check(path)


def test_a_claim_that_the_text_does_not_bear_out_changes_nothing(path: Path) -> None:
    def dreamer(found: Extraction) -> Extraction:
        return replace(found, meetings=tuple(replace(one, city="Atlantis") for one in found.meetings))

    before = rows(path)
    with Ledger(path, extract=Reader("2", dreamer)) as book:
        report = book.reread()
    assert len(report.failed) == 12
    assert "Atlantis" in report.failed[0].error
    assert rows(path) == before


def test_what_other_readers_found_is_not_retired_by_ours(path: Path, folder: Path, reread: Callable[..., Any]) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE readings SET rule = 'loaded.elsewhere.v1' WHERE score = 0.9")
        connection.commit()
    assert reread(Reader("2", without_roles)).claims == ()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE readings SET rule = 'loaded.communique.v1' WHERE score = 0.9")
        connection.commit()
    assert len(reread(Reader("3", without_roles)).claims) == 36


def test_a_text_means_by_a_weekday_what_it_meant_when_it_was_captured(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from communique.ledger import rereaders

    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE documents SET captured = '2024-05-06T12:00:00+00:00' WHERE seq > 4")
        connection.commit()
    days = []

    def found(documents: list[Document], *, captured: object, trained: object) -> Iterator[Extraction]:
        days.append((len(documents), str(captured)))
        return map(invented.extract, documents)

    monkeypatch.setattr(rereaders, "extract_found", found)
    with Ledger(path) as book:
        few = [one.id for one in book.documents() if Path(one.sources[0]).name < "07.txt"]
        assert book.reread(few, reader="rules").claims == ()  # few enough to be read in this process
    assert [count for count, _ in days] == [4, 3]
    assert days[1][1] == "2024-05-06" != days[0][1]


# ------------------------------------------------------------------------------------------------------- judgements


def reports_of(book: Ledger, source: str) -> list[str]:
    """The reports of meetings in one document, in the order of the text."""
    (document,) = (one.id for one in book.documents() if one.sources[0].endswith(source))
    found = [
        (one.evidence[0].start, one.claim)
        for meeting in book.meetings()
        for one in meeting.reports
        if one.document == document
    ]
    return [claim for _, claim in sorted(found)]


def judged(path: Path) -> tuple[str, str, str]:
    """A judgement that two reports, of different texts, tell of one meeting; with the two."""
    with Ledger(path) as book:
        one, other = reports_of(book, "01.txt")[0], reports_of(book, "02.txt")[0]
        decision, _ = book.judge("same", one, other, by="Ana", because="I was there")
        assert len(book.meetings()) == 35
        return decision.id, one, other


def test_a_judgement_on_a_claim_that_is_found_again_holds(path: Path, reread: Callable[..., Any]) -> None:
    decision, *reports = judged(path)
    for reader in (Reader("2", without_topics), Reader("3", without_roles), Reader("4")):
        reread(reader)
        with Ledger(path) as book:
            (one,) = book.judgements()
            assert (one.id, one.unmet, one.stands) == (decision, None, True)
            assert {member.id for member in (*one.left, *one.right)} == set(reports)
            assert len(book.meetings()) == 35
        check(path)


def test_a_judgement_passes_to_the_claim_that_says_it_in_the_same_words(path: Path, reread: Callable[..., Any]) -> None:
    decision, *reports = judged(path)
    reread(Reader("2", with_cities_in_brackets))
    with Ledger(path) as book:
        (one,) = book.judgements()
        assert (one.id, one.unmet) == (decision, None)
        assert {member.id for member in (*one.left, *one.right)}.isdisjoint(reports)
        assert len(book.meetings()) == 35
    reread(Reader("3"))
    with Ledger(path) as book:
        (one,) = book.judgements()
        assert {member.id for member in (*one.left, *one.right)} == set(reports)
        assert len(book.meetings()) == 35
    check(path)


def test_a_judgement_on_what_is_gone_waits_for_it_to_come_back(path: Path, reread: Callable[..., Any]) -> None:
    decision, *_ = judged(path)
    reread(Reader("2", lambda found: replace(found, meetings=(), roles=(), readings=())))
    with Ledger(path) as book:
        (one,) = book.judgements()
        assert one.id == decision
        assert one.unmet is not None
        assert book.meetings() == ()
    check(path)
    reread(Reader("3"))
    with Ledger(path) as book:
        assert book.judgements()[0].unmet is None
        assert len(book.meetings()) == 35
    check(path)


def test_a_judgement_on_names_holds_for_names_that_are_read_otherwise(path: Path, reread: Callable[..., Any]) -> None:
    with Ledger(path) as book:
        one, other, *_ = (person.names[0] for person in book.people())
        book.judge("same", one, other, by="Ana")
        people = len(book.people())

    def by_surname(found: Extraction) -> Extraction:
        """Reads evidence that is a little shorter, so that every claim has another id."""
        meetings, how = [], {}
        for claim in found.meetings:
            (passage,) = claim.evidence
            shorter = Passage(start=passage.start, end=passage.end - 1, quote=passage.quote[:-1])
            meetings.append(replace(claim, evidence=(shorter,)))
            how[claim.id] = meetings[-1].id
        readings = tuple(replace(one, claim=how.get(one.claim, one.claim)) for one in found.readings)
        return replace(found, meetings=tuple(meetings), readings=readings)

    report = reread(Reader("2", by_surname))
    assert sum(one.change is Change.GONE for one in report.claims) == 36
    with Ledger(path) as book:
        assert book.judgements()[0].unmet is None
        assert len(book.people()) == people
    check(path)


# ------------------------------------------------------------------------------------------------------ interruptions


def test_an_interrupted_run_goes_on_where_it_stopped(path: Path, reread: Callable[..., Any]) -> None:
    class Stopped(BaseException):
        pass

    def stop(progress: Any) -> None:
        if progress.done == 5:
            raise Stopped

    with pytest.raises(Stopped):
        reread(Reader("2", without_roles), on_progress=stop)
    reader = Reader("2", without_roles)
    report = reread(reader)
    assert (report.read, report.settled, len(report.claims)) == (7, 5, 21)
    assert len(reader.read) == 7
    check(path)


CHILD = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
import invented
from dataclasses import replace
from sqlalchemy import Engine, event
from communique import Ledger
last, done = int(sys.argv[3]), 0

def count():
    global done
    done += 1
    if done == last:
        os.kill(os.getpid(), signal.SIGKILL)

@event.listens_for(Engine, "connect")
def watch(connection, record):
    connection.set_progress_handler(count, 100)  # called after so many of SQLite's own steps

def extract(document):
    found = invented.extract(document)
    ids = {one.id for one in found.roles}
    return replace(found, roles=(), readings=tuple(one for one in found.readings if one.claim not in ids))

extract.version = "2"
with Ledger(sys.argv[2], extract=extract) as ledger:
    ledger.documents()
    done = 0
    marks = []
    ledger.reread(on_progress=lambda progress: marks.append(done))
    print(marks[-1])  # what follows makes the lists
"""


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not killed by signals there")
def test_a_rereading_that_is_killed_leaves_whole_documents_and_is_finished_by_another(
    path: Path, tmp_path: Path
) -> None:
    sound = path.read_bytes()
    facts = ("claims", "readings", "listed_meetings", "listed_people", "listed_claims", "listed_forms")

    def run(copy: Path, last: int) -> subprocess.CompletedProcess[str]:
        if not copy.exists():
            copy.write_bytes(sound)
        command = [sys.executable, "-c", CHILD, str(Path(invented.__file__).parent), str(copy), str(last)]
        return subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=60, check=False)

    steps = int(run(tmp_path / "whole.db", 0).stdout)
    after = rows(tmp_path / "whole.db", *facts)
    reread = set()
    for part in (2, 4):
        copy = tmp_path / f"{part}.db"
        assert run(copy, steps * part // 5).returncode < 0
        with Ledger(copy) as book:
            past = book.rereadings()
            read = [one.id for one in book.documents() if one.reread is not None]
            reread.add(len(read))
            assert sorted({one.document for one in past}) == sorted(read)
            assert len(past) == 3 * len(read)
            assert book.check(quick=True) == ()
        assert run(copy, 0).returncode == 0
        assert rows(copy, *facts) == after
        check(copy)
    assert len(reread) > 1
