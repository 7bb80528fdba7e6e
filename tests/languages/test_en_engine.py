"""The name finder and the parser on runs of signs that no text has."""

from __future__ import annotations

import time

import pytest

from communique.languages.en import engine
from communique.languages.en.engine import find_entities, parse


def seconds(text: str) -> float:
    started = time.process_time()
    find_entities([text])
    return time.process_time() - started


@pytest.mark.parametrize("sign", ["“", "(", "—", "_", "…"])
def test_a_row_of_signs_takes_time_by_its_length(sign: str) -> None:
    find_entities(["Ada Quill met Bo Reed."])  # the model is loaded
    short = seconds(sign * 4_999)
    assert seconds(sign * 20_000) < 4 * short * 2.5 + 0.5


def test_a_name_behind_a_long_run_stands_where_it_stood() -> None:
    before = "(" * 1_000 + " On Monday "
    text = f"{before}Angela Merkel flew to Paris."
    assert (len(before), len(before) + len("Angela Merkel"), "PERSON") in find_entities([text])[0]


def test_words_of_common_length_are_parsed_as_they_are() -> None:
    address = "https://loaf.example/" + "a" * 120
    assert [token.text for token in parse([f"See {address} for more."])[0]][1] == address


def test_a_lemma_is_the_same_whatever_was_read_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """A headline in capitals, read first, must not leave its capitals to the word for the rest of the run."""
    found = []
    for before in ([], ["Leaders Agree After Talks", "They WARN of Losses, and They Fear More"]):
        monkeypatch.setattr(engine, "_lemmas", {})
        engine._lemmatiser().cache.clear()
        list(engine.parse(before))
        (doc,) = engine.parse(["The leaders agree on the terms, they warn of losses, and they fear more."])
        found.append([token.lemma_ for token in doc if token.pos_ in {"NOUN", "VERB", "ADJ"}])
    assert found[0] == found[1]
    assert all(lemma.islower() for lemma in found[0])
    assert {lemma for lemma in engine._lemmas.values() if not lemma.islower()} == set()
