"""What holds two names, reports or texts together, or apart: judgement after judgement."""

from __future__ import annotations

from dataclasses import dataclass

from communique.model import Relation
from communique.resolution.doubts.doubt import Reason

__all__ = ["Chain", "Link", "Place"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A name in a document, a report of a meeting, a statement, or a document: what a judgement joins or parts.

    Attributes:
        id: its id, which `judge` takes.
        name: the name as written; the meeting or statement in a few words.
        source: the path or address of its document; None where that is not in this ledger.
        entry: the entry of a list that it belongs to now; None where it belongs to none.
    """

    id: str
    name: str
    source: str | None
    entry: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One judgement of a chain, or another reason for or against.

    Attributes:
        left, right: what it joins or parts.
        relation: same or different; `unsure` where somebody looked and could not tell.
        by: the rule with its version, or the person who decided.
        because: the reason in plain words.
        score: how sure, between 0 and 1; None where it was not weighed.
        decision: the id by which `undo` withdraws it; None where a rule holds it.
    """

    left: Place
    right: Place
    relation: Relation
    by: str
    because: str
    score: float | None
    decision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Why two things are one, or are not.

    Attributes:
        subject: what kind of thing they are.
        left, right: the two, each with all that it is made of; the same where one entry alone was asked for.
        relation: what the ledger holds of the two now.
        links: of one entry, the judgements that lead from one to the other, in order; of two, what keeps them apart.
        parts: how many names or reports each of the two is made of.
        score: of two that are apart and on which nobody decided, what speaks for and against adds up to.
        enough: what it would have to add up to, for rules to hold them one.
        reasons: what speaks for it and against.
    """

    subject: str
    left: Place
    right: Place
    relation: Relation
    links: tuple[Link, ...]
    parts: tuple[int, int]
    score: float | None = None
    enough: float | None = None
    reasons: tuple[Reason, ...] = ()
