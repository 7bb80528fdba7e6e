"""How much of what comes from outside is taken on, each bound far above what newsrooms have."""

from __future__ import annotations

from dataclasses import dataclass

from communique.sources.files import LARGEST_FILE

__all__ = ["DEFAULT_LIMITS", "Limits"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on a text and on what holds many.

    Attributes:
        largest: bytes of a text, as a file or unpacked.
        members: texts in one archive, mailbox or table.
        total: bytes that one archive may unpack to.
        ratio: how many times its own size an archive, and a member above a megabyte, may unpack to. Repeated text
            packs 1:100 at most; bombs begin at 1:1000.
        depth: archives within archives.
        pages: pages of a PDF.
        elements: elements of a web page. Time grows with the square of them at worst, to some seconds for so many.
    """

    largest: int = LARGEST_FILE
    members: int = 1_000_000
    total: int = 100_000_000_000
    ratio: int = 250
    depth: int = 3
    pages: int = 2_000
    elements: int = 30_000


DEFAULT_LIMITS = Limits()
