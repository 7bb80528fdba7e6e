"""How many independent sources stand behind some documents: copies count once, and so do texts of one agency."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from communique.resolution.clusters import Clusters, Grouping
from communique.resolution.copies.copy import Copy
from communique.resolution.facts import DocumentFacts
from communique.resolution.names import fold

__all__ = ["group_copies", "group_sources"]


def group_copies(copies: Iterable[Copy], apart: Iterable[tuple[str, str]] = ()) -> Mapping[str, str]:
    """Each document that is a copy, or of which there is one → the text that it comes to, by its smallest id.

    Args:
        copies: which documents are copies of which.
        apart: pairs that people hold to be independent, which no third text makes copies of each other.
    """
    grouping = Grouping()
    found = sorted(copies, key=lambda copy: (-copy.score, copy.document, copy.other))
    for copy in found:
        grouping.add(copy.document)
        grouping.add(copy.other)
    _keep_apart(grouping, apart)
    for copy in found:
        grouping.join(copy.document, copy.other)
    return grouping.clusters().of


def group_sources(
    documents: Mapping[str, DocumentFacts], text_of: Mapping[str, str], apart: Iterable[tuple[str, str]] = ()
) -> Clusters:
    """Group documents that are one source: copies of one text, or texts that credit the same agency.

    Args:
        documents: the documents to be counted, by their ids.
        text_of: as `group_copies` gives it, over all documents: two of these may be copies of a third that is not
            among them.
        apart: pairs that people hold to be independent.
    """
    grouping = Grouping(sorted(documents))
    _keep_apart(grouping, apart)
    seen: dict[tuple[str, str], str] = {}
    for one in sorted(documents):
        if one in text_of:
            grouping.join(seen.setdefault(("text", text_of[one]), one), one)
        for agency in documents[one].agencies:
            grouping.join(seen.setdefault(("agency", fold(agency).strip()), one), one)
    return grouping.clusters()


def _keep_apart(grouping: Grouping, apart: Iterable[tuple[str, str]]) -> None:
    for a, b in apart:
        if a in grouping and b in grouping:
            grouping.forbid(a, b)
