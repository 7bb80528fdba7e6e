"""What a long command does, as JSON lines on standard error: for whoever runs it unattended."""

from __future__ import annotations

import contextlib
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli.progress import progress_bar
from communique.cli.status import INTERRUPTED, complain

if TYPE_CHECKING:
    from communique.ledger import Progress

__all__ = ["JsonLogOption", "Log", "watching"]

JsonLogOption = Annotated[
    bool,
    typer.Option("--json-log", help="Say on standard error, as a line of JSON each, what became of each document."),
]


class Log:
    """Lines of JSON on standard error, one a document and a last one that sums up.

    Every line has `event` and `when`; the fields of each event keep their names and meaning, and new ones may come.
    """

    def __init__(self) -> None:
        self._begun = self._last = time.monotonic()
        self._tally: Counter[str] = Counter()

    def document(self, step: Progress) -> None:
        """What became of a document."""
        moment = time.monotonic()
        self._tally[step.outcome.value] += 1
        self.say(
            "document",
            source=step.source,
            outcome=step.outcome.value,
            error=step.error,
            seconds=round(moment - self._last, 3),
            done=step.done,
            total=step.total,
        )
        self._last = moment

    def summary(self, *, interrupted: bool, more: Mapping[str, Any]) -> None:
        """How the run ended."""
        seconds = round(time.monotonic() - self._begun, 3)
        told = {"outcomes": dict(sorted(self._tally.items())), "seconds": seconds, "interrupted": interrupted}
        self.say("summary", **{**told, **more})

    def say(self, event: str, **fields: Any) -> None:
        """One line."""
        when = datetime.now(UTC).isoformat(timespec="milliseconds")
        # Plain ASCII: no text can break the line or drive a terminal.
        sys.stderr.write(json.dumps({"event": event, "when": when, **fields}) + "\n")
        sys.stderr.flush()


@contextlib.contextmanager
def watching(*, quiet: bool, json_log: bool, kept: str) -> Iterator[tuple[Callable[[Progress], None], Log | None]]:
    """Show how a long command comes along: a bar for somebody who watches, or lines of JSON, or nothing.

    Args:
        quiet: no bar.
        json_log: lines of JSON, and no bar.
        kept: what an interruption leaves, in words.

    Yields:
        What to call after each document, and the log; None where there is none. Its summary is for the command to give.

    Raises:
        typer.Exit: with 130, where the command was interrupted, which is said.
    """
    log = Log() if json_log else None
    try:
        if log is not None:
            yield log.document, log
        else:
            with progress_bar(quiet=quiet) as report:
                yield report, None
    except KeyboardInterrupt as error:
        if log is not None:
            log.summary(interrupted=True, more={})
        else:
            complain(f"interrupted; {kept}, and the same command goes on from there")
        raise typer.Exit(INTERRUPTED) from error
