"""The form of a line of an extract: its fields, their types and bounds, checked before anything is made of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final, TypeVar

import msgspec
from msgspec import Meta, Raw, Struct

from communique.errors import DocumentError
from communique.model import MeetingKind, Modality, NameKind, PartyKind, StatementKind, Status
from communique.model.edtf import is_valid

__all__ = [
    "ClaimForm",
    "Extract",
    "LabelledForm",
    "MeetingForm",
    "OtherNameForm",
    "PartyForm",
    "PassageForm",
    "ReadingForm",
    "RoleForm",
    "StatementForm",
    "decode",
    "parse_extract",
]

# Far more than any text needs: what is longer is no name, no reason, no list of those present.
Place = Annotated[int, Meta(ge=0, le=1_000_000_000)]
Words = Annotated[str, Meta(min_length=1, max_length=2_000)]
Quote = Annotated[str, Meta(min_length=1, max_length=20_000)]
RuleName = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_.:/-]{1,120}$")]
Country = Annotated[str, Meta(pattern="^[A-Z]{2}$")]
Many = Meta(max_length=200)
Claims = Annotated[list[Raw], Meta(max_length=10_000)]
Score = Annotated[float, Meta(ge=0, le=1)]

MAKER: Final = re.compile(r"[^a-z0-9]+")
# Of a document: what is longer is no title, no name and no address, wherever it comes from.
LONGEST_TITLE: Final = 2_000
LONGEST_NAME: Final = 300
LONGEST_ADDRESS: Final = 4_096
MOST_AUTHORS: Final = 100
LANGUAGE: Final = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$"


class PassageForm(Struct):
    """Where words stand."""

    start: Place
    end: Place
    quote: Quote


Passages = Annotated[list[PassageForm], Meta(max_length=100)]
SomePassages = Annotated[list[PassageForm], Meta(min_length=1, max_length=100)]


class StepForm(Struct):
    """One move from words to a value."""

    field: Words
    rule: RuleName
    value: Words | None = None
    read: Passages = []
    because: Words | None = None


class ReadingForm(Struct):
    """How a claim was read."""

    rule: RuleName | None = None
    score: Score | None = None
    steps: Annotated[list[StepForm], Meta(max_length=5_000)] = []


class PartyForm(Struct):
    """One party of a meeting."""

    name: Words | None = None
    mention: Words | None = None
    role: Words | None = None
    organisation: Words | None = None
    kind: PartyKind | None = None
    country: Country | None = None
    names: Annotated[list[Words], Many] = []


class OtherNameForm(Struct):
    """A further name of a body."""

    organisation: Words
    name: Words
    kind: NameKind
    evidence: SomePassages


OtherNames = Annotated[list[OtherNameForm], Many]


class ClaimForm(Struct, kw_only=True):
    """What every claim has; `inferred` is in `because` once more."""

    evidence: SomePassages
    because: dict[Words, Words] = {}
    inferred: Annotated[list[Words], Many] = []
    reading: ReadingForm | None = None


class MeetingForm(ClaimForm, kw_only=True):
    """A meeting."""

    status: Status
    kind: MeetingKind
    background: bool = False
    participants: Annotated[list[PartyForm], Meta(min_length=1, max_length=200)]
    date: Words | None = None
    place: Words | None = None
    city: Words | None = None
    country: Country | None = None
    topics: Annotated[list[Words], Many] = []
    topic_labels: Annotated[list[Words], Many] = []
    initiative: Words | None = None
    duration_minutes: Annotated[int, Meta(ge=1, le=1_000_000)] | None = None
    reported_through: Annotated[list[Words], Many] = []
    other_names: OtherNames = []


class StatementForm(ClaimForm, kw_only=True):
    """A statement."""

    kind: StatementKind
    modality: Modality
    contents: SomePassages
    about: Words
    speaker: Words | None = None
    speaker_mention: Words | None = None
    addressee: Words | None = None
    reported_through: Annotated[list[Words], Many] = []
    due: Words | None = None
    source: PassageForm | None = None
    cues: Passages = []
    meeting: Words | None = None


class RoleForm(ClaimForm, kw_only=True):
    """A post."""

    person: Words
    role: Words
    organisation: Words | None = None
    interval: Words | None = None
    other_names: OtherNames = []


class LabelledForm(Struct):
    """The id of anything."""

    id: Words | None = None


class _Document(Struct):
    source: Annotated[str, Meta(min_length=1, max_length=4_096)]
    id: Annotated[str, Meta(pattern="^doc_[0-9a-f]{20}$")] | None = None
    text: str | None = None
    title: Annotated[str, Meta(max_length=LONGEST_TITLE)] | None = None
    publisher: Annotated[str, Meta(max_length=LONGEST_NAME)] | None = None
    published: Annotated[str, Meta(max_length=40)] | None = None
    language: Annotated[str, Meta(pattern=LANGUAGE)] | None = None
    authors: Annotated[
        list[Annotated[str, Meta(min_length=1, max_length=LONGEST_NAME)]], Meta(max_length=MOST_AUTHORS)
    ] = []
    updated: Annotated[str, Meta(max_length=40)] | None = None
    address: Annotated[str, Meta(max_length=LONGEST_ADDRESS)] | None = None


class _Line(Struct):
    document: _Document
    extractor: Annotated[str, Meta(max_length=200)] | None = None
    meetings: Claims = []
    statements: Claims = []
    roles: Claims = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """A line of an extract, its claims unread yet.

    Attributes:
        id: the document's id; None where the text comes without.
        source: where the document came from, as it was told.
        text: the text; None where it is to be found elsewhere.
        title, publisher, published, language, authors, updated, address: as they were told; None where nothing was.
        maker: the extractor, in letters that a rule's name may have; `unnamed` where none was told.
        meetings, statements, roles: the claims, as JSON.
    """

    id: str | None
    source: str
    text: str | None
    title: str | None
    publisher: str | None
    published: str | None
    language: str | None
    authors: Sequence[str]
    updated: str | None
    address: str | None
    maker: str
    meetings: Sequence[Raw]
    statements: Sequence[Raw]
    roles: Sequence[Raw]


def parse_extract(data: bytes) -> Extract:
    """Read a line as far as its document; the claims are read one by one by `extract_claims.read_claims`.

    Raises:
        DocumentError: it is no JSON, or has not the form of the contract; the message says where.
    """
    line = decode(data, _Line)
    told = line.document
    for field, day in (("published", told.published), ("updated", told.updated)):
        if day is not None and not is_valid(day):
            raise DocumentError(f"document.{field} is {day!r}; expected EDTF, such as 2024-02-29")
    maker = MAKER.sub("-", line.extractor.casefold()).strip("-")[:40].strip("-") if line.extractor is not None else ""
    if line.extractor is not None and not maker:
        raise DocumentError(f"extractor is {line.extractor!r}; expected a name in Latin letters or digits")
    return Extract(
        id=told.id,
        source=told.source,
        text=told.text,
        title=told.title or None,
        publisher=told.publisher or None,
        published=told.published,
        language=told.language,
        authors=tuple(told.authors),
        updated=told.updated,
        address=told.address or None,
        maker=maker or "unnamed",
        meetings=line.meetings,
        statements=line.statements,
        roles=line.roles,
    )


Form = TypeVar("Form", bound=Struct)


def decode(data: bytes | Raw, form: type[Form]) -> Form:
    """JSON of this form.

    Raises:
        DocumentError: it is no JSON, or not of this form; the message says where.
    """
    try:
        return msgspec.json.decode(data, type=form)
    except RecursionError as error:
        raise DocumentError("brackets within brackets without end") from error
    except msgspec.ValidationError as error:
        raise DocumentError(_in_words(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DocumentError(f"no JSON: {error}") from error


def _in_words(error: msgspec.ValidationError) -> str:
    """`status: Invalid enum value 'helt'` for "Invalid enum value 'helt' - at `$.status`"."""
    said, _, place = str(error).rpartition(" - at `$")
    where = place.rstrip("`").lstrip(".")
    return f"{where}: {said}" if said and where else (said or str(error))
