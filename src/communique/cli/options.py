"""Options that several commands share, described once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from communique.cli.output import known_format, record_formats
from communique.settings import ReaderChoice

__all__ = [
    "AllowPrivateOption",
    "JobsOption",
    "KeepRawOption",
    "LedgerOption",
    "LimitOption",
    "ListFormatOption",
    "MappingOption",
    "PageFormat",
    "PageFormatOption",
    "PathsArgument",
    "QuietOption",
    "ReaderOption",
]


class PageFormat(StrEnum):
    """How one thing is printed."""

    TEXT = "text"
    JSON = "json"


LedgerOption = Annotated[
    Path | None,
    typer.Option(
        "--ledger",
        metavar="FILE",
        envvar="COMMUNIQUE_LEDGER",
        help="The ledger's file; without it, the one in your data folder.",
        show_default=False,
    ),
]
AllowPrivateOption = Annotated[
    bool,
    typer.Option("--allow-private", help="Pages on hosts that are not public too: an intranet, this machine."),
]
JobsOption = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        min=1,
        envvar="COMMUNIQUE_JOBS",
        help="How many processes read side by side; without it, one for each core.",
        show_default=False,
    ),
]
LimitOption = Annotated[
    int | None,
    typer.Option(metavar="N", min=0, help="Only the latest N; 0 for all. A table shows 50 unless told otherwise."),
]
ListFormatOption = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="|".join(record_formats()),
        callback=known_format,
        autocompletion=record_formats,
        help="A table for people; the others for programs.",
    ),
]
MappingOption = Annotated[
    Path | None,
    typer.Option(
        "--mapping",
        metavar="FILE",
        help="Where the fields of JSON and CSV stand that are in no known format; a file in TOML.",
        show_default=False,
    ),
]
PageFormatOption = Annotated[PageFormat, typer.Option("--format", help="A page for people; json for programs.")]
PathsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Files, folders, patterns (`'articles/**/*.txt'`) or addresses; `-` is standard input.",
        show_default=False,
    ),
]
ReaderOption = Annotated[
    ReaderChoice,
    typer.Option(
        "--reader",
        envvar="COMMUNIQUE_READER",
        help="What reads: rules and the trained reader together, or rules alone.",
    ),
]
KeepRawOption = Annotated[
    bool, typer.Option("--keep-raw", help="Also keep the bytes as they were read; `text --raw` gives them back.")
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary; errors are still named.")]
