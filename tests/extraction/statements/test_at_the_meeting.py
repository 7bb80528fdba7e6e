"""At which meeting something was said, and to whom; people, firms and places are invented."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from communique.model import Extraction, StatementClaim

Read = Callable[[str], Extraction]

DATED = " date 2024-02-29 \n\n"  # a Thursday
MET = DATED + "Minister Anna Lind met Peter Grund, the chairman of Nordbank Group, in Oslo on Tuesday. "


def one(found: Extraction) -> StatementClaim:
    assert len(found.statements) == 1, [(claim.speaker, claim.kind, claim.about) for claim in found.statements]
    return found.statements[0]


def at(found: Extraction, claim: StatementClaim) -> int | None:
    """The number of the meeting at which something was said."""
    return next((number for number, meeting in enumerate(found.meetings) if meeting.id == claim.meeting), None)


def said(found: Extraction) -> list[tuple[str | None, str, int | None]]:
    return [(claim.speaker, claim.kind.value, at(found, claim)) for claim in found.statements]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Lind promised two masts.", "Anna Lind"),
        ("Lind said that the mast was sound.", "Anna Lind"),
        ('"The mast is sound," Grund said.', "Peter Grund"),
        ("Grund said that the mast would be sound by Monday.", "Peter Grund"),
        ("Grund said that reporters were welcome.", "Peter Grund"),
        ("Grund said that the hearing was fair.", "Peter Grund"),
        ("Nordbank Group is ready to build a mast.", "Nordbank Group"),
        ("Lind and Grund called for a faster licence.", "Anna Lind; Peter Grund"),
        ("Both sides called for a faster licence.", "Anna Lind; Peter Grund"),
    ],
)
def test_who_was_at_the_meeting_told_of_before_speaks_there(extracted: Read, sentence: str, speaker: str) -> None:
    found = extracted(MET + sentence)
    claim = one(found)
    assert (claim.speaker, at(found, claim)) == (speaker, 0)
    assert claim.because["meeting"] == f"{speaker} was at the meeting told of before"


@pytest.mark.parametrize(
    "sentence",
    [
        "Lind told reporters that the mast was sound.",
        "Lind told the press that the mast was sound.",
        "Lind wrote in a blog post that the mast was sound.",
        "Lind wrote on social media that the mast was sound.",
        "In an interview, Lind called for a licence.",
        "At a rally in Malmburg Lind called for a licence.",
        "At a news conference, Lind called for a licence.",
        "Lind told shareholders that the mast was sound.",
        "Lind asked reporters for patience.",
        "Lind said on Monday that the mast was sound.",
        "Lind said on Wednesday that the mast was sound.",
        "On Thursday Lind said that the mast was sound.",
        "On 1 February Lind called for a licence.",
        "Maria Holm called for a licence.",
        "Voltmark called for a licence.",
        "Officials called for a licence.",
    ],
)
def test_what_was_said_elsewhere_or_by_others_was_not_said_at_the_meeting(extracted: Read, sentence: str) -> None:
    found = extracted(MET + sentence)
    claim = one(found)
    assert len(found.meetings) == 1
    assert (claim.meeting, "meeting" in claim.because) == (None, False)
    assert claim.addressee not in {"Anna Lind", "Peter Grund"}


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("At the talks, officials called for calm.", "officials"),
        ("At the meeting, Maria Holm called for calm.", "Maria Holm"),
        ("During their talks Maria Holm called for calm.", "Maria Holm"),
        ("After the meeting, Lind told reporters that the mast was sound.", "Anna Lind"),
        ("Following the talks, Grund wrote in a blog post that the mast was sound.", "Peter Grund"),
    ],
)
def test_at_the_talks_is_the_meeting_told_of_last(extracted: Read, sentence: str, speaker: str) -> None:
    found = extracted(MET + sentence)
    claim = one(found)
    assert (claim.speaker, at(found, claim), "meeting" in claim.because) == (speaker, 0, False)


def test_at_the_talks_is_no_meeting_where_none_was_told_of(extracted: Read) -> None:
    found = extracted(
        DATED + "At the talks Minister Anna Lind called for calm. On Tuesday she met Peter Grund in Oslo."
    )
    assert one(found).meeting is None


@pytest.mark.parametrize(
    "text",
    [
        "Minister Anna Lind met Peter Grund in Oslo on Tuesday and asked for a licence.",
        "Minister Anna Lind met Peter Grund in Oslo on Tuesday, when she asked him for a licence.",
    ],
)
def test_what_is_told_with_the_meeting_was_said_there_for_no_other_reason(extracted: Read, text: str) -> None:
    found = extracted(DATED + text)
    claim = one(found)
    assert (claim.speaker, claim.addressee, at(found, claim)) == ("Anna Lind", "Peter Grund", 0)
    assert "meeting" not in claim.because


def test_what_is_told_before_the_meeting_was_not_said_there(extracted: Read) -> None:
    found = extracted(
        DATED + "Minister Anna Lind called for a licence. On Wednesday Anna Lind met Peter Grund in Oslo."
    )
    assert len(found.meetings) == 1
    assert (one(found).meeting, one(found).addressee) == (None, None)


@pytest.mark.parametrize(
    "meeting",
    [
        "Minister Anna Lind will meet Peter Grund in Oslo on Friday. ",
        "Minister Anna Lind did not meet Peter Grund on Tuesday. ",
        "Minister Anna Lind cancelled a meeting with Peter Grund on Tuesday. ",
        "Minister Anna Lind met Peter Grund in Oslo in May 2019. ",
    ],
)
def test_nothing_was_said_at_a_meeting_that_is_not_the_news(extracted: Read, meeting: str) -> None:
    found = extracted(DATED + meeting + "Peter Grund asked for a licence.")
    assert len(found.meetings) == 1
    assert (one(found).speaker, one(found).meeting, one(found).addressee) == ("Peter Grund", None, None)


TWICE = (
    DATED
    + "Minister Anna Lind met Peter Grund in Oslo on Monday. On Tuesday Minister Anna Lind met Maria Holm in Malmburg. "
)


@pytest.mark.parametrize(
    ("sentence", "number", "addressee"),
    [
        ("Lind asked for a licence.", 1, "Maria Holm"),
        ("Holm asked for a licence.", 1, "Anna Lind"),
        ("Grund asked for a licence.", 0, "Anna Lind"),
        ("At the talks Grund asked for a licence.", 1, None),
    ],
)
def test_of_two_meetings_it_is_the_last_one_with_the_speaker(
    extracted: Read, sentence: str, number: int, addressee: str | None
) -> None:
    found = extracted(TWICE + sentence)
    claim = one(found)
    assert len(found.meetings) == 2
    assert (at(found, claim), claim.addressee) == (number, addressee)


def test_far_behind_a_meeting_its_story_is_over(extracted: Read) -> None:
    town = "The town lay quiet under the snow of a long winter. "
    near, far = (extracted(MET + town * times + "Grund asked for a licence.") for times in (60, 100))
    assert (at(near, one(near)), one(near).addressee) == (0, "Anna Lind")
    assert (one(far).meeting, one(far).addressee) == (None, None)
    again = extracted(MET + town * 100 + "At the talks, Grund asked for a licence.")
    assert at(again, one(again)) == 0


@pytest.mark.parametrize(
    ("sentence", "speaker", "addressee"),
    [
        ("Lind asked for two masts.", "Anna Lind", "Peter Grund"),
        ("Lind called for two masts.", "Anna Lind", "Peter Grund"),
        ("Lind demanded that two masts be built.", "Anna Lind", "Peter Grund"),
        ("Grund asked for a licence.", "Peter Grund", "Anna Lind"),
        ("Grund called for a licence.", "Peter Grund", "Anna Lind"),
        ("Nordbank Group asked for a licence.", "Nordbank Group", "Anna Lind"),
        ("Nordbank Group called for a licence.", "Nordbank Group", "Anna Lind"),
    ],
)
def test_an_ask_at_a_meeting_of_two_goes_to_the_other_party(
    extracted: Read, sentence: str, speaker: str, addressee: str
) -> None:
    found = extracted(MET + sentence)
    claim = one(found)
    assert (claim.kind, claim.speaker, claim.addressee) == ("request", speaker, addressee)
    assert claim.because["addressee"] == "the other party of the meeting"
    reading = next(reading for reading in found.readings if reading.claim == claim.id)
    (step,) = [step for step in reading.steps if step.field == "addressee"]
    assert (step.rule, step.value) == ("addressee.other_party.v1", addressee)
    assert step.read[0].stands_in(MET + sentence)
    assert step.read[0].quote == addressee


@pytest.mark.parametrize(
    "sentence",
    [
        "Lind promised two masts.",
        "Lind said that the mast was sound.",
        "Lind expects losses to double.",
        "Lind is ready to build two masts.",
        "Lind and Grund called for a faster licence.",
        "Both sides called for a faster licence.",
        "At the talks, Maria Holm called for calm.",
        "At the talks, officials called for calm.",
    ],
)
def test_no_addressee_is_inferred_for_what_is_no_ask_of_one_party(extracted: Read, sentence: str) -> None:
    found = extracted(MET + sentence)
    claim = one(found)
    assert (at(found, claim), claim.addressee, "addressee" in claim.because) == (0, None, False)


def test_no_addressee_is_inferred_at_a_meeting_of_three(extracted: Read) -> None:
    text = DATED + "Minister Anna Lind met Peter Grund and Maria Holm in Oslo on Tuesday. Lind asked for a licence."
    found = extracted(text)
    assert len(found.meetings[0].participants) == 3
    assert (at(found, one(found)), one(found).addressee) == (0, None)


@pytest.mark.parametrize(
    ("sentence", "addressee"),
    [
        ("Lind urged Maria Holm to build two masts.", "Maria Holm"),
        ("Lind asked Maria Holm to build two masts.", "Maria Holm"),
        ("Lind called on Voltmark to build two masts.", "Voltmark"),
        ("Lind urged Grund to build two masts.", "Peter Grund"),
    ],
)
def test_whom_the_words_name_is_asked_and_nobody_else(extracted: Read, sentence: str, addressee: str) -> None:
    claim = one(extracted(MET + sentence))
    assert (claim.kind, claim.addressee) == ("request", addressee)
    assert claim.because.get("addressee") != "the other party of the meeting"


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Grund said that Nordbank Group was ready to build two masts.", "offer"),
        ("Grund said that Nordbank Group had offered to build two masts.", "offer"),
        ("Grund said that Nordbank Group was open to talks.", "offer"),
        ("Grund said that Nordbank Group would build two masts.", "promise"),
        ("Grund said that Nordbank Group asked for a licence.", "request"),
        ("Grund said that Nordbank Group expects losses to double.", "forecast"),
    ],
)
def test_what_a_firm_does_in_the_words_of_its_chief_is_the_chief_s(extracted: Read, sentence: str, kind: str) -> None:
    claim = one(extracted(MET + sentence))
    assert (claim.speaker, claim.kind, claim.reported_through) == ("Peter Grund", kind, ())


@pytest.mark.parametrize(
    ("sentence", "teller", "speaker"),
    [
        ("Lind said that Nordbank Group was ready to build two masts.", "Anna Lind", "Nordbank Group"),
        (
            "Finance Minister Maria Holm said that Nordbank Group was ready to build two masts.",
            "Maria Holm",
            "Nordbank Group",
        ),
        ("Grund said that Voltmark had offered to build two masts.", "Peter Grund", "Voltmark"),
        ("Grund said that Anna Lind was ready to build two masts.", "Peter Grund", "Anna Lind"),
    ],
)
def test_what_others_tell_of_a_firm_stays_the_firm_s(extracted: Read, sentence: str, teller: str, speaker: str) -> None:
    told, offered = extracted(MET + sentence).statements
    assert (told.speaker, told.kind) == (teller, "view")
    assert (offered.speaker, offered.kind, offered.reported_through) == (speaker, "offer", (teller,))


@pytest.mark.parametrize(
    "lead",
    [
        "In response, ",
        "In reply, ",
        "In answer, ",
        "In return, ",
        "In turn, ",
        "For his part, ",
        "Replying, ",
        "Asked about the masts, ",
        "In response to her request, ",
    ],
)
def test_the_words_that_make_it_a_reply_belong_to_the_evidence_and_not_to_what_was_said(
    extracted: Read, lead: str
) -> None:
    text = MET + f"Lind asked for two masts. {lead}Grund promised to build one mast."
    found = extracted(text)
    assert said(found) == [("Anna Lind", "request", 0), ("Peter Grund", "promise", 0)]
    ask, reply = found.statements
    assert [passage.quote for passage in ask.evidence] == ["Lind asked for two masts"]
    assert [passage.quote for passage in reply.evidence] == [f"{lead}Grund promised to build one mast"]
    assert [passage.quote for passage in reply.contents] == ["to build one mast"]
    assert all(passage.stands_in(text) for passage in reply.evidence)


def test_a_reply_of_the_sentence_before_is_no_evidence(extracted: Read) -> None:
    found = extracted(MET + "In response she was shown a map. Grund promised to build one mast.")
    assert [passage.quote for passage in one(found).evidence] == ["Grund promised to build one mast"]


def test_an_answer_may_be_told_before_its_ask(extracted: Read) -> None:
    found = extracted(MET + "Grund agreed to build two masts. Lind had asked him to build three.")
    assert said(found) == [("Peter Grund", "promise", 0), ("Anna Lind", "request", 0)]
    assert found.statements[1].addressee == "Peter Grund"


def test_contradictory_statements_at_one_meeting_are_both_kept(extracted: Read) -> None:
    found = extracted(
        MET + "Grund said that he would close the mast. Grund said that he would not close the mast. Lind denied that "
        "the mast would close."
    )
    assert said(found) == [
        ("Peter Grund", "promise", 0),
        ("Peter Grund", "denial", 0),
        ("Anna Lind", "denial", 0),
    ]


def test_where_every_statement_is_hedged_each_is_still_placed(extracted: Read) -> None:
    found = extracted(
        MET
        + "Grund reportedly promised to close the mast. Lind allegedly asked him to keep it. Grund apparently refused "
        "to keep it. Voltmark reportedly offered to buy it."
    )
    assert {claim.modality.value for claim in found.statements} == {"hedged"}
    assert said(found) == [
        ("Peter Grund", "promise", 0),
        ("Anna Lind", "request", 0),
        ("Peter Grund", "denial", 0),
        ("Voltmark", "offer", None),
    ]


def test_words_that_nobody_speaks_are_no_statement_at_the_meeting(extracted: Read) -> None:
    found = extracted(MET + '"We will build a mast." There was a promise of two masts. In response, silence.')
    assert (len(found.meetings), found.statements) == (1, ())


def test_every_statement_is_at_a_meeting_of_its_own_document(extracted: Read) -> None:
    first, second = extracted(MET + "Grund asked for a licence."), extracted("\n" + MET + "Grund asked for a licence.")
    assert first.meetings[0].id != second.meetings[0].id
    assert [one(found).meeting for found in (first, second)] == [found.meetings[0].id for found in (first, second)]


@pytest.mark.parametrize("unit", ["at the talks ", "in response, ", "the other party ", "during their meeting "])
def test_a_line_of_200_kilobytes_adds_no_statement_and_takes_a_few_seconds(extracted: Read, unit: str) -> None:
    text = MET + "Grund asked for a licence.\n\n" + unit * (200_000 // len(unit))
    started = time.process_time()
    found = extracted(text)
    assert time.process_time() - started < 20
    assert said(found) == [("Peter Grund", "request", 0)]
