"""The mappings of registers: those that come with Communique, and those of the user."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from communique.errors import InputError
from communique.model.edtf import bounds, is_valid
from communique.sources.mapped_rows import iter_rows
from communique.sources.mapping import FieldKind, TableMapping, Wanted, load_mapping, parse_mapping

__all__ = ["WANTED", "RegisterMapping", "find_layout", "layout_names", "load_register_mapping"]

WANTED: Final = (
    Wanted(name="date", meaning="the day of the meeting", kind=FieldKind.DATE, required=True),
    Wanted(name="officials", meaning="whose meeting it is", kind=FieldKind.LIST, required=True),
    Wanted(name="counterparties", meaning="whom they met", kind=FieldKind.LIST, required=True),
    Wanted(name="subject", meaning="what it was about"),
    Wanted(name="place", meaning="where it was"),
    Wanted(name="role", meaning="the post of the official"),
    Wanted(name="body", meaning="the body of the official"),
    Wanted(name="id", meaning="the id of the row"),
)
"""What a register can tell."""

OFFICIALS: Final = "officials"
BODIES: Final = "bodies"

_SECTION: Final = "register"
_SETTINGS: Final = ("covers", "since", "until")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterMapping:
    """How a register is read, and what it covers.

    Attributes:
        table: where the fields stand.
        bodies: it covers every meeting of the bodies it names, and not only those of the officials.
        since, until: the period that it covers, in EDTF; None where its rows tell.
    """

    table: TableMapping
    bodies: bool = False
    since: str | None = None
    until: str | None = None


def layout_names() -> list[str]:
    """The layouts that come with Communique."""
    folder = files(__package__)
    return sorted(one.name.removesuffix(".toml") for one in folder.iterdir() if one.name.endswith(".toml"))


def load_register_mapping(name: str | Path) -> RegisterMapping:
    """The mapping in a file, or the layout of this name.

    Raises:
        InputError: there is none, or it cannot be used.
    """
    if str(name) in layout_names():
        text = files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
        return _build(parse_mapping(text, WANTED, name=str(name), sections=(_SECTION,)), str(name))
    path = Path(name)
    if not path.exists():
        raise InputError(f"no mapping {str(name)!r}: neither a file nor one of {', '.join(layout_names())}")
    return _build(load_mapping(path, WANTED, sections=(_SECTION,)), str(path))


def find_layout(register: Path) -> RegisterMapping:
    """The layout that comes with Communique and fits the columns of a register.

    Raises:
        InputError: the register cannot be read, or none fits.
    """
    said = None
    for name in layout_names():
        mapping = load_register_mapping(name)
        try:
            next(iter_rows(register, mapping.table), None)
        except InputError as error:
            said = said or error
        else:
            return mapping
    if said is not None and "no column" not in str(said):
        raise said
    raise InputError(
        f"{register}: its columns are those of no layout that comes with Communique ({', '.join(layout_names())}); "
        "`--mapping FILE` says what they mean"
    )


def _build(table: TableMapping, name: str) -> RegisterMapping:
    given: Mapping[str, Any] = table.sections[_SECTION]
    unknown = sorted(set(given) - set(_SETTINGS))
    if unknown:
        raise InputError(f"{name}: [register] has {unknown[0]!r}, which is none of {', '.join(_SETTINGS)}")
    covers = given.get("covers", OFFICIALS)
    if covers not in (OFFICIALS, BODIES):
        raise InputError(f"{name}: covers is {covers!r}; expected {OFFICIALS} or {BODIES}")
    for field in ("since", "until"):
        value = given.get(field)
        if value is not None and (not isinstance(value, str) or not is_valid(value) or bounds(value) == (None, None)):
            raise InputError(f'{name}: {field} is {value!r}; expected a date such as "2024-02-29"')
    if covers == BODIES and "body" not in table.fields:
        raise InputError(f"{name}: covers is {BODIES!r}, and no field says which body; see [fields]")
    return RegisterMapping(table=table, bodies=covers == BODIES, since=given.get("since"), until=given.get("until"))
