"""Finds the formats by the names of their folders, and imports one when it is asked for."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any, Protocol, TextIO, cast

import communique.exporters
from communique.errors import InputError

__all__ = ["Exporter", "Record", "exporter_names", "load_exporter"]

Record = Mapping[str, Any]
"""One row of the contract: a meeting, a person, a document … as a mapping of plain values."""


class Exporter(Protocol):
    """What a format's folder offers.

    Attributes:
        SUFFIX: the usual ending of a file in this format, with its dot.
        MEDIA_TYPE: its registered media type.
        NOUNS: the kinds of record it can write; None for any.
    """

    SUFFIX: str
    MEDIA_TYPE: str
    NOUNS: frozenset[str] | None

    def write(self, records: Iterable[Record], out: TextIO, *, noun: str) -> None:
        """Write every record to `out`, one after the other, so that a long list needs no memory.

        Args:
            records: rows of the contract, all of one kind.
            out: an open text file or stream.
            noun: what the rows are: `meetings`, `people`, `organisations`, `documents`, `extractions`.
        """


def exporter_names() -> list[str]:
    """The formats there are, in the order of the alphabet."""
    return sorted(found.name for found in pkgutil.iter_modules(communique.exporters.__path__) if found.ispkg)


def load_exporter(name: str) -> Exporter:
    """The format of this name.

    Raises:
        InputError: there is no such format; the message names those there are.
    """
    if name not in exporter_names():
        raise InputError(f"no format {name!r}; there are {', '.join(exporter_names())}")
    return cast("Exporter", import_module(f"communique.exporters.{name}"))
