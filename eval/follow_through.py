"""Measures what is made of statements and meetings that are known: when something is due, what answers or follows what.

    python -m eval.follow_through [--half open|closed]

The gold (`corpus/gold/follow_through.json`) has every due date among the English statements of the corpus, and the ties
within some of its texts. Rules were made on the open half; the closed half was looked at by nobody who made them. The
statements and meetings are taken from the gold as well, so that a tie is not counted as missed because one of its ends
was: how many statements are found is measured by `eval.accuracy`.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

from training.corpus import CORPUS, AnnotatedText, GoldMeeting, GoldStatement, load_corpus, load_invented

from communique.extraction.statements.due import find_due
from communique.model import MeetingClaim, Modality, Participant, StatementClaim, StatementKind
from communique.reading.document import DocumentReading, read_documents
from communique.store.building import build_lists, facts_of
from eval.score import Figures, percent

__all__ = ["FURTHER", "GOLD", "HALVES", "main", "measure", "meeting_claim", "numbers", "statement_claim"]

GOLD: Final = CORPUS / "gold" / "follow_through.json"
FURTHER: Final = CORPUS / "gold" / "further_ties.json"
HALVES: Final = ("open", "closed")
_WINDOW: Final = 8

Row = tuple[str, str, int, int]
"""Document, tie, and the numbers of the later and the earlier row in the order of the corpus's gold."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES, help="only the ties of this half")
    parser.add_argument("--ties", action="store_true", help="only the ties, which are read in seconds")
    parser.add_argument("--misses", action="store_true", help="also what was missed and what was wrong")
    given = parser.parse_args(arguments)
    halves = (given.half,) if given.half else HALVES
    for name, figure in measure(halves=halves, due=not given.ties, tell=print if given.misses else None).items():
        print(f"{name:16}{'–' if figure is None else figure:>8}")
    return 0


def measure(*, gold: Path = GOLD, halves: Sequence[str] = HALVES, due: bool = True, tell: Any = None) -> Figures:
    """The figures, as percentages.

    Args:
        gold: the file.
        due: False leaves the due dates out, which takes most of the time.
        halves: the halves whose ties count.
        tell: is given a line for each miss and each mistake.
    """
    raw: Mapping[str, Any] = json.loads(gold.read_text("utf-8"))
    corpus = {text.name: text for text in load_corpus() if text.language == "en"}
    texts = corpus | {text.name: text for text in load_invented()}
    counted: Counter[str] = Counter()
    if due:
        _count_due(corpus, {(row["doc"], row["statement"]): row["due"] for row in raw["due"]}, counted, tell)
    for name in sorted(name for half in halves for name in raw[half]):
        wanted = {(name, row["tie"], row["later"], row["earlier"]) for row in raw["ties"] if row["doc"] == name}
        found = set(_ties_of(texts[name]))
        counted.update(ties=len(wanted & found), ties_found=len(found), ties_gold=len(wanted))
        for row in sorted(wanted ^ found) if tell is not None else ():
            tell(f"{'missed' if row in wanted else 'wrong'}: {row}")
    return {
        "due_right": percent(counted["due"], counted["due_gold"]),
        "due_precision": percent(counted["due"], counted["due_found"]),
        "ties_precision": percent(counted["ties"], counted["ties_found"]),
        "ties_recall": percent(counted["ties"], counted["ties_gold"]),
    }


def _count_due(
    texts: Mapping[str, AnnotatedText], wanted: Mapping[tuple[str, int], str], counted: Counter[str], tell: Any
) -> None:
    names = iter(sorted(texts))
    while window := list(islice(names, _WINDOW)):
        for name, reading in zip(window, read_documents([texts[name].document for name in window]), strict=True):
            for number, statement in enumerate(texts[name].statements):
                right, found = wanted.get((name, number)), _due_of(reading, statement)
                counted.update(
                    due_gold=right is not None, due_found=found is not None, due=right is not None and right == found
                )
                if tell is not None and right != found:
                    tell(f"due: {name} {number}: {found}, not {right}")


def _due_of(reading: DocumentReading, statement: GoldStatement) -> str | None:
    contents = statement.content_pieces or tuple(passage.span for passage in statement.evidence)
    sentence = next((i for i, s in enumerate(reading.sentences) if s.start <= contents[0].start < s.end), 0)
    due = find_due(reading, contents, sentence, StatementKind(statement.kind))
    return due.value if due is not None else None


def _ties_of(text: AnnotatedText) -> Iterator[Row]:
    """The ties that the lists of a ledger have which holds nothing but what is annotated in a text."""
    meetings = [meeting_claim(text, row) for row in text.meetings]
    statements = [statement_claim(text, row) for row in text.statements]
    lists = build_lists([facts_of(text.document)], [*meetings, *statements], [])
    said = numbers(claim.id for claim in statements)
    for statement in lists.statements:
        for change in statement.does:
            for later in said[statement.id]:
                yield text.name, change.kind.value, later, said[change.statement][0]
    met = numbers(claim.id for claim in meetings)
    claims = {meeting.id: meeting.claims for meeting in lists.meetings}
    for meeting in lists.meetings:
        if meeting.follows is not None:
            later, earlier = (min(met[c][0] for c in claims[one]) for one in (meeting.id, meeting.follows.meeting))
            yield text.name, "follows", later, earlier


def numbers(ids: Iterable[str]) -> dict[str, list[int]]:
    """The places of each id among some."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(ids):
        found[one].append(number)
    return found


def meeting_claim(text: AnnotatedText, row: GoldMeeting) -> MeetingClaim:
    """A meeting as it is annotated."""
    return MeetingClaim(
        document=text.document.id,
        status=row.status,
        background=row.background,
        kind=row.kind,
        participants=tuple(
            Participant(name=each.name, mention=each.name, role=each.role, organisation=each.organisation)
            for each in row.participants
        ),
        evidence=row.evidence,
        date=row.date,
        place=row.place,
        city=row.city,
        country=row.country,
        topics=row.topics,
    )


def statement_claim(text: AnnotatedText, row: GoldStatement) -> StatementClaim:
    """A statement as it is annotated."""
    return StatementClaim(
        document=text.document.id,
        kind=StatementKind(row.kind),
        modality=Modality(row.modality),
        evidence=row.evidence,
        contents=row.contents or row.evidence,
        about=row.about or "",
        speaker=row.speaker.replace(";", "; ").replace(" ;", ";") if row.speaker else None,
        addressee=row.addressee,
        source=row.source,
        cues=(row.cue,) if row.cue is not None else (),
    )


if __name__ == "__main__":
    raise SystemExit(main())
