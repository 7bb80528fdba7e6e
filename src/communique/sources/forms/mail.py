"""Mails: the subject as headline, the words of the body, who sent it and when."""

from __future__ import annotations

import re
from typing import Final

from communique.errors import DocumentError
from communique.sources.blocks import Extracted, join_blocks, one_line, unfold
from communique.sources.limits import Limits
from communique.sources.mails import Mail, body_parts, header, is_mail, open_mail, payload, senders
from communique.sources.pages.charset import decode_as, decode_page
from communique.sources.pages.dates import read_mail_day
from communique.sources.pages.plain import plain_blocks
from communique.sources.pieces import Piece, Told
from communique.text.decoding import decode
from communique.text.paragraphs import BULLET

__all__ = ["MEANS", "MEDIA_TYPES", "SUFFIXES", "is_certain", "is_likely", "read"]

SUFFIXES: Final = frozenset({".eml"})
MEDIA_TYPES: Final = frozenset({"message/rfc822", "message/global"})
MEANS: Final = "a mail"

_ANSWER: Final = re.compile(r"(?:\s{0,5}(?:re|aw|sv|antw|fwd?|wg|tr|vs)(?:\[\d{1,3}\])?\s?:)+\s{0,5}", re.IGNORECASE)
_FORWARDED: Final = re.compile(r"(?:^|[:\]]\s{0,5})(?:fwd?|wg|tr)(?:\[\d{1,3}\])?\s?:", re.IGNORECASE)
_LIST: Final = re.compile(r"\[[^\]\n]{1,40}\]\s{0,5}(?=\S)")
_NARROWEST, _WIDEST = 50, 80  # margins at which mail programs break lines
_SIGNATURE: Final = re.compile(r"^-- ?$")


def is_certain(head: bytes) -> bool:
    """True for the header of a mail."""
    return is_mail(head)


def is_likely(head: bytes) -> bool:
    """No more than what is certain: many a text begins with a date and a sender."""
    return is_mail(head)


def read(data: bytes, piece: Piece, limits: Limits) -> Extracted:
    """The text of a mail without what is attached to it.

    Raises:
        DocumentError: it has no text, or is damaged.
    """
    mail = open_mail(data)
    encodings: list[str] = []
    blocks: list[str] = []
    for part in body_parts(mail):
        found, encoding = _read_part(part)
        blocks += found
        encodings.append(encoding)
    if not any(map(one_line, blocks)):
        raise DocumentError("no text in the mail itself; what is attached to it is read by itself")
    subject = header(mail, "Subject")
    day = read_mail_day(header(mail, "Date"))
    # Who passes a text on does so on another day, and is not its author.
    forwarded = subject is not None and _FORWARDED.search(subject) is not None
    title = None if subject is None else _LIST.sub("", _ANSWER.sub("", subject, count=1), count=1).strip() or None
    told = Told(
        title=title,
        authors=() if forwarded else senders(mail),
        published=None if forwarded else day,
        made=day,
        language=header(mail, "Content-Language"),
    )
    return Extracted(text=join_blocks(blocks, title=title), encoding=next(iter(encodings), None), told=told)


def _read_part(part: Mail) -> tuple[list[str], str]:
    """The paragraphs of a part of the body, and its encoding."""
    data = payload(part)
    if not data.strip():
        return [], "ascii"
    charset = part.get_content_charset()
    if part.get_content_type() == "text/html":
        page = decode_page(data, charset)
        return plain_blocks(page.text), page.encoding
    decoded = decode_as(data, charset) or decode(data)
    flowed = part.get_param("format", "") == "flowed"
    return _paragraphs(decoded.text, flowed=flowed, joined=part.get_param("delsp", "") == "yes"), decoded.encoding


def _paragraphs(text: str, *, flowed: bool, joined: bool) -> list[str]:
    """The paragraphs of a plain part: lines that were broken for the mail's sake put together again."""
    lines: list[str] = []
    for line in unfold(text):
        if _SIGNATURE.match(line):
            break
        if flowed and lines and lines[-1].endswith(" ") and not line.startswith(">"):
            lines[-1] = (lines[-1].rstrip(" ") if joined else lines[-1]) + line.removeprefix(" ")
        else:
            lines.append(line)
    if flowed:
        return lines
    margin = max(map(len, lines), default=0)
    if not _NARROWEST <= margin <= _WIDEST:
        return lines
    whole: list[str] = []
    before = ""
    for line in lines:
        word = line.partition(" ")[0]
        # Broken where the next word did not fit any more; a bullet or a quotation is a line of its own.
        if before and word and len(before) + 1 + len(word) > margin and not BULLET.match(line) and line[0] != ">":
            whole[-1] += f" {line}"
        else:
            whole.append(line)
        before = line
    return whole
