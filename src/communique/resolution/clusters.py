"""Groups of things held to be the same, and pairs that must stay apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

__all__ = ["Clusters", "Grouping"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clusters:
    """Which things are one.

    A cluster goes by its smallest member, so that it has the same name however its members came in.

    Attributes:
        members: the cluster's name → its members, sorted.
        of: a member → the name of its cluster.
    """

    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    of: Mapping[str, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return iter(self.members.values())

    def __len__(self) -> int:
        return len(self.members)

    def same(self, a: str, b: str) -> bool:
        """True where both are known and held to be the same."""
        return a in self.of and self.of[a] == self.of.get(b)


class Grouping:
    """Groups under construction: things join unless something in one group must stay apart from something in the other.

    A wrong merge is worse than a missed one, so what was forbidden stays so, whatever joins later.
    """

    def __init__(self, ids: Iterable[str] = ()) -> None:
        self._parent: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}  # of groups of more than one; a great many have no more
        self._apart: dict[str, set[str]] = {}
        for one in ids:
            self.add(one)

    def add(self, one: str) -> None:
        """Take in a thing, alone in its group so far."""
        if one not in self._parent:
            self._parent[one] = one

    def __contains__(self, one: object) -> bool:
        return one in self._parent

    def find(self, one: str) -> str:
        """The present representative of a thing's group."""
        root = one
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[one] != root:
            self._parent[one], one = root, self._parent[one]
        return root

    def members(self, one: str) -> list[str]:
        """All of a thing's group."""
        root = self.find(one)
        return self._members.get(root) or [root]

    def roots(self) -> list[str]:
        """One representative a group, in the order of the ids."""
        return sorted(one for one, parent in self._parent.items() if one is parent or one == parent)

    def forbid(self, a: str, b: str) -> None:
        """Keep the groups of the two apart from now on. Nothing happens where they are one already."""
        x, y = self.find(a), self.find(b)
        if x != y:
            self._apart.setdefault(x, set()).add(y)
            self._apart.setdefault(y, set()).add(x)

    def is_forbidden(self, a: str, b: str) -> bool:
        """True where the groups of the two must stay apart."""
        return self.find(b) in self._apart.get(self.find(a), ())

    def join(self, a: str, b: str) -> bool:
        """Make one group of two; False where they must stay apart."""
        x, y = self.find(a), self.find(b)
        if x == y:
            return True
        if y in self._apart.get(x, ()):
            return False
        if (self._size(x), y) < (self._size(y), x):
            x, y = y, x
        self._parent[y] = x
        self._members.setdefault(x, [x]).extend(self._members.pop(y, (y,)))
        for other in self._apart.pop(y, set()):
            self._apart[other].discard(y)
            self._apart[other].add(x)
            self._apart.setdefault(x, set()).add(other)
        return True

    def _size(self, root: str) -> int:
        return len(self._members.get(root, (root,)))

    def clusters(self) -> Clusters:
        """The groups as they stand."""
        members: dict[str, tuple[str, ...]] = {one: (one,) for one in self.roots() if one not in self._members}
        members |= {min(group): tuple(sorted(group)) for group in self._members.values()}
        ordered = dict(sorted(members.items()))
        of = {one: name for name, group in ordered.items() for one in group}
        return Clusters(members=MappingProxyType(ordered), of=MappingProxyType(of))
