"""What one program extracts, another takes in: the same lists as from the texts themselves, and nothing unproven."""

from __future__ import annotations

import copy
import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique import Ledger
from communique.errors import InputError
from communique.ledger import LoadReport, Progress, extract
from communique.ledger.loading import load as load_lines
from communique.model import document_id
from communique.sources import extract_lines
from communique.store.opening import open_store
from communique.text.safe_json import record_line
from communique.views.contract import (
    extraction_form,
    meeting_view_form,
    organisation_form,
    person_form,
    statement_view_form,
)

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))
import invented

ROOT = Path(__file__).parents[2]
Form = dict[str, Any]


def lists(ledger: Ledger) -> dict[str, Any]:
    """All that a ledger lists, as scripts get it."""
    return {
        "meetings": [meeting_view_form(one) for one in ledger.meetings()],
        "people": [person_form(one) for one in ledger.people()],
        "organisations": [organisation_form(one) for one in ledger.organisations()],
        "statements": [statement_view_form(one) for one in ledger.statements()],
        "documents": [(d.id, d.sources, d.title, d.published, d.language, d.unread) for d in ledger.documents()],
    }


def contents(path: Path) -> dict[str, list[Any]]:
    """Every row of a ledger's file."""
    connection = sqlite3.connect(path)
    try:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}
    finally:
        connection.close()


def form(number: int = 1, *, with_text: bool = True, source: str | None = None) -> Form:
    """An invented article as `extract` prints it."""
    document = invented.document(invented.article(number), source or f"articles/{number:02}.txt")
    made: Form = json.loads(json.dumps(extraction_form(invented.extract(document), with_text=with_text)))
    return made


def write(path: Path, *forms: Form | str | bytes) -> Path:
    data = [
        one if isinstance(one, bytes) else (one if isinstance(one, str) else record_line(one)).encode() for one in forms
    ]
    path.write_bytes(b"\n".join(data) + b"\n")
    return path


def load(folder: Path, *forms: Form | str | bytes, **options: Any) -> tuple[LoadReport, Ledger]:
    ledger = Ledger(folder / "ledger.db")
    report = ledger.load([write(folder / "extract.jsonl", *forms)], **options)
    assert ledger.verify() == ()
    return report, ledger


def problems(report: LoadReport) -> list[tuple[int, str | None, str]]:
    return [(one.line, one.claim, one.problem) for one in report.refusals]


def test_extracts_of_real_texts_give_the_lists_of_the_texts_themselves(tmp_path: Path) -> None:
    paths = sorted((ROOT / "examples" / "en").glob("*.txt"))[:12] + sorted((ROOT / "examples" / "ko").glob("*.txt"))[:1]
    found = list(extract(paths, reader="rules"))
    report, loaded = load(tmp_path, *(extraction_form(one, with_text=True) for one in found))
    with loaded, Ledger(tmp_path / "ingested.db") as ingested:
        ingested.ingest(paths, reader="rules")
        assert report.refused == 0, problems(report)
        assert report.documents == len(paths)
        assert len(loaded.meetings()) > 10
        assert loaded.statements()
        assert lists(loaded) == lists(ingested)


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(numbers=st.lists(st.integers(0, 400), min_size=1, max_size=5, unique=True), shuffle=st.randoms())
def test_loading_in_any_order_gives_the_lists_of_ingesting(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[int], shuffle: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("law")
    paths = [folder / f"{number}.txt" for number in numbers]
    for path, number in zip(paths, numbers, strict=True):
        path.write_text(invented.article(number), "utf-8")
    forms = [form(number, source=str(path)) for path, number in zip(paths, numbers, strict=True)]
    shuffle.shuffle(forms)
    report, loaded = load(folder, *forms)
    with loaded, Ledger(folder / "ingested.db", extract=invented.extract) as ingested:
        ingested.ingest(paths)
        assert report.refused == 0
        mine, theirs = lists(loaded), lists(ingested)
        mine.pop("documents"), theirs.pop("documents")  # those are in the order of arrival
        assert mine == theirs


def test_a_second_load_changes_nothing(tmp_path: Path) -> None:
    forms = [form(number) for number in range(4)]
    first, ledger = load(tmp_path, *forms)
    ledger.close()
    before = contents(tmp_path / "ledger.db")
    second, ledger = load(tmp_path, *forms)
    ledger.close()
    assert contents(tmp_path / "ledger.db") == before
    assert (first.documents, first.claims, first.known) == (4, 24, 0)
    assert (second.documents, second.claims, second.known, second.refused) == (0, 0, 4, 0)


def test_the_text_may_lie_in_a_folder_or_in_the_ledger(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    (texts / "2031").mkdir(parents=True)
    forms = [form(number, with_text=False, source=f"elsewhere/2031/{number}.txt") for number in range(4)]
    forms[3]["document"]["source"] = "https://news.example/story?id=3"
    (texts / "2031" / "0.txt").write_text(invented.article(0), "utf-8")
    (texts / "1.txt").write_text(invented.article(1), "utf-16")
    (texts / "2.txt").write_text(invented.article(7), "utf-8")
    (texts / f"{forms[3]['document']['id']}.txt").write_text(invented.article(3), "utf-8")
    report, ledger = load(tmp_path, *forms, texts=texts)
    assert report.documents == 3
    ((line, claim, problem),) = problems(report)
    assert (line, claim) == (3, None)
    assert problem.startswith(
        f"document.id is {forms[2]['document']['id']}, and the text of {texts}/2.txt has the hash"
    )
    report, _ = load(tmp_path, form(0, with_text=False, source="a/third/place.txt"))
    assert report.refused == 0
    assert ledger.documents()[0].sources == ("a/third/place.txt", "elsewhere/2031/0.txt")
    report, _ = load(tmp_path, form(9, with_text=False))
    assert "`load --texts FOLDER` finds it" in report.refusals[0].problem


@pytest.mark.parametrize(
    "source", ["../secret.txt", "/etc/passwd", "a/../../secret.txt", "C:\\secret.txt", "..", "x" * 4000]
)
def test_nothing_outside_the_folder_is_looked_at(tmp_path: Path, source: str) -> None:
    (tmp_path / "secret.txt").write_text(invented.article(1), "utf-8")
    (tmp_path / "texts").mkdir()
    report, _ = load(tmp_path, form(1, with_text=False, source=source), texts=tmp_path / "texts")
    assert problems(report)[0][2].endswith("has the name of its source or id")


def test_another_extractor_is_named_and_our_own_reader_still_reads(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(invented.article(1), "utf-8")
    told = form(1, source=str(tmp_path / "a.txt"))
    told["extractor"] = "Some Other Reader (2.1)"
    for claim in (*told["meetings"], *told["roles"]):
        del claim["reading"]
    report, ledger = load(tmp_path, told)
    assert report.refused == 0
    (grounded, *_) = ledger.why(ledger.meetings()[0].id).claims
    assert [reading.rule for reading in grounded.readings] == ["loaded.some-other-reader-2-1.v1"]
    assert ledger.documents()[0].unread == (
        "its claims came from an extract of some-other-reader-2-1; `communique ingest` of its text reads it too"
    )
    with Ledger(tmp_path / "ledger.db", extract=invented.extract) as own:
        assert own.ingest([tmp_path / "a.txt"]).read == 1
        assert own.documents()[0].unread is None
        (grounded, *_) = own.why(own.meetings()[0].id).claims
        assert [reading.rule for reading in grounded.readings] == [
            "loaded.some-other-reader-2-1.v1",
            "test.sentence.v1",
        ]
    told["extractor"] = "communique"
    report, ledger = load(tmp_path, told)
    assert report.claims == 0
    assert ledger.documents()[0].unread is None


def test_further_claims_on_a_known_document_are_added(tmp_path: Path) -> None:
    whole = form(1)
    part = copy.deepcopy(whole)
    part["extractor"], part["meetings"] = "another", part["meetings"][:1]
    assert load(tmp_path, part)[0].claims == 4
    report, ledger = load(tmp_path, whole)
    assert (report.documents, report.claims) == (0, 2)
    assert len(ledger.meetings()) == 3


def changed(change: Callable[[Form], object], number: int = 1) -> Form:
    made = form(number)
    change(made)
    return made


def setter(path: str, value: object) -> Callable[[Form], object]:
    def change(made: Form) -> None:
        *way, last = [int(step) if step.isdecimal() else step for step in path.split(".")]
        at: Any = made
        for step in way:
            at = at[step]
        at[last] = value

    return change


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("evidence.0.quote", "something else", "evidence quotes 'something else' at"),
        ("evidence.0.start", -3, "evidence[0].start: Expected `int` >= 0"),
        ("evidence.0.start", 10**12, "evidence[0].start: Expected `int` <= "),
        ("evidence.0.start", True, "evidence[0].start: Expected `int`, got `bool`"),
        ("evidence.0.start", 1.5, "evidence[0].start: Expected `int`, got `float`"),
        ("evidence.0.start", "1", "evidence[0].start: Expected `int`, got `str`"),
        ("evidence.0.end", 5, "evidence[0]: runs from"),
        ("evidence.0.end", 999_999, "where the text has"),
        ("evidence.0.quote", "x" * 20_001, "evidence[0].quote: Expected `str` of length <= 20000"),
        ("evidence", [], "evidence: Expected `array` of length >= 1"),
        ("evidence", None, "evidence: Expected `array`, got `null`"),
        ("status", "helt", "status: Invalid enum value 'helt'"),
        ("background", "no", "background: Expected `bool`, got `str`"),
        ("date", "2031-02-30", "date: '2031-02-30' is no EDTF date"),
        ("date", "1999-01-01", "date is '1999-01-01', which is in no quote"),
        ("city", "Atlantis", "city is 'Atlantis', which is in no quote and which no step arrives at"),
        ("country", "Norland", "country: Expected `str` matching regex"),
        ("country", "XX", "country is 'XX', which is in no quote"),
        ("place", "", "place: Expected `str` of length >= 1"),
        ("topics", ["weapons"], "topics is 'weapons', which is in no quote"),
        ("topic_labels", ["gossip"], "topic_labels: 'gossip' is not on the list of topics"),
        ("duration_minutes", 45, "duration_minutes is '45', which is in no quote"),
        ("duration_minutes", -1, "duration_minutes: Expected `int` >= 1"),
        ("participants", [], "participants: Expected `array` of length >= 1"),
        ("participants.0.name", "Nobody Atall", "participants.0.name is 'Nobody Atall', which is in no quote"),
        ("participants.0.names", ["Nobody Atall"], "participants.0.names is 'Nobody Atall', which stands nowhere"),
        ("participants.0.kind", "group", "participants[0]: a group has no name"),
        ("participants.0.name", None, "participants[0]: a person has a name, and this one has none"),
        ("participants.0.role", {"x": 1}, "participants[0].role: Expected `str | null`, got `object`"),
        ("because", {"mood": "they smiled"}, "because: there is no field 'mood'"),
        ("inferred", ["date"], "inferred: 'date' is named, and because gives no reason for it"),
        ("reading.score", 2, "reading.score: Expected `float` <= 1"),
        ("reading.steps.0.read.0.quote", "elsewhere", "for date quotes 'elsewhere' at"),
        ("reading.steps.0.read.0.end", 0, "reading.steps[0].read[0]: runs from"),
        ("reading.rule", "a rule\nwith a line", "reading.rule: Expected `str` matching regex"),
    ],
)
def test_a_claim_that_does_not_hold_is_refused_by_name_and_costs_no_other(
    tmp_path: Path, path: str, value: object, said: str
) -> None:
    spoilt = changed(setter(f"meetings.1.{path}", value))
    given_id = spoilt["meetings"][1]["id"]
    report, ledger = load(tmp_path, form(0), spoilt, form(2))
    ((line, claim, problem),) = problems(report)
    assert (line, claim) == (2, f"meeting 2 ({given_id})")
    assert said in problem
    assert (report.documents, report.claims) == (3, 17)
    assert len(ledger.meetings()) == 8


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("city", "Atlantis", "city is 'Atlantis', and the reason given for it takes up nothing that its evidence says"),
        ("place", "the Moon", "place is 'the Moon', which stands nowhere in the text, whatever the reason"),
        ("topics", ["weapons"], "topics is 'weapons', which stands nowhere in the text, whatever the reason"),
    ],
)
def test_a_reason_alone_does_not_open_the_gate(tmp_path: Path, field: str, value: object, said: str) -> None:
    def change(made: Form) -> None:
        made["meetings"][1] |= {field: value, "because": {field: "so says the reader"}, "inferred": [field]}

    report, _ = load(tmp_path, changed(change))
    ((_, _, problem),) = problems(report)
    assert said in problem


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (
            "document.id",
            "doc_00000000000000000000",
            "document.id is doc_00000000000000000000, and the text has the hash",
        ),
        ("document.id", "../x", "document.id: Expected `str` matching regex"),
        ("document.id", 7, "document.id: Expected `str | null`, got `int`"),
        ("document.text", "  \n", "document.text: nothing but white space"),
        ("document.text", "x" * 2_000_001, "document.text: too large: 2,000,001 bytes, and 2,000,000 are allowed"),
        ("document.source", "", "document.source: Expected `str` of length >= 1"),
        ("document.published", "yesterday", "document.published is 'yesterday'; expected EDTF"),
        ("document.language", "English, I think", "document.language: Expected `str` matching regex"),
        ("document.title", ["a"], "document.title: Expected `str | null`, got `array`"),
        ("document", None, "document: Expected `object`, got `null`"),
        ("meetings", {}, "meetings: Expected `array`, got `object`"),
        ("extractor", "…", "extractor is '…'; expected a name"),
        ("extractor", 3, "extractor: Expected `str | null`, got `int`"),
    ],
)
def test_a_line_whose_document_does_not_hold_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, value: object, said: str
) -> None:
    monkeypatch.setenv("COMMUNIQUE_MAX_MEGABYTES", "2")
    report, ledger = load(tmp_path, form(0), changed(setter(path, value)), form(2))
    ((line, claim, problem),) = problems(report)
    assert (line, claim) == (2, None)
    assert said in problem
    assert (report.documents, len(ledger.meetings())) == (2, 6)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{", "no JSON"),
        (b"hello", "no JSON"),
        (b"\xff\xfe", "no JSON"),
        (b'{"other": ' + b"[" * 100_000, "brackets within brackets without end"),
        (b'{"document": {"source": "a"}, "meetings": [' + b"[" * 100_000, "brackets within brackets without end"),
        (b'{"document": NaN}', "no JSON"),
        (b'{"document": {"source": "a", "text": "\\ud800"}}', "no JSON"),
        (b"7", "Expected `object`, got `int`"),
        (b"{}", "Object missing required field `document`"),
        (b'{"document": {"source": "a"}}', "document: neither a text nor the id of one"),
        (b'{"x": "' + b"y" * 3_000_000 + b'"}', "a line of more than 1,000,000 bytes"),
    ],
)
def test_a_broken_line_is_refused_by_number_and_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, said: str
) -> None:
    monkeypatch.setattr(extract_lines, "LARGEST_LINE", 1_000_000)
    report, _ = load(tmp_path, form(0), b"", data, b"  ", form(2))
    ((line, claim, problem),) = problems(report)
    assert (line, claim) == (3, None)
    assert said in problem
    assert report.documents == 2


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ('{"id": "m", "evidence": ' + "[" * 600 + "]" * 600 + "}", "Expected `object`, got `array`"),
        ("3", "Expected `object`, got `int`"),
        ("null", "Expected `object`, got `null`"),
        ('{"status": 1e400}', "Number out of range"),
    ],
)
def test_a_claim_of_another_shape_costs_no_other(tmp_path: Path, raw: str, said: str) -> None:
    line = record_line(form(1)).replace('"meetings": [', f'"meetings": [{raw}, ')
    report, ledger = load(tmp_path, line)
    assert report.refused == 1
    assert said in report.refusals[0].problem
    assert len(ledger.meetings()) == 3


def test_a_number_that_is_none_breaks_its_line(tmp_path: Path) -> None:
    line = record_line(form(1)).replace('"score": 1.0', '"score": NaN')
    report, _ = load(tmp_path, line, form(2))
    assert (report.refused, report.documents) == (1, 1)


def test_ids_given_twice_are_refused_and_the_same_claim_twice_is_one(tmp_path: Path) -> None:
    told = form(1)
    told["meetings"].append(copy.deepcopy(told["meetings"][0]))
    other = copy.deepcopy(told["meetings"][0])
    other["topics"] = []
    told["meetings"].append(other)
    stolen = copy.deepcopy(told["meetings"][1])
    stolen["status"], stolen["id"] = "planned", told["meetings"][0]["id"]
    told["meetings"].append(stolen)
    report, ledger = load(tmp_path, told)
    first = told["meetings"][0]["id"]
    assert problems(report) == [
        (1, f"meeting 5 ({first})", "id: it says the same at the same place as one before it, with other details"),
        (1, f"meeting 6 ({first})", f"id: {first!r} was given to another claim before"),
    ]
    assert len(ledger.meetings()) == 3


def statement(text: str, meeting: str | None) -> Form:
    start = text.index("The two sides said")
    end = text.index("weeks.") + 5
    said = start + len("The two sides said ")
    return {
        "id": "s1",
        "kind": "view",
        "modality": "reported",
        "speaker": "The two sides",
        "about": "more of them would follow",
        "evidence": [{"start": start, "end": end, "quote": text[start:end]}],
        "contents": [{"start": said, "end": end, "quote": text[said:end]}],
        "meeting": meeting,
    }


def test_ids_of_the_extract_lead_from_a_statement_to_its_meeting(tmp_path: Path) -> None:
    told = form(1)
    told["meetings"][0]["id"] = "the first one"
    told["statements"] = [statement(told["document"]["text"], "the first one")]
    report, ledger = load(tmp_path, told)
    assert report.refused == 0, problems(report)
    (said,) = ledger.statements()
    assert said.meeting in {meeting.id for meeting in ledger.meetings()}


@pytest.mark.parametrize(("meeting", "why"), [("m9", "is not in this line"), ("the first one", "was refused")])
def test_a_statement_at_a_meeting_that_is_not_there_is_taken_without_it(tmp_path: Path, meeting: str, why: str) -> None:
    told = form(1)
    told["meetings"][0] |= {"id": "the first one", "city": "Atlantis"}
    told["statements"] = [statement(told["document"]["text"], meeting)]
    report, ledger = load(tmp_path, told)
    assert problems(report)[-1] == (1, "statement 1 (s1)", f"meeting: {meeting!r} {why}; taken in without it")
    (said,) = ledger.statements()
    assert said.meeting is None


def test_a_statement_outside_its_evidence_is_refused(tmp_path: Path) -> None:
    told = form(1)
    one = statement(told["document"]["text"], None)
    one["contents"] = [told["meetings"][0]["evidence"][0]]
    told["statements"] = [one]
    report, ledger = load(tmp_path, told)
    assert "lies outside its evidence" in report.refusals[0].problem
    assert ledger.statements() == ()


def test_metadata_are_taken_over_and_what_is_not_told_is_as_the_text_has_it(tmp_path: Path) -> None:
    text = "date 2031-03-04 LISBON, March 4 - " + invented.article(1)
    told = {"document": {"source": "a", "text": text}}
    other = {
        "document": {
            "source": "b",
            "text": text + "!",
            "title": "T",
            "publisher": "P",
            "published": "2031",
            "language": "en",
            "authors": ["A", "B"],
            "updated": "2031-04",
            "address": "https://p.example/b",
        }
    }
    report, ledger = load(tmp_path, told, other)
    assert report.refused == 0, problems(report)
    first, second = ledger.documents()
    assert first.id == document_id(text)
    assert (first.published, first.language) == ("2031-03-04", "en")
    assert (second.title, second.publisher, second.published) == ("T", "P", "2031")
    assert (second.authors, second.updated, second.address) == (("A", "B"), "2031-04", "https://p.example/b")
    assert (first.authors, first.updated, first.address) == ((), None, None)


def test_a_file_that_is_no_extract_is_told_once(tmp_path: Path) -> None:
    report, _ = load(tmp_path, "[", "{},", "{}]")
    assert problems(report) == [
        (1, None, "a JSON array; an object a line is expected, as `communique extract --format jsonl` prints them")
    ]
    report, _ = load(tmp_path, "{}".encode("utf-16"))
    assert problems(report) == [(1, None, "UTF-16; an extract is UTF-8")]


def test_a_path_that_names_nothing_is_said_before_a_ledger_is_made(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.db")
    good = write(tmp_path / "a.jsonl", form(1))
    for paths, options, said in (
        ([good, tmp_path / "none.jsonl"], {}, "no such file"),
        ([tmp_path], {}, "is a folder"),
        ([good], {"texts": tmp_path / "none"}, "no such folder"),
    ):
        with pytest.raises(InputError, match=said):
            ledger.load(paths, **options)
    assert not (tmp_path / "ledger.db").exists()


def test_refusals_and_progress_are_told_as_they_come_and_a_report_holds_some(tmp_path: Path) -> None:
    told: list[Any] = []
    bad = "{}"
    path = write(tmp_path / "e.jsonl", form(0), *[bad] * 1200, form(1))
    with Ledger(tmp_path / "ledger.db") as ledger:
        report = ledger.load([path], on_progress=told.append, on_refusal=told.append)
    assert (report.refused, len(report.refusals), report.documents) == (1200, 1000, 2)
    steps = [one for one in told if isinstance(one, Progress)]
    assert len(told) == 1202 + 1200
    assert (steps[0].outcome, steps[1].outcome, steps[-1].done, steps[-1].total) == ("read", "failed", 1202, 1202)
    assert told.index(report.refusals[0]) == 1  # before the line after it was read


STRANGE: list[object] = [
    None,
    "",
    "x",
    -1,
    0,
    10**15,
    1.5,
    True,
    [],
    {},
    ["x"],
    [None],
    {"start": 0},
    "2031-99",
    "\x1b[2J",
]


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_done_to_a_line_what_is_kept_holds(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    spoilt = form(1)
    for _ in range(data.draw(st.integers(1, 3))):
        at: Any = spoilt
        while True:
            key = data.draw(st.sampled_from(sorted(at) if isinstance(at, dict) else range(len(at))))
            if not isinstance(at[key], dict | list) or not at[key] or data.draw(st.integers(0, 3)) == 0:
                break
            at = at[key]
        at[key] = copy.deepcopy(data.draw(st.sampled_from(STRANGE)))
    folder = tmp_path_factory.mktemp("spoilt")
    report, ledger = load(folder, form(0), spoilt, form(2))  # asks `verify` too
    with ledger:
        assert {document_id(invented.article(0)), document_id(invented.article(2))} <= {
            d.id for d in ledger.documents()
        }
        assert report.claims >= 12


CHILD = """
import sys
from communique import Ledger
with Ledger(sys.argv[1]) as ledger:
    ledger.load(sys.argv[2:], on_progress=lambda progress: print(progress.source, flush=True))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not killed by signals there")
def test_a_load_killed_at_any_moment_is_finished_by_another(tmp_path: Path) -> None:
    path = write(tmp_path / "extract.jsonl", *(form(number) for number in range(60)))
    with Ledger(tmp_path / "whole.db") as ledger:
        ledger.load([path])
        expected = lists(ledger)
    source, cut = random.Random(7), 0
    for number in range(5):
        target = tmp_path / f"{number}.db"
        command = [sys.executable, "-c", CHILD, str(target), str(path)]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(source.uniform(0, 0.3))
        child.send_signal(signal.SIGKILL)
        rest, _ = child.communicate(timeout=30)
        cut += child.returncode == -signal.SIGKILL
        with Ledger(target) as ledger:
            assert len(ledger.documents()) >= 1 + rest.count("\n") - 1
            assert ledger.verify() == ()
            ledger.load([path])
            assert lists(ledger) == expected
    assert cut >= 3


def test_memory_follows_the_longest_line_not_the_file(tmp_path: Path) -> None:
    import tracemalloc

    path = tmp_path / "large.jsonl"
    with path.open("wb") as file:
        for _ in range(30_000):
            file.write(b'{"document": {"source": "x", "id": 1}, "padding": "' + b"p" * 1000 + b'"}\n')
    store = open_store(tmp_path / "ledger.db", create=True)
    tracemalloc.start()
    try:
        report = load_lines(lambda: store, [str(path)], texts=None, largest=1_000_000)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        store.close()
    assert report.refused == 30_000
    assert peak < 10_000_000
