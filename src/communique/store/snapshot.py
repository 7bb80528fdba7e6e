"""Keeping what resolution knew, after everything was resolved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sqlalchemy import Connection

from communique.model import MeetingClaim, RoleClaim
from communique.resolution import DocumentFacts
from communique.resolution.candidates import facts_of
from communique.resolution.changes.kept import KeptForm, fact_numbers
from communique.resolution.occasions import build_account
from communique.store.building import Lists
from communique.store.bulk import insert_all
from communique.store.keeping import (
    account_rows,
    acronym_rows,
    body_row,
    company_keys,
    form_row,
    given_in,
    given_row,
    group_row,
    kept_bodies_of,
    kept_forms_of,
    kept_groups_of,
    key_rows,
    people_rows,
)
from communique.store.records import Claim
from communique.store.relisting import people_of_meeting
from communique.store.tables import (
    kept_accounts,
    kept_acronyms,
    kept_bodies,
    kept_company,
    kept_forms,
    kept_given,
    kept_groups,
    kept_keys,
    kept_names,
    kept_people,
)

__all__ = ["keep"]


def keep(connection: Connection, found: Lists, said: Iterable[Claim]) -> None:
    """Put down what resolution knew when it made these lists of these claims; nothing else may be kept."""
    resolution, steps = found.resolution, found.steps
    if resolution is None:
        return
    told, posts = [], []
    for claim in said:
        if isinstance(claim, MeetingClaim):
            told.append(claim)
        elif isinstance(claim, RoleClaim):
            posts.append(claim)
    bodies = list(kept_bodies_of(told, posts, resolution.organisations))
    insert_all(connection, kept_bodies, map(body_row, bodies))
    insert_all(connection, kept_acronyms, (row for key in {body.key for body in bodies} for row in acronym_rows(key)))
    insert_all(connection, kept_given, _unique(map(given_row, given_in(told, posts, bodies))))
    del bodies
    forms = [_grouped(form, steps[0][form.form]) for form in kept_forms_of(told, posts, resolution.organisations)]
    insert_all(connection, kept_forms, map(form_row, forms))
    groups = list(kept_groups_of(forms, steps))
    insert_all(connection, kept_groups, map(group_row, groups))
    insert_all(
        connection,
        kept_names,
        ({"name": name, "label": label} for name, label in sorted((n, g.label) for g in groups for n in g.side.names)),
    )
    facts: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        facts[group.person] |= facts_of(group.side)
    insert_all(connection, kept_people, people_rows({person: fact_numbers(some) for person, some in facts.items()}))
    names = sorted({name for form in forms for name in form.side.names})
    del forms, groups, facts
    insert_all(connection, kept_keys, (row for name in names for row in key_rows(name)))
    accounts = (
        build_account(claim, DocumentFacts(id=claim.document, source=""), resolution.people, resolution.organisations)
        for claim in told
    )
    insert_all(connection, kept_accounts, (row for account in accounts for row in account_rows(account)))
    company = ({"key": key, "meeting": m.id} for m in found.meetings for key in company_keys(people_of_meeting(m)))
    insert_all(connection, kept_company, company)


def _grouped(form: KeptForm, group: str) -> KeptForm:
    return replace(form, group=group)


def _unique(rows: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    return iter({tuple(row.values()): row for row in rows}.values())
