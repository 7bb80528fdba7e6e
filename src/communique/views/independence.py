"""Which reports of a meeting are sources of their own, and why the others are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from communique.model import CopyGrade
from communique.resolution import Clusters, DocumentFacts
from communique.resolution.copies.copy import Copy, standing
from communique.resolution.copies.sources import group_sources
from communique.resolution.names import fold

__all__ = ["NO_COPIES", "Derived", "Independence", "KnownCopies", "tell_sources"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCopies:
    """The copies among all documents of a ledger.

    Attributes:
        of: each document that is, or may be, a copy → what it is a copy of.
        texts: each document that has copies or is one → the text that they all come to.
        apart: pairs of documents that people hold to be independent.
    """

    of: Mapping[str, Copy] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    apart: tuple[tuple[str, str], ...] = ()


NO_COPIES = KnownCopies()


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """Why a report is no source of its own, or from which other text its own comes.

    Attributes: see `Report`.
    """

    copy_of: str | None = None
    original_known_by: str | None = None
    grade: CopyGrade | None = None
    because: str | None = None
    counted_with: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Independence:
    """The sources behind a meeting.

    Attributes:
        groups: the documents that tell of it, those of one source together.
        derived: of the documents that are copies or are counted with others, why.
    """

    groups: Clusters
    derived: Mapping[str, Derived]


def tell_sources(documents: Mapping[str, DocumentFacts], copies: KnownCopies) -> Independence:
    """Count the sources behind some documents.

    Args:
        documents: the documents that tell of one meeting, by their ids.
        copies: the copies among all documents.
    """
    groups = group_sources(documents, copies.texts, copies.apart)
    derived: dict[str, Derived] = {}
    for group in groups:
        # The one that is no copy stands for the others; of several, or none, the first.
        first = min(group, key=lambda one: (one in copies.of, standing(documents[one])))
        for one in group:
            found = copies.of.get(one)
            with_it = first if one != first else None
            if found is not None:
                derived[one] = Derived(
                    copy_of=found.of(one),
                    original_known_by=found.known_by,
                    grade=found.grade,
                    because=found.because,
                    counted_with=with_it,
                )
            elif with_it is not None:
                derived[one] = Derived(because=_together(documents, one, group, copies), counted_with=with_it)
    return Independence(groups=groups, derived=derived)


def _together(
    documents: Mapping[str, DocumentFacts], one: str, group: tuple[str, ...], copies: KnownCopies
) -> str | None:
    """Why a document that is no copy is counted with others."""
    mine = {fold(agency).strip(): agency for agency in documents[one].agencies}
    for other in group:
        for agency in documents[other].agencies if other != one else ():
            if fold(agency).strip() in mine:
                return f"both credit {mine[fold(agency).strip()]}"
    same = [other for other in group if other != one and copies.texts.get(other) == copies.texts.get(one, "")]
    return f"{same[0]} is a copy of it" if same else None
