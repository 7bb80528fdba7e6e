"""Reference lists in a ledger: captures, withdrawal, and what follows from them."""

from __future__ import annotations

import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "resolution"))
import by_hand
import invented

from communique import InputError, Ledger, NotFoundError
from communique.model import Document, Extraction, MeetingClaim, MeetingKind, Participant, Passage, Status
from communique.store import reference_lists
from communique.views.person import Person


def entity(one: str, schema: str, **properties: Any) -> str:
    listed = {key: value if isinstance(value, list) else [value] for key, value in properties.items()}
    return json.dumps({"id": one, "schema": schema, "properties": listed}, ensure_ascii=False) + "\n"


def write_list(path: Path, *more: str, end: str = "2030-01-31") -> Path:
    path.write_text(
        entity("p1", "Person", name="Bak Ji-won", alias=["박지원"], nationality="kr")
        + entity("s1", "Position", name="Minister of Fisheries", country="kr", organization="m1")
        + entity("m1", "PublicBody", name="Ministry of Fisheries", country="kr")
        + entity("o1", "Occupancy", holder="p1", post="s1", startDate="2019-05-01", endDate=end)
        + "".join(more),
        "utf-8",
    )
    return path


def talks(document: Document) -> Extraction:
    """A line of the form `date | party | party` a meeting, a party as `by_hand.party` reads it."""
    claims = []
    for line in document.text.splitlines():
        if line.count("|") != 2:
            continue
        day, *parties = (part.strip() for part in line.split("|"))
        at = document.text.index(line)
        made: list[Participant] = [by_hand.party(party) for party in parties]
        claims.append(
            MeetingClaim(
                document=document.id,
                status=Status.HELD,
                kind=MeetingKind.MEETING,
                background=False,
                participants=tuple(made),
                evidence=(Passage(start=at, end=at + len(line), quote=line),),
                date=day,
            )
        )
    return Extraction(document=document, meetings=tuple(claims))


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "talks.db", extract=talks)


def tell(ledger: Ledger, folder: Path, *lines: str) -> None:
    for number, line in enumerate(lines):
        (folder / f"{number}.txt").write_text(f"Report {number}\n\n{line}\n\n{invented.PLAIN}\n", "utf-8")
    ledger.ingest(sorted(folder.glob("*.txt")))


def named(ledger: Ledger, name: str) -> Person:
    (found,) = [one for one in ledger.people() if name in one.names]
    return found


def dump(path: Path) -> list[tuple[Any, ...]]:
    with sqlite3.connect(path) as connection:
        tables = ("captures", "entries", "members", "keys")
        return [row for table in tables for row in connection.execute(f"SELECT * FROM reference_{table} ORDER BY 1, 2")]


def test_importing_the_same_again_changes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    path = write_list(tmp_path / "officials.json")
    first = ledger.import_list(path, licence="CC BY 4.0")
    assert (first.list.name, first.list.people, first.list.organisations, first.list.posts) == ("officials", 1, 1, 1)
    assert (first.list.licence, first.list.form, first.known, first.replaced) == ("CC BY 4.0", "ftm", False, False)
    before = dump(ledger.path)
    again = ledger.import_list(path, licence="CC BY 4.0")
    assert again.known
    assert dump(ledger.path) == before
    assert ledger.lists() == (first.list,)


def test_a_newer_version_takes_the_place_of_the_older_and_the_older_stays_on_record(
    ledger: Ledger, tmp_path: Path
) -> None:
    path = write_list(tmp_path / "officials.json")
    ledger.import_list(path)
    entries = len(dump(ledger.path))
    write_list(path, entity("p2", "Person", name="Orla Venn", country="ie"))
    second = ledger.import_list(path)
    assert second.replaced
    assert second.list.people == 2
    assert [one.list for one in (second,)] == list(ledger.lists())
    history = ledger.lists(every=True)
    assert [(one.people, one.in_force) for one in history] == [(1, False), (2, True)]
    # What both versions have is kept once.
    with sqlite3.connect(ledger.path) as connection:
        assert connection.execute("SELECT count(*) FROM reference_entries").fetchone() == (3,)
    assert len(dump(ledger.path)) > entries
    write_list(path, end="2020-01-01")
    ledger.import_list(path)
    assert ledger.who("Orla Venn") == ()
    (bak,) = ledger.who("박지원")
    assert [post.interval for post in bak.posts] == ["2019-05-01/2020-01-01"]


def test_a_withdrawn_list_counts_no_more_and_may_come_back(ledger: Ledger, tmp_path: Path) -> None:
    path = write_list(tmp_path / "officials.json")
    ledger.import_list(path)
    ledger.forget_list("officials")
    assert ledger.lists() == ()
    assert [(one.withdrawn, one.in_force) for one in ledger.lists(every=True)] == [(False, False), (True, False)]
    with pytest.raises(NotFoundError, match="no list 'officials' is in force"):
        ledger.forget_list("officials")
    with pytest.raises(InputError, match="no reference list to ask"):
        ledger.who("Bak")
    assert not ledger.import_list(path).known
    assert len(ledger.lists()) == 1


def test_an_import_cut_short_leaves_the_old_state(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_list(tmp_path / "officials.json")
    ledger.import_list(path)
    before = dump(ledger.path)
    more = [entity(f"q{number}", "Person", name=f"Orla Venn {number}") for number in range(1_000)]
    write_list(path, *more)
    taken = 0
    real = reference_lists.insert_new

    def cut_short(*given: Any) -> None:
        nonlocal taken
        taken += 1
        if taken > 4:
            raise KeyboardInterrupt
        real(*given)

    monkeypatch.setattr(reference_lists, "insert_new", cut_short)
    with pytest.raises(KeyboardInterrupt):
        ledger.import_list(path)
    monkeypatch.undo()
    assert taken > 4
    assert dump(ledger.path) == before
    assert ledger.import_list(path).list.people == 1_001


def test_what_is_no_list_makes_no_ledger(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"a": 1}', "utf-8")
    for told in ({}, {"form": "xml"}, {"form": "ftm", "mapping": "uk_ministers"}, {"as_of": "yesterday"}, {"name": ""}):
        with pytest.raises(InputError):
            ledger.import_list(path, **told)
    with pytest.raises(InputError, match="no such file"):
        ledger.import_list(tmp_path / "none.json")
    assert not ledger.path.exists()


def test_two_scripts_are_one_person_and_the_list_is_shown_as_such(ledger: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    told = (
        "2024-02-27 | Bak Ji-won / minister of fisheries / South Korea / KR | Tove Aas / / Sativo",
        "2024-03-05 | 박지원 / / / KR | Ines Okafor / / Hanul",
    )
    tell(ledger, folder, *told)
    assert len(ledger.people()) == 4
    ledger.import_list(write_list(tmp_path / "officials.json"))
    bak = named(ledger, "Bak Ji-won")
    assert set(bak.names) == {"Bak Ji-won", "박지원"}
    (reference,) = bak.references
    assert (reference.list, reference.id, reference.name) == ("officials", "p1", "Bak Ji-won")
    assert [post.role for post in reference.posts] == ["Minister of Fisheries"]
    # A list is no source: nothing it says stands among the roles that texts give, nor among the reports.
    assert {role.role for role in bak.roles} == {"minister of fisheries"}
    assert all(len(meeting.reports) == meeting.independent_sources == 1 for meeting in ledger.meetings())
    assert ledger.verify() == ()
    ledger.forget_list("officials")
    assert len(ledger.people()) == 4
    assert all(not person.references for person in ledger.people())


def test_a_post_comes_from_a_list_only_where_no_text_gives_one(ledger: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    told = (
        "2024-02-27 | Bak Ji-won / special envoy / / KR | Tove Aas / / Sativo",
        "2024-03-05 | 박지원 / / / KR | Ines Okafor / / Hanul",
        "2035-03-05 | 박지원 / / / KR | Ines Okafor / / Hanul",
        "2030-01 | 박지원 / / / KR | Mirela Dorn / / Hanul",
    )
    tell(ledger, folder, *told)
    ledger.import_list(write_list(tmp_path / "officials.json"))
    by_day = {meeting.date: meeting for meeting in ledger.meetings()}

    def post(day: str) -> tuple[str | None, str | None]:
        (bak,) = [party for party in by_day[day].participants if "박지원" in party.names or "Bak Ji-won" in party.names]
        return bak.role, bak.organisation

    assert post("2024-02-27") == ("special envoy", None)
    assert not by_day["2024-02-27"].because
    assert post("2024-03-05") == ("Minister of Fisheries", "Ministry of Fisheries")
    reasons = by_day["2024-03-05"].because
    assert any(key.endswith(".role") and "list officials says" in reason for key, reason in reasons.items())
    assert post("2035-03-05") == (None, None)  # after the post was given up
    assert post("2030-01") == ("Minister of Fisheries", "Ministry of Fisheries")


def test_somebody_is_found_by_a_name_that_only_a_list_has(ledger: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    tell(ledger, folder, "2024-02-27 | Bak Ji-won / minister of fisheries / / KR | Tove Aas / / Sativo")
    ledger.import_list(write_list(tmp_path / "officials.json"))
    assert ledger.person("박지원").party.name == "Bak Ji-won"


def test_dropping_the_lists_and_making_them_again_gives_the_same(ledger: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    tell(ledger, folder, "2024-02-27 | 박지원 / / / KR | Tove Aas / / Sativo")
    ledger.import_list(write_list(tmp_path / "officials.json"))
    before = ledger.people(), ledger.meetings()
    ledger.rebuild()
    assert (ledger.people(), ledger.meetings()) == before


def test_the_ledger_of_an_earlier_version_takes_lists(ledger: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    tell(ledger, folder, "2024-02-27 | 박지원 / / / KR | Tove Aas / / Sativo")
    ledger.close()
    with sqlite3.connect(ledger.path) as connection:
        for table in ("keys", "members", "entries", "captures"):
            connection.execute(f"DROP TABLE reference_{table}")
        connection.execute("DELETE FROM migrations WHERE name = 'reference_lists'")
    ledger.import_list(write_list(tmp_path / "officials.json"))
    assert named(ledger, "박지원").references


def test_why_weighs_what_a_list_says(ledger: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    told = (
        "2024-02-27 | Bak / minister of fisheries / South Korea / KR | Tove Aas / / Sativo",
        "2033-02-27 | Bak / minister of fisheries / South Korea / KR | Tove Aas / / Sativo",
        "2024-03-05 | 박지원 / / / KR | Ines Okafor / / Hanul",
    )
    tell(ledger, folder, *told)
    later = entity("p2", "Person", name="Bak Jae-in", nationality="kr") + entity(
        "o2", "Occupancy", holder="p2", post="s1", startDate="2030-02-01", endDate="2035-01-31"
    )
    ledger.import_list(write_list(tmp_path / "officials.json", later))
    by_day = {meeting.date: meeting for meeting in ledger.meetings()}
    first, second = (
        next(party.id for party in by_day[day].participants if "Bak" in party.names)
        for day in ("2024-02-27", "2033-02-27")
    )
    assert first != second
    one, other = (person.id for person in ledger.people() if "Bak" in person.names)
    chain = ledger.chain(one, other)
    assert any("two people of a reference list" in reason.because and reason.weight < 0 for reason in chain.reasons)
    # The family name and the name in Hangul are one through the list, which the judgement says.
    grounds = ledger.why(named(ledger, "박지원").id)
    assert any("one and the same person of a reference list" in judgement.because for judgement in grounds.judgements)


def test_verify_finds_an_entry_of_a_list_that_was_changed(ledger: Ledger, tmp_path: Path) -> None:
    ledger.import_list(write_list(tmp_path / "officials.json"))
    assert ledger.verify() == ()
    ledger.close()
    with sqlite3.connect(ledger.path) as connection:
        connection.execute("UPDATE reference_entries SET body = replace(body, 'Bak', 'Bek') WHERE kind = 'person'")
    (fault,) = ledger.verify()
    assert fault.id.startswith("ref_")
    assert "has changed" in fault.problem


def test_keys_of_an_earlier_version_are_made_again(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.import_list(write_list(tmp_path / "officials.json"))
    before = dump(ledger.path)
    ledger.close()
    with sqlite3.connect(ledger.path) as connection:
        connection.execute("DELETE FROM reference_keys")
        connection.execute("UPDATE state SET value = 0 WHERE name = 'reference_keys'")
    assert len(ledger.who("박지원")) == 1
    assert dump(ledger.path) == before
    monkeypatch.setattr(reference_lists, "KEYS_VERSION", reference_lists.KEYS_VERSION + 1)
    monkeypatch.setattr(reference_lists, "listed_keys", lambda person: frozenset({"word jiwon"}))
    assert len(ledger.who("Jiwon")) == 0  # found by the new key, and no family name
    assert ledger.who("박지원") == ()


def write_bodies(path: Path) -> Path:
    path.write_text(
        entity(
            "b1",
            "Company",
            name="Velmar Systems",
            alias=["벨마르"],
            previousName="Okto",
            country="no",
            abbreviation="VLS",
        )
        + entity("b2", "Company", name="Apeks", country="no")
        + entity("b3", "Company", name="Apeks", country="kr"),
        "utf-8",
    )
    return path


BODIES_TOLD = (
    "2019-02-27 | Ines Okafor / CEO / Okto | Tove Aas / / Sativo",
    "2024-03-05 | Lena Fors / CEO / 벨마르 | Tove Aas / / Sativo",
    "2024-03-06 | Lena Fors / CEO / VLS / NO | Ivo Sten / / Sativo",
    "2024-03-07 | Mara Quell / CEO / Apeks / NO | Ivo Sten / / Sativo",
    "2024-03-08 | Orla Venn / CEO / Apeks / KR | Ivo Sten / / Sativo",
)


def test_organisations_are_one_under_the_names_of_a_list_and_two_where_it_has_two(
    ledger: Ledger, tmp_path: Path
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    tell(ledger, folder, *BODIES_TOLD)
    before = ledger.organisations()
    assert sorted(sorted(one.names) for one in before) == [["Apeks"], ["Okto"], ["Sativo"], ["VLS"], ["벨마르"]]
    ledger.import_list(write_bodies(tmp_path / "firms.json"))
    bodies = ledger.organisations()
    assert sorted(sorted(one.names) for one in bodies) == [["Apeks"], ["Apeks"], ["Okto", "VLS", "벨마르"], ["Sativo"]]
    (velmar,) = [one for one in bodies if "Okto" in one.names]
    (reference,) = velmar.references
    assert (reference.list, reference.id, reference.name) == ("firms", "b1", "Velmar Systems")
    assert [old.name for old in reference.former] == ["Okto"]
    assert {ref.id for one in bodies if one.name == "Apeks" for ref in one.references} == {"b2", "b3"}
    assert all(not one.references for one in bodies if one.name == "Sativo")
    # found by a name that only the list has, and explained
    assert ledger.organisation("Velmar Systems").party.id == velmar.id
    grounds = ledger.why(velmar.id)
    assert any("list firms has Velmar Systems (b1)" in judgement.because for judgement in grounds.judgements)
    # two that the list tells apart: the reason is told, and nobody is asked about them
    one, other = (body.id for body in bodies if body.name == "Apeks")
    chain = ledger.chain(one, other)
    assert any("two bodies of a reference list" in reason.because and reason.weight < 0 for reason in chain.reasons)
    assert ledger.verify() == ()
    ledger.forget_list("firms")
    assert ledger.organisations() == before


def test_what_comes_after_a_list_of_organisations_is_as_if_all_were_made_anew(ledger: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    ledger.import_list(write_bodies(tmp_path / "firms.json"))
    for number, line in enumerate(BODIES_TOLD):
        (folder / f"{number}.txt").write_text(f"Report {number}\n\n{line}\n\n{invented.PLAIN}\n", "utf-8")
        ledger.ingest([folder / f"{number}.txt"])
        followed = ledger.organisations(), ledger.people(), ledger.meetings()
        ledger.rebuild()
        assert (ledger.organisations(), ledger.people(), ledger.meetings()) == followed
    # and the other way round
    other = Ledger(tmp_path / "other.db", extract=talks)
    for number in reversed(range(len(BODIES_TOLD))):
        other.ingest([folder / f"{number}.txt"])
        other.organisations()
    other.import_list(write_bodies(tmp_path / "firms.json"))
    assert other.organisations() == ledger.organisations()
    assert other.people() == ledger.people()
