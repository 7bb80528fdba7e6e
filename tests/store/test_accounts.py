"""One text read from several sources that differ about its day and authors, in whatever order they came."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from communique import Ledger
from communique.extraction import extract_document
from communique.store.rereading import Change, iter_past

BODY = (
    "PORT KELVO - Trade Minister Orla Venndo met Dao Kelumi, chief executive of Sativo Motors, in Torpel on Tuesday to "
    "discuss electric cars. Venndo asked Kelumi to build a plant in Torpel by Friday."
)
ACCOUNTS: tuple[dict[str, Any], ...] = (
    {"published": "2031-05-22", "authors": ["Ada Quill"]},
    {"published": "2031-05-07", "authors": ["Ben Nib"]},
    {"authors": ["Cy Pen"]},
    {"published": "2031-05-07"},
)


def write(folder: Path, number: int) -> Path:
    """A file with the text as one source has it."""
    path = folder / f"{number}.json"
    path.write_text(json.dumps({"text": BODY, "title": "Venndo and Kelumi"} | ACCOUNTS[number]), "utf-8")
    return path


def lists_of(ledger: Ledger) -> list[Any]:
    """What a ledger says, without what tells when it learned of it."""
    told = [(one.id, one.published, one.authors, one.sources) for one in ledger.documents()]
    return [told, ledger.meetings(), ledger.statements(), ledger.people(), ledger.organisations()]


def take_in(path: Path, sources: list[Path], *, at_once: bool) -> list[Any]:
    with Ledger(path, extract=extract_document) as ledger:
        for some in [sources] if at_once else [[one] for one in sources]:
            ledger.ingest(some)
        assert ledger.verify() == ()
        return lists_of(ledger)


@pytest.mark.parametrize("at_once", [True, False])
def test_the_order_of_the_sources_does_not_matter(tmp_path: Path, at_once: bool) -> None:
    paths = [write(tmp_path, number) for number in range(len(ACCOUNTS))]
    orders = list(permutations(paths))
    found = [
        take_in(tmp_path / f"{at}.db", list(order), at_once=at_once) for at, order in enumerate(orders[:: 1 + at_once])
    ]
    assert all(one == found[0] for one in found[1:])
    ((document,), (meeting,), *_) = found[0]
    assert document[1:] == ("2031-05-07", ("Ben Nib",), (str(paths[1]), *map(str, (paths[0], *paths[2:]))))
    assert meeting.date == "2031-05-06"


def test_an_earlier_day_is_read_anew_and_what_was_read_before_can_be_seen(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.db", extract=extract_document) as ledger:
        ledger.ingest([write(tmp_path, 0)])
        assert [one.date for one in ledger.meetings()] == ["2031-05-20"]
        report = ledger.ingest([write(tmp_path, 1)])
        assert (report.read, report.known) == (0, 1)
        assert [one.date for one in ledger.meetings()] == ["2031-05-06"]
        with ledger._open().reading() as connection:
            past = [(one.kind, one.change) for one in iter_past(connection)]
        assert {("meeting", Change.GONE), ("meeting", Change.NEW)} <= set(past)


def test_a_later_day_changes_nothing(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.db", extract=extract_document) as ledger:
        ledger.ingest([write(tmp_path, 1)])
        before = lists_of(ledger)
        ledger.ingest([write(tmp_path, 0)])
        after = lists_of(ledger)
        assert after[1:] == before[1:]
        assert len(after[0][0][3]) == 2
