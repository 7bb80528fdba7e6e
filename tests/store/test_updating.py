"""Lists brought up to date by what new documents touch are, row for row, those made anew."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from communique.errors import CommuniqueError
from communique.model import (
    Document,
    Extraction,
    MeetingClaim,
    MeetingKind,
    Modality,
    NameKind,
    OtherName,
    Participant,
    PartyKind,
    Passage,
    Relation,
    RoleClaim,
    StatementClaim,
    StatementKind,
    Status,
    TieKind,
    document_id,
)
from communique.resolution.changes.kept import KeptGroup
from communique.store import updating
from communique.store.judging import judge, undo
from communique.store.kept import Kept
from communique.store.listing import bring_lists_up_to_date, rebuild_lists
from communique.store.looking import load_statements
from communique.store.opening import Store, open_store
from communique.store.tables import KEPT, LISTS
from communique.store.writing import add_extraction

# Few people under many names, so that almost everything bears on everything: namesakes, initials, single words, other
# orders and spellings, one body under its acronym and its former name.
NAMES = (
    "Orla Venn", "O. Venn", "Venn", "Orla M. Venn", "VENN Orla", "Orlo Venn", "Odo Venn", "Orla Venn Jr.",
    "Kim Min-jun", "Min-jun Kim", "Kim Minjun", "Kim Min-jeong", "Kim", "M. Kim", "김민준", "Dao Kelumi", "D. Kelumi",
    "Dee Kelumi", "Kelumi", "Dakel", "Bram Sativo", "Bram Venn", "Bram", "Sativo", "Sat", "Robert Tilu", "Bob Tilu",
    "R. Tilu", "Tilu",
)  # fmt: skip
BODIES = (
    "Velmar", "Velmar Group", "Velmar Cloud", "Korea Boat Office (KBO)", "KBO", "Korea Boat Office", "Kelo Bank",
    "Norway", "Ministry of Defence", "Okto, now Velmar", "Okto", None, None, None,
)  # fmt: skip
POSTS = ("CEO", "chief executive", "minister", "president", "former minister", "director", None)
COUNTRIES = ("NO", "KR", None, None)
DAYS = ("2031-05-06", "2031-05-07", "2031-05", "2031-06-20", "2030-05-06", None, None)
CITIES = ("Torpel", "Vask", None)
KINDS = (MeetingKind.MEETING, MeetingKind.DINNER, MeetingKind.VISIT)
WORDS = ("build a second steel plant", "open the market for grain by autumn", "lift the tariff on boats")


def tell(number: int, chance: random.Random) -> Extraction:
    """A document with claims drawn at random."""
    if chance.random() < 0.15:
        number //= 2  # nearly a copy of another
    text = f"{number} {chance.randrange(3)}. " + "they met and said that it would be done. " * 12
    day = chance.choice(("2031-05-07", "2031-05-08", "2031-06-21", "2032-01-02", None))
    one = Document(
        id=document_id(text), text=text, source=f"{number}.txt", language="en", encoding="utf-8", published=day
    )
    meetings: list[MeetingClaim] = []
    for at in range(chance.choice((0, 1, 1, 2, 3))):
        parties = [party(chance, name) for name in chance.sample(NAMES, chance.choice((2, 2, 3)))]
        if chance.random() < 0.3:
            body = chance.choice(BODIES) or "Velmar"
            parties.append(Participant(name=body, mention=body, kind=PartyKind.ORGANISATION, organisation=body))
        meetings.append(
            MeetingClaim(
                document=one.id,
                participants=tuple(parties),
                evidence=(passage(text, at),),
                status=chance.choice((Status.HELD, Status.HELD, Status.PLANNED, Status.CANCELLED, Status.POSSIBLE)),
                kind=chance.choice(KINDS),
                background=chance.random() < 0.2,
                date=chance.choice(DAYS),
                city=chance.choice(CITIES),
                other_names=other_names(chance, text, [name for one in parties if (name := one.organisation)]),
            )
        )
    roles: list[RoleClaim] = []
    for _ in range(chance.choice((0, 1, 2))):
        served = chance.choice(BODIES)
        roles.append(
            RoleClaim(
                document=one.id,
                person=chance.choice(NAMES),
                role=chance.choice(POSTS) or "adviser",
                organisation=served,
                evidence=(passage(text, 4),),
                interval=chance.choice((None, "2030/..")),
                other_names=other_names(chance, text, [served] if served is not None else []),
            )
        )
    return Extraction(
        document=one,
        meetings=unique(meetings),
        roles=unique(roles),
        statements=unique(statements(chance, one, meetings)),
    )


def other_names(chance: random.Random, text: str, bodies: Sequence[str]) -> tuple[OtherName, ...]:
    """Now and then a further name of a body."""
    given = [
        OtherName(
            organisation=body,
            name=chance.choice(("Okto", "Velmar", "KBO", "VC", "Korea Boat Office", "Velmar Cloud")),
            kind=chance.choice(tuple(NameKind)),
            evidence=(passage(text, chance.randrange(4)),),
        )
        for body in bodies
        if chance.random() < 0.2
    ]
    return tuple(one for one in given if one.name != one.organisation)


def unique(claims: Sequence[Any]) -> tuple[Any, ...]:
    return tuple({claim.id: claim for claim in claims}.values())


def statements(chance: random.Random, one: Document, meetings: Sequence[MeetingClaim]) -> Iterator[StatementClaim]:
    for at in range(chance.choice((0, 0, 1, 2))):
        held = chance.choice(meetings) if meetings and chance.random() < 0.5 else None
        names = [p.name for p in held.participants if p.name] if held is not None else list(NAMES[:8])
        said = passage(one.text, 5 + at)
        yield StatementClaim(
            document=one.id,
            kind=chance.choice(tuple(StatementKind)),
            modality=Modality.REPORTED,
            about=chance.choice(WORDS),
            evidence=(said,),
            contents=(said,),
            cues=(said,),
            speaker="; ".join(chance.sample(names, 2)) if chance.random() < 0.2 else chance.choice(names),
            addressee=chance.choice((None, *names)),
            meeting=held.id if held is not None else None,
        )


def party(chance: random.Random, name: str) -> Participant:
    return Participant(
        name=name,
        mention=name,
        role=chance.choice(POSTS),
        organisation=chance.choice(BODIES),
        country=chance.choice(COUNTRIES),
    )


def passage(text: str, at: int) -> Passage:
    return Passage(start=10 * at, end=10 * at + 9, quote=text[10 * at : 10 * at + 9])


@contextmanager
def ledger() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "ledger.db", create=True)
        yield store
        store.close()


def rows(store: Store) -> dict[str, list[Any]]:
    """Every row of every list, and of what is kept of resolution."""
    with store.reading() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(table.select())), key=repr) for table in (*LISTS, *KEPT)
        }


def check(store: Store) -> None:
    """Lists as they were brought up to date are those made anew."""
    followed = rows(store)
    rebuild_lists(store)
    anew = rows(store)
    for name in anew:
        assert followed[name] == anew[name], name


def follow(store: Store) -> bool:
    """Bring the lists up to date; True where not everything was made anew."""
    with store.reading() as connection:
        local = updating._plan(connection) is not None
    bring_lists_up_to_date(store)
    return local


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10**9), runs=st.lists(st.integers(1, 4), min_size=1, max_size=5))
def test_whatever_comes_in_whatever_runs_the_lists_are_those_made_anew(seed: int, runs: list[int]) -> None:
    chance = random.Random(seed)
    with ledger() as store:
        for number in range(chance.randrange(1, 25)):
            add_extraction(store, tell(number, chance))
        bring_lists_up_to_date(store)
        number = 100
        for run in runs:
            for _ in range(run):
                add_extraction(store, tell(number, chance))
                number += 1
            assert follow(store)
        check(store)


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_decisions_have_everything_made_anew_and_hold_for_what_comes_after(seed: int) -> None:
    chance = random.Random(seed)
    with ledger() as store:
        number = 0
        for _ in range(4):
            for _ in range(chance.randrange(1, 6)):
                add_extraction(store, tell(number, chance))
                number += 1
            bring_lists_up_to_date(store)
            decided = decide_something(store, chance)
            assert not (decided and follow(store))
            add_extraction(store, tell(1000 + number, chance))
            bring_lists_up_to_date(store)
            check(store)
        if decided is not None:
            undo(store, decided, by="Ana")
            assert not follow(store)
            add_extraction(store, tell(2000, chance))
            assert follow(store)
            check(store)


def decide_something(store: Store, chance: random.Random) -> str | None:
    """Decide on two entries of one list drawn at random; None where it could not stand."""
    table = chance.choice(("listed_people", "listed_people", "listed_meetings", "listed_organisations"))
    with store.reading() as connection:
        ids = sorted(row.id for row in connection.exec_driver_sql(f"SELECT id FROM {table}"))
    if len(ids) < 2:
        return None
    try:
        one, new = judge(store, chance.choice((Relation.SAME, Relation.DIFFERENT)), *chance.sample(ids, 2), by="Ana")
    except CommuniqueError:
        return None
    return one.id if new else None


def test_what_nobody_noted_has_everything_made_anew() -> None:
    chance = random.Random(3)
    with ledger() as store:
        for number in range(6):
            add_extraction(store, tell(number, chance))
        bring_lists_up_to_date(store)
        with store.writing() as connection:
            connection.exec_driver_sql("UPDATE state SET value = value + 1 WHERE name = 'facts'")
        add_extraction(store, tell(7, chance))
        assert not follow(store)
        check(store)


def test_a_kill_before_the_lists_have_followed_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class KillError(BaseException):
        pass

    def kill(*given: object) -> None:
        raise KillError

    chance = random.Random(4)
    with ledger() as store:
        for number in range(8):
            add_extraction(store, tell(number, chance))
        bring_lists_up_to_date(store)
        before = rows(store)
        add_extraction(store, tell(9, chance))
        with monkeypatch.context() as patched:
            patched.setattr(updating, "note_kept", kill)
            with pytest.raises(KillError):
                bring_lists_up_to_date(store)
        assert rows(store) == before
        assert follow(store)
        assert rows(store) != before
        check(store)


def test_a_new_document_changes_few_rows() -> None:
    chance = random.Random(11)
    with ledger() as store:
        for number in range(20):
            add_extraction(store, tell(number, chance))
        add_extraction(store, apart("Zoé Norasa", "Ingrid Falk"))
        bring_lists_up_to_date(store)
        before = rows(store)
        add_extraction(store, apart("Pavel Drong", "Tove Anker"))
        assert follow(store)
        after = rows(store)
        for name in LISTS:
            assert set(map(repr, before[name.name])) <= set(map(repr, after[name.name])), name.name


def apart(left: str, right: str) -> Extraction:
    """A document about two people of whom no other tells."""
    text = f"{left} met {right}. " + "nothing else was said of it. " * 12
    one = Document(id=document_id(text), text=text, source=left, language="en", encoding="utf-8")
    claim = MeetingClaim(
        document=one.id,
        participants=(Participant(name=left, mention=left), Participant(name=right, mention=right)),
        evidence=(passage(text, 0),),
        status=Status.HELD,
        kind=MeetingKind.MEETING,
        background=False,
    )
    return Extraction(document=one, meetings=(claim,))


def test_namesakes_who_share_nothing_with_whom_a_new_document_names_are_not_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def post(person: str, body: str) -> Extraction:
        text = f"{person} is the CEO of {body}. " + "nothing else was said of it. " * 12
        one = Document(id=document_id(text), text=text, source=body, language="en", encoding="utf-8")
        role = RoleClaim(
            document=one.id, person=person, role="CEO", organisation=body, evidence=(passage(text, 0),), interval=None
        )
        return Extraction(document=one, roles=(role,))

    read: set[str] = set()
    groups_of_people = Kept.groups_of_people

    def note(kept: Kept, people: Iterable[str]) -> dict[str, KeptGroup]:
        found = groups_of_people(kept, people)
        read.update(name for group in found.values() for name in group.side.names)
        return found

    with ledger() as store:
        for given, body in zip(SYLLABLES, reversed(SYLLABLES), strict=True):
            add_extraction(store, post(f"{given} Venn", f"{body} Works"))
        bring_lists_up_to_date(store)
        monkeypatch.setattr(Kept, "groups_of_people", note)
        add_extraction(store, post("Venn", f"{SYLLABLES[-1]} Works"))
        assert follow(store)
        assert f"{SYLLABLES[0]} Venn" in read
        assert read <= {f"{SYLLABLES[0]} Venn", "Venn"}
        check(store)


SYLLABLES = ("Orla", "Kelu", "Brisa", "Tomar", "Zelin", "Wadu", "Pirka", "Nessim", "Gorvan", "Halda")


SPEAKERS = ("Orla Venn", "O. Venn", "Dao Kelumi", "Kelumi", "Bram Sativo", "officials", "the harbour board")
SAID = (
    (StatementKind.PROMISE, "the second steel plant at Torpel harbour will be built"),
    (StatementKind.ANNOUNCEMENT, "the second steel plant at Torpel harbour has been completed"),
    (StatementKind.ANNOUNCEMENT, "the second steel plant at Torpel harbour has not been built"),
    (StatementKind.ANNOUNCEMENT, "the second steel plant at Torpel harbour was scrapped"),
    (StatementKind.REQUEST, "to build the second steel plant at Torpel harbour"),
    (StatementKind.VIEW, "yes, the second steel plant at Torpel harbour can be done"),
    (StatementKind.DENIAL, "no, the second steel plant at Torpel harbour is off"),
)


def exchange(number: int, chance: random.Random) -> Extraction:
    """A document in which few people say much about one matter, some of them listed and some not."""
    text, said = f"{number}. ", []
    for _ in range(chance.choice((1, 2, 3))):
        kind, words = chance.choice(SAID)
        speaker = chance.choice(SPEAKERS)
        if chance.random() < 0.2:
            speaker = "; ".join(chance.sample(SPEAKERS, 2))
        said.append((kind, speaker, chance.choice((None, *SPEAKERS)), len(text), f"{speaker} replied: {words}"))
        text += f"{speaker} replied: {words}. "
    day = chance.choice(("2031-05-07", "2031-06-21", "2031-09-01", "2032-01-02", None))
    one = Document(
        id=document_id(text), text=text, source=f"{number}.txt", language="en", encoding="utf-8", published=day
    )
    met = MeetingClaim(
        document=one.id,
        participants=tuple(party(chance, name) for name in chance.sample(SPEAKERS[:5], 2)),
        evidence=(Passage(start=0, end=3, quote=text[:3]),),
        status=Status.HELD,
        kind=MeetingKind.MEETING,
        background=False,
        date=day,
    )
    statements = [
        StatementClaim(
            document=one.id,
            kind=kind,
            modality=Modality.REPORTED,
            about="the second steel plant",
            evidence=(Passage(start=start, end=start + len(told), quote=told),),
            contents=(
                Passage(
                    start=(at := start + told.index(": ") + 2),
                    end=start + len(told),
                    quote=text[at : start + len(told)],
                ),
            ),
            cues=(Passage(start=(at := start + told.index("replied")), end=at + 7, quote="replied"),),
            speaker=speaker,
            addressee=addressee,
            meeting=met.id if chance.random() < 0.3 else None,
        )
        for kind, speaker, addressee, start, told in said
    ]
    return Extraction(document=one, meetings=(met,) if chance.random() < 0.7 else (), statements=unique(statements))


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10**9), runs=st.lists(st.integers(1, 3), min_size=1, max_size=5))
def test_what_new_statements_keep_break_or_answer_is_what_is_found_anew(seed: int, runs: list[int]) -> None:
    chance = random.Random(seed)
    with ledger() as store:
        number = 0
        for number in range(chance.randrange(1, 12)):
            add_extraction(store, exchange(number, chance))
        bring_lists_up_to_date(store)
        if chance.random() < 0.3:
            decide_an_answer(store, chance)
            bring_lists_up_to_date(store)
        for run in runs:
            for _ in range(run):
                number += 1
                add_extraction(store, exchange(number, chance))
            assert follow(store)
        check(store)


def decide_an_answer(store: Store, chance: random.Random) -> None:
    """Decide on two statements drawn at random, where that can stand."""
    with store.reading() as connection:
        ids = sorted(row.id for row in connection.exec_driver_sql("SELECT id FROM listed_statements"))
    with suppress(CommuniqueError, ValueError):
        judge(store, chance.choice((Relation.SAME, Relation.DIFFERENT)), *chance.sample(ids, 2), by="Ana")


def test_the_exchanges_drawn_have_ties_of_every_kind() -> None:
    chance = random.Random(1)
    with ledger() as store:
        for number in range(60):
            add_extraction(store, exchange(number, chance))
        bring_lists_up_to_date(store)
        with store.reading() as connection:
            found = {tie.kind for one in load_statements(connection, _ids(connection)) for tie in one.does}
    assert found == set(TieKind) - {TieKind.FOLLOWS}


def _ids(connection: Connection) -> list[str]:
    return [row.id for row in connection.exec_driver_sql("SELECT id FROM listed_statements")]
