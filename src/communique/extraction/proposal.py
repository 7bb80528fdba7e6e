"""What a proposer offers: words that may tell of a meeting, and the parties they name."""

from __future__ import annotations

from dataclasses import dataclass

from communique.model.span import Span
from communique.model.vocabulary import MeetingKind, Status
from communique.reading.entities import Mention

__all__ = ["Proposal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Words that may tell of a meeting.

    Attributes:
        sentence: the number of the sentence in the reading.
        trigger: the words of encounter.
        parties: who takes part, in the order of the text, each bound to an entity or an unnamed group.
        kind: what the words of encounter name.
        status: how far the meeting has come, by the words on the way to the trigger.
        status_words: the words that say so; empty where the plain past does.
        status_rule: the rule, or trained reader, that read the status.
        recalled: True where tense or adverbs make it a recollection.
        plain_past: True where the encounter is the past verb of a clause, and nothing speaks against its being held.
        tried: True where it was only tried or hoped for, and its day lies behind.
        clause: the stretch that bears it out.
        rule: the rule that proposed it.
        score: how sure the rule is, between 0 and 1.
        clause_dates: where the date expressions start that hang on the encounter or on the verb that carries it.
        elsewhere: the stretches of its sentence that tell of something else (`communique.extraction.elsewhere`).
        said_dates: where those start that stand in what somebody says beside it ("... and promised a bridge by May").
    """

    sentence: int
    trigger: Span
    parties: tuple[Mention, ...]
    kind: MeetingKind
    status: Status
    clause: Span
    rule: str
    score: float
    status_words: tuple[Span, ...] = ()
    status_rule: str = "status.path.v1"
    recalled: bool = False
    plain_past: bool = False
    tried: bool = False
    clause_dates: frozenset[int] = frozenset()
    said_dates: frozenset[int] = frozenset()
    elsewhere: tuple[Span, ...] = ()
