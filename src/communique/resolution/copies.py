"""Copies of one text, so that ten papers that print one agency's story count as one source.

A sketch is a small set of numbers by which two texts can be compared without reading them again: MinHash with one hash
a shingle of three words, sorted into bins. The share of equal bins estimates the share of shingles in common.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import combinations

from communique.resolution.clusters import Clusters, Grouping
from communique.resolution.facts import DocumentFacts
from communique.resolution.names import fold

__all__ = ["NEAR_COPY", "group_sources", "similarity", "sketch"]

BINS = 128
SHINGLE = 3  # words: short enough that a light edit leaves most shingles, long enough to be telling
FEWEST_WORDS = 20  # shorter texts are alike by chance
MOST_WORDS = 50_000  # of a longer text only the beginning is sketched
# Share of shingles in common from which two texts are copies. Half of all shingles is two thirds of each text, word for
# word: a credit line and some sentences changed. Texts written apart about one event share less than a tenth.
NEAR_COPY = 0.5
# Bins compared at once: of two texts with half their shingles in common, 99.6 % share one of the 43 bands.
BAND = 3
WORD = re.compile(r"\w+")


def sketch(text: str) -> tuple[int, ...]:
    """The sketch of a text; empty for a text too short to be told from others."""
    words: list[str] = []
    for found in WORD.finditer(text):
        words.append(found.group().casefold())
        if len(words) == MOST_WORDS:
            break
    if len(words) < FEWEST_WORDS:
        return ()
    bins: list[int | None] = [None] * BINS
    for at in range(len(words) - SHINGLE + 1):
        shingle = " ".join(words[at : at + SHINGLE]).encode("utf-8", "surrogatepass")
        value = int.from_bytes(blake2b(shingle, digest_size=8).digest(), "big")
        place, rest = value % BINS, value // BINS
        known = bins[place]
        if known is None or rest < known:
            bins[place] = rest
    return tuple(fill(bins))


def fill(bins: Sequence[int | None]) -> Iterator[int]:
    """Let an empty bin borrow from the next full one.

    What is borrowed is moved by the distance, so that it equals only what was borrowed over the same distance.
    """
    for at in range(len(bins)):
        for step in range(len(bins)):
            value = bins[(at + step) % len(bins)]
            if value is not None:
                yield value + (step << 64)
                break


def similarity(a: Sequence[int], b: Sequence[int]) -> float:
    """The estimated share of shingles that two sketched texts have in common; 0 where either has no sketch."""
    if not a or not b or len(a) != len(b):
        return 0.0
    return sum(x == y for x, y in zip(a, b, strict=True)) / len(a)


def group_sources(documents: Mapping[str, DocumentFacts]) -> Clusters:
    """Group documents that are one source: near copies of each other, or crediting the same agency."""
    grouping = Grouping(sorted(documents))
    by_agency: dict[str, str] = {}
    for one in sorted(documents):
        for agency in documents[one].agencies:
            grouping.join(by_agency.setdefault(fold(agency).strip(), one), one)
    for block in band_blocks(documents):
        for a, b in combinations(block, 2):
            if (
                grouping.find(a) != grouping.find(b)
                and similarity(documents[a].sketch, documents[b].sketch) >= NEAR_COPY
            ):
                grouping.join(a, b)
    return grouping.clusters()


def band_blocks(documents: Mapping[str, DocumentFacts]) -> Iterator[list[str]]:
    """Documents that have a band of their sketches in common: only these are compared with each other."""
    blocks: dict[tuple[int, tuple[int, ...]], list[str]] = defaultdict(list)
    for one in sorted(documents):
        print_of_it = documents[one].sketch
        for at in range(0, len(print_of_it), BAND):
            blocks[at, print_of_it[at : at + BAND]].append(one)
    yield from (block for _, block in sorted(blocks.items()) if len(block) > 1)
