"""Small invented lists in every form, and how they are read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from communique.model.reference import ReferenceOrganisation, ReferencePerson
from communique.sources.lists.list_mapping import ListMapping, read_list_mapping
from communique.sources.lists.reading import ListForm, detect_form, open_list
from communique.sources.lists.records import Troubles

Found = tuple[dict[str, ReferencePerson], dict[str, ReferenceOrganisation], Troubles, int]


def read(path: Path, *, form: ListForm | None = None, mapping: ListMapping | str | None = None) -> Found:
    """People and organisations by id, what was wrong, and how many posts have no name."""
    how = read_list_mapping(mapping) if isinstance(mapping, str) else mapping
    told: list[int] = []
    wanted = form or detect_form(path, how)
    with open_list(path, form=wanted, mapping=how, on_bytes=told.append) as reading:
        people = {one.id: one for one in reading.people()}
        bodies = {one.id: one for one in reading.organisations()}
        assert told == sorted(told)
        return people, bodies, reading.troubles, reading.unnamed


def posts(person: ReferencePerson) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(post.role, post.organisation, post.country, post.interval) for post in person.posts]


def entity(one: str, schema: str, **properties: Any) -> dict[str, Any]:
    """A FollowTheMoney entity; every property is a list, as the form has it."""
    listed = {key: value if isinstance(value, list) else [value] for key, value in properties.items()}
    return {"id": one, "schema": schema, "properties": listed}


FTM = (
    entity("occ-1", "Occupancy", holder="p1", post="pos-1", startDate="2019-05", endDate="2023-01-31"),
    entity("p1", "Person", name="Bak Ji-won", alias=["박지원", "朴智元"], nationality="kr", weakAlias="JW"),
    entity("pos-1", "Position", name="Minister of Fisheries", country="kr", organization="org-1"),
    entity("org-1", "PublicBody", name="Ministry of Fisheries", alias="해양수산부", country="kr"),
    entity("mem-1", "Membership", member="p1", organization="org-2", role="board member", startDate="2024"),
    entity("org-2", "Company", name="Sorim Electronics", jurisdiction="kr"),
    entity("adr", "Address", full="1 Harbour Road"),
)

POPOLO: dict[str, Any] = {
    "persons": [
        {
            "id": "p1",
            "name": "Orla Venn",
            "family_name": "Venn",
            "other_names": [{"name": "Órla Venn"}, {"name": "オーラ・ベン"}],
            "memberships": [{"organization_id": "o1", "role": "chair", "start_date": "2001-02-03"}],
        },
        {"id": "p2", "name": "Tor Aas"},
    ],
    "memberships": [
        {"person_id": "p2", "post_id": "s1", "start_date": "2010", "end_date": "2014-06"},
        {"person_id": "p2", "organization_id": "o1", "role": "member", "legislative_period_id": "term/4"},
    ],
    "posts": [{"id": "s1", "label": "Speaker", "organization_id": "o1"}],
    "organizations": [{"id": "o1", "name": "Harbour Council", "other_names": [{"name": "HC"}]}],
    "events": [{"id": "term/4", "start_date": "2014-07-01", "end_date": "2018-06-30"}],
    "meta": {"sources": [{"url": "x"}]},
}


def snak(value: Any) -> dict[str, Any]:
    return {"snaktype": "value", "datavalue": {"value": value}}


def item(
    one: str, labels: dict[str, str], aliases: dict[str, list[str]] | None = None, **claims: Any
) -> dict[str, Any]:
    """A Wikidata item; each claim a value, or a value with its qualifiers."""
    made: dict[str, list[dict[str, Any]]] = {}
    for way, values in claims.items():
        for value in values:
            main, qualifiers = value if isinstance(value, tuple) else (value, {})
            shown = {"id": main} if isinstance(main, str) and main.startswith("Q") else main
            statement: dict[str, Any] = {"mainsnak": snak(shown), "rank": "normal"}
            if qualifiers:
                statement["qualifiers"] = {name: [snak(each)] for name, each in qualifiers.items()}
            made.setdefault(way, []).append(statement)
    return {
        "id": one,
        "labels": {language: {"language": language, "value": text} for language, text in labels.items()},
        "aliases": {
            lang: [{"language": lang, "value": text} for text in texts] for lang, texts in (aliases or {}).items()
        },
        "claims": made,
    }


def moment(day: str, precision: int = 11) -> dict[str, Any]:
    return {"time": f"+{day}T00:00:00Z", "precision": precision}


WIKIDATA = (
    item(
        "Q9001",
        {"en": "Bak Ji-won", "ko": "박지원", "ja": "朴智元", "zh": "朴智元", "fr": "Monsieur Bak"},
        {"en": ["Jie W. Bak"]},
        P31=["Q5"],
        P27=["Q9100"],
        P39=[
            ("Q9200", {"P580": moment("2008-02-25"), "P582": moment("2013-02-00", 10)}),
            ("Q9999", {"P580": moment("2001-01-01")}),
        ],
    ),
    item("Q9100", {"en": "Kelvonia"}, P31=["Q6256"], P297=["KR"]),
    item("Q9200", {"en": "President of Kelvonia"}, P31=["Q4164871"], P1001=["Q9100"]),
)

UK = """
[person]
file = "person.csv"
repeated = true
[person.fields]
id = { column = "id" }
name = { column = "display_name" }
short = { column = "short_name" }
country = { value = "GB" }
[post]
file = "post.csv"
[post.fields]
id = { column = "id" }
role = { column = "name" }
organisation_id = { column = "organisation_id" }
[organisation]
file = "organisation.csv"
[organisation.fields]
id = { column = "id" }
name = { column = "name" }
names = { column = "short_name" }
[appointment]
file = "appointment.csv"
[appointment.fields]
person = { column = "person_id" }
post = { column = "post_id" }
start = { column = "start_date" }
end = { column = "end_date" }
country = { value = "GB" }
"""

TABLES = {
    "person.csv": "id,display_name,short_name\n1,Orla Venn,Venn\n1,Lady Venn,Venn\n2,Tor Ashby,Ashby\n",
    "organisation.csv": "id,name,short_name\no1,Ministry of Harbours,MoH\n",
    "post.csv": "id,organisation_id,name\ns1,o1,Minister for Harbours\ns2,,Minister without Portfolio\n",
    "appointment.csv": (
        "person_id,post_id,start_date,end_date\n1,s1,2001-06-08,2003-06-13\n2,s1,2003-06-13,\n1,s2,2005-05-06,2006\n"
    ),
}


def write_tables(folder: Path, **changed: str) -> Path:
    for name, text in (TABLES | {f"{key}.csv": value for key, value in changed.items()}).items():
        (folder / name).write_text(text, "utf-8")
    return folder


def write_lines(path: Path, rows: Iterable[Any]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def write_json(path: Path, value: Any, indent: int | None = None) -> Path:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=indent), "utf-8")
    return path
