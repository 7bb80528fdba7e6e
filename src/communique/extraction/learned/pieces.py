"""Word pieces: what the encoder reads in place of words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

__all__ = ["Pieces"]

# What the base models call the marks at both ends of a row, and the one in place of a hidden piece.
_OPENING: Final = ("[CLS]", "<s>")
_CLOSING: Final = ("[SEP]", "</s>")
_HIDDEN: Final = ("[MASK]", "<mask>")


class Pieces:
    """Cuts texts into the word pieces of a base model.

    Args:
        content: the base model's `tokenizer.json`.

    Raises:
        ValueError: it has no marks for the ends of a row.

    Attributes:
        hidden: the number that stands in place of a hidden piece; only training hides any.
    """

    def __init__(self, content: bytes) -> None:
        # Deferred: it takes its time, only reading needs it, and not every machine has it.
        import tokenizers

        self._cutter = tokenizers.Tokenizer.from_str(content.decode("utf-8"))
        self._cutter.no_padding()
        self._cutter.no_truncation()
        self._opening, self._closing, self.hidden = map(self._number, (_OPENING, _CLOSING, _HIDDEN))

    def __call__(self, text: str) -> Sequence[tuple[int, int, int]]:
        """The pieces of a text: number, start and end of each, in its code points."""
        found = self._cutter.encode(text, add_special_tokens=False)
        return [(number, start, end) for number, (start, end) in zip(found.ids, found.offsets, strict=True)]

    def mark(self, numbers: Sequence[int]) -> list[int]:
        """A row of pieces with the marks of the base model at both ends, in place of what stands there."""
        return [self._opening, *numbers[1:-1], self._closing]

    def _number(self, names: Sequence[str]) -> int:
        known = [number for name in names if (number := self._cutter.token_to_id(name)) is not None]
        if not known:
            raise ValueError(f"the word pieces lack marks: none of {', '.join(names)}")
        return known[0]
