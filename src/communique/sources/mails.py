"""A mail taken apart: its header, the words of its body, what is attached to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses
from typing import Final

from communique.errors import DocumentError
from communique.sources.blocks import one_line
from communique.text.decoding import decode

__all__ = ["Mail", "attachments", "body_parts", "file_name", "header", "is_mail", "open_mail", "payload", "senders"]

Mail = Message

_MOST_PARTS: Final = 1_000
_MOST_BOUNDARIES: Final = 200  # multiparts within multiparts; each line is held against every one that is open
_LONGEST_HEADER: Final = 10_000
_FIELD: Final = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,60}):[ \t]?")
# Fields that programs write and people do not.
_OWN_FIELDS: Final = b"""
    received return-path message-id mime-version delivered-to dkim-signature x-mailer content-transfer-encoding
"""
_OWN: Final = frozenset(_OWN_FIELDS.split())


def is_mail(head: bytes) -> bool:
    """True for the header of a mail: lines of fields, a sender or a way among them, that only mails have."""
    front = head.lstrip(b"\r\n")[:16_000]
    fields: set[bytes] = set()
    for line in front.replace(b"\r\n", b"\n").split(b"\n"):
        if not line:
            break
        if line[:1] in b" \t":
            if not fields:
                return False
            continue
        match = _FIELD.match(line)
        if match is None:
            return False
        fields.add(match[1].lower())
    return b"from" in fields and len(fields & _OWN) >= 1 and len(fields) >= 3


def open_mail(data: bytes) -> Mail:
    """A mail out of its bytes.

    Raises:
        DocumentError: it is nested too deep to be one.
    """
    if data.lower().count(b"boundary=") > _MOST_BOUNDARIES:
        raise DocumentError(f"damaged: a mail with more than {_MOST_BOUNDARIES} levels and parts within parts")
    try:
        # The newer policies raise on headers that real mails have.
        return BytesParser(policy=policy.compat32).parsebytes(data)
    except (MessageError, RecursionError, ValueError, LookupError, TypeError) as error:
        raise DocumentError(f"damaged: no sound mail: {error or type(error).__name__}") from error


def header(mail: Mail, name: str) -> str | None:
    """A field of the header in plain letters, or None where it is not there or is empty."""
    written = mail.get(name)
    if written is None:
        return None
    raw = re.sub(r"\r?\n[ \t]?", " ", str(written))[:_LONGEST_HEADER]
    try:
        parts = decode_header(raw)
    except (HeaderParseError, ValueError):
        return one_line(raw) or None
    words = "".join(part if isinstance(part, str) else _decoded(part, charset) for part, charset in parts)
    return one_line(words) or None


def senders(mail: Mail) -> tuple[str, ...]:
    """The names of those it is from; a bare address is nobody's name."""
    told = header(mail, "From")
    found = getaddresses([told]) if told is not None else []
    return tuple(dict.fromkeys(one_line(name) for name, _ in found if name.strip() and "@" not in name))


def body_parts(mail: Mail) -> Iterator[Mail]:
    """The parts that are its text: of alternatives the plain one, else that in HTML; nothing attached."""
    plain, pages = [], []
    for part in _parts(mail):
        if _is_attached(part):
            continue
        kind = part.get_content_type()
        if kind == "text/plain":
            plain.append(part)
        elif kind == "text/html":
            pages.append(part)
    words = sum(len(payload(part).split()) for part in plain)
    # Some senders put but a line into the plain part, which says that there is another.
    yield from plain if words >= _FEWEST_WORDS or not pages else pages


_FEWEST_WORDS: Final = 25


def attachments(mail: Mail) -> Iterator[tuple[str, str, bytes]]:
    """What is attached: its name, its media type and its bytes."""
    for part in _parts(mail):
        kind = part.get_content_type()
        if kind == "message/rfc822":
            for inner in _inner(part)[:1]:
                yield file_name(part) or "message.eml", kind, inner.as_bytes()
        elif _is_attached(part):
            yield file_name(part) or "", kind, payload(part)


def payload(part: Mail) -> bytes:
    """The bytes of a part, as they were before the mail; what cannot be decoded stays as it is."""
    try:
        found = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError, TypeError):
        found = part.get_payload()
    return found if isinstance(found, bytes) else str(found or "").encode("utf-8", "surrogateescape")


def file_name(part: Mail) -> str | None:
    """The name under which a part was attached."""
    try:
        found = part.get_filename()
    except (ValueError, LookupError, TypeError):
        return None
    if not found:
        return None
    try:
        words = "".join(p if isinstance(p, str) else _decoded(p, c) for p, c in decode_header(found))
    except (HeaderParseError, ValueError):
        words = found
    return one_line(words) or None


def _parts(mail: Mail) -> Iterator[Mail]:
    """The parts in their order, those of attached mails left with them."""
    stack, left = [mail], _MOST_PARTS
    while stack and left:
        left -= 1
        part = stack.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            stack += reversed(_inner(part))
        else:
            yield part


def _inner(part: Mail) -> list[Mail]:
    """The parts of a part. Of one that has none its words are not asked for: their charset may be none."""
    found = part.get_payload() if part.is_multipart() else []
    return [one for one in found if isinstance(one, Message)]


def _is_attached(part: Mail) -> bool:
    if part.get_content_disposition() == "attachment":
        return True
    return part.get_content_maintype() != "text" or (
        bool(file_name(part)) and part.get_content_disposition() != "inline"
    )


def _decoded(part: bytes, charset: str | None) -> str:
    try:
        return part.decode(charset or "ascii")
    except (LookupError, UnicodeDecodeError, ValueError):
        pass
    try:
        return decode(part).text
    except DocumentError:
        return part.decode("latin-1")
