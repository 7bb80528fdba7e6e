"""Asks, promises, dossiers and timelines on a real ledger of two invented articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from communique import InputError, Ledger, NotFoundError
from communique.cli.app import app

MARCH = """ date 2024-03-05 Battery maker's chief meets the minister

STOCKHOLM — Nordal Batteries chief executive Anna Lind met Industry Minister Petra Ek in Stockholm on Tuesday.

Lind asked the minister to approve the permit for a battery plant in Lulea by the end of June. In response, Ek said that
the government would decide on the permit in May.

Lind promised to build the battery plant in Lulea by the end of 2025. She offered to open a training centre for 200
workers.
"""
JANUARY = """ date 2026-01-20 Battery plant is late

LULEA — Anna Lind, chief executive of Nordal Batteries since April 2021, said on Tuesday that the battery plant in Lulea
had not been built.

Lind met Petra Ek again in Lulea on Tuesday.
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    (folder / "march.txt").write_text(MARCH, encoding="utf-8")
    (folder / "january.txt").write_text(JANUARY, encoding="utf-8")
    path = tmp_path_factory.mktemp("ledger") / "talks.db"
    with Ledger(path) as book:
        book.ingest([folder], reader="rules")
    return path


def run(*args: str) -> Result:
    return CliRunner().invoke(app, list(args), catch_exceptions=False)


def rows(ledger: Path, *args: str) -> list[dict[str, Any]]:
    result = run(*args, "--format", "json", "--ledger", str(ledger))
    assert result.exit_code == 0, result.stderr
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def test_an_ask_is_listed_with_its_answer_and_the_words_of_it(ledger: Path) -> None:
    (ask,) = rows(ledger, "asks", "--as-of", "2024-03-06")
    assert (ask["speaker"], ask["addressee"], ask["due"], ask["status"]) == (
        "Anna Lind",
        "Petra Ek",
        "2024-06",
        "answered",
    )
    (change,) = ask["follow_through"]
    assert (change["change"], change["speaker"]) == ("answers", "Petra Ek")
    assert change["evidence"][0]["quote"].startswith("In response, Ek said")
    assert change["because"]


def test_a_promise_is_broken_by_its_speakers_own_later_words(ledger: Path) -> None:
    (broken,) = rows(ledger, "promises", "--status", "broken")
    assert "battery plant" in broken["about"] or "battery plant" in broken["contents"][0]["quote"]
    assert [change["change"] for change in broken["follow_through"]] == ["breaks"]


def test_later_words_do_not_count_on_an_earlier_day(ledger: Path) -> None:
    seen = [rows(ledger, "promises", "--about", "plant", "--as-of", day) for day in ("2026-01-19", "2026-01-20")]
    (before,), (after,) = ([row for row in found if row["speaker"] == "Anna Lind"] for found in seen)
    assert (before["status"], before["follow_through"]) == ("overdue", [])
    assert (after["status"], len(after["follow_through"])) == ("broken", 1)


@pytest.mark.parametrize("as_of", ["2024-03-04", "2024-03-05", "2024-06", "2025-12-31", "2026", "2026-01-20", None])
def test_each_status_finds_what_is_shown_with_it(ledger: Path, as_of: str | None) -> None:
    day = ("--as-of", as_of) if as_of is not None else ()
    everything = rows(ledger, "statements", *day)
    for status in ("open", "overdue", "answered", "kept", "broken", "withdrawn"):
        wanted = [row for row in everything if row["status"] == status]
        assert rows(ledger, "statements", "--status", status, *day) == wanted
    assert {row["status"] for row in everything} - {None}


def test_overdue_is_seen_from_the_day_that_is_given(ledger: Path) -> None:
    early = rows(ledger, "promises", "--by", "Ek", "--as-of", "2024-05-31")
    late = rows(ledger, "promises", "--by", "Ek", "--as-of", "2024-06-01")
    assert [row["status"] for row in early] == ["open"]
    assert [row["status"] for row in late] == ["overdue"]
    assert rows(ledger, "promises", "--overdue", "--as-of", "2024-05-31") == []
    assert rows(ledger, "promises", "--overdue", "--as-of", "2024-06-01") == late


def test_what_is_said_to_a_body_is_what_is_said_to_its_people(ledger: Path) -> None:
    assert rows(ledger, "statements", "--by", "Nordal")
    assert not rows(ledger, "asks", "--to", "Nordal")


def test_due_dates_are_filtered_by_overlap(ledger: Path) -> None:
    assert rows(ledger, "asks", "--due", "2024") == rows(ledger, "asks", "--due", "2024-06")
    assert rows(ledger, "asks", "--due", "2024-07") == []


def test_overdue_and_another_status_contradict_each_other(ledger: Path) -> None:
    result = run("asks", "--overdue", "--status", "answered", "--ledger", str(ledger))
    assert result.exit_code == 1
    assert "--overdue" in result.stderr


def test_a_wrong_day_is_said_to_be_wrong(ledger: Path) -> None:
    result = run("asks", "--as-of", "someday", "--ledger", str(ledger))
    assert result.exit_code == 1
    assert "someday" in result.stderr


def test_a_dossier_has_posts_meetings_and_what_was_said(ledger: Path) -> None:
    (lind,) = rows(ledger, "person", "Lind")
    assert lind["name"] == "Anna Lind"
    assert any("2021-04/.." in role["intervals"] for role in lind["roles"])
    assert len(lind["meetings"]) == 2
    assert {row["kind"] for row in lind["statements"]} >= {"request", "promise"}
    page = run("person", "Lind", "--ledger", str(ledger)).stdout
    assert page.startswith("Anna Lind\n")
    assert "since 2021-04" in page
    assert "Asked (1)" in page


def test_a_dossier_of_an_organisation_has_its_people(ledger: Path) -> None:
    (body,) = rows(ledger, "organisation", "Nordal Batteries")
    assert [person["name"] for person in body["people"]] == ["Anna Lind"]
    assert {row["speaker"] for row in body["statements"]} == {"Anna Lind"}


def test_nobody_and_several_of_a_name_are_told_apart(ledger: Path) -> None:
    with Ledger(ledger) as book:
        with pytest.raises(NotFoundError, match="Falk"):
            book.person("Falk")
        with pytest.raises(InputError, match="give the name"):
            book.person("  ")
        assert book.person(book.person("Lind").party.id).party.name == "Anna Lind"


def test_a_pair_has_its_meetings_and_what_the_two_said_there(ledger: Path) -> None:
    events = rows(ledger, "timeline", "--pair", "Lind", "Ek")
    assert [event["what"] for event in events if event["what"] == "meeting"] == ["meeting", "meeting"]
    dates = [event["date"] for event in events if event["date"]]
    assert dates == sorted(dates)
    assert any(event["what"] == "due" and event["date"] == "2024-06" for event in events)


def test_a_timeline_of_a_person_tells_when_a_post_was_taken_up(ledger: Path) -> None:
    events = rows(ledger, "timeline", "--person", "Lind")
    assert any(event["what"] == "post" and event["date"] == "2021-04" for event in events)


@pytest.mark.parametrize("of", [{}, {"person": "Lind"}, {"pair": ("Lind", "Ek")}])
def test_the_end_of_a_timeline_is_the_end_of_the_whole(ledger: Path, of: dict[str, Any]) -> None:
    with Ledger(ledger) as book:
        for as_of in ("2024-04-01", "2030"):
            everything = book.timeline(**of, as_of=as_of)
            assert len(everything) > 4
            for limit in range(len(everything) + 2):
                end = everything[max(len(everything) - limit, 0) :]
                assert book.timeline(**of, as_of=as_of, limit=limit) == end


def test_a_timeline_is_of_one_thing_only(ledger: Path) -> None:
    result = run("timeline", "--person", "Lind", "--organisation", "Nordal", "--ledger", str(ledger))
    assert result.exit_code == 1


def test_the_second_meeting_follows_the_first(ledger: Path) -> None:
    first, second = rows(ledger, "meetings", "--person", "Lind")
    assert first["follows"] is None
    assert second["follows"]["meeting"] == first["id"]


def test_a_meeting_is_shown_with_asks_beside_their_answers(ledger: Path) -> None:
    first = rows(ledger, "meetings", "--person", "Lind")[0]
    page = run("show", first["id"], "--ledger", str(ledger)).stdout
    asked, answered = page.index("Anna Lind to Petra Ek, request"), page.index("↳ Petra Ek")
    assert asked < answered


def test_a_statement_is_shown_with_what_came_of_it(ledger: Path) -> None:
    (ask,) = rows(ledger, "asks")
    page = run("show", ask["id"], "--ledger", str(ledger)).stdout
    assert "What came of it" in page
    assert "«In response, Ek said" in page


def test_the_lists_come_from_the_facts_alone(ledger: Path) -> None:
    before = rows(ledger, "statements")
    with Ledger(ledger) as book:
        book.rebuild()
    assert rows(ledger, "statements") == before
