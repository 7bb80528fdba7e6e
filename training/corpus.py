"""The annotated texts as plain data: the meetings and statements of each text, every quote as a place in it.

    texts = load_corpus()          # the corpus, what a model may learn from (see training.splits)
    texts = load_invented()        # about invented people, for training alone
    texts = load_dev()             # the development set, always apart

Offsets count code points of `AnnotatedText.document.text`; `communique.text.documents.body` of the document has the
same length, so that they hold there too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from communique.annotation.quotes import find_words, pick_nearest
from communique.model import Document, MeetingKind, Passage, Span, Status
from communique.text.documents import frame

__all__ = [
    "CORPUS",
    "AnnotatedText",
    "GoldMeeting",
    "GoldParticipant",
    "GoldStatement",
    "QuoteError",
    "load_corpus",
    "load_dev",
    "load_invented",
    "load_set",
]

CORPUS: Final = Path(__file__).resolve().parent.parent / "corpus"
"""The project's own corpus."""

# What stands between an inserted "he said" and the words around it.
_EDGES: Final = " \t\n,;:.-–—、。"

Json = Mapping[str, Any]


class QuoteError(ValueError):
    """A quote of the gold is not in its text; the message has the document and the quote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldParticipant:
    """A named person or body that took part.

    Attributes:
        name: the fullest form of the name in the text.
        role: the post at the time, as the text gives it.
        organisation: the body as the text gives it; a country for heads of state, of government and ministers.
        canonical: the same name in every text and in English.
        places: wherever the name stands in the text, in its order.
    """

    name: str
    role: str | None
    organisation: str | None
    canonical: str | None
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldMeeting:
    """One occasion, as one text tells of it.

    Attributes:
        occasion: the key of the real occasion, the same in every text.
        date: EDTF, as far as the text and its date of publication support it.
        country: ISO 3166-1 alpha-2.
        contradicts: what of this row other texts tell differently, in words.
        evidence: the passages that say so, in the order of the gold.
    """

    occasion: str
    status: Status
    background: bool
    kind: MeetingKind
    participants: tuple[GoldParticipant, ...]
    date: str | None
    place: str | None
    city: str | None
    country: str | None
    topics: tuple[str, ...]
    initiative: str | None
    duration_minutes: int | None
    contradicts: str | None
    evidence: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldStatement:
    """What the text puts on record as said by somebody.

    Attributes:
        speaker: the resolved name; None where the text names nobody.
        kind: one of `communique.annotation.vocabulary.STATEMENT_KINDS`.
        modality: one of `communique.annotation.vocabulary.MODALITIES`.
        reported_through: who stands between the speaker and the text.
        source: the words for the speaker, where the text has some there.
        cue: the words that attribute, where there are some.
        contents: what was said; several pieces where the cue breaks it.
    """

    speaker: str | None
    addressee: str | None
    kind: str
    about: str | None
    modality: str
    reported_through: tuple[str, ...]
    source: Passage | None
    cue: Passage | None
    contents: tuple[Passage, ...]
    evidence: tuple[Passage, ...]

    @property
    def content_pieces(self) -> tuple[Span, ...]:
        """The contents without the source and the cue where these stand among them.

        "Trade, he said, had doubled" may be annotated as one stretch; what was said are its two ends.
        """
        inner = [part.span for part in (self.source, self.cue) if part is not None]
        return tuple(piece for content in self.contents for piece in _without(content, inner))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedText:
    """A text with all that is annotated in it.

    Attributes:
        name: the file's name, by which gold and findings meet.
        document: the text, framed.
        published: the date of publication by the gold (the document has it only where the text itself says it).
        part: the slice of the corpus, or `dev`.
        group: texts of one group report the same occasions.
        copy_of: the text of which this one is a copy.
        is_distractor: True where the text was chosen because it tells of no meeting.
        exhaustive: True where every statement of the text is annotated.
    """

    name: str
    document: Document
    published: str | None
    language: str
    part: str
    group: str | None
    copy_of: str | None
    is_distractor: bool
    exhaustive: bool
    meetings: tuple[GoldMeeting, ...]
    statements: tuple[GoldStatement, ...]

    @property
    def text(self) -> str:
        """The text, to the letter."""
        return self.document.text

    @property
    def occasions(self) -> frozenset[str]:
        """The keys of all occasions that the text tells of."""
        return frozenset(meeting.occasion for meeting in self.meetings)


def load_corpus(folder: Path = CORPUS) -> tuple[AnnotatedText, ...]:
    """The texts of the corpus, in the order of the gold.

    Raises:
        QuoteError: a quote is not in its text.
        OSError: a file is missing.
    """
    return load_set(folder / "gold" / "corpus.json", folder / "texts")


def load_invented(folder: Path = CORPUS) -> tuple[AnnotatedText, ...]:
    """The texts about invented people and firms: for training, beside those of the corpus. None in a folder without.

    Raises:
        QuoteError: a quote is not in its text.
        OSError: a file is missing.
    """
    gold = folder / "gold" / "invented.json"
    return load_set(gold, folder / "invented", part="invented") if gold.is_file() else ()


def load_dev(folder: Path = CORPUS) -> tuple[AnnotatedText, ...]:
    """The texts of the development set: to look at while working, never to learn from.

    Raises:
        QuoteError: a quote is not in its text.
        OSError: a file is missing.
    """
    return load_set(folder / "gold" / "dev.json", folder / "dev", part="dev")


def load_set(gold: Path, texts: Path, *, part: str = "") -> tuple[AnnotatedText, ...]:
    """The texts of any gold file, such as `communique annotate` writes.

    Args:
        gold: the annotations; `python -m training.validation` tells whether they are sound.
        texts: the folder of the texts.
        part: what documents without a slice are counted as.

    Raises:
        QuoteError: a quote is not in its text.
        OSError: a file is missing.
    """
    raw: Json = json.loads(gold.read_text("utf-8"))
    meetings, statements = _by_document(raw["meetings"]), _by_document(raw.get("statements", ()))
    loaded = []
    for row in raw["documents"]:
        name, path = row["doc"], texts / row.get("path", row["doc"])
        document = frame(
            path.read_bytes().decode("utf-8"), source=path.name, encoding="utf-8", language=row["language"]
        )
        loaded.append(
            AnnotatedText(
                name=name,
                document=document,
                published=row["published"],
                language=row["language"],
                part=row.get("slice", part),
                group=row.get("group"),
                copy_of=row.get("copy_of"),
                is_distractor=name in raw.get("distractors", ()),
                exhaustive=bool(raw.get("exhaustive")),
                meetings=tuple(_read_meeting(each, document.text) for each in meetings.get(name, ())),
                statements=tuple(_read_statement(each, document.text) for each in statements.get(name, ())),
            )
        )
    return tuple(loaded)


def _by_document(rows: Iterable[Json]) -> dict[str, list[Json]]:
    grouped: dict[str, list[Json]] = {}
    for row in rows:
        grouped.setdefault(row["doc"], []).append(row)
    return grouped


def _read_meeting(row: Json, text: str) -> GoldMeeting:
    return GoldMeeting(
        occasion=row["meeting"],
        status=Status(row["status"]),
        background=row["background"],
        kind=MeetingKind(row["kind"]),
        participants=tuple(
            GoldParticipant(
                name=party["name"],
                role=party.get("role"),
                organisation=party.get("organisation"),
                canonical=party.get("canonical"),
                places=find_words(text, party["name"]),
            )
            for party in row["participants"]
        ),
        date=row.get("date"),
        place=row.get("place"),
        city=row.get("city"),
        country=row.get("country"),
        topics=tuple(row.get("topics", ())),
        initiative=row.get("initiative"),
        duration_minutes=row.get("duration_minutes"),
        contradicts=row.get("contradicts"),
        evidence=tuple(_place(piece, text, row["doc"]) for piece in row["evidence"]),
    )


def _read_statement(row: Json, text: str) -> GoldStatement:
    doc = row["doc"]
    # A cue is mostly a word like "said", a source one like "he": which of many is meant, the words around it tell.
    # So the longest is placed first, and each of the others near to what is placed already.
    evidence = tuple(_place(piece, text, doc) for piece in row["evidence"])
    pieces = row.get("contents") or ([row["content"]] if row.get("content") else [])
    longest = max(pieces, key=lambda piece: len(piece["quote"]), default=None)
    main = None if longest is None else _place(longest, text, doc, within=evidence)
    contents = tuple(
        _place(piece, text, doc, within=evidence, near=main) if piece is not longest or main is None else main
        for piece in pieces
    )
    cue = _place(row["cue"], text, doc, within=evidence, beside=contents, near=main) if row.get("cue") else None
    source = (
        _place(row["source"], text, doc, within=evidence, beside=contents, near=cue or main)
        if row.get("source")
        else None
    )
    return GoldStatement(
        speaker=row.get("speaker"),
        addressee=row.get("addressee"),
        kind=row["kind"],
        about=row.get("about"),
        modality=row["modality"],
        reported_through=tuple(row.get("reported_through", ())),
        source=source,
        cue=cue,
        contents=contents,
        evidence=evidence,
    )


def _without(content: Passage, inner: Iterable[Span]) -> Iterator[Span]:
    """What is left of a passage when others are cut out of it, trimmed; the whole where nothing is left."""
    cuts = sorted(span for span in inner if span in content.span)
    starts = [content.start, *(cut.end for cut in cuts)]
    ends = [*(cut.start for cut in cuts), content.end]
    left = []
    for start, end in zip(starts, ends, strict=True):
        words = content.quote[max(start, content.start) - content.start : max(end, start) - content.start]
        first, last = len(words) - len(words.lstrip(_EDGES)), len(words.rstrip(_EDGES))
        if first < last:
            left.append(Span(start + first, start + last))
    yield from left if cuts and left else [content.span]


def _place(
    piece: Json,
    text: str,
    doc: str,
    *,
    within: Iterable[Passage] = (),
    beside: Iterable[Passage] = (),
    near: Passage | None = None,
) -> Passage:
    """A quote of the gold where it stands.

    Args:
        piece: the quote, with its place where the gold gives it.
        text: the text.
        doc: its name, for the message.
        within: where it stands if it stands there at all.
        beside: what it does not overlap if it can be had elsewhere.
        near: of several places the one that lies nearest to this.
    """
    quote = piece["quote"]
    if "start" in piece and text[piece["start"] : piece["end"]] == quote:
        return Passage(start=piece["start"], end=piece["end"], quote=quote)
    places = find_words(text, quote)
    inside = tuple(place for place in places if any(place in passage.span for passage in within))
    places = inside or places
    free = tuple(place for place in places if not any(place.touches(passage.span) for passage in beside))
    found = pick_nearest(free or places, None if near is None else near.span)
    if found is None:
        raise QuoteError(f"{doc}: no such words in the text: {quote!r}")
    return found.passage(text)
