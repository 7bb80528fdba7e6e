"""What the speaker does by saying it, where the cue leaves that open; and how near the words are to the speaker's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from communique.extraction.statements.proposal import StatementProposal
from communique.extraction.statements.quotations import Quotations
from communique.extraction.statements.weighing import load_kind_weights
from communique.languages.en.statements import StatementWords
from communique.model.span import Span
from communique.model.vocabulary import Modality, StatementKind
from communique.reading.document import DocumentReading
from communique.text.words import find_words

__all__ = ["BY_CONTENT", "BY_CUE", "find_kind", "find_modality", "kind_of_content"]

_OPENING = 9  # words of the content within which its own subject, verb and negation stand
BY_CUE: Final = "kind.cue.v1"
"""The rule by which the words that attribute tell the kind."""

BY_CONTENT: Final = "kind.content.v1"
"""The rule by which the words said tell it."""

_DENYING = re.compile(r"(?:deny|denied|denies|denying|disput|refut|rule[ds]? out|ruling out)", re.IGNORECASE)
_NOT = re.compile(r"(?:\b(?:not|never)|n['’]t)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_LEAD = 30  # characters before a cue in which a negation of it stands
_OPEN = frozenset({StatementKind.VIEW, StatementKind.ANNOUNCEMENT})


def find_kind(
    reading: DocumentReading,
    proposal: StatementProposal,
    words: StatementWords,
    *,
    names: frozenset[str] = frozenset(),
    is_body: bool = False,
    inner: Sequence[StatementProposal] = (),
) -> tuple[StatementKind, str]:
    """The kind of a statement and the rule that settled it: the rules' answer and the trained reader's weighed.

    "Holm said that Lind had asked for help" is no request of Holm's: the asking, offering or promising of others tells
    nothing of him.

    Args:
        reading: the document.
        proposal: the statement.
        words: the language's words of saying.
        names: the words of the speaker's names, lower case: what the speaker says of itself is no view.
        is_body: True where a body speaks, or somebody unnamed.
        inner: what others ask, offer or promise within it.
    """
    ruled, rule = _find_by_rule(reading, proposal, words, names, is_body, inner)
    seen, without = proposal.likelihoods, {one.kind for one in inner}
    if _is_undenied(reading, proposal):
        ruled, rule = StatementKind.VIEW, BY_CUE
        without.add(StatementKind.DENIAL)
    if seen is None:
        return ruled, rule
    best = load_kind_weights().choose(seen, ruled, rule, without=without)
    return (ruled, rule) if best is ruled else (best, seen.rule)


def _is_undenied(reading: DocumentReading, proposal: StatementProposal) -> bool:
    """True for "did not deny that ...", "does not dispute ...": who will not deny it denies nothing."""
    text = reading.text
    return any(
        _DENYING.match(text, cue.start) and _NOT.search(text, max(cue.start - _LEAD, 0), cue.start)
        for cue in proposal.cues
    )


def _find_by_rule(
    reading: DocumentReading,
    proposal: StatementProposal,
    words: StatementWords,
    names: frozenset[str],
    is_body: bool,
    inner: Sequence[StatementProposal],
) -> tuple[StatementKind, str]:
    """The kind by the rules: that of the cue where it has one, but a mere view may turn out as more."""
    if proposal.kind is not None and proposal.kind not in _OPEN:
        return proposal.kind, BY_CUE
    others = [cue for one in inner for cue in one.cues]
    own = (piece for span in proposal.contents for piece in span.without(others))
    lower = [word for span in own for word in find_words(span.of(reading.text)).lower]
    is_quoted = proposal.contents[0].of(reading.text)[0] in "“\"'‘«"
    kind = kind_of_content(lower, words, names=names, is_body=is_body, is_quoted=is_quoted)
    if proposal.kind is StatementKind.VIEW:
        judged = kind in {StatementKind.PRAISE, StatementKind.CONCERN, StatementKind.DENIAL, StatementKind.FORECAST}
        return (kind, BY_CONTENT) if judged else (proposal.kind, BY_CUE)
    if proposal.kind is StatementKind.ANNOUNCEMENT:
        moved = kind in {StatementKind.DENIAL, StatementKind.PROMISE, StatementKind.OFFER}
        return (kind, BY_CONTENT) if moved else (proposal.kind, BY_CUE)
    return kind, BY_CONTENT


def kind_of_content(
    lower: Sequence[str],
    words: StatementWords,
    *,
    names: frozenset[str] = frozenset(),
    is_body: bool = False,
    is_quoted: bool = False,
) -> StatementKind:
    """The kind that the words said show; a view where they show no other.

    Args:
        lower: the words, lower case.
        words: the language's words of saying.
        names: the words of the speaker's names.
        is_body: True where a body speaks, or somebody unnamed for one: they tell facts more often than views.
        is_quoted: True where the words open with a quotation mark.
    """
    content = words.content
    found = frozenset(lower)
    opening = [word for word in lower if word[0].isalnum() or word[0] == "'"][:_OPENING]
    subject = opening[1:3] if opening[:1] == ["that"] else opening[:2]
    is_own = any(word in content["own"] or word in names for word in subject)
    if any(word in content["denial"] or word.endswith("n't") for word in opening):
        if is_own or not content["undone"].isdisjoint(opening):
            return StatementKind.DENIAL
        return _judgement(found, content) or StatementKind.VIEW
    if is_own and not content["offer"].isdisjoint(opening):
        return StatementKind.OFFER
    if is_own and not content["future"].isdisjoint(opening[:6]):
        return StatementKind.PROMISE
    if not content["request"].isdisjoint(found):
        return StatementKind.REQUEST
    judged = _judgement(found, content)
    if judged is not None:
        return judged
    if not content["forecast"].isdisjoint(opening):
        return StatementKind.FORECAST
    if is_own and not content["tells"].isdisjoint(opening[:6]):
        return StatementKind.ANNOUNCEMENT
    if is_body and not is_quoted:
        return StatementKind.ANNOUNCEMENT
    return StatementKind.VIEW


def _judgement(found: frozenset[str], content: Mapping[str, frozenset[str]]) -> StatementKind | None:
    """Praise or concern, whichever the content has more words of."""
    praise, concern = len(found & content["praise"]), len(found & content["concern"])
    if praise == concern:
        return StatementKind.CONCERN if praise else None
    return StatementKind.PRAISE if praise > concern else StatementKind.CONCERN


def find_modality(
    reading: DocumentReading, proposal: StatementProposal, quotations: Quotations, words: StatementWords
) -> Modality:
    """Direct where any of the content stands in quotation marks, hedged where the cue or a word beside it doubts."""
    if proposal.modality is not None:
        return proposal.modality
    if any(quotations.within(span) or quotations.at(span.start) is not None for span in proposal.contents):
        return Modality.DIRECT_QUOTE
    stop = max((cue.end for cue in proposal.cues), default=proposal.extent.end)
    start = min((cue.start for cue in proposal.cues), default=proposal.extent.start)
    first, past = reading.words.range(Span(start, max(stop, start + 1)))
    lower = reading.words.lower
    near = {*lower[max(first - 2, 0) : past + 1], *_words_before_source(reading, proposal)}
    doubting = words.modality["hedges"] | words.modality["verbs"]
    doubted = not near.isdisjoint(doubting) or _is_doubted(lower, first, words)
    return Modality.HEDGED if doubted else Modality.REPORTED


def _words_before_source(reading: DocumentReading, proposal: StatementProposal) -> Sequence[str]:
    """The words before whoever speaks, in the same sentence: "Allegedly, Holm promised"."""
    if proposal.source is None:
        return ()
    start = reading.words.at(reading.sentences[proposal.sentence].start)
    first = reading.words.at(proposal.source.start)
    return reading.words.lower[max(first - 2, start) : first + 1]


def _is_doubted(lower: Sequence[str], cue: int, words: StatementWords) -> bool:
    """True for "may have promised", "might well ask", "is said to have promised"."""
    doubts = words.modality
    passing = {"have", "be", "been"}
    at = cue - 1
    while at > 0 and (lower[at] in passing or lower[at] in doubts["between"] or lower[at].endswith("ly")):
        at -= 1
    if at < 0:
        return False
    if lower[at] == "to":
        return at > 0 and lower[at - 1] in doubts["passive"]
    if lower[at + 1] == "have" and lower[at] in doubts["auxiliaries_with_have"]:
        return True
    return lower[at] in doubts["auxiliaries"]
