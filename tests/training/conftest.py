from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# `training` and `eval` are no installed packages: they lie beside `src` and belong to the checkout.
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from training.corpus import AnnotatedText, load_corpus, load_dev  # noqa: E402  (after the path to it)


@pytest.fixture(scope="session")
def corpus() -> tuple[AnnotatedText, ...]:
    return load_corpus()


@pytest.fixture(scope="session")
def dev() -> tuple[AnnotatedText, ...]:
    return load_dev()
