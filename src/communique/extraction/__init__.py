"""Claims out of a text: proposers propose, one decision, one gate."""

from communique.extraction.document import extract_document

__all__ = ["extract_document"]
