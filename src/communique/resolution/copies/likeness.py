"""How alike two texts are: the same words, most of the same words, or the same facts told anew in their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from communique.model import CopyGrade
from communique.resolution.copies.order import STEPS, find_in_order
from communique.resolution.copies.retelling import find_retelling
from communique.resolution.copies.wording import Wording

__all__ = ["Likeness", "compare"]

# Share of the shorter text's runs of words that stand in the other. Texts written apart about one occasion share less
# than a tenth; with a third of its runs in common a text shares half its words in stretches.
KEPT = 0.33
# From here on the words are the other's, but for a beginning, an end, or a word here and there.
WORD_FOR_WORD = 0.85
# Runs of words that a text must share to carry another's: furniture that nobody took for such is shorter.
FEWEST_SHARED = 25
# Share of the names and numbers of the poorer text that stand in the other. A form filled in anew keeps the words and
# has names and numbers of its own; a copy keeps both.
SAME_FACTS = 0.6
FEWEST_TELLING = 5
# The same of a retelling, which leaves some of them out.
SAME_FACTS_RETOLD = 0.4
SAME_FACTS_IN_FEW = 0.75  # and of one of few sentences, which leaves less to go by
# Share of the first part of one text that stands in the other.
SAME_BEGINNING = 0.2
# From this share of the longer text on, one that it carries in one piece is the same but for a headline or a note.
FRAMED = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What makes two texts copies of each other.

    Attributes:
        grade: how near they are to each other; `syndicated` is left to whoever knows who credits whom.
        score: between 0 and 1.
        because: the reason in plain words.
    """

    grade: CopyGrade
    score: float
    because: str


def compare(a: Wording, b: Wording, *, close: bool = False) -> Likeness | None:
    """What makes two texts copies of each other; None where nothing does. The order of the two does not matter.

    Args:
        a: one text.
        b: the other.
        close: they appeared within few days, or credit one agency. Only then is one that shares little but the order of
            its facts taken for a rewrite: what comes weeks later follows up.
    """
    if a.fingerprint is None or b.fingerprint is None:
        return None
    if a.fingerprint == b.fingerprint:
        return Likeness(grade=CopyGrade.EXACT, score=1.0, because="the same words from the first to the last")
    shorter, longer = sorted((a, b), key=lambda one: (len(one.tokens), one.fingerprint or ""))
    if len(shorter.tokens) >= FRAMED * len(longer.tokens) and _carries(longer, shorter):
        share = round(len(shorter.tokens) / len(longer.tokens), 3)
        return Likeness(grade=CopyGrade.EXACT, score=share, because="the same words, but for a line before or behind")
    shared = len(a.shingles & b.shingles)
    share = shared / min(len(a.shingles), len(b.shingles))
    if share >= KEPT and shared >= FEWEST_SHARED:
        return _edited(share, a, b)
    return _rewritten(a, b) or (_in_order(a, b) if close else None)


def _edited(share: float, a: Wording, b: Wording) -> Likeness | None:
    facts = _facts_kept(a, b)
    # One outlet's boilerplate, or the background of another day, is shared at the end; a copy shares a beginning.
    begins = max((len(x.lead & y.shingles) / len(x.lead) for x, y in ((a, b), (b, a)) if x.lead), default=0.0)
    if facts < SAME_FACTS or begins < SAME_BEGINNING:
        return None
    longer = max(len(a.tokens), len(b.tokens))
    shorter = min(len(a.tokens), len(b.tokens))
    part = "" if shorter >= 0.8 * longer else f", which is {round(100 * shorter / longer)} % as long,"
    if share >= WORD_FOR_WORD:
        because = f"{_percent(share)} of the shorter text{part} stands in the other word for word"
    else:
        because = (
            f"{_percent(share)} of the shorter text{part} stands in the other in runs of words, with {_percent(facts)} "
            "of its names and numbers"
        )
    return Likeness(grade=CopyGrade.EDITED, score=round(share, 3), because=because)


def _carries(longer: Wording, shorter: Wording) -> bool:
    """True where all words of one text stand in the other in one piece."""
    return f" {' '.join(shorter.tokens)} " in f" {' '.join(longer.tokens)} "


def _facts_kept(a: Wording, b: Wording) -> float:
    one, other = a.telling, b.telling
    if min(len(one), len(other)) < FEWEST_TELLING:
        one, other = frozenset(a.details), frozenset(b.details)
    fewest = min(len(one), len(other))
    # Nothing but small words on one side: there the runs of words are all that can be compared.
    return len(one & other) / fewest if fewest >= FEWEST_TELLING else 1.0


def _rewritten(a: Wording, b: Wording) -> Likeness | None:
    if _facts_kept(a, b) < SAME_FACTS_RETOLD:
        return None
    found = find_retelling(a, b)
    if found is None:
        return None
    named = _listed(found.details, a.details)
    because = (
        f"{found.sentences} sentences of {found.of} tell the same in the same order in other words, with the same rare "
        f"details ({named})"
    )
    return Likeness(grade=CopyGrade.REWRITTEN, score=round(found.score, 3), because=because)


def _in_order(a: Wording, b: Wording) -> Likeness | None:
    # A form filled in anew has the words in order, and other names.
    kept = _facts_kept(a, b)
    if kept < SAME_FACTS_RETOLD:
        return None
    found = find_in_order(a, b)
    if found is None or (found.steps < STEPS and kept < SAME_FACTS_IN_FEW):
        return None
    named = _listed(found.details, {**a.details, **b.details})
    because = (
        f"{len(found.details)} details that each mentions once come in nearly the same order, over {found.steps} "
        f"sentences, in other words ({named})"
    )
    return Likeness(grade=CopyGrade.REWRITTEN, score=round(found.agreement * found.covered, 3), because=because)


def _listed(keys: tuple[str, ...], known: Mapping[str, object]) -> str:
    shown = [key.lstrip("#") for key in keys if key in known][:5]
    return ", ".join(shown)


def _percent(share: float) -> str:
    return f"{int(100 * share)} %"
