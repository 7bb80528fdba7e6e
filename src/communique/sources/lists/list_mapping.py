"""What the columns of a list's CSV files mean: the mapping of `sources.mapping`, once a file.

A list may be one wide file, a row an appointment with the person in it:

    title = "Leaders, a row a spell in office"

    [list]                               # all of it optional
    name    = "leaders"                  # what the list is called in the ledger
    licence = "CC BY 4.0"
    as_of   = "2021-03"                  # the last day of which the list knows

    [countries]                          # the file's own codes → ISO 3166-1 alpha-2
    NKL = "KL"

    [fields]
    id      = { columns = ["country", "leader"], join = "|" }
    name    = { column = "leader" }
    country = { column = "country" }
    role    = { value = "leader" }
    start   = { year = "syear", month = "smonth", day = "sday" }

or several files that name each other's rows by id, each with a table of its own (`person` and `appointment` at
least, or `organisation` alone):

    [person]
    file     = "person.csv"
    repeated = true                      # one person may have several rows, each with further names
    [person.fields]
    id   = { column = "id" }
    name = { column = "display_name" }

    [appointment]
    file = "appointment.csv"
    [appointment.fields]
    person = { column = "person_id" }
    post   = { column = "post_id" }
    start  = { column = "start_date" }
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from communique.errors import InputError
from communique.model.edtf import is_valid
from communique.sources.mapping import FieldKind, TableMapping, Wanted, build_mapping, load_toml, parse_toml

__all__ = ["TABLES", "ListMapping", "ListTable", "layout_names", "load_list_mapping", "read_list_mapping"]

_NAMES: Final = (
    Wanted(name="names", meaning="further full names", kind=FieldKind.LIST),
    Wanted(name="country", meaning="ISO code, English name, or a code of [countries]", kind=FieldKind.LIST),
)
_TIME: Final = (
    Wanted(name="start", meaning="the first day", kind=FieldKind.DATE),
    Wanted(name="end", meaning="the last day", kind=FieldKind.DATE),
)
_PERSON: Final = (
    Wanted(name="id", meaning="what tells the person from all others", required=True),
    Wanted(name="name", meaning="the full name that comes first", required=True),
    Wanted(name="short", meaning="names that are used alone, such as the family name", kind=FieldKind.LIST),
    *_NAMES,
)
_HELD: Final = (
    Wanted(name="role", meaning="what the post is called"),
    Wanted(name="organisation", meaning="the name of the body that the post belongs to"),
    *_TIME,
)
TABLES: Final[Mapping[str, tuple[Wanted, ...]]] = {
    "person": _PERSON,
    "organisation": (
        Wanted(name="id", meaning="what tells the organisation from all others", required=True),
        Wanted(name="name", meaning="the full name", required=True),
        *_NAMES,
        Wanted(name="short", meaning="acronyms and other short forms", kind=FieldKind.LIST),
        Wanted(name="former", meaning="names that it bears no more", kind=FieldKind.LIST),
        Wanted(name="renamed", meaning="the day on which it gave up its former name", kind=FieldKind.DATE),
        *_TIME,
    ),
    "post": (
        Wanted(name="id", meaning="what tells the post from all others", required=True),
        Wanted(name="role", meaning="what the post is called", required=True),
        Wanted(name="organisation_id", meaning="the id of the body that it belongs to"),
        Wanted(name="organisation", meaning="the name of that body"),
        Wanted(name="country", meaning="ISO code, English name, or a code of [countries]", kind=FieldKind.LIST),
    ),
    "appointment": (
        Wanted(name="person", meaning="the id of the person", required=True),
        Wanted(name="post", meaning="the id of the post"),
        Wanted(name="organisation_id", meaning="the id of the body"),
        Wanted(name="country", meaning="ISO code, English name, or a code of [countries]", kind=FieldKind.LIST),
        *_HELD,
    ),
}
"""The files that a list may consist of, each with the fields that its mapping may name."""

_WIDE: Final = (*_PERSON, *_HELD)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTable:
    """A file of a list.

    Attributes:
        file: its name beside the others; None for the file that was given.
        mapping: how its rows are read.
        repeated: one thing may have several rows.
    """

    file: str | None
    mapping: TableMapping
    repeated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListMapping:
    """How a list is read from its CSV files.

    Attributes:
        text: the mapping as written, which is part of what a capture of the list is known by.
        tables: by name; one table of the name `wide` where a single file has everything.
        name: what the list is called.
        licence: under which it may be used.
        as_of: the last day of which it knows.
        countries: its own codes of countries → ISO 3166-1 alpha-2.
    """

    text: str
    tables: Mapping[str, ListTable]
    name: str | None = None
    licence: str | None = None
    as_of: str | None = None
    countries: Mapping[str, str] = field(default_factory=dict)


def layout_names() -> list[str]:
    """The mappings that come with the program, for layouts of public lists."""
    folder = files("communique.sources.lists").joinpath("layouts")
    return sorted(each.name.removesuffix(".toml") for each in folder.iterdir() if each.name.endswith(".toml"))


def load_list_mapping(wanted: str) -> ListMapping:
    """The mapping of a file, or the one of this name that comes with the program.

    Raises:
        InputError: there is no such, or it cannot be used; the message says what would be right.
    """
    path = Path(wanted)
    if not path.exists() and wanted in layout_names():
        text = files("communique.sources.lists").joinpath("layouts", f"{wanted}.toml").read_text("utf-8")
        return read_list_mapping(text, name=wanted)
    if not path.exists():
        raise InputError(f"no mapping {wanted}: neither a file nor one of {', '.join(layout_names())}")
    return read_list_mapping(load_toml(path), name=str(path))


def read_list_mapping(text: str, *, name: str = "the mapping") -> ListMapping:
    """A mapping from its text.

    Raises:
        InputError: it cannot be used; the message says what would be right.
    """
    raw = parse_toml(text, name=name)
    try:
        return _build(raw, text)
    except InputError as error:
        raise InputError(f"{name}: {error}") from error


def _build(raw: Mapping[str, Any], text: str) -> ListMapping:
    about, countries = _section(raw, "list"), _section(raw, "countries")
    strange = sorted(set(about) - {"name", "licence", "as_of"})
    if strange:
        raise InputError(f"[list] has {strange[0]!r}, which is none of as_of, licence, name")
    for part, value in (*about.items(), *countries.items()):
        if not isinstance(value, str) or not value.strip():
            raise InputError(f"{part} is {value!r}; expected a text")
    if "as_of" in about and not is_valid(about["as_of"]):
        raise InputError(f"as_of is {about['as_of']!r}; expected an EDTF date, such as 2021-03")
    return ListMapping(
        text=text,
        tables=_tables({name: part for name, part in raw.items() if name not in ("list", "countries")}),
        name=about.get("name"),
        licence=about.get("licence"),
        as_of=about.get("as_of"),
        countries=countries,
    )


def _tables(raw: Mapping[str, Any]) -> dict[str, ListTable]:
    if "fields" in raw:
        if several := sorted(set(raw) & set(TABLES)):
            raise InputError(f"it has [fields], for a list in one file, and [{several[0]}], for one in several")
        return {"wide": ListTable(file=None, mapping=build_mapping(raw, _WIDE), repeated=True)}
    strange = sorted(set(raw) - {*TABLES, "title"})
    if strange:
        raise InputError(f"it has {strange[0]!r}, which is none of {', '.join(sorted([*TABLES, 'fields', 'title']))}")
    alone = "organisation" in raw and raw.keys().isdisjoint({"person", "post", "appointment"})
    for needed in ("person", "appointment"):
        if needed not in raw and not alone:
            raise InputError(f"it has neither [fields] nor [{needed}]")
    return {name: _table(name, _section(raw, name)) for name in TABLES if name in raw}


def _table(name: str, raw: Mapping[str, Any]) -> ListTable:
    rest = {part: value for part, value in raw.items() if part not in ("file", "repeated")}
    file, repeated = raw.get("file"), raw.get("repeated", False)
    if not isinstance(file, str) or not file or Path(file).name != file:
        raise InputError(f"[{name}] has the file {file!r}; expected the name of a file beside the others")
    if not isinstance(repeated, bool):
        raise InputError(f"[{name}] has repeated = {repeated!r}; expected true or false")
    try:
        return ListTable(file=file, mapping=build_mapping(rest, TABLES[name]), repeated=repeated)
    except InputError as error:
        raise InputError(f"[{name}]: {error}") from error


def _section(raw: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = raw.get(name, {})
    if not isinstance(found, Mapping):
        raise InputError(f"{name} is {found!r}; expected a table")
    return found
