"""What people decide of answers and of copies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from told import claims_of, document, lists_of, met

from communique.errors import ContradictionError, InputError
from communique.model import (
    Document,
    Extraction,
    Modality,
    Passage,
    Relation,
    Span,
    StatementClaim,
    StatementKind,
    document_id,
)
from communique.store.chains import find_chain
from communique.store.judging import judge, undo
from communique.store.listing import bring_lists_up_to_date
from communique.store.looking import find_meetings, find_statements
from communique.store.opening import Store
from communique.store.reviewing import find_questions, is_open, settle
from communique.store.writing import add_extraction
from communique.views.statement import Statement

TEXT = (
    "Orla Venndo asked Dao Kelumi to build a second plant in Torpel. "
    "In response, Kelumi said that the second plant would be built in Torpel. "
    "Bram Tilu praised the harvest. "
    "Kemi Norasa said that the bridge would stay shut."
)


def statement(text: Document, number: int, kind: StatementKind, speaker: str, to: str | None = None) -> StatementClaim:
    sentence = text.text.split(". ")[number]
    start = text.text.index(sentence)
    whole = Span(start, start + len(sentence)).passage(text.text)
    words = sentence.split(" ")
    cue = next(word for word in words if word in ("asked", "said", "praised"))
    at = start + sentence.index(cue)
    return StatementClaim(
        document=text.id,
        kind=kind,
        modality=Modality.REPORTED,
        evidence=(whole,),
        contents=(Passage(start=at + len(cue) + 1, end=whole.end, quote=text.text[at + len(cue) + 1 : whole.end]),),
        cues=(Passage(start=at, end=at + len(cue), quote=cue),),
        about=sentence[-20:],
        speaker=speaker,
        addressee=to,
    )


@pytest.fixture
def plant(store: Store) -> Store:
    text = Document(
        id=document_id(TEXT), text=TEXT, source="plant.txt", language="en", encoding="utf-8", published="2031-05-07"
    )
    told = (
        statement(text, 0, StatementKind.REQUEST, "Orla Venndo", "Dao Kelumi"),
        statement(text, 1, StatementKind.PROMISE, "Dao Kelumi", "Orla Venndo"),
        statement(text, 2, StatementKind.PRAISE, "Bram Tilu"),
        statement(text, 3, StatementKind.VIEW, "Kemi Norasa"),
    )
    add_extraction(store, Extraction(document=text, statements=told))
    bring_lists_up_to_date(store)
    return store


def statements(store: Store) -> list[Statement]:
    bring_lists_up_to_date(store)
    with store.reading() as connection:
        return list(find_statements(connection, {}))


def test_an_answer_that_is_none_is_switched_off_and_comes_back_when_that_is_undone(plant: Store) -> None:
    ask, reply, *_ = statements(plant)
    assert (ask.standing, [change.statement for change in ask.changes]) == ("answered", [reply.id])
    before = lists_of(plant)
    one, _ = judge(plant, Relation.DIFFERENT, ask.id, reply.id, by="Ana")
    assert one.subject == "answer"
    ask, reply, *_ = statements(plant)
    assert (ask.standing, ask.changes, reply.does) == ("open", (), ())
    with pytest.raises(ContradictionError, match=one.id):
        judge(plant, Relation.SAME, reply.id, ask.id, by="Ben")
    undo(plant, one.id, by="Ana")
    assert statements(plant)[0].standing == "answered"
    assert lists_of(plant) == before


def test_an_answer_that_no_rule_found_is_one_because_somebody_says_so(plant: Store) -> None:
    ask, reply, _, other = statements(plant)
    judge(plant, Relation.SAME, other.id, ask.id, by="Ana", because="the bridge leads to the plant")
    ask, reply, _, other = statements(plant)
    assert {(change.statement, change.by) for change in ask.changes} >= {(other.id, "Ana")}
    assert [(change.statement, change.score) for change in other.does] == [(ask.id, 1.0)]
    judge(plant, Relation.SAME, reply.id, ask.id, by="Ben", because="so he says")
    (confirmed,) = [change for change in statements(plant)[0].changes if change.statement == reply.id]
    assert confirmed.by == "Ben"
    assert confirmed.because.startswith("so he says; ")
    with plant.reading() as connection:
        chain = find_chain(connection, ask.id, other.id)
    assert [(link.by, link.because) for link in chain.links] == [("Ana", "the bridge leads to the plant")]


def test_the_rule_that_ties_two_statements_is_told(plant: Store) -> None:
    ask, reply, praise, _ = statements(plant)
    with plant.reading() as connection:
        tied = find_chain(connection, ask.id, reply.id)
        apart = find_chain(connection, praise.id, reply.id)
        with pytest.raises(InputError, match="give the other too"):
            find_chain(connection, ask.id)
    assert (tied.relation, [link.by for link in tied.links]) == (Relation.SAME, ["ties.answer.v3"])
    assert (apart.relation, apart.links) == (Relation.DIFFERENT, ())


def test_what_asks_for_nothing_is_answered_by_nothing(plant: Store) -> None:
    *_, praise, view = statements(plant)
    with pytest.raises(InputError, match=r"neither .* is a request or an offer"):
        judge(plant, Relation.SAME, praise.id, view.id, by="Ana")
    ask = statements(plant)[0]
    with pytest.raises(InputError, match="only two of a kind"):
        judge(plant, Relation.SAME, ask.id, ask.claim.document, by="Ana")


def test_doubtful_answers_are_asked_about_until_somebody_answers(plant: Store) -> None:
    with plant.reading() as connection:
        found = find_questions(connection, "answer")
    for question in found:
        settle(plant, question, Relation.UNSURE, by="Ana")
    with plant.reading() as connection:
        assert find_questions(connection, "answer") == []
        assert not any(is_open(connection, question) for question in found)


STORY = " ".join(
    f"On day {number} the ministers of Kelvoland weighed paper {number} on canal {number * 7} and barge {number * 13}."
    for number in range(40)
)
OTHER = " ".join(
    f"A storm of force {number} broke {number * 3} roofs in the town of Ostriva while {number * 11} boats lay idle."
    for number in range(40)
)


@pytest.fixture
def papers(store: Store) -> Store:
    """Three papers tell of one meeting, two of them in the same words."""
    for name, story, day in (("a.txt", STORY, "05"), ("b.txt", STORY + " It rained.", "06"), ("c.txt", OTHER, "06")):
        told = claims_of(name, [met("Orla Venndo / minister / Kelvoland", "Dao Kelumi / head / Sativo Motors")])
        text = f"{document(name).text} {story}"
        kept = Document(
            id=document_id(text), text=text, source=name, language="en", encoding="utf-8", published=f"2031-05-{day}"
        )

        add_extraction(
            store, Extraction(document=kept, meetings=tuple(replace(claim, document=kept.id) for claim in told))
        )
    bring_lists_up_to_date(store)
    return store


def sources(store: Store) -> tuple[int, dict[str, str]]:
    bring_lists_up_to_date(store)
    with store.reading() as connection:
        (meeting,) = find_meetings(connection, {})
    return meeting.independent_sources, {Path(one.source).name: one.document for one in meeting.reports}


def test_copies_that_are_none_count_by_themselves_and_texts_that_are_copies_do_not(papers: Store) -> None:
    count, ids = sources(papers)
    assert count == 2
    before = lists_of(papers)
    apart, _ = judge(papers, Relation.DIFFERENT, ids["a.txt"], ids["b.txt"], by="Ana", because="both sat in the room")
    assert apart.subject == "copy"
    assert sources(papers)[0] == 3
    with papers.reading() as connection:
        chain = find_chain(connection, ids["a.txt"], ids["b.txt"])
    assert (chain.relation, [link.by for link in chain.links]) == (Relation.DIFFERENT, ["Ana"])
    joined, _ = judge(papers, Relation.SAME, ids["a.txt"], ids["c.txt"], by="Ben")
    assert sources(papers)[0] == 2
    with pytest.raises(ContradictionError):
        judge(papers, Relation.SAME, ids["b.txt"], ids["c.txt"], by="Ben")
    for one in (apart, joined):
        undo(papers, one.id, by="Ana")
    assert sources(papers)[0] == 2
    assert lists_of(papers) == before


def test_two_texts_judged_independent_stay_so_beside_a_third(papers: Store) -> None:
    _, ids = sources(papers)
    judge(papers, Relation.DIFFERENT, ids["a.txt"], ids["b.txt"], by="Ana")
    told = claims_of("d.txt", [met("Orla Venndo / minister / Kelvoland", "Dao Kelumi / head / Sativo Motors")])
    text = f"{document('d.txt').text} {STORY} It did not rain."
    kept = Document(
        id=document_id(text), text=text, source="d.txt", language="en", encoding="utf-8", published="2031-05-08"
    )

    add_extraction(papers, Extraction(document=kept, meetings=tuple(replace(c, document=kept.id) for c in told)))
    assert sources(papers)[0] == 3


def test_the_rule_that_makes_copies_is_told(papers: Store) -> None:
    _, ids = sources(papers)
    with papers.reading() as connection:
        chain = find_chain(connection, ids["a.txt"], ids["b.txt"])
    assert chain.relation is Relation.SAME
    assert [link.by.split(".")[0] for link in chain.links] == ["copies"]
