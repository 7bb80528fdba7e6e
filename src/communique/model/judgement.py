"""Decisions that two things are the same, or are not."""

from __future__ import annotations

from dataclasses import dataclass

from communique.model.ids import content_id
from communique.model.vocabulary import Relation

__all__ = ["Judgement"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Somebody, or a rule, holds that two things are the same or are not, and says why.

    Never edited: a later judgement on the same pair withdraws an earlier one.

    Attributes:
        left, right: what is judged; `left < right`, so that a pair has one order.
        relation: same or different.
        subject: what kind of thing (`person`, `meeting`).
        by: the rule with its version, or the person who decided.
        because: the reason in plain words.
        score: how sure, between 0 and 1.
    """

    left: str
    right: str
    relation: Relation
    subject: str
    by: str
    because: str
    score: float

    @property
    def id(self) -> str:
        """Stable: the pair, the verdict and who gave it."""
        return content_id("jdg", self.left, self.right, self.relation.value, self.subject, self.by)
