"""Reading documents: from paths to what is found in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

from communique.languages.detection import is_supported
from communique.model import Document, Extraction
from communique.settings import load_settings
from communique.sources.files import FoundFile, iter_files, read_file
from communique.store.careful import Read, extract_safely, read_safely
from communique.store.records import Failure

__all__ = ["extract", "extract_found", "reader", "refuse"]


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


def extract_found(document: Document) -> Extraction:
    """What is found in a document in a supported language."""
    # Deferred: it loads the language's model, which known documents and other commands do without.
    from communique.extraction import extract_document

    return extract_document(document, captured=date.today())


def _extract_each(
    files: Iterable[FoundFile], read: Read, extract: Callable[[Document], Extraction] = extract_found
) -> Iterator[Extraction | Failure]:
    for file in files:
        document = read_safely(file, read)
        if isinstance(document, Failure):
            yield document
        elif refuse(document) is not None:
            yield Extraction(document=document)
        else:
            yield extract_safely(document, extract)
