"""Bringing a ledger's tables up to date."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, select

from communique.errors import NewerLedgerError
from communique.store.migrations import MIGRATIONS
from communique.store.tables import migrations

__all__ = ["migrate", "now"]


class Migratable(Protocol):
    """What can be migrated: an open store."""

    @property
    def path(self) -> Path: ...

    def reading(self) -> AbstractContextManager[Connection]: ...

    def writing(self) -> AbstractContextManager[Connection]: ...


def now() -> str:
    """This moment in UTC, to the second, as the ledger writes it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def migrate(store: Migratable) -> None:
    """Run the migrations that this ledger has not had, all in one transaction.

    Raises:
        NewerLedgerError: the ledger has had migrations that this version does not know.
    """
    with store.reading() as connection:
        missing = _find_missing(connection, store.path)
    if not missing:
        return
    with store.writing() as connection:
        for name in _find_missing(connection, store.path):  # again: another writer may have been faster
            import_module(f"communique.store.migrations.{name}").apply(connection)
            connection.execute(migrations.insert(), {"name": name, "applied": now()})


def _find_missing(connection: Connection, path: Path) -> list[str]:
    if not connection.dialect.has_table(connection, migrations.name):
        return list(MIGRATIONS)
    applied = set(connection.scalars(select(migrations.c.name)))
    unknown = sorted(applied - set(MIGRATIONS))
    if unknown:
        raise NewerLedgerError(
            f"the ledger {path} was written by a later version of Communique (it knows {', '.join(unknown)}): "
            "upgrade Communique to read it"
        )
    return [name for name in MIGRATIONS if name not in applied]
