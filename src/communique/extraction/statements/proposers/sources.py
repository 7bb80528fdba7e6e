"""Attribution by a phrase before the speaker: "according to the ministry", "in the words of the envoy"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extraction.details.detail import phrase_at
from communique.extraction.statements.proposal import StatementProposal
from communique.extraction.statements.scene import Scene
from communique.model.span import Span

__all__ = ["propose_by_source"]

_SCORE = 0.8
_STOPS = frozenset({",", ";", ":", ".", "(", ")", "“", '"', "—", "–"})
_LONGEST = 14  # words of a source


def propose_by_source(scene: Scene) -> Iterator[StatementProposal]:
    """The rest of the sentence is what the named source says."""
    yield from _according(scene)
    yield from _shares(scene)


def _shares(scene: Scene) -> Iterator[StatementProposal]:
    """As in "in the envoy's view", "by her account"."""
    words, listed = scene.reading.words, scene.words.shares
    first, stop = words.range(scene.sentence.span)
    for at in range(first + 1, stop):
        if words.lower[at] not in listed["nouns"] or scene.quotations.at(words.starts[at]) is not None:
            continue
        begin = next(
            (i for i in range(at - 1, max(first, at - 8) - 1, -1) if words.lower[i] in listed["prepositions"]), None
        )
        if begin is None or at - begin < 2:
            continue
        is_owner = words.lower[at - 1] == "'s" or words.texts[at - 1] in {"'", "’"}
        if not is_owner and words.lower[at - 1] not in scene.words.small["own"]:
            continue
        source = scene.cut(words.starts[begin + 1], words.ends[at - 2] if is_owner else words.ends[at - 1])
        cue = words.span(begin, at)
        contents = _rest(scene, cue.start, cue.end)
        if source is None or not contents:
            continue
        yield StatementProposal(
            sentence=scene.sentence.index,
            source=source,
            cues=(words.span(at, at),),
            contents=tuple(scene.whole(piece, cue) for piece in contents),
            kind=None,
            score=_SCORE,
            rule="statement.in_words_of.v1",
        )


def _according(scene: Scene) -> Iterator[StatementProposal]:
    words = scene.reading.words
    first, stop = words.range(scene.sentence.span)
    for at in range(first, stop):
        length = phrase_at(words, at, stop, scene.words.according)
        if not length or scene.quotations.at(words.starts[at]) is not None:
            continue
        end = _end_of_source(scene, at + length, stop)
        source = scene.cut(words.starts[at + length], words.ends[end - 1]) if end > at + length else None
        if source is None:
            continue
        cue = words.span(at, at + length - 1)
        contents = _rest(scene, words.starts[at], source.end)
        if contents:
            yield StatementProposal(
                sentence=scene.sentence.index,
                source=source,
                cues=(cue,),
                contents=tuple(scene.whole(piece, cue) for piece in contents),
                kind=None,
                score=_SCORE,
                rule="statement.according.v1",
            )


def _end_of_source(scene: Scene, first: int, stop: int) -> int:
    """The word after the source: at a sign, but over the signs within a known mention."""
    words = scene.reading.words
    inside = [mention.whole for mention in scene.sentence.mentions.values()]
    at = first
    while at < min(stop, first + _LONGEST):
        position = words.starts[at]
        if words.texts[at] in _STOPS and not any(position in span and position > span.start for span in inside):
            break
        at += 1
    return at


def _rest(scene: Scene, start: int, end: int) -> list[Span]:
    """The sentence without the attribution: what stands before it, or after it."""
    sentence = scene.sentence.span
    before, after = scene.cut(sentence.start, start), scene.cut(end, sentence.end)
    pieces = [piece for piece in (before, after) if piece is not None and len(piece) > 2]
    if before is not None and len(before.of(scene.reading.text).split()) > 3:
        return [before]
    return pieces
