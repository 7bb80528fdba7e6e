"""Documents as the network has read them: the state of every piece, on which all heads work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.extraction.learned.candidates import sheet_of
from communique.extraction.learned.network import Floats, Network
from communique.extraction.learned.strips import Strip, cut_strips
from communique.reading.document import DocumentReading

__all__ = ["Sight", "look"]

_BATCH = 8  # strips that the network sees in one go


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """One document.

    Attributes:
        reading: the document.
        strips: its strips, in order.
        states: of each strip the state of each piece, of shape (pieces, width).
    """

    reading: DocumentReading
    strips: tuple[Strip, ...]
    states: tuple[Floats, ...]

    def parts(self) -> Iterator[tuple[Strip, Floats]]:
        """Each strip with its states."""
        return zip(self.strips, self.states, strict=True)


def look(network: Network, reading: DocumentReading) -> Sight:
    """Let the network read a document.

    Only strips of one document go through it together: its 8-bit arithmetic takes its scale from all that it is given,
    and what is read in a text must not depend on which other texts are read beside it.
    """
    strips = tuple(cut_strips(sheet_of(reading), network.pieces))
    order = sorted(range(len(strips)), key=lambda k: len(strips[k].numbers))
    states: dict[int, Floats] = {}
    for begin in range(0, len(order), _BATCH):
        chosen = order[begin : begin + _BATCH]
        states.update(zip(chosen, network.states([strips[k].numbers for k in chosen]), strict=True))
    return Sight(reading=reading, strips=strips, states=tuple(states[k] for k in range(len(strips))))
