from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import InputError
from communique.settings import SETTINGS, Settings, default_ledger, load_settings


def test_the_table_names_every_setting_and_its_default() -> None:
    assert [setting.name for setting in SETTINGS] == list(Settings.__dataclass_fields__)
    by_name = {setting.name: setting for setting in SETTINGS}
    assert float(by_name["max_megabytes"].default) == load_settings({}).max_megabytes
    assert all(setting.variable == f"COMMUNIQUE_{setting.name.upper()}" for setting in SETTINGS)


def test_variables_are_taken_and_empty_ones_count_as_not_set() -> None:
    given = load_settings({"COMMUNIQUE_LEDGER": "a/b.db", "COMMUNIQUE_MAX_MEGABYTES": "1.5"})
    assert given == Settings(ledger=Path("a/b.db"), max_megabytes=1.5)
    assert given.max_bytes == 1_500_000
    assert load_settings({"COMMUNIQUE_LEDGER": "", "COMMUNIQUE_MAX_MEGABYTES": ""}) == load_settings({})


@pytest.mark.parametrize("size", ["big", "0", "-3", "nan", "inf"])
def test_a_size_that_is_none_is_an_input_error(size: str) -> None:
    with pytest.raises(InputError, match=r"COMMUNIQUE_MAX_MEGABYTES is .* it must be a number above 0"):
        load_settings({"COMMUNIQUE_MAX_MEGABYTES": size})


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, "~/.local/share/communique/ledger.db"),
        ("linux", {"XDG_DATA_HOME": "/data"}, "/data/communique/ledger.db"),
        ("linux", {"XDG_DATA_HOME": "data"}, "~/.local/share/communique/ledger.db"),
        ("darwin", {"XDG_DATA_HOME": "/data"}, "~/Library/Application Support/communique/ledger.db"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/communique/ledger.db"),
        ("win32", {}, "~/AppData/Local/communique/ledger.db"),
    ],
)
def test_the_default_lies_where_the_system_keeps_data(
    platform: str, environment: dict[str, str], expected: str
) -> None:
    assert default_ledger(environment, platform) == Path(expected).expanduser()
