"""What the trained reader proposes, made whole by the text: words that it cut, the speaker's phrase, gaps in a content.

It reads pieces of words and gives each a tag of its own, so that a stretch may begin within a word, leave out one that
belongs to it, or stop at "the". What was said is shown to people, and has to be words that somebody would have marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from communique.extraction.grammar import path_up
from communique.extraction.statements.proposal import StatementProposal
from communique.extraction.statements.scene import Scene
from communique.languages.en.encounters import load_encounter_words
from communique.languages.en.organisations import load_organisation_words
from communique.model.span import Span

__all__ = ["mend"]

_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "WP", "CD"})
_VERBAL = frozenset({"VERB", "AUX"})
_OPEN = frozenset({"IN", "DT", "PRP$", "TO", "MD", "CC", "POS", "WDT"})  # no stretch ends with one
_LEFT = frozenset({"det", "poss", "amod", "compound", "nummod", "nmod", "predet", "advmod", "quantmod"})
_OWNERS = frozenset({"poss", "compound"})
_POINTING = frozenset({"this", "that", "these", "those"})
_ABSTRACT = (
    "tion",
    "sion",
    "ment",
    "ness",
    "ity",
    "ance",
    "ence",
    "ure",
    "ism",
    "ship",
    "dom",
)  # what words for acts end in
_GAP = 6  # words between two pieces of one content
_FRAGMENT = 2  # words of a piece that says nothing by itself
_ROUNDS = 3


def mend(scene: Scene, proposal: StatementProposal) -> StatementProposal | None:
    """A proposal with whole words, the whole phrase of its speaker and no holes in what was said.

    Args:
        scene: the parsed sentence of its cue.
        proposal: what the network has marked.

    Returns:
        None where nobody who could speak is found, or nothing is left that was said.
    """
    cue = scene.touched(proposal.cues[0])
    verb = _top(cue)
    if verb is None:
        return proposal
    source = _speaker(scene, proposal.source, verb, cue)
    if source is None and proposal.source is not None:
        return None
    taken = [span for span in (_around(scene, cue), source) if span is not None]
    contents = tuple(_contents(scene, proposal.contents, verb, taken))
    if not contents or (source is not None and source.touches(taken[0])):
        return None
    return replace(proposal, source=source, cues=(taken[0],), contents=contents)


def _around(scene: Scene, words: Sequence[Any]) -> Span:
    return Span(scene.start(words[0]), scene.end(words[-1]))


def _top(words: Iterable[Any]) -> Any | None:
    """The word among these that the others hang on; a verb before any other."""
    known = list(words)
    inside = {word.i for word in known}
    tops = [word for word in known if word.head.i not in inside or word.head.i == word.i]
    return next((word for word in tops if word.pos_ in _VERBAL), tops[0] if tops else None)


def _speaker(scene: Scene, span: Span | None, verb: Any, cue: Sequence[Any]) -> Span | None:
    """The phrase of whoever speaks: what was marked, whole; the subject where no noun was."""
    marked = [word for word in scene.touched(span) if word.tag_ in _NOMINAL] if span is not None else []
    head = _top(word for word in marked if word.dep_ not in _OWNERS) or _top(marked)
    if head is None and verb.pos_ in _VERBAL:
        subject, passive = scene.subject(verb)
        head = None if passive or subject is None or subject.tag_ not in _NOMINAL else subject
    attributing = {word.i for word in cue}
    while head is not None and head.dep_ in _OWNERS and head.head.i not in attributing:
        head = head.head
    if head is None or not _can_speak(scene, head):
        return None
    phrase = Span(min(map(scene.start, _with_left(head))), scene.end(head))
    behind = head.doc[head.i + 1] if head.i + 1 < len(head.doc) else None
    if behind is not None and behind.tag_ == "NNP" and behind.i not in attributing and head.tag_ == "NN":
        phrase = Span(phrase.start, scene.end(behind))  # "the hedge fund Elmstone"
    if span is None or not span.touches(phrase):
        return phrase
    return _around(scene, scene.touched(Span(min(phrase.start, span.start), max(phrase.end, span.end))))


def _can_speak(scene: Scene, noun: Any) -> bool:
    """False for what never does: a meeting, "this move", whatever else is an act or a quality and no body."""
    if noun.tag_ not in {"NN", "NNS"} or noun.i in scene.sentence.mentions:
        return True
    word, lemma = noun.lower_, noun.lemma_.lower()
    if lemma in load_encounter_words().nouns:
        return False
    if any(
        word in known or lemma in known for known in (*scene.words.speakers.values(), load_organisation_words().nouns)
    ):
        return True
    points = any(child.lower_ in _POINTING for child in noun.children if child.dep_ == "det")
    return not points and not lemma.endswith(_ABSTRACT)


def _with_left(head: Any) -> Iterator[Any]:
    """A noun and what stands before it within its phrase."""
    yield head
    for child in head.lefts:
        if child.dep_ in _LEFT:
            yield from child.subtree


def _contents(scene: Scene, pieces: Sequence[Span], verb: Any, taken: Sequence[Span]) -> Iterator[Span]:
    """The pieces with whole words and whole quotations, those of one stretch put together."""
    whole: list[Span] = []
    for piece in sorted(pieces):
        if not piece.touches(scene.sentence.span):
            whole.append(piece)
            continue
        words = scene.touched(piece)
        if not words:
            continue
        span = scene.whole(_closed(scene, _with_rest(scene, words, verb, taken), taken), taken[0])
        if any(span.touches(other) for other in taken):
            span = _around(scene, words)
        if whole and _is_one(scene, whole[-1], span, taken):
            whole[-1] = Span(whole[-1].start, max(span.end, whole[-1].end))
        else:
            whole.append(span)
    text = scene.reading.text
    longest = max((len(span.of(text).split()) for span in whole), default=0)
    for span in whole:
        if longest <= _FRAGMENT or len(span.of(text).split()) > _FRAGMENT or scene.quotations.at(span.start):
            cut = scene.cut(span.start, span.end)
            if cut is not None:
                yield cut


def _is_one(scene: Scene, one: Span, other: Span, taken: Sequence[Span]) -> bool:
    if other.start <= one.end:
        return True
    between = Span(one.end, other.start)
    return not any(span.touches(between) for span in taken) and len(between.of(scene.reading.text).split()) <= _GAP


def _with_rest(scene: Scene, words: Sequence[Any], verb: Any, taken: Sequence[Span]) -> Sequence[Any]:
    """A word or two with the rest of the phrase in which they stand below the verb."""
    top = _top(words)
    if len(words) > _FRAGMENT or top is None:
        return words
    up = next((up for up in path_up(top) if up.head.i == verb.i and up.i > verb.i), None)
    phrase = list(up.subtree) if up is not None else []
    return phrase if phrase and not any(_around(scene, phrase).touches(other) for other in taken) else words


def _closed(scene: Scene, words: Sequence[Any], taken: Sequence[Span]) -> Span:
    """A stretch with what its first noun and its last open word want: "in" goes on to "in the autumn"."""
    first, last = words[0], words[-1]
    start = min(map(scene.start, _with_left(first)))
    for _ in range(_ROUNDS):
        if last.tag_ not in _OPEN and last.head.i <= last.i:
            break
        last = last.head.right_edge if last.head.i > last.i or last.tag_ == "CC" else last.right_edge
    span = Span(start, scene.end(last))
    if any(other.touches(span) for other in taken):
        return _around(scene, words)
    return span
