"""Readers for the tests of crews, which processes import: invented articles, and texts that do things to a reader."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

import deeds
import invented

from communique.errors import DocumentError
from communique.model import Document, Extraction

FOREIGN = "Io estas alia.\n"
BAD = "Nobody can read this."
DEED = "Do while somebody would"
WHO = "Who reads this?"


def nothing() -> None:
    """There is nothing to load."""


def read(given: invented.Given) -> Document:
    document = invented.read(given)
    text = document.text
    if text == BAD:
        raise DocumentError("this one is bad")
    _do(text, "read")
    if text.startswith(FOREIGN):
        return invented.document(text, given.source, language="eo")
    if text.startswith(WHO):
        return invented.document(text, given.source, language=f"x-{os.getpid()}")
    return document


def extract(documents: Sequence[Document]) -> Iterator[Extraction]:
    for document in documents:
        _do(document.text, "extract")
        yield invented.extract(document)


def _do(text: str, where: str) -> None:
    if text.startswith(f"{DEED} {where} "):
        deeds.do_one(text.splitlines()[0].rpartition(" ")[2])
