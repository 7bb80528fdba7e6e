"""The rows of a register, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from communique.model import RegisterRow, content_id
from communique.sources.mapped_rows import BrokenRow, MappedRow, iter_rows
from communique.sources.registers.layouts import RegisterMapping

__all__ = ["iter_register"]


def iter_register(
    path: Path, mapping: RegisterMapping, *, on_bytes: Callable[[int], None] | None = None
) -> Iterator[RegisterRow | BrokenRow]:
    """The rows of a register, in order; those that cannot be used come as broken, with the reason.

    Broken is what no mapping could read, a row without an official, a row that says the same as an earlier one, and one
    with the id of an earlier one.

    Args:
        path: the file.
        mapping: how it is read.
        on_bytes: is told now and then how many bytes were read.

    Raises:
        InputError: the file cannot be read, or has not the columns that the mapping names.
    """
    seen: dict[str, int] = {}
    for found in iter_rows(path, mapping.table, on_bytes=on_bytes):
        if isinstance(found, BrokenRow):
            yield found
            continue
        row = _row(found)
        if not row.officials:
            yield BrokenRow(line=row.line, problem="officials: none given")
            continue
        if (problem := _repeats(found, row.id, seen)) is not None:
            yield BrokenRow(line=row.line, problem=problem)
            continue
        yield row


def _row(found: MappedRow) -> RegisterRow:
    return RegisterRow(
        line=found.line,
        id=found.one("id"),
        date=found.one("date"),
        officials=found.several("officials"),
        counterparties=found.several("counterparties"),
        subject=found.one("subject"),
        place=found.one("place"),
        role=found.one("role"),
        body=found.one("body"),
    )


def _repeats(found: MappedRow, own: str | None, seen: dict[str, int]) -> str | None:
    """What this row repeats of an earlier one, if anything; hashes are kept, and not the rows."""
    said = [f"{field}={value}" for field in sorted(found.values) if field != "id" for value in found.values[field]]
    if own is not None and (line := seen.setdefault(content_id("id", own), found.line)) != found.line:
        return f"id: {own!r} is that of line {line:,} too"
    if (line := seen.setdefault(content_id("row", said), found.line)) != found.line:
        return f"it says the same as line {line:,}"
    return None
