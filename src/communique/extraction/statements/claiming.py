"""From a chosen proposal to what the document claims, every value with the step that bound it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.extraction.discourse import Discourse, Referee
from communique.extraction.pronouns import find_pronouns
from communique.extraction.statements.about import find_about
from communique.extraction.statements.centre import Centre
from communique.extraction.statements.due import find_due
from communique.extraction.statements.kinds import find_kind, find_modality
from communique.extraction.statements.occasions import Occasion, find_meeting
from communique.extraction.statements.passing_on import (
    DEEDS,
    NEAR,
    Said,
    find_told_twice,
    holds,
    is_act_beside,
    is_body,
)
from communique.extraction.statements.proposal import StatementProposal
from communique.extraction.statements.quotations import Quotations
from communique.extraction.statements.speakers import Speaker, Speakers
from communique.languages.en.replies import load_reply_words
from communique.languages.en.statements import load_statement_words
from communique.model.claim import MeetingClaim, Reading, StatementClaim, Step
from communique.model.span import Passage, Span
from communique.model.vocabulary import PartyKind, StatementKind
from communique.reading.document import DocumentReading
from communique.reading.entities import Mention

__all__ = ["claim_proposals"]


_SIDES = 2
_LEAD = 90  # characters before a stretch in which its lead stands
_APART = 120  # characters between two stretches that one passage still holds


def claim_proposals(
    reading: DocumentReading,
    proposals: Sequence[StatementProposal],
    meetings: Sequence[MeetingClaim],
    quotations: Quotations,
    referee: Referee | None = None,
) -> Iterator[tuple[StatementClaim, Reading]]:
    """The claims of the chosen proposals, in order. A source that points at nobody known makes no claim."""
    words = load_statement_words()
    centre = Centre(reading, find_pronouns(reading, words), words)
    speakers = Speakers(reading, Discourse(reading), centre, words, referee)
    told = [(meeting, _sides(reading, meeting)) for meeting in meetings]
    said: list[Said] = []
    for at, proposal in enumerate(proposals):
        if proposal.source is None:
            continue
        speakers.discourse.last_parties = _parties_before(told, reading.sentences[proposal.sentence].end)
        speaker = speakers.resolve(
            proposal.source,
            proposal.sentence,
            contents=proposal.contents,
            others=_quoted_by(proposal, proposals[max(at - NEAR, 0) : at + NEAR], speakers, quotations),
        )
        if speaker is not None:
            said.append(Said(proposal=proposal, speaker=speaker))
            speakers.remember(speaker, proposal.sentence)
    told_twice = find_told_twice(reading, said)
    for at, one in enumerate(said):
        if at in told_twice:
            continue
        near = said[max(at - NEAR, 0) : at + NEAR]
        outer = [other for other in near if other is not one and holds(other.proposal, one.proposal)]
        voice = next((other for other in outer if _speaks_for(reading, other.speaker, one.speaker)), None)
        if voice is not None:
            # "Lind said that the firm was open to talks": the firm's offer is Lind's
            one = Said(proposal=replace(one.proposal, source=voice.proposal.source), speaker=voice.speaker)
            outer = [other for other in outer if other is not voice]
        if any(other.speaker.name == one.speaker.name and not is_act_beside(reading, other, one) for other in outer):
            continue  # "she said she hoped that ...": told once
        inner = [other.proposal for other in near if _is_anothers(reading, one, other)]
        speakers.discourse.last_parties = _parties_before(told, reading.sentences[one.proposal.sentence].end)
        yield _claim(reading, one, outer, inner, speakers, meetings, quotations)


def _is_anothers(reading: DocumentReading, outer: Said, inner: Said) -> bool:
    """True for what somebody else asks, offers or promises within a statement: "Holm said that Lind had asked".

    What his own body does is his as well, and a pronoun there is more often the speaker than what it was resolved to.
    """
    source = inner.proposal.source
    if inner.proposal.kind not in DEEDS or source is None or inner.speaker.name == outer.speaker.name:
        return False
    if _speaks_for(reading, outer.speaker, inner.speaker):
        return False
    pronouns = load_statement_words().pronouns
    points = any(source.of(reading.text).lower() in pronouns[kind] for kind in ("person", "people", "speaker"))
    return holds(outer.proposal, inner.proposal) and (not points or is_body(reading, outer.speaker))


def _quoted_by(
    proposal: StatementProposal, near: Sequence[StatementProposal], speakers: Speakers, quotations: Quotations
) -> frozenset[int]:
    """Who speaks the quotation in which a source stands: whoever does says "I" and not "he" of himself."""
    source = proposal.source
    if source is None or quotations.at(source.start) is None:
        return frozenset()
    found: set[int] = set()
    for outer in near:
        if outer is proposal or outer.source is None or not any(source in content for content in outer.contents):
            continue
        speaker = speakers.resolve_by_rule(outer.source, outer.sentence, contents=outer.contents)
        found |= speaker.entities if speaker is not None else set()
    return frozenset(found)


_Sides = tuple[MeetingClaim, tuple[Mention, ...]]


def _parties_before(told: Sequence[_Sides], end: int) -> tuple[Mention, ...]:
    """The two parties of the meeting told of last before a position; none where they were more or fewer."""
    before = [
        (max(passage.start for passage in meeting.evidence if passage.start < end), sides)
        for meeting, sides in told
        if meeting.evidence[0].start < end
    ]
    return max(before, key=lambda pair: pair[0])[1] if before else ()


def _sides(reading: DocumentReading, meeting: MeetingClaim) -> tuple[Mention, ...]:
    """The two parties of a meeting, the people where there are several; none where they are more or fewer."""
    names = {party.name for party in meeting.participants if party.name is not None}
    entities = [entity for entity in reading.registry.entities if entity.name in names]
    people = [entity for entity in entities if entity.kind is PartyKind.PERSON]
    numbers = {entity.number for entity in (people if len(people) > 1 else entities)}
    if len(numbers) != _SIDES:
        return ()
    first = {m.entity: m for m in reversed(reading.registry.mentions) if m.entity in numbers}
    return tuple(sorted(first.values(), key=lambda mention: mention.span))


def _speaks_for(reading: DocumentReading, speaker: Speaker, body: Speaker) -> bool:
    """True where one speaker is a person with a post in the body that is the other one."""
    if len(body.entities) != 1 or not is_body(reading, body):
        return False
    names = set(reading.registry.entities[next(iter(body.entities))].names)
    people = (reading.registry.entities[number] for number in speaker.entities)
    return any(fact.organisation in names for person in people for fact in person.roles)


def _names(reading: DocumentReading, speaker: Speaker) -> frozenset[str]:
    """The words of the speaker's names, and of the bodies for which the speaker speaks."""
    found: set[str] = set()
    for number in speaker.entities:
        entity = reading.registry.entities[number]
        for name in (*entity.names, *(fact.organisation for fact in entity.roles if fact.organisation)):
            found.update(word.lower() for word in name.split() if word[0].isupper())
    return frozenset(found)


def _all_names(reading: DocumentReading, speaker: Speaker) -> frozenset[str]:
    """Every name of a speaker and of the bodies that he speaks for."""
    found = {speaker.name}
    for number in speaker.entities:
        entity = reading.registry.entities[number]
        found |= {entity.name, *(fact.organisation for fact in entity.roles if fact.organisation and not fact.country)}
    return frozenset(found)


def _asked(reading: DocumentReading, proposal: StatementProposal) -> Span | None:
    """Whoever is named, or pointed at, among the words of asking or behind them: "asked Holm for help"."""
    if not proposal.cues or not proposal.contents or proposal.cues[0].start >= proposal.contents[0].start:
        return None
    between = Span(proposal.cues[0].start, proposal.contents[0].start)
    named = next((m for m in reading.registry.within(between) if m.entity is not None), None)
    if named is not None:
        return named.span
    first, stop = reading.words.range(between)
    pointing = load_statement_words().small["listening"]
    return next((reading.words.span(k, k) for k in range(first, stop) if reading.words.lower[k] in pointing), None)


def _other_party(
    reading: DocumentReading, occasion: Occasion, meetings: Sequence[MeetingClaim], speaker: Speaker
) -> Speaker | None:
    """Of a meeting of two, whoever is not the speaker: what one asks there he asks of the other."""
    meeting = next(meeting for meeting in meetings if meeting.id == occasion.meeting)
    named = [party for party in meeting.participants if party.name is not None]
    own = [party for party in named if speaker.name in {party.name, party.organisation}]
    if len(named) != _SIDES or len(own) != 1:
        return None
    other = next(party for party in named if party is not own[0])
    entity = next((entity for entity in reading.registry.entities if entity.name == other.name), None)
    mention = (
        None if entity is None else next((m for m in reading.registry.mentions if m.entity == entity.number), None)
    )
    if entity is None or mention is None:
        return None
    step = Step(
        field="addressee",
        rule="addressee.other_party.v1",
        value=entity.name,
        read=(mention.span.passage(reading.document.text),),
        because="the other party of the meeting",
    )
    return Speaker(name=entity.name, mention="", entities=frozenset({entity.number}), steps=(step,))


def _claim(
    reading: DocumentReading,
    one: Said,
    outer: Sequence[Said],
    inner: Sequence[StatementProposal],
    speakers: Speakers,
    meetings: Sequence[MeetingClaim],
    quotations: Quotations,
) -> tuple[StatementClaim, Reading]:
    words = load_statement_words()
    proposal, speaker = one.proposal, one.speaker
    text = reading.document.text
    kind, kind_rule = find_kind(
        reading, proposal, words, names=_names(reading, speaker), is_body=is_body(reading, speaker), inner=inner
    )
    addressee = None
    listener = proposal.addressee.span if proposal.addressee is not None else _asked(reading, proposal)
    if listener is not None:
        addressee = speakers.resolve(listener, proposal.sentence, others=speaker.entities, name="addressee")
        if addressee is not None and addressee.name == speaker.name:
            addressee = None
    cues = tuple(cue.passage(text) for cue in proposal.cues)
    pieces = _without_leads(reading, proposal.contents)
    contents = tuple(piece.passage(text) for piece in pieces)
    through = (*speaker.through, *(other.speaker.name for other in outer))
    steps = [
        *speaker.steps,
        Step(field="kind", rule=kind_rule, value=kind.value, read=cues or contents[:1]),
    ]
    if addressee is not None:
        steps += addressee.steps
    steps += [_through(other.speaker.name, "through.told.v1", _words_of(reading, other.proposal)) for other in outer]
    steps += [_through(value, "through.voice.v1", _words_of(reading, proposal)) for value in speaker.through]
    occasion = find_meeting(reading, proposal, meetings, speaking=_all_names(reading, speaker), name=speaker.name)
    points = listener is None or listener.of(reading.text).lower() in words.small["listening"]
    if addressee is None and points and kind is StatementKind.REQUEST and occasion is not None:
        addressee = _other_party(reading, occasion, meetings, speaker)
        if addressee is not None:
            steps += addressee.steps
    reasons = [step.because for step in speaker.steps if step.because is not None]
    because = {"speaker": reasons[0]} if reasons else {}
    due = find_due(reading, proposal.contents, proposal.sentence, kind)
    if due is not None:
        read = (due.span.passage(text),)
        steps.append(Step(field="due", rule="due.time.v1", value=due.value, read=read, because=due.because))
        if due.because is not None:
            because["due"] = due.because
    if occasion is not None and occasion.because is not None:
        because["meeting"] = occasion.because
    if addressee is not None and (reason := next((s.because for s in addressee.steps if s.because), None)) is not None:
        because["addressee"] = reason
    claim = StatementClaim(
        document=reading.document.id,
        kind=kind,
        modality=find_modality(reading, proposal, quotations, words),
        evidence=_evidence(reading, proposal),
        contents=contents,
        about=find_about(reading, pieces),
        speaker=speaker.name,
        speaker_mention=speaker.mention,
        addressee=addressee.name if addressee is not None else None,
        reported_through=tuple(dict.fromkeys(through)),
        due=due.value if due is not None else None,
        source=proposal.source.passage(text) if proposal.source is not None else None,
        cues=cues,
        meeting=occasion.meeting if occasion is not None else None,
        because=because,
    )
    return claim, Reading(claim=claim.id, rule=proposal.rule, score=proposal.score, steps=tuple(steps))


def _evidence(reading: DocumentReading, proposal: StatementProposal) -> tuple[Passage, ...]:
    """From source and cue to content in one passage; stretches far from each other each in their own."""
    named = (*((proposal.source,) if proposal.source is not None else ()), *proposal.cues, *proposal.contents)
    first, *rest = sorted(named)
    joined = [_with_lead(reading, first, proposal.sentence)]
    for span in rest:
        last = joined[-1]
        if span.start - last.end <= _APART:
            joined[-1] = Span(last.start, max(last.end, span.end))
        else:
            joined.append(span)
    return tuple(span.passage(reading.document.text) for span in joined)


def _with_lead(reading: DocumentReading, span: Span, sentence: int) -> Span:
    """A stretch with the words before it that make it a reply: "In response, "."""
    start = reading.sentences[sentence].start
    lead = load_reply_words().leads.search(reading.text, max(start, span.start - _LEAD), span.start)
    return span if lead is None else Span(lead.start(), span.end)


def _without_leads(reading: DocumentReading, contents: Sequence[Span]) -> Sequence[Span]:
    """What was said, without the words that only make it a reply, where anything is left."""
    leads = load_reply_words().leads
    said = [piece for piece in contents if len(piece) > _LEAD or not leads.match(reading.text, piece.start, piece.end)]
    return [_with_not(reading, piece) for piece in said or contents]


def _with_not(reading: DocumentReading, piece: Span) -> Span:
    """A piece with the "not" before it: who promised not to close a plant did not promise to close it."""
    first = reading.words.at(piece.start)
    before = first > 0 and reading.words.lower[first - 1] in load_statement_words().small["negating"]
    return Span(reading.words.starts[first - 1], piece.end) if before else piece


def _through(value: str, rule: str, read: tuple[Passage, ...]) -> Step:
    return Step(field="reported_through", rule=rule, value=value, read=read)


def _words_of(reading: DocumentReading, proposal: StatementProposal) -> tuple[Passage, ...]:
    """The words that name the source and attribute; the content where there are neither."""
    spans = (*((proposal.source,) if proposal.source is not None else ()), *proposal.cues) or proposal.contents[:1]
    return tuple(span.passage(reading.document.text) for span in spans)
