"""How a ledger's tables came to be: named steps, each run once on each ledger, in this order.

A step that has been released is never edited; a change is a new step, in a module of its own with one function
`apply(connection)`, written against its own definitions and not against `tables.py`, which goes on changing.
"""

from __future__ import annotations

__all__ = ["MIGRATIONS"]

MIGRATIONS = (
    "first_tables",
    "statements",
    "follow_through",
    "decisions",
    "events",
    "copies",
    "reference_lists",
    "standings",
    "bylines",
    "records",
    "lasting_positions",
    "feeds",
    "recognition",
    "kept_resolution",
    "same_day",
    "kept_people",
    "sketch_states",
    "accounts",
)
