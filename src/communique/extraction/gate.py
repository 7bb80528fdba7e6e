"""The evidence gate: what a claim says stands in its text, or a recorded step leads there from words that do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from communique.errors import GroundingError
from communique.extraction.reasons import is_heard, is_post, is_worked_out, reason_for, rests_on
from communique.model import MeetingClaim, PartyKind, Passage, Reading, RoleClaim, StatementClaim, Step

__all__ = ["check", "find_faults", "find_unheard", "plain"]

Claim = MeetingClaim | RoleClaim | StatementClaim

HANGUL_JAMO = 0x1100  # below it lie the alphabets whose words stand apart

_NO_LETTER = r"(?{}[^\W_\u1100-\U0010ffff])"
_TRIES = 100


def check(claim: Claim, reading: Reading | None, text: str) -> None:
    """Let a claim pass, or say why it does not.

    Args:
        claim: what the document is taken to say.
        reading: how it was read; None where no step was recorded.
        text: the document's text.

    Raises:
        GroundingError: the first thing that the text does not bear out.
    """
    if reading is not None and reading.claim != claim.id:
        raise GroundingError(f"{claim.id}: its reading speaks of {reading.claim}")
    for fault in find_faults(claim, reading.steps if reading is not None else (), text):
        raise GroundingError(f"{claim.id}: {fault}")


def find_faults(claim: Claim, steps: Sequence[Step], text: str) -> Iterator[str]:
    """Everything about a claim that its text does not bear out.

    A quote must stand in the text to the letter, at its place; so must the words that each step read. A value must be
    in a quote as words, or a step recorded for its field must arrive at it, or `because` must give the reason for its
    field. A reason bears only values that are worked out (dates, cities, countries, lengths of time), and only where it
    takes up something that the evidence says; a name or a phrase must stand in the text even so. Letter case, runs of
    white space and the shape of quotation marks do not count when a value is looked for.
    """
    if not claim.evidence:
        yield "no evidence"
    for passage in claim.evidence:
        yield from _misplaced("evidence", passage, text)
    if isinstance(claim, StatementClaim):
        yield from _outside(claim, text)
    else:
        yield from _misnamed(claim, text)
    for step in steps:
        for passage in step.read:
            yield from _misplaced(f"step {step.rule} for {step.field}", passage, text)
    quotes = plain("\n".join(passage.quote for passage in claim.evidence))
    for field, value in _values(claim):
        if _holds(quotes, plain(value)) or _arrives(steps, field, value):
            continue
        reason = reason_for(field, claim.because)
        if reason is None:
            yield f"{field} is {value!r}, which is in no quote and which no step arrives at"
        elif not is_worked_out(field):
            if not _holds(plain(text), plain(value)):
                yield f"{field} is {value!r}, which stands nowhere in the text, whatever the reason given for it"
        elif not rests_on(reason, "\n".join(passage.quote for passage in claim.evidence)):
            yield f"{field} is {value!r}, and the reason given for it takes up nothing that its evidence says"


def find_unheard(claim: Claim, steps: Sequence[Step], heard: str, words: Sequence[str]) -> Iterator[str]:
    """What a claim says in words that stand nowhere in the text, which `find_faults` leaves to the steps.

    Our own readers record how they came to a value; what others record cannot be checked, so their words are. Names
    must stand there as they are; of places, topics and the like each word must, in whatever form. Posts, bodies and
    values that are worked out need a step that reads something, or a reason.

    Args:
        claim: what the document is taken to say.
        steps: how its maker says that it was read.
        heard: the text as `plain` makes it, so that it is made once for many claims.
        words: those of the text, as `reasons.words_of` gives them.
    """
    for field, name in _named(claim):
        if not _holds(heard, plain(name)):
            yield f"{field} is {name!r}, which stands nowhere in the text"
    named = {field for field, _ in _named(claim)}
    # That somebody held a post on the day of the text or the meeting is a reason, and reads nothing.
    reading = [step for step in steps if step.read or (step.field == "interval" and step.because)]
    quotes = "\n".join(passage.quote for passage in claim.evidence)
    for field, value in _values(claim):
        if field in named:
            continue
        if is_worked_out(field):
            reason = claim.because.get(field)
            fine = _holds(plain(quotes), plain(value)) or (reason is not None and rests_on(reason, quotes))
        else:
            fine = is_heard(value, words)
            if not fine and not is_post(field):
                yield f"{field} is {value!r}, which the text does not say"
                continue
        if not fine and not _arrives(reading, field, value):
            yield f"{field} is {value!r}, for which no step reads anything"


def _named(claim: Claim) -> Iterator[tuple[str, str]]:
    if isinstance(claim, RoleClaim):
        yield "person", claim.person
    elif isinstance(claim, MeetingClaim):
        for number, party in enumerate(claim.participants):
            for name in dict.fromkeys((*_given(name=party.name), *(("names", name) for name in party.names))):
                yield f"participants.{number}.{name[0]}", name[1]


def _values(claim: Claim) -> Iterator[tuple[str, str]]:
    """Each value that must be borne out, with its field."""
    if isinstance(claim, RoleClaim):
        yield from _given(
            person=claim.person, role=claim.role, organisation=claim.organisation, interval=claim.interval
        )
        return
    if isinstance(claim, StatementClaim):
        yield from _given(speaker=claim.speaker, speaker_mention=claim.speaker_mention, addressee=claim.addressee)
        yield from _given(about=claim.about, due=claim.due)
        for value in claim.reported_through:
            yield "reported_through", value
        return
    for number, party in enumerate(claim.participants):
        at = f"participants.{number}"
        found = {"mention": party.mention, "name": party.name, "role": party.role, "organisation": party.organisation}
        for name, value in (*_given(**found), *_given(country=party.country)):
            yield f"{at}.{name}", value
    minutes = None if claim.duration_minutes is None else str(claim.duration_minutes)
    yield from _given(date=claim.date, place=claim.place, city=claim.city, country=claim.country)
    yield from _given(initiative=claim.initiative, duration_minutes=minutes)
    for field, values in (("topics", claim.topics), ("reported_through", claim.reported_through)):
        for value in values:
            yield field, value


def _outside(claim: StatementClaim, text: str) -> Iterator[str]:
    """The stretches of a statement that stand nowhere, or not in its evidence."""
    named = {
        "source": (claim.source,) if claim.source is not None else (),
        "cue": claim.cues,
        "content": claim.contents,
    }
    if not claim.contents:
        yield "no content"
    for what, passages in named.items():
        for passage in passages:
            yield from _misplaced(what, passage, text)
            if not any(passage.span in evidence.span for evidence in claim.evidence):
                yield f"its {what} {passage.quote!r} lies outside its evidence"


def _misnamed(claim: MeetingClaim | RoleClaim, text: str) -> Iterator[str]:
    """Further names of bodies that stand nowhere, or are given to a body that the claim does not name."""
    if isinstance(claim, RoleClaim):
        bodies = {claim.organisation}
    else:
        bodies = {party.organisation for party in claim.participants}
        bodies |= {party.name for party in claim.participants if party.kind is PartyKind.ORGANISATION}
    for one in claim.other_names:
        for passage in one.evidence:
            yield from _misplaced(f"the passage that gives {one.name!r}", passage, text)
        quotes = plain("\n".join(passage.quote for passage in one.evidence))
        if one.organisation not in bodies:
            yield f"{one.name!r} is given to {one.organisation!r}, which the claim does not name"
        for name in (one.name, one.organisation):
            if not _holds(quotes, plain(name)):
                yield f"{name!r} does not stand in the passage that is to give {one.name!r} to {one.organisation!r}"


def _given(**fields: str | None) -> Iterator[tuple[str, str]]:
    return ((field, value) for field, value in fields.items() if value is not None)


def _arrives(steps: Sequence[Step], field: str, value: str) -> bool:
    """True where a step for the field, or for what it is part of, ends at the value or at words that hold it."""
    wanted = plain(value)
    for step in steps:
        if field != step.field and not field.startswith(f"{step.field}."):
            continue
        words = [passage.quote for passage in step.read] + ([step.value] if step.value is not None else [])
        if any(_holds(plain(word), wanted) for word in words):
            return True
    return False


def _holds(words: str, wanted: str) -> bool:
    """True where the words hold these as words: `US` is not in `focus`. Scripts without spaces have no such bounds."""
    at = words.find(wanted)
    for _ in range(_TRIES):
        if at < 0:
            return False
        end = at + len(wanted)
        if not (_joined(words[at - 1 : at], wanted[:1]) or _joined(wanted[-1:], words[end : end + 1])):
            return True
        at = words.find(wanted, at + 1)
    # Found often and never as words: a pattern goes through the rest faster than this loop.
    before = _NO_LETTER.format("<!") if _joined("a", wanted[:1]) else ""
    after = _NO_LETTER.format("!") if _joined(wanted[-1:], "a") else ""
    return re.search(before + re.escape(wanted) + after, words) is not None


def _joined(before: str, after: str) -> bool:
    return bool(before) and bool(after) and all(c.isalnum() and ord(c) < HANGUL_JAMO for c in (before, after))


def _misplaced(what: str, passage: Passage, text: str) -> Iterator[str]:
    if not passage.stands_in(text):
        there = text[passage.start : passage.end]
        yield f"{what} quotes {passage.quote!r} at {passage.start}-{passage.end}, where the text has {there!r}"


_MARKS = str.maketrans("‘’‚‛“”„‟′″", "''''\"\"\"\"'\"")


def plain(text: str) -> str:
    """The text as values are looked for in it: letter case, white space and the shape of quotation marks aside."""
    return " ".join(text.translate(_MARKS).casefold().split())
