"""`communique import`, `lists` and `who`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from communique.cli.app import app

LEADERS = """[list]
name = "leaders"
[fields]
id = { column = "id" }
name = { column = "name" }
role = { column = "post" }
start = { column = "from" }
country = { value = "IE" }
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "leaders.toml").write_text(LEADERS, "utf-8")
    (tmp_path / "leaders.csv").write_text(
        "id,name,post,from\n1,Orla Venn,Prime Minister,2019-05-01\n2,=HYPERLINK(1),Mayor,2001\n", "utf-8"
    )
    return tmp_path


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--ledger", str(folder / "l.db")])


def import_leaders(folder: Path, *more: str) -> Result:
    return run(folder, "import", str(folder / "leaders.csv"), "--mapping", str(folder / "leaders.toml"), *more)


def test_a_list_is_taken_in_shown_asked_and_withdrawn(folder: Path) -> None:
    done = import_leaders(folder, "--licence", "CC BY 4.0", "--as-of", "2024-03")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "list leaders: 2 people, 0 organisations and 2 posts\n"
    assert "unchanged" in import_leaders(folder, "--licence", "CC BY 4.0", "--as-of", "2024-03").stderr
    (shown,) = json.loads(run(folder, "lists", "--format", "json").stdout)
    assert (shown["name"], shown["licence"], shown["as_of"]) == ("leaders", "CC BY 4.0", "2024-03")
    assert "CC BY 4.0" in run(folder, "lists").stdout
    asked = run(folder, "who", "the prime minister", "--on", "2020", "--country", "ie")
    assert "Orla Venn" in asked.stdout
    assert "Prime Minister (since 2019-05-01)" in asked.stdout
    (holder,) = json.loads(run(folder, "who", "Venn", "--on", "2020-01-01", "--format", "json").stdout)
    assert holder["posts"] == [
        {"role": "Prime Minister", "organisation": None, "country": "IE", "interval": "2019-05-01/.."}
    ]
    later = run(folder, "who", "the prime minister", "--on", "2025")
    assert (later.exit_code, later.stderr) == (0, "nobody of the lists fits\n")
    gone = run(folder, "import", "--forget", "leaders")
    assert (gone.exit_code, gone.stderr) == (0, "list leaders is withdrawn; nothing follows from it any more\n")
    assert json.loads(run(folder, "lists", "--format", "json").stdout) == []
    assert len(json.loads(run(folder, "lists", "--all", "--format", "json").stdout)) == 2
    assert run(folder, "import", "--forget", "leaders").exit_code == 1


def test_broken_rows_are_named_counted_and_told_by_the_status(folder: Path) -> None:
    with (folder / "leaders.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{number},Tor Aas,Mayor,yesterday\n" for number in range(3, 33))
    done = import_leaders(folder)
    assert done.exit_code == 3
    lines = done.stderr.splitlines()
    assert lines[0].startswith("communique: line 4: start: 'yesterday'")
    assert lines[20] == "communique: and 10 more that could not be used"
    assert lines[21] == "list leaders: 2 people, 0 organisations, 2 posts and 30 rows that could not be used"
    again = import_leaders(folder)
    assert (again.exit_code, len(again.stderr.splitlines())) == (3, 22)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["import"], 2, "give a FILE to import, or --forget LIST"),
        (["import", "none.json"], 1, "no such file or folder: none.json"),
        (["import", "{}/leaders.csv"], 1, "--mapping"),
        (["import", "{}/leaders.csv", "--mapping", "nothing"], 1, "neither a file nor one of"),
        (["import", "{}/leaders.csv", "--format", "xml"], 1, "no form 'xml' of lists"),
        (["who", "x"], 1, "no ledger at"),
        (["lists"], 1, "no ledger at"),
    ],
)
def test_wrong_input_is_told_in_one_line(folder: Path, arguments: list[str], status: int, said: str) -> None:
    done = run(folder, *(argument.replace("{}", str(folder)) for argument in arguments))
    assert done.exit_code == status
    assert said in done.stderr
    assert status == 2 or len(done.stderr.splitlines()) == 1
    assert not (folder / "l.db").exists()


def test_a_name_that_is_a_formula_runs_nothing_in_a_spreadsheet(folder: Path) -> None:
    import_leaders(folder)
    (row,) = csv.DictReader(io.StringIO(run(folder, "who", "the mayor", "--format", "csv").stdout))
    assert row["name"] == "'=HYPERLINK(1)"


def test_a_day_that_is_none_is_refused(folder: Path) -> None:
    import_leaders(folder)
    for day in ("yesterday", "XXXX-05-01", "2020-13"):
        assert "expected an EDTF date" in run(folder, "who", "Venn", "--on", day).stderr
