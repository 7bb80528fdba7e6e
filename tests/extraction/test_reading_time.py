"""The rules reader takes time by the length of a text, however senseless: nothing in it grows by the square."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest

from communique.extraction import extract_document
from communique.text.documents import frame

_SHORT, _TIMES = 4_000, 4
_SLACK = 2.2  # beyond the fourfold; what grows by the square takes four times as long again
_START = 0.7  # seconds that a short text may take for other reasons


def seconds(text: str) -> float:
    document = frame(text, source="senseless.txt", language="en")
    started = time.process_time()
    extract_document(document)
    return time.process_time() - started


def repeated(piece: str) -> Callable[[int], str]:
    return lambda length: (piece * (length // len(piece) + 1))[:length]


def invented(pattern: str) -> Callable[[int], str]:
    """Sentences about people of whom each is named once."""

    def build(length: int) -> str:
        chance = random.Random(6)

        def name() -> str:
            syllables = ["".join((chance.choice("bdfglmnrstvz"), chance.choice("aeiou"))) for _ in range(6)]
            return f"{''.join(syllables[:3]).title()} {''.join(syllables[3:]).title()}"

        sentences: list[str] = []
        while sum(map(len, sentences)) < length:
            sentences.append(pattern.format(a=name(), b=name(), c=name().split()[0]))
        return "".join(sentences)[:length]

    return build


TEXTS = {
    "words of one letter": repeated("a "),
    "quotation marks": repeated("“"),
    "brackets": repeated("("),
    "brackets around names": repeated("(Ada Quill "),
    "digits": repeated("1 "),
    "commas": repeated("a, "),
    "said that": repeated("Ann Lee said that "),
    "posts": repeated("President "),
    "a line of many stops": repeated(". "),
    "people named once": invented("{a} met {b}, chief of {c} Ltd. "),
    "posts taken up again": invented("Finance Minister {a} met the French president. The minister left {b}. "),
    "speeches of people named once": invented("“We met,” {a} said; {b} told him that “it is so.” "),
}


@pytest.mark.parametrize("name", TEXTS)
def test_time_grows_in_step_with_the_text(name: str) -> None:
    build = TEXTS[name]
    seconds("Ada Quill met Bo Reed.")  # the model is loaded
    short = seconds(build(_SHORT))
    assert seconds(build(_SHORT * _TIMES)) < _TIMES * _SLACK * short + _START


@pytest.mark.slow
@pytest.mark.parametrize("name", ["quotation marks", "digits"])
def test_two_hundred_thousand_characters_in_one_paragraph_are_read(name: str) -> None:
    assert seconds(TEXTS[name](200_000)) < 60
