"""What stands as the content of a verb that attributes: a quotation, a clause, an infinitive, a noun phrase."""

from __future__ import annotations

from typing import Any

from communique.extraction.statements.proposers.clauses import find_clause, find_infinitive
from communique.extraction.statements.proposers.content import Content
from communique.extraction.statements.proposers.objects import find_as, find_object, find_whole
from communique.extraction.statements.proposers.phrases import find_adjective, find_noun_of_saying, find_preposition
from communique.extraction.statements.proposers.quoting import find_around, find_put, find_quotation
from communique.extraction.statements.scene import Scene

__all__ = ["find_content"]


def find_content(scene: Scene, verb: Any, subject: Any) -> Content | None:
    """The content of a verb, by the first shape that fits."""
    classes = scene.words.verbs.get(verb.lemma_, ())
    for find in (
        find_clause,
        find_infinitive,
        find_quotation,
        find_as,
        find_noun_of_saying,
        find_preposition,
        find_adjective,
        find_around,
        find_whole,
        find_object,
        find_put,
    ):
        found = find(scene, verb, subject, classes)
        if found is not None:
            return found
    return None
