"""What is attached to a mail, after the mail itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from communique.sources.limits import Limits
from communique.sources.mails import attachments, body_parts, header, is_mail, open_mail, payload
from communique.sources.opening import HEAD, Opened, harmless
from communique.sources.pages.dates import read_mail_day
from communique.sources.pieces import Piece, Told
from communique.sources.telling import is_read

__all__ = ["MEANS", "MEDIA_TYPES", "SUFFIXES", "is_certain", "is_likely", "iter_members"]

SUFFIXES: Final = frozenset({".eml"})
MEDIA_TYPES: Final = frozenset({"message/rfc822", "message/global"})
MEANS: Final = "a mail"


def is_certain(head: bytes) -> bool:
    """True for the header of a mail."""
    return is_mail(head)


def is_likely(head: bytes) -> bool:
    """No more than what is certain."""
    return is_mail(head)


def iter_members(opened: Opened, limits: Limits) -> Iterator[Piece]:
    """The mail, then what is attached to it and is of a form that is read; pictures and the like are passed over."""
    data = opened.take(opened.stream, limits)
    mail = open_mail(data)
    told = Told(made=read_mail_day(header(mail, "Date")))
    found = []
    for number, (name, media_type, content) in enumerate(attachments(mail), start=1):
        opened.budget.spend(len(content))
        shown = harmless(name) if name else f"part {number}"
        piece = Piece(source=shown, name=shown.rpartition("/")[2], data=content, media_type=media_type, told=told)
        if is_read(content[:HEAD], piece):
            found.append(piece)
    if not found or any(payload(part).strip() for part in body_parts(mail)):
        whole = replace(opened.piece, path=None, data=data) if opened.packed else opened.piece
        yield replace(whole, source="", media_type="message/rfc822")
    yield from found
