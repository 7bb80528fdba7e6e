"""Who decides, and why: the options that `judge`, `undo` and `review` share."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from communique.errors import InputError

__all__ = ["BecauseOption", "ByOption", "who_decides"]

ByOption = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="Who decides; without it, your name on this system.", show_default=False),
]
BecauseOption = Annotated[
    str | None, typer.Option("--because", metavar="WHY", help="The reason, in a sentence.", show_default=False)
]


def who_decides(by: str | None) -> str:
    """The name given, or the one under which somebody is logged in.

    Raises:
        InputError: there is neither.
    """
    if by is not None:
        return by
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:  # what it raises differs from system to system
        raise InputError("this system does not tell your name: say who decides with --by") from error
