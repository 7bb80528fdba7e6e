"""What the speaker does by saying it, where the cue leaves that open; and how near the words are to the speaker's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.extraction.statements.proposal import StatementProposal
from communique.extraction.statements.quotations import Quotations
from communique.languages.en.statements import StatementWords
from communique.model.span import Span
from communique.model.vocabulary import Modality, StatementKind
from communique.reading.document import DocumentReading
from communique.text.words import find_words

__all__ = ["find_kind", "find_modality", "kind_of_content"]

_OPENING = 9  # words of the content within which its own subject, verb and negation stand
_BY_CUE, _BY_CONTENT = "kind.cue.v1", "kind.content.v1"
_CUE_WEIGHT, _CONTENT_WEIGHT = 0.4, 0.2  # of the rules' answer, beside the trained reader's likelihoods
_OPEN = frozenset({StatementKind.VIEW, StatementKind.ANNOUNCEMENT})


def find_kind(
    reading: DocumentReading,
    proposal: StatementProposal,
    words: StatementWords,
    *,
    names: frozenset[str] = frozenset(),
    is_body: bool = False,
) -> tuple[StatementKind, str]:
    """The kind of a statement and the rule that settled it: the rules' answer and the trained reader's weighed.

    Args:
        reading: the document.
        proposal: the statement.
        words: the language's words of saying.
        names: the words of the speaker's names, lower case: what the speaker says of itself is no view.
        is_body: True where a body speaks, or somebody unnamed.
    """
    ruled, rule = _find_by_rule(reading, proposal, words, names, is_body)
    seen = proposal.likelihoods
    if seen is None:
        return ruled, rule
    weight = _CUE_WEIGHT if rule == _BY_CUE else _CONTENT_WEIGHT
    best = max(seen.kinds, key=lambda kind: seen.kinds[kind] + weight * (kind is ruled))
    return (ruled, rule) if best is ruled else (best, seen.rule)


def _find_by_rule(
    reading: DocumentReading,
    proposal: StatementProposal,
    words: StatementWords,
    names: frozenset[str],
    is_body: bool,
) -> tuple[StatementKind, str]:
    """The kind by the rules: that of the cue where it has one, but a mere view may turn out as more."""
    if proposal.kind is not None and proposal.kind not in _OPEN:
        return proposal.kind, _BY_CUE
    lower = [word for span in proposal.contents for word in find_words(span.of(reading.text)).lower]
    is_quoted = proposal.contents[0].of(reading.text)[0] in "“\"'‘«"
    kind = kind_of_content(lower, words, names=names, is_body=is_body, is_quoted=is_quoted)
    if proposal.kind is StatementKind.VIEW:
        judged = kind in {StatementKind.PRAISE, StatementKind.CONCERN, StatementKind.DENIAL, StatementKind.FORECAST}
        return (kind, _BY_CONTENT) if judged else (proposal.kind, _BY_CUE)
    if proposal.kind is StatementKind.ANNOUNCEMENT:
        moved = kind in {StatementKind.DENIAL, StatementKind.PROMISE, StatementKind.OFFER}
        return (kind, _BY_CONTENT) if moved else (proposal.kind, _BY_CUE)
    return kind, _BY_CONTENT


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
    near = frozenset(reading.words.lower[max(first - 2, 0) : past + 1])
    doubting = words.modality["hedges"] | words.modality["verbs"]
    return Modality.REPORTED if near.isdisjoint(doubting) else Modality.HEDGED
