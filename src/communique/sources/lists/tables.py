"""Lists as CSV files, read by a mapping: one wide file, or people, posts, organisations and appointments apart."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from communique.errors import InputError
from communique.model.reference import FormerName
from communique.sources.lists.intervals import interval_of
from communique.sources.lists.list_mapping import ListMapping, ListTable
from communique.sources.lists.records import Holding, ListedBody, ListedPerson, ListedPost, clean, clean_all
from communique.sources.lists.spool import Spool
from communique.sources.mapped_rows import BrokenRow, MappedRow, iter_rows

__all__ = ["files_of", "read_tables"]


def files_of(path: Path, mapping: ListMapping) -> dict[str, Path]:
    """The file of each table.

    Args:
        path: the one file of a list, or the folder of a list in several, or one of its files.
        mapping: how the list is read.

    Raises:
        InputError: a file is not there.
    """
    folder = path if path.is_dir() else path.parent
    found = {name: path if table.file is None else folder / table.file for name, table in mapping.tables.items()}
    if path.is_dir() and "wide" in found:
        raise InputError(f"{path} is a folder, and the mapping is for one file")
    if not path.is_dir() and path not in found.values():
        names = ", ".join(sorted(file.name for file in found.values()))
        raise InputError(f"{path} is none of the files of the mapping ({names}); give one of them, or their folder")
    for name, file in found.items():
        if not file.exists():
            raise InputError(f"{file} is not there; the mapping has it for [{name}]")
    return found


def read_tables(path: Path, mapping: ListMapping, spool: Spool, on_bytes: Callable[[int], None]) -> None:
    """Take the rows of a list's files into a spool.

    Raises:
        InputError: a file cannot be read, or has not the columns that the mapping names.
    """
    done = 0
    for name, file in files_of(path, mapping).items():
        table = mapping.tables[name]
        several = len(mapping.tables) > 1
        for row in iter_rows(file, table.mapping, on_bytes=partial(_tell, on_bytes, done)):
            where = f"{file.name}, line {row.line:,}" if several else f"line {row.line:,}"
            if isinstance(row, BrokenRow):
                spool.troubles.add(where, row.problem)
                continue
            try:
                _READERS[name](row, where, table, spool, mapping)
            except ValueError as error:
                spool.troubles.add(where, str(error))
        done += file.stat().st_size


def _tell(on_bytes: Callable[[int], None], before: int, read: int) -> None:
    on_bytes(before + read)


def _take_person(row: MappedRow, where: str, table: ListTable, spool: Spool, mapping: ListMapping) -> None:
    names = clean_all([row.one("name"), *row.several("names")])
    if clean(row.one("name")) is None:
        raise ValueError("no name")
    person = ListedPerson(
        id=_needed(row, "id"),
        names=names,
        short=clean_all(row.several("short")),
        countries=_countries(row, mapping),
    )
    spool.add(person, where, repeated=table.repeated)


def _take_body(row: MappedRow, where: str, table: ListTable, spool: Spool, mapping: ListMapping) -> None:
    short, former = clean_all(row.several("short")), clean_all(row.several("former"))
    if clean(row.one("name")) is None:
        raise ValueError("no name")
    names = clean_all([row.one("name"), *row.several("names"), *short, *former])
    # The day of the last change of name is the end of one name alone.
    until = interval_of(None, row.one("renamed")) if len(former) == 1 else None
    body = ListedBody(
        id=_needed(row, "id"),
        names=names,
        countries=_countries(row, mapping),
        interval=interval_of(row.one("start"), row.one("end")),
        short=short,
        former=tuple(FormerName(name=name, interval=until) for name in former if name != names[0]),
    )
    spool.add(body, where, repeated=table.repeated)


def _take_post(row: MappedRow, where: str, table: ListTable, spool: Spool, mapping: ListMapping) -> None:
    post = ListedPost(
        id=_needed(row, "id"),
        role=_needed(row, "role"),
        body=clean(row.one("organisation_id")),
        body_name=clean(row.one("organisation")),
        countries=_countries(row, mapping),
    )
    spool.add(post, where, repeated=table.repeated)


def _hold(row: MappedRow, where: str, _table: ListTable, spool: Spool, mapping: ListMapping) -> None:
    _add_holding(row, where, _needed(row, "person"), spool, mapping)


def _take_wide(row: MappedRow, where: str, table: ListTable, spool: Spool, mapping: ListMapping) -> None:
    _take_person(row, where, table, spool, mapping)
    if row.one("role") is not None:
        _add_holding(row, where, _needed(row, "id"), spool, mapping)


def _add_holding(row: MappedRow, where: str, person: str, spool: Spool, mapping: ListMapping) -> None:
    spool.add_holding(
        Holding(
            where=where,
            person=person,
            post=clean(row.one("post")),
            role=clean(row.one("role")),
            body=clean(row.one("organisation_id")),
            body_name=clean(row.one("organisation")),
            countries=_countries(row, mapping),
            interval=interval_of(row.one("start"), row.one("end")),
        )
    )


_READERS = {
    "person": _take_person,
    "organisation": _take_body,
    "post": _take_post,
    "appointment": _hold,
    "wide": _take_wide,
}


def _needed(row: MappedRow, field: str) -> str:
    found = clean(row.one(field))
    if found is None:
        raise ValueError(f"no {field}")
    return found


def _countries(row: MappedRow, mapping: ListMapping) -> tuple[str, ...]:
    return clean_all(mapping.countries.get(one, one) for one in row.several("country"))
