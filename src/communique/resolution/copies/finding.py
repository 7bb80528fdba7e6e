"""Which of its near neighbours a text is a copy of.

What a text is a copy of depends on its neighbours alone, so that a new text changes the answer for its neighbours and
nobody else, and on all of them at once, so that the order in which they came does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from communique.resolution.copies.copy import Copy, build_copy, standing
from communique.resolution.copies.likeness import Likeness
from communique.resolution.copies.sketching import EMPTY, WORD_BINS
from communique.resolution.facts import DocumentFacts

__all__ = ["Neighbour", "estimate", "find_copy", "worth_comparing"]

# Estimated shares of runs of words, and of details, from which two texts are worth comparing word by word. An estimate
# is off by a twentieth or so; copies that keep half a text lie well above.
NEAR_WORDS = 0.10
NEAR_DETAILS = 0.14
# Compared word by word: the nearest, and the first that came. Of a story that three hundred papers print, each is
# compared with some of the others, and all come to hang together.
NEAREST = 8
EARLIEST = 3
AT_ONCE = 4096  # sketches compared at once: some megabytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A text whose sketch is near another's.

    Attributes:
        place: the document's, as whoever asks counts them.
        standing: where it stands among copies, as text that sorts.
        words, details: the estimated shares of runs of words and of details in common.
    """

    place: int
    standing: str
    words: float
    details: float


def estimate(mine: bytes, others: Mapping[int, bytes], standings: Mapping[int, str]) -> Iterator[Neighbour]:
    """How near other sketches are to one, by their bins; those that are worth comparing word by word.

    Args:
        mine: the packed sketch.
        others: the packed sketches of other documents, by their places.
        standings: where these stand among copies.
    """
    # Deferred: it takes longer to import than most commands take to run.
    import numpy as np

    places = sorted(others)
    for at in range(0, len(places), AT_ONCE):
        some = places[at : at + AT_ONCE]
        own = np.frombuffer(mine, dtype=np.uint32)
        rows = np.frombuffer(b"".join(others[one] for one in some), dtype=np.uint32).reshape(len(some), -1)
        equal = (rows == own) & (own != EMPTY)
        shares = zip(some, equal[:, :WORD_BINS].mean(axis=1), equal[:, WORD_BINS:].mean(axis=1), strict=True)
        for one, words, details in shares:
            if words >= NEAR_WORDS or details >= NEAR_DETAILS:
                yield Neighbour(place=one, standing=standings[one], words=float(words), details=float(details))


def worth_comparing(neighbours: Iterable[Neighbour], standing: str) -> tuple[int, ...]:
    """Of all that are near a text, the places of those to compare it with word by word; they came before it.

    So a text that comes last concerns none that came before, however many there are.

    Args:
        neighbours: all that are near it.
        standing: where it stands itself.
    """
    before = [one for one in neighbours if one.standing < standing]
    nearest = sorted(before, key=lambda one: (-max(one.words, one.details), one.standing))[:NEAREST]
    earliest = sorted(before, key=lambda one: one.standing)[:EARLIEST]
    return tuple(sorted({one.place for one in (*nearest, *earliest)}))


def find_copy(
    document: DocumentFacts,
    others: Iterable[DocumentFacts],
    likeness_of: Callable[[str, str], Likeness | None],
) -> Copy | None:
    """What a document is a copy of: of those that it is like and that came before it, the first; None of none.

    Args:
        document: the document.
        others: those to compare it with.
        likeness_of: what makes the document and another alike, by their ids in this order.
    """
    before = sorted((one for one in others if standing(one) < standing(document)), key=standing)
    for other in before:
        likeness = likeness_of(document.id, other.id)
        if likeness is not None:
            return build_copy(document, other, likeness)
    return None
