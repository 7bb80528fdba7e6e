"""The application: the commands by name, and what holds for all of them."""

from __future__ import annotations

import contextlib
import gc
import io
import sys
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup

from communique import __version__
from communique.cli import (
    annotate,
    asks,
    backup,
    check,
    demo,
    documents,
    extract,
    feed,
    forget,
    import_,
    ingest,
    judge,
    judgements,
    lists,
    load,
    meetings,
    organisation,
    organisations,
    people,
    person,
    promises,
    reconcile,
    reread,
    retry,
    review,
    show,
    statements,
    text,
    timeline,
    undo,
    verify,
    watch,
    who,
    why,
)
from communique.cli.status import exit_status

__all__ = ["COMMANDS", "app", "main"]

COMMANDS: Final = (
    demo,
    ingest,
    feed,
    watch,
    meetings,
    statements,
    asks,
    promises,
    show,
    person,
    organisation,
    timeline,
    people,
    organisations,
    review,
    judge,
    undo,
    judgements,
    why,
    import_,
    lists,
    who,
    documents,
    text,
    extract,
    load,
    reconcile,
    annotate,
    retry,
    reread,
    verify,
    check,
    backup,
    forget,
)
"""A module a command, in the order in which they are first needed."""


class _Commands(TyperGroup):
    """The commands, their errors told in one line."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: Any) -> Any:
        with exit_status():
            return super().invoke(ctx)


_NEW_THINGS: Final = 50_000  # made before the first look for rings that nothing else points at

# Without rich's mark-up help is printed without importing rich, in a third of the time.
app = typer.Typer(
    name="communique",
    cls=_Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"communique {__version__}")
        raise typer.Exit()


@app.callback()
def communique(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """A ledger of high-level meetings with receipts: who met whom, when, where, and the words that say so."""


for _module in COMMANDS:
    # The mark before the examples keeps their lines as they are.
    _examples = "\b\nExamples:\n" + "\n".join(f"  {example}" for example in _module.EXAMPLES)
    app.command(epilog=_examples)(getattr(_module, _module.__name__.rpartition(".")[2]))


def main() -> None:
    """Run the command line and exit with its status."""
    # A command makes tens of thousands of small things that point at nothing of their own kind; looking through all of
    # them for rings after every 700 takes a third of the time of a long list.
    gc.set_threshold(_NEW_THINGS, *gc.get_threshold()[1:])
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(OSError, ValueError):
                # What goes into a file or a pipe is UTF-8 with plain line feeds everywhere; a terminal keeps its ways.
                if stream.isatty():
                    stream.reconfigure(errors="backslashreplace")
                else:
                    stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    app()
