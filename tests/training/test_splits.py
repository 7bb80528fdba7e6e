from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from training.corpus import AnnotatedText, GoldMeeting, GoldParticipant
from training.splits import families, folds, quarters, shared_with, training_texts

from communique.model import MeetingKind, Status
from communique.text.documents import frame


def text(
    name: str,
    *occasions: str,
    group: str | None = None,
    copy_of: str | None = None,
    who: tuple[str, ...] = (),
    date: str | None = None,
) -> AnnotatedText:
    people = tuple(GoldParticipant(name=each, role=None, organisation=None, canonical=each, places=()) for each in who)
    meetings = tuple(
        GoldMeeting(
            occasion=occasion,
            status=Status.HELD,
            background=False,
            kind=MeetingKind.MEETING,
            participants=people,
            date=date,
            place=None,
            city=None,
            country=None,
            topics=(),
            initiative=None,
            duration_minutes=None,
            contradicts=None,
            evidence=(),
        )
        for occasion in occasions
    )
    return AnnotatedText(
        name=name,
        document=frame(name, source=name),
        published=None,
        language="en",
        part="own",
        group=group,
        copy_of=copy_of,
        is_distractor=not meetings,
        exhaustive=True,
        meetings=meetings,
        statements=(),
    )


def test_texts_are_tied_through_others() -> None:
    texts = [text("a", "x"), text("b", "y"), text("c"), text("d", "x", "y")]
    assert families(texts) == (frozenset("abd"), frozenset("c"))


def test_a_group_and_a_copy_tie_even_where_no_occasion_does() -> None:
    texts = [text("a", group="g1"), text("b", group="g1"), text("c"), text("d", copy_of="c"), text("e", group="g2")]
    assert families(texts) == (frozenset("ab"), frozenset("cd"), frozenset("e"))


def test_the_same_two_people_on_the_same_day_are_one_occasion_under_whatever_key() -> None:
    texts = [
        text("a", "orlova-brandt", who=("Orlova", "Brandt"), date="2021-03-04"),
        text("b", "brandt-orlova-maren", who=("Brandt", "Maren", "Orlova"), date="2021-03-04"),
        text("c", "orlova-brandt-again", who=("Orlova", "Brandt"), date="2021-03-05"),
        text("d", "orlova-brandt-some-day", who=("Orlova", "Brandt")),
    ]
    assert families(texts) == (frozenset("ab"), frozenset("c"), frozenset("d"))


def test_folds_take_every_text_once_and_keep_families_whole(corpus: tuple[AnnotatedText, ...]) -> None:
    parted = folds(corpus)
    assert len(parted) == 5
    assert sorted(name for fold in parted for name in fold) == sorted(each.name for each in corpus)
    assert all(any(family <= fold for fold in parted) for family in families(corpus))


def test_no_occasion_or_group_is_on_two_sides(corpus: tuple[AnnotatedText, ...]) -> None:
    by_name = {each.name: each for each in corpus}
    sides = [
        {tie for name in fold for tie in (*by_name[name].occasions, by_name[name].group or name)}
        for fold in folds(corpus)
    ]
    assert all(not one & other for one, other in combinations(sides, 2))


def test_folds_are_balanced(corpus: tuple[AnnotatedText, ...]) -> None:
    by_name = {each.name: each for each in corpus}
    parted = folds(corpus)
    texts = [len(fold) for fold in parted]
    meetings = [sum(len(by_name[name].meetings) for name in fold) for fold in parted]
    english = [sum(by_name[name].language == "en" for name in fold) for fold in parted]
    assert max(texts) - min(texts) <= 5
    assert max(meetings) - min(meetings) <= 12
    assert max(english) - min(english) <= 8


def test_folds_depend_on_nothing_but_the_texts(corpus: tuple[AnnotatedText, ...]) -> None:
    assert folds(corpus) == folds(tuple(reversed(corpus)))


def test_quarters_grow_to_the_whole_and_keep_families_whole(corpus: tuple[AnnotatedText, ...]) -> None:
    parts = [frozenset(text.name for text in quarters(corpus, count)) for count in range(1, 5)]
    assert parts[0] < parts[1] < parts[2] < parts[3] == {text.name for text in corpus}
    assert [round(4 * len(part) / len(corpus)) for part in parts] == [1, 2, 3, 4]
    assert not [(part, family) for part in parts for family in families(corpus) if part & family and family - part]


def test_more_folds_than_texts_leave_some_empty() -> None:
    assert sorted(map(len, folds([text("a", "x"), text("b")], 3))) == [0, 1, 1]


def test_folds_refuse_what_cannot_be_parted() -> None:
    with pytest.raises(ValueError, match="at least one fold"):
        folds([text("a")], 0)
    with pytest.raises(ValueError, match="same name"):
        folds([text("a"), text("a")])


def test_what_shares_an_occasion_with_the_others_is_named_through_its_whole_family() -> None:
    texts = [text("a", "x"), text("b", "x", "y"), text("c", "z")]
    assert shared_with(texts, [text("other", "y")]) == frozenset("ab")


def test_training_never_sees_an_occasion_of_the_development_set(dev: tuple[AnnotatedText, ...]) -> None:
    taken = training_texts()
    assert not {key for each in taken for key in each.occasions} & {key for each in dev for key in each.occasions}
    assert len(taken) > 290


def test_a_text_of_the_development_set_s_occasion_would_be_left_out(
    corpus: tuple[AnnotatedText, ...], dev: tuple[AnnotatedText, ...]
) -> None:
    told = next(each for each in dev if each.meetings)
    mixed = [*corpus, replace(told, name="new.txt")]
    assert shared_with(mixed, dev) == {"new.txt"}
