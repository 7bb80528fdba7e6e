"""What a network is to learn from an annotated text: who met, in which sentence, and which words attribute what.

The gold names parties and quotes evidence; the reader works on candidates, the words that may stand for a party. A
candidate takes part in a meeting where its sentence is evidence of the meeting and it stands for one of the parties.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from communique.extraction.discourse import Discourse
from communique.extraction.learned.candidates import Candidate, find_candidates, sheet_of
from communique.extraction.learned.scores import KINDS, STATUSES
from communique.extraction.learned.strips import Sheet
from communique.extraction.pronouns import find_pronouns
from communique.extraction.statements.centre import Centre
from communique.extraction.statements.speakers import Speakers
from communique.languages.en.statements import StatementWords, load_statement_words
from communique.model import PartyKind, Span, StatementKind
from communique.reading.document import DocumentReading, read_documents
from communique.reading.entities import Entity, Mention, is_name
from training.corpus import AnnotatedText, GoldMeeting, GoldStatement

__all__ = ["LabelledText", "MeetingLabel", "ReferenceLabel", "StatementLabel", "label_texts"]

_WINDOW = 8  # texts read together
_WORD = re.compile(r"\w+")
# Words of address within a name, which tell nobody apart.
_ADDRESS = frozenset({"mr", "mrs", "ms", "dr", "sir", "president", "minister", "prime", "the", "chairman", "king"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLabel:
    """One meeting of a text.

    Attributes:
        sentences: the numbers of the sentences that tell of it.
        members: the entities of its parties, as the reader numbers them.
        status: its place in `STATUSES`.
        recalled: True for an earlier occasion.
    """

    sentences: frozenset[int]
    members: frozenset[int]
    status: int
    recalled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLabel:
    """One statement of a text; `kind` is its place in `KINDS`."""

    cue: Span
    source: Span | None
    contents: tuple[Span, ...]
    kind: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceLabel:
    """Words that point at a speaker without naming him.

    Attributes:
        source: the words.
        ruled: whom of the registry the rules take for him.
        speakers: who of the registry he is; empty for somebody whom the text does not name.
    """

    source: Span
    ruled: frozenset[int]
    speakers: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledText:
    """A text as the trained reader is given it, and what it should say of it.

    Attributes:
        meant: whom pronouns and descriptions stand for where the gold tells; None where one of a meeting's sentences
            leaves it open, so that nothing is to be learned from it.
    """

    name: str
    sheet: Sheet
    candidates: tuple[Candidate, ...]
    mentions: tuple[Mention, ...]
    meetings: tuple[MeetingLabel, ...]
    statements: tuple[StatementLabel, ...]
    references: tuple[ReferenceLabel, ...]
    meant: Mapping[int, int | None]

    def meetings_of(self, number: int) -> Iterator[MeetingLabel]:
        """The meetings in which a candidate takes part, by what its own sentence tells."""
        candidate = self.candidates[number]
        entity = candidate.mention.entity if candidate.mention is not None else None
        entity = self.meant.get(number, entity)
        for meeting in self.meetings:
            if candidate.sentence in meeting.sentences and (candidate.several or entity in meeting.members):
                yield meeting


def label_texts(texts: Sequence[AnnotatedText]) -> Iterator[LabelledText]:
    """Label English texts, in order.

    Args:
        texts: annotated texts; those in other languages are passed over.
    """
    english = [text for text in texts if text.language == "en"]
    for begin in range(0, len(english), _WINDOW):
        window = english[begin : begin + _WINDOW]
        readings = read_documents([text.document for text in window])
        for text, reading in zip(window, readings, strict=True):
            candidates = find_candidates(reading)
            meetings = tuple(_label_meeting(meeting, reading) for meeting in text.meetings)
            references = list(_label_references(text.statements, reading))
            meant: dict[int, int | None] = dict(_meant_by_statements(candidates, references))
            meant.update(_meant_by_meetings(candidates, meetings, reading, meant))
            references += _label_meant(candidates, meant, {label.source for label in references})
            yield LabelledText(
                name=text.name,
                sheet=sheet_of(reading),
                candidates=candidates,
                mentions=reading.registry.mentions,
                meetings=meetings,
                statements=tuple(filter(None, map(_label_statement, text.statements))),
                references=tuple(references),
                meant=meant,
            )


def _label_meeting(meeting: GoldMeeting, reading: DocumentReading) -> MeetingLabel:
    quotes = [passage.span for passage in meeting.evidence]
    sentences = {
        index for index, sentence in enumerate(reading.sentences) if any(_tells(sentence, quote) for quote in quotes)
    }
    members = {
        entity.number
        for party in meeting.participants
        for entity in reading.registry.entities
        if _is_named(entity, party.name) or (party.canonical is not None and _is_named(entity, party.canonical))
    }
    return MeetingLabel(
        sentences=frozenset(sentences),
        members=frozenset(members),
        status=STATUSES.index(meeting.status),
        recalled=meeting.background,
    )


def _meant_by_statements(
    candidates: Sequence[Candidate], references: Sequence[ReferenceLabel]
) -> Iterator[tuple[int, int]]:
    """Whom candidates stand for that are sources of statements, too."""
    answers = {label.source: next(iter(label.speakers)) for label in references if len(label.speakers) == 1}
    for number, candidate in enumerate(candidates):
        if candidate.span in answers and not candidate.several:
            yield number, answers[candidate.span]


def _meant_by_meetings(
    candidates: Sequence[Candidate],
    meetings: Sequence[MeetingLabel],
    reading: DocumentReading,
    known: Mapping[int, int | None],
) -> Iterator[tuple[int, int | None]]:
    """Whom candidates stand for in sentences that tell of a meeting but name only one of its two people.

    A single pronoun or description there is the other one; of several nobody knows which.
    """
    for meeting in meetings:
        people = {n for n in meeting.members if reading.registry.entities[n].kind is PartyKind.PERSON}
        for index in meeting.sentences:
            here = [number for number, candidate in enumerate(candidates) if candidate.sentence == index]
            named = {m.entity for n in here if (m := candidates[n].mention) is not None and is_name(m)}
            open_ones = [n for n in here if n not in known and _is_pointing(candidates[n], meeting.members)]
            missing = people - named
            is_clear = len(open_ones) == 1 and len(missing) == 1 and len(people) == len(meeting.members) == 2
            for number in open_ones:
                yield number, (next(iter(missing)) if is_clear else None)


def _label_meant(
    candidates: Sequence[Candidate], meant: Mapping[int, int | None], known: Set[Span]
) -> Iterator[ReferenceLabel]:
    """Candidates of whom the gold tells whom they stand for, beside the sources that are labelled already."""
    for number, entity in meant.items():
        candidate = candidates[number]
        if entity is not None and candidate.span not in known:
            ruled = candidate.mention.entity if candidate.mention is not None else None
            yield ReferenceLabel(
                source=candidate.span,
                ruled=frozenset() if ruled is None else frozenset({ruled}),
                speakers=frozenset({entity}),
            )


def _is_pointing(candidate: Candidate, members: frozenset[int]) -> bool:
    """True for a pronoun or description that the rules bind to nobody of a meeting."""
    mention = candidate.mention
    return not candidate.several and (mention is None or (not is_name(mention) and mention.entity not in members))


def _tells(sentence: Span, quote: Span) -> bool:
    """True where half of the shorter of the two is shared: a quote may begin a little before its sentence."""
    shared = min(sentence.end, quote.end) - max(sentence.start, quote.start)
    return shared > 0 and 2 * shared >= min(len(sentence), len(quote))


def _is_named(entity: Entity, name: str) -> bool:
    wanted = _name_words(name)
    for form in (entity.name, *entity.names):
        words = _name_words(form)
        if words and wanted and (words <= wanted or wanted <= words):
            return True
    return False


def _name_words(name: str) -> frozenset[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if not unicodedata.combining(c))
    return frozenset(_WORD.findall(plain.replace("'s", ""))) - _ADDRESS


def _label_statement(statement: GoldStatement) -> StatementLabel | None:
    if statement.cue is None:
        return None
    return StatementLabel(
        cue=statement.cue.span,
        source=statement.source.span if statement.source is not None else None,
        contents=statement.content_pieces,
        kind=KINDS.index(StatementKind(statement.kind)),
    )


def _label_references(statements: Sequence[GoldStatement], reading: DocumentReading) -> Iterator[ReferenceLabel]:
    """The sources that name nobody, resolved in order as the reader does it, with the right answers."""
    words = load_statement_words()
    speakers = Speakers(reading, Discourse(reading), Centre(reading, find_pronouns(reading, words), words), words)
    starts = [sentence.start for sentence in reading.sentences]
    sources = sorted(((s.source.span, s) for s in statements if s.source is not None), key=lambda pair: pair[0])
    for source, statement in sources:
        sentence = max(bisect_right(starts, source.start) - 1, 0)
        ruled = speakers.resolve(source, sentence, contents=statement.content_pieces)
        if speakers.is_open(source, ruled) and statement.speaker is not None and ";" not in statement.speaker:
            yield ReferenceLabel(
                source=source,
                ruled=ruled.entities if ruled is not None else frozenset(),
                speakers=_speakers_named(statement.speaker, reading, words),
            )
        if ruled is not None:
            speakers.remember(ruled, sentence)


def _speakers_named(name: str, reading: DocumentReading, words: StatementWords) -> frozenset[int]:
    """The entities of a name, persons before bodies; a person's spokesman is not that person."""
    fitting = [entity for entity in reading.registry.entities if _is_named(entity, name)]
    people = [entity for entity in fitting if entity.kind is PartyKind.PERSON]
    if any(voice in name.lower() for voice in words.speakers["voices"]):
        people = []
        fitting = [entity for entity in fitting if entity.kind is not PartyKind.PERSON]
    return frozenset(entity.number for entity in people or fitting)
