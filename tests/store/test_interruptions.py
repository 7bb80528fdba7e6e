"""An interruption in the middle of a statement is told as an interruption."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.exc import ProgrammingError

from communique.store.opening import open_store


def test_what_a_closed_connection_says_of_itself_does_not_hide_the_interruption(tmp_path: Path) -> None:
    store = open_store(tmp_path / "ledger.db", create=True)

    def interrupted() -> None:
        with store.writing():
            try:
                raise KeyboardInterrupt
            finally:
                raise ProgrammingError("ROLLBACK", None, Exception("Cannot operate on a closed database."))

    with pytest.raises(KeyboardInterrupt):
        interrupted()


def test_other_errors_of_the_database_stay_what_they_are(tmp_path: Path) -> None:
    store = open_store(tmp_path / "ledger.db", create=True)
    with pytest.raises(ProgrammingError), store.reading():
        raise ProgrammingError("SELECT", None, Exception("no such thing"))
