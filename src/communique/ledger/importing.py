"""Taking a reference list into a ledger: from its file to the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from communique.errors import InputError
from communique.model.edtf import is_valid
from communique.sources.lists.list_mapping import ListMapping, load_list_mapping
from communique.sources.lists.reading import ListForm, detect_form, fingerprint, list_size, open_list
from communique.sources.lists.records import clean
from communique.store.opening import Store
from communique.store.reference_lists import ReferenceList, add_list, find_in_force

__all__ = ["ImportReport", "OnBytes", "import_list"]

LONGEST_NAME = 80

OnBytes = Callable[[int, int], None]
"""Is told how many bytes were read, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did.

    Attributes:
        list: the list as it is in force now.
        known: it was in force already, with the very same contents: nothing was changed.
        replaced: an earlier capture of it was in force and is no longer.
    """

    list: ReferenceList
    known: bool = False
    replaced: bool = False


def import_list(
    open_store: Callable[[], Store],
    path: Path,
    *,
    form: str | None = None,
    mapping: str | None = None,
    name: str | None = None,
    licence: str | None = None,
    as_of: str | None = None,
    on_bytes: OnBytes | None = None,
) -> ImportReport:
    """Take a list in. Nothing is opened or made before it is known to be one, and all of it is kept or none.

    Args:
        open_store: gives the ledger.
        path: the file, or the folder of a list in several CSV files.
        form: see `ListForm`; None tells it by the content.
        mapping: of CSV: a file, or the name of a layout that comes with the program.
        name: what the list is called; None takes the mapping's, or the file's.
        licence: under which it may be used.
        as_of: EDTF, the last day of which the list knows.
        on_bytes: is told how far reading has come.

    Raises:
        InputError: it cannot be read, or what is told of it cannot be right.
    """
    if not path.exists():
        raise InputError(f"no such file or folder: {path}")
    wanted = None if form is None else _form(form)
    if mapping is not None and wanted not in (None, ListForm.CSV):
        raise InputError(f"--mapping is for CSV, and the form is {wanted}")
    how = None if mapping is None else load_list_mapping(mapping)
    wanted = wanted or detect_form(path, how)
    header = _header(path, wanted, how, name=name, licence=licence, as_of=as_of)
    size = list_size(path, how)
    digest = fingerprint(path, form=wanted, mapping=how, told=(header.name, header.licence, header.as_of))
    store = open_store()
    with store.reading() as connection:
        before = find_in_force(connection, header.name)
    if before and before[0].digest == digest:
        return ImportReport(list=before[0], known=True)

    def told(done: int) -> None:
        if on_bytes is not None:
            on_bytes(min(done, size), size)

    with open_list(path, form=wanted, mapping=how, on_bytes=told) as reading:
        entered = add_list(
            store,
            ReferenceList(
                name=header.name,
                source=header.source,
                form=header.form,
                licence=header.licence,
                as_of=header.as_of,
                digest=digest,
            ),
            people=reading.people(),
            organisations=reading.organisations(),
            finish=lambda: (
                reading.troubles.count,
                tuple(reading.troubles.first),
                reading.unnamed,
            ),
        )
    return ImportReport(list=entered, replaced=bool(before))


def _form(text: str) -> ListForm:
    try:
        return ListForm(text)
    except ValueError as error:
        raise InputError(f"no form {text!r} of lists; there are {', '.join(ListForm)}") from error


def _header(
    path: Path,
    form: ListForm,
    mapping: ListMapping | None,
    *,
    name: str | None,
    licence: str | None,
    as_of: str | None,
) -> ReferenceList:
    called = clean(name if name is not None else (mapping.name if mapping is not None else None) or path.stem)
    if called is None or len(called) > LONGEST_NAME:
        raise InputError(f"a list needs a name of up to {LONGEST_NAME} letters; give one by --name")
    day = as_of if as_of is not None else mapping.as_of if mapping is not None else None
    if day is not None and not is_valid(day):
        raise InputError(f"as of {day!r}: expected an EDTF date, such as 2021-03")
    terms = licence if licence is not None else mapping.licence if mapping is not None else None
    source = str(path).encode("utf-8", "replace").decode("utf-8")
    return ReferenceList(name=called, source=source, form=form.value, licence=terms, as_of=day)
