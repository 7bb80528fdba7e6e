"""Opening a ledger's file: finding out whether it is one, making it, bringing its tables up to date.

A ledger is a SQLite database with our mark in its header. Whatever else a path leads to is refused and left untouched.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from warnings import warn

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ProgrammingError

from communique.errors import InputError, NotALedgerError, StoreError, WaitingWarning
from communique.store.migrating import migrate
from communique.store.troubles import explain_database_error, explain_os_error

__all__ = ["Store", "open_store", "refuse_strangers"]

MARK = 0x434F4D51  # "COMQ", as SQLite's application_id
HEADER = 100  # bytes; SQLite takes a shorter file for an empty database

# How long a statement waits for what another program does to the file beside writing, which takes milliseconds.
PATIENCE = 30.0  # seconds
# A writer waits for another one as long as it takes, and says so after a while. A transaction takes milliseconds,
# putting new lists in place of the old ones in a large ledger some seconds, migrating one longer.
TURN = 2.0  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """An open ledger.

    Attributes:
        path: its file.
        engine: the database behind it.
        writable: False where the file or its folder can only be read.
    """

    path: Path
    engine: Engine
    writable: bool = True

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One unchanging state of the ledger, however much others write meanwhile."""
        with _interruptible(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all that is written in it is kept, or none. Writers take turns; readers never wait.

        Where another program writes, this waits until it has done, however long that takes, with a `WaitingWarning`.

        Raises:
            StoreError: the ledger can only be read.
            LedgerFullError: the disk is full; nothing of this transaction is kept.
        """
        if not self.writable:
            raise StoreError(f"the ledger {self.path} can only be read: its file or its folder is write-protected")
        with (
            _interruptible(),
            self.engine.connect().execution_options(ledger_writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let an interruption be told as such.

    Where Ctrl-C falls into a statement, SQLAlchemy closes the connection and then fails to roll it back; what it says
    of that would hide what happened. The database itself undoes what was not kept.
    """
    try:
        yield
    except ProgrammingError as error:
        behind: BaseException | None = error
        while behind is not None and not isinstance(behind, KeyboardInterrupt):
            behind = behind.__context__
        if behind is None:
            raise
        raise behind from None


def open_store(path: Path, *, create: bool = False) -> Store:
    """Open the ledger at a path, its tables brought up to date.

    Args:
        path: the ledger's file.
        create: make the ledger, and the folder it lies in, where there is none.

    Raises:
        InputError: there is no ledger at this path and none was to be made.
        NotALedgerError: the path leads to something else, which is left as it is.
        NewerLedgerError: a later version of Communique wrote the ledger.
        LedgerFullError: the disk is full.
        StoreError: the file cannot be used for another reason, which the message names.
    """
    try:
        if not _is_there(path):
            if not create:
                raise InputError(f"no ledger at {path}: `communique ingest PATH… --ledger {path}` makes one")
            _create(path)
        refuse_strangers(path)
        writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
        store = Store(path=path, engine=_build_engine(path, writable), writable=writable)
        try:
            migrate(store)
        except BaseException:
            store.close()
            raise
    except sqlite3.Error as error:
        raise explain_database_error(error, path) or StoreError(f"the ledger {path} cannot be used: {error}") from error
    except OSError as error:
        raise explain_os_error(error, path) from error
    return store


def _is_there(path: Path) -> bool:
    """False also for an empty file, which is what `touch` and `mktemp` leave: it holds nothing that could be lost."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return False
    if stat.S_ISDIR(status.st_mode):
        raise NotALedgerError(f"{path} is a folder; a ledger is a file")
    if not stat.S_ISREG(status.st_mode):  # a pipe would keep us waiting
        raise NotALedgerError(f"{path} is not a file")
    return status.st_size > 0


def refuse_strangers(path: Path) -> None:
    """Look for our mark, by a connection that can change nothing.

    It has to be SQLite that looks: on POSIX systems a program which opens and closes the file by itself thereby gives
    up every lock that its other connections hold on it.
    """
    not_a_database = NotALedgerError(f"{path} is not a ledger: it is not a database at all")
    if path.stat().st_size < HEADER:
        raise not_a_database
    try:
        mark = _read_mark(path, "mode=ro&immutable=1")
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_NOTADB:
            raise not_a_database from error
        if code != sqlite3.SQLITE_CORRUPT:
            raise
        # Its log was being written back into it, or was when a program was killed: it is whole with its log only.
        mark = _read_mark(path, "mode=ro")
    if mark != MARK:
        raise NotALedgerError(
            f"{path} is not a ledger but another program's SQLite database (application id {mark:#x}, not {MARK:#x})"
        )


def _read_mark(path: Path, how: str) -> int:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, timeout=PATIENCE)) as connection:
        mark: int = connection.execute("PRAGMA application_id").fetchone()[0]
    return mark


def _create(path: Path) -> None:
    """Make an empty ledger under another name, then give it its own in one step.

    So there is never a half-made file at the path, and of two who make it at once one wins and both can go on.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():  # an empty file; replacing it could replace the ledger that somebody else has just made of it
        _mark(path)
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.new")
    draft.unlink(missing_ok=True)
    try:
        _mark(draft)
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        except OSError:  # a file system without hard links
            if not path.exists():
                draft.rename(path)
    finally:
        for name in (draft, Path(f"{draft}-journal")):
            with suppress(OSError):
                name.unlink(missing_ok=True)


def _mark(path: Path) -> None:
    """Make an empty file an empty ledger; on one that is a ledger already this changes nothing."""
    with closing(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA application_id = {MARK}")
        connection.execute("COMMIT")
        # Last, so that nothing is left in a log which would stay behind when the file gets its name.
        connection.execute("PRAGMA journal_mode = WAL")


def _build_engine(path: Path, writable: bool) -> Engine:
    address = path.absolute().as_uri()
    if not writable:
        # Without a right to write, SQLite can follow a log that is there but cannot start one.
        address += "?mode=ro" if Path(f"{path}-wal").exists() else "?mode=ro&immutable=1"
    else:
        address += "?mode=rw"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            address,
            uri=True,
            timeout=PATIENCE,
            isolation_level=None,  # transactions are begun by `begin` below, not behind our back
            check_same_thread=False,  # the pool hands a connection to one thread at a time
        )
        connection.execute("PRAGMA foreign_keys = ON")
        # FULL: what was acknowledged survives a power cut too. It costs one sync a document, far below reading it.
        connection.execute("PRAGMA synchronous = FULL")
        return connection

    engine = create_engine("sqlite://", creator=connect)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("ledger_writes", False):
            _take_turn(connection, path)
        else:
            connection.exec_driver_sql("BEGIN")

    @event.listens_for(engine, "handle_error")
    def explain(context: ExceptionContext) -> None:
        if isinstance(context.original_exception, sqlite3.Error):
            explained = explain_database_error(context.original_exception, path)
            if explained is not None:
                raise explained from context.original_exception

    return engine


def _take_turn(connection: Connection, path: Path) -> None:
    """Begin to write as soon as nobody else does."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.execute(f"PRAGMA busy_timeout = {TURN * 1000:.0f}")
    try:
        while not _begin_writing(driver, path):
            warn(f"waiting for another program that writes to the ledger {path}", WaitingWarning, stacklevel=2)
    finally:
        driver.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}")


def _begin_writing(driver: sqlite3.Connection, path: Path) -> bool:
    try:
        driver.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            return False
        raise explain_database_error(error, path) or error from error
    return True
