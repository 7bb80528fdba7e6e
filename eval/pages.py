"""Web pages: whether the day of publication and the paragraphs are found, beside what trafilatura alone finds.

    python -m eval.pages [--misses]

The pages of `eval/pages` are invented; each stands for a way in which sites are built. Exit status 1 where trafilatura
alone does better on the same pages.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from communique.errors import DocumentError
from communique.sources.pieces import Piece
from communique.sources.reading import read_piece
from eval.score import Figures

__all__ = ["FOLDER", "PageScore", "figures", "is_beaten", "main", "measure", "pages_line"]

FOLDER: Final = Path(__file__).with_name("pages")
GOLD: Final = FOLDER / "gold.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one of the two found on a page: a day, and an F1 over the words of the body in per cent."""

    published: str | None
    body: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PageScore:
    """A page, its day, and what was found by us and by trafilatura alone."""

    page: str
    published: str | None
    ours: Found
    theirs: Found


def measure() -> Iterator[PageScore]:
    """Read every page twice."""
    for row in json.loads(GOLD.read_text("utf-8"))["pages"]:
        data = (FOLDER / row["page"]).read_bytes()
        yield PageScore(page=row["page"], published=row["published"], ours=_ours(data, row), theirs=_theirs(data, row))


def figures(scores: Sequence[PageScore]) -> Figures:
    """Shares in per cent, ours and trafilatura's."""
    count = len(scores)
    return {
        "page_dates_right": 100 * sum(one.ours.published == one.published for one in scores) / count,
        "page_bodies_f1": sum(one.ours.body for one in scores) / count,
        "trafilatura_dates_right": 100 * sum(one.theirs.published == one.published for one in scores) / count,
        "trafilatura_bodies_f1": sum(one.theirs.body for one in scores) / count,
    }


def is_beaten(found: Figures) -> bool:
    """True where trafilatura alone does better on the same pages."""
    pairs = (("page_dates_right", "trafilatura_dates_right"), ("page_bodies_f1", "trafilatura_bodies_f1"))
    return any((found[ours] or 0) < (found[theirs] or 0) for ours, theirs in pairs)


def pages_line(found: Figures, count: int) -> str:
    """The figures as text."""
    return (
        f"pages        {count:4d}  dates right {found['page_dates_right']:.1f} (trafilatura alone "
        f"{found['trafilatura_dates_right']:.1f}), bodies F1 {found['page_bodies_f1']:.1f} (trafilatura alone "
        f"{found['trafilatura_bodies_f1']:.1f})"
    )


def _ours(data: bytes, row: dict[str, Any]) -> Found:
    try:
        document = read_piece(Piece(source=row["page"], data=data, name=row["page"]))
    except DocumentError:
        return Found(published=None, body=0.0)
    return Found(published=document.published, body=_likeness(document.text, row))


def _theirs(data: bytes, row: dict[str, Any]) -> Found:
    # Deferred: only this needs it here.
    from trafilatura import bare_extraction

    found = bare_extraction(data, with_metadata=True, include_comments=False)
    if found is None or isinstance(found, dict):
        return Found(published=None, body=0.0)
    return Found(published=found.date, body=_likeness(found.text or "", row))


def _likeness(text: str, row: dict[str, Any]) -> float:
    """F1 over the words, each as often as it stands there; the headline counts on neither side."""
    lines = [line for line in text.splitlines() if _words(line) != _words(row["title"])]
    found, gold = Counter(_words(" ".join(lines))), Counter(_words(" ".join(row["body"])))
    shared = sum((found & gold).values())
    return 100 * 2 * shared / max(1, sum(found.values()) + sum(gold.values()))


def _words(text: str) -> list[str]:
    letters = "".join(c if c.isalnum() else " " for c in text.casefold())
    # Letter by letter where no blanks part the words.
    return [part for word in letters.split() for part in (list(word) if ord(word[0]) > 0x3000 else [word])]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="name the pages on which something is wrong")
    given = parser.parse_args(arguments)
    scores = list(measure())
    for one in scores if given.misses else ():
        if one.ours.published != one.published or one.ours.body < 100 or one.ours.body < one.theirs.body:
            print(
                f"{one.page:<40} {one.published}: {one.ours.published} {one.ours.body:.1f}, "
                f"trafilatura {one.theirs.published} {one.theirs.body:.1f}"
            )
    found = figures(scores)
    print(pages_line(found, len(scores)))
    return int(is_beaten(found))


if __name__ == "__main__":
    sys.exit(main())
