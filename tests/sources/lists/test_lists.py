"""Reference lists in every form in which they are published."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import lists as made
from lists import posts, read, write_json, write_lines, write_tables

from communique.errors import InputError
from communique.model.reference import FormerName
from communique.sources.lists import json_parts
from communique.sources.lists.list_mapping import layout_names, load_list_mapping, read_list_mapping
from communique.sources.lists.reading import ListForm, detect_form


def problems(found: made.Found) -> list[tuple[str, str]]:
    return [(one.where, one.problem) for one in found[2].first]


# ------------------------------------------------------------------------------------------------- FollowTheMoney


def test_entities_of_one_a_line_are_put_together(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "list.json", made.FTM)
    assert detect_form(path, None) is ListForm.FTM
    people, bodies, troubles, _ = read(path)
    assert troubles.count == 0
    (bak,) = people.values()
    assert bak.names == ("Bak Ji-won", "박지원", "朴智元")
    assert bak.short == ("JW",)
    assert bak.countries == ("KR",)
    assert posts(bak) == [
        ("Minister of Fisheries", "Ministry of Fisheries", "KR", "2019-05/2023-01-31"),
        ("board member", "Sorim Electronics", "KR", "2024/.."),
    ]
    assert bak.posts[0].organisation_names == ("해양수산부",)
    assert {one: body.name for one, body in bodies.items()} == {
        "org-1": "Ministry of Fisheries",
        "org-2": "Sorim Electronics",
    }


def test_entities_within_each_other_say_the_same(tmp_path: Path) -> None:
    post = made.entity("pos-1", "Position", name="Minister of Fisheries", country="kr")
    held = made.entity("occ-1", "Occupancy", post=post, startDate="2019-05", endDate="2023-01-31")
    bak = made.entity("p1", "Person", name="Bak Ji-won", positionOccupancies=held)
    people, _, troubles, _ = read(write_lines(tmp_path / "nested.json", [bak]))
    assert troubles.count == 0
    assert posts(people["p1"]) == [("Minister of Fisheries", None, "KR", "2019-05/2023-01-31")]


def test_what_is_wrong_in_entities_is_named_and_the_rest_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    write_lines(path, made.FTM)
    bad = [
        "{",
        "[]",
        '{"id": "x", "schema": "Person"}',
        '{"id": "x", "schema": "Person", "properties": {"name": "no list"}}',
        json.dumps(made.entity("o", "Occupancy", holder="p1", post="pos-1", startDate="2019-13-01")),
        json.dumps(made.entity("o", "Occupancy", holder="p1", post="pos-1", startDate="2019", endDate="2001")),
        json.dumps(made.entity("o", "Occupancy", holder="nobody", post="pos-1")),
        json.dumps(made.entity("o", "Occupancy", holder="p1", post="pos-0", startDate="2019")),
        json.dumps(made.entity("p1", "Person", name="Somebody Else")),
        "[" * 100_000,
        '{"id": "deep", "schema": "Person", "properties": ' + '{"a":[' * 20_000 + "1" + "]}" * 20_000 + "}",
        "\0\0\0",
    ]
    with path.open("ab") as file:
        file.write("\n".join(bad).encode() + b"\n\xff\xfe{\n")
    found = read(path)
    people, _, troubles, _ = found
    assert posts(people["p1"]) == posts(read(write_lines(tmp_path / "good.json", made.FTM))[0]["p1"])
    assert people["p1"].name == "Bak Ji-won"
    told = dict(problems(found))
    assert troubles.count == len(bad) + 1
    assert set(told) == {f"line {number}" for number in range(8, 8 + len(bad) + 1)}
    assert "without a name" in told["line 10"]
    assert "2019-13-01" in told["line 12"]
    assert "ends (2001) before it begins (2019)" in told["line 13"]
    assert "nobody" in told["line 14"]
    assert "pos-0" in told["line 15"]
    assert "twice" in told["line 16"]
    assert "brackets" in told["line 18"] or "cannot be read" in told["line 18"]


def test_a_line_without_end_costs_itself_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_parts, "LONGEST_PART", 2_000)
    path = tmp_path / "list.json"
    long = made.entity("p0", "Person", name="A B", alias=["x" * 10_000])
    write_lines(path, [long, *made.FTM])
    found = read(path)
    assert set(found[0]) == {"p1"}
    assert problems(found) == [("line 1", "longer than 2,000 bytes")]


def test_only_the_first_troubles_are_kept_and_all_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text('{"schema": "Person", \n' * 500 + json.dumps(made.FTM[1]) + "\n", "utf-8")
    people, _, troubles, _ = read(path, form=ListForm.FTM)
    assert set(people) == {"p1"}
    assert (troubles.count, len(troubles.first)) == (500, 20)


def test_names_lose_what_cannot_be_seen_and_formulas_stay_text(tmp_path: Path) -> None:
    names = ["\u202eBak\u0007 Ji-won\x1b[2J", "=cmd|' /C calc'!A0", "", "\0", "y" * 5_000]
    people, *_ = read(write_lines(tmp_path / "l.json", [made.entity("p", "Person", name=names)]))
    assert people["p"].names == ("Bak Ji-won [2J", "=cmd|' /C calc'!A0")


# ---------------------------------------------------------------------------------------------------------- Popolo


@pytest.mark.parametrize("indent", [None, 1])
def test_popolo_is_put_together_in_whatever_order(tmp_path: Path, indent: int | None) -> None:
    for number, order in enumerate((list(made.POPOLO), list(reversed(made.POPOLO)))):
        path = write_json(tmp_path / f"{number}.json", {key: made.POPOLO[key] for key in order}, indent)
        assert detect_form(path, None) is ListForm.POPOLO
        people, bodies, troubles, _ = read(path)
        assert troubles.count == 0
        assert people["p1"].names == ("Orla Venn", "Órla Venn", "オーラ・ベン")
        assert people["p1"].short == ("Venn",)
        assert posts(people["p1"]) == [("chair", "Harbour Council", None, "2001-02-03/..")]
        assert posts(people["p2"]) == [
            ("Speaker", "Harbour Council", None, "2010/2014-06"),
            ("member", "Harbour Council", None, "2014-07-01/2018-06-30"),
        ]
        assert bodies["o1"].names == ("Harbour Council", "HC")


@pytest.mark.parametrize("chunk", [7, 64, 1000])
def test_popolo_is_read_the_same_in_small_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    tricky = dict(made.POPOLO)
    tricky["persons"] = [*made.POPOLO["persons"], {"id": "p3", "name": 'A "quoted] \\ name{', "other_names": []}]
    path = write_json(tmp_path / "popolo.json", tricky)
    whole = read(path)
    monkeypatch.setattr(json_parts, "_CHUNK", chunk)
    again = read(path)
    assert again[:2] == whole[:2]
    assert whole[0]["p3"].name == 'A "quoted] \\ name{'


def test_a_popolo_file_that_is_cut_off_keeps_what_stands_before(tmp_path: Path) -> None:
    text = json.dumps(made.POPOLO)
    path = tmp_path / "cut.json"
    path.write_text(text[: text.index('{"id": "p2"') + 8], "utf-8")
    found = read(path)
    assert set(found[0]) == {"p1"}
    assert problems(found)[0] == ("the end", "the file is cut off within persons 2")


def test_one_bad_element_costs_itself_alone(tmp_path: Path) -> None:
    text = json.dumps(made.POPOLO).replace('"id": "p1"', '"id": 17').replace('"2014-06"', '"last June"')
    path = tmp_path / "bad.json"
    path.write_text(text, "utf-8")
    found = read(path, form=ListForm.POPOLO)
    assert set(found[0]) == {"p2"}
    assert [where for where, _ in problems(found)] == ["persons 1", "memberships 1"]
    assert posts(found[0]["p2"]) == [("member", "Harbour Council", None, "2014-07-01/2018-06-30")]


@pytest.mark.parametrize(
    "text",
    [
        '{"persons": ' + "[" * 200_000,
        '{"persons": [{"id": ' + '{"a": [' * 100_000 + "1" + "]}" * 100_000 + ', "name": "x"}, %s]}',
        '{"persons": [%s], "x": "' + "y" * 3_000_000,
        '{"persons": [%s]}]]]]}}}}',
        '{"persons": [%s, {"name": "no \\u0000 id"}, {"id": "n", "name": "\\ud800\\u0007"}], "a": [1, "b", null]}',
        "\0" * 1000 + '{"persons": [%s]}',
    ],
)
def test_hostile_json_costs_no_more_than_itself(tmp_path: Path, text: str) -> None:
    path = tmp_path / "hostile.json"
    path.write_text(text.replace("%s", '{"id": "p1", "name": "Orla Venn"}'), "utf-8")
    started = time.perf_counter()
    people, _, troubles, _ = read(path, form=ListForm.POPOLO)
    assert time.perf_counter() - started < 20
    assert {person.name for person in people.values()} == ({"Orla Venn"} if "%s" in text else set())
    assert len(troubles.first) <= 20


def test_cells_that_are_hostile_cost_their_rows_alone(tmp_path: Path) -> None:
    person = (
        b"id,display_name,short_name\n1,Orla Venn,Venn\n2,"
        + b"x" * 2_000_000
        + b',Ashby\n3,"never closed,Ashby\n4,Tor \xff\xfeAshby,Ashby\n5,=1+1,Ashby\n'
    )
    write_tables(tmp_path, appointment="person_id,post_id,start_date,end_date\n1,s1,2001,\n5,s1,2002,\n")
    (tmp_path / "person.csv").write_bytes(person + "6,Zo\u00eb Aas,Aas\n".encode() * 60)
    people, _, troubles, _ = read(tmp_path, mapping=made.UK)
    assert people["1"].name == "Orla Venn"
    assert people["6"].name == "Zo\u00eb Aas"
    assert people["5"].name == "=1+1"  # an exporter's matter
    assert {"2", "3", "4"}.isdisjoint(people)
    assert [one.where for one in troubles.first] == [f"person.csv, line {number}" for number in (3, 4, 5)]


# -------------------------------------------------------------------------------------------------------- Wikidata


def wikidata_files(folder: Path) -> list[Path]:
    lines = [json.dumps(one, ensure_ascii=False) for one in made.WIKIDATA]
    (folder / "dump.json").write_text("[\n" + ",\n".join(lines) + "\n]\n", "utf-8")
    (folder / "lines.json").write_text("\n".join(lines) + "\n", "utf-8")
    entities = {"entities": {one["id"]: one for one in made.WIKIDATA}}
    write_json(folder / "data.json", entities)
    write_json(folder / "pretty.json", entities, 2)
    return sorted(folder.glob("*.json"))


def test_wikidata_items_are_read_from_a_dump_and_from_entity_data(tmp_path: Path) -> None:
    for path in wikidata_files(tmp_path):
        assert detect_form(path, None) is ListForm.WIKIDATA, path.name
        people, bodies, troubles, unnamed = read(path)
        assert troubles.count == 0, path.name
        (bak,) = people.values()
        assert bak.names == ("Bak Ji-won", "박지원", "朴智元", "Jie W. Bak")
        assert bak.countries == ("KR",)
        assert posts(bak) == [("President of Kelvonia", None, "KR", "2008-02-25/2013-02")]
        assert unnamed == 1  # what Q9999 is called stands in another file
        assert {body.name for body in bodies.values()} == {"Kelvonia"}


def test_empty_lists_where_wikidata_has_objects_are_no_trouble(tmp_path: Path) -> None:
    bare: dict[str, Any] = {"id": "Q1", "labels": {"en": {"value": "Orla Venn"}}, "aliases": [], "claims": []}
    people, bodies, troubles, _ = read(write_lines(tmp_path / "l.json", [bare]))
    assert (troubles.count, people, [body.name for body in bodies.values()]) == (0, {}, ["Orla Venn"])


@pytest.mark.parametrize(
    ("value", "interval"),
    [
        (made.moment("2008-00-00", 9), "2008/.."),
        (made.moment("2008-02-00", 10), "2008-02/.."),
        ({"time": "-0044-03-15T00:00:00Z", "precision": 11}, None),
        (made.moment("2000-00-00", 8), None),  # a decade
    ],
)
def test_times_keep_their_precision(tmp_path: Path, value: dict[str, Any], interval: str | None) -> None:
    one = made.item("Q1", {"en": "Orla Venn"}, P31=["Q5"], P39=[("Q2", {"P580": value})])
    people, *_ = read(write_lines(tmp_path / "l.json", [one, made.item("Q2", {"en": "mayor"})]))
    assert posts(people["Q1"]) == [("mayor", None, None, interval)]


# -------------------------------------------------------------------------------------------------------------- CSV


def test_tables_that_name_each_other_are_put_together(tmp_path: Path) -> None:
    write_tables(tmp_path)
    for path in (tmp_path, tmp_path / "appointment.csv"):
        people, bodies, troubles, _ = read(path, mapping=made.UK)
        assert troubles.count == 0
        assert people["1"].names == ("Orla Venn", "Lady Venn")
        assert people["1"].short == ("Venn",)
        assert posts(people["1"]) == [
            ("Minister for Harbours", "Ministry of Harbours", "GB", "2001-06-08/2003-06-13"),
            ("Minister without Portfolio", None, "GB", "2005-05-06/2006"),
        ]
        assert posts(people["2"]) == [("Minister for Harbours", "Ministry of Harbours", "GB", "2003-06-13/..")]
        assert people["1"].posts[0].organisation_names == ("MoH",)
        assert bodies["o1"].names == ("Ministry of Harbours", "MoH")


def test_what_is_wrong_in_tables_is_named_and_the_rest_is_kept(tmp_path: Path) -> None:
    appointment = (
        made.TABLES["appointment.csv"] + "1,s1,2001-02-31,\n7,s1,2001,\n1,s9,2002,\n,s1,2002,\n1,s1,2009,2008\n"
    )
    post = made.TABLES["post.csv"] + "s1,,Again\ns3\n"
    found = read(write_tables(tmp_path, appointment=appointment, post=post), mapping=made.UK)
    assert len(found[0]["1"].posts) == 2
    told = dict(problems(found))
    assert "2001-02-31" in told["appointment.csv, line 5"]
    assert "'7'" in told["appointment.csv, line 6"]
    assert "s9" in told["appointment.csv, line 7"]
    assert "no person" in told["appointment.csv, line 8"]
    assert "before it begins" in told["appointment.csv, line 9"]
    assert "twice" in told["post.csv, line 4"]
    assert "cells" in told["post.csv, line 5"]
    assert found[2].count == 7


WIDE = """
[list]
name = "leaders"
as_of = "2021-03"
[countries]
KLV = "KR"
[fields]
id = { columns = ["state", "leader"], join = "|" }
name = { column = "leader", without = ["(2nd time)"] }
country = { column = "state" }
role = { value = "leader" }
start = { year = "sy", month = "sm", day = "sd" }
end = { year = "ey", month = "em" }
"""


def test_a_wide_table_has_a_row_a_spell(tmp_path: Path) -> None:
    path = tmp_path / "leaders.csv"
    path.write_text(
        "state,leader,sd,sm,sy,em,ey\nKLV,Seol Min-ho,25,2,2008,2,2013\nKLV,Seol Min-ho (2nd time),1,3,2016,,\n"
        "KLV,Tor Aas,30,2,2013,,\n",
        "utf-8",
    )
    found = read(path, mapping=WIDE.replace('join = "|" }', 'join = "|", without = ["(2nd time)"] }'))
    (seol,) = found[0].values()
    assert seol.name == "Seol Min-ho"
    assert posts(seol) == [("leader", None, "KR", "2008-02-25/2013-02"), ("leader", None, "KR", "2016-03-01/..")]
    assert [where for where, _ in problems(found)] == ["line 4"]


@pytest.mark.parametrize("name", layout_names())
def test_the_layouts_that_come_along_can_be_used(name: str) -> None:
    assert load_list_mapping(name).name == name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "neither [fields] nor [person]"),
        ("[fields]\nname = { column = 'x' }", "where 'id' stands"),
        (WIDE + "[person]\nfile = 'p.csv'", "for a list in one file"),
        (made.UK.replace('file = "post.csv"', 'file = "../post.csv"'), "name of a file beside the others"),
        (made.UK.replace("repeated = true", 'repeated = "yes"'), "expected true or false"),
        (made.UK + "[extra]\n", "'extra'"),
        (WIDE.replace("2021-03", "March 2021"), "EDTF"),
        (WIDE.replace('KLV = "KR"', "KLV = 7"), "expected a text"),
        (WIDE.replace('name = "leaders"', "title = 'x'"), "'title'"),
        (made.UK.replace("organisation_id = ", "organisation_no = "), "[post]: [fields] has 'organisation_no'"),
        ("[fields", "no TOML"),
    ],
)
def test_a_mapping_that_cannot_be_used_says_why(text: str, said: str) -> None:
    with pytest.raises(InputError) as told:
        read_list_mapping(text, name="my.toml")
    assert said in str(told.value)
    assert str(told.value).startswith("my.toml: ")


def test_a_column_that_is_not_there_is_said_before_anything_is_taken_in(tmp_path: Path) -> None:
    write_tables(tmp_path, post="number,name,organisation_id\n")
    with pytest.raises(InputError, match=r"post\.csv: no column 'id', where id is to stand"):
        read(tmp_path, mapping=made.UK)
    (tmp_path / "post.csv").unlink()
    with pytest.raises(InputError, match=r"post\.csv is not there"):
        read(tmp_path, mapping=made.UK)


# -------------------------------------------------------------------------------------------------- the form at all


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no JSON; if it is CSV"),
        (b"a,b\n1,2\n", "no JSON; if it is CSV"),
        (b'{"a": 1}', "neither FollowTheMoney"),
        ("{}".encode("utf-16"), "neither JSON in UTF-8"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "neither JSON in UTF-8"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(data)
    with pytest.raises(InputError, match=said):
        detect_form(path, None)


def test_a_pipe_and_a_folder_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="not a regular file"):
        detect_form(tmp_path / "pipe", None)
    with pytest.raises(InputError, match="--mapping"):
        detect_form(tmp_path, None)


def test_memory_stays_bounded_however_long_the_list_is(tmp_path: Path) -> None:
    """Twice the list takes hardly more memory; measured in processes of their own."""
    program = (
        "import resource, sys, pathlib\n"
        "from communique.sources.lists.reading import ListForm, open_list\n"
        "path, form = pathlib.Path(sys.argv[1]), ListForm(sys.argv[2])\n"
        "with open_list(path, form=form, mapping=None, on_bytes=lambda done: None) as r:\n"
        "    people = sum(1 for _ in r.people())\n"
        "print(people, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )
    peaks = []
    for size in (8_000, 32_000):
        path = tmp_path / f"{size}.json"
        with path.open("w", encoding="utf-8") as file:
            for number in range(size):
                rows = (
                    made.entity(f"o{number}", "Occupancy", holder=f"p{number}", post="s", startDate="2019"),
                    made.entity(f"p{number}", "Person", name=f"Orla Venn {number}", notes="x" * 300),
                )
                file.writelines(json.dumps(row) + "\n" for row in rows)
            file.write(json.dumps(made.entity("s", "Position", name="mayor")) + "\n")
        done = subprocess.run(
            [sys.executable, "-c", program, str(path), "ftm"], capture_output=True, text=True, check=True
        )
        people, peak = map(int, done.stdout.split())
        assert people == size
        peaks.append(peak / 1024)  # KiB on Linux
    if sys.platform == "linux":
        assert peaks[1] < peaks[0] + 40


def test_organisations_have_acronyms_and_former_names_with_their_time_in_every_form(tmp_path: Path) -> None:
    company = made.entity(
        "b1", "Company", name="Velmar Systems", previousName=["Okto"], abbreviation="VLS", alias="벨마르", country="no"
    )
    _, bodies, troubles, _ = read(write_lines(tmp_path / "ftm.json", [company]))
    one = bodies["b1"]
    assert (one.names, one.short, one.kind) == (("Velmar Systems", "벨마르", "Okto", "VLS"), ("VLS",), "firm")
    assert one.former == (FormerName(name="Okto"),)
    assert not troubles.count

    names = [
        {"name": "VLS", "note": "abbreviation"},
        {"name": "Okto", "start_date": "2001-05", "end_date": "2021-10-28"},
        {"name": "Oktto", "end_date": "last June"},
        {"name": "Okta", "end_date": 7, "note": ["x"]},
    ]
    popolo = {"organizations": [{"id": "b1", "name": "Velmar Systems", "other_names": names}], "persons": []}
    _, bodies, troubles, _ = read(write_json(tmp_path / "popolo.json", popolo), form=ListForm.POPOLO)
    assert bodies["b1"].short == ("VLS",)
    assert bodies["b1"].former == (FormerName(name="Okto", interval="2001-05/2021-10-28"),)
    assert troubles.count == 1

    said = {"text": "Okto", "language": "en"}, {"text": "Velmar Systems", "language": "en"}
    wikidata = made.item(
        "Q9300",
        {"en": "Velmar", "ko": "벨마르"},
        P31=["Q4830453"],
        P571=[made.moment("2001-05-00", 10)],
        P1448=[(said[0], {"P580": made.moment("2001-05-00", 10), "P582": made.moment("2021-10-28")}), said[1]],
        P1813=[{"text": "VLS", "language": "en"}, {"text": "ВЛС", "language": "ru"}],
    )
    _, bodies, troubles, _ = read(write_lines(tmp_path / "items.json", [wikidata]), form=ListForm.WIKIDATA)
    one = bodies["Q9300"]
    assert (one.names, one.short) == (("Velmar", "벨마르", "Okto", "Velmar Systems", "VLS"), ("VLS",))
    assert (one.former, one.interval) == ((FormerName(name="Okto", interval="2001-05/2021-10-28"),), "2001-05/..")
    assert not troubles.count

    mapping = """
[organisation]
file = "firms.csv"
[organisation.fields]
id = { column = "id" }
name = { column = "name" }
short = { column = "short" }
former = { column = "former" }
renamed = { column = "renamed" }
"""
    path = tmp_path / "firms.csv"
    path.write_text("id,name,short,former,renamed\nb1,Velmar Systems,VLS,Okto,2021-10-28\nb2,,VL,,\n", "utf-8")
    _, bodies, troubles, _ = read(path, mapping=mapping)
    assert bodies["b1"].names == ("Velmar Systems", "VLS", "Okto")
    assert bodies["b1"].former == (FormerName(name="Okto", interval="../2021-10-28"),)
    assert troubles.count == 1
