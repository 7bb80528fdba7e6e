"""What a database driver's complaint means for the user of a ledger."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from pathlib import Path

from communique.errors import LedgerFullError, StoreError

__all__ = ["explain_database_error", "explain_os_error"]

# Below this many free bytes a disk counts as full: SQLite's shared-memory file alone takes 32 KiB, and where that
# cannot be made SQLite speaks of an I/O error, not of a full disk.
NO_ROOM = 64 * 1024

KEPT = "Everything read before is kept; make room and run the same command again"


def explain_database_error(error: sqlite3.Error, path: Path) -> StoreError | None:
    """The store error that a driver's error amounts to; None where the error is a fault of ours and should be seen.

    Args:
        error: what SQLite said.
        path: the ledger's file.
    """
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = code & 0xFF
    if primary == sqlite3.SQLITE_FULL or (primary in _ROOM_NEEDED and _is_full(path)):
        return LedgerFullError(f"no room left on the disk for the ledger {path}. {KEPT}")
    if primary in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return StoreError(f"the ledger {path} is damaged: {error}")
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL):
        return StoreError(f"the ledger {path} has been kept busy by another program for too long: try again")
    if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return StoreError(f"the ledger {path} cannot be written to: {error}")
    if primary in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR):
        return StoreError(f"the ledger {path} cannot be opened or read: {error}")
    return None


def explain_os_error(error: OSError, path: Path) -> StoreError:
    """The store error that an operating system's error about the ledger's file amounts to."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return LedgerFullError(f"no room left on the disk for the ledger {path}. {KEPT}")
    return StoreError(f"the ledger {path} cannot be used: {error.strerror or error}")


_ROOM_NEEDED = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < NO_ROOM
    except OSError:
        return False
