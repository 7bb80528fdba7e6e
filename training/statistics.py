"""What the corpus holds, in numbers: the tables of its datasheet.

    python -m training.statistics [--write]

Prints the tables; `--write` puts them into corpus/README.md, between the marks.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from communique.annotation.vocabulary import LANGUAGES, MODALITIES, STATEMENT_KINDS
from communique.model import MeetingKind, Span, Status
from communique.text.documents import body
from communique.text.sentences import split_paragraphs, split_sentences
from training.corpus import CORPUS, AnnotatedText, load_corpus, load_dev, load_invented
from training.splits import families, shared_with

__all__ = ["MARKS", "main", "put_into", "statistics"]

MARKS: Final = ("<!-- statistics: python -m training.statistics --write -->", "<!-- /statistics -->")
"""Between these the tables stand in the datasheet."""

Texts = Sequence[AnnotatedText]


def statistics(corpus: Texts, invented: Texts, dev: Texts) -> str:
    """The tables as Markdown."""
    tables = [
        _texts_table(corpus, invented, dev),
        _meetings_table(corpus, invented, dev),
        _statements_table(corpus, invented, dev),
    ]
    shared = shared_with(corpus, dev)
    tied = families(corpus)
    tables.append(
        f"Occasions tie the {len(corpus)} texts of the corpus into {len(tied)} families that share none "
        f"(the largest has {max(map(len, tied), default=0)} texts). "
        f"{len(shared) or 'None'} of them {'tells' if len(shared) == 1 else 'tell'} of an occasion of the development "
        f"set{': ' + ', '.join(sorted(shared)) if shared else ''}."
    )
    return "\n\n".join(tables) + "\n"


def _texts_table(corpus: Texts, invented: Texts, dev: Texts) -> str:
    rows = []
    for part in dict.fromkeys(text.part for text in corpus):
        mine = [text for text in corpus if text.part == part]
        rows += [_texts_row(f"`{part}`", language, mine) for language in LANGUAGES]
    rows.append(_texts_row("**corpus**", None, corpus))
    rows += [_texts_row("**invented**", language, invented) for language in LANGUAGES]
    rows += [_texts_row("`dev`", language, dev) for language in LANGUAGES]
    rows.append(_texts_row("**dev**", None, dev))
    heading = (
        "slice", "language", "texts", "distractors", "sentences", "words", "characters", "meetings", "occasions",
        "statements",
    )  # fmt: skip
    return _table(heading, [row for row in rows if row[2] != 0])


def _texts_row(name: str, language: str | None, texts: Texts) -> list[object]:
    """A row; without a language over all of them."""
    mine = [text for text in texts if language in (None, text.language)]
    # Japanese parts its words by no blanks, so they cannot be counted as the others are.
    words = [len(text.text.split()) for text in mine if text.language != "ja"]
    return [
        name,
        language or "all",
        len(mine),
        sum(text.is_distractor for text in mine),
        sum(_count_sentences(text) for text in mine),
        sum(words) if words else "–",
        sum(len(text.text) for text in mine),
        sum(len(text.meetings) for text in mine),
        len({key for text in mine for key in text.occasions}),
        sum(len(text.statements) for text in mine),
    ]


def _count_sentences(text: AnnotatedText) -> int:
    story = body(text.document)
    spans: Iterable[Span] = split_paragraphs(story)
    return sum(len(split_sentences(story, paragraph)) for paragraph in spans)


def _meetings_table(corpus: Texts, invented: Texts, dev: Texts) -> str:
    sets = [[meeting for text in texts for meeting in text.meetings] for texts in (corpus, invented, dev)]
    states = [Counter((each.status, each.background) for each in meetings) for meetings in sets]
    kinds = [Counter(each.kind for each in meetings) for meetings in sets]
    by_status = [
        [f"`{status}`", *(counted[status, background] for counted in states for background in (False, True))]
        for status in Status
    ]
    by_kind = [[f"`{kind}`", *(counted[kind] for counted in kinds)] for kind in MeetingKind]
    names = ("corpus", "invented", "dev")
    parts = [f"{name}, {part}" for name in names for part in ("news", "background")]
    by_status_table = _table(("status of meetings", *parts), by_status)
    return f"{by_status_table}\n\n{_table(('kind of meetings', *names), by_kind)}"


def _statements_table(corpus: Texts, invented: Texts, dev: Texts) -> str:
    counted = Counter((each.kind, each.modality) for text in corpus for each in text.statements)
    beside = [Counter(each.kind for text in texts for each in text.statements) for texts in (invented, dev)]
    rows = [
        [f"`{kind}`", *(counted[kind, modality] for modality in MODALITIES), *(others[kind] for others in beside)]
        for kind in STATEMENT_KINDS
    ]
    heading = ("kind of statements", *(f"corpus, `{modality}`" for modality in MODALITIES), "invented", "dev")
    return _table(heading, rows)


def _table(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    body_rows = list(rows)
    # Numbers to the right, under one another.
    aligned = ["---:" if body_rows and isinstance(body_rows[0][n], int) else "---" for n in range(len(heading))]
    lines = [
        heading,
        aligned,
        *([f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row] for row in body_rows),
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def put_into(page: str, tables: str) -> str:
    """The page with these tables between the marks.

    Raises:
        ValueError: the page lacks the marks.
    """
    before, opened, rest = page.partition(MARKS[0])
    _, closed, after = rest.partition(MARKS[1])
    if not (opened and closed):
        raise ValueError(f"no place for the tables: {MARKS[0]} … {MARKS[1]}")
    return f"{before}{opened}\n{tables}{closed}{after}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables or write them into the datasheet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the tables into the datasheet")
    parser.add_argument("--page", type=Path, default=CORPUS / "README.md", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    tables = statistics(load_corpus(), load_invented(), load_dev())
    if given.write:
        given.page.write_text(put_into(given.page.read_text("utf-8"), tables), "utf-8")
        print(f"written into {given.page.name}")
    else:
        print(tables, end="")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
