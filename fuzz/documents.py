"""What has to hold of every document, whatever it was read from."""

from __future__ import annotations

import pickle
import re
from typing import Final

from communique.errors import DocumentError
from communique.model import Document, Extraction
from communique.model.edtf import is_valid
from communique.sources.extract_forms import parse_extract
from communique.sources.limits import Limits
from communique.sources.pieces import Piece
from communique.sources.reading import read_piece
from communique.text.safe_json import record_line
from communique.views.contract import extraction_form
from fuzz.material import hold_spans
from fuzz.target import hold

__all__ = ["LIMITS", "read_and_hold"]

LIMITS: Final = Limits(largest=1_000_000, members=1_000, total=10_000_000, depth=2, elements=5_000)
"""Of what a fuzzer makes, which is small."""

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}")


def read_and_hold(piece: Piece) -> Document | None:
    """Read a piece as a run does, and hold what comes of it to what is promised of documents.

    Returns:
        The document; None where it was refused, with a reason in one line.
    """
    try:
        document = read_piece(pickle.loads(pickle.dumps(piece)), limits=LIMITS)
    except DocumentError as error:
        hold("\n" not in str(error) and "\r" not in str(error), f"the reason is not one line: {error!r}")
        str(error).encode("utf-8")  # printed, and kept with the failure
        return None
    hold(document == read_piece(piece, limits=LIMITS), "read once more, it is another document")
    hold(document.text.strip(), "a document without words")
    document.text.encode("utf-8")  # as the ledger keeps it
    hold_spans("furniture", [part.span for part in document.furniture], document.text)
    for day in (document.published, document.updated, document.dateline):
        hold(day is None or is_valid(day), f"a date of the document is {day!r}")
    for line in (document.title, document.publisher, *document.authors):
        hold(line is None or (line and line == " ".join(line.split())), f"not one line, or empty: {line!r}")
    language, address = document.language, document.address
    hold(language is None or _LANGUAGE.fullmatch(language), f"its language is {language!r}")
    hold(address is None or address.startswith(("http://", "https://")), f"its address is {address!r}")
    _hold_that_it_can_be_loaded(document)
    return document


def _hold_that_it_can_be_loaded(document: Document) -> None:
    """What `extract` prints of it is what `load` takes."""
    try:
        extract = parse_extract(record_line(extraction_form(Extraction(document=document), with_text=True)).encode())
    except DocumentError as error:
        hold(False, f"printed, it is no extract: {error}")
        return
    hold(extract.id == document.id and extract.text == document.text, "printed, it is another document")
