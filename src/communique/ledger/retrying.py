"""Reading again what could not be read: from the names of the failures back to pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from communique.errors import InputError, NotFoundError
from communique.sources.finding import STANDARD_INPUT, WITHIN, whole_of
from communique.sources.pieces import Piece
from communique.store.opening import Store
from communique.store.reading import list_failures
from communique.store.records import IngestReport
from communique.store.writing import drop_failure

__all__ = ["choose_failures", "retry"]

Find = Callable[[str], Iterable[Piece]]
"""The pieces that one path or address leads to."""


def choose_failures(store: Store, names: Sequence[str] | None) -> list[str]:
    """The sources that could not be read when they were last tried: all, or those named and what lies in them.

    Raises:
        NotFoundError: nothing of a name has failed.
    """
    with store.reading() as connection:
        failed = [one.source for one in list_failures(connection)]
    if names is None:
        return failed
    chosen: dict[str, None] = {}
    for name in names:
        found = [one for one in failed if one == name or _lies_in(one, name)]
        if not found:
            raise NotFoundError(f"no failure of {name!r}; `communique documents --result failed` lists them")
        chosen |= dict.fromkeys(found)
    return list(chosen)


def retry(
    store: Store, sources: Sequence[str], *, find: Find, ingest: Callable[[Iterable[Piece]], IngestReport]
) -> IngestReport:
    """Take in what can be read by now; what cannot stays a failure, with the reason of today.

    Args:
        store: the ledger.
        sources: names of failures.
        find: gives the pieces that one path or address leads to.
        ingest: takes pieces in.
    """
    met: set[str] = set()  # names under which something was handed out to be read
    looked_into: set[str] = set()  # sources that could be looked into to the end

    def pieces() -> Iterator[Piece]:
        for start, wanted in _by_start(sources).items():
            for piece in _wanted_pieces(start, wanted, find):
                met.add(piece.source)
                yield piece
            looked_into.update(wanted)

    report = ingest(pieces())
    # An archive that could not be opened holds texts by now, each under a name of its own.
    for source in sorted(looked_into - met):
        drop_failure(store, source)
    return report


def _by_start(sources: Iterable[str]) -> dict[str, list[str]]:
    """The sources by the file or address that is opened for them: an archive once for all that it holds."""
    starts: dict[str, list[str]] = {}
    for source in sources:
        whole = whole_of(source)
        starts.setdefault(source if Path(source).is_file() else whole, []).append(source)
    return starts


def _wanted_pieces(start: str, wanted: Sequence[str], find: Find) -> Iterator[Piece]:
    if start == STANDARD_INPUT:
        # What was piped in is gone; only the same pipe can bring it again.
        yield from (
            Piece(source=one, failure="was read from standard input, which cannot be read again") for one in wanted
        )
        return
    waiting = dict.fromkeys(wanted)
    try:
        for piece in find(start):
            if (
                start in wanted
                or piece.source in waiting
                or any(piece.source.startswith(f"{one}{WITHIN}") for one in wanted)
            ):
                waiting = {one: None for one in waiting if one != piece.source and not _lies_in(piece.source, one)}
                yield piece
            elif piece.source == start:  # the whole cannot be looked into, and so nothing that it holds
                yield from (replace(piece, source=one) for one in waiting)
                return
    except InputError as error:
        yield from (Piece(source=one, failure=str(error)) for one in waiting)
        return
    if start not in wanted:
        yield from (Piece(source=one, failure=f"no longer in {start}") for one in waiting)


def _lies_in(source: str, whole: str) -> bool:
    return source.startswith((f"{whole}{WITHIN}", f"{whole.rstrip('/')}/"))
