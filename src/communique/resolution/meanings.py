"""What the forms of organisations mean by reference lists, kept while groups join: two of one list are never merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from communique.resolution.clusters import Grouping

if TYPE_CHECKING:
    from communique.resolution.references import Link

__all__ = ["Meanings"]

Key = tuple[str, ...]


class Meanings:
    """A grouping in which what a list tells apart stays apart, whatever rule would join it.

    Attributes:
        grouping: the groups so far; what people decided on them is in force already, and stands.
        links: form → bodies of lists, one a list.
    """

    def __init__(self, grouping: Grouping, links: Mapping[str, Sequence[Link]]) -> None:
        self.grouping = grouping
        self.links = links
        self._of: dict[str, dict[str, set[str]]] = {}  # representative → list → ids there
        for form in sorted(links):
            if form in grouping:
                known = self._of.setdefault(grouping.find(form), {})
                for link in links[form]:
                    known.setdefault(link.list, set()).add(link.id)

    def join(self, a: str, b: str) -> bool:
        """Make one group of two; False where they must stay apart."""
        if not self._of:
            return self.grouping.join(a, b)
        x, y = self.grouping.find(a), self.grouping.find(b)
        if x == y:
            return True
        one, other = self._of.get(x, {}), self._of.get(y, {})
        if any(ids.isdisjoint(other[name]) for name, ids in one.items() if name in other):
            return False
        if not self.grouping.join(a, b):
            return False
        both = {name: one.get(name, set()) | other.get(name, set()) for name in {*one, *other}}
        self._of.pop(x, None)
        self._of.pop(y, None)
        if both:
            self._of[self.grouping.find(a)] = both
        return True

    def part(self, key: Key, group: Sequence[str]) -> Iterator[tuple[Key, list[str]]]:
        """The forms of one name as they are; parted by what they mean where a list tells two of them apart."""
        told: dict[str, set[str]] = defaultdict(set)
        for form in group:
            for link in self.links.get(form, ()):
                told[link.list].add(link.id)
        if all(len(ids) < 2 for ids in told.values()):
            yield key, list(group)
            return
        parts: dict[Key, list[str]] = defaultdict(list)
        for form in group:
            meant = tuple(part for link in self.links.get(form, ()) for part in ("=", link.list, link.id))
            parts[*key, *meant].append(form)
        yield from parts.items()

    def same(self) -> Iterator[tuple[list[str], Link]]:
        """The forms that mean one body, each group of them once, with what they mean."""
        meant: dict[tuple[str, str], list[tuple[str, Link]]] = defaultdict(list)
        for form in sorted(self.links):
            if form in self.grouping:
                for link in self.links[form]:
                    meant[link.list, link.id].append((form, link))
        for _, several in sorted(meant.items(), key=lambda item: item[0]):
            firsts: dict[str, str] = {}
            for form, _ in several:
                firsts.setdefault(self.grouping.find(form), form)
            yield list(firsts.values()), several[0][1]
