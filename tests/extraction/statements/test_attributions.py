"""Who said what, in many wordings; the people and firms are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.model import StatementClaim

Said = Callable[[str], tuple[StatementClaim, ...]]

INTRO = (
    "Energy Minister Hanna Lindqvist received Tomas Varga, the chief executive of Ostwind Power, in Malmburg on "
    "Tuesday.\n\n"
)


def one(said: Said, sentence: str) -> StatementClaim:
    found = [claim for claim in said(INTRO + sentence) if claim.evidence[0].start >= len(INTRO)]
    assert len(found) == 1, [(claim.speaker, claim.about) for claim in found]
    return found[0]


@pytest.mark.parametrize(
    ("sentence", "speaker", "content"),
    [
        ('"The grid is ready for winter," Lindqvist said.', "Hanna Lindqvist", '"The grid is ready for winter,"'),
        ('"The grid is ready," said Varga, "and it will stay so."', "Tomas Varga", '"The grid is ready,"'),
        ("Varga said that the plant was on schedule.", "Tomas Varga", "that the plant was on schedule"),
        ("Varga told reporters the plant was on schedule.", "Tomas Varga", "the plant was on schedule"),
        ("The plant, Varga said, is on schedule.", "Tomas Varga", "The plant"),
        ("The plant is on schedule, according to Ostwind Power.", "Ostwind Power", "The plant is on schedule"),
        ("According to Ostwind Power, the plant is on schedule.", "Ostwind Power", "the plant is on schedule"),
        ("The plant, in Varga's view, is a model for Europe.", "Tomas Varga", "The plant"),
        ('Varga was more forthcoming: "We will open it in May."', "Tomas Varga", '"We will open it in May."'),
        ("The plant is on schedule, one of the engineers said.", "one of the engineers", "The plant is on schedule"),
        ('Lindqvist: "We will not wait another year."', "Hanna Lindqvist", '"We will not wait another year."'),
        (
            "Varga expressed concern about the price of steel.",
            "Tomas Varga",
            "about the price of steel",
        ),
        ("Varga asked Lindqvist to shorten the procedure.", "Tomas Varga", "to shorten the procedure"),
        ("Varga called for a shorter procedure.", "Tomas Varga", "a shorter procedure"),
        ("Officials said the procedure would be shortened.", "Officials", "the procedure would be shortened"),
    ],
)
def test_speaker_and_content_are_found(said: Said, sentence: str, speaker: str, content: str) -> None:
    claim = one(said, sentence)
    assert (claim.speaker, claim.contents[0].quote) == (speaker, content)
    assert all(passage.span in claim.evidence[0].span for passage in (*claim.cues, *claim.contents))


@pytest.mark.parametrize(
    "sentence",
    [
        "Both sides said the grid was safe.",
        "Both ministers said the grid was safe.",
        "The parties said the grid was safe.",
        "Neither side said the grid was safe.",
    ],
)
def test_words_for_two_parties_are_those_of_the_meeting(said: Said, sentence: str) -> None:
    told = INTRO + "Peter Falk, Varga's adviser, sat with Ilse Maren and Jon Moe. " + sentence
    assert said(told)[-1].speaker == "Hanna Lindqvist; Tomas Varga"


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Varga pledged to build two more plants.", "promise"),
        ("Varga urged the minister to shorten the procedure.", "request"),
        ("Varga is ready to build two more plants.", "offer"),
        ("Varga warned that the turbines were ageing.", "concern"),
        ("Varga denied that the turbines were ageing.", "denial"),
        ("Varga declined to name the buyer.", "denial"),
        ("Lindqvist would not say who the buyer was.", "denial"),
        ("Varga thanked the minister for her patience.", "praise"),
        ("Varga expects prices to fall next year.", "forecast"),
        ("Varga announced the sale of the northern plant.", "announcement"),
        ("Varga believes that the market is sound.", "view"),
        ("Varga said that he would build two more plants.", "promise"),
        ("Varga said that prices would fall next year.", "forecast"),
        ('Varga called the procedure "a disgrace".', "concern"),
    ],
)
def test_kind_follows_cue_and_content(said: Said, sentence: str, kind: str) -> None:
    assert one(said, sentence).kind == kind


@pytest.mark.parametrize(
    "sentence",
    [
        "The plant stands on the coast and employs two hundred people.",
        "Varga flew home in the evening.",
        "The Ostwind chief called on the minister at noon.",
        "The delegation had asked nobody and was given tea.",
        "It is expected to rain.",
        'The street is known as "the Mile".',
    ],
)
def test_narrators_own_sentences_are_no_statements(said: Said, sentence: str) -> None:
    assert [c.about for c in said(INTRO + sentence) if c.evidence[0].start >= len(INTRO)] == []


def test_quotation_over_several_sentences_is_one_statement(said: Said) -> None:
    claim = one(said, '"The grid is ready," Varga said. "It has never been stronger. Nobody will freeze."')
    assert [piece.quote for piece in claim.contents] == [
        '"The grid is ready,"',
        '"It has never been stronger. Nobody will freeze."',
    ]
    assert claim.modality == "direct_quote"


def test_pronoun_stands_for_who_spoke_before(said: Said) -> None:
    first, second = (
        c
        for c in said(INTRO + "Varga said that the plant was on schedule. He added that steel was dear.")
        if c.evidence[0].start >= len(INTRO)
    )
    assert (first.speaker, second.speaker) == ("Tomas Varga", "Tomas Varga")
    assert second.speaker_mention == "He"
    assert "speaker" in second.because


def test_nobody_calls_himself_by_name_in_what_he_says(said: Said) -> None:
    found = said(INTRO + "Lindqvist spoke first. Varga, she said, was a good listener.")
    assert next(c for c in found if c.cues[0].quote == "said").speaker == "Hanna Lindqvist"


def test_statement_told_by_another_is_reported_through_him(said: Said) -> None:
    found = said(INTRO + "Spokesman Jonas Ek said Lindqvist had asked Varga to shorten the procedure.")
    asked = next(c for c in found if c.speaker == "Hanna Lindqvist")
    assert (asked.kind, asked.addressee, asked.reported_through) == ("request", "Tomas Varga", ("Jonas Ek",))


def test_joint_speakers_are_both_named(said: Said) -> None:
    assert one(said, "Lindqvist and Varga said that work would begin in May.").speaker == "Hanna Lindqvist; Tomas Varga"


def test_hedge_beside_the_cue_makes_it_hedged(said: Said) -> None:
    assert one(said, "Varga reportedly told the board that the plant was late.").modality == "hedged"


def test_each_clause_of_and_that_is_a_statement(said: Said) -> None:
    found = [
        c.contents[0].quote
        for c in said(INTRO + "Varga said that the plant was late and that the price of steel had doubled.")
        if c.evidence[0].start >= len(INTRO)
    ]
    assert found == ["that the plant was late", "that the price of steel had doubled"]


def test_transcript_goes_to_its_labels(said: Said) -> None:
    text = (
        "Energy Minister Hanna Lindqvist met the press on Tuesday.\n\n"
        "JOURNALIST: Minister, will the northern plant be closed?\n\n"
        "LINDQVIST: The northern plant will stay open until the spring. Thank you all.\n"
    )
    (claim,) = said(text)
    assert claim.speaker == "Hanna Lindqvist"
    assert claim.contents[0].quote == "The northern plant will stay open until the spring"


def test_the_stop_of_a_form_of_address_ends_no_matter(said: Said) -> None:
    told = INTRO + "Hanna Lindqvist asked that Mr. Varga build a plant."
    assert [claim.about for claim in said(told) if claim.evidence[0].start >= len(INTRO)] == ["Mr. Varga build a plant"]


@pytest.mark.parametrize("rubric", ["BREAKING", "SPOTTED", "NOT SO FAST", "LIVE"])
def test_a_rubric_speaks_for_nobody(said: Said, rubric: str) -> None:
    text = (
        f"Hanna Lindqvist runs the energy ministry.\n\n{rubric}: The northern plant will stay open until the spring.\n"
    )
    assert [claim.speaker for claim in said(text) if claim.speaker == rubric] == []


@pytest.mark.parametrize("asked", ["asked whether she would step in", "when asked about it", "asked if it was true"])
def test_who_was_asked_asks_nothing(said: Said, asked: str) -> None:
    told = INTRO + f"Hanna Lindqvist, {asked}, said that the plant would stay open."
    found = [claim for claim in said(told) if claim.evidence[0].start >= len(INTRO)]
    assert {claim.contents[0].quote for claim in found} <= {"that the plant would stay open"}


def test_who_is_set_against_the_speaker_says_nothing(said: Said) -> None:
    told = INTRO + "It was Hanna Lindqvist, not Tomas Varga, who said that the plant would stay open."
    assert [claim.speaker for claim in said(told) if claim.evidence[0].start >= len(INTRO)] == ["Hanna Lindqvist"]


def test_statement_knows_the_meeting_of_its_sentence(extracted: Callable[[str], object]) -> None:
    text = (
        "On Tuesday Energy Minister Hanna Lindqvist met Tomas Varga, the chief executive of Ostwind Power, and asked "
        "him to build a plant."
    )
    found = extracted(text)
    (meeting,) = found.meetings  # type: ignore[attr-defined]
    assert [claim.meeting for claim in found.statements] == [meeting.id]  # type: ignore[attr-defined]


def test_a_speaker_in_parentheses_is_whose_words_a_quotation_retells(said: Said) -> None:
    told = INTRO + '"(Lindqvist said) The grid is ready for the winter and for more," Peter Falk, her adviser, added.'
    retold = [claim for claim in said(told) if claim.speaker == "Hanna Lindqvist"]
    assert [claim.contents[0].quote for claim in retold] == ["The grid is ready for the winter and for more"]
    assert retold[0].reported_through == ("Peter Falk",)


def test_nobody_is_he_in_his_own_quotation(said: Said) -> None:
    told = (
        INTRO + 'Varga spoke for an hour. "We were glad of it," Peter Falk said. '
        '"(He said) The plant would grow by a half," Falk added.'
    )
    inner = [claim for claim in said(told) if claim.source is not None and claim.source.quote == "He"]
    assert [claim.speaker for claim in inner] == ["Tomas Varga"]


def test_a_content_ends_where_the_same_speaker_s_next_cue_begins(said: Said) -> None:
    told = INTRO + "Varga praised the shorter procedure, while noting that the turbines were ageing."
    contents = [claim.contents[0].quote for claim in said(told) if claim.evidence[0].start >= len(INTRO)]
    assert contents == ["the shorter procedure", "that the turbines were ageing"]


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Allegedly, Varga promised to build a plant.", "hedged"),
        ("Possibly Varga promised to build a plant.", "hedged"),
        ("Varga may have promised to build a plant.", "hedged"),
        ("Varga might well have promised to build a plant.", "hedged"),
        ("Varga could have promised to build a plant.", "hedged"),
        ("Varga may promise to build a plant.", "hedged"),
        ("Varga is said to have promised to build a plant.", "hedged"),
        ("Varga is alleged to have promised to build a plant.", "hedged"),
        ("Varga has promised to build a plant in May.", "reported"),
        ("Varga could promise to build a plant.", "reported"),
        ("The sum is possibly wrong. Varga promised to build a plant.", "reported"),
        ("Varga, who may be ill, promised to build a plant.", "reported"),
    ],
)
def test_what_is_doubted_before_the_verb_or_its_subject_is_hedged(said: Said, sentence: str, modality: str) -> None:
    (promise,) = (claim for claim in said(INTRO + sentence) if claim.kind.value == "promise")
    assert promise.modality.value == modality


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("Varga said that Lindqvist had asked the board to approve the plant.", ["view", "request"]),
        ("Varga said Peter Falk had promised to build a plant.", ["view", "promise"]),
        ("The ministry said that Lindqvist had asked the board to approve the plant.", ["request"]),
        ("Varga said that Lindqvist should ask the board to approve the plant.", ["request"]),
        ("Varga said that the board must approve the plant.", ["request"]),
    ],
)
def test_who_tells_of_anothers_asking_asks_for_nothing(said: Said, sentence: str, kinds: list[str]) -> None:
    told = [claim for claim in said(INTRO + sentence) if claim.evidence[0].start >= len(INTRO)]
    assert [claim.kind.value for claim in told][: len(kinds)] == kinds


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("Varga told Lindqvist to send the papers.", "to send the papers"),
        ("It was Varga who told the minister not to close the plant.", "not to close the plant"),
        ("Varga reminded Lindqvist to send the papers.", "to send the papers"),
        ("Varga told a story to amuse the guests.", None),
        ("Varga told reporters on his way out to see the plant.", None),
        ("Lindqvist was told to close the plant.", None),
    ],
)
def test_who_tells_somebody_to_do_a_thing_asks_for_it(said: Said, sentence: str, asked: str | None) -> None:
    requests = [claim for claim in said(INTRO + sentence) if claim.kind.value == "request"]
    assert [claim.contents[0].quote for claim in requests] == ([asked] if asked is not None else [])


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Varga denied that the plant would close.", "denial"),
        ("Varga did not deny that the plant would close.", "view"),
        ("Lindqvist didn't dispute the figures.", "view"),
        ("Varga never explicitly ruled out a sale.", "view"),
    ],
)
def test_who_will_not_deny_it_denies_nothing(said: Said, sentence: str, kind: str) -> None:
    assert str(one(said, sentence).kind) == kind


def test_words_on_a_sign_are_not_those_of_who_carries_it(said: Said) -> None:
    found = said(INTRO + 'Varga carried a sign that read: "We will open the plant in May."')
    assert all(claim.evidence[0].start < len(INTRO) for claim in found)
