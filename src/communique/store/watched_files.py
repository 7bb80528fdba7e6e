"""The files of watched folders, as they were when they were read."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete, select

from communique.store.migrating import now
from communique.store.opening import Store
from communique.store.tables import watched_files

__all__ = ["find_read_files", "note_files_read"]


def find_read_files(connection: Connection) -> dict[str, tuple[int, int]]:
    """The size in bytes and the time of the last change, in nanoseconds since 1970, of every file that was read."""
    rows = connection.execute(select(watched_files.c.path, watched_files.c.size, watched_files.c.modified))
    return {path: (size, modified) for path, size, modified in rows}


def note_files_read(store: Store, files: Mapping[str, tuple[int, int]]) -> None:
    """Keep that files were read, as they were."""
    rows = [
        {"path": path, "size": size, "modified": modified, "read": now()} for path, (size, modified) in files.items()
    ]
    if not rows:
        return
    with store.writing() as connection:
        connection.execute(delete(watched_files).where(watched_files.c.path.in_([row["path"] for row in rows])))
        connection.execute(watched_files.insert(), rows)
