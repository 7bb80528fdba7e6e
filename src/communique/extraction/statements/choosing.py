"""Which proposals stand: one a cue, the surest first, and quotations that go on given to who spoke before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from communique.extraction.statements.proposal import StatementProposal
from communique.extraction.statements.quotations import Quotation, Quotations
from communique.model.span import Span
from communique.reading.document import DocumentReading

__all__ = ["choose_proposals"]

THRESHOLD = 0.5  # below it a proposal is dropped: a missed statement is better than an invented one
_AND_THAT = re.compile(r",?\s+(?:and|but)\s+(?P<that>that\s+(?!of\b|is\b|was\b|in\b|for\b))")
_SET_OFF = re.compile(r"(?:,|\bwhile|\bwhilst|\band|\bbut)\s+(?:also\s+|then\s+)?$")
_BY_PHRASE = "statement.according."
_TRAILING = re.compile(r"[\s,]*(?:\b(?:while|whilst|and|but|also|then)\s+)*$")
_APPOSED = re.compile(r",\s+(?:when\s+|repeatedly\s+|again\s+)?$")
_QUESTION = re.compile(r"\s+(?:whether|if|about|why|how|what|where|when|who|by|on|for)\b")
_LEAD = 20  # characters before "asked" in which the comma stands
_SHORTEST = 2  # words of a content
_CLAUSE = 12  # characters of the shortest clause before "and that"
_SAME = 0.6  # share of the shorter content from which two proposals with one source say the same


def choose_proposals(
    reading: DocumentReading, proposals: Iterable[StatementProposal], quotations: Quotations
) -> list[StatementProposal]:
    """The proposals that stand, in the order of the text.

    Of two with a cue in common, or with one source and much the same content, the surer one stays. A quotation that
    makes up the next sentences, without a cue of its own, goes on with what was quoted before.
    """
    standing = (p for p in proposals if p.score >= THRESHOLD and not _is_asked(reading.text, p))
    sure = sorted(standing, key=lambda p: (-p.score, p.extent))
    by_sentence: dict[int, list[StatementProposal]] = {}
    for proposal in _without_sources(reading, list(_apart(reading, sure))):
        told = by_sentence.setdefault(proposal.sentence, [])
        at = next((number for number, other in enumerate(told) if _same(proposal, other)), None)
        if at is None:
            told.append(proposal)
        else:
            told[at] = _completed(told[at], proposal)
    kept = [proposal for told in by_sentence.values() for proposal in told]
    kept.sort(key=lambda p: (p.sentence, p.cues[0].start if p.cues else p.extent.start))
    return _continue_quotations(
        reading, [part for one in kept for part in _split(reading, one, quotations)], quotations
    )


def _is_asked(text: str, proposal: StatementProposal) -> bool:
    """True for the "asked" of "Lind, asked whether she would resign, said": it is she who was asked."""
    cue = proposal.cues[0] if len(proposal.cues) == 1 else None
    if cue is None or cue.of(text).lower() != "asked" or _QUESTION.match(text, cue.end) is None:
        return False
    return _APPOSED.search(text, max(cue.start - _LEAD, 0), cue.start) is not None


def _apart(reading: DocumentReading, sure: Sequence[StatementProposal]) -> Iterator[StatementProposal]:
    """Proposals whose content ends where the same speaker's next cue begins: "hoped for rain, while noting ..."."""
    by_source: dict[Span, list[Span]] = {}
    for proposal in sure:
        if proposal.source is not None:
            by_source.setdefault(proposal.source, []).extend(proposal.cues)
    for proposal in sure:
        cues = by_source.get(proposal.source, []) if proposal.source is not None else []
        yield replace(
            proposal, contents=tuple(_up_to(reading, content, proposal, cues) for content in proposal.contents)
        )


def _without_sources(reading: DocumentReading, sure: Sequence[StatementProposal]) -> Iterator[StatementProposal]:
    """Proposals whose content ends before the phrase for whom the text has it from: ", according to the envoy"."""
    phrases = {
        one.source.end: one.cues[0] for one in sure if one.rule.startswith(_BY_PHRASE) and one.source is not None
    }
    for proposal in sure:
        yield replace(
            proposal,
            contents=tuple(_up_to_source(reading.text, content, phrases) for content in proposal.contents),
        )


def _up_to_source(text: str, content: Span, phrases: Mapping[int, Span]) -> Span:
    cue = phrases.get(content.end) or phrases.get(content.end - 1)
    if cue is None or cue not in content or cue.start == content.start:
        return content
    start = max(content.start, cue.start - _LEAD)
    end = start + len(_TRAILING.sub("", text[start : cue.start]))
    return Span(content.start, end) if end > content.start else content


def _up_to(reading: DocumentReading, content: Span, proposal: StatementProposal, cues: Sequence[Span]) -> Span:
    inner = [c for c in cues if c in content and not any(c.touches(own) for own in proposal.cues)]
    for cue in sorted(inner):
        before = _TRAILING.sub("", reading.text[content.start : cue.start])
        if len(before.split()) >= _SHORTEST and _SET_OFF.search(reading.text[content.start : cue.start]):
            return Span(content.start, content.start + len(before))
    return content


def _split(reading: DocumentReading, proposal: StatementProposal, quotations: Quotations) -> list[StatementProposal]:
    """One proposal for each clause of "said that ... and that ...": each is a statement of its own."""
    if len(proposal.contents) != 1 or ".clause." not in proposal.rule:
        return [proposal]
    (content,) = proposal.contents
    cuts = [
        match
        for match in _AND_THAT.finditer(reading.text, content.start, content.end)
        if quotations.at(match.start()) is None and match.start() - content.start > _CLAUSE
    ]
    edges = [content.start, *(match.start("that") for match in cuts), content.end]
    ends = [*(match.start() for match in cuts), content.end]
    return [
        replace(proposal, contents=(Span(start, end),))
        for start, end in zip(edges[:-1], ends, strict=True)
        if end > start
    ]


def _completed(kept: StatementProposal, other: StatementProposal) -> StatementProposal:
    """The surer proposal with what it leaves open and the other one can tell."""
    return replace(
        kept,
        source=kept.source if kept.source is not None else other.source,
        kind=kept.kind if kept.kind is not None else other.kind,
        modality=kept.modality if kept.modality is not None else other.modality,
        addressee=kept.addressee if kept.addressee is not None else other.addressee,
    )


def _same(one: StatementProposal, other: StatementProposal) -> bool:
    if any(a.touches(b) for a in one.cues for b in other.cues):
        return True
    if one.source != other.source or one.sentence != other.sentence:
        return False
    shared = sum(_shared(a, b) for a in one.contents for b in other.contents)
    shorter = min(sum(map(len, one.contents)), sum(map(len, other.contents)))
    return shared > _SAME * shorter


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _continue_quotations(
    reading: DocumentReading, kept: Sequence[StatementProposal], quotations: Quotations
) -> list[StatementProposal]:
    taken = [span for proposal in kept for span in proposal.contents]
    found = []
    for proposal in kept:
        last = quotations.at(proposal.contents[-1].end - 1)
        pieces = list(proposal.contents)
        while last is not None and last.span.end == pieces[-1].end:
            following = quotations.after(last)
            if following is None or not _goes_on(reading, last, following, proposal):
                break
            if any(following.span.touches(span) for span in taken):
                break
            pieces.append(following.span)
            taken.append(following.span)
            last = following
        found.append(replace(proposal, contents=tuple(pieces)))
    return found


def _goes_on(reading: DocumentReading, last: Quotation, following: Quotation, proposal: StatementProposal) -> bool:
    """True where the next quotation opens its sentence and nothing but the attribution stands between the two."""
    text = reading.text
    if last.goes_on:
        return not text[last.span.end : following.span.start].strip()
    between = text[last.span.end : following.span.start]
    behind = text[max(last.span.end, proposal.extent.end) : following.span.start]
    ends = (behind.strip() in {"", ".", "!", "?"} and bool(between.strip())) or not between.strip()
    tail = text[following.span.end : following.span.end + 2].strip()
    whole = text[following.span.end - 2] in ".!?…" and not tail[:1].islower()
    return ends and whole and "\n\n" not in between
