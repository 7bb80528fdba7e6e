"""How one thing stands to an earlier one: an answer to its ask, a deed to its promise."""

from __future__ import annotations

from dataclasses import dataclass

from communique.model.ids import content_id
from communique.model.vocabulary import TieKind

__all__ = ["Tie"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A rule, or somebody, holds that a later thing answers, keeps, breaks … an earlier one, and says why.

    Attributes:
        later, earlier: the ids of two statements, of two meetings, or of a meeting and the statement that it keeps.
        kind: what the later one does to the earlier one.
        by: the rule with its version, or the person who decided.
        because: the reason in plain words.
        score: how sure, between 0 and 1.
    """

    later: str
    earlier: str
    kind: TieKind
    by: str
    because: str
    score: float

    @property
    def id(self) -> str:
        """Stable: the two, what ties them, and who said so."""
        return content_id("tie", self.later, self.earlier, self.kind.value, self.by)
