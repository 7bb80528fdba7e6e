"""Claims out of a text: proposers propose, one decision, one gate."""

from communique.extraction.document import WINDOW, extract_document, extract_documents

__all__ = ["WINDOW", "extract_document", "extract_documents"]
