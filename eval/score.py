"""Scores what was found against the gold.

    python -m eval.score GOLD.json OUTPUT.jsonl --texts FOLDER [--language en]

OUTPUT.jsonl is what `communique extract --format jsonl` prints. Every figure is a percentage, explained in the README.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from eval.likeness import dates_agree, label_is_same, name_is_same, places_overlap, shared_names
from eval.matching import match_meetings, match_statements, speaker_is_right
from eval.rows import FoundDocument, Gold, MeetingRow, Party, RoleRow, StatementRow, load_gold, load_output

__all__ = ["FIGURES", "Figures", "Tally", "count_document", "figures", "load_texts", "party_of", "score"]

Tally = Counter[str]
Figures = dict[str, float | None]

# The figure, what counts as right, and out of how many.
SHARES: Final = (
    ("meetings_precision", "matched", "found"),
    ("meetings_recall", "matched", "gold"),
    ("strict_precision", "strict", "found"),
    ("strict_recall", "strict", "gold"),
    ("participants_precision", "people", "people_found"),
    ("participants_recall", "people", "people_gold"),
    ("date_right", "date", "matched"),
    ("status_right", "status", "matched"),
    ("background_right", "background", "matched"),
    ("kind_right", "kind", "matched"),
    ("place_right", "place", "places"),
    ("role_right", "role", "roles"),
    ("grounded", "grounded", "facts"),
    ("distractors_clean", "clean", "distractors"),
    ("statements_precision", "said", "said_found"),
    ("statements_recall", "said", "said_gold"),
    ("statement_kind_right", "said_kind", "said"),
    ("posts_found", "post", "posts"),
)
# The figure, what counts as right, and out of how many on either side.
BALANCED: Final = (
    ("meetings_f1", "matched", "gold", "found"),
    ("strict_f1", "strict", "gold", "found"),
    ("participants_f1", "people", "people_gold", "people_found"),
)
FIGURES: Final = (*(name for name, *_ in BALANCED), *(name for name, *_ in SHARES))


def count_document(
    gold: Sequence[MeetingRow],
    found: FoundDocument | None,
    *,
    distractor: bool,
    statements: Sequence[StatementRow] = (),
    exhaustive: bool = False,
    roles: Sequence[RoleRow] = (),
) -> Tally:
    """What is right and what there is in one document.

    Args:
        gold: the document's meetings.
        found: what was found in it; None where it was not read at all.
        distractor: it is known to tell of no meeting.
        statements: the document's statements.
        exhaustive: True where these are all of them; else what is found beyond them is not counted.
        roles: posts that the document gives people, with their times.
    """
    meetings = found.meetings if found is not None else ()
    tally = Tally(
        documents=1,
        unread=found is None,
        gold=len(gold),
        found=len(meetings),
        facts=found.facts if found is not None else 0,
        grounded=found.grounded if found is not None else 0,
        distractors=distractor,
        clean=distractor and found is not None and not meetings,
        people_gold=sum(len(row.parties) for row in gold),
        people_found=sum(len(row.parties) for row in meetings),
    )
    for i, j in match_meetings(gold, meetings):
        tally.update(_count_pair(gold[i], meetings[j]))
    tally.update(_count_statements(statements, found, exhaustive=exhaustive))
    told = found.roles if found is not None else ()
    tally.update(posts=len(roles), post=sum(any(post_is_right(row, one) for one in told) for row in roles))
    return tally


def _count_statements(gold: Sequence[StatementRow], found: FoundDocument | None, *, exhaustive: bool) -> Tally:
    said = found.statements if found is not None else ()
    tally = Tally(said_gold=len(gold), said_found=len(said) if exhaustive else 0)
    for i, j in match_statements(gold, said, found.text if found is not None else ""):
        if speaker_is_right(gold[i], said[j]):
            tally.update(said=1, said_kind=gold[i].kind == said[j].kind)
    return tally


def _count_pair(gold: MeetingRow, found: MeetingRow) -> Tally:
    date, status = dates_agree(gold.date, found.date), gold.status == found.status
    tally = Tally(
        matched=1,
        date=date,
        status=status,
        strict=date and status,
        background=gold.background == found.background,
        kind=gold.kind == found.kind,
        people=shared_names([[party.name] for party in gold.parties], [[party.name] for party in found.parties]),
        places=bool(gold.where),
        place=bool(gold.where) and places_overlap(gold.where, found.where),
    )
    for wanted in gold.parties:
        if wanted.role and (met := party_of(wanted, found)) is not None:
            tally.update(roles=1, role=role_is_right(wanted, met))
    return tally


def party_of(wanted: Party, found: MeetingRow) -> Party | None:
    """The participant of the found meeting who bears the wanted one's name."""
    return next((party for party in found.parties if name_is_same(wanted.name, party.name)), None)


def role_is_right(wanted: Party, met: Party) -> bool:
    """True where post and, if the gold has one, organisation agree."""
    in_the_same_body = not wanted.organisation or label_is_same(wanted.organisation, met.organisation)
    return label_is_same(wanted.role, met.role) and in_the_same_body


def post_is_right(wanted: RoleRow, met: RoleRow) -> bool:
    """True where person, post, body and time agree."""
    in_the_same_body = not wanted.organisation or label_is_same(wanted.organisation, met.organisation)
    at_the_time = dates_agree(wanted.interval, met.interval)
    return (
        name_is_same(wanted.person, met.person)
        and label_is_same(wanted.role, met.role)
        and (in_the_same_body and at_the_time)
    )


def score(gold: Gold, found: Mapping[str, FoundDocument]) -> Tally:
    """The whole set, counted document by document."""
    counted = (
        count_document(
            gold.meetings_of(each.name),
            found.get(each.name),
            distractor=each.name in gold.distractors,
            statements=gold.statements_of(each.name),
            exhaustive=gold.exhaustive,
            roles=gold.roles_of(each.name),
        )
        for each in gold.documents
    )
    return _total(counted)


def _total(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        total.update(tally)
    return total


def figures(tally: Tally) -> Figures:
    """Percentages of a tally, by name; None where there was nothing to be right about."""
    balanced = {name: percent(2 * tally[right], tally[gold] + tally[found]) for name, right, gold, found in BALANCED}
    shares = {name: percent(tally[right], tally[all_]) for name, right, all_ in SHARES}
    return {**balanced, **shares}


def percent(right: int, all_: int) -> float | None:
    """A share as a percentage with one decimal; None of nothing."""
    return round(100 * right / all_, 1) if all_ else None


def load_texts(gold: Gold, folder: Path) -> dict[str, str]:
    """The texts of a gold set by file name; those that are not there are left out."""
    paths = {document.name: folder / document.path for document in gold.documents}
    return {name: _read(path) for name, path in paths.items() if path.is_file()}


def _read(path: Path) -> str:
    # Offsets count the text as it is: line ends must not be translated.
    return path.read_bytes().decode("utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--texts", type=Path, required=True, help="the folder of the texts, to check the quotes")
    parser.add_argument("--language", help="only the documents of this language")
    given = parser.parse_args(arguments)
    gold = load_gold(given.gold)
    if given.language:
        gold = gold.in_language(given.language)
    tally = score(gold, load_output(given.output, load_texts(gold, given.texts)))
    counts = {name: tally[name] for name in ("documents", "unread", "gold", "found", "facts")}
    print(json.dumps({**counts, **figures(tally)}, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
