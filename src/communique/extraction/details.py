"""When, where, how long, about what, at whose request: the details of a proposed meeting, each with its step."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.languages.places.locatives import Locative, locative_phrases
from communique.languages.topics import label_topics
from communique.model.claim import Step
from communique.model.date_expression import Grain, Lean
from communique.model.span import Passage, Span
from communique.model.vocabulary import MeetingKind, PartyKind, Status
from communique.reading.dates import DateMention
from communique.reading.dates import minutes as minutes_of
from communique.reading.document import DocumentReading

__all__ = [
    "When",
    "Where",
    "find_duration",
    "find_initiative",
    "find_kind",
    "find_reporters",
    "find_topics",
    "find_when",
    "find_where",
    "when_of",
]

_SAID = re.compile(
    r"\b(?:said|says|told|tells|announced|reported|wrote|confirmed|added|posted|tweeted|according to|stated|published|released"
    r"|statement|briefing|disclosed|revealed|noted|issued)\b[^.;:]{0,40}$",
    re.IGNORECASE,
)
_FOLLOWED_BY_SAID = re.compile(r"^[^.;]{0,3}\b(?:said|told|announced)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The date of a meeting, and the step that gave it."""

    value: str
    step: Step
    because: str | None = None


def _is_reporting(text: str, date: DateMention, sentence: Span) -> bool:
    """True where the date tells when somebody said so: "said on Wednesday", "On Monday it said"."""
    before = text[max(sentence.start, date.span.start - 60) : date.span.start]
    match = _SAID.search(before)
    if match is None:
        return False
    between = before[match.end() :] if match.end() < len(before) else ""
    tail = re.split(
        r"\b(?:said|says|told|tells|announced|reported|wrote|confirmed|added|posted|tweeted)\b",
        before,
        flags=re.IGNORECASE,
    )[-1]
    return "," not in tail and " that " not in f"{tail} " and not between and len(tail.split()) <= 4


_GRAINS = frozenset(
    {Grain.DAY, Grain.INTERVAL, Grain.WEEK, Grain.MONTH, Grain.SEASON, Grain.YEAR, Grain.DECADE}
)
_AHEAD = frozenset({Status.PLANNED, Status.POSSIBLE, Status.POSTPONED})


def find_when(
    reading: DocumentReading,
    sentence: int,
    trigger: Span,
    status: Status,
    *,
    clause_dates: frozenset[int] = frozenset(),
) -> When | None:
    """The date of a meeting by the date expressions of one sentence.

    One that hangs on the encounter comes before one that merely stands nearer; one that tells when somebody said so
    does not count.

    Args:
        reading: the document.
        sentence: the number of the sentence.
        trigger: the words of encounter, or the whole sentence where it only tells more of a meeting named before.
        status: a planned meeting lies ahead, a held one behind.
        clause_dates: where the date expressions start that hang on the encounter.
    """
    lean: Lean = Lean.FUTURE if status in _AHEAD else Lean.PAST
    told = [
        date
        for date in reading.dates_in(sentence)
        if date.grain in _GRAINS and not _is_reporting(reading.text, date, reading.sentences[sentence])
    ]
    told.sort(
        key=lambda date: (
            date.span.start not in clause_dates,
            _distance(date.span, trigger.start, reading.text),
            date.span.start,
        )
    )
    return next((when for date in told if (when := when_of(reading, date, lean)) is not None), None)


def when_of(reading: DocumentReading, date: DateMention, lean: Lean) -> When | None:
    """A date expression as a meeting's date; None where it stays relative."""
    value = date.value(lean)
    if value is None:
        return None
    return When(value=value, step=_date_step(reading, date, value), because=date.because if date.inferred else None)


def _distance(span: Span, at: int, text: str) -> int:
    """How far a date stands from the trigger; a clause boundary between the two counts as sixty characters."""
    start, end = (span.end, at) if span.end <= at else (at, span.start)
    between = text[start:end]
    return len(between) + 60 * len(re.findall(r"[;:]|,\s+(?:who|which|while|but|after|before|when|where)\b", between))


def _date_step(reading: DocumentReading, date: DateMention, value: str) -> Step:
    return Step(
        field="date", rule=date.rule, value=value, read=(date.span.passage(reading.document.text),), because=date.because,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Place, city and country of a meeting, and the steps that gave them."""

    place: str | None
    city: str | None
    country: str | None
    steps: tuple[Step, ...]
    because: tuple[tuple[str, str], ...] = ()


def find_where(reading: DocumentReading, sentence: int, trigger: Span) -> Where | None:
    """Where a meeting was: the locative phrases of its sentence, those after the words of encounter first."""
    span = reading.sentences[sentence]
    document = reading.document.text
    people = [m.whole for m in reading.registry.within(span) if m.kind is PartyKind.PERSON]
    phrases = [p for p in locative_phrases(reading.text, span) if not any(w.touches(p.span) for w in people)]
    phrases.sort(key=lambda p: (p.span.start < trigger.start, abs(p.span.start - trigger.start)))
    place = city = country = None
    steps: list[Step] = []
    because: list[tuple[str, str]] = []
    for phrase in phrases:
        passage = phrase.span.passage(document)
        if phrase.is_venue and place is None and not phrase.is_gathering and _may_be_venue(reading, phrase):
            place = " ".join(phrase.head.of(document).split())
            steps.append(
                Step(field="place", rule="places.venue.v1", value=place, read=(phrase.head.passage(document),))
            )
        elif phrase.is_venue and not _may_be_venue(reading, phrase):
            continue
        if phrase.city is not None and city is None and (country is None or phrase.country in {None, country}):
            city = phrase.city
            read = (phrase.city_from.span.passage(document),) if phrase.city_from is not None else (passage,)
            reason = None if city in passage.quote else f"{passage.quote} is in {city}"
            steps.append(Step(field="city", rule="places.city.v1", value=city, read=read, because=reason))
            if reason is not None:
                because.append(("city", reason))
        if phrase.country is not None and country is None:
            country = phrase.country
            read = (phrase.country_from.span.passage(document),) if phrase.country_from is not None else (passage,)
            steps.append(
                Step(
                    field="country",
                    rule="places.country.v1",
                    value=country,
                    read=read,
                    because=f"{passage.quote} is in {country}",
                )
            )
    if place is None and city is None and country is None:
        return None
    return Where(place=place, city=city, country=country, steps=tuple(steps), because=tuple(because))


def _may_be_venue(reading: DocumentReading, phrase: Locative) -> bool:
    """False where a bare proper name after "at" or "in" is a person or a body of this text."""
    if phrase.known:
        return True
    return not any(m.span.touches(phrase.head) and m.entity is not None for m in reading.registry.mentions)


def find_kind(words: str, kind: MeetingKind, kinds: dict[str, MeetingKind], trigger: str) -> MeetingKind:
    """The kind of an occasion, where other words of the clause name it more closely than the trigger."""
    if kind is not MeetingKind.MEETING:
        return kind
    tokens = set(re.findall(r"[a-z-]+", words.lower()))
    for wanted in (MeetingKind.DINNER, MeetingKind.LUNCH, MeetingKind.BREAKFAST, MeetingKind.CALL):
        if any(word in tokens for word, named in kinds.items() if named is wanted and word not in {"line", "video"}):
            return wanted
    return kind


_MINUTES_NEAR = re.compile(r"\b(?:minute|hour)s?\b", re.IGNORECASE)


def find_duration(reading: DocumentReading, sentences: Sequence[int]) -> tuple[int, Step] | None:
    """How long a meeting took, in minutes."""
    for index in sentences:
        for date in reading.dates_in(index):
            if str(date.grain) != "duration":
                continue
            length = date.value(Lean.PAST)
            minutes = minutes_of(length) if length is not None else None
            if minutes is not None and 5 <= minutes <= 720:
                passage = date.span.passage(reading.document.text)
                return minutes, Step(field="duration_minutes", rule=date.rule, value=str(minutes), read=(passage,))
    return None


_AT_REQUEST = re.compile(
    r"\b(?:at|upon|on|following|after)\s+(?:the\s+)?(?P<who>(?:[A-Z][\w.&-]*|US|tech|giant|its|his|her|the|company|president|minister|former|prime|latter|american|side)(?:\s+[\w.&-]+){0,5}?)"
    r"'s?\s+(?:own\s+)?(?:request|invitation|initiative|behest|urging|instigation)\b"
)
_REQUEST_OF = re.compile(
    r"\b(?:at|upon|on)\s+(?:the\s+)?(?:request|invitation|initiative|behest)\s+of\s+(?P<who>(?:the\s+)?[A-Z][\w.&' -]{1,60}?)(?=[,.;]|\s+(?:on|in|at|to|for|after|and)\b|$)"
)
_REQUEST_CAME = re.compile(
    r"\b[Tt]he\s+(?:request|invitation|initiative|idea)\s+(?:had\s+)?(?:came|come)\s+from\s+(?P<who>(?:the\s+)?[A-Z][\w.&' -]{1,60}?)(?=[,.;]|\s+which\b|$)"
)
_ASKED_BY = re.compile(
    r"\b(?:meeting|talks|call|audience|visit|session|conversation|dinner|lunch)\s*,?\s+(?:which\s+(?:was|had\s+been)\s+)?(?:requested|initiated|sought|arranged|proposed)\s+by\s+(?P<who>(?:the\s+)?[A-Z][\w.&' -]{1,60}?)(?=[,.;]|\s+(?:on|in|at|to|for|after|and)\b|$)"
)


def find_initiative(reading: DocumentReading, sentences: Sequence[int]) -> tuple[str, Step] | None:
    """At whose request or invitation it was."""
    for index in sentences:
        sentence = reading.sentences[index]
        for pattern, name in ((_AT_REQUEST, "whose"), (_REQUEST_OF, "of"), (_REQUEST_CAME, "came"), (_ASKED_BY, "by")):
            match = pattern.search(reading.text, sentence.start, sentence.end)
            if match is None:
                continue
            span = Span(match.start("who"), match.end("who"))
            passage = Span(match.start(), match.end()).passage(reading.document.text)
            mention = next((m for m in reading.registry.mentions if m.whole.touches(span)), None)
            entity = reading.entity(mention) if mention is not None else None
            if entity is not None:
                return entity.name, Step(
                    field="initiative", rule=f"initiative.{name}.v1", value=entity.name, read=(passage,)
                )
            if mention is not None and mention.organisation:
                return mention.organisation, Step(
                    field="initiative", rule=f"initiative.{name}.v1", value=mention.organisation, read=(passage,)
                )
            words = span.of(reading.document.text)
            described = _body_described(reading, words)
            if described is not None:
                return described, Step(
                    field="initiative", rule="initiative.described.v1", value=described, read=(passage,),
                    because=f'"{words}" is {described}',
                )  # fmt: skip
            if words[:1].isupper():
                return words, Step(field="initiative", rule=f"initiative.{name}.v1", value=words, read=(passage,))
    return None


def _body_described(reading: DocumentReading, words: str) -> str | None:
    """ "the US tech giant", "the company": the organisation of the participant last named before."""
    if not re.search(
        r"\b(?:giant|company|firm|group|conglomerate|chipmaker|carmaker|bank|titan|behemoth)$", words, re.IGNORECASE
    ):
        return None
    for entity in reading.registry.entities:
        for fact in entity.roles:
            if fact.organisation and fact.state == "corporate" and fact.country is None:
                return fact.organisation
    return None


_ABOUT = re.compile(
    r"\b(?:to discuss|discuss(?:ed|ing)?|talk(?:ed|s|ing)? about|talks on|focus(?:ed|ing)? on|talks over|about|regarding|concerning"
    r"|covered|touched on|took up|go over|went over|raised|dealt with|centred on|centered on|conversation on|ways to|on the subject of"
    r"|to explore|explore|exchanged views on)\s+(?P<what>[^.;:\"()]{4,110})",
    re.IGNORECASE,
)
_STOP_PHRASE = re.compile(
    r"\s*(?:,\s*(?:and\s+)?(?:said|according|who|which|while|as|but|industry|the\s+\w+\s+said|[A-Z][\w-]+(?:\s[A-Z][\w-]+)?\s+said)|\s+(?:on\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|upon|after|during|before|when|while|who|which|in\s+response|at\s+the|with\s+[A-Z]|said)\b).*$"
)
_LEAD = re.compile(
    r"^(?:ways to (?:enhance|strengthen|expand|promote|boost|deepen|improve)\s+|how to\s+|issues? related to\s+|the\s+|possible\s+|potential\s+|further\s+|their\s+|closer\s+|issues of\s+|ways of\s+|matters of\s+)+",
    re.IGNORECASE,
)


def find_topics(
    reading: DocumentReading, sentences: Sequence[int]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Step, ...]]:
    """What a meeting was about: phrases in the text's own words, and labels of the topic list."""
    phrases: list[str] = []
    steps: list[Step] = []
    for index in sentences:
        sentence = reading.sentences[index]
        for match in _ABOUT.finditer(reading.text, sentence.start, sentence.end):
            for phrase, start in _split_topics(match.group("what"), match.start("what")):
                words = reading.document.text[start : start + len(phrase)]
                if 2 < len(words) <= 80 and words.lower() not in {p.lower() for p in phrases} and len(phrases) < 6:
                    phrases.append(words)
                    passage = Span(start, start + len(phrase)).passage(reading.document.text)
                    steps.append(Step(field="topics", rule="topics.about.v1", value=words, read=(passage,)))
    told = " . ".join(reading.sentences[index].of(reading.text) for index in sentences)
    return tuple(phrases), tuple(label_topics(" . ".join(phrases) or told))[:6], tuple(steps)


def _split_topics(what: str, start: int) -> Iterator[tuple[str, int]]:
    what = _STOP_PHRASE.sub("", what)
    at = 0
    for piece in re.split(r"(,\s+(?:and\s+)?|\s+and\s+|\s+as well as\s+|\s+especially\s+)", what):
        if not re.match(r"^(?:,\s+(?:and\s+)?|\s+and\s+|\s+as well as\s+|\s+especially\s+)$", piece):
            lead = _LEAD.match(piece)
            skip = lead.end() if lead else 0
            core = piece[skip:].rstrip()
            if core and 1 <= len(core.split()) <= 7:
                yield core, start + at + skip
        at += len(piece)


_THROUGH = re.compile(
    r"(?:according to (?P<a>(?:[\w'.-]+\s){0,5}?[\w'.-]+?)(?=[,.;]|$|\s+(?:on|who|which|reports?)\b))"
    r"|(?:,\s*(?P<b>(?:[\w'.-]+\s){0,5}?[\w'.-]+?)\s+(?:said|reported|announced)\b)"
    r"|(?:^(?P<c>(?:[\w'.-]+\s){0,5}?[\w'.-]+?)\s+(?:confirmed|said|announced|reported)\b)"
)
_SOURCES = re.compile(
    r"\b(?:sources?|offices?|officials?|statement|ministry|spokes\w+|company|agency|media|reports?|government|house|palace|embassy|secretariat|department|regulator|commission|division|kremlin)\b",
    re.IGNORECASE,
)


def find_reporters(reading: DocumentReading, sentences: Sequence[int]) -> tuple[tuple[str, ...], tuple[Step, ...]]:
    """Who confirms a meeting: offices, companies, sources."""
    found: list[str] = []
    steps: list[Step] = []
    for index in sentences:
        sentence = reading.sentences[index]
        for match in _THROUGH.finditer(sentence.of(reading.text)):
            group = next(name for name in ("a", "b", "c") if match.group(name) is not None)
            words = match.group(group)
            if not _SOURCES.search(words) or words.lower().split()[0] in {"he", "she", "it", "they", "who", "that"}:
                continue
            start = sentence.start + match.start(group)
            exact = reading.document.text[start : start + len(words)]
            plain = re.sub(r"^(?:the|a|an)\s+", "", exact, flags=re.IGNORECASE)
            if plain.lower() not in {f.lower() for f in found} and len(found) < 4:
                found.append(plain)
                passage = Span(start, start + len(words)).passage(reading.document.text)
                steps.append(Step(field="reported_through", rule="reporters.named.v1", value=plain, read=(passage,)))
    return tuple(found), tuple(steps)


def evidence_passages(reading: DocumentReading, sentences: Sequence[int]) -> tuple[Passage, ...]:
    """The sentences that bear a meeting out, as passages of the document."""
    return tuple(reading.sentences[index].passage(reading.document.text) for index in sorted(set(sentences)))
