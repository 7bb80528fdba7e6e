"""Names that the statistical model takes for somebody's, and what the rest of the text makes of them."""

from __future__ import annotations

import math

import pytest
from readings import people, read

from communique.languages.en.engine import is_plain_word
from communique.languages.personal_names import is_family_name, is_given_name
from communique.model import PartyKind
from communique.reading.document import find_names
from communique.reading.names.judging import FULL, SHORT, load_person_weights
from communique.text.documents import frame


def bodies(text: str) -> list[str]:
    return [entity.name for entity in read(text).registry.entities if entity.kind is PartyKind.ORGANISATION]


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        (
            "Prime Minister Lindiwe Maseko held talks with the founder of Tumelo Grid, Kabelo Sithole, in Gaborone. "
            "Tumelo Grid, which supplies half of the country, wants a licence. Sithole said he was hopeful.",
            "Tumelo Grid",
        ),
        (
            "Marula Cloud's chairman, Drago Hvala, saw Minister Maja Perko in Ljubljana on Friday, he said. The owner "
            "of Marula Cloud was there too. Marula Cloud wants its licence back.",
            "Marula Cloud",
        ),
    ],
)
def test_a_firm_of_two_words_is_nobody(text: str, firm: str) -> None:
    assert firm not in people(read(text))
    assert firm in bodies(text)


def test_a_plain_word_at_the_head_of_a_quotation_is_nobody() -> None:
    text = (
        "Pavati Kaskae and Ilse Vandermoor had lunch on Monday. "
        '"Lamps do not score goals," said Kaskae, who wants new lamps for the stadium.'
    )
    assert people(read(text)) == ["Pavati Kaskae", "Ilse Vandermoor"]


@pytest.mark.parametrize(
    "name", ["Xu Wenbo", "Drago Hvala", "Grace Hopewell", "Osei Quartey", "Sam Rivers", "Nguyen Thi Hoa", "Bruno Achá"]
)
def test_people_stay_people(name: str) -> None:
    text = f"Minister Maja Perko met {name}, who runs a mill, in Ljubljana. He asked her for cheaper power."
    assert name in people(read(text))


def test_people_whom_the_model_passes_over_are_found() -> None:
    text = (
        "Osei Quartey, who runs the largest mill in Kumasi, and Pavati Kaskae had lunch on Monday. Quartey asked her "
        "for a loan."
    )
    assert "Osei Quartey" in people(read(text))


def test_a_form_of_address_is_never_overruled() -> None:
    text = "Mr Golden Waves met Ms Copper Cloud in Lima. Mr Waves asked her for a loan."
    assert people(read(text)) == ["Golden Waves", "Copper Cloud"]


def test_every_name_that_passes_for_a_party_is_judged() -> None:
    text = "Drago Hvala of Skalka Pay met Maja Perko in Ljubljana. Skalka Pay's chairman was late."
    (found,) = find_names([frame(text, source="invented", language="en")])
    judged = {form.text: form.person for form in found.forms.values() if form.person is not None}
    assert {"Drago Hvala", "Maja Perko"} <= set(judged)
    assert all(0 <= likelihood <= 1 for likelihood in judged.values())


def test_the_weights_are_figures_for_long_and_short_names() -> None:
    weights = load_person_weights().weights
    assert set(weights) == {FULL, SHORT}
    assert all("bias" in own and all(map(math.isfinite, own.values())) for own in weights.values())


@pytest.mark.parametrize("word", ["Waves", "cloud", "Meeting", "Factories", "LICENSING", "denied"])
def test_plain_words_in_any_form(word: str) -> None:
    assert is_plain_word(word)


@pytest.mark.parametrize("word", ["Hvala", "Kaskae", "", "of", "x"])
def test_other_words(word: str) -> None:
    assert not is_plain_word(word)


def test_words_of_names() -> None:
    assert all(map(is_given_name, ["Saskia", "Jean-Marc", "saskia"]))
    assert is_family_name("García")
    assert not any(map(is_given_name, ["Copper", "", "-"]))
    assert not is_family_name("Copper")


def test_a_day_is_no_party() -> None:
    reading = read("Ada Voss was reported by the National Daily to have called at the ministry on July 19 as well.")
    assert "July 19" not in [entity.name for entity in reading.registry.entities]
