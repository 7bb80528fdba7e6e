"""The date expressions of a text, to EDTF."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from communique.languages.en.dates import find_dates
from communique.model.date_expression import Grain, Lean
from communique.model.edtf import bounds, is_valid, minutes
from communique.reading.dates import Anchor, read_dates
from communique.text import clean, split_paragraphs, split_sentences
from fuzz.material import ANCHORS, SMALL_TEXTS, TEXT_WORDS, example_texts, hold_spans, text_of
from fuzz.target import Target, hold

__all__ = ["TARGET"]

_WORDS = (
    *("today", "tomorrow", "yesterday", "tonight", "the day before", "the weekend", "this week", "fortnight", "decade"),
    *(
        "Friday, June 9",
        "5-7 March",
        "March 30 to April 2",
        "2019, 2020 and 2021",
        "1990s",
        "mid-March",
        "Q3",
        "H1 2024",
    ),
    *(
        "spring",
        "winter of 2023",
        "FY2024",
        "second half of",
        "third Tuesday of",
        "31 April",
        "0000",
        "9999",
        "99999999",
    ),
    *("10.30", "5pm", "from 9 to 11", "half an hour", "two-and-a-half hours", "45 minutes", "a couple of", "several"),
    *("’s time", "away", "ago", "from now", "since", "by", "on the 31st of the month", "1/2/03", "31.12.2023", "’24"),
)


def _check(data: bytes) -> None:
    head = (*data[:2], 0, 0)
    anchor = Anchor(published=ANCHORS[head[0] % len(ANCHORS)], dateline=ANCHORS[head[1] % len(ANCHORS)])
    captured = date(2026, 1, 1) if head[0] >= 128 else None
    text = clean(text_of(data[2:]))
    hold_spans("expressions", [expression.span for expression in find_dates(text)], text)
    sentences = [sentence for paragraph in split_paragraphs(text) for sentence in split_sentences(text, paragraph)]
    mentions = read_dates(text, sentences, anchor, captured=captured)
    hold(mentions == read_dates(text, sentences, anchor, captured=captured), "other dates the second time")
    hold_spans("dates", [mention.span for mention in mentions], text)
    for mention in mentions:
        for value in (mention.past, mention.future, mention.value(), mention.value(Lean.FUTURE)):
            if value is not None:
                _check_value(value, mention.grain, mention.span.of(text))


def _check_value(value: str, grain: Grain, words: str) -> None:
    if grain is Grain.DURATION:
        hold(value.startswith("P") and (minutes(value) is None or minutes(value) is not None), f"{words!r}: {value!r}")
        return
    hold(is_valid(value), f"{words!r} became {value!r}, which is no EDTF of ours")
    first, last = bounds(value)
    hold(first is None or last is None or first <= last, f"{words!r} became {value!r}, which ends before it begins")


def _seeds() -> Sequence[bytes]:
    texts = (*SMALL_TEXTS, *(text[:400] for text in example_texts()), " ".join(_WORDS))
    return [bytes([number % 16 * 9, number % len(ANCHORS)]) + text.encode() for number, text in enumerate(texts)]


TARGET = Target(about="date expressions to EDTF", check=_check, seeds=_seeds, words=(*TEXT_WORDS, *_WORDS))
