"""Resolution alone, on claims made from annotated rows: names as each text writes them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from eval.resolution import GOLD, RowClaims, load_rows, merging_of, with_keys_joined
from eval.score_ledger import merging_figures

from communique.resolution import Resolution, person_form_id, resolve

SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "gold" / "seeds.json"


def resolve_rows(told: RowClaims) -> Resolution:
    return resolve(told.documents, told.claims)


@pytest.mark.shared
@pytest.mark.skipif(not SEEDS.is_file(), reason="the annotated seed texts are not beside the checkout")
def test_the_seeds_have_twelve_meetings_and_their_people_are_told_apart() -> None:
    told = load_rows(SEEDS)
    found = resolve_rows(told)
    assert len(told.rows) == 14
    assert len(found.meetings) == 12
    figures = merging_figures(merging_of(told, found))
    assert figures["pairs_precision"] == figures["pairs_recall"] == 100
    gold = json.loads(SEEDS.read_text("utf-8"))
    forms: dict[str, set[str]] = {}
    for row in told.raw.values():
        for party in row["participants"]:
            forms.setdefault(party["name"], set()).add(found.people.of[person_form_id(row["doc"], party["name"])])
    assert all(len(groups) == 1 for groups in forms.values())
    for names in gold["same_entity"]:
        assert len({group for name in names for group in forms.get(name, ())}) <= 1
    for a, b in gold["different_entity"]:
        assert not forms.get(a, set()) & forms.get(b, set())


def test_reports_written_as_groups_merge_without_an_error() -> None:
    told = load_rows(*GOLD, documents="groups_")
    figures = merging_figures(merging_of(told, resolve_rows(told)))
    assert figures["pairs_precision"] == 100
    assert (figures["pairs_recall"] or 0) > 90
    assert (figures["b3_f1"] or 0) >= 96


def test_all_english_rows_merge_with_few_errors() -> None:
    told = load_rows(*GOLD)
    merging = with_keys_joined(merging_of(told, resolve_rows(told)))
    figures = merging_figures(merging)
    assert (figures["b3_f1"] or 0) >= 98
    assert (figures["pairs_precision"] or 0) >= 99
    assert (figures["pairs_recall"] or 0) >= 88
