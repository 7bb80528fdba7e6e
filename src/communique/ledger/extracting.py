"""Reading documents: from paths to what is found in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path

from communique.languages.detection import is_supported
from communique.model import Document, Extraction
from communique.settings import load_settings
from communique.sources.files import FoundFile, iter_files, read_file
from communique.store.careful import Read, extract_safely, read_safely
from communique.store.records import Failure

__all__ = ["extract", "extract_found", "reader", "refuse"]

_WINDOW = 8  # files read together, as many as the model looks at in one go


def extract(paths: Iterable[str | Path]) -> Iterator[Extraction | Failure]:
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

    Raises:
        InputError: a path or pattern names nothing; said before any file is read.
    """
    return _extract_each(iter_files(paths), reader())


def reader() -> Read:
    """What reads a file, within the limits of the settings."""
    return partial(read_file, largest=load_settings().max_bytes)


def refuse(document: Document) -> str | None:
    """Why a document cannot be read, or None where it can: its language is not guessed at."""
    if document.language is None:
        return "no language was recognised in it"
    return None if is_supported(document.language) else f"its language ({document.language}) is not supported yet"


def extract_found(documents: Sequence[Document]) -> Iterator[Extraction]:
    """What is found in documents in a supported language, in their order."""
    # Deferred: it loads the language's model, which known documents and other commands do without.
    from communique.extraction import extract_documents

    return extract_documents(documents, captured=date.today())


def _extract_each(files: Iterable[FoundFile], read: Read) -> Iterator[Extraction | Failure]:
    waiting = iter(files)
    while window := list(islice(waiting, _WINDOW)):
        documents = [read_safely(file, read) for file in window]
        readable = [d for d in documents if not isinstance(d, Failure) and refuse(d) is None]
        found = iter(extract_safely(readable, extract_found) if readable else ())
        for document in documents:
            if isinstance(document, Failure):
                yield document
            elif refuse(document) is not None:
                yield Extraction(document=document)
            else:
                yield next(found)
