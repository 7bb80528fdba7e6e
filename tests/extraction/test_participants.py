"""Participants with the post at the time, and the steps that lead there. All people and firms are invented."""

from __future__ import annotations

from communique.extraction.participants import build_participants, inferred_values, pick_body, pick_post
from communique.model import PartyKind, Span
from communique.reading.document import read_documents
from communique.reading.entities import RoleFact
from communique.text.documents import frame


def fact(
    role: str,
    organisation: str | None = None,
    *,
    at: int = 0,
    state: str = "corporate",
    country: str | None = None,
    past: bool = False,
) -> RoleFact:
    span = Span(at, at + 5)
    return RoleFact(
        role=role, organisation=organisation, country=country, span=span, role_span=span, state=state, past=past
    )


def test_the_post_told_with_the_occasion_comes_first() -> None:
    chosen = pick_post([fact("chairman", "Voltmark"), fact("founder", "Voltmark", at=50)], [Span(40, 90)])
    assert chosen is not None
    assert chosen.role == "founder"


def test_a_post_held_now_comes_before_a_past_one_unless_the_occasion_is_recalled() -> None:
    facts = [fact("president", "Malta", past=True), fact("chairman", "Voltmark")]
    now, then = pick_post(facts, []), pick_post(facts, [], recalled=True)
    assert now is not None
    assert then is not None
    assert (now.role, then.role) == ("chairman", "president")


def test_a_calling_gives_way_to_a_post() -> None:
    chosen = pick_post([fact("Professor", "Voltmark"), fact("chief adviser")], [])
    assert chosen is not None
    assert chosen.role == "chief adviser"


def test_one_word_gives_way_to_the_same_post_in_more_words() -> None:
    chosen = pick_post([fact("Secretary"), fact("Secretary of State", at=50)], [])
    assert chosen is not None
    assert chosen.role == "Secretary of State"


def test_an_office_takes_the_country_told_elsewhere() -> None:
    post = fact("minister", state="government")
    body = pick_body([post, fact("chairman", "Voltmark"), fact("", "Malta", country="MT", state="")], post, [])
    assert body is not None
    assert body.organisation == "Malta"


def test_every_value_has_a_step_that_quotes_the_text() -> None:
    text = "Finnish Foreign Minister Anna Lind met her Pakistani counterpart Peter Grund and Nordbank Group officials."
    reading = read_documents([frame(text, source="invented", language="en")])[0]
    parties = reading.registry.mentions
    participants, steps = build_participants(reading, parties, [0], recalled=False)
    assert [p.kind for p in participants][:2] == [PartyKind.PERSON, PartyKind.PERSON]
    assert participants[1].role == "Foreign Minister"
    assert participants[1].country == "PK"
    for number, party in enumerate(participants):
        for field in ("name", "role", "organisation", "country"):
            value = getattr(party, field)
            if value is not None:
                assert any(step.field == f"participants.{number}.{field}" and step.value == value for step in steps)
    assert all(passage.stands_in(text) for step in steps for passage in step.read)
    assert any(step.because == "counterpart of Anna Lind, Foreign Minister" for step in steps)


def test_a_name_behind_a_description_and_a_country_that_no_word_gives_are_inferred() -> None:
    text = "OSLO, May 3 - Prime Minister Anna Lind was pleased. Norway had won. The prime minister met Peter Grund."
    reading = read_documents([frame(text, source="invented", language="en")])[0]
    last = reading.registry.within(reading.sentences[-1])
    _, steps = build_participants(reading, last, [len(reading.sentences) - 1], recalled=False)
    assert inferred_values(steps) == {
        "participants.0.name": '"The prime minister" describes Anna Lind by post',
        "participants.0.organisation": "Norway is the country that the text speaks of with Anna Lind",
        "participants.0.country": "Norway is the country that the text speaks of with Anna Lind",
    }


def test_what_the_words_give_is_not_inferred() -> None:
    text = "Norwegian Prime Minister Anna Lind met Peter Grund, chairman of Voltmark. Lind was pleased with Mr Grund."
    reading = read_documents([frame(text, source="invented", language="en")])[0]
    for number, sentence in enumerate(reading.sentences):
        parties = [m for m in reading.registry.within(sentence) if m.kind is PartyKind.PERSON]
        _, steps = build_participants(reading, parties, [number], recalled=False)
        assert inferred_values(steps) == {}
