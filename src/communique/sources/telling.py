"""Which form a piece has: by what stands at its front, then by what it is called and was said to be."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Protocol, cast

import communique.sources.forms
import communique.sources.holders
from communique.sources.blocks import Extracted
from communique.sources.limits import Limits
from communique.sources.opening import Opened
from communique.sources.pieces import Piece

__all__ = [
    "TEXT",
    "Form",
    "Holder",
    "form_names",
    "holder_names",
    "is_read",
    "known_suffixes",
    "load_form",
    "load_holder",
    "suffix_of",
    "tell_form",
    "tell_holder",
]

TEXT = "text"
"""The form of what is nothing else."""

# What servers say of files that they do not know.
_SAYS_NOTHING = frozenset({"application/octet-stream", "binary/octet-stream", "application/x-download", "text/plain"})


class Kind(Protocol):
    """What the module of a form or a holder says of itself.

    Attributes:
        SUFFIXES: the endings of its files, with the dot, in small letters.
        MEDIA_TYPES: its media types.
        MEANS: what it is, in a few words, for messages.
    """

    SUFFIXES: frozenset[str]
    MEDIA_TYPES: frozenset[str]
    MEANS: str

    def is_certain(self, head: bytes) -> bool:
        """True where the front leaves no doubt, whatever the file is called."""

    def is_likely(self, head: bytes) -> bool:
        """True where the front looks like it, which counts where neither suffix nor media type tells."""


class Form(Kind, Protocol):
    """What a module in `sources/forms` offers: one text out of some bytes."""

    def read(self, data: bytes, piece: Piece, limits: Limits) -> Extracted:
        """The text and what is told with it.

        Raises:
            DocumentError: there is none to be had; the reason in one line.
        """


class Holder(Kind, Protocol):
    """What a module in `sources/holders` offers: many pieces out of one stream."""

    def iter_members(self, opened: Opened, limits: Limits) -> Iterator[Piece]:
        """What it holds, in its order; the source of each is its name within.

        Raises:
            DocumentError: the rest cannot be read; the reason in one line.
        """


@cache
def form_names() -> tuple[str, ...]:
    """The forms there are, in the order of the alphabet."""
    return _names(communique.sources.forms.__path__)


@cache
def holder_names() -> tuple[str, ...]:
    """The kinds of files that hold many texts, in the order of the alphabet."""
    return _names(communique.sources.holders.__path__)


@cache
def load_form(name: str) -> Form:
    """The form of this name."""
    return cast("Form", import_module(f"communique.sources.forms.{name}"))


@cache
def load_holder(name: str) -> Holder:
    """The holder of this name."""
    return cast("Holder", import_module(f"communique.sources.holders.{name}"))


@cache
def known_suffixes() -> frozenset[str]:
    """The endings of files that are read, compressed or not."""
    kinds: list[Kind] = [*map(load_form, form_names()), *map(load_holder, holder_names())]
    return frozenset({".gz"}.union(*(kind.SUFFIXES for kind in kinds)))


def tell_form(head: bytes, piece: Piece) -> str:
    """The name of the form in which a piece is read; plain text where nothing says otherwise."""
    return _tell(head, piece, {name: load_form(name) for name in form_names()}) or TEXT


def tell_holder(head: bytes, piece: Piece) -> str | None:
    """The name of what holds many, or None where a piece is one text."""
    forms = {name: load_form(name) for name in form_names()}
    certain = next((name for name, form in forms.items() if form.is_certain(head)), None)
    holders = {name: load_holder(name) for name in holder_names()}
    if certain is not None:
        # A mail is a text and may hold more; a Word file is an archive, and yet a text.
        return certain if certain in holders else None
    found = _tell(head, piece, {**forms, **holders})
    return found if found in holders else None


def is_read(head: bytes, piece: Piece) -> bool:
    """True where something says of a piece that it is of a form that is read; nothing is taken for plain text."""
    suffix, media_type = suffix_of(piece.name), (piece.media_type or "").lower()
    kinds: list[Kind] = [*map(load_form, form_names()), *map(load_holder, holder_names())]
    return any(kind.is_certain(head) or suffix in kind.SUFFIXES or media_type in kind.MEDIA_TYPES for kind in kinds)


def suffix_of(name: str) -> str:
    """The ending of a file's name in small letters, with its dot; empty where there is none."""
    stem, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if dot and stem and "/" not in ending else ""


def _tell(head: bytes, piece: Piece, kinds: Mapping[str, Kind]) -> str | None:
    suffix, media_type = suffix_of(piece.name), (piece.media_type or "").lower()
    tests: tuple[Callable[[Kind], bool], ...] = (
        lambda kind: kind.is_certain(head),
        lambda kind: media_type in kind.MEDIA_TYPES and media_type not in _SAYS_NOTHING,
        lambda kind: suffix in kind.SUFFIXES,
        lambda kind: kind.is_likely(head),
    )
    return next((name for test in tests for name, kind in kinds.items() if test(kind)), None)


def _names(path: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(found.name for found in pkgutil.iter_modules(path) if not found.name.startswith("_")))
