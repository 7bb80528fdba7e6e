"""Decisions that two things are the same, or are not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.model.ids import content_id
from communique.model.vocabulary import Relation

__all__ = ["RULE_NAME", "Decision", "Judgement", "Member"]

RULE_NAME = re.compile(r"[a-z_]+\.[a-z_]+\.v\d+")
"""What a rule is called, and nobody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Somebody, or a rule, holds that two things are the same or are not, and says why.

    Never edited: a later judgement on the same pair withdraws an earlier one.

    Attributes:
        left, right: what is judged; `left < right`, so that a pair has one order.
        relation: same, different, or that nobody can tell.
        subject: what kind of thing (`person`, `organisation`, `meeting`, `answer`, `copy`).
        by: the rule with its version, or the person who decided.
        because: the reason in plain words.
        score: how sure, between 0 and 1.
        left_side, right_side: all that stood behind each of the two when a person judged them (the names of a person
            in several documents, the reports of a meeting): the judgement holds for each. Empty where it is the one.
    """

    left: str
    right: str
    relation: Relation
    subject: str
    by: str
    because: str
    score: float
    left_side: tuple[str, ...] = ()
    right_side: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Stable: the pair, the verdict and who gave it."""
        return content_id("jdg", self.left, self.right, self.relation.value, self.subject, self.by)

    @property
    def is_by_rule(self) -> bool:
        """True where a rule holds it, and no person."""
        return RULE_NAME.fullmatch(self.by) is not None

    @property
    def sides(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """All that is judged, on either side."""
        return self.left_side or (self.left,), self.right_side or (self.right,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One of the things on a side of a judgement, with what it takes to know it again when its document is read anew.

    Attributes:
        id: of a name in a document, of a claim, or of a document.
        document: the document that it stands in; None where it was not put down.
        name: the name as written, or the meeting or statement in a few words.
        spans: where its evidence stands, in code points; empty for a name.
    """

    id: str
    document: str | None = None
    name: str | None = None
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided, as it was put down: a judgement, or that an earlier decision is withdrawn.

    Attributes:
        id: by what was decided by whom, and how often before.
        left, right: what stood on either side, the one with the smaller id first.
        relation: same, different, or that it cannot be told; of a withdrawal, that of what it withdraws.
        subject: what kind of thing.
        by: who decided.
        because: the reason given; None where none was.
        decided: when, in UTC.
        withdraws: the id of the decision that this one withdraws; None for a judgement.
        withdrawn_by: the id of the standing withdrawal of this one; None where it stands.
        unmet: why it has no effect although it stands; None where it has.
    """

    id: str
    left: tuple[Member, ...]
    right: tuple[Member, ...]
    relation: Relation
    subject: str
    by: str
    because: str | None
    decided: str
    withdraws: str | None = None
    withdrawn_by: str | None = None
    unmet: str | None = None

    @property
    def stands(self) -> bool:
        """True where nothing withdraws it."""
        return self.withdrawn_by is None

    @property
    def judgement(self) -> Judgement:
        """The same as resolution takes it."""
        left, right = (tuple(member.id for member in side) for side in (self.left, self.right))
        return Judgement(
            left=left[0],
            right=right[0],
            relation=self.relation,
            subject=self.subject,
            by=self.by,
            because=self.because or "no reason given",
            score=1.0,
            left_side=left if len(left) > 1 else (),
            right_side=right if len(right) > 1 else (),
        )
