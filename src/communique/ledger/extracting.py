"""Reading documents: from paths to what is found in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from warnings import warn

from communique.errors import DamagedModelError, ReaderWarning
from communique.languages.detection import is_supported
from communique.model import Document, Extraction
from communique.settings import ReaderChoice, load_settings, parse_reader
from communique.sources.files import iter_pieces
from communique.sources.pieces import Piece
from communique.sources.reading import read_piece
from communique.store.careful import Read, extract_safely, read_safely
from communique.store.records import Failure

if TYPE_CHECKING:
    from communique.extraction.learned import TrainedReader

__all__ = ["extract", "extract_found", "find_reader", "piece_reader", "refuse"]

_WINDOW = 8  # pieces read together, as many as the model looks at in one go


def extract(paths: Iterable[str | Path], *, reader: ReaderChoice | str | None = None) -> Iterator[Extraction | Failure]:
    """Read documents and give what is found in each; no ledger is touched.

    A document in a language that cannot be read yet comes without claims. One that cannot be read at all comes as a
    failure, and the others follow.

    Example:
        >>> for found in extract(["articles/"]):  # doctest: +SKIP
        ...     if isinstance(found, Failure):
        ...         print(found.source, found.error)
        ...     else:
        ...         print(found.document.title, len(found.meetings))

    Args:
        paths: files, folders and patterns.
        reader: `trained` or `rules`; None takes what the settings say.

    Raises:
        InputError: a path or pattern names nothing, or there is no such reader; said before any file is read.
    """
    return _extract_each(iter_pieces(paths), piece_reader(), partial(extract_found, trained=find_reader(reader)))


def piece_reader() -> Read[Piece]:
    """What reads a piece, within the limits of the settings; it can be sent to another process."""
    return partial(read_piece, largest=load_settings().max_bytes)


def refuse(document: Document) -> str | None:
    """Why a document cannot be read, or None where it can: its language is not guessed at."""
    if document.language is None:
        return "no language was recognised in it"
    return None if is_supported(document.language) else f"its language ({document.language}) is not supported yet"


def find_reader(choice: ReaderChoice | str | None = None) -> Callable[[], TrainedReader | None]:
    """What gives the trained reader when a text is there to be read; it gives None where rules alone are to read.

    Where the trained reader cannot be had, it warns once and the rules read alone.

    Args:
        choice: `trained` or `rules`; None takes what the settings say.

    Raises:
        InputError: there is no such reader.
    """
    settings = load_settings()
    chosen = settings.reader if choice is None else parse_reader(choice)
    return partial(_load_trained, settings.model) if chosen is ReaderChoice.TRAINED else _load_none


def _load_none() -> None:
    return None


@cache
def _load_trained(folder: Path | None) -> TrainedReader | None:
    # Deferred: it imports onnxruntime, which the rules do without.
    from communique.extraction.learned import load_reader

    try:
        return load_reader(folder)
    except (ImportError, DamagedModelError) as error:
        warn(f"the trained reader cannot be used, the rules read alone: {error}", ReaderWarning, stacklevel=2)
        return None


def extract_found(
    documents: Sequence[Document], *, trained: Callable[[], TrainedReader | None] = _load_none
) -> Iterator[Extraction]:
    """What is found in documents in a supported language, in their order.

    Args:
        documents: a handful of documents.
        trained: gives the trained reader, or None (`find_reader`).
    """
    # Deferred: it loads the language's model, which known documents and other commands do without.
    from communique.extraction import extract_documents

    return extract_documents(documents, captured=date.today(), trained=trained())


def _extract_each(
    pieces: Iterable[Piece], read: Read[Piece], extract_window: Callable[[Sequence[Document]], Iterable[Extraction]]
) -> Iterator[Extraction | Failure]:
    waiting = iter(pieces)
    while window := list(islice(waiting, _WINDOW)):
        documents = [read_safely(piece, read) for piece in window]
        readable = [d for d in documents if not isinstance(d, Failure) and refuse(d) is None]
        found = iter(extract_safely(readable, extract_window) if readable else ())
        for document in documents:
            if isinstance(document, Failure):
                yield document
            elif refuse(document) is not None:
                yield Extraction(document=document)
            else:
                yield next(found)
