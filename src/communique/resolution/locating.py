"""What a person judged, found again after its documents were read anew by newer rules.

A judgement speaks of names in documents, of claims, or of documents. Their ids come from content, so that a rule which
reads the same again leaves them standing. Where one is gone, its nearest successor in the same document takes its
place: the claim whose evidence covers most of the same words, the name most like it. Where there is none, or two are as
near, the judgement is kept and reported as not met, and never applied to a guess.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from communique.model import Decision, MeetingClaim, Member, RoleClaim, StatementClaim
from communique.resolution.name_matching import compatible_names
from communique.resolution.named import label_of, named_in, spans_of
from communique.resolution.organisations import fold_organisation

__all__ = ["Located", "locate"]

Claim = MeetingClaim | RoleClaim | StatementClaim

OVERLAP = 0.3  # share of the evidence that two claims must have in common for one to succeed the other
LIKE = 60.0  # of 100: how much alike, as rapidfuzz compares words, what they tell must be where the evidence is equal
NAMES_LIKE = 92.0  # of 100: how much alike two names of bodies must be that differ in more than their legal form


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """Decisions with their members as the claims of today have them.

    Attributes:
        decisions: all of them, in their order; those without effect have a reason (`unmet`).
        moved: the id of each member that is gone → that of its successor.
    """

    decisions: tuple[Decision, ...]
    moved: Mapping[str, str]


@dataclass(slots=True)
class _Present:
    """What a document has to offer as a successor."""

    forms: dict[str, str] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)


def locate(decisions: Sequence[Decision], documents: Iterable[str], claims: Iterable[Claim]) -> Located:
    """Find what each decision speaks of among the claims of today.

    Args:
        decisions: what people decided.
        documents: the ids of all documents of the ledger.
        claims: all its claims.
    """
    members = {m.id: m for one in decisions for m in (*one.left, *one.right)}
    if not members:
        return Located(decisions=tuple(decisions), moved={})
    wanted = {member.document for member in members.values()}
    present: dict[str, _Present] = defaultdict(_Present)
    for claim in claims:
        # A member whose document was not put down can be anywhere.
        if claim.document in wanted or None in wanted:
            place = present[claim.document]
            place.claims[claim.id] = claim
            place.forms.update(named_in(claim))
    known = {one for place in present.values() for one in (*place.claims, *place.forms)} | set(documents)
    moved: dict[str, str] = {}
    for one, member in members.items():
        if one not in known and (found := find_successor(member, present)) is not None:
            moved[one] = found
    return Located(decisions=tuple(_placed(one, known, moved) for one in decisions), moved=moved)


def find_successor(member: Member, present: Mapping[str, _Present]) -> str | None:
    """The one thing in the member's document that takes its place; None where there is none, or two are as near."""
    place = present.get(member.document or "")
    if place is None:
        return None
    kind = member.id.partition("_")[0]
    near: list[tuple[tuple[float, float], str]]
    if kind in ("frm", "ofm"):
        forms = ((one, name) for one, name in place.forms.items() if one.startswith(kind))
        near = [((like, 0.0), one) for one, name in forms if (like := likeness(kind, member.name or "", name))]
    else:
        alike = ((one, claim) for one, claim in place.claims.items() if one.startswith(f"{kind}_"))
        near = [(score, one) for one, claim in alike if (score := nearness(member, claim)) is not None]
    near.sort(reverse=True)
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return None
    return near[0][1]


def likeness(kind: str, judged: str, name: str) -> float:
    """How near a name comes to one that was judged, 0 where it cannot be meant.

    Names of people must be compatible, since two brothers differ in a letter; names of bodies must be nearly equal.
    """
    alike = fuzz.token_sort_ratio(judged.casefold(), name.casefold())
    if kind == "frm":
        return alike if compatible_names(judged, name) is not None else 0.0
    return alike if fold_organisation(judged) == fold_organisation(name) or alike >= NAMES_LIKE else 0.0


def nearness(member: Member, claim: Claim) -> tuple[float, float] | None:
    """How much of the evidence a claim shares with what was judged, and how much alike they tell; None below bounds."""
    shared = overlap(member.spans, spans_of(claim))
    alike = fuzz.token_sort_ratio((member.name or "").casefold(), label_of(claim).casefold())
    if shared < OVERLAP or (member.name is not None and alike < LIKE):
        return None
    return round(shared, 3), round(alike, 1)


def overlap(a: Iterable[tuple[int, int]], b: Iterable[tuple[int, int]]) -> float:
    """The share of code points that two sets of spans have in common."""
    x, y = (merged(spans) for spans in (a, b))
    common = sum(max(0, min(e, g) - max(s, f)) for s, e in x for f, g in y)
    whole = sum(e - s for s, e in x) + sum(e - s for s, e in y) - common
    return common / whole if whole else 0.0


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same code points, each once."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _placed(one: Decision, known: set[str], moved: Mapping[str, str]) -> Decision:
    """The decision with what is there of its members; with the reason where a side is gone, or both became one."""
    left: dict[str, Member] = {}
    right: dict[str, Member] = {}
    gone: list[Member] = []
    for members, there in ((one.left, left), (one.right, right)):
        for member in members:
            now = moved.get(member.id, member.id)
            if now in known:
                there[now] = replace(member, id=now)
            else:
                gone.append(member)
    if not left or not right:
        return replace(one, unmet=f"no longer read in this ledger: {_shown(gone)}")
    if both := sorted(left.keys() & right.keys()):
        for common in both:
            for side in (left, right):
                if len(side) > 1:
                    side.pop(common)
        if left.keys() & right.keys():
            return replace(one, unmet=f"both are read as one now: {_shown([left[both[0]]])}")
    return replace(one, left=tuple(left.values()), right=tuple(right.values()))


def _shown(members: Sequence[Member]) -> str:
    names = [member.name or member.id for member in members[:3]]
    return ", ".join(dict.fromkeys(names))
