"""Floors: how good the figures were when somebody last looked. They rise by command and fall only with a reason."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from eval.score import Figures

__all__ = [
    "FLOORED",
    "Breach",
    "Floors",
    "Key",
    "Measured",
    "find_breaches",
    "load_floors",
    "raise_floors",
    "save_floors",
]

# A share of what was found can fall because harder meetings are now found at all, which is no loss: these get
# room. The others are held as they are. The reading is deterministic, so no room is needed for chance.
SLACK: Final = {
    "date_right": 3.0,
    "status_right": 3.0,
    "place_right": 3.0,
    "role_right": 3.0,
    "participants_precision": 2.0,
    "statement_kind_right": 3.0,
    "b3_f1": 3.0,
    "pairs_precision": 3.0,
}
FLOORED: Final = (
    "meetings_f1",
    "meetings_precision",
    "strict_f1",
    "participants_f1",
    "participants_precision",
    "date_right",
    "status_right",
    "place_right",
    "role_right",
    "grounded",
    "distractors_clean",
    "statements_precision",
    "statements_recall",
    "statement_kind_right",
    "posts_found",
    "due_right",
    "due_precision",
    "ties_precision",
    "ties_recall",
    "pairs_precision",
    "pairs_f1",
    "pairs_precision_joined",
    "pairs_f1_joined",
    "b3_f1",
    "copies_precision",
    "copies_recall",
    "rewrites_precision",
    "rewrites_recall",
    "contradictions_precision",
    "contradictions_recall",
    "near_precision",
    "near_recall",
    "near_rewritten_recall",
    "link_precision",
    "link_recall",
    "link_role_right",
    "forms_precision",
    "forms_recall",
    "page_dates_right",
    "page_bodies_f1",
)

Key = tuple[str, str]
"""A set and a language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What this run found.

    Attributes:
        figures: by set and language.
        fingerprints: of the gold and texts, by set.
    """

    figures: Mapping[Key, Figures]
    fingerprints: Mapping[str, str]


@dataclass(slots=True, kw_only=True)
class Floors:
    """The floors by set and language, and the fingerprint of what they were measured on.

    Attributes:
        regressions: each lowering, with its reason, oldest first.
    """

    fingerprints: dict[str, str] = field(default_factory=dict)
    figures: dict[Key, dict[str, float]] = field(default_factory=dict)
    regressions: list[dict[str, Any]] = field(default_factory=list)

    def changed_sets(self, measured: Measured) -> list[str]:
        """Sets whose gold or texts are not those that the floors were measured on."""
        return [name for name, now in measured.fingerprints.items() if self.fingerprints.get(name, now) != now]


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A figure that lies below its floor; `now` is None where it could not be measured any more."""

    key: Key
    figure: str
    floor: float
    now: float | None

    def __str__(self) -> str:
        now = "not measured" if self.now is None else f"{self.now:.1f}"
        return f"{' '.join(self.key)}: {self.figure} is {now}, its floor is {self.floor:.1f}"


def load_floors(path: Path) -> Floors:
    """The floors of a file; none where there is no file yet."""
    if not path.is_file():
        return Floors()
    raw = json.loads(path.read_text("utf-8"))
    return Floors(
        fingerprints={name: part["fingerprint"] for name, part in raw["sets"].items()},
        figures={
            (name, language): dict(figures)
            for name, part in raw["sets"].items()
            for language, figures in part["floors"].items()
        },
        regressions=list(raw.get("regressions", ())),
    )


def save_floors(floors: Floors, path: Path) -> None:
    """Write the floors so that a change shows as a line of its own in a review."""
    sets: dict[str, Any] = {}
    for name in floors.fingerprints:
        mine = {language: figures for (set_name, language), figures in floors.figures.items() if set_name == name}
        sets[name] = {"fingerprint": floors.fingerprints[name], "floors": mine}
    whole = {"sets": sets, "regressions": floors.regressions}
    path.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", "utf-8")


def find_breaches(floors: Floors, measured: Measured, *, exact: bool = False) -> list[Breach]:
    """Figures below their floor, in sets that were measured in this run.

    Args:
        floors: what must be reached.
        measured: what was reached.
        exact: leave no room.
    """
    breaches = []
    for key, wanted in floors.figures.items():
        if key[0] not in measured.fingerprints:
            continue
        reached = measured.figures.get(key, {})
        for figure, floor in wanted.items():
            now = reached.get(figure)
            if now is None or now < floor - (0.0 if exact else SLACK.get(figure, 0.0)):
                breaches.append(Breach(key=key, figure=figure, floor=floor, now=now))
    return breaches


def raise_floors(floors: Floors, measured: Measured, *, reason: str | None = None) -> list[Breach]:
    """Raise each floor to what was reached.

    Args:
        floors: changed in place.
        measured: what was reached.
        reason: why floors may fall to what was reached; it is written into the file. None lets none fall.

    Returns:
        the floors that would have had to fall, or fell.
    """
    fallen = find_breaches(floors, measured, exact=True)
    for key, reached in measured.figures.items():
        mine = floors.figures.setdefault(key, {})
        for figure in FLOORED:
            value = reached.get(figure)
            if value is not None:
                mine[figure] = max(value, mine.get(figure, value))
    if reason is not None:
        _lower(floors, fallen, reason)
    floors.fingerprints.update(measured.fingerprints)
    return fallen


def _lower(floors: Floors, fallen: Sequence[Breach], reason: str) -> None:
    for breach in fallen:
        if breach.now is None:
            del floors.figures[breach.key][breach.figure]
        else:
            floors.figures[breach.key][breach.figure] = breach.now
        floors.regressions.append(
            {
                "set": breach.key[0],
                "language": breach.key[1],
                "figure": breach.figure,
                "from": breach.floor,
                "to": breach.now,
                "reason": reason,
            }
        )
