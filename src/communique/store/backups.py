"""Copies of a whole ledger, taken while others read and write it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from communique.errors import InputError, NotALedgerError, StoreError
from communique.store.opening import Store, open_store, refuse_strangers
from communique.store.troubles import explain_database_error, explain_os_error

__all__ = ["back_up", "copy_file", "scratch_copy"]

PAGES = 2_000  # copied in one go, 8 MB: some hundredths of a second

OnPages = Callable[[int, int], None]
"""Is told how many bytes were copied, and of how many."""


def back_up(store: Store, target: Path, *, overwrite: bool = False, on_bytes: OnPages | None = None) -> int:
    """Write a copy of one moment of the ledger, verified, to a file that is there whole or not at all.

    Others may read and write the ledger meanwhile; what they write after the copy began is not in it.

    Args:
        store: the ledger.
        target: the file to make.
        overwrite: take the place of a ledger that is there.
        on_bytes: is told how far the copy has come.

    Returns:
        The bytes of the copy.

    Raises:
        InputError: there is something at the path, or no folder for it.
        StoreError: the copy cannot be written, or is not whole; nothing is left of it.
    """
    _refuse(store, target, overwrite=overwrite)
    draft = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        try:
            _discard(draft)
            copy_file(store, draft, on_bytes=on_bytes)
            _check_copy(draft)
            shutil.copymode(store.path, draft)
            size = draft.stat().st_size
            _give_name(draft, target, overwrite=overwrite)
        except sqlite3.Error as error:
            raise explain_database_error(error, target) or StoreError(f"{target} cannot be written: {error}") from error
        except OSError as error:
            raise explain_os_error(error, target) from error
    finally:
        _discard(draft)
    return size


def copy_file(store: Store, target: Path, *, on_bytes: OnPages | None = None) -> None:
    """Copy one moment of a ledger into a new file, page by page."""
    how = "ro" if not store.writable else "rw"
    address = f"{store.path.absolute().as_uri()}?mode={how}"
    if not store.writable and not Path(f"{store.path}-wal").exists():
        address += "&immutable=1"
    with (
        closing(sqlite3.connect(address, uri=True, isolation_level=None)) as source,
        closing(sqlite3.connect(target, isolation_level=None)) as copy,
    ):
        # A transaction holds the moment fast: without it the copy starts anew whenever somebody writes.
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        page: int = source.execute("PRAGMA page_size").fetchone()[0]

        def tell(status: int, remaining: int, total: int) -> None:
            if on_bytes is not None:
                on_bytes((total - remaining) * page, total * page)

        source.backup(copy, pages=PAGES, progress=tell, sleep=0.0)
        source.execute("ROLLBACK")


@contextmanager
def scratch_copy(store: Store) -> Iterator[Store]:
    """A copy of the ledger to try things on, gone afterwards; the ledger itself is not touched.

    Raises:
        StoreError: there is no room for it.
    """
    with tempfile.TemporaryDirectory(prefix="communique-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "ledger.db"
        try:
            copy_file(store, path)
        except sqlite3.Error as error:
            raise explain_database_error(error, path) or StoreError(f"{path} cannot be written: {error}") from error
        copy = open_store(path)
        try:
            yield copy
        finally:
            copy.close()


def _refuse(store: Store, target: Path, *, overwrite: bool) -> None:
    """Refuse a target that is not there to be written.

    Raises:
        InputError: the message says why.
    """
    if not target.parent.is_dir():
        raise InputError(f"no such folder: {target.parent}")
    if not os.path.lexists(target):
        return
    if target.exists() and target.samefile(store.path):
        raise InputError(f"{target} is the ledger itself; a backup needs a file of its own")
    if not overwrite:
        raise InputError(f"{target} exists; --overwrite replaces it")
    if not target.is_file():
        raise InputError(f"{target} is not a file")
    if Path(f"{target}-wal").exists():
        raise InputError(f"{target} is being used by another program, or was when that was killed; choose another file")
    try:
        refuse_strangers(target)
    except NotALedgerError as error:
        raise InputError(f"{target} is no ledger and is not replaced by one: {error}") from error
    except sqlite3.DatabaseError:  # a torn copy, which a new one may well replace; looking at it has left a log
        for part in ("wal", "shm"):
            Path(f"{target}-{part}").unlink(missing_ok=True)


def _check_copy(path: Path) -> None:
    """Read the copy through.

    Raises:
        StoreError: it is not whole.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check(1)")]
        if found != ["ok"]:
            raise StoreError(f"the copy is not whole ({found[0]}): `communique check` looks into the ledger")


def _give_name(draft: Path, target: Path, *, overwrite: bool) -> None:
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    if overwrite:
        draft.replace(target)
    else:
        try:
            os.link(draft, target)  # fails where somebody has made such a file meanwhile, which a rename would replace
        except FileExistsError as error:
            raise InputError(f"{target} exists; --overwrite replaces it") from error
        except OSError:  # a file system without hard links
            draft.rename(target)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _discard(draft: Path) -> None:
    for name in (draft, *(Path(f"{draft}-{part}") for part in ("journal", "wal", "shm"))):
        with suppress(OSError):
            name.unlink(missing_ok=True)
