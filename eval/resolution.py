"""Scores resolution by itself: annotated rows taken as claims, put together by the rules alone.

    python -m eval.resolution [--details] [GOLD.json…]

Each row becomes a claim with the names as its text writes them. What reading misses or mistakes does not count here:
`python -m eval.accuracy` has the figures from the texts on. Where two annotators gave one occasion two keys
(`one_occasion.toml`), the figures are printed once with the keys as they stand and once with these taken for one.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from communique.model import MeetingClaim, MeetingKind, Participant, PartyKind, Passage, Status
from communique.resolution import DocumentFacts, Resolution, resolve
from eval.rows import MeetingRow, read_meeting
from eval.score import Figures
from eval.score_ledger import Merging, find_wrong_pairs, merging_figures
from eval.sets import ROOT

__all__ = [
    "GOLD",
    "ONE_OCCASION",
    "RowClaims",
    "claim_of",
    "load_rows",
    "main",
    "measure",
    "merging_of",
    "with_keys_joined",
]

ONE_OCCASION: Final = Path(__file__).with_name("one_occasion.toml")
JOINED: Final = ("pairs_precision", "pairs_f1")
GOLD: Final = (ROOT / "corpus" / "gold" / "dev.json", ROOT / "corpus" / "gold" / "corpus.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowClaims:
    """Annotated rows as resolution gets them.

    Attributes:
        documents: the documents, with the days on which they were published.
        claims: a claim a row.
        rows: each claim's row, by the claim's id.
        raw: the same rows as the gold has them.
    """

    documents: tuple[DocumentFacts, ...]
    claims: tuple[MeetingClaim, ...]
    rows: Mapping[str, MeetingRow]
    raw: Mapping[str, Mapping[str, Any]]


def load_rows(*paths: Path, language: str = "en", documents: str = "") -> RowClaims:
    """The rows of some gold files as claims.

    Args:
        paths: gold files; all of their rows are resolved together.
        language: only documents of this language.
        documents: only documents whose names begin with this.
    """
    known: list[DocumentFacts] = []
    raw: dict[str, Mapping[str, Any]] = {}
    claims: list[MeetingClaim] = []
    for path in paths:
        gold = json.loads(path.read_text("utf-8"))
        chosen = {
            one["doc"]: one.get("published")
            for one in gold["documents"]
            if one.get("language", "en") == language and one["doc"].startswith(documents)
        }
        known += [DocumentFacts(id=name, source=name, published=day) for name, day in chosen.items()]
        for number, row in enumerate(gold["meetings"]):
            if row["doc"] in chosen:
                claim = claim_of(row, number)
                claims.append(claim)
                raw[claim.id] = row
    rows = {one: read_meeting(row, doc=row["doc"]) for one, row in raw.items()}
    return RowClaims(documents=tuple(known), claims=tuple(claims), rows=rows, raw=raw)


def claim_of(row: Mapping[str, Any], number: int) -> MeetingClaim:
    """A row as a claim; its place in the gold stands for its place in the text."""
    return MeetingClaim(
        document=row["doc"],
        status=Status(row["status"]),
        background=bool(row.get("background")),
        kind=MeetingKind(row["kind"]),
        participants=tuple(map(_participant, row["participants"])),
        evidence=(Passage(start=number, end=number + 1, quote="x"),),
        date=row["date"],
        place=row["place"],
        city=row["city"],
        country=row["country"],
        topics=tuple(row.get("topics") or ()),
    )


def _participant(party: Mapping[str, Any]) -> Participant:
    name, body = party["name"], party["organisation"]
    kind = PartyKind.GROUP if not name else PartyKind.ORGANISATION if name == body else PartyKind.PERSON
    return Participant(name=name, mention=name or "they", role=party["role"], organisation=body, kind=kind)


def merging_of(told: RowClaims, found: Resolution) -> Merging:
    """The rows that name somebody, each with the group it was put into."""
    kept = [one for one in told.rows if told.rows[one].parties]
    return Merging(
        rows=tuple(told.rows[one] for one in kept),
        groups=tuple(found.meetings.of[one] for one in kept),
        found=len(kept),
    )


def with_keys_joined(merging: Merging) -> Merging:
    """The same, with the keys that two annotators gave one occasion taken for one."""
    known = tomllib.loads(ONE_OCCASION.read_text("utf-8"))["occasions"]
    first = {key: one["keys"][0] for one in known for key in one["keys"]}
    rows = (replace(row, occasion=first.get(row.occasion or "", row.occasion)) for row in merging.rows)
    return replace(merging, rows=tuple(rows))


def measure(*paths: Path) -> Figures:
    """The figures, as percentages: with the keys of the gold as they stand, and `…_joined` with double keys joined.

    Args:
        paths: gold files; without any, the project's own two.
    """
    told = load_rows(*(paths or GOLD))
    merging = merging_of(told, resolve(told.documents, told.claims))
    joined = merging_figures(with_keys_joined(merging))
    return merging_figures(merging) | {f"{name}_joined": joined[name] for name in JOINED}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures, and with `--details` each wrong pair with what was said of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path, help="gold files; without any, the project's own two")
    parser.add_argument("--documents", default="", metavar="START", help="only documents whose names begin with this")
    parser.add_argument("--details", action="store_true", help="name each wrong merge and each missed one")
    given = parser.parse_args(arguments)
    told = load_rows(*(given.gold or GOLD), documents=given.documents)
    found = resolve(told.documents, told.claims)
    merging = merging_of(told, found)
    if given.details:
        for pair in sorted(map(str, find_wrong_pairs(with_keys_joined(merging)))):
            print(pair)
    print(f"{len(merging.rows)} rows, {len(found.meetings)} meetings, {len(found.people)} people")
    for title, one in (("keys as they stand", merging), ("keys of one occasion joined", with_keys_joined(merging))):
        figures = ", ".join(f"{name} {value}" for name, value in merging_figures(one).items())
        print(f"{title}: {figures}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
