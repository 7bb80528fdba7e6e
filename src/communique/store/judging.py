"""Deciding, and taking back: what a person says goes into the ledger if it holds together with what stands there."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from communique.errors import ContradictionError, InputError
from communique.model import Decision, Relation
from communique.model.judgement import RULE_NAME
from communique.resolution.consistency import find_contradiction
from communique.resolution.ties.answers import ASKING
from communique.store.alone import by_rules_alone
from communique.store.decisions import insert_decision, load_located, number_decision, pick_decision, withdrawal
from communique.store.listing import bring_lists_up_to_date
from communique.store.looking import show
from communique.store.meant import Meant, find_meant, pick_pair, representative
from communique.store.migrating import now
from communique.store.opening import Store
from communique.store.writing import mark_changed
from communique.views.statement import Statement

__all__ = [
    "check_name",
    "check_reason",
    "decide",
    "judge",
    "list_decisions",
    "pair_names",
    "refuse_contradiction",
    "undo",
]

LONGEST_NAME = 200  # characters of who decided
LONGEST_REASON = 4000  # characters


def judge(
    store: Store, relation: Relation, a: str, b: str, *, by: str, because: str | None = None
) -> tuple[Decision, bool]:
    """Put down what somebody decides of two things.

    Returns:
        The decision, and True where it is new; False where the same person's same decision stands already.

    Raises:
        NotFoundError: nothing has such an id or name.
        InputError: the two are not of one kind, are one and the same, or one can mean several things.
        ContradictionError: it cannot stand beside what was decided before, which the message names.
    """
    who, why = check_name(by), check_reason(because)
    bring_lists_up_to_date(store)
    with store.writing() as connection:
        left, right = (by_rules_alone(connection, one) for one in pick_pair(connection, a, b))
        if left.subject == "answer":
            _check_answer(connection, left, right)
        return decide(connection, relation, left, right, by=who, because=why)


def decide(
    connection: Connection, relation: Relation, left: Meant, right: Meant, *, by: str, because: str | None
) -> tuple[Decision, bool]:
    """The same for two things at hand, within a transaction.

    Raises:
        ContradictionError: it cannot stand beside what was decided before, which the message names.
    """
    sides = sorted((representative(left), representative(right)), key=lambda side: side[0].id)
    new = Decision(
        id="",
        left=sides[0],
        right=sides[1],
        relation=relation,
        subject=left.subject,
        by=by,
        because=because,
        decided=now(),
    )
    before = load_located(connection)
    for one in before:
        if one.stands and one.withdraws is None and _says_the_same(one, new):
            return one, False
    refuse_contradiction(new, [one for one in before if one.withdraws is None], f"{left.name} and {right.name}")
    new = number_decision(connection, new)
    insert_decision(connection, new)
    if relation is not Relation.UNSURE:
        mark_changed(connection)
    return new, True


def undo(store: Store, decision: str, *, by: str, because: str | None = None) -> tuple[Decision, Decision]:
    """Withdraw what was decided, or withdraw a withdrawal.

    Returns:
        The withdrawal, and what it withdraws.

    Raises:
        NotFoundError: nothing that was decided has such an id.
        InputError: it is withdrawn already.
        ContradictionError: a withdrawal cannot be withdrawn, since what it withdrew contradicts what was decided since.
    """
    who, why = check_name(by), check_reason(because)
    with store.writing() as connection:
        before = load_located(connection)
        one = pick_decision(before, decision)
        if one.withdrawn_by is not None:
            raise InputError(
                f"{one.id} is withdrawn already, by {one.withdrawn_by}; `communique undo {one.withdrawn_by}` puts it "
                "in force again"
            )
        new = number_decision(connection, withdrawal(one, by=who, because=why))
        if one.withdraws is not None:
            known = {old.id: old for old in before}
            revived = known[one.withdraws]
            while revived.withdraws is not None:  # undone, put in force again, undone …
                revived = known[revived.withdraws]
            if _revives(one, known):
                others = [old for old in before if old.withdraws is None and old.id != revived.id]
                refuse_contradiction(replace(revived, withdrawn_by=None), others, pair_names(revived))
        insert_decision(connection, new)
        mark_changed(connection)
        return new, one


def list_decisions(connection: Connection, thing: str | None = None, *, standing: bool = False) -> tuple[Decision, ...]:
    """What people decided, in order: all of it, or what concerns one thing; only what stands, if that is wanted.

    Raises:
        NotFoundError: nothing has such an id or name.
        InputError: it can mean several things.
    """
    found = load_located(connection)
    if thing is not None:
        meant = find_meant(connection, thing)
        members = {member.id for one in meant for member in one.members}
        found = tuple(one for one in found if any(member.id in members for member in (*one.left, *one.right)))
    return tuple(one for one in found if one.stands and one.withdraws is None) if standing else found


def check_name(by: str) -> str:
    """Who decides, on one line.

    Raises:
        InputError: nobody is named, or a name that only a rule can have.
    """
    name = " ".join(by.split())
    if not name or any(unicodedata.category(letter) in ("Cc", "Cs") for letter in name):
        raise InputError("give the name of whoever decides")
    if len(name) > LONGEST_NAME:
        raise InputError(f"the name of whoever decides has {len(name)} characters; {LONGEST_NAME} are the most")
    if RULE_NAME.fullmatch(name):
        raise InputError(f"{name!r} is a rule's name: what rules hold is judged anew each time and cannot be decided")
    return name


def check_reason(because: str | None) -> str | None:
    """The reason on one line; None where nothing was given.

    Raises:
        InputError: it is longer than a reason.
    """
    reason = " ".join((because or "").split()).encode("utf-8", "replace").decode("utf-8")
    if len(reason) > LONGEST_REASON:
        raise InputError(f"the reason has {len(reason)} characters; {LONGEST_REASON} are the most")
    return reason or None


def _revives(withdrawn: Decision, known: dict[str, Decision]) -> bool:
    """True where taking back this withdrawal puts the judgement at its root in force, and not another withdrawal."""
    depth = 0
    step = withdrawn
    while step.withdraws is not None:
        depth += 1
        step = known[step.withdraws]
    return depth % 2 == 1


def refuse_contradiction(new: Decision, before: Sequence[Decision], pair: str) -> None:
    """Refuse what cannot stand beside what was decided before.

    Raises:
        ContradictionError: the message names the decisions that are in the way, and the one to undo first.
    """
    chain = find_contradiction(new, before)
    if chain is None:
        return
    said = "; ".join(f"{pair_names(one)} {_verb(one.relation)} ({one.id}, {_by(one)})" for one in chain)
    word = "it" if len(chain) == 1 else "one of them"
    raise ContradictionError(
        f"that {pair} {_verb(new.relation)} contradicts what was decided: {said}; `communique undo {chain[0].id}` "
        f"withdraws {word if len(chain) == 1 else 'the first of them'}"
    )


def pair_names(one: Decision) -> str:
    """What a decision speaks of, in a few words."""
    return f"{one.left[0].name or one.left[0].id} and {one.right[0].name or one.right[0].id}"


def _verb(relation: Relation) -> str:
    return {"same": "are the same", "different": "are different", "unsure": "cannot be told"}[relation]


def _by(one: Decision) -> str:
    return f"by {one.by}: “{one.because}”" if one.because else f"by {one.by}"


def _says_the_same(one: Decision, new: Decision) -> bool:
    """True where the same person's decision covers all that the new one would."""
    if (one.subject, one.relation, one.by) != (new.subject, new.relation, new.by):
        return False
    old, now_ = ([{member.id for member in side} for side in (d.left, d.right)] for d in (one, new))
    return (now_[0] <= old[0] and now_[1] <= old[1]) or (now_[0] <= old[1] and now_[1] <= old[0])


def _check_answer(connection: Connection, left: Meant, right: Meant) -> None:
    """Whether one of two statements can answer the other.

    Raises:
        InputError: neither is a request or an offer.
    """
    found = [show(connection, one.members[0].id) for one in (left, right)]
    if not any(isinstance(one, Statement) and one.claim.kind in ASKING for one in found):
        raise InputError(
            f"neither {left.members[0].id} nor {right.members[0].id} is a request or an offer: nothing can answer it"
        )
