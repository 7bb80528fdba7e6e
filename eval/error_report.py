"""What went wrong, by class and by document: for those who work on the reading.

    python -m eval.error_report SET [--language en] [--class false,missed…] [--quotes]
    python -m eval.error_report --gold GOLD.json --texts FOLDER [--output OUTPUT.jsonl]

Without --output the texts are read now. A summary of the classes comes last, the largest first.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.likeness import dates_agree, dates_nest, label_is_same, places_overlap, shared_names
from eval.matching import match_meetings, people_overlap
from eval.rows import FoundDocument, Gold, MeetingRow, load_output
from eval.running import progress, read_set
from eval.score import load_texts, party_of, role_is_right
from eval.sets import EvalSet, find_sets

__all__ = ["Mistake", "find_mistakes", "main", "mistakes_of_document"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One thing that is wrong in one document.

    Attributes:
        class_: what kind of thing, `missed: …`, `false: …` or the field that is wrong.
        what: which, in words.
        quotes: the words of the text that it stands on.
    """

    doc: str
    class_: str
    what: str
    quotes: tuple[str, ...] = ()


def find_mistakes(gold: Gold, found: Mapping[str, FoundDocument]) -> Iterator[Mistake]:
    """Everything that is wrong, document by document."""
    for document in gold.documents:
        name = document.name
        if name not in found:
            yield Mistake(doc=name, class_="not read", what="no output for this document")
        meetings = found[name].meetings if name in found else ()
        yield from mistakes_of_document(gold.meetings_of(name), meetings, distractor=name in gold.distractors)


def mistakes_of_document(
    gold: Sequence[MeetingRow], found: Sequence[MeetingRow], *, distractor: bool = False
) -> Iterator[Mistake]:
    """Misses, false finds and wrong fields of one document."""
    pairs = match_meetings(gold, found)
    missed = [row for at, row in enumerate(gold) if at not in {i for i, _ in pairs}]
    false = [row for at, row in enumerate(found) if at not in {j for _, j in pairs}]
    for row in missed:
        yield Mistake(doc=row.doc, class_=f"missed: {why_missed(row, found, false)}", what=str(row), quotes=row.quotes)
    for row in false:
        why = "in a distractor" if distractor else why_false(row, gold)
        yield Mistake(doc=row.doc, class_=f"false: {why}", what=str(row), quotes=row.quotes)
    for i, j in pairs:
        yield from _wrong_fields(gold[i], found[j])


def why_missed(row: MeetingRow, found: Sequence[MeetingRow], false: Sequence[MeetingRow]) -> str:
    """The likeliest reason: what of it was seen."""
    if any(people_overlap(row, other) for other in found):
        return "its people were found together once, for another meeting of theirs"
    best = max((_shared(row, other) for other in false), default=0)
    if best >= min(2, len(row.parties)):
        return "found with too many people"
    if best:
        return "found with one of its people only"
    if _quotes_meet(row, found):
        return "its words were read as another meeting"
    return f"not seen ({row.status}{', background' if row.background else ''})"


def why_false(row: MeetingRow, gold: Sequence[MeetingRow]) -> str:
    """The likeliest reason: what it is near to."""
    if not row.parties:
        return "nobody named"
    if any(people_overlap(other, row) for other in gold):
        return "told twice (a mention not merged, or a date read wrongly)"
    best = max((_shared(other, row) for other in gold), default=0)
    if best > 1:
        return "the right people and others, or too few of them"
    if best:
        return "one right person"
    return "people who are in no meeting"


def _wrong_fields(gold: MeetingRow, found: MeetingRow) -> Iterator[Mistake]:
    def wrong(class_: str, wanted: object, got: object, of: str = "") -> Mistake:
        what = f"{of or gold}: {wanted!s} was found as {got!s}"
        return Mistake(doc=gold.doc, class_=class_, what=what, quotes=found.quotes)

    if not dates_agree(gold.date, found.date):
        yield wrong(f"date: {_date_class(gold.date, found.date)}", gold.date, found.date)
    if gold.status != found.status:
        yield wrong(f"status: {gold.status} read as {found.status}", gold.status, found.status)
    if gold.background != found.background:
        yield wrong("background", gold.background, found.background)
    if gold.where and not places_overlap(gold.where, found.where):
        yield wrong("place: none found" if not found.where else "place: another", gold.where, found.where or None)
    people, others = [[p.name] for p in gold.parties], [[p.name] for p in found.parties]
    hits = shared_names(people, others)
    if hits < len(people):
        yield wrong("participants: some missing", names(gold), names(found))
    if hits < len(others):
        yield wrong("participants: some too many", names(gold), names(found))
    for wanted in gold.parties:
        met = party_of(wanted, found)
        if wanted.role and met is not None and not role_is_right(wanted, met):
            part = "organisation" if label_is_same(wanted.role, met.role) else "post" if met.role else "none found"
            wanted_post, got = f"{wanted.role}, {wanted.organisation}", f"{met.role}, {met.organisation}"
            yield wrong(f"role: {part}", wanted_post, got, of=wanted.name)


def _date_class(wanted: str | None, got: str | None) -> str:
    if wanted is None:
        return "the text gives none"
    if got is None:
        return "none found"
    return "less or more precise" if dates_nest(wanted, got) else "another"


def names(row: MeetingRow) -> str:
    """The participants' names in one line."""
    return ", ".join(party.name for party in row.parties)


def _shared(left: MeetingRow, right: MeetingRow) -> int:
    return shared_names([[p.name] for p in left.parties], [[p.name] for p in right.parties])


def _quotes_meet(row: MeetingRow, found: Iterable[MeetingRow]) -> bool:
    """True where some found meeting stands on the same words."""
    return any(a in b or b in a for other in found for a in row.quotes for b in other.quotes)


def print_mistakes(mistakes: Sequence[Mistake], *, quotes: bool) -> None:
    """Each mistake under its document, then how many there are of each class."""
    document = None
    for mistake in mistakes:
        if mistake.doc != document:
            document = mistake.doc
            print(f"\n{document}")
        print(f"  {mistake.class_}: {mistake.what}")
        for quote in mistake.quotes if quotes else ():
            print(f"      | {' '.join(quote.split())}")
    print("\nclasses, the largest first")
    for class_, n in Counter(mistake.class_ for mistake in mistakes).most_common():
        print(f"{n:5d}  {class_}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", nargs="?", choices=[each.name for each in find_sets()])
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--output", type=Path, help="contract lines; without them the texts are read now")
    parser.add_argument("--language")
    parser.add_argument("--class", dest="classes", default="", help="only classes that begin so, parted by commas")
    parser.add_argument("--quotes", action="store_true", help="show the words behind each mistake")
    given = parser.parse_args(arguments)
    if (given.set is None) == (given.gold is None) or (given.gold is None) != (given.texts is None):
        parser.error("name a set, or give --gold and --texts")
    chosen = (
        EvalSet(name=given.gold.stem, gold=given.gold, texts=given.texts)
        if given.set is None
        else next(each for each in find_sets() if each.name == given.set)
    )
    if not chosen.is_there:
        parser.error(f"no gold at {chosen.gold}, or no texts at {chosen.texts}")
    gold = chosen.load() if given.language is None else chosen.load().in_language(given.language)
    if given.output is not None:
        found: Mapping[str, FoundDocument] = load_output(given.output, load_texts(gold, chosen.texts))
    else:
        paths = chosen.paths(gold)
        with progress(chosen.name, len(paths)) as bar:
            run = read_set(paths, bar, merge=False, reader=chosen.reader)
        found = run.found
        for failure in run.failures:
            print(f"not read: {failure}", file=sys.stderr)
    wanted = tuple(filter(None, given.classes.split(",")))
    mistakes = [each for each in find_mistakes(gold, found) if not wanted or each.class_.startswith(wanted)]
    print_mistakes(mistakes, quotes=given.quotes)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
