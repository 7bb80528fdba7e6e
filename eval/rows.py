"""What is compared: meetings as the gold has them and as they were found, in one shape."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.model import Extraction, MeetingClaim, RoleClaim, StatementClaim

__all__ = [
    "FoundDocument",
    "Gold",
    "GoldDocument",
    "MeetingRow",
    "Party",
    "RoleRow",
    "StatementRow",
    "load_gold",
    "load_output",
    "read_extraction",
    "read_meeting",
    "read_output",
    "read_role",
    "read_statement",
]

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A participant who has a name; the first of the names is the one to compare by."""

    names: tuple[str, ...]
    role: str | None = None
    organisation: str | None = None

    @property
    def name(self) -> str:
        """The name to compare by."""
        return self.names[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """One meeting as one document tells it.

    Attributes:
        occasion: the gold's name for the real occasion, the same in every document; None for what was found.
        quotes: the words that bear it out.
    """

    doc: str
    parties: tuple[Party, ...]
    status: str | None
    background: bool
    kind: str | None
    date: str | None
    place: str | None
    city: str | None
    occasion: str | None = None
    quotes: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """Place and city in one: reports differ in which of the two they call the place."""
        return " ".join(filter(None, (self.place, self.city)))

    def __str__(self) -> str:
        who = ", ".join(party.name for party in self.parties) or "nobody named"
        return f"{who} ({self.status}, {self.date or 'no date'})"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """One statement as one document tells it; a joint one has its speakers parted by ";".

    Attributes:
        quotes: the words that bear it out.
    """

    doc: str
    speaker: str | None
    kind: str | None
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """A post that one document gives a person, with the time at which it was held."""

    doc: str
    person: str
    role: str
    organisation: str | None
    interval: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """A text that was annotated: its file's name, its path below the folder of texts, its language."""

    name: str
    path: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """What people found in a set of texts.

    Attributes:
        distractors: names of documents that tell of no meeting.
        exhaustive: True where every statement is there, so that another one is a mistake.
    """

    documents: tuple[GoldDocument, ...]
    meetings: tuple[MeetingRow, ...]
    distractors: frozenset[str]
    statements: tuple[StatementRow, ...] = ()
    exhaustive: bool = False
    roles: tuple[RoleRow, ...] = ()

    def in_language(self, language: str) -> Gold:
        """The part of one language."""
        return self.only(frozenset(document.name for document in self.documents if document.language == language))

    def only(self, names: frozenset[str]) -> Gold:
        """The part of some documents, by their names."""
        return Gold(
            documents=tuple(document for document in self.documents if document.name in names),
            meetings=tuple(row for row in self.meetings if row.doc in names),
            distractors=self.distractors & names,
            statements=tuple(row for row in self.statements if row.doc in names),
            exhaustive=self.exhaustive,
            roles=tuple(row for row in self.roles if row.doc in names),
        )

    def meetings_of(self, name: str) -> list[MeetingRow]:
        """The meetings of one document, in the order of the gold."""
        return [row for row in self.meetings if row.doc == name]

    def roles_of(self, name: str) -> list[RoleRow]:
        """The roles of one document, in the order of the gold."""
        return [row for row in self.roles if row.doc == name]

    def statements_of(self, name: str) -> list[StatementRow]:
        """The statements of one document, in the order of the gold."""
        return [row for row in self.statements if row.doc == name]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDocument:
    """What was found in one document.

    Attributes:
        facts: how many claims of any kind were made.
        grounded: how many of them quote the text, every quote to the letter.
        text: what they were found in; empty where it is not known.
    """

    name: str
    meetings: tuple[MeetingRow, ...]
    facts: int
    grounded: int
    statements: tuple[StatementRow, ...] = ()
    roles: tuple[RoleRow, ...] = ()
    text: str = ""


def load_gold(path: Path) -> Gold:
    """A gold file.

    Documents without a `path` lie directly in the folder of texts; those without a language are English.
    """
    raw: Json = json.loads(path.read_text("utf-8"))
    return Gold(
        documents=tuple(
            GoldDocument(name=row["doc"], path=row.get("path", row["doc"]), language=row.get("language", "en"))
            for row in raw["documents"]
        ),
        meetings=tuple(read_meeting(row, doc=row["doc"]) for row in raw["meetings"]),
        distractors=frozenset(raw.get("distractors", ())),
        statements=tuple(read_statement(row, doc=row["doc"]) for row in raw.get("statements", ())),
        exhaustive=bool(raw.get("exhaustive")),
        roles=tuple(read_role(row, doc=row["doc"]) for row in raw.get("roles", ())),
    )


def read_meeting(row: Json, *, doc: str) -> MeetingRow:
    """A meeting of a gold file or of the output contract; participants without a name are left out."""
    return MeetingRow(
        doc=doc,
        parties=tuple(
            Party(
                names=(each["name"], *each.get("names", ())),
                role=each.get("role"),
                organisation=each.get("organisation"),
            )
            for each in row.get("participants", ())
            if each.get("name")
        ),
        status=row.get("status"),
        background=bool(row.get("background")),
        kind=row.get("kind"),
        date=row.get("date") or None,
        place=row.get("place") or None,
        city=row.get("city") or None,
        occasion=row.get("meeting"),
        quotes=_quotes(row),
    )


def read_statement(row: Json, *, doc: str) -> StatementRow:
    """A statement of a gold file or of the output contract."""
    return StatementRow(doc=doc, speaker=row.get("speaker"), kind=row.get("kind"), quotes=_quotes(row))


def read_role(row: Json, *, doc: str) -> RoleRow:
    """A role of a gold file or of the output contract."""
    return RoleRow(
        doc=doc,
        person=row["person"],
        role=row["role"],
        organisation=row.get("organisation"),
        interval=row.get("interval"),
    )


def _quotes(row: Json) -> tuple[str, ...]:
    return tuple(each["quote"] for each in row.get("evidence") or () if each.get("quote"))


def read_output(row: Json, text: str | None) -> FoundDocument:
    """One line of `communique extract --format jsonl`.

    Args:
        row: the line's object.
        text: the document's text; without it no quote can be checked, and none counts as grounded.
    """
    name = PurePath(row["document"]["source"]).name
    facts = [fact for part in ("meetings", "statements", "roles") for fact in row.get(part) or ()]
    return FoundDocument(
        name=name,
        meetings=tuple(read_meeting(meeting, doc=name) for meeting in row.get("meetings") or ()),
        facts=len(facts),
        grounded=0 if text is None else sum(_stands(fact.get("evidence") or (), text) for fact in facts),
        statements=tuple(read_statement(statement, doc=name) for statement in row.get("statements") or ()),
        roles=tuple(read_role(role, doc=name) for role in row.get("roles") or ()),
        text=text or "",
    )


def read_extraction(extraction: Extraction) -> FoundDocument:
    """What was found in one document, straight from the extraction."""
    text, name = extraction.document.text, PurePath(extraction.document.source).name
    facts: list[MeetingClaim | RoleClaim | StatementClaim] = [
        *extraction.meetings,
        *extraction.roles,
        *extraction.statements,
    ]
    return FoundDocument(
        name=name,
        meetings=tuple(
            MeetingRow(
                doc=name,
                parties=tuple(
                    Party(names=(each.name, *each.names), role=each.role, organisation=each.organisation)
                    for each in claim.participants
                    if each.name
                ),
                status=claim.status.value,
                background=claim.background,
                kind=claim.kind.value,
                date=claim.date,
                place=claim.place,
                city=claim.city,
                quotes=tuple(passage.quote for passage in claim.evidence),
            )
            for claim in extraction.meetings
        ),
        facts=len(facts),
        grounded=sum(bool(fact.evidence) and all(each.stands_in(text) for each in fact.evidence) for fact in facts),
        statements=tuple(
            StatementRow(
                doc=name,
                speaker=claim.speaker,
                kind=claim.kind.value,
                quotes=tuple(passage.quote for passage in claim.evidence),
            )
            for claim in extraction.statements
        ),
        roles=tuple(
            RoleRow(
                doc=name,
                person=claim.person,
                role=claim.role,
                organisation=claim.organisation,
                interval=claim.interval,
            )
            for claim in extraction.roles
        ),
        text=text,
    )


def load_output(path: Path, texts: Mapping[str, str]) -> dict[str, FoundDocument]:
    """A file of contract lines, by the documents' file names.

    Args:
        path: one JSON object a line.
        texts: the texts by file name, to check the quotes against.
    """
    lines: Iterable[Json] = (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())
    found = (read_output(row, texts.get(PurePath(row["document"]["source"]).name)) for row in lines)
    return {document.name: document for document in found}


def _stands(evidence: Sequence[Json], text: str) -> bool:
    """True where there is evidence and each piece is in the text exactly where it says."""
    return bool(evidence) and all(
        bool(piece.get("quote")) and text[piece["start"] : piece["end"]] == piece["quote"] for piece in evidence
    )
