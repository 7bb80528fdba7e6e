"""The parties of a meeting, put together from all its reports."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from communique.model import MeetingClaim, Participant, PartyKind, Status
from communique.resolution import Resolution, organisation_form_id, person_form_id
from communique.resolution.names import fold, name_parts
from communique.views.meeting import Party, Told

__all__ = ["build_parties", "fullest_name", "organisation_id", "person_id", "reasons_of_parties", "union"]


def person_id(resolution: Resolution, document: str, name: str) -> str | None:
    """The group of the person whom a document calls by this name."""
    return resolution.people.of.get(person_form_id(document, name))


def organisation_id(resolution: Resolution, document: str, name: str) -> str | None:
    """The group of the organisation that a document calls by this name."""
    return resolution.organisations.of.get(organisation_form_id(document, name))


def union(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Every entry once, in the order of first appearance, spellings of one entry counted as one."""
    seen: dict[str, str] = {}
    for entries in lists:
        for entry in entries:
            seen.setdefault(fold(entry), entry)
    return tuple(seen.values())


def fullest_name(names: Iterable[str]) -> str:
    """Of several names for one person, the one to show: given name and family name as most texts write them.

    Initials and rare additions do not make a name fuller.
    """
    counted = Counter(names)

    def order(name: str) -> tuple[int, int, int, str]:
        words = [word for word in name_parts(name).words if len(word) > 1]
        return -min(len(words), 2), -counted[name], -len(words), name

    return min(counted, key=order)


def build_parties(ordered: Sequence[Told], status: Status, resolution: Resolution) -> tuple[Party, ...]:
    """Everybody whom any report names, those whom most reports name first.

    Role and organisation are those at the time: the most frequent, where equal from reports of the stage reached before
    announcements, from news before recollections. Unnamed groups are kept as described, the same words once.
    """
    found = _mentions_by_party(ordered, resolution)
    return tuple(build_party(key, found[key], status) for key in _ranked(found))


def reasons_of_parties(ordered: Sequence[Told], parties: Sequence[Party], resolution: Resolution) -> dict[str, str]:
    """Why values of the parties were inferred, by field (`participants.0.organisation`); what a text says is left out.

    Takes what `build_parties` took and made.
    """
    found = _mentions_by_party(ordered, resolution)
    reasons: dict[str, str] = {}
    for number, (key, party) in enumerate(zip(_ranked(found), parties, strict=True)):
        for name in ("name", "role", "organisation", "country"):
            value = getattr(party, name)
            why = [
                told.claim.because.get(f"participants.{told.claim.participants.index(one)}.{name}")
                for told, one in found[key]
                if value is not None and getattr(one, name) == value
            ]
            if why and None not in why:
                reasons[f"participants.{number}.{name}"] = min(reason for reason in why if reason is not None)
    return reasons


def _mentions_by_party(
    ordered: Sequence[Told], resolution: Resolution
) -> dict[tuple[str, str], list[tuple[Told, Participant]]]:
    found: dict[tuple[str, str], list[tuple[Told, Participant]]] = defaultdict(list)
    for told in ordered:
        for party in told.claim.participants:
            found[party_key(told.claim, party, resolution)].append((told, party))
    return found


def _ranked(found: Mapping[tuple[str, str], Sequence[tuple[Told, Participant]]]) -> list[tuple[str, str]]:
    """The keys, those whom most reports name first, unnamed groups last."""
    position = {key: at for at, key in enumerate(found)}
    return sorted(
        found, key=lambda key: (key[0] == "group", -len({told.claim.document for told, _ in found[key]}), position[key])
    )


def party_key(claim: MeetingClaim, party: Participant, resolution: Resolution) -> tuple[str, str]:
    """What makes two mentions one party."""
    if party.name is None or party.kind is PartyKind.GROUP:
        return "group", fold(party.mention)
    if party.kind is PartyKind.ORGANISATION:
        return "organisation", organisation_id(resolution, claim.document, party.name) or fold(party.name)
    return "person", person_id(resolution, claim.document, party.name) or fold(party.name)


def build_party(key: tuple[str, str], mentions: Sequence[tuple[Told, Participant]], status: Status) -> Party:
    """One party out of all its mentions."""
    names = [party.name for _, party in mentions if party.name is not None]
    kind = mentions[0][1].kind
    best = sorted(mentions, key=lambda m: (m[0].claim.status is not status, m[0].claim.background, m[0].id))
    organisations = [party.organisation for _, party in best if party.organisation is not None]
    organisation = most_frequent(organisations)
    of_it = [p.role for _, p in best if p.role is not None and (organisation is None or p.organisation == organisation)]
    roles = of_it or [party.role for _, party in best if party.role is not None]
    shown = None if key[0] == "group" or not names else fullest_name(names)
    return Party(
        id=None if key[0] == "group" else key[1],
        name=shown,
        names=() if shown is None else union((names, *(party.names for _, party in mentions))),
        role=most_frequent(roles),
        organisation=organisation,
        mention=mentions[0][1].mention,
        kind=kind,
        country=most_frequent([party.country for _, party in best if party.country is not None]),
        claims=tuple(sorted({told.id for told, _ in mentions})),
    )


def most_frequent(values: Sequence[str]) -> str | None:
    """The most frequent value, the first of several; None where there is none."""
    return max(values, key=Counter(values).__getitem__) if values else None
