"""Reading a set once: what was found in each document, and the ledger's meetings made of it."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from eval.rows import FoundDocument, read_extraction

if TYPE_CHECKING:
    from communique.model import Extraction

__all__ = ["Bar", "SetRun", "list_meetings", "progress", "read_set"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRun:
    """What one run over a set gave.

    Attributes:
        found: by file name; a document that could not be read is missing.
        printed: each meeting once, as `communique meetings --format json` prints it.
        failures: what could not be read, one line each.
    """

    found: Mapping[str, FoundDocument]
    printed: Sequence[Mapping[str, Any]]
    failures: Sequence[str]


class Bar(Protocol):
    """Called after each document."""

    def __call__(self) -> None:
        """One more is done."""


@contextmanager
def progress(label: str, total: int) -> Iterator[Bar]:
    """A bar on standard error while documents are read; a line there where nobody watches."""
    if not sys.stderr.isatty():
        print(f"{label}: reading {total} documents", file=sys.stderr)
        yield lambda: None
        return
    # Deferred: only somebody who is watching needs rich.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task(label, total=total)
        yield lambda: bar.advance(task)


def read_set(paths: Sequence[Path], bar: Bar, *, merge: bool = True, reader: str = "trained") -> SetRun:
    """Extract every document once; a failure costs that document only.

    Args:
        paths: the documents.
        bar: is told after each.
        merge: whether to make a ledger of them too.
        reader: `trained` or `rules`.
    """
    # Deferred: it loads the language models.
    from communique.ledger import extract
    from communique.model import Extraction

    extractions, failures = [], []
    for each in extract(paths, reader=reader):
        if isinstance(each, Extraction):
            extractions.append(each)
        else:
            failures.append(f"{each.source}: {each.error}")
        bar()
    found = {document.name: document for document in map(read_extraction, extractions)}
    return SetRun(found=found, printed=list_meetings(extractions) if merge else (), failures=failures)


def list_meetings(extractions: Iterable[Extraction]) -> list[Mapping[str, Any]]:
    """The meetings of a fresh ledger that holds these extractions and nothing else."""
    # Deferred: they import SQLAlchemy.
    from communique.ledger import Ledger
    from communique.store.opening import open_store
    from communique.store.writing import add_extraction
    from communique.views.contract import meeting_view_form

    with tempfile.TemporaryDirectory(prefix="communique-eval-") as folder:
        path = Path(folder) / "ledger.db"
        store = open_store(path, create=True)
        try:
            for extraction in extractions:
                add_extraction(store, extraction)
        finally:
            store.close()
        with Ledger(path) as ledger:
            return [meeting_view_form(meeting) for meeting in ledger.meetings()]
