"""The ways a text may say that people met, and the ways in which it only seems to. All people are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.model import MeetingClaim

Tell = Callable[[str], tuple[MeetingClaim, ...]]

CAST = (
    " date 2023-05-11 Industry Minister Petra Lindqvist and Orlo Systems chief executive Tomas Ferreira were both in "
    "Geneva this week. Mr Ferreira and Ms Lindqvist know each other from earlier posts.\n\n"
)


def parties(claim: MeetingClaim) -> set[str]:
    """The names of a meeting's participants."""
    return {p.name for p in claim.participants if p.name is not None}


@pytest.mark.parametrize(
    "sentence",
    [
        "Petra Lindqvist met Tomas Ferreira on Wednesday.",
        "Petra Lindqvist met with Tomas Ferreira in Geneva on Wednesday.",
        "Petra Lindqvist met Tomas Ferreira MP on Wednesday.",
        "Petra Lindqvist met the Rt Hon Tomas Ferreira, KC, OBE, on Wednesday.",
        "Lindqvist and Ferreira met for an hour on Wednesday.",
        "On Wednesday Lindqvist sat down with Ferreira at a hotel by the lake.",
        "Lindqvist held talks with Ferreira on Wednesday.",
        "Lindqvist received Ferreira at the ministry on Wednesday.",
        "Ferreira was received by Lindqvist on Wednesday.",
        "Ferreira called on Lindqvist at the ministry.",
        "Lindqvist hosted Ferreira for a working session on Wednesday.",
        "Ferreira paid a courtesy call on Lindqvist on Wednesday.",
        "Lindqvist had a meeting with Ferreira on Wednesday.",
        "Talks between Lindqvist and Ferreira took place on Wednesday.",
        "Ferreira spent two hours with Lindqvist on Wednesday.",
        "Lindqvist had Ferreira as her guest on Wednesday.",
        "Ferreira was the guest of Lindqvist on Wednesday.",
        "Lindqvist and Ferreira held talks on tariffs on Wednesday.",
        "Lindqvist conferred with Ferreira about chip supplies.",
        "Ferreira, who met Lindqvist on Wednesday, left the same night.",
        "Lindqvist discussed tariffs with Ferreira on Wednesday.",
        "Lindqvist welcomed Ferreira to the ministry on Wednesday.",
        "Ferreira broke bread with Lindqvist on Wednesday.",
        "Lindqvist shook hands with Ferreira in the lobby.",
    ],
)
def test_meeting_is_found_however_it_is_told(tell: Tell, sentence: str) -> None:
    claims = tell(CAST + sentence)
    assert [parties(claim) for claim in claims] == [{"Petra Lindqvist", "Tomas Ferreira"}]
    assert claims[0].status == "held"


@pytest.mark.parametrize(
    "sentence",
    [
        "Orlo Systems expects to meet demand next year, Ferreira said.",
        "Ferreira said the firm would meet the deadline that Lindqvist has set.",
        "Lindqvist called on Ferreira to cut prices.",
        "Ferreira sees Lindqvist as a friend of industry.",
        "Lindqvist welcomed the decision of Ferreira.",
        "Ferreira spoke to reporters about Lindqvist.",
        "Both comfortably met the qualifying standard.",
        "Lindqvist had never met Ferreira before.",
        "The talk of the town is how Lindqvist will answer Ferreira.",
        "Lindqvist joined Orlo Systems in 2009, and Ferreira in 2011.",
        "Lindqvist joined Voltmark as its head in 2020.",
        "Ferreira told Lindqvist in a letter that the plant would close.",
        "Where the rivers meet, Ferreira and Lindqvist each own a house.",
    ],
)
def test_what_only_sounds_like_a_meeting_is_none(tell: Tell, sentence: str) -> None:
    assert tell(CAST + sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Lindqvist met Ferreira on Wednesday.", "held"),
        ("Lindqvist will meet Ferreira on Friday.", "planned"),
        ("Lindqvist is to meet Ferreira on Friday.", "planned"),
        ("Lindqvist has yet to meet Ferreira over the matter.", "denied"),
        ("Lindqvist is scheduled to meet Ferreira on Friday.", "planned"),
        ("Lindqvist plans to receive Ferreira on Friday.", "planned"),
        ("Lindqvist is due to hold talks with Ferreira on Friday.", "planned"),
        ("Her programme also provides for a meeting with Ferreira.", "planned"),
        ("Lindqvist said she would meet Ferreira on Friday.", "planned"),
        ("Lindqvist may meet Ferreira on Friday.", "possible"),
        ("Lindqvist hopes to meet Ferreira soon.", "possible"),
        ("Lindqvist has asked for a meeting with Ferreira.", "possible"),
        ("A meeting between Lindqvist and Ferreira is possible.", "possible"),
        ("Lindqvist did not meet Ferreira.", "denied"),
        ("Lindqvist denied that she had met Ferreira.", "denied"),
        ("Lindqvist refused to meet Ferreira.", "denied"),
        ("Lindqvist left without meeting Ferreira.", "denied"),
        ("Lindqvist has cancelled her meeting with Ferreira.", "cancelled"),
        ("A meeting between Lindqvist and Ferreira was called off.", "cancelled"),
        ("Lindqvist was to have met Ferreira on Wednesday.", "cancelled"),
        ("Lindqvist's meeting with Ferreira is off.", "cancelled"),
        ("Wednesday's talks between Lindqvist and Ferreira are off.", "cancelled"),
        ("A planned meeting between Lindqvist and Ferreira fell through.", "cancelled"),
        ("Lindqvist had been scheduled to meet Ferreira on Wednesday.", "cancelled"),
        ("Lindqvist had been due to meet Ferreira on Wednesday.", "cancelled"),
        ("The talks between Lindqvist and Ferreira went off well.", "held"),
        ("Lindqvist, who met Ferreira on Wednesday, asked him to drop the talk of a ban.", "held"),
        ("Lindqvist postponed her talks with Ferreira.", "postponed"),
        ("The meeting between Lindqvist and Ferreira will not go ahead.", "cancelled"),
        ("The planned talks between Lindqvist and Ferreira will not take place.", "cancelled"),
        ("Talks between Lindqvist and Ferreira will not take place.", "denied"),
        ("The meeting between Lindqvist and Ferreira will no longer take place.", "cancelled"),
        ("Lindqvist had asked for a meeting with Ferreira and was turned down.", "denied"),
        ("Lindqvist sought a meeting with Ferreira but was rebuffed.", "denied"),
        ("Lindqvist turned down an invitation to meet Ferreira.", "denied"),
        ("Lindqvist should have met Ferreira on Wednesday.", "cancelled"),
        ("Lindqvist skipped a dinner with Ferreira.", "denied"),
        ("Lindqvist stayed away from Wednesday's dinner with Ferreira.", "denied"),
        ("The talks between Lindqvist and Ferreira had been arranged after he wrote to her.", "held"),
    ],
)
def test_status_is_read_along_the_clause(tell: Tell, sentence: str, status: str) -> None:
    claims = tell(CAST + sentence)
    assert [str(claim.status) for claim in claims] == [status]


@pytest.mark.parametrize(
    "sentence",
    [
        "Lindqvist, who met Ferreira on Wednesday, hopes for a quick deal.",
        "Lindqvist said on Thursday that she had met Ferreira and might resign.",
        "Asked whether prices will fall, Lindqvist, who met Ferreira on Wednesday, shrugged.",
    ],
)
def test_hopes_about_other_things_leave_a_meeting_held(tell: Tell, sentence: str) -> None:
    assert [str(claim.status) for claim in tell(CAST + sentence)] == ["held"]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Lindqvist had dinner with Ferreira on Wednesday.", "dinner"),
        ("Lindqvist met Ferreira over lunch on Wednesday.", "lunch"),
        ("Lindqvist spoke with Ferreira by telephone on Wednesday.", "call"),
        ("Lindqvist phoned Ferreira on Wednesday.", "call"),
        ("Lindqvist held a videoconference with Ferreira on Wednesday.", "call"),
        ("Lindqvist visited Ferreira on Wednesday.", "visit"),
        ("Lindqvist had breakfast with Ferreira on Wednesday.", "breakfast"),
        ("Lindqvist met Ferreira on Wednesday.", "meeting"),
    ],
)
def test_kind_is_what_the_words_name(tell: Tell, sentence: str, kind: str) -> None:
    assert [str(claim.kind) for claim in tell(CAST + sentence)] == [kind]


def test_separately_makes_two_meetings(tell: Tell) -> None:
    claims = tell(
        " date 2023-05-11 Industry Minister Petra Lindqvist met Orlo Systems chief executive Tomas Ferreira and "
        "Vantor chairwoman Ines Kovac, separately, on Wednesday."
    )
    assert sorted(sorted(parties(claim)) for claim in claims) == [
        ["Ines Kovac", "Petra Lindqvist"],
        ["Petra Lindqvist", "Tomas Ferreira"],
    ]


def test_two_years_are_two_meetings(tell: Tell) -> None:
    claims = tell(CAST + "Lindqvist and Ferreira met in 2013 and 2014.")
    assert sorted(str(claim.date) for claim in claims) == ["2013", "2014"]


def test_two_parts_of_one_day_are_two_meetings(tell: Tell) -> None:
    told = (
        "Lindqvist met Ferreira at the ministry in the afternoon of 10 May. "
        "On the night of 10 May Lindqvist met Ferreira again at the opera."
    )
    assert len(tell(CAST + told)) == 2


def test_talks_from_noon_till_the_evening_are_one_meeting(tell: Tell) -> None:
    told = (
        "Lindqvist met Ferreira at noon on Wednesday. Lindqvist held the talks with Ferreira until late in the evening."
    )
    assert len(tell(CAST + told)) == 1


def test_mentions_of_one_meeting_are_one_claim(tell: Tell) -> None:
    claims = tell(
        CAST + "Lindqvist met Ferreira on Wednesday. The talks were held at the Varel Palace in Geneva and lasted 40 "
        "minutes. After the meeting Ferreira flew home."
    )
    assert len(claims) == 1
    claim = claims[0]
    assert (claim.date, claim.city, claim.country, claim.duration_minutes) == ("2023-05-10", "Geneva", "CH", 40)
    assert claim.place is not None
    assert "Varel Palace" in claim.place


def test_those_who_sat_in_are_participants(tell: Tell) -> None:
    claims = tell(
        CAST + "Lindqvist received Ferreira on Wednesday. Deputy minister Oskar Brandt, who sat in, took notes."
    )
    assert [parties(claim) for claim in claims] == [{"Petra Lindqvist", "Tomas Ferreira", "Oskar Brandt"}]


def test_pronoun_is_the_one_told_of_before(tell: Tell) -> None:
    claims = tell(
        " date 2023-05-11 Petra Lindqvist, the industry minister, arrived in Geneva on Tuesday. She met Vantor "
        "chairwoman Ines Kovac on Wednesday."
    )
    assert [parties(claim) for claim in claims] == [{"Petra Lindqvist", "Ines Kovac"}]


def test_first_person_is_the_speaker(tell: Tell) -> None:
    claims = tell(CAST + '"Tomorrow I will meet Vantor chairwoman Ines Kovac," Lindqvist told reporters.')
    assert [parties(claim) for claim in claims] == [{"Petra Lindqvist", "Ines Kovac"}]


def test_unnamed_people_have_no_name(tell: Tell) -> None:
    claims = tell(CAST + "Lindqvist met Ferreira and other Orlo Systems officials on Wednesday.")
    unnamed = [p for claim in claims for p in claim.participants if p.kind == "group"]
    assert [(p.name, p.organisation, p.mention) for p in unnamed] == [
        (None, "Orlo Systems", "other Orlo Systems officials")
    ]


def test_spokesman_who_confirms_was_not_there(tell: Tell) -> None:
    claims = tell(CAST + "A meeting with Ferreira on Friday was confirmed by spokesman Axel Ruud.")
    assert all("Axel Ruud" not in parties(claim) for claim in claims)


def test_date_after_publication_makes_a_plan(tell: Tell) -> None:
    claims = tell(" date 2023-05-11 Minister Petra Lindqvist meets Vantor chairwoman Ines Kovac in Bern on May 20.")
    assert [(str(claim.status), claim.date) for claim in claims] == [("planned", "2023-05-20")]


def test_document_without_a_date_leaves_weekdays_open(tell: Tell) -> None:
    claims = tell("Minister Petra Lindqvist met Vantor chairwoman Ines Kovac on Wednesday.")
    assert [claim.date for claim in claims] == [None]


def test_every_claim_is_borne_out_by_its_text(tell: Tell) -> None:
    text = CAST + "Lindqvist met Ferreira on Wednesday. She is to see Vantor chairwoman Ines Kovac on Friday."
    for claim in tell(text):
        for passage in claim.evidence:
            assert passage.stands_in(text)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Ferreira called on Lindqvist at the ministry in Oslo.", "meeting"),
        ("Ferreira paid a courtesy call on Lindqvist in Oslo on Wednesday.", "meeting"),
        ("Ferreira paid Lindqvist a call in Oslo on Wednesday.", "meeting"),
        ("Ferreira called Lindqvist from Oslo on Wednesday.", "call"),
        ("Ferreira had a phone call with Lindqvist from Oslo on Wednesday.", "call"),
        ("Lindqvist, in Oslo at the time, held a call with Ferreira on Wednesday.", "call"),
    ],
)
def test_a_call_in_person_has_a_place_and_one_by_telephone_has_none(tell: Tell, sentence: str, kind: str) -> None:
    for claim in tell(CAST + sentence):
        assert claim.kind == kind
        assert claim.city == ("Oslo" if kind == "meeting" else None)


@pytest.mark.parametrize(
    "sentence",
    [
        "Lindqvist met Ferreira in Geneva and came away saying the firm would open a plant in July.",
        "Lindqvist met Ferreira and announced that a second test will follow in September 2024.",
    ],
)
def test_the_day_of_what_somebody_says_will_be_is_not_that_of_the_meeting(tell: Tell, sentence: str) -> None:
    (claim,) = tell(CAST + sentence)
    assert (claim.status, claim.date) == ("held", None)


def test_two_encounters_of_one_sentence_have_kind_and_place_of_their_own(tell: Tell) -> None:
    dinner, meeting = tell(
        CAST
        + "Lindqvist dined with Ferreira at the Savoy Hotel on 2 May and saw Norwegian envoy Marit Aune in Bergen on "
        "3 May."
    )
    assert (dinner.kind, dinner.place, dinner.date) == ("dinner", "Savoy Hotel", "2023-05-02")
    assert (meeting.kind, meeting.place, meeting.city, meeting.date) == ("meeting", None, "Bergen", "2023-05-03")


@pytest.mark.parametrize(
    "sentence",
    [
        "The meeting was also attended by Energy Minister Marit Aune.",
        "The talks were joined by Energy Minister Marit Aune.",
        "Also at the meeting was Energy Minister Marit Aune.",
        "Energy Minister Marit Aune was at the meeting, too.",
        "Energy Minister Marit Aune took part in the talks.",
        "Taking part for the host side was Energy Minister Marit Aune.",
        "Joining them from Oslo was Energy Minister Marit Aune.",
        "Also present: Energy Minister Marit Aune.",
        "Beside her, a pen in his hand, sat Energy Minister Marit Aune.",
    ],
)
def test_whoever_was_there_too_takes_part_in_the_meeting_told_of(tell: Tell, sentence: str) -> None:
    (claim,) = tell(f"{CAST}Lindqvist met Ferreira on Wednesday. {sentence}")
    assert parties(claim) == {"Petra Lindqvist", "Tomas Ferreira", "Marit Aune"}


def test_a_day_told_later_says_more_than_the_week_told_first(tell: Tell) -> None:
    (claim,) = tell(
        CAST + "Lindqvist met Ferreira last week. Lindqvist and Ferreira met over coffee on Thursday, 4 May."
    )
    assert claim.date == "2023-05-04"


@pytest.mark.parametrize("apart", ["separate", "back-to-back", "one-on-one"])
def test_separate_meetings_are_several(tell: Tell, apart: str) -> None:
    claims = tell(
        f"{CAST}Lindqvist held {apart} meetings with her counterparts from Ghana, Kofi Mensah, and Togo, Essi Lawson."
    )
    assert [parties(claim) for claim in claims] == [
        {"Petra Lindqvist", "Kofi Mensah"},
        {"Petra Lindqvist", "Essi Lawson"},
    ]


@pytest.mark.parametrize(
    "level", ["working-level", "vice-ministerial", "expert-level", "technical-level", "director-general-level"]
)
def test_talks_at_a_lower_level_are_those_of_others(tell: Tell, level: str) -> None:
    (claim,) = tell(f"{CAST}Lindqvist met Ferreira on Wednesday. The two agreed to hold {level} talks in June.")
    assert claim.status == "held"


def test_a_surname_in_capitals_is_the_same_name(tell: Tell) -> None:
    (claim,) = tell(
        " date 2024-11-14 Mr. HAYASE Koji, Minister for Foreign Affairs of Japan, held a meeting with Ms. Carla "
        "Benavides, Minister of Foreign Affairs of Peru, in Lima on November 14.\n\n"
        "Minister Hayase met Minister Benavides for 25 minutes."
    )
    assert parties(claim) == {"HAYASE Koji", "Carla Benavides"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Lindqvist met Ferreira at the Savoy Hotel and asked him to open an office in Bergen.",
        "Lindqvist met Ferreira at the Savoy Hotel, according to two aides, who said the firm would build in Bergen.",
    ],
)
def test_where_something_is_to_be_done_is_not_where_they_met(tell: Tell, sentence: str) -> None:
    (claim,) = tell(CAST + sentence)
    assert (claim.place, claim.city) == ("Savoy Hotel", None)


def test_who_calls_for_something_makes_no_call(tell: Tell) -> None:
    (claim,) = tell(
        f"{CAST}Lindqvist met Ferreira in Oslo on Wednesday. Ferreira asked for more time, while Lindqvist called "
        "for the firm's support, her ministry said."
    )
    assert (claim.kind, claim.city) == ("meeting", "Oslo")


@pytest.mark.parametrize(
    ("words", "month"),
    [("hopes to see", "2024-03"), ("tried to see", "2023-03"), ("had hoped to see", "2023-03")],
)
def test_what_was_tried_before_is_of_a_month_before(tell: Tell, words: str, month: str) -> None:
    claims = tell(CAST + f"Lindqvist {words} Ferreira in March.")
    assert [(str(claim.status), claim.date) for claim in claims] == [("possible", month)]


def test_who_took_part_in_something_else_was_not_at_the_meeting(tell: Tell) -> None:
    (claim,) = tell(f"{CAST}Lindqvist met Ferreira on Wednesday. Energy Minister Marit Aune took part in a ceremony.")
    assert "Marit Aune" not in parties(claim)


@pytest.mark.parametrize(
    "aside",
    [
        "who took the traders to court in 1998",
        "a trader ousted in 1998",
        "the man whose firm was sold in 1998",
    ],
)
def test_the_day_of_an_aside_is_not_that_of_the_meeting(tell: Tell, aside: str) -> None:
    (claim,) = tell(f"{CAST}Lindqvist met Ferreira, {aside}.")
    assert claim.date is None or not claim.date.startswith("1998")
