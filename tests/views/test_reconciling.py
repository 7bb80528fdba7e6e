"""A register against a ledger of which the truth is known."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import press
import pytest

from communique import Ledger
from communique.errors import InputError
from communique.ledger import BrokenRow, Reconciliation
from communique.text.safe_json import record_line
from communique.views.reconciliation import Comparison, Finding

CSV = "day,who,whom,about,where\n"


def ledger_of(folder: Path, reports: Sequence[press.Form]) -> Ledger:
    path = folder / "press.jsonl"
    path.write_text("".join(record_line(form) + "\n" for form in reports), "utf-8")
    ledger = Ledger(folder / "ledger.db")
    loaded = ledger.load([path])
    assert loaded.refused == 0, loaded.refusals[:2]
    return ledger


def compare(
    folder: Path, rows: str, *reports: press.Form, mapping: str = press.MAPPING, **options: Any
) -> Reconciliation:
    (folder / "register.csv").write_text(CSV + rows, "utf-8")
    (folder / "mapping.toml").write_text(mapping, "utf-8")
    with ledger_of(folder, reports) as ledger:
        return ledger.reconcile(folder / "register.csv", mapping=folder / "mapping.toml", **options)


def findings(found: Reconciliation) -> list[str]:
    return [one.finding.value for one in found.comparisons]


def only(found: Reconciliation) -> Comparison:
    (one,) = found.comparisons
    return one


ROW = '05/03/2031,Ada ORLOVA,"Grain Union, Rail Ltd",the price of grain,Strelsau\n'
TOLD = {"on": "2031-03-05", "published": "2031-03-06", "topic": "grain prices", "city": "Strelsau"}


def test_what_is_in_both_is_told_with_its_reasons(tmp_path: Path) -> None:
    one = only(compare(tmp_path, ROW, press.report(1, "Ada Orlova", "Grain Union", **TOLD)))
    assert one.finding is Finding.BOTH
    assert one.score == 1.0
    assert one.days == 0
    assert [reason.partition(":")[0] for reason in one.because] == [
        "official",
        "counterparty",
        "date",
        "subject",
        "place",
    ]
    assert [(d.field, d.register, d.press) for d in one.differences] == [("participants", "Rail Ltd", None)]


@pytest.mark.parametrize(
    ("official", "other", "told", "finding"),
    [
        ("Ada Orlova", "Grain Union", {}, "both"),
        ("Ada B. Orlova", "Rail", {}, "both"),
        ("Orlova Ada", "grain union", {}, "both"),
        ("Ada Orlova", "Grain Union", {"on": "2031-03-06"}, "both"),
        ("Ada Orlova", "Grain Union", {"on": "2031-03-02"}, "both"),
        ("Ada Orlova", "Grain Union", {"on": "2031-03"}, "both"),
        ("Ada Orlova", "Grain Union", {"on": None}, "both"),
        ("Ada Orlova", "Grain Union", {"on": None, "topic": "weather"}, "doubtful"),
        ("Ada Orlova", "Grain Union", {"on": "2031-03-11"}, "doubtful"),
        ("Ada Orlova", "Grain Union", {"on": "2031-05-03"}, "doubtful"),  # day and month changed places
        ("Ada Orlova", "Grain Union", {"on": "2030-03-05"}, "doubtful"),
        ("Ada Orlova", None, {}, "doubtful"),
        ("Ada Orlova", "Grain Union", {"status": "denied"}, "doubtful"),
        ("Ada Orlova", "Grain Union", {"status": "planned"}, "both"),
        ("Orlova", "Grain Union", {}, "both"),  # a family name alone: the subject and the place agree too
        ("Orlova", "Grain Union", {"topic": None, "city": None}, "doubtful"),
        ("Ada Orlova", "Grain Union", {"on": "2031-04-05"}, "apart"),
        ("Ada Orlova", "Fish Union", {}, "apart"),
        ("Ida Orlova", "Grain Union", {}, "apart"),
        ("Ada Orlow", "Grain Union", {"topic": None}, "apart"),
        ("Ada Orlova", "Grain Union", {"on": None, "published": "2031-09-01"}, "apart"),
    ],
)
def test_what_agrees_less_is_doubtful_or_apart(
    tmp_path: Path, official: str, other: str | None, told: dict[str, Any], finding: str
) -> None:
    found = compare(tmp_path, ROW, press.report(1, official, other, **{**TOLD, **told}))
    if finding == "apart":
        assert "both" not in findings(found)
        assert "doubtful" not in findings(found)
        assert findings(found).count("register_only") == 1
    else:
        assert findings(found) == [finding]
        assert bool(only(found).doubts) == (finding == "doubtful")


@pytest.mark.parametrize(
    ("cell", "other", "kind", "body"),
    [
        ("Grain Union e.V.; 12345678901-23", "Grain Union", "organisation", None),
        ("European Grain Alliance (EGA)", "EGA", "organisation", None),
        ("Béla Kun - head of Grain Union", "Bela Kun", "person", None),
        ("Grain Union: Béla Kun and Carl Gruber", "Carl Gruber", "person", "Grain Union"),
        ("Kun Béla (Grain Union)", "Grain Union", "organisation", None),
        ("Confederation of Grain, Seed and Flour", "Confederation of Grain, Seed and Flour", "organisation", None),
        ("Grain Union Norway", "Grain Union", "organisation", None),
        ("Agricutural Grain Union", "Agricultural Grain Union", "organisation", None),
    ],
)
def test_counterparties_are_found_however_a_cell_writes_them(
    tmp_path: Path, cell: str, other: str, kind: str, body: str | None
) -> None:
    row = f'05/03/2031,"ORLOVA, Ada","{cell}",the price of grain,Strelsau\n'
    told = press.report(1, "Ada Orlova", other, other_kind=kind, other_body=body, **TOLD)
    assert findings(compare(tmp_path, row, told)) == ["both"]


def test_a_pair_that_meets_twice_is_told_apart_by_the_day(tmp_path: Path) -> None:
    rows = "03/03/2031,Ada Orlova,Grain Union,grain,\n24/03/2031,Ada Orlova,Grain Union,grain,\n"
    early = press.report(1, "Ada Orlova", "Grain Union", on="2031-03-04", published="2031-03-05")
    found = compare(tmp_path, rows, early)
    assert [(one.finding.value, one.row.line if one.row else 0) for one in found.comparisons] == [
        ("both", 2),
        ("register_only", 3),
    ]


def test_what_fits_two_rows_alike_is_doubtful_for_both(tmp_path: Path) -> None:
    rows = "03/03/2031,Ada Orlova,Grain Union,grain,\n24/03/2031,Ada Orlova,Grain Union,grain,\n"
    found = compare(tmp_path, rows, press.report(1, "Ada Orlova", "Grain Union", on="2031-03", published="2031-04-01"))
    assert findings(found) == ["doubtful", "doubtful"]
    assert found.comparisons[0].doubts == ("line 3 fits it nearly as well",)


def test_one_row_is_one_meeting(tmp_path: Path) -> None:
    rows = ROW + "28/03/2031,Ada Orlova,Fish Union,fish,\n"
    again = press.report(2, "Ada Orlova", "Grain Union", on="2031-03-07", published="2031-03-18", topic="seed")
    found = compare(tmp_path, rows, press.report(1, "Ada Orlova", "Grain Union", **TOLD), again)
    assert [(one.finding.value, one.meeting.date if one.meeting else None) for one in found.comparisons] == [
        ("both", "2031-03-05"),
        ("press_only", "2031-03-07"),
        ("register_only", None),
    ]


def test_the_press_alone_counts_only_what_the_register_covers(tmp_path: Path) -> None:
    rows = ROW + "28/03/2031,Ada Orlova,Fish Union,fish,\n"
    reports = (
        press.report(1, "Ada Orlova", "Seed Union", on="2031-03-20", published="2031-03-21"),
        press.report(2, "Ada Orlova", "Seed Union", on="2031-06-20", published="2031-06-21"),  # after the last row
        press.report(3, "Ada Orlova", "Cable Union", on=None, published="2031-03-21"),
        press.report(4, "Ada Orlova", "Optics Union", on="2031-03-15", published="2031-03-10", status="planned"),
        press.report(5, "Ada Orlova", None, on="2031-03-16", published="2031-03-17"),
        press.report(6, "Béla Kun", "Paper Union", on="2031-03-20", published="2031-03-21"),  # no official
    )
    found = compare(tmp_path, rows, *reports)
    alone = [one for one in found.comparisons if one.finding is Finding.PRESS_ONLY]
    assert [one.meeting.date for one in alone if one.meeting] == ["2031-03-20"]
    scope = found.scope
    assert (scope.officials, scope.outside, scope.undated, scope.unheld, scope.unnamed) == (1, 1, 1, 1, 1)
    assert "one of its officials (1)" in scope.rule
    assert "from 2031-03-05 to 2031-03-28" in scope.rule
    assert "1 outside the period, 1 without a date, 1 not said to have taken place" in scope.rule


def test_a_mapping_may_say_that_bodies_are_covered_and_for_how_long(tmp_path: Path) -> None:
    mapping = press.MAPPING.replace("[fields]", '[register]\ncovers = "bodies"\nuntil = "2031"\n[fields]')
    mapping += 'body = { value = "Ministry of Grain of Ruritania" }\n'
    body = "Ministry of Grain of Ruritania"
    reports = (
        press.report(1, body, "Grain Union", on="2031-03-05", published="2031-03-06"),
        press.report(2, "Carl Gruber", "Seed Union", body=body, on="2031-12-20", published="2031-12-21"),
    )
    reports[0]["meetings"][0]["participants"][0] |= {"kind": "organisation", "organisation": body}
    found = compare(tmp_path, ROW, *reports, mapping=mapping)
    # The press names the body for its official; somebody else of the body should be in the register too.
    assert [(one.finding.value, one.meeting.date if one.meeting else None) for one in found.comparisons] == [
        ("both", "2031-03-05"),
        ("press_only", "2031-12-20"),
    ]
    assert found.scope.bodies == (body,)
    assert "or anybody of Ministry of Grain of Ruritania" in found.scope.rule


def test_filters_narrow_what_is_shown_and_change_no_finding(tmp_path: Path) -> None:
    rows = ROW + "28/03/2031,Ida Fischer,Fish Union,fish,\n"
    report = press.report(1, "Ada Orlova", "Grain Union", **TOLD)
    for options, expected in (
        ({}, ["both", "register_only"]),
        ({"person": "orlova"}, ["both"]),
        ({"organisation": "fish"}, ["register_only"]),
        ({"since": "2031-03-20"}, ["register_only"]),
        ({"until": "2031-03-20"}, ["both"]),
        ({"finding": "register_only"}, ["register_only"]),
        ({"person": "nobody"}, []),
    ):
        folder = tmp_path / "-".join(map(str, options.values()))
        folder.mkdir(exist_ok=True)
        assert findings(compare(folder, rows, report, **options)) == expected
    for wrong in ({"finding": "maybe"}, {"since": "soon"}):
        with pytest.raises(InputError):
            compare(tmp_path, rows, report, **wrong)


def test_rows_that_cannot_be_used_are_told_and_cost_no_other(tmp_path: Path) -> None:
    told: list[BrokenRow] = []
    rows = ROW + '31/02/2031,Ada Orlova,X,,\n,,,\n05/03/2031,,"Y",,\n' + ROW + "x\n07/03/2031,Ada Orlova,Z,,\n"
    found = compare(tmp_path, rows, press.report(1, "Ada Orlova", "Grain Union", **TOLD), on_broken=told.append)
    assert [(one.line, one.problem) for one in told] == [
        (3, "date: '31/02/2031' is no date written as %d/%m/%Y"),
        (5, "officials: none given"),
        (6, "it says the same as line 2"),
        (7, "cells: 1, where the first row has 5"),
    ]
    assert (found.rows, found.broken) == (6, 4)
    assert findings(found) == ["both", "register_only"]


def test_ids_given_twice_are_refused(tmp_path: Path) -> None:
    told: list[BrokenRow] = []
    mapping = press.MAPPING + 'id = { column = "where" }\n'
    rows = "05/03/2031,Ada Orlova,X,,7\n06/03/2031,Ada Orlova,Y,,7\n07/03/2031,Ada Orlova,Z,,\n"
    compare(
        tmp_path, rows, press.report(1, "A B", "C", on=None, published=None), mapping=mapping, on_broken=told.append
    )
    assert [(one.line, one.problem) for one in told] == [(3, "id: '7' is that of line 2 too")]


def test_the_order_of_rows_and_reports_does_not_matter(tmp_path: Path) -> None:
    truth = press.invent(5, 42)
    seen = []
    for number, turn in enumerate((list, lambda many: list(reversed(many)))):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "register.csv").write_text("\n".join(press.csv_lines(turn(truth.rows))) + "\n", "utf-8")
        (folder / "mapping.toml").write_text(press.MAPPING, "utf-8")
        with ledger_of(folder, turn(truth.reports)) as ledger:
            found = ledger.reconcile(folder / "register.csv", mapping=folder / "mapping.toml")
        seen.append(
            {
                (
                    one.finding,
                    one.row and (one.row.date, one.row.officials, one.row.counterparties),
                    one.meeting and one.meeting.id,
                )
                for one in found.comparisons
                if one.finding is not Finding.DOUBTFUL  # of many that fit alike, three are shown
            }
        )
    assert seen[0] == seen[1]


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_an_invented_register_is_reconciled_as_the_truth_is(
    tmp_path: Path, seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    truth = press.invent(seed)
    (tmp_path / "register.csv").write_text("\n".join(press.csv_lines(truth.rows)) + "\n", "utf-8")
    (tmp_path / "mapping.toml").write_text(press.MAPPING, "utf-8")
    with ledger_of(tmp_path, truth.reports) as ledger:
        found = ledger.reconcile(tmp_path / "register.csv", mapping=tmp_path / "mapping.toml")
    matched: dict[int, set[int]] = {}
    doubtful: set[int] = set()
    for one in found.comparisons:
        if one.row is None or one.meeting is None:
            continue
        if one.finding is Finding.BOTH:
            matched[one.row.line - 2] = {int(report.source[6:-4]) for report in one.meeting.reports}
        else:
            doubtful.add(one.row.line - 2)
    right = {row for row, reports in matched.items() if truth.both.get(row) in reports}
    precision, recall = len(right) / len(matched), len(right) / len(truth.both)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(truth.rows)} rows, {len(truth.reports)} reports, {len(truth.both)} in both: precision "
            f"{precision:.4f}, recall {recall:.4f}, {len(doubtful & (truth.both.keys() - right))} more doubtful\n"
        )
    assert len(truth.both) >= 90
    assert precision == 1.0
    assert recall >= 0.85
    # What is not found is not lost: it is among the doubtful ones. And where nobody could say which, nothing is said.
    assert truth.both.keys() - right <= doubtful
    assert not matched.keys() & truth.open
    assert truth.open <= doubtful
