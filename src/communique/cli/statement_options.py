"""Options of the commands that list statements, described once."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.model import Modality, Standing

__all__ = [
    "AboutOption",
    "AsOfOption",
    "ByOption",
    "CountryOption",
    "DueOption",
    "ModalityOption",
    "OverdueOption",
    "SinceOption",
    "StatusOption",
    "ToOption",
    "TopicOption",
    "UntilOption",
]

ByOption = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="Said by this person or body, or by somebody who stands for it."),
]
ToOption = Annotated[
    str | None,
    typer.Option("--to", metavar="NAME", help="Said to this person or body, or to somebody who stands for it."),
]
AboutOption = Annotated[str | None, typer.Option("--about", metavar="WORDS", help="With these words in what was said.")]
TopicOption = Annotated[
    str | None, typer.Option("--topic", metavar="LABEL", help="On this topic of the list (`semiconductors`).")
]
CountryOption = Annotated[
    str | None,
    typer.Option("--country", metavar="CODE", help="Said by or to somebody who stands for this country (`KR`)."),
]
ModalityOption = Annotated[Modality | None, typer.Option("--modality", help="Quoted, reported or hedged.")]
StatusOption = Annotated[
    Standing | None, typer.Option("--status", help="What has become of it: only of what can be answered or kept.")
]
DueOption = Annotated[
    str | None, typer.Option("--due", metavar="DATE", help="Due on some day of this: `2025`, `2025-03`.")
]
OverdueOption = Annotated[bool, typer.Option("--overdue", help="Open although its time is past.")]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="The day from which it is seen what has become of it: later words do not count. Today by default.",
    ),
]
SinceOption = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="Published on this day or later: `2024-02-29`, `2024`."),
]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Published on this day or earlier.")]
