"""What the trained reader says of a document: who is told of together, and who is said to say what."""

from __future__ import annotations

from dataclasses import dataclass

from communique.model.span import Span
from communique.model.vocabulary import StatementKind, Status

__all__ = [
    "CONTENT_OPENS",
    "CUE_GOES_ON",
    "CUE_OPENS",
    "KINDS",
    "SOURCE_OPENS",
    "STATUSES",
    "CueScore",
    "PairScore",
    "Scores",
]

STATUSES = (
    Status.HELD,
    Status.PLANNED,
    Status.POSSIBLE,
    Status.DENIED,
    Status.CANCELLED,
    Status.POSTPONED,
)
"""The order in which the network scores the statuses of a meeting."""

KINDS = (
    StatementKind.REQUEST,
    StatementKind.OFFER,
    StatementKind.PROMISE,
    StatementKind.ANNOUNCEMENT,
    StatementKind.VIEW,
    StatementKind.CONCERN,
    StatementKind.FORECAST,
    StatementKind.DENIAL,
    StatementKind.PRAISE,
)
"""The order in which the network scores the kinds of statements."""


CUE_OPENS, CUE_GOES_ON = 1, 2
"""Tags of pieces that are part of a cue; 0 is none."""

SOURCE_OPENS, CONTENT_OPENS = 1, 3
"""Tags of the first pieces of what belongs to a cue; the pieces that follow have the next number, 0 belongs to none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairScore:
    """How likely two candidates are told of as parties of one meeting.

    Attributes:
        first: the number of the earlier candidate of the document.
        second: the number of the later one, of the same sentence or the next.
        together: the likelihood, between 0 and 1.
        statuses: the likelihood of each of `STATUSES`, should they be.
        recalled: the likelihood that it is an earlier occasion, should they be.
    """

    first: int
    second: int
    together: float
    statuses: tuple[float, ...]
    recalled: float

    @property
    def status(self) -> Status:
        """The likeliest status."""
        return STATUSES[max(range(len(STATUSES)), key=self.statuses.__getitem__)]


@dataclass(frozen=True, slots=True, kw_only=True)
class CueScore:
    """Words that seem to attribute something to somebody.

    Attributes:
        cue: the words that attribute.
        score: how likely they do, between 0 and 1.
        source: who says it, as written.
        contents: what is said, in pieces where something stands between.
    """

    cue: Span
    score: float
    source: Span | None
    contents: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """All scores of one document; `parties` has one entry a candidate that was read."""

    parties: dict[int, float]
    pairs: tuple[PairScore, ...]
    cues: tuple[CueScore, ...]
