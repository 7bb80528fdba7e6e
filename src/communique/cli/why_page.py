"""Why the ledger says what it says of one thing: which rule read which words, what was inferred, what was judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from communique.cli.page import Line, Piece, evidence, faint, heading, plain, strong
from communique.cli.wording import counted

if TYPE_CHECKING:
    from communique.model import Judgement, Passage, Step
    from communique.store.records import GroundedClaim, Grounds

__all__ = ["why_page", "why_record"]


def why_page(grounds: Grounds) -> Iterator[Line]:
    """The page under a thing's own page: claims with their steps, then judgements with their reasons."""
    yield []
    yield [heading(f"Why: {counted(len(grounds.claims), 'claim')}, {counted(len(grounds.judgements), 'judgement')}")]
    for grounded in grounds.claims:
        yield []
        yield from _claim(grounded)
    if grounds.judgements:
        yield []
        yield [heading("Judgements")]
        for judgement in grounds.judgements:
            yield from _judgement(judgement)


def why_record(grounds: Grounds) -> dict[str, Any]:
    """The same for programs: the claims with their readings and steps, and the judgements."""
    return {
        "claims": [
            {
                "id": grounded.claim.id,
                "document": grounded.claim.document,
                "source": grounded.source,
                "published": grounded.published,
                "readings": [asdict(reading) for reading in grounded.readings],
            }
            for grounded in grounds.claims
        ],
        "judgements": [{"id": judgement.id, **asdict(judgement)} for judgement in grounds.judgements],
    }


def _claim(grounded: GroundedClaim) -> Iterator[Line]:
    published = f"  {grounded.published}" if grounded.published else ""
    yield [strong(f"  {grounded.source}"), faint(f"{published}  {grounded.claim.id}")]
    for reading in grounded.readings:
        _, loaded, maker = reading.rule.partition("loaded.")
        told = f"  taken in from an extract of {maker.partition('.')[0]}" if loaded else ""
        yield [plain("    read by "), strong(reading.rule), faint(f"  score {reading.score:.2f}{told}")]
        for step in reading.steps:
            yield _step(step)


def _step(step: Step) -> Line:
    value = "nothing" if step.value is None else step.value
    line: list[Piece] = [plain("      "), strong(step.field), plain(f" = {value}"), faint(f"  {step.rule}")]
    if step.read:
        line += [faint("  read "), *_words(step.read)]
    if step.because:
        line.append(faint(f"  because {step.because}"))
    return line


def _words(passages: Iterable[Passage]) -> list[Piece]:
    pieces: list[Piece] = []
    for passage in passages:
        if pieces:
            pieces.append(plain(" "))
        pieces += [evidence(" ".join(passage.quote.split())), faint(f" at {passage.start}-{passage.end}")]
    return pieces


def _judgement(judgement: Judgement) -> Iterator[Line]:
    yield [
        plain("  "),
        plain(f"{judgement.left} and {judgement.right} are "),
        strong("the same " if judgement.relation == "same" else "different "),
        plain(judgement.subject if judgement.relation == "same" else f"({judgement.subject})"),
        faint(
            f"  {judgement.by}  score {judgement.score:.2f}" if judgement.is_by_rule else f"  decided by {judgement.by}"
        ),
    ]
    yield [plain(f"    because {judgement.because}")]
