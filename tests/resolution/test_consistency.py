"""What follows from decisions, and what contradicts them."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from communique.model import Decision, Member, Relation
from communique.resolution.consistency import find_contradiction, follow


def side(things: str) -> tuple[Member, ...]:
    return tuple(Member(id=one) for one in sorted(things))


def say(words: str, subject: str = "person", **more: object) -> Decision:
    """`ab=c`: a and b, which rules hold to be one, are the same as c; `a/c`: they are different; `a?c`: unsure."""
    mark = next(letter for letter in words if letter in "=/?")
    left, right = sorted(words.split(mark))
    relation = {"=": Relation.SAME, "/": Relation.DIFFERENT, "?": Relation.UNSURE}[mark]
    return Decision(
        id=words,
        left=side(left),
        right=side(right),
        relation=relation,
        subject=subject,
        by="Ana",
        because=None,
        decided="",
        **more,  # type: ignore[arg-type]
    )


def clash(new: str, *before: str) -> list[str] | None:
    found = find_contradiction(say(new), [say(words) for words in before])
    return None if found is None else [one.id for one in found]


@pytest.mark.parametrize(
    ("new", "before", "chain"),
    [
        ("a/b", ["a=b"], ["a=b"]),
        ("a=b", ["a/b"], ["a/b"]),
        ("b=a", ["a/b"], ["a/b"]),
        ("a/c", ["a=b", "b=c"], ["a=b", "b=c"]),
        ("a=c", ["a=b", "b/c"], ["b/c", "a=b"]),
        ("c=b", ["a=b", "a=d", "d/c"], ["d/c", "a=b", "a=d"]),
        ("a/d", ["a=b", "b=c", "c=d", "a=e", "e=d"], ["a=e", "e=d"]),
        ("a=b", ["a=b", "b=c", "c=a"], None),
        ("a/d", ["a=b", "b=c"], None),
        ("a=b", ["a/c", "b/c"], None),
        ("a?b", ["a=b"], ["a=b"]),
        ("a?b", ["a/b"], ["a/b"]),
        ("a?c", ["a=b", "b=c"], None),
        ("a=b", ["a?b"], None),
        ("a/b", ["a?b"], None),
        # of the members of one side nothing was said: they may be parted
        ("b/c", ["a=bc"], None),
        ("b/c", ["a=b", "d=c"], None),
        # but a side stands for all of its members
        ("a/d", ["ab=cd"], ["ab=cd"]),
        ("a/e", ["ab=cd", "d=e"], ["ab=cd", "d=e"]),
        ("a/e", ["ab=c", "db=e"], None),
        ("c/e", ["ab=c", "db=e"], ["ab=c", "db=e"]),
    ],
)
def test_contradictions_are_found_with_the_chain(new: str, before: list[str], chain: list[str] | None) -> None:
    assert clash(new, *before) == chain
    shuffled = before[::-1]
    assert (clash(new, *shuffled) is None) == (chain is None)


def test_what_does_not_stand_or_has_no_effect_or_is_of_another_kind_contradicts_nothing() -> None:
    for other in (
        say("a=b", withdrawn_by="jdg_2"),
        say("a=b", unmet="no longer read"),
        say("a=b", subject="organisation"),
    ):
        assert find_contradiction(say("a/b"), [other]) is None


def test_answers_stand_pair_by_pair() -> None:
    before = [say("a=b", subject="answer"), say("b=c", subject="answer")]
    assert find_contradiction(say("a/c", subject="answer"), before) is None
    assert find_contradiction(say("a/b", subject="answer"), before) == (before[0],)


def test_whatever_is_let_in_never_contradicts_itself() -> None:
    source = random.Random(7)
    for _ in range(60):
        kept: list[Decision] = []
        for _ in range(30):
            a, b = source.sample("abcdefgh", 2)
            one = say(f"{a}{source.choice('=/')}{b}")
            if find_contradiction(one, kept) is None:
                kept.append(one)
        same = [one for one in kept if one.relation is Relation.SAME]
        for one in kept:
            if one.relation is Relation.DIFFERENT:
                assert follow([one.left[0].id], [one.right[0].id], same) is None
        order = kept[:]
        source.shuffle(order)
        for at, one in enumerate(order):
            assert find_contradiction(one, order[:at]) is None


def test_a_long_chain_is_followed_quickly() -> None:
    names = [f"n{number}" for number in range(5000)]
    chain = [
        Decision(
            id=a,
            left=(Member(id=a),),
            right=(Member(id=b),),
            relation=Relation.SAME,
            subject="person",
            by="Ana",
            because=None,
            decided="",
        )
        for a, b in pairwise(names)
    ]
    assert follow([names[0]], [names[-1]], chain) == tuple(chain)
