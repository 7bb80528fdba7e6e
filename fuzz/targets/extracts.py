"""A line of an extract that somebody else made, to claims that its text bears out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from typing import Any

from communique.errors import DocumentError
from communique.extraction.gate import find_faults, plain
from communique.extraction.reasons import words_of
from communique.model import document_id
from communique.model.edtf import is_valid
from communique.sources.extract_claims import read_claims
from communique.sources.extract_forms import parse_extract
from communique.store.loading import let_pass
from fuzz.material import SMALL_TEXTS
from fuzz.target import Target, hold

__all__ = ["TARGET"]

_KEYS = (
    *("document", "text", "source", "id", "published", "updated", "language", "title", "authors", "extractor"),
    *("meetings", "statements", "roles", "participants", "name", "names", "mention", "role", "organisation", "kind"),
    *("status", "date", "place", "city", "country", "topics", "topic_labels", "initiative", "duration_minutes"),
    *("evidence", "start", "end", "quote", "because", "inferred", "reading", "steps", "rule", "score", "read", "value"),
    *("speaker", "speaker_mention", "contents", "cues", "about", "due", "modality", "meeting", "person", "interval"),
)
_VALUES = (
    *('"held"', '"planned"', '"denied"', '"talks"', '"meeting"', '"request"', '"reported"', '"person"', '"group"'),
    *('"2024-02-29"', '"2024-02/.."', '"NL"', "null", "true", "-1", "1e999", "99999999999999999999", "0.5", "{}", "[]"),
    *('"\\ud800"', '"\\u0000"', '"participants.0.name"', '"en-GB"', '"1e3"'),
)


def _check(data: bytes) -> None:
    try:
        extract = parse_extract(data)
    except DocumentError as error:
        hold(str(error), "refused without a reason")
        return
    for day in (extract.published, extract.updated):
        hold(day is None or is_valid(day), f"a date of the document is {day!r}")
    text = extract.text or SMALL_TEXTS[0]
    text.encode("utf-8")  # as the ledger keeps it
    document = extract.id or document_id(text)
    past_gate = partial(let_pass, text=text, heard=plain(text), words=words_of(text))
    ids = set()
    for told in read_claims(extract, document, past_gate):
        hold(told.claim is not None or told.problem, f"{told.label}: neither a claim nor a reason")
        if told.claim is None:
            continue
        hold(told.claim.document == document, f"{told.label} is of another document")
        hold(told.reading is not None and told.reading.claim == told.claim.id, f"{told.label}: a reading of another")
        for passage in told.claim.evidence:
            hold(passage.stands_in(text), f"{told.label}: {passage.quote!r} does not stand at {passage.start}")
        faults = list(find_faults(told.claim, told.reading.steps if told.reading is not None else (), text))
        hold(not faults, f"{told.label} is past the gate: {faults[:1]}")
        repr(told).encode("utf-8")  # printed and kept, every text in it
        ids.add(told.claim.id)
    again = {told.claim.id for told in read_claims(extract, document, past_gate) if told.claim is not None}
    hold(again == ids, "other claims the second time")


def _seeds() -> Sequence[bytes]:
    text = SMALL_TEXTS[0]
    said = text.index("“We agreed")

    def passage(words: str) -> dict[str, Any]:
        return {"start": text.index(words), "end": text.index(words) + len(words), "quote": words}

    evidence = [passage(text[text.index("President") : said - 2])]
    meeting = {
        "id": "mtg_1",
        "status": "held",
        "kind": "meeting",
        "date": "2024-02-27",
        "evidence": evidence,
        "participants": [
            {"name": "Ada Quill", "role": "President", "mention": "President Ada Quill", "kind": "person"},
            {"name": "Bo Reed", "role": "CEO", "organisation": "Orsk Ltd", "mention": "Bo Reed"},
        ],
        "because": {"date": "Tuesday before the dateline"},
        "inferred": ["date"],
        "reading": {
            "score": 0.9,
            "rule": "v2",
            "steps": [
                {"field": "date", "rule": "day", "read": [passage("Tuesday")], "value": "2024-02-27"},
                {"field": "participants.0.role", "rule": "post", "read": [passage("President")]},
            ],
        },
    }
    statement = {
        "kind": "announcement",
        "modality": "direct_quote",
        "about": "We agreed",
        "meeting": "mtg_1",
        "speaker_mention": "she",
        "source": passage("she"),
        "cues": [passage("said")],
        "contents": [passage("“We agreed,”")],
        "evidence": [passage(text[said:])],
    }
    role = {
        "person": "Bo Reed",
        "role": "CEO",
        "organisation": "Orsk Ltd",
        "evidence": [passage("Bo Reed, CEO of Orsk Ltd")],
    }
    document = {"source": "marlow.txt", "text": text, "published": "2024-02-28", "language": "en", "title": "Talks"}
    lines = [
        {"document": document, "meetings": [meeting], "statements": [statement], "roles": [role]},
        {"document": {"source": "x"}, "roles": [role], "extractor": "Other Reader 2"},
        {"document": {**document, "authors": ["Cy Tan"], "updated": "2024-03", "address": "https://loaf.example/1"}},
    ]
    return [json.dumps(line, ensure_ascii=False).encode() for line in lines]


TARGET = Target(
    about="extracts of others to claims past the gate",
    check=_check,
    seeds=_seeds,
    words=(*(f'"{key}":' for key in _KEYS), *_VALUES),
)
