"""What people decide: taking effect, holding together, being taken back."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from told import claims_of, document, lists_of, met, tell

from communique.errors import ContradictionError, InputError, NotFoundError
from communique.model import Decision, Extraction, MeetingKind, Relation
from communique.store.chains import find_chain
from communique.store.decisions import load_decisions, load_located
from communique.store.judging import judge, list_decisions, undo
from communique.store.listing import bring_lists_up_to_date
from communique.store.looking import find_meetings, iter_organisations, iter_people
from communique.store.opening import Store, open_store
from communique.store.writing import add_extraction

MINISTER = "Orla Venndo / minister / Kelvoland / KR"
CHIEF = "Dao Kelumi / chief executive / Sativo Motors"
TEXTS = {
    "a.txt": [met(MINISTER, CHIEF)],
    "b.txt": [met(MINISTER, "D. Kelumi / chief executive / Sativo Motors")],
    "c.txt": [met(MINISTER, "Dao Minh Kelumi / chairman / Sativo Steel", date="2031-05-09")],
    "d.txt": [met(MINISTER, "The Motor King", date="2031-06-09")],
    "e.txt": [met("Bram Tilu / mayor / Ostriva", "Kemi Norasa / founder / Norasa Mills", date="2031-06-11")],
}


@pytest.fixture
def talks(store: Store) -> Store:
    tell(store, TEXTS)
    bring_lists_up_to_date(store)
    return store


def people(store: Store) -> set[frozenset[str]]:
    bring_lists_up_to_date(store)
    with store.reading() as connection:
        return {frozenset(person.names) for person in iter_people(connection)}


def meetings(store: Store) -> list[int]:
    bring_lists_up_to_date(store)
    with store.reading() as connection:
        return sorted(len(meeting.claims) for meeting in find_meetings(connection, {}))


def say(store: Store, relation: str, a: str, b: str, **more: Any) -> Decision:
    return judge(store, Relation(relation), a, b, **{"by": "Ana"} | more)[0]


def decisions(store: Store) -> tuple[Decision, ...]:
    with store.reading() as connection:
        return load_decisions(connection)


def current(store: Store) -> dict[str, list[Any]]:
    bring_lists_up_to_date(store)
    return lists_of(store)


def test_two_names_judged_the_same_are_one_person_with_all_that_hung_on_either(talks: Store) -> None:
    assert {frozenset({"Dao Kelumi", "D. Kelumi"}), frozenset({"The Motor King"})} <= people(talks)
    one = say(talks, "same", "Motor King", "Dao Kelumi", because="  his\nnickname ")
    assert (one.subject, one.by, one.because, one.stands) == ("person", "Ana", "his nickname", True)
    assert frozenset({"Dao Kelumi", "D. Kelumi", "The Motor King"}) in people(talks)


def test_names_wrongly_held_to_be_one_are_parted_by_their_spelling(talks: Store) -> None:
    say(talks, "different", "D. Kelumi", "Dao Kelumi")
    assert {frozenset({"Dao Kelumi"}), frozenset({"D. Kelumi"})} <= people(talks)


def test_meetings_organisations_and_single_names_are_judged_by_their_ids(talks: Store) -> None:
    with talks.reading() as connection:
        first, *_, last = find_meetings(connection, {})
        bodies = {body.name: body.id for body in iter_organisations(connection)}
        forms = {one.name: one.forms for one in iter_people(connection)}
    assert meetings(talks) == [1, 1, 1, 2]
    apart = say(talks, "different", *first.claims)
    assert meetings(talks) == [1, 1, 1, 1, 1]
    undo(talks, apart.id, by="Ana")
    say(talks, "same", first.id[:12], last.id)
    assert meetings(talks) == [1, 1, 3]
    assert say(talks, "same", bodies["Sativo Motors"], bodies["Sativo Steel"]).subject == "organisation"
    bring_lists_up_to_date(talks)
    with talks.reading() as connection:
        assert len(list(iter_organisations(connection))) == len(bodies) - 1
    say(talks, "different", *forms["Dao Kelumi"])
    assert frozenset({"D. Kelumi"}) in people(talks)


def test_an_entry_beside_one_of_its_own_parts_means_the_rest(talks: Store) -> None:
    with talks.reading() as connection:
        chief = next(one for one in iter_people(connection) if one.name == "Dao Kelumi")
    say(talks, "different", chief.id, chief.forms[0])
    assert {frozenset({"Dao Kelumi"}), frozenset({"D. Kelumi"})} <= people(talks)


def test_undone_is_undone_to_the_last_byte_and_undoing_that_works_too(talks: Store) -> None:
    before = current(talks)
    one = say(talks, "same", "Motor King", "Dao Kelumi")
    changed = current(talks)
    assert changed != before
    gone, what = undo(talks, one.id[:12], by="Ben", because="two kings")
    assert (gone.withdraws, what.id, gone.by, gone.because) == (one.id, one.id, "Ben", "two kings")
    assert current(talks) == before
    again, _ = undo(talks, gone.id, by="Ana")
    assert current(talks) == changed
    undo(talks, again.id, by="Ben")
    assert current(talks) == before
    assert [d.stands for d in decisions(talks)] == [False, True, False, True]
    assert len(decisions(talks)) == 4


def test_a_decision_undone_and_taken_again_has_an_id_of_its_own(talks: Store) -> None:
    first = say(talks, "same", "Motor King", "Dao Kelumi")
    undo(talks, first.id, by="Ana")
    second = say(talks, "same", "Motor King", "Dao Kelumi")
    assert second.id != first.id
    assert [d.stands for d in decisions(talks)] == [False, True, True]
    undo(talks, second.id, by="Ana")
    third = say(talks, "same", "Motor King", "Dao Kelumi")
    assert len({first.id, second.id, third.id}) == 3


def test_what_belongs_to_somebody_only_by_a_decision_leaves_with_it(talks: Store) -> None:
    nickname = say(talks, "same", "Motor King", "Dao Kelumi")
    say(talks, "same", "Dao Kelumi", "Dao Minh Kelumi")
    assert frozenset({"Dao Kelumi", "D. Kelumi", "The Motor King", "Dao Minh Kelumi"}) in people(talks)
    undo(talks, nickname.id, by="Ana")
    assert {frozenset({"Dao Kelumi", "D. Kelumi", "Dao Minh Kelumi"}), frozenset({"The Motor King"})} <= people(talks)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_decided_and_undone_in_whatever_order_leaves_no_trace(tmp_path: Path, seed: int) -> None:
    source = random.Random(seed)
    names = ["Orla Venndo", "Dao Kelumi", "Dao Minh Kelumi", "Motor King", "Bram Tilu", "Kemi Norasa"]
    store = open_store(tmp_path / "ledger.db", create=True)
    tell(store, TEXTS)
    before = current(store)
    made: list[str] = []
    for _ in range(12):
        a, b = source.sample(names, 2)
        try:
            one, new = judge(store, source.choice(list(Relation)), a, b, by=source.choice(("Ana", "Ben")))
        except InputError:  # contradicts, or is one already
            continue
        if new:
            made.append(one.id)
    assert made
    source.shuffle(made)
    standing = {one.id for one in decisions(store) if one.stands}
    for one_id in made:
        if one_id in standing:
            undo(store, one_id, by="Ana")
    # what had taken the place of an earlier decision is gone: the earlier one is undone as well
    for one in decisions(store):
        if one.stands and one.withdraws is None:
            undo(store, one.id, by="Ana")
    assert current(store) == before
    store.close()


def test_decisions_count_alike_in_any_order_before_and_after_the_texts_that_they_concern(tmp_path: Path) -> None:
    wanted = [
        ("same", "Motor King", "Dao Kelumi"),
        ("different", "Dao Minh Kelumi", "Dao Kelumi"),
        ("same", "Bram Tilu", "Kemi Norasa"),
    ]
    later = {
        "f.txt": [met(MINISTER, CHIEF, date="2031-07-01")],
        "g.txt": [met(MINISTER, "The Motor King", date="2031-06-09")],
    }
    found = []
    for number, order in enumerate(permutations(wanted)):
        store = open_store(tmp_path / f"{number}.db", create=True)
        tell(store, TEXTS)
        if number % 2:
            tell(store, later)
        for relation, a, b in order:
            say(store, relation, a, b)
        tell(store, later)
        found.append(current(store))
        store.close()
    for lists in found:
        # Why a name belongs to somebody depends on whether somebody said so of it, or of its like before it was read.
        assert lists | {"listed_judgements": []} == found[0] | {"listed_judgements": []}


def test_a_new_report_joins_what_people_hold_to_be_one_though_it_contradicts_one_half(talks: Store) -> None:
    with talks.reading() as connection:
        *_, tilu, last = find_meetings(connection, {})
    tell(talks, {"h.txt": [met("Bram Tilu / mayor / Ostriva", "Kemi Norasa", date="2032-01-01", city="Lund")]})
    bring_lists_up_to_date(talks)
    with talks.reading() as connection:
        (late,) = find_meetings(connection, {"since": "2032"})
    say(talks, "same", last.id if "Kemi" in str(last) else tilu.id, late.id)
    assert max(meetings(talks)) == 2
    tell(talks, {"i.txt": [met("Bram Tilu / mayor / Ostriva", "Kemi Norasa", date="2032-01-01", city="Lund")]})
    tell(talks, {"j.txt": [met("Bram Tilu / mayor / Ostriva", "Kemi Norasa", date="2031-06-11")]})
    assert meetings(talks) == [1, 1, 2, 4]


def test_a_decision_against_what_follows_from_others_is_refused_with_the_chain(talks: Store) -> None:
    first = say(talks, "same", "Motor King", "Dao Kelumi", because="his nickname")
    second = say(talks, "same", "Dao Kelumi", "Dao Minh Kelumi", by="Ben")
    with pytest.raises(ContradictionError) as refused:
        say(talks, "different", "Dao Minh Kelumi", "Motor King")
    said = str(refused.value)
    assert first.id in said
    assert second.id in said
    assert "his nickname" in said
    assert "\n" not in said
    with pytest.raises(ContradictionError, match=first.id):
        say(talks, "unsure", "Motor King", "Dao Kelumi")
    undo(talks, second.id, by="Ben")
    say(talks, "different", "Dao Minh Kelumi", "Motor King")
    with pytest.raises(ContradictionError, match="are different"):
        say(talks, "same", "Dao Kelumi", "Dao Minh Kelumi")
    with pytest.raises(ContradictionError, match="are different"):
        undo(talks, decisions(talks)[2].id, by="Ben")
    assert len(decisions(talks)) == 4


def test_different_then_same_needs_an_undo_first(talks: Store) -> None:
    apart = say(talks, "different", "Motor King", "Dao Kelumi")
    with pytest.raises(ContradictionError, match=f"communique undo {apart.id}"):
        say(talks, "same", "Motor King", "Dao Kelumi", by="Ben")
    undo(talks, apart.id, by="Ben")
    say(talks, "same", "Motor King", "Dao Kelumi", by="Ben")
    assert frozenset({"Dao Kelumi", "D. Kelumi", "The Motor King"}) in people(talks)


def test_of_names_parted_later_the_one_that_was_meant_keeps_the_decision(talks: Store) -> None:
    for meant, other in (("Dao Kelumi", "D. Kelumi"), ("D. Kelumi", "Dao Kelumi")):
        joined = say(talks, "same", "Motor King", "Dao Kelumi") if meant == "Dao Kelumi" else None
        apart = say(talks, "different", "D. Kelumi", "Dao Kelumi")
        if joined is None:
            joined = say(talks, "same", "Motor King", "D. Kelumi")
        assert {frozenset({meant, "The Motor King"}), frozenset({other})} <= people(talks)
        with talks.reading() as connection:
            chain = find_chain(connection, "Motor King", meant)
        assert [link.decision for link in chain.links] == [joined.id]
        undo(talks, apart.id, by="Ana")
        assert frozenset({"Dao Kelumi", "D. Kelumi", "The Motor King"}) in people(talks)
        undo(talks, joined.id, by="Ana")


def test_a_circle_of_decisions_is_harmless(talks: Store) -> None:
    with talks.reading() as connection:
        forms = {one.name: one.forms[0] for one in iter_people(connection)}
    a, b, c = forms["The Motor King"], forms["Dao Minh Kelumi"], forms["Bram Tilu"]
    for x, y in ((a, b), (b, c), (c, a), (a, b)):
        say(talks, "same", x, y)
    assert len(decisions(talks)) == 3
    assert frozenset({"The Motor King", "Dao Minh Kelumi", "Bram Tilu"}) in people(talks)
    undo(talks, decisions(talks)[1].id, by="Ana")
    assert frozenset({"The Motor King", "Dao Minh Kelumi", "Bram Tilu"}) in people(talks)


def test_unsure_changes_nothing_and_gives_way_to_a_decision(talks: Store) -> None:
    before = current(talks)
    doubt = say(talks, "unsure", "Motor King", "Dao Kelumi")
    assert current(talks) == before
    say(talks, "same", "Motor King", "Dao Kelumi")
    unsure, same = decisions(talks)
    assert (unsure.id, unsure.withdrawn_by, same.stands) == (doubt.id, same.id, True)


def test_the_same_decision_again_is_told_and_not_written(talks: Store) -> None:
    one, new = judge(talks, Relation.SAME, "Motor King", "Dao Kelumi", by="Ana")
    again, written = judge(talks, Relation.SAME, decisions(talks)[0].left[0].id, "Motor King", by="Ana")
    assert (new, written, again.id) == (True, False, one.id)
    assert judge(talks, Relation.SAME, one.left[0].id, one.right[0].id, by="Ben")[1]


@pytest.mark.parametrize(
    ("a", "b", "error", "said"),
    [
        ("Nobody Nowhere", "Dao Kelumi", NotFoundError, "no person and no organisation"),
        ("Kelumi", "Motor King", InputError, "can mean several people"),
        ("Dao Kelumi", "Sativo Motors", InputError, "only two of a kind"),
        ("Dao Kelumi", "Dao Kelumi", InputError, "one and the same"),
        ("per_", "Dao Kelumi", InputError, "several things"),
        ("frm_", "Dao Kelumi", InputError, "several names"),
        ("frm_zz", "Dao Kelumi", NotFoundError, "no name"),
        ("doc_zz", "Dao Kelumi", NotFoundError, "no document"),
        ("mtg_zz", "Dao Kelumi", NotFoundError, "nothing in this ledger"),
        ("", "Dao Kelumi", InputError, "give the name"),
        ("% _", "Dao Kelumi", NotFoundError, "no person"),
        ("'; DROP TABLE judgements", "Dao Kelumi", NotFoundError, "no person"),
        ("x" * 10_000, "Dao Kelumi", NotFoundError, "no person"),
        ("\ud800", "Dao Kelumi", NotFoundError, "no person"),
    ],
)
def test_what_cannot_be_judged_is_told(talks: Store, a: str, b: str, error: type[Exception], said: str) -> None:
    for x, y in ((a, b), (b, a)):
        with pytest.raises(error, match=said):
            say(talks, "same", x, y)
    assert decisions(talks) == ()


@pytest.mark.parametrize("by", ["", "  ", "people.initials.v1", "x" * 300, "a\x00b", "\x1b]0;owned\x07"])
def test_somebody_with_a_name_decides(talks: Store, by: str) -> None:
    with pytest.raises(InputError):
        say(talks, "same", "Motor King", "Dao Kelumi", by=by)
    with pytest.raises(InputError):
        say(talks, "same", "Motor King", "Dao Kelumi", because="x" * 5000)
    assert decisions(talks) == ()


def test_undoing_what_is_not_there_or_gone_is_told(talks: Store) -> None:
    with pytest.raises(NotFoundError, match="nobody decided anything"):
        undo(talks, "jdg_", by="Ana")
    one = say(talks, "same", "Motor King", "Dao Kelumi")
    gone, _ = undo(talks, one.id, by="Ana")
    with pytest.raises(InputError, match=f"withdrawn already, by {gone.id}"):
        undo(talks, one.id, by="Ana")
    with pytest.raises(InputError, match="several decisions"):
        undo(talks, "jdg_", by="Ana")


def test_a_report_read_anew_keeps_what_was_decided_of_it(talks: Store) -> None:
    with talks.reading() as connection:
        first, *_ = find_meetings(connection, {})
        *_, last = find_meetings(connection, {})
    apart = say(talks, "different", *first.claims)
    joined = say(talks, "same", first.claims[0], last.id)
    # Newer rules read the same words as a visit on a day of its own: every claim of these texts has another id.
    renewed = open_store(talks.path.parent / "renewed.db", create=True)
    for name, told in TEXTS.items():
        extraction = Extraction(
            document=document(name),
            meetings=tuple(replace(claim, kind=MeetingKind.VISIT, topics=("rail",)) for claim in claims_of(name, told)),
        )
        add_extraction(renewed, extraction)
    copy_decisions(talks, renewed)
    with renewed.reading() as connection:
        found = {one.id: one for one in load_located(connection)}
    assert all(one.unmet is None for one in found.values())
    old = {member.id for one in decisions(talks) for member in (*one.left, *one.right)}
    new = {member.id for one in found.values() for member in (*one.left, *one.right)}
    assert old.isdisjoint(new)
    assert meetings(renewed) == meetings(talks)
    assert set(found) == {apart.id, joined.id}
    renewed.close()


def test_a_decision_on_what_is_read_no_longer_is_kept_and_told_to_be_without_effect(talks: Store) -> None:
    one = say(talks, "same", "Motor King", "Dao Kelumi")
    other = open_store(talks.path.parent / "other.db", create=True)
    tell(other, {name: TEXTS[name] for name in ("a.txt", "b.txt", "e.txt")})
    copy_decisions(talks, other)
    before = people(other)
    with other.reading() as connection:
        (found,) = list_decisions(connection)
    assert (found.id, found.stands) == (one.id, True)
    assert found.unmet == "no longer read in this ledger: The Motor King"
    tell(other, {"d.txt": TEXTS["d.txt"]})
    assert people(other) != before
    with other.reading() as connection:
        assert list_decisions(connection)[0].unmet is None
    other.close()


def copy_decisions(from_: Store, to: Store) -> None:
    bring_lists_up_to_date(from_)
    with sqlite3.connect(from_.path) as old:
        columns = "id, left_id, right_id, relation, subject, decided_by, because, score, decided, sides, withdraws"
        rows = old.execute(f"SELECT {columns} FROM judgements ORDER BY seq").fetchall()
    old.close()
    with to.writing() as connection:
        for row in rows:
            connection.exec_driver_sql(f"INSERT INTO judgements ({columns}) VALUES ({', '.join('?' * 11)})", row)
        connection.exec_driver_sql("UPDATE state SET value = value + 1 WHERE name = 'facts'")


def test_the_chain_leads_from_one_name_to_the_other_by_rules_and_people(talks: Store) -> None:
    one = say(talks, "same", "Motor King", "Dao Kelumi", because="his nickname")
    bring_lists_up_to_date(talks)
    with talks.reading() as connection:
        chain = find_chain(connection, "Motor King", "D. Kelumi")
        alone = find_chain(connection, "Dao Kelumi")
        apart = find_chain(connection, "Bram Tilu", "Motor King")
    assert chain.relation is Relation.SAME
    (link,) = chain.links
    assert (link.decision, link.by, link.because) == (one.id, "Ana", "his nickname")
    assert {link.left.name, link.right.name} == {"The Motor King", "D. Kelumi"}
    assert {link.by for link in alone.links} >= {"Ana"}
    assert (apart.relation, apart.links) == (Relation.DIFFERENT, ())


def test_the_chain_tells_who_keeps_two_apart(talks: Store) -> None:
    one = say(talks, "different", "D. Kelumi", "Dao Kelumi")
    bring_lists_up_to_date(talks)
    with talks.reading() as connection:
        chain = find_chain(connection, "D. Kelumi", "Dao Kelumi")
    assert (chain.relation, [link.decision for link in chain.links]) == (Relation.DIFFERENT, [one.id])
