"""Decisions as lines: what was decided of what, by whom and why, and whether it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from communique.cli.page import Line, faint, heading, plain, strong, styled
from communique.cli.short_ids import short_id
from communique.cli.wording import counted

__all__ = ["VERBS", "decided_by_people", "decision_lines", "side_name"]

Record = Mapping[str, Any]

VERBS: Final = {
    "person": ("are one person", "are different people"),
    "organisation": ("are one organisation", "are different organisations"),
    "meeting": ("are one meeting", "are different meetings"),
    "answer": ("belong together: one answers the other", "do not belong together"),
    "copy": ("are copies of one text", "are independent of each other"),
}
"""What `same` and `different` say of each kind of thing."""


def decision_lines(decision: Record, *, dated: bool = True) -> Iterator[Line]:
    """One decision: a line that says what was decided, and one with the reason.

    Args:
        decision: a row of the contract.
        dated: tell when; who has just decided knows.
    """
    same, different = VERBS[decision["subject"]]
    verb = {"same": same, "different": different}.get(decision["relation"], "cannot be told apart or together")
    withdrawal = decision["withdraws"] is not None
    yield [
        plain("withdrawn: " if withdrawal else ""),
        strong(side_name(decision["left"])),
        plain(" and "),
        strong(side_name(decision["right"])),
        plain(f" {verb}"),
        faint(f"  {short_id(decision['id'])}"),
    ]
    why = f": {decision['because']}" if decision["because"] else ""
    day = f", {decision['decided'][:10]}" if dated else ""
    yield [plain(f"  by {decision['by']}{day}{why}")]
    if withdrawal:
        yield [faint(f"  withdraws {short_id(decision['withdraws'])}")]
    if decision["withdrawn_by"]:
        yield [styled(f"  withdrawn by {short_id(decision['withdrawn_by'])}", "withdrawn")]
    elif decision["unmet"] and not withdrawal:
        yield [styled(f"  without effect: {decision['unmet']}", "wrong")]


def decided_by_people(decisions: Sequence[Record]) -> Iterator[Line]:
    """What people decided of one thing, as a part of its page; nothing where nobody did."""
    if not decisions:
        return
    yield []
    yield [heading("Decided by people")]
    for decision in decisions:
        for line in decision_lines(decision):
            yield [plain("  "), *line]


def side_name(side: Sequence[Record]) -> str:
    """What stands on a side: its spellings, and in how many texts."""
    names = list(dict.fromkeys(member["name"] or member["id"] for member in side))
    shown = " / ".join(names[:3]) + (" …" if len(names) > 3 else "")
    return f"{shown} ({counted(len(side), 'text')})" if len(side) > 1 else shown
