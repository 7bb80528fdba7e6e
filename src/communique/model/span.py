"""Where words stand in a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Passage", "Span"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text: code points from `start` up to, not including, `end`.

    Takes its two numbers by position, as slices do.

    Raises:
        ValueError: where the end does not come after the start, or the start is negative.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span runs forward from 0 or more, not from {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: object) -> bool:
        """True where the other span, or the position, lies within this one."""
        if isinstance(other, Span):
            return self.start <= other.start and other.end <= self.end
        return isinstance(other, int) and self.start <= other < self.end

    def touches(self, other: Span) -> bool:
        """True where the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def without(self, others: Sequence[Span]) -> Iterator[Span]:
        """What of this stretch stands in none of the others."""
        at = self.start
        for other in sorted(others):
            if other.touches(self):
                if other.start > at:
                    yield Span(at, other.start)
                at = max(at, other.end)
        if at < self.end:
            yield Span(at, self.end)

    def of(self, text: str) -> str:
        """The words that stand here."""
        return text[self.start : self.end]

    def passage(self, text: str) -> Passage:
        """This stretch together with its words."""
        return Passage(start=self.start, end=self.end, quote=text[self.start : self.end])


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Passage:
    """The words of a document that bear a fact out, and where they stand.

    `quote == text[start:end]`, to the letter.
    """

    start: int
    end: int
    quote: str

    @property
    def span(self) -> Span:
        """The stretch without its words."""
        return Span(self.start, self.end)

    def stands_in(self, text: str) -> bool:
        """True where the text has exactly these words at exactly this place."""
        return bool(self.quote) and text[self.start : self.end] == self.quote
