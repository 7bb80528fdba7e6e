"""What a command's end means to the shell: 0 done, 1 wrong input, 2 usage, 3 some documents failed, 130 interrupted."""

from __future__ import annotations

import contextlib
import os
import sys
import warnings
from collections.abc import Iterator
from typing import Any, Final

import typer

from communique.cli.printable import one_line
from communique.errors import CommuniqueError, ReaderWarning, WaitingWarning

__all__ = ["DONE", "EXIT_STATUSES", "INTERRUPTED", "PARTLY", "USAGE", "WRONG", "complain", "exit_status", "note"]

DONE: Final = 0
WRONG: Final = 1
USAGE: Final = 2
PARTLY: Final = 3
INTERRUPTED: Final = 130

EXIT_STATUSES: Final = {
    DONE: "done",
    WRONG: "the input was wrong, or `verify` found a fault; one line on standard error says which",
    USAGE: "the command was not used as its help says",
    PARTLY: "done, but some documents failed: each is named, with the reason, and nothing of the others is lost",
    INTERRUPTED: "interrupted (Ctrl-C); everything read before is kept",
}


def complain(message: str) -> None:
    """Say what is wrong in one line on standard error."""
    print(f"communique: {one_line(message)}", file=sys.stderr, flush=True)  # noqa: T201 - commands print


def note(message: str) -> None:
    """Say something in passing, on standard error, so that results stay apart."""
    print(one_line(message), file=sys.stderr, flush=True)  # noqa: T201 - commands print


@contextlib.contextmanager
def exit_status() -> Iterator[None]:
    """Turn the errors that a user can meet into one line and an exit status; a defect keeps its traceback.

    Raises:
        typer.Exit: with the status, where something was raised.
    """
    with _warnings_in_one_line(), _errors_in_one_line():
        yield


@contextlib.contextmanager
def _warnings_in_one_line() -> Iterator[None]:
    """Our own warnings as one line each; those of others as Python shows them."""
    shown = warnings.showwarning

    def show(message: Warning | str, category: type[Warning], *rest: Any, **more: Any) -> None:
        if issubclass(category, (ReaderWarning, WaitingWarning)):
            complain(str(message))
        else:
            shown(message, category, *rest, **more)

    warnings.showwarning = show
    try:
        yield
    finally:
        warnings.showwarning = shown


@contextlib.contextmanager
def _errors_in_one_line() -> Iterator[None]:
    try:
        yield
        # Here, not at the interpreter's end, where a full disk or a closed pipe could no longer be told in one line.
        sys.stdout.flush()
    except CommuniqueError as error:
        complain(str(error))
        raise typer.Exit(WRONG) from error
    except KeyboardInterrupt as error:
        complain("interrupted")
        raise typer.Exit(INTERRUPTED) from error
    except BrokenPipeError as error:
        # The reader (`head`, `less`) has seen enough: no fault of anybody's.
        _drop_output()
        raise typer.Exit(DONE) from error
    except OSError as error:
        _drop_output()
        complain(f"{error.strerror or error}" + (f": {error.filename}" if error.filename else ""))
        raise typer.Exit(WRONG) from error


def _drop_output() -> None:
    # What is still buffered has nowhere to go; without this the interpreter complains once more at its end.
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
