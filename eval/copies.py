"""Measures copies, on texts, and contradictions, on annotated rows or on texts read from the start.

    python -m eval.copies [--texts] [--all] [--details]

The gold is that of the corpus's texts `groups_…`: several reports of one occasion, with copies (`copy_of`) and
contradictions (`contradicts`) marked. Copies are looked for in the texts. Contradictions are looked for among the
annotated rows, taken as claims, so that a contradiction is not counted as missed because reading missed one of its
sides; with `--texts` they are looked for in what reading finds as well.

Rewrites by hand are looked for among the invented texts of `rewritten/`: of each occasion a report, one or two rewrites
of it in another outlet's manner, a report by somebody else who was there or asked the other side, and one that follows
up. Of these, only the report and its rewrites are copies of each other.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from training.corpus import AnnotatedText, GoldMeeting, load_corpus

from communique.model import Extraction, MeetingClaim, Participant, PartyKind
from communique.resolution.copies.copy import Copy
from communique.text.documents import frame
from communique.views.meeting import Meeting
from eval.score import Figures, percent

__all__ = ["GROUPS", "copies_among", "find_contradictions", "main", "measure"]

GROUPS: Final = "groups_"
REWRITTEN: Final = Path(__file__).with_name("rewritten")

Tell = Callable[[str], None]
Mark = tuple[str, str]
"""An occasion, and the field in which its reports contradict each other."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", action="store_true", help="also contradictions in what reading finds; some minutes")
    parser.add_argument(
        "--all", action="store_true", help="also what is found in the other texts, where none are marked"
    )
    parser.add_argument("--details", action="store_true", help="also what was found, missed and mistaken")
    given = parser.parse_args(arguments)
    tell = print if given.details else _say_nothing
    for name, figure in (measure(tell=tell) | (measure_from_texts(tell=tell) if given.texts else {})).items():
        print(f"{name:32}{'–' if figure is None else figure:>8}")
    if given.all:
        _look_at_all()
    return 0


def measure(*, tell: Tell = lambda _: None) -> Figures:
    """The figures, as percentages: copies over the texts, contradictions over the annotated rows.

    Args:
        tell: is given a line for each miss and each mistake.
    """
    texts = [text for text in load_corpus() if text.name.startswith(GROUPS)]
    copies = _figures("copies", _marked_copies(texts), set(_found_copies(texts)), tell)
    marks = find_contradictions([(text, row, _claim(text, row)) for text in texts for row in text.meetings])
    figures = copies | _figures("contradictions", _marked_contradictions(texts), marks, tell)
    return figures | _measure_rewrites(tell)


def _measure_rewrites(tell: Tell) -> Figures:
    """How many rewrites by hand are linked to their report or another rewrite of it, and how many links are right."""
    documents = [
        frame(path.read_text("utf-8"), source=f"{path.parent.name}/{path.stem}", language="en")
        for path in sorted(REWRITTEN.glob("*/*.txt"))
    ]
    texts = {document.id: document.source for document in documents}
    copies = copies_among(Extraction(document=document) for document in documents)
    found = [(texts[copy.document], texts[copy.other]) for copy in copies]
    right = [pair for pair in found if _is_rewrite(*pair)]
    wanted = {name for name in texts.values() if name.partition("/")[2].startswith("rewrite")}
    linked = {name for pair in right for name in pair} & wanted
    for pair in sorted(set(found) - set(right)):
        tell(f"rewrites, wrong: {pair[0]}, {pair[1]}")
    for name in sorted(wanted - linked):
        tell(f"rewrites, missed: {name}")
    return {
        "rewrites_precision": percent(len(right), len(found)),
        "rewrites_recall": percent(len(linked), len(wanted)),
    }


def measure_from_texts(*, tell: Tell = lambda _: None) -> Figures:
    """Contradictions among what reading finds; the occasion of a meeting is that of most of its annotated rows."""
    # Deferred: it loads the language models.
    from training.corpus import CORPUS

    from communique.ledger import extract

    texts = {text.name: text for text in load_corpus() if text.name.startswith(GROUPS)}
    told = []
    for found in extract([CORPUS / "texts" / name for name in sorted(texts)]):
        if isinstance(found, Extraction):
            text = texts[Path(found.document.source).name]
            told += [(text, row, claim) for claim in found.meetings for row in _nearest(claim, text)]
    marks = find_contradictions(told)
    return _figures("contradictions_from_texts", _marked_contradictions(texts.values()), marks, tell)


def copies_among(documents: Iterable[Extraction]) -> tuple[Copy, ...]:
    """The copies that a fresh ledger lists which holds these documents and nothing else."""
    # Deferred: they import SQLAlchemy.
    from communique.store.copying import bring_copies_up_to_date, load_copies
    from communique.store.opening import open_store
    from communique.store.writing import add_extraction

    with tempfile.TemporaryDirectory(prefix="communique-eval-") as folder:
        store = open_store(Path(folder) / "ledger.db", create=True)
        try:
            for one in documents:
                add_extraction(store, one)
            bring_copies_up_to_date(store)
            with store.reading() as connection:
                return load_copies(connection)
        finally:
            store.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A claim with the occasion that it is about."""

    occasion: str
    claim: MeetingClaim


def find_contradictions(told: Iterable[tuple[AnnotatedText, GoldMeeting, MeetingClaim]]) -> set[Mark]:
    """The contradictions that a ledger shows which holds these claims and nothing else."""
    # Deferred: they import SQLAlchemy.
    from communique.store.building import build_lists, facts_of

    rows = list(told)
    occasion_of = {claim.id: row.occasion for _, row, claim in rows}
    documents = {text.document.id: facts_of(text.document) for text, _, _ in rows}
    lists = build_lists(list(documents.values()), [claim for _, _, claim in rows], [])
    return {(_occasion(meeting, occasion_of), field) for meeting in lists.meetings for field in meeting.disagreements}


def _occasion(meeting: Meeting, occasion_of: Mapping[str, str]) -> str:
    keys = [occasion_of[claim] for claim in meeting.claims]
    return max(sorted(set(keys)), key=keys.count)


def _nearest(claim: MeetingClaim, text: AnnotatedText) -> Iterable[GoldMeeting]:
    """The annotated row whose passages a claim shares most of; none where it shares nothing."""

    def shared(row: GoldMeeting) -> int:
        return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in row.evidence for b in claim.evidence) * (
            1 + len({p.name.split()[-1] for p in row.participants if p.name} & _surnames(claim))
        )

    best = max(text.meetings, key=shared, default=None)
    return (best,) if best is not None and shared(best) else ()


def _surnames(claim: MeetingClaim) -> set[str]:
    return {party.name.split()[-1] for party in claim.participants if party.name}


def _is_rewrite(one: str, other: str) -> bool:
    """True for a report and a rewrite of it, and for two rewrites of one report."""
    (occasion, _, kind), (same, _, second) = one.partition("/"), other.partition("/")
    return occasion == same and all(name.startswith(("original", "rewrite")) for name in (kind, second))


def _claim(text: AnnotatedText, row: GoldMeeting) -> MeetingClaim:
    return MeetingClaim(
        document=text.document.id,
        status=row.status,
        background=row.background,
        kind=row.kind,
        participants=tuple(
            Participant(
                name=each.name,
                mention=each.name or "they",
                role=each.role,
                organisation=each.organisation,
                kind=PartyKind.PERSON if each.name != each.organisation else PartyKind.ORGANISATION,
            )
            for each in row.participants
        ),
        evidence=row.evidence,
        date=row.date,
        place=row.place,
        city=row.city,
        country=row.country,
        topics=row.topics,
        initiative=row.initiative,
        duration_minutes=row.duration_minutes,
    )


def _marked_copies(texts: Iterable[AnnotatedText]) -> set[tuple[str, str]]:
    return {_pair(text.name, text.copy_of) for text in texts if text.copy_of is not None}


def _found_copies(texts: Sequence[AnnotatedText]) -> Mapping[tuple[str, str], Copy]:
    names = {text.document.id: text.name for text in texts}
    found = copies_among(Extraction(document=text.document) for text in texts)
    return {_pair(names[copy.document], names[copy.other]): copy for copy in found}


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _marked_contradictions(texts: Iterable[AnnotatedText]) -> set[Mark]:
    rows = (row for text in texts for row in text.meetings)
    return {(row.occasion, row.contradicts) for row in rows if row.contradicts is not None}


def _figures(name: str, wanted: set[tuple[str, str]], found: set[tuple[str, str]], tell: Tell) -> Figures:
    for one in sorted(wanted ^ found):
        tell(f"{name}, {'missed' if one in wanted else 'wrong'}: {one[0]}, {one[1]}")
    return {
        f"{name}_precision": percent(len(wanted & found), len(found)),
        f"{name}_recall": percent(len(wanted & found), len(wanted)),
    }


def _look_at_all() -> None:
    """What is found in all texts of the corpus: nothing is marked there, so it is for somebody to read."""
    texts = load_corpus()
    occasions = {text.name: text.occasions for text in texts}
    pairs = [(a.name, b.name) for n, a in enumerate(texts) for b in texts[:n] if occasions[a.name] & occasions[b.name]]
    marked = _marked_copies(texts)
    found = _found_copies(texts)
    print(f"{len(pairs)} pairs of texts report an occasion in common, {len(marked)} of them marked as copies")
    for pair, copy in sorted(found.items()):
        print(f"{'marked' if pair in marked else 'not marked'}: {pair[0]}, {pair[1]}: {copy.grade}, {copy.because}")
    english = [text for text in texts if text.language == "en"]
    marks = find_contradictions([(text, row, _claim(text, row)) for text in english for row in text.meetings])
    for mark in sorted(marks - _marked_contradictions(texts)):
        print(f"contradiction not marked: {mark[0]}, {mark[1]}")


def _say_nothing(_: str) -> None:
    pass


if __name__ == "__main__":
    raise SystemExit(main())
