"""A question to a person: are these two one? With what speaks for and against, and the words that each rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from communique.model import Member, Passage
from communique.resolution.doubts.doubt import Reason

__all__ = ["Question", "QuestionSide", "Words", "question_form"]

Form = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What one document says of a side.

    Attributes:
        document: its id.
        source: the path or address of it.
        published: EDTF date of its publication.
        evidence: the passages.
    """

    document: str
    source: str
    published: str | None
    evidence: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSide:
    """One of the two things asked about.

    Attributes:
        name: what it is called.
        entry: the entry of a list that it is, or is part of; None for a document.
        members: the names, reports, statement or document that it is made of.
        hangs: how many reports and statements rest on it.
        words: what some of its documents say.
    """

    name: str
    entry: str | None
    members: tuple[Member, ...]
    hangs: int
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Two things that may be one, for a person to look at.

    Attributes:
        subject: what kind of thing.
        left, right: the two.
        joined: True where the ledger holds them to be one now.
        score: what the reasons add up to.
        enough: what they would have to, for rules to hold them one.
        doubtful: how doubtful that is, from 0 to 1.
        value: how much depends on it: what hangs on the lesser of the two, times how doubtful it is.
        reasons: what speaks for it, then what speaks against.
    """

    subject: str
    left: QuestionSide
    right: QuestionSide
    joined: bool
    score: float
    enough: float
    doubtful: float
    value: float
    reasons: tuple[Reason, ...]


def question_form(question: Question) -> Form:
    """A question in the plain form that scripts read."""
    return {
        "subject": question.subject,
        "left": _side_form(question.left, whole=not question.joined),
        "right": _side_form(question.right, whole=not question.joined),
        "joined": question.joined,
        "value": question.value,
        "doubtful": question.doubtful,
        "score": question.score,
        "enough": question.enough,
        "for": [_reason_form(one) for one in question.reasons if one.weight is not None and one.weight > 0],
        "against": [_reason_form(one) for one in question.reasons if one.weight is None or one.weight < 0],
    }


def _side_form(side: QuestionSide, *, whole: bool) -> Form:
    return {
        "id": side.entry if side.entry is not None and whole else side.members[0].id,
        "name": side.name,
        "names": list(dict.fromkeys(member.name for member in side.members if member.name is not None)),
        "entry": side.entry,
        "members": [member.id for member in side.members],
        "hangs": side.hangs,
        "passages": [
            {
                "document": words.document,
                "source": words.source,
                "published": words.published,
                "evidence": [{"start": p.start, "end": p.end, "quote": p.quote} for p in words.evidence],
            }
            for words in side.words
        ],
    }


def _reason_form(reason: Reason) -> Form:
    return {"because": reason.because, "weight": reason.weight}
