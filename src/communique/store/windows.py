"""A stream of things of which some are worked on by others, a handful at a time, all handed on in their order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from typing import Generic, TypeVar

__all__ = ["WINDOW", "done", "in_order"]

T = TypeVar("T")
R = TypeVar("R")

WINDOW = 8
"""Documents read together: enough for the extractor's model, few enough to lose little where a run is cut short."""

HEAVIEST = 64_000_000
"""Bytes or characters that may be under way at once; one thing alone may weigh more."""


class _Place(Generic[T, R]):
    """A thing on its way."""

    __slots__ = ("at", "future", "thing", "to_do", "weight")

    def __init__(self, thing: T, *, to_do: bool, weight: int) -> None:
        self.thing = thing
        self.to_do = to_do
        self.weight = weight
        self.future: Future[list[R]] | None = None
        self.at = 0

    @property
    def is_ready(self) -> bool:
        return not self.to_do or (self.future is not None and self.future.done())

    def result(self) -> R | None:
        return None if self.future is None else self.future.result()[self.at]


def done(results: list[R]) -> Future[list[R]]:
    """Results that are there already, as ones that are waited for."""
    future: Future[list[R]] = Future()
    future.set_result(results)
    return future


def in_order(
    things: Iterable[T],
    work: Callable[[Sequence[T]], Future[list[R]]],
    *,
    ahead: int,
    chosen: Callable[[T], bool] = lambda thing: True,
    weigh: Callable[[T], int] = lambda thing: 0,
) -> Iterator[tuple[T, R | None]]:
    """Each thing with what came of it, in order, while later ones are under way.

    A thing is handed on as soon as it is done and all before it are. No more than some are held at once, however many
    there are and however long one of them takes.

    Args:
        things: what comes in, taken only as there is room.
        work: has a handful worked on.
        ahead: how many things may be under way.
        chosen: True for what is to be worked on; the rest is handed on with None, in its place.
        weigh: the bytes or characters that a thing takes.
    """
    waiting: deque[_Place[T, R]] = deque()
    open_: list[_Place[T, R]] = []
    weight = 0

    def flush() -> None:
        if open_:
            future = work([place.thing for place in open_])
            for at, place in enumerate(open_):
                place.future, place.at = future, at
            open_.clear()

    for thing in things:
        place: _Place[T, R] = _Place(thing, to_do=chosen(thing), weight=weigh(thing))
        waiting.append(place)
        weight += place.weight
        if place.to_do:
            open_.append(place)
            if len(open_) == WINDOW:
                flush()
        while waiting and (waiting[0].is_ready or len(waiting) >= ahead or weight > HEAVIEST):
            if waiting[0].to_do and waiting[0].future is None:
                flush()
            first = waiting.popleft()
            weight -= first.weight
            yield first.thing, first.result()
    flush()
    while waiting:
        first = waiting.popleft()
        yield first.thing, first.result()
