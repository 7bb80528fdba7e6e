"""Invented stories for tests of copies."""

from __future__ import annotations

import random

from communique.resolution.copies.wording import Wording

_SYLLABLES = ("bo", "ka", "ri", "tel", "mu", "san", "dor", "fel", "win", "gar", "los", "pim")
SMALL = ("the", "of", "and", "to", "in", "with", "that", "for", "on", "was", "had", "after", "before", "his", "their")


def word(source: random.Random, syllables: int = 3) -> str:
    return "".join(source.choice(_SYLLABLES) for _ in range(syllables))


def story(seed: int, sentences: int = 14) -> list[str]:
    """Sentences of a story, each with names, a number and words of its own."""
    source = random.Random(seed)
    people = [f"{word(source, 2).capitalize()} {word(source).capitalize()}" for _ in range(4)]
    found = []
    for _ in range(sentences):
        words = [
            word(source) if source.random() < 0.6 else source.choice(SMALL) for _ in range(source.randrange(9, 15))
        ]
        words.insert(3, source.choice(people))
        words.insert(6, str(source.randrange(12, 900)))
        found.append(" ".join(words).capitalize() + ".")
    return found


def text(sentences: list[str]) -> str:
    return "\n\n".join(" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3))


def wording(sentences: list[str]) -> Wording:
    return Wording(text(sentences))
