"""`communique extract`: what single documents say, without a ledger."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Annotated, Any, Final

import typer

from communique.cli.options import AllowPrivateOption, JobsOption, MappingOption, PathsArgument, ReaderOption
from communique.cli.status import INTERRUPTED, PARTLY, complain
from communique.exporters import exporter_names, load_exporter
from communique.settings import ReaderChoice

__all__ = ["EXAMPLES", "TWINS", "extract"]

EXAMPLES: Final = (
    "communique extract articles/ > extracted.jsonl",
    "communique extract talks.txt --format json | python -m json.tool",
    "communique extract articles/ --with-text > for-a-colleague.jsonl",
)
TWINS: Final = ("communique.ledger.extract",)

_NOUN: Final = "extractions"


def _formats() -> list[str]:
    return [name for name in exporter_names() if load_exporter(name).NOUNS is None]


def _known_format(wanted: str) -> str:
    if wanted not in _formats():
        raise typer.BadParameter(f"{wanted!r} is none of {', '.join(_formats())}")
    return wanted


def extract(
    paths: PathsArgument,
    *,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="jsonl|json",
            callback=_known_format,
            autocompletion=_formats,
            help="A line a document as soon as it is read, or one array.",
        ),
    ] = "jsonl",
    with_text: Annotated[
        bool, typer.Option("--with-text", help="The documents' texts too, so that `load` needs nothing else.")
    ] = False,
    reader: ReaderOption = ReaderChoice.TRAINED,
    jobs: JobsOption = None,
    mapping: MappingOption = None,
    allow_private: AllowPrivateOption = False,
) -> None:
    """Print what documents say, without a ledger.

    One object a document: its meetings, statements, roles and dates, each with the passages that say so.
    """
    # Deferred: it imports the readers, which `--help` can do without.
    from communique.ledger import Failure
    from communique.ledger import extract as extract_documents
    from communique.views.contract import extraction_form

    failed = 0

    def records() -> Iterator[dict[str, Any]]:
        nonlocal failed
        for found in extract_documents(paths, reader=reader, jobs=jobs, mapping=mapping, allow_private=allow_private):
            if isinstance(found, Failure):
                failed += 1
                complain(f"{found.source}: {found.error}")
            else:
                yield extraction_form(found, with_text=with_text)

    try:
        load_exporter(form).write(records(), sys.stdout, noun=_NOUN)
    except KeyboardInterrupt as error:
        complain("interrupted; what was printed is complete, the rest was not read")
        raise typer.Exit(INTERRUPTED) from error
    if failed:
        raise typer.Exit(PARTLY)
