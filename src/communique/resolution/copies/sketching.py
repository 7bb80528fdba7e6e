"""Sketches: small sets of numbers by which texts that may be copies find each other without being read again.

MinHash with one hash for each thing, sorted into bins. The share of equal bins estimates the share of things in common.
A sketch has one set of bins for the runs of words, by which copies are found that kept the words, and one for the names
and numbers of the text, by which those are found that kept the facts. Two equal bins side by side are a band; texts
with a band in common are worth comparing.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from communique.resolution.copies.wording import Wording

__all__ = ["DETAIL_BINS", "EMPTY", "VERSION", "WORD_BINS", "Sketch", "bands_of", "sketch"]

VERSION = 2
"""Rises when the same text would get another sketch, or the same pair another grade."""

WORD_BINS = 96
DETAIL_BINS = 64
FEWEST_DETAILS = 8
# Two bins a band: of texts with 3 in 10 runs of words in common, 99 % share one of 48 bands; of texts with 3 in 10
# details in common, 95 % share one of 32. Of unrelated texts one pair in forty does, and is dropped by its estimate.
BAND = 2
EMPTY = 0xFFFFFFFF
"""A bin of a text that has none; it equals no other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """The sketch of a text.

    Attributes:
        fingerprint: the same for the same words; None for a text too short to be compared.
        words: bins of its runs of words; empty for such a text.
        details: bins of the names and numbers that it mentions; empty where they are few.
    """

    fingerprint: str | None
    words: Sequence[int] = ()
    details: Sequence[int] = ()

    def pack(self) -> bytes:
        """The bins as bytes, those of the words first; empty bins where there are none."""
        bins = array("I", self.words or [EMPTY] * WORD_BINS)
        bins.extend(self.details or [EMPTY] * DETAIL_BINS)
        return bins.tobytes()


def sketch(wording: Wording) -> Sketch:
    """The sketch of a wording."""
    if wording.fingerprint is None:
        return Sketch(fingerprint=None)
    # Names and numbers are what a rewrite keeps. Where a script has no capitals, every detail may be one.
    details = [key for key, detail in wording.details.items() if detail.telling or not key.isascii()]
    return Sketch(
        fingerprint=wording.fingerprint,
        words=_bins((" ".join(shingle) for shingle in wording.shingles), WORD_BINS),
        details=_bins(details, DETAIL_BINS) if len(details) >= FEWEST_DETAILS else (),
    )


def bands_of(found: Sketch) -> Iterator[int]:
    """The bands of a sketch, as numbers that a database can hold (63 bits)."""
    for kind, bins in (("w", found.words), ("d", found.details)):
        for at in range(0, len(bins), BAND):
            spelt = f"{VERSION}{kind}{at}:{','.join(map(str, bins[at : at + BAND]))}".encode()
            yield int.from_bytes(blake2b(spelt, digest_size=8).digest(), "big") >> 1


def _bins(things: Iterable[str], count: int) -> tuple[int, ...]:
    bins: list[int | None] = [None] * count
    for thing in things:
        value = int.from_bytes(blake2b(thing.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
        place, rest = value % count, (value // count) & 0x7FFFFFFF
        known = bins[place]
        if known is None or rest < known:
            bins[place] = rest
    return tuple(_fill(bins))


def _fill(bins: Sequence[int | None]) -> Iterator[int]:
    """Let an empty bin borrow from the next full one.

    What is borrowed is changed by the distance, so that it equals only what was borrowed over the same distance.
    """
    for at in range(len(bins)):
        for step in range(len(bins)):
            value = bins[(at + step) % len(bins)]
            if value is not None:
                yield (value ^ (step * 0x9E3779B1)) & 0x7FFFFFFF
                break
