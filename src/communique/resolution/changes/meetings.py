"""Which meetings new accounts change: those that share two parties with them, and whatever shares two with these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from communique.model import Judgement
from communique.resolution.changes.kept import number_of
from communique.resolution.clusters import Clusters
from communique.resolution.deciding import by_people
from communique.resolution.meetings import SUBJECT, block_keys, group_accounts
from communique.resolution.occasions import Account

__all__ = ["KeptAccounts", "MeetingsChange", "account_keys", "account_number", "body_key", "change_meetings"]

_BODY = "body\t"


class KeptAccounts(Protocol):
    """Where accounts are kept by the pairs of their parties."""

    def claims_sharing(self, keys: Iterable[str]) -> set[str]:
        """The claims that have some keys."""
        ...

    def keys_of(self, claims: Iterable[str]) -> set[int]:
        """The keys of pairs of parties under which some claims are kept, as numbers."""
        ...

    def claims_numbered(self, keys: Iterable[int]) -> set[str]:
        """The claims that have some keys."""
        ...

    def accounts(self, claims: Iterable[str]) -> Mapping[str, Account]:
        """What some claims tell, by what is now known of their parties."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingsChange:
    """What new accounts change.

    Attributes:
        accounts: all that was looked at, which is closed: nothing else bears on any of it.
        clusters: which of these tell of one occasion.
        said: the judgements on these that now hold.
    """

    accounts: Mapping[str, Account] = field(default_factory=dict)
    clusters: Clusters = field(default_factory=Clusters)
    said: tuple[Judgement, ...] = ()


def account_keys(account: Account) -> set[str]:
    """The keys of an account: two that may be of one occasion share one; and one for each body that takes part."""
    employers = frozenset(employer for _, employer in account.employers)
    return {f"{a}\t{b}" for a, b in block_keys(account, employers)} | {body_key(body) for body in account.bodies}


def account_number(key: str) -> int:
    """A key as a number; even for pairs of parties, odd for bodies."""
    return number_of(key) | 1 if key.startswith(_BODY) else number_of(key) & ~1


def body_key(body: str) -> str:
    """The key of all accounts in which a body takes part itself."""
    return f"{_BODY}{body}"


def change_meetings(fresh: Iterable[str], kept: KeptAccounts, human: Sequence[Judgement]) -> MeetingsChange:
    """Resolve again what new or changed accounts touch.

    Args:
        fresh: the claims that are new, or of which a party is somebody else now.
        kept: what is kept.
        human: judgements by people.
    """
    linked = [{member for side in one.sides for member in side} for one in by_people(human, SUBJECT)]
    inside: dict[str, Account] = {}
    waiting = set(fresh)
    # What changed was kept under other keys.
    waiting |= kept.claims_numbered(kept.keys_of(waiting))
    while waiting:
        for some in linked:
            if not some.isdisjoint(waiting):
                waiting |= some - inside.keys()
        found = kept.accounts(waiting)
        inside |= found
        keys = {key for account in found.values() for key in account_keys(account) if not key.startswith(_BODY)}
        waiting = kept.claims_sharing(keys) - inside.keys()
    employers = {employer for account in inside.values() for _, employer in account.employers}
    bodies = {body for account in inside.values() for body in account.bodies}
    bodies |= {body for body in employers - bodies if kept.claims_sharing([body_key(body)])}
    clusters, said = group_accounts(inside, bodies, human)
    return MeetingsChange(accounts=inside, clusters=clusters, said=said)
