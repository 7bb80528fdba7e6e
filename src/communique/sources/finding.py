"""From paths to pieces: files, and what lies in those that hold many."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from communique.errors import DocumentError
from communique.sources.files import say_problem
from communique.sources.limits import DEFAULT_LIMITS, Limits
from communique.sources.mapping import TableMapping
from communique.sources.opening import Budget, Opened, open_piece
from communique.sources.pieces import Piece
from communique.sources.telling import load_holder, tell_holder
from communique.sources.walking import expand, walk

__all__ = ["STANDARD_INPUT", "WITHIN", "iter_pieces", "look_into", "whole_of"]

STANDARD_INPUT: Final = "-"

WITHIN: Final = "!/"
"""Between the name of what holds many and that of what it holds, as the addresses of archives write it."""

_OUTERMOST: Final = re.compile(rf"(?<!#){re.escape(WITHIN)}")  # "#!/" belongs to the address of a page


def iter_pieces(
    paths: Iterable[str | Path], *, mapping: TableMapping | None = None, limits: Limits = DEFAULT_LIMITS
) -> Iterator[Piece]:
    """The texts that these paths lead to, each file once, in the order given and by name within folders.

    Folders are walked to the bottom; hidden files and what is plainly no text are passed over there. Patterns
    (`news/**/*.txt`) are expanded where no file has that very name. Archives, mailboxes, tables and web archives are
    read as a stream, and nothing of them is written to disk. What cannot be looked into comes with its `failure`.

    Args:
        paths: files, folders and patterns; `-` is standard input.
        mapping: where the fields of JSON and CSV stand, where they are not those of a known format.
        limits: what is taken on.

    Raises:
        InputError: a path or pattern names nothing; said before any piece is handed out.
    """
    starts = [start for path in paths for start in ([path] if path == STANDARD_INPUT else expand([path]))]
    return _iter_starts([str(start) for start in starts], mapping, limits)


def _iter_starts(starts: Iterable[str], mapping: TableMapping | None, limits: Limits) -> Iterator[Piece]:
    seen: set[str] = set()
    for start in starts:
        found = [Piece(source=STANDARD_INPUT)] if start == STANDARD_INPUT else walk(start, seen)
        for piece in found:
            if piece.failure is not None:
                yield piece
            else:
                yield from look_into(replace(piece, mapping=mapping), limits)


def whole_of(source: str) -> str:
    """The name of the file or address in which a source lies: its own, where it lies in nothing."""
    return _OUTERMOST.split(source, maxsplit=1)[0]


def look_into(
    piece: Piece, limits: Limits = DEFAULT_LIMITS, *, depth: int = 0, budget: Budget | None = None
) -> Iterator[Piece]:
    """The piece itself where it is one text, else what it holds; what is wrong with the whole comes last.

    Args:
        piece: a file, or the bytes of one.
        limits: what is taken on.
        depth: how many archives it lies in.
        budget: what is left to unpack of the file that it comes out of; None where it comes out of none.
    """
    try:
        with open_piece(piece, limits, budget=budget) as opened:
            holder = tell_holder(opened.head, opened.piece)
            if holder is None:
                yield (
                    replace(opened.piece, path=None, data=opened.take(opened.stream, limits))
                    if opened.packed
                    else piece
                )
            elif depth >= limits.depth:
                raise DocumentError(f"archives within archives, more than {limits.depth} deep")
            else:
                yield from _members(opened, holder, limits, depth)
    except DocumentError as error:
        yield replace(piece, data=None, failure=str(error))
    except OSError as error:
        yield replace(piece, data=None, failure=say_problem(error))
    except Exception as error:  # whatever a broken archive makes its reader do, it costs that archive alone
        yield replace(piece, data=None, failure=f"damaged: {type(error).__name__}: {error}")


def _members(opened: Opened, holder: str, limits: Limits, depth: int) -> Iterator[Piece]:
    whole, number = opened.piece, 0
    for number, member in enumerate(load_holder(holder).iter_members(opened, limits), start=1):
        if number > limits.members:
            raise DocumentError(f"more than the {limits.members:,} texts that are allowed; the rest is not read")
        if not member.source:  # the whole itself: a mail without what is attached to it
            yield replace(member, source=whole.source)
            continue
        named = replace(member, source=f"{whole.source}{WITHIN}{member.source}", mapping=whole.mapping)
        if named.failure is not None:
            yield named
        else:
            yield from look_into(named, limits, depth=depth + 1, budget=opened.budget)
    if number == 0:
        raise DocumentError(f"{load_holder(holder).MEANS} with nothing in it that is read")
