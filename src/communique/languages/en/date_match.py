"""The words that a date rule has matched, and what stands around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.languages.en.calendar import Token
from communique.languages.en.moments import NAMES
from communique.model.date_expression import DateExpression, Grain, Moment
from communique.model.span import Span

__all__ = ["Match"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The tokens that a rule has matched, and their neighbours."""

    rule: str
    text: str
    tokens: Sequence[Token]
    before: Token | None
    after: Token | None

    def names(self) -> list[str]:
        """The classes of the tokens."""
        return [NAMES[token.code] for token in self.tokens]

    def make(
        self,
        grain: Grain,
        moment: Moment | None = None,
        *,
        until: Moment | None = None,
        duration: str | None = None,
        tokens: Sequence[Token] | None = None,
    ) -> DateExpression:
        """An expression over these tokens, all of them where none are given."""
        tokens = self.tokens if tokens is None else tokens
        span = Span(tokens[0].start, tokens[-1].end)
        return DateExpression(span=span, rule=self.rule, grain=grain, moment=moment, until=until, duration=duration)

    def word_before(self) -> str:
        """The word right before, in lower case; empty where a mark or nothing stands there."""
        start = self.tokens[0].start
        words = self.text[max(0, start - 24) : start].split()
        return words[-1].lower() if words and words[-1].isalpha() else ""

    def word_behind(self) -> str:
        """The word right behind, as written; empty where a mark or nothing stands there."""
        end = self.tokens[-1].end
        rest = self.text[end : end + 24]
        words = rest.split()
        return words[0].rstrip(".,;:!?") if words and rest[:1] == " " and words[0][0].isalpha() else ""
