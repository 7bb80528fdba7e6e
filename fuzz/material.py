"""What several targets begin with: texts, the words of such texts, and bytes taken for a text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from fuzz.target import hold

__all__ = ["ANCHORS", "SMALL_TEXTS", "TEXT_WORDS", "example_texts", "hold_spans", "text_of"]

_EXAMPLES = Path(__file__).resolve().parent.parent / "examples"

ANCHORS = (None, "2024-02-29", "2024-02", "2023?-06-09", "XXXX-02-29", "0001-01-01", "9999-12-31", "2019-22")
"""Dates that a document may have, the ends of the calendar among them."""

SMALL_TEXTS = (
    "MARLOW, Feb 28 (AP) — President Ada Quill met Bo Reed, CEO of Orsk Ltd, on Tuesday.\n\n“We agreed,” she said.",
    "Minister Hanna Lindqvist of Norland said the talks, “the first since 2019,” will resume on 5 March.",
    "By Cy Tan\n\nUpdated: 28 Feb 2024, 10:02 a.m. GMT+9\n\nAda Quill’s talks with him were called off two days later.",
    "Q: Did you meet?\n\nLINDQVIST: We did not meet. According to Bo Reed, they may meet next week. © 2024 The Loaf",
    "[Photo: Ada Quill/AFP] Ada Quill (left), prime minister of Norland (NL), and Mr. Reed held an hour-long call.",
)
"""About invented people, short enough for a fuzzer to take apart."""

TEXT_WORDS = (
    *"“”‘’\"'«»()[]—–-….,;:!?/&@#*•",
    *(
        "\u00ad",
        "\u200b",
        "\u00a0",
        "\u2028",
        "\ufeff",
        "\ufffd",
        "\u0130",
        "\u00df",
        "\U0001d400",
        "\uff21",
        "e\u0301",
    ),
    *(
        "\u1100",
        "가",
        "会",
        "\U0001f600",
        "\r\n",
        "\n\n",
        ". . .",
        "said. ",
        "said that ",
        " told ",
        " asked ",
        "according to ",
    ),
    *(
        "who",
        "and",
        "he",
        "she",
        "his",
        "of the",
        "met",
        "meeting",
        "held talks",
        "will meet",
        "did not meet",
        "called off",
    ),
    *(
        "President ",
        "Minister ",
        "Mr. ",
        "CEO of",
        "former",
        "vice ",
        "Ltd",
        "Norland",
        "Ada Quill",
        "Bo Reed",
        "Quill’s",
    ),
    *("Paris, France", "(AP)", "MARLOW, Feb 28 — ", "By Cy Tan\n\n", "Monday", "March 5th", "2024", "28/02/2024"),
    *(
        "2024-02-29",
        "29 February",
        "10:30 a.m.",
        "last ",
        "next ",
        "two days later",
        "a week ago",
        "between ",
        "from ",
        "noon",
    ),
    *("early ", "the end of ", "first quarter of ", "every ", "hour-long ", "until ", "in the 1990s", "Dec 31–Jan 2"),
)
"""Words and marks at which the readers of texts turn."""


@cache
def example_texts() -> tuple[str, ...]:
    """The bundled English examples."""
    return tuple(path.read_text(encoding="utf-8") for path in sorted((_EXAMPLES / "en").glob("*.txt")))


def text_of(data: bytes) -> str:
    """Bytes as a text that decoding can give: whole characters, none of them half a pair."""
    return data.decode("utf-8", "replace")


def hold_spans(what: str, spans: Sequence[object], text: str) -> None:
    """Spans stand in the text, in order, and none overlaps the next."""
    end = 0
    for span in spans:
        begin, stop = span.start, span.end  # type: ignore[attr-defined]
        hold(end <= begin < stop <= len(text), f"{what}: {begin}-{stop} after {end} in {len(text)} characters")
        end = stop
