"""What was said at a meeting, in the order of the texts: asks beside their answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from communique.cli.page import Line, faint, heading, plain, strong, styled
from communique.cli.short_ids import short_id
from communique.cli.wording import content_text

__all__ = ["exchange"]

Record = Mapping[str, Any]

_DEEPEST: Final = 20  # answers to answers; what lies deeper is cut off


def exchange(statements: Sequence[Record]) -> Iterator[Line]:
    """The lines of an exchange; none where nothing was said.

    Args:
        statements: rows of the contract, of one meeting.
    """
    here = {one["id"]: one for one in statements}
    answers = {one["id"] for one in statements for change in one["does"] if change["statement"] in here}
    if not statements:
        return
    yield []
    yield [heading("What was said")]
    for one in sorted(statements, key=_place):
        if one["id"] in answers:
            continue  # it stands below what it answers
        yield from _with_replies(one, here, depth=0)


def _with_replies(statement: Record, here: Mapping[str, Record], *, depth: int) -> Iterator[Line]:
    """A statement and, below it, what answers it; no tie leads back, since nothing answers what answers it."""
    yield from _said(statement, "  " if not depth else f"{'  ' * (depth + 1)}↳ ")
    if depth < _DEEPEST:
        replies = [here[change["statement"]] for change in statement["follow_through"] if change["statement"] in here]
        for reply in sorted(replies, key=_place):
            yield from _with_replies(reply, here, depth=depth + 1)


def _said(statement: Record, lead: str) -> Iterator[Line]:
    to = f" to {statement['addressee']}" if statement.get("addressee") else ""
    status = statement.get("status") or ""
    due = f", due {statement['due']}" if statement.get("due") else ""
    yield [
        plain(lead),
        strong(statement["speaker"] or "nobody named"),
        plain(f"{to}, {statement['kind']}"),
        *([plain(" "), styled(f"[{status}]", status)] if status else []),
        plain(f": {content_text(statement)}"),
        faint(f"{due}  {short_id(statement['id'])}"),
    ]


def _place(statement: Record) -> tuple[str, str, int]:
    return statement["published"] or "9", statement["document"], statement["evidence"][0]["start"]
