"""What was found in a text, written as an annotation: the corpus's own form, to be corrected by a person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any, Final, TypeGuard

from communique.model import Extraction, MeetingClaim, Participant, Passage, StatementClaim

__all__ = ["annotation_form", "document_name", "fill_keys", "occasion_key"]

Form = dict[str, Any]

_NO_WORD: Final = re.compile(r"[\W_]+")
_DAY: Final = re.compile(r"[0-9X]{4}(?:-[0-9X]{2}){0,2}")


def document_name(source: str) -> str:
    """The name by which an annotation calls a document: its file's."""
    return PurePath(source).name


def annotation_form(found: Extraction) -> Form:
    """An annotation of one document with what was found in it.

    Args:
        found: what was found.

    Returns:
        `documents`, `meetings`, `statements`, `roles` and `distractors`. `exhaustive` is false: what was found is not
        all that there is, until somebody has looked.
    """
    document = found.document
    name = document_name(document.source)
    meetings: list[Form] = []
    for claim in found.meetings:
        row = _meeting_form(claim, name, document.text)
        row["meeting"] = _free(row["meeting"], [other["meeting"] for other in meetings])
        meetings.append(row)
    return {
        "exhaustive": False,
        "documents": [
            {"doc": name, "published": document.published, "language": document.language, "url": None},
        ],
        "meetings": meetings,
        "statements": [_statement_form(claim, name) for claim in found.statements],
        "roles": [],
        "distractors": [],
    }


def occasion_key(names: Sequence[str], date: str | None) -> str:
    """A key for an occasion by those who met, two at most, and the day: `orlova-brandt-2021-03-04`.

    It is a suggestion: texts about one occasion have to share its key, and only a person sees that they do.
    """
    words = [word for name in names[:2] if (word := _surname(name))]
    day = _DAY.match(date) if date is not None else None
    return "-".join([*(words or ["unnamed"]), *([day[0]] if day else [])])


def fill_keys(annotation: object) -> object:
    """The annotation with a suggested key for each meeting that has none; anything that is no annotation as it is."""
    if not isinstance(annotation, Mapping) or not isinstance(annotation.get("meetings"), list):
        return annotation
    taken = [row.get("meeting") for row in annotation["meetings"] if isinstance(row, Mapping)]
    meetings: list[object] = []
    for row in annotation["meetings"]:
        if isinstance(row, Mapping) and row.get("meeting") is None:
            parties = row.get("participants")
            named = [party.get("name") for party in parties if isinstance(party, Mapping)] if _is_list(parties) else []
            date = row.get("date")
            names = [name for name in named if isinstance(name, str)]
            key = _free(occasion_key(names, date if isinstance(date, str) else None), taken)
            taken.append(key)
            row = {**row, "meeting": key}
        meetings.append(row)
    return {**annotation, "meetings": meetings}


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)


def _surname(name: str) -> str:
    """The last word of a name, as a key can have it: plain small letters where the script has such."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    words = unicodedata.normalize("NFC", plain).split()
    return _NO_WORD.sub("-", words[-1].lower()).strip("-") if words else ""


def _free(key: str, taken: Iterable[object]) -> str:
    """The key, with a number behind it where it is taken: two occasions of the same people on one day."""
    used = [one for one in taken if isinstance(one, str)]
    numbered = (f"{key}-{number}" for number in range(2, len(used) + 3))
    return key if key not in used else next(one for one in numbered if one not in used)


def _meeting_form(claim: MeetingClaim, name: str, text: str) -> Form:
    # Two parties can have come out under one name; an annotation has each once.
    by_name: dict[str, Form] = {}
    for party in claim.participants:
        if party.name:
            form = _participant_form(party, text)
            by_name.setdefault(form["name"], form)
    return {
        "meeting": occasion_key(list(by_name), claim.date),
        "doc": name,
        "status": claim.status.value,
        "background": claim.background,
        "kind": claim.kind.value,
        "participants": list(by_name.values()),
        "date": claim.date,
        "place": claim.place,
        "city": claim.city,
        "country": claim.country,
        "topics": list(claim.topics),
        "initiative": claim.initiative,
        "duration_minutes": claim.duration_minutes,
        "evidence": [_quote_form(passage) for passage in claim.evidence],
    }


def _participant_form(party: Participant, text: str) -> Form:
    # A name may have been put together from several places of the text; an annotation has it as it stands there.
    forms = (party.name or "", *sorted(party.names, key=len, reverse=True), party.mention)
    return {
        "name": next((form for form in forms if form and form in text), party.name),
        "role": party.role or None,
        "organisation": party.organisation or None,
        "canonical": party.name,
    }


def _statement_form(claim: StatementClaim, name: str) -> Form:
    form: Form = {
        "doc": name,
        "speaker": claim.speaker,
        "addressee": claim.addressee,
        "kind": claim.kind.value,
        "about": claim.about,
        "modality": claim.modality.value,
        "reported_through": list(claim.reported_through),
        "evidence": [_quote_form(passage) for passage in claim.evidence],
        "source": _quote_form(claim.source) if claim.source is not None else None,
        "cue": _quote_form(claim.cues[0]) if claim.cues else None,
        "content": _quote_form(claim.contents[0]) if claim.contents else None,
    }
    if len(claim.contents) > 1:
        form["contents"] = [_quote_form(passage) for passage in claim.contents]
    return form


def _quote_form(passage: Passage) -> Form:
    return {"quote": passage.quote, "start": passage.start, "end": passage.end}
