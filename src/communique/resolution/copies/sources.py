"""How many independent sources stand behind some documents: copies count once, and so do texts of one agency."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from communique.resolution.clusters import Clusters, Grouping
from communique.resolution.copies.copy import Copy
from communique.resolution.facts import DocumentFacts
from communique.resolution.names import fold

__all__ = ["group_copies", "group_sources"]


def group_copies(copies: Iterable[Copy]) -> Mapping[str, str]:
    """Each document that is a copy, or of which there is one → the text that it comes to, by its smallest id."""
    grouping = Grouping()
    for copy in copies:
        grouping.add(copy.document)
        grouping.add(copy.other)
        grouping.join(copy.document, copy.other)
    return grouping.clusters().of


def group_sources(documents: Mapping[str, DocumentFacts], text_of: Mapping[str, str]) -> Clusters:
    """Group documents that are one source: copies of one text, or texts that credit the same agency.

    Args:
        documents: the documents to be counted, by their ids.
        text_of: as `group_copies` gives it, over all documents: two of these may be copies of a third that is not
            among them.
    """
    grouping = Grouping(sorted(documents))
    seen: dict[tuple[str, str], str] = {}
    for one in sorted(documents):
        if one in text_of:
            grouping.join(seen.setdefault(("text", text_of[one]), one), one)
        for agency in documents[one].agencies:
            grouping.join(seen.setdefault(("agency", fold(agency).strip()), one), one)
    return grouping.clusters()
