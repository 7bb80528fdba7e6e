from __future__ import annotations

import itertools

import pytest

from communique.model import CopyGrade, Document, Furniture, FurnitureKind, Span
from communique.resolution.copies.copy import Copy, build_copy, by_document
from communique.resolution.copies.credit import credit_of
from communique.resolution.copies.likeness import Likeness
from communique.resolution.copies.sources import group_copies, group_sources
from communique.resolution.facts import DocumentFacts

EDITED = Likeness(grade=CopyGrade.EDITED, score=0.7, because="70 % of it")
SAME = Likeness(grade=CopyGrade.EXACT, score=1.0, because="the same words")


def facts(document: str, published: str | None = None, **fields: object) -> DocumentFacts:
    return DocumentFacts(id=document, source=document, published=published, **fields)  # type: ignore[arg-type]


def test_the_text_published_earlier_is_the_original() -> None:
    found = build_copy(facts("a", "2031-02-12"), facts("b", "2031-02-11"), EDITED)
    assert (found.document, found.other, found.original) == ("a", "b", "b")
    assert found.known_by == "published earlier, on 2031-02-11"


@pytest.mark.parametrize(("one", "other"), [("2031-02-11", "2031-02-11"), (None, None), ("2031-02", "2031-02-11")])
def test_where_nothing_tells_the_original_stays_unknown(one: str | None, other: str | None) -> None:
    found = build_copy(facts("a", one), facts("b", other), EDITED)
    assert found.original is None
    assert found.known_by is None


def test_an_agency_has_its_own_text_first_unless_another_was_published_before() -> None:
    wired = facts("w", "2031-02-11", own_agency="Coral Wire", agencies=("Coral Wire",))
    assert build_copy(facts("a", "2031-02-11"), wired, SAME).original == "w"
    undated = facts("w", own_agency="Coral Wire", agencies=("Coral Wire",))
    found = build_copy(undated, facts("a", "2031-02-11"), SAME)
    assert (found.original, found.document, by_document([found])["a"]) == ("w", "w", found)
    assert build_copy(wired, facts("a", "2031-02-10"), SAME).original == "a"


def test_an_agency_that_is_credited_makes_the_same_words_a_syndicated_text() -> None:
    credited = facts("a", "2031-02-11", agencies=("Coral Wire",))
    assert build_copy(credited, facts("b"), SAME).grade is CopyGrade.SYNDICATED
    assert build_copy(credited, facts("b"), SAME).because == "the same words; credited to Coral Wire"
    assert build_copy(facts("a", credits_agencies=True), facts("b"), SAME).grade is CopyGrade.SYNDICATED
    assert build_copy(credited, facts("b"), EDITED).grade is CopyGrade.EDITED  # somebody has worked on it
    assert build_copy(facts("a"), facts("b"), SAME).grade is CopyGrade.EXACT


def test_the_order_of_the_two_makes_no_other_copy() -> None:
    days = (None, "2031-02-11", "2031-02-12", "2031-02")
    for one, other in itertools.product(days, repeat=2):
        a, b = facts("a", one), facts("b", other, own_agency="Coral Wire")
        assert build_copy(a, b, SAME) == build_copy(b, a, SAME)


def test_copies_of_one_text_and_texts_of_one_agency_are_one_source() -> None:
    def copy(document: str, other: str) -> Copy:
        return build_copy(facts(document, "2031-02-12"), facts(other, "2031-02-11"), SAME)

    text_of = group_copies([copy("b", "x"), copy("a", "x"), copy("z", "y")])
    documents = {
        one.id: one
        for one in (
            facts("a"),
            facts("b", agencies=("Norland Press",)),
            facts("c", agencies=("NORLAND PRESS",)),
            facts("d"),
            facts("z"),
        )
    }
    # `a` and `b` are both copies of `x`, which is not among those counted.
    assert list(group_sources(documents, text_of)) == [("a", "b", "c"), ("d",), ("z",)]


@pytest.mark.parametrize(
    ("kind", "words", "agencies", "own", "unnamed"),
    [
        (FurnitureKind.DATELINE, "SUVA (Coral Wire) - ", ("Coral Wire",), "Coral Wire", False),
        (FurnitureKind.DATELINE, "SUVA (Reuters) - ", ("Reuters",), "Reuters", False),
        (FurnitureKind.DATELINE, "SUVA (Fiji) - ", (), None, False),
        (FurnitureKind.DATELINE, "SUVA (Feb 11) - ", (), None, False),
        (FurnitureKind.DATELINE, "Suva, 9 July (with inputs from agencies): ", (), None, True),
        (FurnitureKind.CREDIT, "By our staff, with agencies", (), None, True),
        (FurnitureKind.DISCLAIMER, "(Edited only for style from a syndicated feed.)", (), None, True),
        (FurnitureKind.HEADLINE, "Agencies met (Reuters)", (), None, False),
    ],
)
def test_whom_a_frame_credits(
    kind: FurnitureKind, words: str, agencies: tuple[str, ...], own: str | None, unnamed: bool
) -> None:
    part = Furniture(kind=kind, span=Span(0, len(words)))
    found = credit_of(Document(id="d", text=f"{words}They met.", source="d", furniture=(part,)))
    assert (found.agencies, found.own, found.unnamed) == (agencies, own, unnamed)
