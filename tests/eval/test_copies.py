from __future__ import annotations

from collections import Counter

from eval.near.rewriting import retell
from eval.near.texts import KINDS, build_set

from eval import copies, near_copies


def test_the_set_is_the_same_for_the_same_seed_and_has_every_kind() -> None:
    made = build_set(seed=5, worlds=1)
    assert made == build_set(seed=5, worlds=1)
    assert made != build_set(seed=6, worlds=1)
    kinds = Counter(one.kind for one in made)
    assert set(kinds) == {"original", *KINDS, "schedule", "notice"}
    assert len({one.text for one in made}) == len(made)


def test_a_world_keeps_no_name_and_no_number_of_the_examples() -> None:
    (original,) = (one for one in build_set(seed=5, worlds=1) if one.name == "00_03_singapore_held_newswire.original")
    assert not {"Trump", "Kim", "Pompeo", "Sentosa"} & set(original.text.replace("’s", "").split())


def test_a_retelling_keeps_names_numbers_and_quotations_and_few_runs_of_words() -> None:
    import random

    story = (
        "The chancellor, Ana Brandt, walked into the old hall at noon and thanked 340 workers for their patience. "
        "“We shall not close this yard,” Brandt told them. Twelve of the workers later complained that nobody had "
        "asked them before, and the union, which had waited for months, called the visit a comedy."
    )
    told = retell(story, random.Random(3))
    assert "“We shall not close this yard,”" in told
    runs = [{tuple(text.split()[at : at + 3]) for at in range(len(text.split()) - 2)} for text in (story, told)]
    assert len(runs[0] & runs[1]) < len(runs[0]) / 3


def test_copies_are_found_in_a_small_set_and_nothing_else() -> None:
    found = near_copies.measure(seed=7, worlds=1)
    assert (found["near_precision"] or 0) >= 99
    assert (found["near_recall"] or 0) >= 95
    assert (found["near_rewritten_recall"] or 0) >= 70


def test_marks_of_the_corpus_are_counted_by_what_was_missed_and_mistaken() -> None:
    told: list[str] = []
    found = copies.measure(tell=told.append)
    assert found["contradictions_precision"] == found["contradictions_recall"] == 100.0
    assert found["copies_precision"] == 100.0
    assert (found["copies_recall"] or 0) >= 60
    missed = [line for line in told if line.startswith("copies, missed: ")]
    assert len(missed) == round(5 * (100 - (found["copies_recall"] or 0)) / 100)
