"""`make accuracy`: scores every set of annotated texts and holds the figures to their floors.

    python -m eval.accuracy [SET…] [--kit] [--update [--allow-regression REASON]]

Prints one table a set, a row a language. Exit status 1 where a figure lies below its floor, or where trafilatura alone
does better on web pages.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from training.corpus import CORPUS

from eval import copies, follow_through, ministers, near_copies, pages, resolution
from eval.floors import Breach, Floors, Key, Measured, find_breaches, load_floors, raise_floors, save_floors
from eval.kit import kit_is_there, kit_line, score_kit
from eval.rows import Gold
from eval.running import SetRun, progress, read_set
from eval.score import Figures, figures, score
from eval.score_ledger import score_merging
from eval.sets import ROOT, EvalSet, find_sets, fingerprint, fingerprint_of

__all__ = ["FLOORS", "main", "measure_set", "table"]

FLOORS: Final = Path(__file__).with_name("floors.json")
ALL: Final = "all"
FOLLOW_THROUGH: Final = "follow-through"
COPIES: Final = "copies"
MINISTERS: Final = "ministers"
RESOLUTION: Final = "resolution"
PAGES: Final = "pages"

COLUMNS: Final = (
    ("F1", "meetings_f1"),
    ("prec", "meetings_precision"),
    ("rec", "meetings_recall"),
    ("strict", "strict_f1"),
    ("people", "participants_f1"),
    ("date", "date_right"),
    ("status", "status_right"),
    ("backgr", "background_right"),
    ("place", "place_right"),
    ("role", "role_right"),
    ("quotes", "grounded"),
    ("no-meet", "distractors_clean"),
    ("said-p", "statements_precision"),
    ("said-r", "statements_recall"),
    ("s-kind", "statement_kind_right"),
    ("posts", "posts_found"),
    ("b3", "b3_f1"),
    ("pair-p", "pairs_precision"),
    ("pair-f", "pairs_f1"),
)


def measure_set(gold: Gold, run: SetRun) -> dict[str, tuple[Figures, str]]:
    """Figures and counts by language, and over all of them where there are several."""
    languages = sorted({document.language for document in gold.documents}, key=["en", "ko", "ja"].index)
    parts = {language: gold.in_language(language) for language in languages}
    if len(parts) > 1:
        parts[ALL] = gold
    return {language: _measure(part, run) for language, part in parts.items()}


def _measure(gold: Gold, run: SetRun) -> tuple[Figures, str]:
    tally = score(gold, run.found)
    names = {document.name for document in gold.documents}
    # Only reports of these documents: a meeting that another language reports too is judged by its own part.
    printed = [
        {**meeting, "reports": [report for report in meeting["reports"] if Path(report["source"]).name in names]}
        for meeting in run.printed
    ]
    counts = f"{tally['documents']:4d} {tally['gold']:5d} {tally['found']:6d}"
    alarms = tally["distractors"] - tally["clean"]
    note = f"  {alarms} of {tally['distractors']} distractors with a meeting" if alarms else ""
    return {**figures(tally), **score_merging(gold, printed)}, f"{counts}|{note}"


def table(name: str, measured: Mapping[str, tuple[Figures, str]]) -> str:
    """The figures of a set as text, a row a language."""
    heading = " ".join([f"{name:<12}", "docs", " gold", " found", *(f"{title:>7}" for title, _ in COLUMNS)])
    lines = [heading]
    for language, (found, counted) in measured.items():
        counts, note = counted.split("|")
        cells = (found.get(figure) for _, figure in COLUMNS)
        shown = (f"{'–' if cell is None else format(cell, '.1f'):>7}" for cell in cells)
        lines.append(" ".join([f"  {language:<10}", counts, *shown]) + note)
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="SET", help="only these (examples, seeds, dev, corpus)")
    parser.add_argument("--update", action="store_true", help="raise the floors to what was reached")
    parser.add_argument("--allow-regression", metavar="REASON", help="with --update: let floors fall, and say why")
    parser.add_argument("--kit", action="store_true", help="also the kit of other people's news, where there is one")
    parser.add_argument("--floors", type=Path, default=FLOORS, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.allow_regression is not None and not (given.update and given.allow_regression.strip()):
        parser.error("--allow-regression needs --update and a reason")
    known = find_sets()
    names = [*(each.name for each in known), FOLLOW_THROUGH, RESOLUTION, MINISTERS, COPIES, PAGES]
    strange = set(given.sets) - set(names)
    if strange:
        parser.error(f"no set {', '.join(sorted(strange))}; there are {', '.join(names)}")

    reached: dict[Key, Figures] = {}
    fingerprints: dict[str, str] = {}
    for each in known:
        if given.sets and each.name not in given.sets:
            continue
        if not each.is_there:
            print(f"{each.name}: not on this machine, left out")
            continue
        _measure_into(each, reached, fingerprints)
    if not given.sets or FOLLOW_THROUGH in given.sets:
        reached[FOLLOW_THROUGH, "en"] = _measure_follow_through()
        fingerprints[FOLLOW_THROUGH] = fingerprint_of(
            follow_through.GOLD, *(CORPUS / "gold" / f"{name}.json" for name in ("corpus", "invented"))
        )
    if not given.sets or RESOLUTION in given.sets:
        _measure_resolution(reached, fingerprints)
    if not given.sets or MINISTERS in given.sets:
        _measure_ministers(reached, fingerprints)
    if not given.sets or COPIES in given.sets:
        _measure_copies(reached, fingerprints)
    beaten = False
    if not given.sets or PAGES in given.sets:
        beaten = _measure_pages(reached, fingerprints)
    if given.kit:
        print(f"{kit_line(score_kit()) if kit_is_there() else 'kit: not on this machine, left out'}\n", flush=True)
    measured = Measured(figures=reached, fingerprints=fingerprints)
    floors = load_floors(given.floors)
    for name in floors.changed_sets(measured):
        print(f"{name}: its gold or texts have changed since the floors were measured; look, then run with --update")
    breaches = (
        _update(floors, measured, given.floors, given.allow_regression)
        if given.update
        else find_breaches(floors, measured)
    )
    for breach in breaches:
        print(f"below its floor: {breach}")
    if not any(name in fingerprints for name, _ in floors.figures):
        print(f"no floors at {given.floors} for what was measured; --update writes them")
    elif not breaches and not beaten:
        print("every figure is at its floor or above")
    return 1 if breaches or beaten else 0


def _measure_follow_through() -> Figures:
    """What is made of statements and meetings that are known; printed below each other."""
    found = follow_through.measure()
    print(
        "\n".join([FOLLOW_THROUGH, *(f"  {name:<20}{cell or 0:>7.1f}" for name, cell in found.items()), ""]), flush=True
    )
    return found


def _measure_resolution(reached: dict[Key, Figures], fingerprints: dict[str, str]) -> None:
    """What rules put together of annotated rows, all keys as they stand and keys of one occasion joined."""
    found = resolution.measure()
    print("\n".join([RESOLUTION, *(f"  {name:<28}{cell or 0:>7.1f}" for name, cell in found.items()), ""]), flush=True)
    reached[RESOLUTION, "en"] = found
    fingerprints[RESOLUTION] = fingerprint_of(resolution.ONE_OCCASION, *resolution.GOLD)


def _measure_ministers(reached: dict[Key, Figures], fingerprints: dict[str, str]) -> None:
    """Whom names and titles are linked to, by a register of ministers; left out where that is not at hand."""
    if not ministers.REGISTER.is_dir():
        print(f"{MINISTERS}: left out, since the register is not beside the checkout ({ministers.REGISTER.name})")
        return
    found, counts = ministers.measure()
    figures = (f"  {name:<20}{cell or 0:>7.1f}" for name, cell in found.items())
    print("\n".join([MINISTERS, counts, *figures, ""]), flush=True)
    reached[MINISTERS, "en"] = found
    fingerprints[MINISTERS] = fingerprint_of(*(ministers.REGISTER / f"{name}.csv" for name in ministers.TABLES))


def _measure_copies(reached: dict[Key, Figures], fingerprints: dict[str, str]) -> None:
    """Copies and contradictions in the corpus, and the copies of a set made for it; printed below each other."""
    print("copies: comparing 2,000 texts", file=sys.stderr)
    found = {**copies.measure(), **near_copies.measure()}
    print("\n".join([COPIES, *(f"  {name:<28}{cell or 0:>7.1f}" for name, cell in found.items()), ""]), flush=True)
    reached[COPIES, "en"] = found
    texts = sorted((CORPUS / "texts").glob(f"{copies.GROUPS}*")) + sorted((ROOT / "examples").glob("*/*.txt"))
    texts += sorted(copies.REWRITTEN.glob("*/*.txt"))
    fingerprints[COPIES] = fingerprint_of(CORPUS / "gold" / "corpus.json", *texts)


def _measure_pages(reached: dict[Key, Figures], fingerprints: dict[str, str]) -> bool:
    """Days and bodies found on web pages; true where trafilatura alone finds more on the same pages."""
    scores = list(pages.measure())
    found = pages.figures(scores)
    print(pages.pages_line(found, len(scores)), end="\n\n", flush=True)
    reached[PAGES, ALL] = found
    fingerprints[PAGES] = fingerprint_of(pages.GOLD, *sorted(pages.FOLDER.glob("*.html")))
    beaten = pages.is_beaten(found)
    if beaten:
        print("pages: trafilatura alone does better on them")
    return beaten


def _measure_into(each: EvalSet, reached: dict[Key, Figures], fingerprints: dict[str, str]) -> None:
    gold = each.load()
    paths = each.paths(gold)
    with progress(each.name, len(paths)) as bar:
        run = read_set(paths, bar, reader=each.reader)
    by_language = measure_set(gold, run)
    print(table(each.name, by_language), end="\n\n", flush=True)
    reached.update({(each.name, language): found for language, (found, _) in by_language.items()})
    fingerprints[each.name] = fingerprint(each, paths)
    # What was not read counts as missed in every figure; no exit status of its own.
    for failure in run.failures:
        print(f"not read: {failure}", file=sys.stderr)


def _update(floors: Floors, measured: Measured, path: Path, reason: str | None) -> list[Breach]:
    fallen = raise_floors(floors, measured, reason=reason)
    save_floors(floors, path)
    print(f"floors written to {path}")
    if reason is None:
        # A floor that could not rise still holds; within its slack that is no failure.
        return find_breaches(floors, measured)
    for breach in fallen:
        print(f"floor lowered: {breach}")
    return []


if __name__ == "__main__":
    raise SystemExit(main())
