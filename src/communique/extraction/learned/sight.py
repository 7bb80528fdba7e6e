"""Documents as the network has read them: the state of every piece, on which all heads work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


def look(network: Network, readings: Sequence[DocumentReading]) -> list[Sight]:
    """Let the network read a handful of documents; their strips go through it together."""
    strips = [tuple(cut_strips(sheet_of(reading), network.pieces)) for reading in readings]
    flat = [strip for own in strips for strip in own]
    order = sorted(range(len(flat)), key=lambda k: len(flat[k].numbers))
    states: dict[int, Floats] = {}
    for begin in range(0, len(order), _BATCH):
        chosen = order[begin : begin + _BATCH]
        states.update(zip(chosen, network.states([flat[k].numbers for k in chosen]), strict=True))
    found, at = [], 0
    for reading, own in zip(readings, strips, strict=True):
        mine = tuple(states[k] for k in range(at, at + len(own)))
        found.append(Sight(reading=reading, strips=own, states=mine))
        at += len(own)
    return found
