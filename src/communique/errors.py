"""Every error that Communique raises on purpose, in one tree.

    CommuniqueError
    ├── InputError          what was given cannot be used: a path, a filter, an option
    │   ├── DocumentError   one document cannot be read; a batch goes on without it
    │   │   └── FetchError      an address did not give its page
    │   │       └── RefusedAddressError  it is not asked at all: for what it is, or where it leads
    │   │   └── ForgottenError  its text was forgotten, and is not taken in again
    │   ├── ContradictionError  what is to be decided contradicts what was decided before
    │   └── NotFoundError   nothing in the ledger has this id or name
    ├── DamagedModelError   a file of the trained reader is not the one it should be
    ├── GroundingError      a claim says something that its text does not bear out
    ├── WorkersError        the processes that read documents cannot be started
    └── StoreError          the ledger's file
        ├── NotALedgerError     the file is something else
        ├── NewerLedgerError    the file was written by a later version
        └── LedgerFullError     the disk is full

Messages say what was found, what was expected, and where.
"""

from __future__ import annotations

__all__ = [
    "CommuniqueError",
    "ContradictionError",
    "DamagedModelError",
    "DocumentError",
    "FetchError",
    "ForgottenError",
    "GroundingError",
    "InputError",
    "LedgerFullError",
    "NewerLedgerError",
    "NotALedgerError",
    "NotFoundError",
    "ReaderWarning",
    "RefusedAddressError",
    "StoreError",
    "WaitingWarning",
    "WorkersError",
]


class CommuniqueError(Exception):
    """The root: catch this to catch everything Communique raises on purpose."""


class InputError(CommuniqueError):
    """What was given cannot be used; the message says what would be."""


class DocumentError(InputError):
    """One document cannot be read. A batch records it and goes on."""


class FetchError(DocumentError):
    """An address did not give its page.

    Attributes:
        status: what the server answered, as HTTP counts; None where there was no answer.
        wait: the seconds for which the server asks to be left alone; None where it asks for none.
        final: to ask again would be of no use.
    """

    def __init__(
        self, message: str, *, status: int | None = None, wait: float | None = None, final: bool = False
    ) -> None:
        super().__init__(message)
        self.status = status
        self.wait = wait
        self.final = final


class RefusedAddressError(FetchError):
    """An address is not asked at all: for what it is, or for where it leads."""

    def __init__(self, message: str) -> None:
        super().__init__(message, final=True)


class ForgottenError(DocumentError):
    """The text was forgotten at somebody's wish, and is not taken in again."""


class ContradictionError(InputError):
    """What is to be decided cannot stand beside what was decided before; the message names both."""


class NotFoundError(InputError):
    """Nothing in the ledger has this id or name."""


class DamagedModelError(CommuniqueError):
    """A file of the trained reader cannot be read, or is not the one that its card names."""


class ReaderWarning(UserWarning):
    """Something reads less well than it could; the message says what, and why."""


class WaitingWarning(UserWarning):
    """Another program is at work on the same file; this one goes on when it has done."""


class GroundingError(CommuniqueError):
    """A claim says something that its text does not bear out."""


class WorkersError(CommuniqueError):
    """The processes that read documents cannot be started; everything kept before stays."""


class StoreError(CommuniqueError):
    """The ledger's file cannot be used."""


class NotALedgerError(StoreError):
    """The file exists and is not a ledger."""


class NewerLedgerError(StoreError):
    """The ledger was written by a later version of Communique."""


class LedgerFullError(StoreError):
    """The disk is full; everything acknowledged before is kept."""
