from __future__ import annotations

import random
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import invented
import pytest

from communique.errors import InputError, NotFoundError, StoreError
from communique.model import Document, Extraction, Judgement, MeetingClaim, MeetingKind, Relation, RoleClaim, Status
from communique.store.careful import one_by_one
from communique.store.copying import load_copies
from communique.store.crews import Alone
from communique.store.explaining import connecting, explain
from communique.store.ingesting import ingest
from communique.store.listing import bring_lists_up_to_date, rebuild_lists
from communique.store.looking import find_meetings, iter_organisations, iter_people, show
from communique.store.opening import Store, open_store
from communique.store.reading import load_claims
from communique.store.tables import LISTS
from communique.store.windows import WINDOW
from communique.store.writing import add_judgement
from communique.views.filters import matches
from communique.views.meeting import Meeting
from communique.views.person import Person

PAIR = "{0}, minister of Kelvoland, met {1} in Torpel on {2} to discuss {3}."
NAMES = ("Orla Venndo", "Dao Kelumi", "Bram Sativo", "Zoé Norasa", "Kemi Tilu")


def take(store: Store, texts: dict[str, str], extract: Callable[[Document], Extraction] = invented.extract) -> None:
    ingest(
        store,
        [invented.Given(Path(source)) for source in texts],
        crew=Alone(
            read=lambda given: invented.document(texts[given.source], given.source), extract=one_by_one(extract)
        ),
        refuse=invented.refuse,
    )


@pytest.fixture
def talks(store: Store) -> Store:
    """Three reports of one meeting, the last a copy, and one of another meeting."""
    one = PAIR.format("Orla Venndo", "Dao Kelumi", "2031-05-06", "fisheries")
    take(
        store,
        {
            "a.txt": f"Paper A.\n\n{one}\n",
            "b.txt": f"Paper B has more.\n\n{one}\n",
            "c.txt": "Paper C.\n\n" + PAIR.format("Bram Sativo", "Dao Kelumi", "2031-06-07", "rail"),
        },
    )
    return store


def lists_of(store: Store) -> dict[str, list[Any]]:
    with store.reading() as connection:
        return {table.name: sorted(map(tuple, connection.execute(table.select())), key=repr) for table in LISTS}


def test_reports_of_one_meeting_are_listed_as_one(talks: Store) -> None:
    with talks.reading() as connection:
        first, second = find_meetings(connection, {})
        assert [report.source for report in first.reports] == ["a.txt", "b.txt"] or {
            r.source for r in first.reports
        } == {
            "a.txt",
            "b.txt",
        }
        assert (first.date, second.date) == ("2031-05-06", "2031-06-07")
        assert [person.name for person in iter_people(connection)] == ["Bram Sativo", "Dao Kelumi", "Orla Venndo"]
        assert [body.name for body in iter_organisations(connection)] == ["Kelvoland"]


def test_lists_read_back_are_what_was_built(talks: Store) -> None:
    from communique.store.building import build_lists, facts_of
    from communique.store.reading import iter_documents

    with talks.reading() as connection:
        facts = [facts_of(document) for document in iter_documents(connection)]
        claims = load_claims(connection)
        built = build_lists(facts, claims, (), load_copies(connection))
        assert tuple(find_meetings(connection, {})) == built.meetings
        assert tuple(iter_people(connection)) == built.people
        assert tuple(iter_organisations(connection)) == built.organisations
        assert built.meetings
        assert built.judgements


def test_lists_dropped_and_rebuilt_are_the_same(talks: Store) -> None:
    before = lists_of(talks)
    assert all(before[name] for name in ("listed_meetings", "listed_people", "listed_claims", "listed_judgements"))
    with talks.writing() as connection:
        for table in LISTS:
            connection.execute(table.delete())
    rebuild_lists(talks)
    assert lists_of(talks) == before


def test_lists_do_not_depend_on_the_order_of_arrival(tmp_path: Path) -> None:
    texts = {f"{number}.txt": invented.article(number % 7) + f"\n{number}" for number in range(12)}
    found = []
    for seed in range(3):
        names = sorted(texts)
        random.Random(seed).shuffle(names)
        store = open_store(tmp_path / f"{seed}.db", create=True)
        for name in names:
            take(store, {name: texts[name]})
        found.append(lists_of(store))
        store.close()
    assert found[0] == found[1] == found[2]


def test_any_split_into_batches_gives_the_lists_of_one_batch(tmp_path: Path) -> None:
    texts = {f"{number}.txt": invented.article(number % 5) + f"\n{number}" for number in range(9)}
    found = []
    for seed in range(4):
        source, names = random.Random(seed), sorted(texts)
        source.shuffle(names)
        cuts = sorted(source.sample(range(1, len(names)), seed))
        store = open_store(tmp_path / f"{seed}.db", create=True)
        for first, last in zip([0, *cuts], [*cuts, len(names)], strict=True):
            take(store, {name: texts[name] for name in names[first:last]})
            bring_lists_up_to_date(store)
        found.append(lists_of(store))
        store.close()
    assert found[0] == found[1] == found[2] == found[3]


def test_lists_left_behind_by_a_crash_are_brought_up_to_date_when_asked_for(store: Store) -> None:
    class CrashError(BaseException):
        pass

    def crash(document: Document) -> Extraction:
        if document.source == str(WINDOW):
            raise CrashError
        return invented.extract(document)

    texts = {str(number): invented.article(number) for number in range(WINDOW + 1)}
    with pytest.raises(CrashError):
        take(store, texts, crash)
    with store.reading() as connection:
        assert list(find_meetings(connection, {})) == []
    bring_lists_up_to_date(store)
    with store.reading() as connection:
        assert len(list(find_meetings(connection, {}))) == 3 * WINDOW
    before = store.path.read_bytes()
    bring_lists_up_to_date(store)
    assert store.path.read_bytes() == before


def test_lists_out_of_date_on_a_write_protected_ledger_are_not_passed_off_as_current(talks: Store) -> None:
    with talks.writing() as connection:
        connection.exec_driver_sql("UPDATE state SET value = value + 1 WHERE name = 'facts'")
    protected = replace(talks, writable=False)
    with pytest.raises(StoreError, match="out of date and cannot be rebuilt"):
        bring_lists_up_to_date(protected)


def test_many_readers_at_once_bring_the_lists_up_to_date_once_each_and_alike(tmp_path: Path, talks: Store) -> None:
    with talks.writing() as connection:
        connection.exec_driver_sql("UPDATE state SET value = value + 1 WHERE name = 'facts'")
    expected = lists_of(talks)
    seen: list[int] = []

    def look() -> None:
        store = open_store(talks.path)
        bring_lists_up_to_date(store)
        with store.reading() as connection:
            seen.append(len(list(find_meetings(connection, {}))))
        store.close()

    threads = [threading.Thread(target=look) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [2] * 6
    assert lists_of(talks) == expected


def vary(document: Document) -> Extraction:
    """The claims of a document with every field that a filter looks at drawn at random."""
    source = random.Random(document.id)
    extraction = invented.extract(document)
    meetings = tuple(_varied(claim, source) for claim in extraction.meetings)
    return replace(extraction, meetings=meetings, readings=())


def _varied(claim: MeetingClaim, source: random.Random) -> MeetingClaim:
    left, right = claim.participants
    dates = (
        claim.date,
        None,
        "2031",
        "2031-05",
        "2030-12/2031-02",
        "../2031-03",
        "2031-03/..",
        "XXXX-05-06",
        "2031?-05-06",
    )
    codes = ("KR", "FR", None)
    changed = replace(
        claim,
        status=source.choice(tuple(Status)),
        kind=source.choice(tuple(MeetingKind)),
        date=source.choice(dates),
        country=source.choice(codes),
        topic_labels=source.choice(((), ("fisheries policy",))),
        participants=(replace(left, country=source.choice(codes)), right),
    )
    reason = f"drawn at random where it says: {claim.evidence[0].quote}"
    reasons = dict.fromkeys(("date", "country", "participants.0.country"), reason)
    return replace(changed, because=reasons)


FILTERS: dict[str, tuple[str | None, ...]] = {
    "person": (None, "venndo", "Orla  VENNDO", "venndo orla", "zoe", "Zoé Norasa", "ven", "%", "_", "' or 1", "", "?!"),
    "organisation": (None, "kelvoland", "KELVOLAND", "minister"),
    "country": (None, "KR", "kr", "XX", ""),
    "topic": (None, "fisheries", "policy fisheries", "rail", "fish"),
    "kind": (None, "dinner", "meeting"),
    "status": (None, "held", "planned"),
    "since": (None, "2031", "2031-05", "2031-05-06", "2030-12/2031-02", "../2031"),
    "until": (None, "2031", "2031-04", "2031-05-06", "2031-03/..", "1999"),
}


@pytest.fixture
def varied(store: Store) -> Store:
    source = random.Random(5)
    pairs = [pair for pair in product(NAMES, NAMES) if pair[0] != pair[1]]
    texts = {}
    for number in range(60):
        left, right = source.choice(pairs)
        day = f"2031-{source.randrange(1, 8):02}-{source.randrange(1, 29):02}"
        told = PAIR.format(left, right, day, source.choice(("fisheries", "rail")))
        texts[f"{number}.txt"] = f"{number}. " + told.replace("Kelvoland", source.choice(("Kelvoland", "Ostriva")))
    take(store, texts, vary)
    with store.reading() as connection:
        assert len(list(find_meetings(connection, {}))) > 20
    return store


def check_filters(store: Store, given: dict[str, str | None]) -> int:
    with store.reading() as connection:
        everything = tuple(find_meetings(connection, {}))
        found = tuple(find_meetings(connection, given))
    assert found == tuple(meeting for meeting in everything if matches(meeting, **given))  # type: ignore[arg-type]
    return len(found)


@pytest.mark.parametrize("field", FILTERS)
def test_each_filter_finds_what_the_views_say_it_finds(varied: Store, field: str) -> None:
    counts = [check_filters(varied, {field: value}) for value in FILTERS[field]]
    assert any(0 < count < counts[0] for count in counts[1:])


def test_filters_narrow_together(varied: Store) -> None:
    source = random.Random(9)
    counts = [
        check_filters(
            varied, {field: source.choice(values) for field, values in FILTERS.items() if source.random() < 0.4}
        )
        for _ in range(60)
    ]
    assert len(set(counts)) > 5


@pytest.mark.parametrize(
    ("field", "value"),
    [("since", "yesterday"), ("until", "2031-13"), ("kind", "duel"), ("status", "maybe"), ("since", "XXXX-05-06")],
)
def test_a_filter_that_makes_no_sense_is_an_input_error(talks: Store, field: str, value: str) -> None:
    with talks.reading() as connection, pytest.raises(InputError, match=f"{field} is {value!r}"):
        find_meetings(connection, {field: value})


def test_show_finds_by_id_by_claim_and_by_the_beginning_of_either(talks: Store) -> None:
    with talks.reading() as connection:
        meetings = list(find_meetings(connection, {}))
        people = list(iter_people(connection))
        (body,) = iter_organisations(connection)
        for entry in (*meetings, *people, body):
            assert show(connection, entry.id) == entry
            assert show(connection, entry.id[:14]) == entry
        for meeting in meetings:
            for claim in meeting.claims:
                assert show(connection, claim) == meeting
                assert show(connection, claim[:14]) == meeting
        for claim in load_claims(connection):
            if isinstance(claim, RoleClaim):
                found = show(connection, claim.id)
                assert isinstance(found, Person)
                assert found.name == claim.person
        with pytest.raises(InputError, match=r"begins the ids of several things .* give more of it"):
            show(connection, "mtg_")
        for nothing in ("mtg_x", "", "%", "doc", "mtg_" + "0" * 19):
            with pytest.raises(NotFoundError, match="nothing in this ledger has the id"):
                show(connection, nothing)


def test_why_gives_claims_with_their_steps_and_what_holds_them_together(talks: Store) -> None:
    with talks.reading() as connection:
        meeting, _ = find_meetings(connection, {})
        grounds = explain(connection, meeting)
        assert {one.claim.id for one in grounds.claims} == set(meeting.claims)
        assert {one.source for one in grounds.claims} == {"a.txt", "b.txt"}
        for one in grounds.claims:
            (reading,) = one.readings
            assert (reading.rule, reading.steps[0].because) == ("test.sentence.v1", "the text says so")
        said = {judgement.subject for judgement in grounds.judgements}
        assert said == {"meeting", "person", "organisation"}
        person = show(connection, next(iter_people(connection)).id)
        about = explain(connection, person)
        assert {claim.claim.id[:3] for claim in about.claims} == {"mtg", "rol"}
        assert {judgement.subject for judgement in about.judgements} <= {"person"}


def test_a_persons_judgement_is_kept_takes_effect_and_is_shown(talks: Store) -> None:
    with talks.reading() as connection:
        meeting, _ = find_meetings(connection, {})
    left, right = sorted(meeting.claims)
    apart = Judgement(
        left=left, right=right, relation=Relation.DIFFERENT, subject="meeting", by="Ana", because="two rooms", score=1.0
    )
    add_judgement(talks, apart)
    bring_lists_up_to_date(talks)
    with talks.reading() as connection:
        assert len(list(find_meetings(connection, {}))) == 3
        shown = show(connection, left)
        assert isinstance(shown, Meeting)
        assert apart in explain(connection, shown).judgements
    add_judgement(talks, replace(apart, relation=Relation.SAME, because="one room with a door"))
    bring_lists_up_to_date(talks)
    with talks.reading() as connection:
        assert len(list(find_meetings(connection, {}))) == 2
        assert connection.exec_driver_sql("SELECT count(*) FROM judgements").scalar() == 2
        assert apart not in explain(connection, show(connection, left)).judgements


def test_the_shortest_way_connects_what_was_joined_through_others() -> None:
    def same(left: str, right: str) -> Judgement:
        return Judgement(
            left=left, right=right, relation=Relation.SAME, subject="person", by="test.v1", because="", score=1.0
        )

    web = [same("a", "b"), same("b", "c"), same("c", "d"), same("a", "e"), same("d", "e"), same("x", "y")]
    assert connecting(["a", "d"], web) == [same("d", "e"), same("a", "e")]
    assert connecting(["a", "b", "c"], web) == [same("a", "b"), same("b", "c")]
    assert connecting(["a", "x"], web) == []


def test_a_damaged_list_says_how_to_mend_it(talks: Store) -> None:
    with sqlite3.connect(talks.path) as connection:
        connection.execute("UPDATE listed_meetings SET body = '{'")
    connection.close()
    with talks.reading() as reading, pytest.raises(StoreError, match=r"`Ledger\.rebuild\(\)` makes the lists again"):
        list(find_meetings(reading, {}))
    rebuild_lists(talks)
    with talks.reading() as reading:
        assert len(list(find_meetings(reading, {}))) == 2
