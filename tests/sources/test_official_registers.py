from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import InputError
from communique.model import RegisterRow
from communique.sources.registers import find_layout, iter_register, layout_names, load_register_mapping

FIELDS = '[fields]\ndate = { column = "d" }\nofficials = { column = "o" }\ncounterparties = { column = "c" }\n'
MEPS = ",committees,country,date,dossier,epid,group,lobbyists,location,mep,role,title\n"


def write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("name", layout_names())
def test_every_layout_can_be_loaded_and_has_no_rows(name: str) -> None:
    mapping = load_register_mapping(name)
    assert mapping.table.title
    assert {"date", "officials", "counterparties"} <= mapping.table.fields.keys()


def test_the_layout_of_the_meetings_of_meps_reads_them(tmp_path: Path) -> None:
    whom = "Grain Union (GU), Béla Kun Identification number: 1234567890-12"
    row = f'0,[],Norland,27-10-2031,,19,NI,"{whom}",-,Ada ORLOVA,Member,grain\n'
    path = write(tmp_path / "meps.csv", MEPS + row)
    assert list(iter_register(path, find_layout(path))) == [
        RegisterRow(
            line=2,
            date="2031-10-27",
            officials=("Ada ORLOVA",),
            counterparties=("Grain Union (GU)", "Béla Kun 1234567890-12"),
            subject="grain",
            role="Member",
            body="European Parliament",
        )
    ]


def test_a_register_of_another_layout_needs_a_mapping(tmp_path: Path) -> None:
    path = write(tmp_path / "other.csv", "day,who\n")
    with pytest.raises(InputError, match=r"other\.csv: its columns are those of no layout .*--mapping FILE"):
        find_layout(path)
    with pytest.raises(InputError, match=r"none\.csv: cannot be read"):
        find_layout(tmp_path / "none.csv")
    with pytest.raises(InputError, match=r"no mapping 'nothing': neither a file nor one of"):
        load_register_mapping("nothing")


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ('covers = "all"', "covers is 'all'; expected officials or bodies"),
        ('covers = "bodies"', "no field says which body"),
        ('since = "yesterday"', "since is 'yesterday'; expected a date"),
        ("until = 2031", "until is 2031; expected a date"),
        ('name = "x"', r"\[register\] has 'name'"),
    ],
)
def test_what_a_register_covers_is_checked(tmp_path: Path, section: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        load_register_mapping(write(tmp_path / "m.toml", f"[register]\n{section}\n{FIELDS}"))


def test_a_mapping_without_what_is_needed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"m\.toml: it does not say where 'counterparties' stands \(whom they met\)"):
        load_register_mapping(write(tmp_path / "m.toml", FIELDS.rpartition("counterparties")[0]))
