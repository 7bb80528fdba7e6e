from __future__ import annotations

from pathlib import Path

import pytest
from eval.floors import Floors, Measured, find_breaches, load_floors, raise_floors, save_floors
from eval.score import Figures

KEY = ("invented", "en")


def measured(fingerprint: str = "f1", **figures: float | None) -> Measured:
    named: Figures = dict(figures)
    return Measured(figures={KEY: named}, fingerprints={"invented": fingerprint})


@pytest.fixture
def floors() -> Floors:
    return Floors(fingerprints={"invented": "f1"}, figures={KEY: {"meetings_f1": 60.0, "date_right": 80.0}})


def test_figures_at_their_floors_are_no_breach(floors: Floors) -> None:
    assert find_breaches(floors, measured(meetings_f1=60.0, date_right=80.0)) == []


def test_a_figure_below_its_floor_is_a_breach(floors: Floors) -> None:
    (breach,) = find_breaches(floors, measured(meetings_f1=59.9, date_right=90.0))
    assert str(breach) == "invented en: meetings_f1 is 59.9, its floor is 60.0"


def test_a_share_of_matched_meetings_has_room_but_not_much(floors: Floors) -> None:
    assert find_breaches(floors, measured(meetings_f1=60.0, date_right=77.0)) == []
    assert find_breaches(floors, measured(meetings_f1=60.0, date_right=76.9))


def test_a_figure_that_is_not_measured_any_more_is_a_breach(floors: Floors) -> None:
    (breach,) = find_breaches(floors, measured(meetings_f1=60.0, date_right=None))
    assert "not measured" in str(breach)


def test_a_set_that_is_not_on_this_machine_is_no_breach(floors: Floors) -> None:
    assert find_breaches(floors, Measured(figures={}, fingerprints={})) == []


def test_floors_rise_and_do_not_fall(floors: Floors) -> None:
    fallen = raise_floors(floors, measured(meetings_f1=65.0, date_right=70.0))
    assert floors.figures[KEY] == {"meetings_f1": 65.0, "date_right": 80.0}
    assert [breach.figure for breach in fallen] == ["date_right"]
    assert floors.regressions == []


def test_floors_fall_with_a_reason_that_is_kept(floors: Floors) -> None:
    raise_floors(floors, measured(meetings_f1=50.0, date_right=85.0), reason="stricter gold")
    assert floors.figures[KEY] == {"meetings_f1": 50.0, "date_right": 85.0}
    assert [(each["figure"], each["from"], each["to"], each["reason"]) for each in floors.regressions] == [
        ("meetings_f1", 60.0, 50.0, "stricter gold")
    ]


def test_a_changed_gold_is_reported_until_the_floors_are_measured_again(floors: Floors) -> None:
    now = measured("f2", meetings_f1=60.0, date_right=80.0)
    assert floors.changed_sets(now) == ["invented"]
    raise_floors(floors, now)
    assert floors.changed_sets(now) == []


def test_floors_survive_being_written(floors: Floors, tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    raise_floors(floors, measured(meetings_f1=10.0, date_right=80.0), reason="why")
    save_floors(floors, path)
    assert load_floors(path) == floors


def test_without_a_file_there_are_no_floors(tmp_path: Path) -> None:
    assert load_floors(tmp_path / "none.json") == Floors()
