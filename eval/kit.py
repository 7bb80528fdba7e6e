"""Other people's news as a check against over-fitting: a kit of annotated sentences, where one is on this machine."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from eval.running import progress
from eval.sets import BESIDE

__all__ = ["KIT", "SCORER", "kit_is_there", "kit_line", "score_kit"]

KIT: Final = BESIDE / "corpora" / "meetings"
SCORER: Final = BESIDE / "score_meetings.py"
SHOWN: Final = ("recall_judged", "precision_judged", "recall", "precision", "alarms")


def kit_is_there() -> bool:
    """True where both the kit and its scorer are on this machine."""
    return SCORER.is_file() and (KIT / "gold.json").is_file() and (KIT / "texts").is_dir()


def score_kit() -> Mapping[str, Any]:
    """Read every text of the kit and let its own scorer judge; its figures over all texts.

    Raises:
        subprocess.CalledProcessError: the scorer failed; its message is on standard error.
    """
    # Deferred: it loads the language models.
    from communique.ledger import extract
    from communique.model import Extraction
    from communique.views.contract import extraction_form

    paths = sorted((KIT / "texts").glob("*.txt"))
    with tempfile.TemporaryDirectory(prefix="communique-eval-") as folder:
        output = Path(folder) / "output.jsonl"
        with output.open("w", encoding="utf-8") as out, progress("kit", len(paths)) as bar:
            for found in extract(paths):
                if isinstance(found, Extraction):
                    print(json.dumps(extraction_form(found), ensure_ascii=False), file=out)
                bar()
        # Its scorer is a program of its own and stays outside the project: it is run, not imported.
        run = subprocess.run([sys.executable, SCORER, KIT, output], stdout=subprocess.PIPE, text=True, check=True)
    whole: Mapping[str, Any] = json.loads(run.stdout)
    figures: Mapping[str, Any] = whole["all"]
    return figures


def kit_line(figures: Mapping[str, Any]) -> str:
    """The figures that matter in one line."""
    return "kit: " + ", ".join(f"{name} {'–' if figures[name] is None else figures[name]}" for name in SHOWN)
