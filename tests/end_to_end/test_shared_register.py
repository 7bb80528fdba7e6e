"""A real register against press reports made of a part of its rows, in other spellings, days off or without a date."""

from __future__ import annotations

import csv
import random
import re
import sys
import time
import unicodedata
from collections import defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from communique import Ledger
from communique.text.safe_json import record_line
from communique.views.reconciliation import Finding

sys.path.insert(0, str(Path(__file__).parents[1] / "views"))
import press

ROOT = Path(__file__).parents[2]
REGISTER = next(
    (
        path
        for folder in (ROOT.parent / "shared", ROOT.parent.parent / "shared")
        if (path := folder / "registers" / "mep_meetings_sample.csv").exists()
    ),
    None,
)

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(REGISTER is None, reason="the registers are not beside the checkout"),
]

REPORTED = 500
OTHERS = 250


def plain(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def official(name: str, source: random.Random) -> tuple[str, str | None]:
    """The name as a report writes it, and the whole one where it writes a part."""
    words = [word.title() if word.isupper() else word for word in name.split()]
    whole = " ".join(words)
    match source.randrange(5):
        case 0:
            return plain(whole), None
        case 1:
            surname = " ".join(word.title() for word in name.split() if word.isupper())
            return surname, whole
        case 2:
            return plain(whole.replace("-", " ")), None
        case _:
            return whole, None


def body(cell: str, source: random.Random) -> str | None:
    """One of the parties of a cell as a report writes it; None where nothing is left of it."""
    parts = [
        re.sub(r"\([^)]*\)|\b\w*\d{5,}[\w-]*|Identification number:?|ID-N\w+[:.]?", " ", part)
        for part in cell.split(",")
    ]
    names = [" ".join(part.split()).strip(" -:;.") for part in parts]
    names = [name for name in names if len(name) > 3 and name[0].isupper()]
    if not names:
        return None
    name = source.choice(names)
    match source.randrange(4):
        case 0:
            return plain(name)
        case 1:
            return re.sub(r"\s+(GmbH|AG|e\.V\.|eV|SA|NV|AB|AISBL|Ltd|Inc|plc)\.?$", "", name)
        case _:
            return name


def test_reports_find_their_rows_and_no_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert REGISTER is not None
    source = random.Random(2031)
    with REGISTER.open(encoding="utf-8", newline="") as file:
        rows = [(number, row) for number, row in enumerate(csv.DictReader(file), start=2)]
    days: defaultdict[tuple[str, str], list[date]] = defaultdict(list)
    for _, row in rows:
        days[row["mep"], row["lobbyists"]].append(datetime.strptime(row["date"], "%d-%m-%Y").date())
    reports: list[press.Form] = []
    truth: dict[int, int] = {}
    for line, row in source.sample(rows, REPORTED):
        day = datetime.strptime(row["date"], "%d-%m-%Y").date()
        other = body(row["lobbyists"], source)
        if other is None:
            continue
        kind = source.random()
        on: str | None = day.isoformat()
        if kind < 0.15:
            on = (day + timedelta(days=source.choice((-1, 1)))).isoformat()
        elif kind < 0.22:
            on = (day + timedelta(days=source.choice((-3, -2, 2, 3)))).isoformat()
        elif kind < 0.30:
            on = day.isoformat()[:7]
        elif kind < 0.36:
            on = None
        name, whole = official(row["mep"], source)
        topic = " ".join(row["title"].split())[:120] if source.random() < 0.5 else None
        published = (day + timedelta(days=source.randrange(4))).isoformat()
        truth[len(reports)] = line
        told = {"body": None, "topic": topic or None, "whole": whole if whole != name else None}
        reports.append(press.report(len(reports), name, other, on=on, published=published, **told))
    reported = len(reports)
    for _, row in source.sample(rows, OTHERS):  # the same people on a day on which nothing is declared, and other pairs
        _, partner = source.choice(rows)
        other = body((row if source.random() < 0.5 else partner)["lobbyists"], source)
        if other is None:
            continue
        day = datetime.strptime(row["date"], "%d-%m-%Y").date() + timedelta(days=source.choice((-40, -25, 25, 40)))
        if any(
            abs((day - known).days) < 20 for cell in (row, partner) for known in days[row["mep"], cell["lobbyists"]]
        ):
            continue
        name, whole = official(row["mep"], source)
        reports.append(
            press.report(
                len(reports),
                name,
                other,
                on=day.isoformat(),
                published=day.isoformat(),
                whole=whole if whole != name else None,
            )
        )
    extract = tmp_path / "press.jsonl"
    extract.write_text("".join(record_line(form) + "\n" for form in reports), "utf-8")
    with Ledger(tmp_path / "ledger.db") as ledger:
        loaded = ledger.load([extract])
        assert loaded.refused == 0, loaded.refusals[:3]
        started = time.perf_counter()
        found = ledger.reconcile(REGISTER)
        taken = time.perf_counter() - started
    both = [one for one in found.comparisons if one.finding is Finding.BOTH]
    right, wrong = [], []
    same = {line: (row["mep"], row["date"], row["lobbyists"]) for line, row in rows}
    for one in both:
        assert one.row is not None
        assert one.meeting is not None
        numbers = {int(report.source.split("/")[1][:-4]) for report in one.meeting.reports}
        # Of rows that say the same, either will do.
        fits = any(number in truth and same[truth[number]] == same[one.row.line] for number in numbers)
        (right if fits else wrong).append(one)
    doubtful = {one.row.line for one in found.comparisons if one.finding is Finding.DOUBTFUL and one.row is not None}
    missed = set(truth.values()) - {one.row.line for one in right if one.row is not None}
    precision, recall = len(right) / len(both), len(right) / len(truth)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{found.rows} rows against {reported} reports of a part of them and {len(reports) - reported} of other "
            f"meetings: {len(both)} in both, precision {precision:.4f}, recall {recall:.4f}, of {len(missed)} missed "
            f"{len(missed & doubtful)} doubtful; {taken:.1f} s\n"
        )
    assert not wrong or precision >= 0.98, [(one.row, one.because) for one in wrong]
    assert recall >= 0.85
