"""What is fuzzed: a reader, what has to hold of all that it makes of any bytes, and what to begin with."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules

from fuzz import targets

__all__ = ["FindingError", "Target", "find_targets", "hold", "load_target", "run"]

_SLOWER = 20.0  # how much longer than its target says an input may take while coverage is traced


class FindingError(AssertionError):
    """Something that has to hold of a reader does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One reader under test.

    Attributes:
        about: what is read, in a few words.
        check: reads bytes and raises where something does not hold; it lets errors pass that the reader is meant to
            raise, and no others.
        seeds: sound and nearly sound inputs to begin with.
        words: pieces of the input's language that chance would hardly find.
        longest: bytes of an input; what is longer is cut.
        seconds: of processor time that an input may take, untraced and on a slow machine. Far above what any needs:
            what grows by the square of its length passes it before it is `longest`.
        tries: how many inputs the tests of this project try, without the fuzzer.
        libraries: packages of others whose coverage is followed too, since they read the bytes before we do.
    """

    about: str
    check: Callable[[bytes], None]
    seeds: Callable[[], Sequence[bytes]]
    words: Sequence[str | bytes]
    longest: int = 4_096
    seconds: float = 1.0
    tries: int = 300
    libraries: Sequence[str] = ()


def hold(condition: object, message: str) -> None:
    """Say what does not hold; unlike `assert`, also where Python runs optimised.

    Raises:
        FindingError: the condition is not true.
    """
    if not condition:
        raise FindingError(message)


def find_targets() -> tuple[str, ...]:
    """The names of all targets: the modules in `targets`."""
    return tuple(sorted(module.name for module in iter_modules(targets.__path__)))


def load_target(name: str) -> Target:
    """The target of this name.

    Raises:
        ModuleNotFoundError: there is none.
    """
    target: Target = import_module(f"fuzz.targets.{name}").TARGET
    return target


def run(target: Target, data: bytes, *, traced: bool = False) -> None:
    """Let the target read an input once, and see how long it takes.

    Args:
        target: the target.
        data: the input.
        traced: whether the code is slowed down by the tracing of its coverage.

    Raises:
        FindingError: something does not hold, or it took too long.
    """
    data = data[: target.longest]
    allowed = target.seconds * (_SLOWER if traced else 1.0)
    started = time.process_time()
    target.check(data)
    taken = time.process_time() - started
    hold(taken <= allowed, f"took {taken:.1f} s for {len(data):,} bytes, and {allowed:.1f} s are allowed")
