"""What became of asks, offers, promises and forecasts: what later keeps, breaks, repeats or withdraws them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from communique.languages.en.replies import load_reply_words
from communique.model import StatementKind, Tie, TieKind
from communique.model.edtf import bounds
from communique.resolution.ties.voice import Voice, same_matter, words_of_matter

__all__ = ["find_deeds"]

RULE: Final = "ties.deed.v1"
PENDING: Final = frozenset({StatementKind.REQUEST, StatementKind.OFFER, StatementKind.PROMISE, StatementKind.FORECAST})
"""What something can become of."""

_APART: Final = timedelta(days=3)  # a statement told again within so long is the same one, reported later
_SAME: Final = 0.75  # share of the matter from which two statements speak of one thing
_WORDS: Final = 3  # words of the matter that both have, at least
_COMMON: Final = 60  # statements of one side that share a word: a word of more tells little
_REPORTING: Final = frozenset(
    {StatementKind.ANNOUNCEMENT, StatementKind.VIEW, StatementKind.DENIAL, StatementKind.CONCERN}
)


def find_deeds(voices: Iterable[Voice]) -> Iterator[Tie]:
    """The later statements of one side that say what became of its earlier ones, conservatively.

    Both must be dated, on days apart and not at one meeting, speak of one matter in at least three words, and the
    later one must use a word of doing, not doing or taking back; the same kind again on the same matter repeats it.
    Each later statement is tied to the last earlier one that it fits.

    Args:
        voices: the statements, of any documents in any order.
    """
    by_side: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        if _day(voice) is not None:
            for one in sorted(voice.speakers):
                by_side[one].append(voice)
    found: dict[tuple[str, TieKind], Tie] = {}
    for side in sorted(by_side):
        for tie in _of_side(sorted(by_side[side], key=lambda v: (_day(v) or date.min, v.document, v.start, v.id))):
            found.setdefault((tie.later, tie.kind), tie)
    yield from sorted(found.values(), key=lambda tie: (tie.later, tie.earlier, tie.kind))


def _of_side(told: Sequence[Voice]) -> Iterator[Tie]:
    pending: dict[str, list[int]] = defaultdict(list)
    for at, later in enumerate(told):
        shared: dict[int, int] = defaultdict(int)
        for word in later.matter:
            if len(pending[word]) <= _COMMON:
                for index in pending[word]:
                    shared[index] += 1
        for index in sorted((index for index, count in shared.items() if count >= _WORDS), reverse=True):
            tie = _tie(later, told[index])
            if tie is not None:
                yield tie
                break
        if later.kind in PENDING:
            for word in later.matter:
                pending[word].append(at)


def _tie(later: Voice, earlier: Voice) -> Tie | None:
    one, other = _day(later), _day(earlier)
    if one is None or other is None or one - other < _APART:
        return None
    if earlier.meeting is not None and earlier.meeting == later.meeting:
        return None
    alike = same_matter(later.matter, earlier.matter)
    if alike < _SAME or len(later.matter & earlier.matter) < _share(later, earlier):
        return None
    verdict = _verdict(later, earlier)
    if verdict is None:
        return None
    kind, because = verdict
    common = ", ".join(words_of_matter(later.words, later.matter & earlier.matter))
    return Tie(
        later=later.id,
        earlier=earlier.id,
        kind=kind,
        by=RULE,
        because=f"{because}; both speak of {common}",
        score=round(0.5 + 0.3 * _overlap(later, earlier), 3),
    )


def _share(later: Voice, earlier: Voice) -> float:
    return max(_WORDS, 0.5 * min(len(later.matter), len(earlier.matter)))


def _overlap(later: Voice, earlier: Voice) -> float:
    return len(later.matter & earlier.matter) / max(len(later.matter | earlier.matter), 1)


def _verdict(later: Voice, earlier: Voice) -> tuple[TieKind, str] | None:
    words = load_reply_words()
    if words.withdrawn.search(later.words) and not words.withdrawn.search(earlier.words):
        return TieKind.WITHDRAWS, "its speaker takes it back"
    if later.kind in _REPORTING and earlier.kind is not StatementKind.REQUEST:
        if words.undone.search(later.words):
            return TieKind.BREAKS, "the same side says that it is not done"
        if words.done.search(later.words):
            return TieKind.KEEPS, "the same side says that it is done"
    if later.kind is earlier.kind:
        return TieKind.REPEATS, "the same side says it once more"
    return None


def _day(voice: Voice) -> date | None:
    return bounds(voice.day)[0] if voice.day is not None else None
