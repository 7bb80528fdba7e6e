"""The same person, the same organisation, the same meeting, across documents; and copies of one text.

Imported one by one when first asked for: looking at a ledger needs few of them, and starts sooner without the rest.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.resolution.clusters import Clusters
    from communique.resolution.facts import DocumentFacts
    from communique.resolution.organisations import organisation_form_id
    from communique.resolution.people import person_form_id
    from communique.resolution.resolving import Resolution, resolve

__all__ = [
    "Clusters",
    "DocumentFacts",
    "Resolution",
    "organisation_form_id",
    "person_form_id",
    "resolve",
]

_HOMES = {
    "Clusters": "communique.resolution.clusters",
    "DocumentFacts": "communique.resolution.facts",
    "Resolution": "communique.resolution.resolving",
    "organisation_form_id": "communique.resolution.organisations",
    "person_form_id": "communique.resolution.people",
    "resolve": "communique.resolution.resolving",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)
