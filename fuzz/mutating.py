"""Broken forms of sound inputs, the same in every run: what the tests feed to the targets where there is no fuzzer."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

__all__ = ["mutations"]

_MOST_STEPS = 6
_MOST_REPEATS = 64


def mutations(seeds: Sequence[bytes], words: Sequence[str | bytes], *, count: int, seed: int) -> Iterator[bytes]:
    """Inputs that are wrong in some places.

    Args:
        seeds: sound inputs; at least one.
        words: pieces to put in.
        count: how many inputs to make.
        seed: of the random numbers; the same gives the same inputs.
    """
    chance = random.Random(seed)
    pieces = [word.encode() if isinstance(word, str) else word for word in words]
    for _ in range(count):
        data = bytearray(chance.choice(seeds))
        for _ in range(chance.randint(1, _MOST_STEPS)):
            _change(data, seeds, pieces, chance)
        yield bytes(data)


def _change(data: bytearray, seeds: Sequence[bytes], pieces: Sequence[bytes], chance: random.Random) -> None:
    at = chance.randint(0, len(data))
    end = min(len(data), at + chance.choice((1, 2, 8, 40, 200)))
    way = chance.randrange(7)
    if way == 0:  # another byte
        data[at : at + 1] = bytes([chance.randrange(256)])
    elif way == 1:  # something left out
        del data[at:end]
    elif way == 2:  # something of another input
        other = chance.choice(seeds)
        begin = chance.randint(0, len(other))
        data[at:at] = other[begin : begin + 60]
    elif way == 3 and pieces:  # a word put in
        data[at:at] = chance.choice(pieces)
    elif way == 4 and pieces:  # a word put in the place of something
        data[at:end] = chance.choice(pieces)
    elif way == 5:  # said again and again
        data[at:at] = data[at:end] * chance.randint(1, _MOST_REPEATS)
    else:  # broken off
        del data[at:]
