"""Reading documents: from paths to what is found in each."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING
from warnings import warn

from communique.batch import Limits, ProcessCrew
from communique.errors import DamagedModelError, ReaderWarning
from communique.languages.detection import is_supported
from communique.model import Document, Extraction
from communique.settings import ReaderChoice, count_cores, load_settings, parse_jobs
from communique.sources.articles import load_article_mapping
from communique.sources.opening import HEAD
from communique.sources.pieces import Piece
from communique.sources.reading import read_piece
from communique.sources.telling import TEXT, tell_form
from communique.store.careful import Read
from communique.store.records import Failure
from communique.store.windows import in_order

if TYPE_CHECKING:
    from communique.extraction.learned import TrainedReader

__all__ = [
    "choose_jobs",
    "choose_limits",
    "extract",
    "extract_found",
    "find_reader",
    "hire",
    "load_language",
    "piece_reader",
    "refuse",
]

# Every part of the reading is asked for something.
_FIRST = "Ann Miller, the mayor of Ghent, met Tom Baker on Friday, March 1, 2024, and asked him for help."


def extract(
    paths: Iterable[str | Path],
    *,
    reader: ReaderChoice | str | None = None,
    jobs: int | None = None,
    mapping: str | Path | None = None,
    allow_private: bool = False,
) -> Iterator[Extraction | Failure]:
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
        paths: files, folders and patterns; `-` is standard input.
        reader: `trained` or `rules`; None takes what the settings say.
        jobs: how many processes read side by side; None takes what the settings say, which is a process a core.
        mapping: a file in TOML that says where the fields of JSON and CSV stand, where they are in no known format.
        allow_private: pages on hosts that are not public may be asked for too.

    Raises:
        InputError: a path or pattern names nothing, the mapping cannot be used, or there is no such reader; said
            before any file is read.
        WorkersError: the processes that read cannot be started.
    """
    # Deferred: it knows of fetching, which those who read files do without.
    from communique.ledger.fetching import gather

    pieces = gather(paths, load_settings(), mapping=load_article_mapping(mapping), allow_private=allow_private)
    return _extract_each(pieces, hire(reader, jobs))


def _extract_each(pieces: Iterable[Piece], crew: ProcessCrew[Piece]) -> Iterator[Extraction | Failure]:
    with crew:
        documents = (one for _, one in in_order(pieces, crew.read, ahead=crew.ahead) if one is not None)
        for document, found in in_order(documents, partial(_extract_some, crew), ahead=crew.ahead, chosen=_is_readable):
            if found is not None:
                yield found
            else:
                yield document if isinstance(document, Failure) else Extraction(document=document)


def _is_readable(document: Document | Failure) -> bool:
    return not isinstance(document, Failure) and refuse(document) is None


def _extract_some(crew: ProcessCrew[Piece], some: Sequence[Document | Failure]) -> Future[list[Extraction | Failure]]:
    return crew.extract([one for one in some if isinstance(one, Document)])


def hire(reader: ReaderChoice | str | None = None, jobs: int | None = None) -> ProcessCrew[Piece]:
    """Those who read pieces and find what their texts say, within the limits of the settings.

    Args:
        reader: `trained` or `rules`; None takes what the settings say.
        jobs: how many processes; None takes what the settings say, which is a process a core.

    Raises:
        InputError: there is no such reader, or no such number of processes.
    """
    trained = find_reader(reader)
    return ProcessCrew(
        read=piece_reader(),
        extract=partial(extract_found, trained=trained),
        warm=load_language,
        begin=trained,
        jobs=choose_jobs(jobs),
        limits=choose_limits(),
        is_hostile=is_hostile,
    )


def choose_jobs(jobs: int | None = None) -> int:
    """How many processes read: as many as are asked for, else as the settings say, else one a core.

    Raises:
        InputError: there is no such number of processes.
    """
    wanted = load_settings().jobs if jobs is None else parse_jobs(jobs, "jobs")
    return count_cores() if wanted is None else wanted


def choose_limits() -> Limits:
    """What one document may take, by the settings."""
    settings = load_settings()
    return Limits(seconds=settings.max_seconds, megabytes=settings.max_memory_megabytes)


def load_language() -> None:
    """Load all that reading a first text would load, the trained reader apart."""
    # Deferred: it takes a second.
    from communique.text.documents import frame

    for _ in extract_found([frame(_FIRST, source="", language="en")]):
        pass


def is_hostile(piece: Piece) -> bool:
    """True of what is no plain text, by its front: it takes a reader to which it could do anything."""
    return tell_form(_front(piece), piece) != TEXT


def _front(piece: Piece) -> bytes:
    if piece.data is not None:
        return piece.data[:HEAD]
    if piece.path is not None:
        with contextlib.suppress(OSError, ValueError), piece.path.open("rb") as file:
            return file.read(HEAD)
    return b""


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
    trained = settings.choose_reader(choice) is ReaderChoice.TRAINED
    return partial(_load_trained, settings.model) if trained else _load_none


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
    documents: Sequence[Document],
    *,
    trained: Callable[[], TrainedReader | None] = _load_none,
    captured: date | None = None,
) -> Iterator[Extraction]:
    """What is found in documents in a supported language, in their order.

    Args:
        documents: a handful of documents.
        trained: gives the trained reader, or None (`find_reader`).
        captured: the day the texts were captured; None for today.
    """
    # Deferred: it loads the language's model, which known documents and other commands do without.
    from communique.extraction import extract_documents

    return extract_documents(documents, captured=captured or date.today(), trained=trained())
