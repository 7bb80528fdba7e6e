"""Scores how well reports of one meeting were put together across documents.

    python -m eval.score_ledger GOLD.json MEETINGS.json

MEETINGS.json is what `communique meetings --format json` prints: each meeting once, with its `reports`.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path, PurePath
from typing import Any

from eval.likeness import dates_agree, dates_nest, shared_names
from eval.matching import pair_best
from eval.rows import Gold, MeetingRow, load_gold, read_meeting
from eval.score import percent

__all__ = ["Merging", "WrongPair", "find_wrong_pairs", "group_rows", "merging_figures", "score_merging"]

Printed = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongPair:
    """Two reports of different documents that were merged though they are of two meetings, or the other way round."""

    left: MeetingRow
    right: MeetingRow
    merged: bool

    def __str__(self) -> str:
        what = "wrongly merged" if self.merged else "not merged"
        return f"{what}: {self.left.doc} {self.left} / {self.right.doc} {self.right}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Merging:
    """The gold's reports, and the group that each was put into."""

    rows: tuple[MeetingRow, ...]
    groups: tuple[Hashable, ...]
    found: int


def group_rows(gold: Gold, printed: Printed) -> Merging:
    """Which printed meeting each gold row was put into: that which has a report from its document and fits best.

    A row that no printed meeting reports is a group of its own.
    """
    rows = tuple(row for row in gold.meetings if row.parties)
    reported: dict[str, list[tuple[int, MeetingRow]]] = defaultdict(list)
    for at, meeting in enumerate(printed):
        for name, quotes in _quotes_by_document(meeting).items():
            reported[name].append((at, replace(read_meeting(meeting, doc=name), quotes=quotes)))
    groups: list[Hashable] = [("alone", at) for at in range(len(rows))]
    found = 0
    for name in dict.fromkeys(row.doc for row in rows):
        mine = [at for at, row in enumerate(rows) if row.doc == name]
        theirs = reported[name]
        for i, j in pair_best([rows[at] for at in mine], [row for _, row in theirs], _fit):
            groups[mine[i]] = ("printed", theirs[j][0])
            found += 1
    return Merging(rows=rows, groups=tuple(groups), found=found)


def _quotes_by_document(meeting: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The words that bear the meeting out in each of its documents, by file name."""
    quotes: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for report in meeting.get("reports", ()):
        name = PurePath(report["source"]).name
        quotes[name] += tuple(piece["quote"] for piece in report.get("evidence") or () if piece.get("quote"))
    return quotes


def _fit(row: MeetingRow, meeting: MeetingRow) -> float:
    """How well a printed meeting, which knows more names than any one report, fits a report."""
    hits = shared_names([[party.name] for party in row.parties], [party.names for party in meeting.parties])
    if hits < min(2, len(row.parties)):
        return 0.0
    date = 0.3 if dates_agree(row.date, meeting.date) else 0.1 if dates_nest(row.date, meeting.date) else 0.0
    # Two meetings of the same people in one text differ by the words that tell of them.
    words = 0.05 * any(a in b or b in a for a in row.quotes for b in meeting.quotes)
    return 2 * hits / (len(row.parties) + len(meeting.parties)) + date + words


def _pairs(merging: Merging) -> Iterator[tuple[MeetingRow, MeetingRow, bool, bool]]:
    """Every two reports of different documents: are they the same occasion, were they put together."""
    for i, j in combinations(range(len(merging.rows)), 2):
        left, right = merging.rows[i], merging.rows[j]
        if left.doc != right.doc:
            yield left, right, left.occasion == right.occasion, merging.groups[i] == merging.groups[j]


def find_wrong_pairs(merging: Merging) -> list[WrongPair]:
    """What was merged though it should not be, and what should be and was not."""
    return [
        WrongPair(left=left, right=right, merged=merged)
        for left, right, same, merged in _pairs(merging)
        if same != merged
    ]


def merging_figures(merging: Merging) -> dict[str, float | None]:
    """B-cubed and pair figures as percentages.

    `b3_*` asks of each report which share of its group belongs there, and which share of its occasion is in the group.
    `pairs_*` asks of each two reports whether they are rightly together; it is the severer one, and says nothing where
    no two belong together.
    """
    rows, groups = merging.rows, merging.groups
    by_occasion, by_group = defaultdict(set), defaultdict(set)
    for at, (row, group) in enumerate(zip(rows, groups, strict=True)):
        by_occasion[row.occasion].add(at)
        by_group[group].add(at)
    shared = [len(by_occasion[row.occasion] & by_group[group]) for row, group in zip(rows, groups, strict=True)]
    precision = (
        sum(n / len(by_group[group]) for n, group in zip(shared, groups, strict=True)) / len(rows) if rows else 0
    )
    recall = (
        sum(n / len(by_occasion[row.occasion]) for n, row in zip(shared, rows, strict=True)) / len(rows) if rows else 0
    )
    verdicts = [(same, merged) for _, _, same, merged in _pairs(merging)]
    right, wanted = sum(same and merged for same, merged in verdicts), sum(same for same, _ in verdicts)
    put_together = sum(merged for _, merged in verdicts)
    return {
        "reports_found": percent(merging.found, len(rows)),
        "b3_precision": round(100 * precision, 1) if rows else None,
        "b3_recall": round(100 * recall, 1) if rows else None,
        "b3_f1": round(200 * precision * recall / (precision + recall), 1) if rows else None,
        "pairs_precision": percent(right, put_together),
        "pairs_recall": percent(right, wanted),
        "pairs_f1": percent(2 * right, wanted + put_together) if wanted else None,
    }


def score_merging(gold: Gold, printed: Printed) -> dict[str, float | None]:
    """The figures of a ledger's meetings against the gold."""
    return merging_figures(group_rows(gold, printed))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures, and with `--details` each wrong pair."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("meetings", type=Path)
    parser.add_argument("--language", help="only the documents of this language")
    parser.add_argument("--details", action="store_true", help="name each wrong merge and each missed one")
    given = parser.parse_args(arguments)
    gold = load_gold(given.gold)
    if given.language:
        gold = gold.in_language(given.language)
    merging = group_rows(gold, json.loads(given.meetings.read_text("utf-8")))
    if given.details:
        for pair in find_wrong_pairs(merging):
            print(pair)
    print(json.dumps(merging_figures(merging), indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
