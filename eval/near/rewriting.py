"""Ways in which a text becomes a copy: printed again, under another frame, edited, retold.

Whoever retells keeps names, numbers and quotations, and puts the rest into other words: sentences are split and joined,
parts of them change places, some fall away. The words that stand in for others are invented, so that no list of words
can know them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Final

from communique.text.data import load_words

__all__ = ["edit", "reprint", "retell", "syndicate"]

_SENTENCE: Final = re.compile(r"(?<=[.!?][\"”’)])\s+|(?<=[.!?])\s+(?=[\"“‘(A-Z•])")
_QUOTED: Final = re.compile(r"([\"“][^\"“”]{2,400}[\"”])")
_TOKEN: Final = re.compile(r"[^\W\d_]+|\d[\d.,]*|\s+|.", re.DOTALL)
_INVENTED: Final = (
    "bral",
    "cruv",
    "dwin",
    "fosk",
    "glim",
    "hurn",
    "jeck",
    "plom",
    "quib",
    "skar",
    "trell",
    "vung",
    "yold",
    "zeff",
)
_WIRES: Final = ("Coral Wire", "Lantern Press", "Meridian News", "Union Dispatch")
_TURNS: Final = load_words("words", package=__package__)["turns"]
_FIGURES: Final = load_words("words", package=__package__)["figures"]


def reprint(text: str, source: random.Random) -> str:
    """The same words, set anew: other breaks between lines, other spaces, other quotation marks."""
    width = source.choice((50, 70, 90))
    lines = []
    for paragraph in text.split("\n\n"):
        line = ""
        for word in paragraph.split():
            if len(line) + len(word) > width:
                lines.append(line)
                line = ""
            line = f"{line} {word}" if line else word
        lines += [line, ""]
    return "\n".join(lines).strip().replace("“", '"').replace("”", '"').replace("’", "'") + "\n"


def syndicate(text: str, source: random.Random, sentence: Callable[[], str]) -> str:
    """The same text under another headline, dateline and credit, its last paragraphs cut or replaced."""
    paragraphs = [part for part in text.split("\n\n") if part.strip()]
    cut = source.randrange(0, max(1, len(paragraphs) // 3) + 1)
    kept = paragraphs[: len(paragraphs) - cut] if cut else paragraphs
    if source.random() < 0.5:
        kept.append(" ".join(sentence() for _ in range(source.randrange(1, 3))))
    town, wire = sentence().split()[0].upper(), source.choice(_WIRES)
    day = f"{source.choice(('Feb', 'March', 'Nov'))} {source.randrange(1, 28)}"
    head = source.choice((f"{town}, {day} ({wire}) - ", f"{town} ({wire}) — ", ""))
    foot = source.choice(
        (f"({wire})", "(With inputs from agencies)", "This story was published from an agency feed.", "")
    )
    headline = sentence().rstrip(".") if source.random() < 0.8 else ""
    body = "\n\n".join([head + kept[0], *kept[1:]])
    return "\n\n".join(part for part in (headline, body, foot) if part) + "\n"


def edit(text: str, source: random.Random, word: Callable[[], str]) -> str:
    """The text with 5 to 15 % of its words changed, dropped or added, some of them as whole sentences."""
    share = source.uniform(0.05, 0.15)
    whole = source.random() < 0.5
    paragraphs = []
    for paragraph in text.split("\n\n"):
        sentences = []
        for sentence in _SENTENCE.split(paragraph):
            if whole and source.random() < share / 2:
                if source.random() < 0.5:
                    sentences.append(" ".join(word() for _ in range(9)).capitalize() + ".")
                continue
            part = share / 2 if whole else share
            words = []
            for one in sentence.split(" "):
                chance = source.random()
                if chance < part / 3:
                    words.append(word())
                elif chance < 2 * part / 3:
                    words += [one, word()]
                elif chance >= part:
                    words.append(one)
            sentences.append(" ".join(words))
        paragraphs.append(" ".join(one for one in sentences if one))
    return "\n\n".join(one for one in paragraphs if one) + "\n"


def retell(text: str, source: random.Random, *, kept: float = 0.4) -> str:
    """The same facts in other words, in nearly the same order; names, numbers and quotations stay.

    Args:
        text: the story.
        source: of chance.
        kept: share of the plain words that the retelling has in common with the story.
    """
    synonyms: dict[str, str] = {}

    def other(word: str) -> str:
        if word not in synonyms:
            invented = "".join(source.choice(_INVENTED) for _ in range(2))
            synonyms[word] = word if source.random() < kept else invented + word[-2:]
        return synonyms[word]

    sentences = [one for paragraph in text.split("\n\n") for one in _SENTENCE.split(paragraph) if one.strip()]
    sentences = [one for one in sentences if source.random() > 0.15] or sentences
    for at in range(len(sentences) - 1):
        if source.random() < 0.15:
            sentences[at], sentences[at + 1] = sentences[at + 1], sentences[at]
    told = [_reword(_turn(one, source), source, other) for one in sentences]
    joined: list[str] = []
    for one in told:
        if joined and source.random() < 0.2:
            joined[-1] = f"{joined[-1].rstrip('.')}; {one[:1].lower()}{one[1:]}"
        else:
            joined.append(one)
    size = source.choice((2, 3))
    return "\n\n".join(" ".join(joined[at : at + size]) for at in range(0, len(joined), size)) + "\n"


def _turn(sentence: str, source: random.Random) -> str:
    """The parts of a sentence in another order, or as sentences of their own."""
    if _QUOTED.search(sentence):
        return sentence
    parts = sentence.rstrip(".").split(", ")
    if len(parts) > 1 and source.random() < 0.6:
        first, *rest = parts
        if source.random() < 0.5:
            return f"{', '.join(rest)}, {first}."
        return f"{first}. {', '.join(rest)}."
    return sentence


def _reword(sentence: str, source: random.Random, other: Callable[[str], str]) -> str:
    pieces = []
    for part in _QUOTED.split(sentence):
        if _QUOTED.fullmatch(part):
            pieces.append(part)
            continue
        for at, token in enumerate(_TOKEN.findall(part)):
            if token in _FIGURES:
                pieces.append(_FIGURES[token] if source.random() < 0.5 else token)
            elif token in _TURNS:
                pieces.append(_TURNS[token] if source.random() < 0.6 else token)
            elif token.isalpha() and token.islower() and len(token) > 3:
                pieces.append(other(token))
            elif at == 0 and not pieces and token[1:].islower() and token.lower() in _TURNS:
                pieces.append(_TURNS[token.lower()].capitalize())
            else:
                pieces.append(token)
    return "".join(pieces).strip()
