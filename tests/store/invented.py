"""Invented articles, and a reader for the one kind of sentence they consist of."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path

from communique.model import (
    Document,
    Extraction,
    MeetingClaim,
    MeetingKind,
    Participant,
    Passage,
    Reading,
    RoleClaim,
    Span,
    Status,
    Step,
    document_id,
)

SENTENCE = re.compile(r"(\w+ \w+), (\w+) of (\w+), met (\w+ \w+) in (\w+) on (\d{4}-\d\d-\d\d) to discuss (\w+)\.")

# Enough of the language for it to be recognised.
PLAIN = (
    "The two sides said after the talks that they had been useful and that more of them would follow in the coming "
    "weeks. Neither of them wanted to say anything about what had been agreed, or whether there had been an agreement."
)

_SYLLABLES = ("ba", "do", "ke", "lu", "mi", "no", "ra", "sa", "ti", "vo", "wen", "zor")


def word(source: random.Random, syllables: int = 3) -> str:
    return "".join(source.choice(_SYLLABLES) for _ in range(syllables)).capitalize()


def sentence(source: random.Random) -> str:
    left, right = (f"{word(source, 2)} {word(source)}" for _ in range(2))
    day = f"20{source.randrange(10, 40)}-{source.randrange(1, 13):02}-{source.randrange(1, 29):02}"
    return f"{left}, minister of {word(source)}, met {right} in {word(source)} on {day} to discuss {word(source)}."


def article(number: int, sentences: int = 3) -> str:
    source = random.Random(number)
    told = (sentence(source) for _ in range(sentences))
    return "\n\n".join(["Report " + word(source), *told, PLAIN]) + "\n"


def document(text: str, source: str = "report.txt", language: str | None = "en") -> Document:
    return Document(id=document_id(text), text=text, source=source, language=language, encoding="utf-8")


@dataclass(frozen=True)
class Given:
    """A file, as whoever looks for sources hands it out."""

    path: Path
    failure: str | None = None

    @property
    def source(self) -> str:
        return str(self.path)


def read(given: Given) -> Document:
    return document(given.path.read_text("utf-8"), given.source)


def extract(given: Document) -> Extraction:
    claims, readings = [], []
    for match in SENTENCE.finditer(given.text):
        left, role, organisation, right, city, date, topic = match.groups()
        passage = Span(*match.span()).passage(given.text)
        claim = MeetingClaim(
            document=given.id,
            status=Status.HELD,
            background=False,
            kind=MeetingKind.MEETING,
            participants=(
                Participant(name=left, mention=left, role=role, organisation=organisation, names=(left,)),
                Participant(name=right, mention=right, names=(right,)),
            ),
            evidence=(passage,),
            date=date,
            city=city,
            topics=(topic,),
        )
        post = RoleClaim(
            document=given.id, person=left, role=role, organisation=organisation, evidence=(passage,), interval=date
        )
        said = _passage(given.text, match.span(6))
        step = Step(field="date", rule="test.date.v1", value=date, read=(said,), because="the text says so")
        claims.append((claim, post))
        readings += [
            Reading(claim=claim.id, rule="test.sentence.v1", score=1.0, steps=(step,)),
            Reading(claim=post.id, rule="test.sentence.v1", score=0.9),
        ]
    return Extraction(
        document=given,
        meetings=tuple(meeting for meeting, _ in claims),
        roles=tuple(role for _, role in claims),
        readings=tuple(readings),
    )


def refuse(given: Document) -> str | None:
    return None if given.language == "en" else f"no reader for the language {given.language}"


def _passage(text: str, at: tuple[int, int]) -> Passage:
    return Span(*at).passage(text)
