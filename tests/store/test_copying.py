from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import invented
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.model import CopyGrade, Document, Extraction, Relation
from communique.resolution.copies.copy import Copy
from communique.resolution.copies.likeness import Likeness, compare
from communique.resolution.copies.wording import Wording, story_of
from communique.store import migrating
from communique.store.copying import bring_copies_up_to_date, forget_copies, load_copies, show_document, with_copies
from communique.store.judging import judge, undo
from communique.store.listing import bring_lists_up_to_date
from communique.store.neighbours import Neighbourhood
from communique.store.opening import Store, open_store
from communique.store.reading import list_documents
from communique.store.tables import document_sketches, documents
from communique.store.writing import add_extraction


def told(number: int, *, sentences: int = 8) -> list[str]:
    source = random.Random(number)
    return [
        f"{invented.sentence(source)} {' '.join(invented.word(source).lower() for _ in range(6))}."
        for _ in range(sentences)
    ]


def report(sentences: Sequence[str], name: str, published: str | None = None) -> Document:
    head = f" date {published} " if published else ""
    text = f"{head}{' '.join(sentences)}\n\n{name}"
    made = invented.document(text, f"{name}.txt")
    return Document(id=made.id, text=text, source=made.source, published=published, language="en", encoding="utf-8")


def copies_in(store: Store) -> tuple[Copy, ...]:
    bring_copies_up_to_date(store)
    with store.reading() as connection:
        return load_copies(connection)


def add(store: Store, given: Iterable[Document]) -> None:
    for document in given:
        add_extraction(store, Extraction(document=document))


@contextmanager
def fresh_store() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "ledger.db", create=True)
        try:
            yield store
        finally:
            store.close()


STORY, OTHER = told(1), told(2)
FIRST = report(STORY, "Morning Bell", "2031-02-10")
LATER = report([*STORY[:6], "Nobody would say more."], "Evening Bell", "2031-02-11")
UNDATED = report([*STORY, "That was all."], "Harbour Post")
OWN = report(OTHER, "River Times", "2031-02-11")


def test_copies_are_found_among_all_documents_whether_or_not_they_tell_of_a_meeting(store: Store) -> None:
    add(store, [OWN, LATER, UNDATED, FIRST])
    found = {one.document: one for one in copies_in(store)}
    assert set(found) == {LATER.id, UNDATED.id}
    assert (found[LATER.id].other, found[LATER.id].original) == (FIRST.id, FIRST.id)
    assert (found[UNDATED.id].other, found[UNDATED.id].original) == (FIRST.id, None)


def test_no_text_is_read_again_once_it_was_compared(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, [FIRST, LATER])
    copies_in(store)

    def compare_new(a: Wording, b: Wording, **options: bool) -> Likeness | None:
        assert story_of(OWN) in (a.story, b.story), "compared again"
        return compare(a, b, **options)

    monkeypatch.setattr("communique.store.comparing.compare", compare_new)
    add(store, [OWN])
    assert [one.document for one in copies_in(store)] == [LATER.id]


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(9)), st.sets(st.integers(1, 8)))
def test_the_order_of_arrival_and_the_portions_do_not_matter(order: list[int], stops: set[int]) -> None:
    stories = [told(n) for n in (1, 2)]
    given = [
        report(stories[0], "a", "2031-02-10"),
        report(stories[0], "b", "2031-02-10"),
        report(stories[0][:6], "c", "2031-02-12"),
        report([*stories[0][2:], *stories[1][:5]], "d", "2031-02-11"),
        report(stories[1], "e"),
        report(stories[1], "f"),
        report([*stories[1][:4], *told(3)], "g", "2031-02"),
        report(told(4), "h", "2031-02-10"),
        report(told(5)[:1], "i", "2031-02-10"),
    ]
    with fresh_store() as whole, fresh_store() as pieces:
        add(whole, given)
        expected = copies_in(whole)
        assert len(expected) >= 5
        for at, number in enumerate(order):
            if at in stops:
                copies_in(pieces)
            add(pieces, [given[number]])
        assert copies_in(pieces) == expected


def test_an_old_ledger_gets_its_sketches_when_its_lists_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ledger.db"
    store = open_store(path, create=True)
    add(store, [FIRST, LATER, OWN])
    bring_lists_up_to_date(store)
    # As a ledger is that was made before there were sketches.
    with store.writing() as connection:
        for table in ("listed_copies", "compared_pairs", "document_bands", "document_sketches"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql("DELETE FROM migrations WHERE name = 'copies'")
    store.close()
    assert "copies" in migrating.MIGRATIONS
    store = open_store(path)
    bring_lists_up_to_date(store)
    with store.reading() as connection:
        assert [one.document for one in load_copies(connection)] == [LATER.id]
    store.close()


def test_a_newer_rule_sketches_and_compares_anew(store: Store) -> None:
    add(store, [FIRST, LATER])
    before = copies_in(store)
    with store.writing() as connection:
        connection.execute(document_sketches.update().values(version=0, bins=None))
    assert copies_in(store) == before
    with store.reading() as connection:
        assert all(row.version and row.bins for row in connection.execute(document_sketches.select()))


def test_what_was_dropped_comes_back_the_same(store: Store) -> None:
    add(store, [FIRST, LATER, UNDATED, OWN])
    before = copies_in(store)
    forget_copies(store)
    assert copies_in(store) == before


@pytest.mark.parametrize("relation", [Relation.DIFFERENT, Relation.SAME])
def test_a_person_has_the_last_word_until_it_is_taken_back(store: Store, relation: Relation) -> None:
    other = LATER if relation is Relation.DIFFERENT else OWN
    add(store, [FIRST, other])
    before = copies_in(store)
    decision, _ = judge(store, relation, FIRST.id, other.id, by="mira", because="I rang both")
    found = copies_in(store)
    assert [one.because for one in found] == ["decided by mira: I rang both"] * (relation is Relation.SAME)
    assert found != before
    undo(store, decision.id, by="mira")
    assert copies_in(store) == before


def test_who_is_independent_of_a_text_is_independent_of_its_copies(store: Store) -> None:
    third = report(STORY, "Noon Bell", "2031-02-12")
    add(store, [FIRST, LATER, third])
    assert {one.document for one in copies_in(store)} == {LATER.id, third.id}
    judge(store, Relation.DIFFERENT, FIRST.id, third.id, by="mira")
    assert {one.document for one in copies_in(store)} == {LATER.id}


def test_hundreds_of_pages_of_one_boilerplate_are_one_text_in_bounded_time(store: Store) -> None:
    page = told(6, sentences=5)
    pages = [report(page, f"Page {number}") for number in range(300)]
    add(store, pages[:290])
    began = time.perf_counter()
    copies_in(store)
    add(store, pages[290:])
    found = copies_in(store)
    assert time.perf_counter() - began < 30
    first, *others = sorted(one.id for one in pages)
    assert [(one.document, one.other) for one in found] == [(other, first) for other in others]
    forget_copies(store)
    assert copies_in(store) == found


@pytest.mark.parametrize("seed", range(6))
def test_in_crowds_the_order_of_arrival_does_not_matter_either(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.store.neighbours.CROWD", 2)
    source = random.Random(seed)
    given = [
        report(
            [*told(source.randrange(2))[:6], *told(10 + number)[:2]], f"Paper {number}", f"2031-02-{10 + number % 7}"
        )
        for number in range(14)
    ]
    results = []
    for _ in range(3):
        source.shuffle(given)
        with fresh_store() as store:
            for some in (given[:5], given[5:6], given[6:13], given[13:]):
                add(store, some)
                copies_in(store)
            results.append(copies_in(store))
    assert results[0]
    assert results[0] == results[1] == results[2]


def test_one_document_more_beside_many_copies_of_a_story_is_compared_with_few(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = random.Random(8)
    story = told(8, sentences=12)

    def copy_of(number: int, day: str) -> Document:
        edited = " ".join(story).split(" ")
        edited[source.randrange(len(edited))] = invented.word(source)
        return report([" ".join(edited)], f"Paper {number}", day)

    add(store, [copy_of(number, f"2031-02-{1 + number % 20:02}") for number in range(150)])
    assert len(copies_in(store)) == 149
    asked = []

    def compare_counted(a: Wording, b: Wording, **options: bool) -> Likeness | None:
        asked.append((a, b))
        return compare(a, b, **options)

    monkeypatch.setattr("communique.store.comparing.compare", compare_counted)
    add(store, [copy_of(150, "2031-03-01")])
    assert len(copies_in(store)) == 150
    assert len(asked) <= 11


def test_neighbours_of_one_document_among_many_are_looked_up_at_once(store: Store) -> None:
    add(store, [report(told(number), f"Paper {number}") for number in range(100, 400)])
    add(store, [FIRST, LATER])
    bring_copies_up_to_date(store)
    with store.reading() as connection:
        seq = connection.scalars(documents.select().where(documents.c.id == LATER.id)).one()
        began = time.perf_counter()
        ((_, near),) = Neighbourhood(connection).near([seq])
        assert time.perf_counter() - began < 0.05
        assert max(near, key=lambda one: one.words).place == seq - 1


def test_empty_texts_and_bare_furniture_are_no_copies(store: Store) -> None:
    texts = ["", " date 2031-02-10 ", "Photo: A. Name/AFP\n", "By Our Staff\n\n(Reuters)\n", "again " * 200_000]
    add(store, [invented.document(text, f"{n}.txt") for n, text in enumerate(texts)])
    assert copies_in(store) == ()


def test_documents_tell_what_they_are_copies_of_and_a_page_shows_one(store: Store) -> None:
    add(store, [FIRST, LATER, UNDATED, OWN])
    copies_in(store)
    with store.reading() as connection:
        told = {one.id: one for one in with_copies(connection, list_documents(connection))}
        shown = show_document(connection, LATER.source)
    assert (told[LATER.id].copy_of, told[LATER.id].grade) == (FIRST.id, CopyGrade.EDITED)
    assert told[LATER.id].original_known_by == "published earlier, on 2031-02-10"
    assert told[UNDATED.id].copy_of == FIRST.id
    assert told[UNDATED.id].original_known_by is None
    assert told[FIRST.id].copy_of is None
    assert set(told[FIRST.id].copies) == {LATER.id, UNDATED.id}
    assert (told[OWN.id].copy_of, told[OWN.id].copies) == (None, ())
    assert shown == told[LATER.id]
