"""Parts of the corpus that do not know each other: no occasion is on two sides.

Texts go together that share the key of an occasion, that belong to one group or are copies of one another, or that
tell of the same two people on the same day under different keys. What is measured on one fold then was learnt from no
report of the same occasion.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

from training.corpus import CORPUS, AnnotatedText, load_corpus, load_dev

__all__ = ["families", "folds", "quarters", "shared_with", "training_texts"]


def training_texts(folder: Path = CORPUS) -> tuple[AnnotatedText, ...]:
    """What a model may learn from: the corpus without texts that share an occasion with the development set."""
    texts = load_corpus(folder)
    shared = shared_with(texts, load_dev(folder))
    return tuple(text for text in texts if text.name not in shared)


def shared_with(texts: Sequence[AnnotatedText], others: Sequence[AnnotatedText]) -> frozenset[str]:
    """Names of the texts that belong to the family of any of the others."""
    named = {text.name for text in texts}
    apart = {text.name for text in others}
    touched = [family for family in families([*texts, *others]) if family & apart]
    return frozenset(name for family in touched for name in family if name in named)


def folds(texts: Sequence[AnnotatedText], count: int = 5) -> tuple[frozenset[str], ...]:
    """Part texts into folds of about the same number of texts and of meetings, families kept whole.

    The largest family goes first, each into the fold that is emptiest by then; there is no chance in it, so everybody
    has the same folds.

    Args:
        texts: the texts of one set.
        count: how many folds.

    Returns:
        The names of the texts in each fold.

    Raises:
        ValueError: fewer than one fold is wanted, or a name occurs twice.
    """
    if count < 1:
        raise ValueError(f"at least one fold, not {count}")
    by_name = {text.name: text for text in texts}
    if len(by_name) < len(texts):
        raise ValueError("two texts have the same name")
    # So that a text counts in all as much as a meeting.
    per_text = sum(len(text.meetings) for text in texts) / max(len(texts), 1)
    sizes = {
        family: per_text * len(family) + sum(len(by_name[name].meetings) for name in family)
        for family in families(texts)
    }
    filled: list[set[str]] = [set() for _ in range(count)]
    loads = [0.0] * count
    # Languages and distractors one after the other: each is spread over all folds before the next one begins.
    for family in sorted(sizes, key=lambda family: (_sort(family, by_name), -sizes[family], min(family))):
        emptiest = loads.index(min(loads))
        filled[emptiest] |= family
        loads[emptiest] += sizes[family]
    return tuple(frozenset(fold) for fold in filled)


def quarters(texts: Sequence[AnnotatedText], count: int) -> tuple[AnnotatedText, ...]:
    """So many quarters of the texts, one to four: always the same, each within the next, families kept whole."""
    kept = frozenset[str]().union(*folds(texts, 4)[:count])
    return tuple(text for text in texts if text.name in kept)


def _sort(family: frozenset[str], by_name: dict[str, AnnotatedText]) -> tuple[bool, str, bool]:
    """Families of several texts first; single texts by language and whether they tell of meetings."""
    first = by_name[min(family)]
    if len(family) > 1:
        return False, "", False
    return True, first.language, first.is_distractor


def families(texts: Iterable[AnnotatedText]) -> tuple[frozenset[str], ...]:
    """The texts parted into the smallest groups that share nothing, in the order of their first texts."""
    texts = list(texts)
    leader = {text.name: text.name for text in texts}

    def find(name: str) -> str:
        while leader[name] != name:
            leader[name] = name = leader[leader[name]]
        return name

    first_with: dict[str, str] = {}
    for text in texts:
        for tie in _ties(text):
            # The earlier of two leaders leads on, so that the order of the ties does not matter.
            one, other = sorted((find(first_with.setdefault(tie, text.name)), find(text.name)))
            leader[other] = one
    grouped: dict[str, set[str]] = {}
    for text in texts:
        grouped.setdefault(find(text.name), set()).add(text.name)
    return tuple(map(frozenset, grouped.values()))


def _ties(text: AnnotatedText) -> Iterator[str]:
    """What ties a text to others: two texts with the same tie are of one family."""
    yield f"text {text.name}"
    if text.copy_of is not None:
        yield f"text {text.copy_of}"
    if text.group is not None:
        yield f"group {text.group}"
    for meeting in text.meetings:
        yield f"occasion {meeting.occasion}"
        if meeting.date is None:
            continue
        who = sorted({party.canonical for party in meeting.participants if party.canonical is not None})
        for one, other in combinations(who, 2):
            yield f"people {one} / {other} / {meeting.date}"
