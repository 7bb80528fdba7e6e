"""What a proposer of statements offers: who seems to say what, as stretches of the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from communique.extraction.discourse import Referee
from communique.model.span import Span
from communique.model.vocabulary import Modality, StatementKind
from communique.reading.entities import Mention

__all__ = ["KindLikelihoods", "StatementProposal", "StatementReferee"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindLikelihoods:
    """How likely each kind is, by the trained reader whose rule stands beside it."""

    kinds: Mapping[StatementKind, float]
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementProposal:
    """Words that may attribute something to somebody.

    A proposer gives the stretches; who the speaker is, whom he speaks to and through whom the text knows it is settled
    afterwards, in one way for all proposers.

    Attributes:
        sentence: the number of the sentence in which the cue stands.
        source: who speaks, as written; None where the text gives nobody.
        cues: the words that attribute.
        contents: what was said, in pieces where its cue breaks it; pieces may stand in later sentences.
        kind: what the speaker does, where the cue or the proposer can tell; None leaves it to the content.
        modality: how near the words are to the speaker's; None leaves it to quotation marks and hedges.
        addressee: whom it is said to, where the proposer can tell.
        score: how sure the proposer is, between 0 and 1.
        rule: the rule, or model with its version, that proposed it.
        likelihoods: how likely the trained reader finds each kind, where it was asked.
    """

    sentence: int
    source: Span | None
    cues: tuple[Span, ...]
    contents: tuple[Span, ...]
    kind: StatementKind | None
    score: float
    rule: str
    modality: Modality | None = None
    addressee: Mention | None = None
    likelihoods: KindLikelihoods | None = None

    @property
    def extent(self) -> Span:
        """From the first to the last of its stretches."""
        parts = (*self.cues, *self.contents, *((self.source,) if self.source is not None else ()))
        return Span(min(part.start for part in parts), max(part.end for part in parts))


class StatementReferee(Referee, Protocol):
    """A referee who also has a view of what is done by saying something."""

    def kinds(self, cues: Sequence[Span], contents: Sequence[Span]) -> KindLikelihoods | None:
        """How likely a statement is of each kind; None where that is not known.

        Args:
            cues: the words that attribute.
            contents: what is said.
        """
        ...
