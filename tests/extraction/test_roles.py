"""Which posts a text gives whom, and when they were held. All people, firms and offices are invented."""

from __future__ import annotations

import time
from functools import cache

import pytest

from communique.extraction import extract_document, extract_documents
from communique.model import Extraction, Reading, RoleClaim
from communique.model.edtf import is_valid
from communique.text.documents import frame

DATED = " date 2024-02-29 \n\n"
TODAY = "2024-02-29"  # a Thursday


@cache
def read(text: str) -> Extraction:
    return extract_document(frame(text, source="invented", language="en"))


def roles(text: str, name: str) -> list[RoleClaim]:
    return [claim for claim in read(text).roles if claim.person == name]


def only(text: str) -> RoleClaim:
    found = read(text).roles
    assert len(found) == 1, [(claim.person, claim.role, claim.interval) for claim in found]
    return found[0]


def told(claim: RoleClaim) -> tuple[str, str, str | None, str | None]:
    return claim.person, claim.role, claim.organisation, claim.interval


def how(text: str, claim: RoleClaim) -> Reading:
    return next(reading for reading in read(text).readings if reading.claim == claim.id)


HELD_NOW = [
    ("Anna Lind, chairwoman of Nordbank Group, met Peter Grund.", "chairwoman", "Nordbank Group"),
    ("Anna Lind, founder and chairwoman of Nordbank Group, sang.", "founder and chairwoman", "Nordbank Group"),
    ("Nordbank Group chairwoman Anna Lind met Peter Grund.", "chairwoman", "Nordbank Group"),
    ("Nordbank Group's chairwoman, Anna Lind, sang.", "chairwoman", "Nordbank Group"),
    ("The Maltese president Anna Lind sang.", "president", "Malta"),
    ("Anna Lind is the chairwoman of Nordbank Group.", "chairwoman", "Nordbank Group"),
    ("Anna Lind, who runs Nordbank Group, met Peter Grund.", "head", "Nordbank Group"),
    ("Anna Lind has been named as chairwoman of Nordbank Group.", "chairwoman", "Nordbank Group"),
    ("Anna Lind, now chairwoman of Nordbank Group, sang.", "chairwoman", "Nordbank Group"),
    ("Acting president Anna Lind met Peter Grund.", "Acting president", None),
]

SINCE = [
    ("Anna Lind, chairwoman of Nordbank Group since 2019, sang.", "2019/.."),
    ("Anna Lind, chairwoman of Nordbank Group since early 2019, sang.", "2019/.."),
    ("Anna Lind, chairwoman of Nordbank Group since 12 June 2019, sang.", "2019-06-12/.."),
    ("Anna Lind, chairwoman of Nordbank Group since Monday, sang.", "2024-02-26/.."),
    ("Anna Lind, chairwoman of Nordbank Group since January, sang.", "2024-01/.."),
    ("Anna Lind, chairwoman of Nordbank Group since last year, sang.", "2023/.."),
    ("Anna Lind, chairwoman of Nordbank Group since last summer, sang.", "2023-22/.."),
    ("Anna Lind, chairwoman of Nordbank Group since the 1990s, sang.", "199X/.."),
    ("Anna Lind, chairwoman of Nordbank Group from May 2019, sang.", "2019-05/.."),
    ("Anna Lind, chairwoman of Nordbank Group as of 1 March 2023, sang.", "2023-03-01/.."),
    ("Anna Lind has served as chairwoman of Nordbank Group since 2019.", "2019/.."),
    ("Anna Lind, chairwoman of Nordbank Group, a post she has held since 2019, sang.", "2019/.."),
    ("Anna Lind has been chairwoman of Nordbank Group since 2019.", "2019/.."),
    ("Anna Lind, who has been chairwoman of Nordbank Group since 2019, met Peter Grund.", "2019/.."),
    ("Anna Lind has been the chairwoman of Nordbank Group since 2019, and met Peter Grund.", "2019/.."),
]

LED = [
    ("Anna Lind, who has led Nordbank Group since 2017, met Peter Grund.", "leader", "2017/.."),
    ("Anna Lind, who has headed Nordbank Group since June 2017, met Peter Grund.", "head", "2017-06/.."),
    ("Anna Lind, who had led Nordbank Group until 2018, met Peter Grund.", "leader", "../2018"),
    ("Anna Lind, who led Nordbank Group from 2010 to 2018, met Peter Grund.", "leader", "2010/2018"),
]

UNTIL = [
    ("Anna Lind was chairwoman of Nordbank Group until March 2023.", "../2023-03"),
    ("Anna Lind served as chairwoman of Nordbank Group until 2023.", "../2023"),
    ("Anna Lind served as chairwoman of Nordbank Group until last year.", "../2023"),
    ("Anna Lind, chairwoman of Nordbank Group, a job she had held until 2019, sang.", "../2019"),
    ("Anna Lind, chairwoman of Nordbank Group until 2019, met Peter Grund.", "../2019"),
    ("Peter Grund met Anna Lind, chairwoman of Nordbank Group until March 2019, Maria Holm said.", "../2019-03"),
]

SPELLS = [
    ("Anna Lind served as chairwoman of Nordbank Group from 2010 to 2014.", "2010/2014"),
    ("Anna Lind, who was chairwoman of Nordbank Group from 2010 until 2014, sang.", "2010/2014"),
    ("Anna Lind was chairwoman of Nordbank Group from March 2010 to May 2014.", "2010-03/2014-05"),
    ("Anna Lind worked as chairwoman of Nordbank Group from 2010 to 2014.", "2010/2014"),
    ("Anna Lind, chairwoman of Nordbank Group (2010-2014), sang.", "2010/2014"),
    ("Anna Lind, chairwoman of Nordbank Group from 2010 through 2014, sang.", "2010/2014"),
    ("Anna Lind, former chairwoman of Nordbank Group from 2010 to 2014, sang.", "2010/2014"),
]

PAST = [
    ("Former president Anna Lind met Peter Grund.", "president", None),
    ("Anna Lind, a former chairwoman of Nordbank Group, met Peter Grund.", "chairwoman", "Nordbank Group"),
    ("Anna Lind, Voltmark's former chairwoman, met Peter Grund.", "chairwoman", "Voltmark"),
    ("Voltmark's former chairwoman Anna Lind met Peter Grund.", "chairwoman", "Voltmark"),
    ("The former energy minister, Anna Lind, met Peter Grund.", "energy minister", None),
    ("Anna Lind, the late president of Malta, loved herring.", "president", "Malta"),
    ("The late president Anna Lind loved herring.", "president", None),
    ("Peter Grund met ex-president Anna Lind.", "president", None),
    ("Anna Lind, ex-president of Malta, met Peter Grund.", "president", "Malta"),
    ("Peter Grund met then-president Anna Lind.", "president", None),
    ("Voltmark's ex-chief executive Anna Lind met Peter Grund.", "chief executive", "Voltmark"),
    ("Anna Lind, at the time the head of Voltmark, met Peter Grund.", "head", "Voltmark"),
    ("Anna Lind, then head of Voltmark, met Peter Grund.", "head", "Voltmark"),
    ("Anna Lind, until recently the head of Voltmark, met Peter Grund.", "head", "Voltmark"),
]

TAKEN_UP = [
    ("Anna Lind was appointed as head of Voltmark on 5 January 2024.", "head", "Voltmark", "2024-01-05/.."),
    ("Anna Lind was named chairwoman of Nordbank Group on Tuesday.", "chairwoman", "Nordbank Group", "2024-02-27/.."),
    ("Anna Lind was named the head of Nordbank Group in 2018.", "head", "Nordbank Group", "2018/.."),
    ("Anna Lind was named as head of Nordbank Group in 2018.", "head", "Nordbank Group", "2018/.."),
    ("Anna Lind was elected as president of Malta in 2018.", "president", "Malta", "2018/.."),
    ("Anna Lind was sworn in as president of Malta on 5 January 2024.", "president", "Malta", "2024-01-05/.."),
    ("Anna Lind was installed as president of Malta last year.", "president", "Malta", "2023/.."),
    ("Anna Lind was reappointed as head of Voltmark in January.", "head", "Voltmark", "2024-01/.."),
    ("Anna Lind was promoted to head of Voltmark in 2021.", "head", "Voltmark", "2021/.."),
    ("Anna Lind was picked to be head of Voltmark in 2021.", "head", "Voltmark", "2021/.."),
    ("Anna Lind was hired as head of research at Voltmark in 2020.", "head of research", "Voltmark", "2020/.."),
    ("Anna Lind, named chairwoman of Voltmark in 2022, lives in Oslo.", "chairwoman", "Voltmark", "2022/.."),
    ("Anna Lind became the chief executive of Voltmark in 2018.", "chief executive", "Voltmark", "2018/.."),
    ("Anna Lind took over as head of Voltmark in early 2020.", "head", "Voltmark", "2020/.."),
    ("Anna Lind took office as president of Malta yesterday.", "president", "Malta", "2024-02-28/.."),
    ("Anna Lind assumed office as president of Malta in 2020.", "president", "Malta", "2020/.."),
    ("Anna Lind began as head of Voltmark in January.", "head", "Voltmark", "2024-01/.."),
    ("Anna Lind returned to the company's board as chairwoman in 2021.", "chairwoman", None, "2021/.."),
    ("Anna Lind took over from Peter Grund as chair of Voltmark in 2021.", "chair", "Voltmark", "2021/.."),
    ("Anna Lind joined Voltmark as its head in 2020.", "head", "Voltmark", "2020/.."),
    ("The board named Anna Lind chairwoman on Monday.", "chairwoman", None, "2024-02-26/.."),
    ("Voltmark has appointed Anna Lind its chief executive.", "chief executive", None, TODAY),
    ("On Monday, Anna Lind was named chairwoman of Voltmark.", "chairwoman", "Voltmark", "2024-02-26/.."),
]

TAKEN_UP_BESIDE = [
    ("Anna Lind, chair of Voltmark, took over from Peter Grund in 2021.", "2021/.."),
    ("Anna Lind, chair of Voltmark, who took office in March 2021, sang.", "2021-03/.."),
    ("Anna Lind, chair of Voltmark, succeeded Peter Grund in 2021.", "2021/.."),
    ("Anna Lind, chair of Voltmark, met Peter Grund in 2021.", TODAY),
    ("Anna Lind, chair of Voltmark, took over a rival in 2021.", TODAY),
]

SECOND = [
    ("Anna Lind, chairwoman of Voltmark and a director of Nordbank Group, sang.", ["Voltmark", "Nordbank Group"]),
    ("Peter Grund met Anna Lind, head of Voltmark and president of Malta, in Oslo.", ["Voltmark", "Malta"]),
    ("Anna Lind is chairwoman of Voltmark and a director of Nordbank Group.", ["Voltmark", "Nordbank Group"]),
    ("Peter Grund met Anna Lind, head of Voltmark and the president of Malta.", ["Voltmark"]),
    ("Peter Grund met Anna Lind, head of Voltmark, and Nordbank chairman Max Holm.", ["Voltmark"]),
    ("Peter Grund met Anna Lind, head of Voltmark and Nordbank chairman Max Holm.", ["Voltmark"]),
]

LEFT = [
    ("Anna Lind stepped down as head of Voltmark in May 2022.", "../2022-05"),
    ("Anna Lind stepped aside as head of Voltmark yesterday.", "../2024-02-28"),
    ("Anna Lind resigned as head of Voltmark on Monday.", "../2024-02-26"),
    ("Anna Lind resigned from her post as head of Voltmark in 2020.", "../2020"),
    ("Anna Lind had resigned as head of Voltmark two years earlier.", "../2022"),
    ("Anna Lind stood down as head of Voltmark in 2018.", "../2018"),
    ("Anna Lind was ousted as head of Voltmark in 2020.", "../2020"),
    ("Anna Lind was removed as head of Voltmark in the spring of 2023.", "../2023-21"),
    ("Anna Lind was dismissed as head of Voltmark by the end of 2020.", "../2020"),
    ("Anna Lind retired as head of Voltmark in 2020.", "../2020"),
    ("Anna Lind left as head of Voltmark in 2018.", "../2018"),
    ("Anna Lind, who quit as head of Voltmark last month, sang.", "../2024-01"),
    ("Anna Lind, 61, who stepped down as head of Voltmark in 2022, lives in Oslo.", "../2022"),
    ("In March 2018 Anna Lind stepped down as head of Voltmark.", "../2018-03"),
    ("Two years ago Anna Lind resigned as head of Voltmark.", "../2022"),
    ("Anna Lind has resigned as head of Voltmark.", f"../{TODAY}"),
]

NOUNS = [
    ("Anna Lind's appointment as head of Voltmark in January 2024 was a surprise.", "2024-01/.."),
    ("Anna Lind's appointment as head of Voltmark on Monday was a surprise.", "2024-02-26/.."),
    ("Anna Lind's resignation as head of Voltmark in 2018 was a shock.", "../2018"),
    ("Anna Lind's exit as head of Voltmark in May 2021 was a shock.", "../2021-05"),
    ("Anna Lind announced her resignation as head of Voltmark on Monday.", "../2024-02-26"),
]

PRONOUNS = [
    ("She had stepped down as chairwoman of Voltmark in 2017.", "chairwoman", "../2017"),
    ("In 2017 she had stepped down as chairwoman of Voltmark.", "chairwoman", "../2017"),
    ("She became chairwoman of Voltmark in 2017.", "chairwoman", "2017/.."),
    ("She was later named chairwoman of Voltmark.", "chairwoman", TODAY),
    ("Her appointment as head of Voltmark in January 2024 surprised many.", "head", "2024-01/.."),
    ("Her election as president of Voltmark in May 2022 was narrow.", "president", "2022-05/.."),
    ("Her departure as head of Voltmark in May 2018 was a shock.", "head", "../2018-05"),
    ("She will step down as chairwoman of Voltmark in June.", "chairwoman", "../2024-06"),
    ("She is expected to become chairwoman of Voltmark in June.", "chairwoman", "2024-06/.."),
]

SERVING = [
    ("Peter Grund met Anna Lind in June 2019 while serving as chairman of Voltmark.", "2019-06"),
    ("Peter Grund met Anna Lind on 3 May 2019 while serving as chairman of Voltmark.", "2019-05-03"),
    ("Peter Grund met Anna Lind while he was serving as chairman of Voltmark in 2018.", "2018"),
    ("Peter Grund served as chairman of Voltmark in 2019.", "2019"),
]

TO_COME = [
    ("Anna Lind will take over as head of Voltmark on 1 April 2024.", "2024-04-01/.."),
    ("Anna Lind will take over as head of Voltmark next month.", "2024-03/.."),
    ("Anna Lind will become head of Voltmark on 1 June.", "2024-06-01/.."),
    ("Anna Lind is set to become head of Voltmark in 2025.", "2025/.."),
    ("Next month Anna Lind takes over as head of Voltmark.", "2024-03/.."),
    ("Anna Lind will step down as head of Voltmark in May.", "../2024-05"),
    ("Anna Lind is to step down as head of Voltmark in 2025.", "../2025"),
    ("Anna Lind will resign as head of Voltmark on Friday.", "../2024-03-01"),
    ("In June Anna Lind will step down as head of Voltmark.", "../2024-06"),
]

ALL = [
    row[0]
    for table in (HELD_NOW, SINCE, LED, UNTIL, SPELLS, PAST, TAKEN_UP, LEFT, NOUNS, SERVING, TO_COME)
    for row in table
]


@pytest.mark.parametrize(("text", "role", "body"), HELD_NOW)
def test_a_post_without_a_time_is_held_on_the_day_of_the_text(text: str, role: str, body: str | None) -> None:
    claim = only(DATED + text)
    assert told(claim) == ("Anna Lind", role, body, TODAY)
    assert claim.because["interval"] == "held when the text was written"


@pytest.mark.parametrize(("text", "interval"), SINCE)
def test_since_leaves_the_end_open(text: str, interval: str) -> None:
    assert told(only(DATED + text)) == ("Anna Lind", "chairwoman", "Nordbank Group", interval)


@pytest.mark.parametrize(("text", "role", "interval"), LED)
def test_who_led_a_firm_held_its_first_post(text: str, role: str, interval: str) -> None:
    assert told(only(DATED + text)) == ("Anna Lind", role, "Nordbank Group", interval)


@pytest.mark.parametrize(("text", "interval"), UNTIL)
def test_until_leaves_the_beginning_open(text: str, interval: str) -> None:
    assert told(only(DATED + text)) == ("Anna Lind", "chairwoman", "Nordbank Group", interval)


@pytest.mark.parametrize(("text", "interval"), SPELLS)
def test_a_spell_has_both_ends(text: str, interval: str) -> None:
    assert told(only(DATED + text)) == ("Anna Lind", "chairwoman", "Nordbank Group", interval)


@pytest.mark.parametrize(("text", "role", "body"), PAST)
def test_a_former_post_is_held_no_more_and_its_name_is_that_of_the_post(text: str, role: str, body: str | None) -> None:
    claim = only(DATED + text)
    assert told(claim) == ("Anna Lind", role, body, f"../{TODAY}")
    assert claim.because["interval"] == "held no more when the text was written"


@pytest.mark.parametrize(("text", "role", "body", "interval"), TAKEN_UP)
def test_a_post_is_held_from_the_day_on_which_it_is_taken_up(
    text: str, role: str, body: str | None, interval: str
) -> None:
    assert told(only(DATED + text)) == ("Anna Lind", role, body, interval)
    assert how(DATED + text, only(DATED + text)).rule == "roles.turn.v1"


@pytest.mark.parametrize(("text", "interval"), LEFT)
def test_a_post_is_held_until_the_day_on_which_it_is_left(text: str, interval: str) -> None:
    assert told(only(DATED + text)) == ("Anna Lind", "head", "Voltmark", interval)


@pytest.mark.parametrize(("text", "interval"), NOUNS)
def test_the_noun_of_a_turn_tells_as_much_as_its_verb(text: str, interval: str) -> None:
    assert told(only(DATED + text)) == ("Anna Lind", "head", "Voltmark", interval)


@pytest.mark.parametrize(("sentence", "role", "interval"), PRONOUNS)
def test_a_pronoun_turns_the_career_of_the_person_told_of_before(sentence: str, role: str, interval: str) -> None:
    claim = only(DATED + "Anna Lind met Peter Grund in Oslo. " + sentence)
    assert told(claim) == ("Anna Lind", role, "Voltmark", interval)
    assert "is the person told of before: Anna Lind" in claim.because["person"]


@pytest.mark.parametrize(("text", "interval"), SERVING)
def test_who_served_in_a_post_held_it_at_the_time_of_the_sentence(text: str, interval: str) -> None:
    (claim,) = roles(DATED + text, "Peter Grund")
    assert told(claim) == ("Peter Grund", "chairman", "Voltmark", interval)
    assert roles(DATED + text, "Anna Lind") == []


@pytest.mark.parametrize(("text", "interval"), TO_COME)
def test_a_turn_still_to_come_bears_its_own_date(text: str, interval: str) -> None:
    assert told(only(DATED + text)) == ("Anna Lind", "head", "Voltmark", interval)


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("Anna Lind, chairwoman of Voltmark, sang.", None),
        ("Former chairwoman of Voltmark, Anna Lind sang.", None),
        ("Anna Lind, a former chairwoman of Voltmark, sang.", None),
        ("Anna Lind stepped down as chairwoman of Voltmark.", None),
        ("Anna Lind stepped down as chairwoman of Voltmark on Monday.", None),
        ("Anna Lind became chairwoman of Voltmark last year.", None),
        ("Anna Lind, chairwoman of Voltmark since last year, sang.", None),
        ("Anna Lind, chairwoman of Voltmark since 2019, sang.", "2019/.."),
        ("Anna Lind stepped down as chairwoman of Voltmark in 2019.", "../2019"),
        ("Anna Lind was named chairwoman of Voltmark in May 2019.", "2019-05/.."),
        ("Anna Lind served as chairwoman of Voltmark from 2010 to 2014.", "2010/2014"),
    ],
)
def test_a_text_without_a_date_tells_only_the_times_that_it_names(text: str, interval: str | None) -> None:
    claim = only(text)
    assert told(claim) == ("Anna Lind", "chairwoman", "Voltmark", interval)
    assert "interval" not in claim.because


def test_in_a_text_without_a_date_a_post_is_held_on_the_day_of_its_meeting() -> None:
    text = "Anna Lind, chairwoman of Voltmark, met Peter Grund, a former president of Malta, in Oslo on 3 May 2021."
    (now,), (then,) = roles(text, "Anna Lind"), roles(text, "Peter Grund")
    assert (now.interval, then.interval) == ("2021-05-03", "../2021-05-03")
    assert now.because["interval"] == "held when the text was written, on the day of the meeting"


def test_of_two_meetings_on_two_days_each_dates_the_posts_of_its_own_sentence() -> None:
    text = (
        "Chairwoman Anna Lind met Peter Grund in Oslo on 3 May 2021. Chairwoman Anna Lind met Maria Holm in Oslo on 4 "
        "May 2021. Chairwoman Anna Lind sang."
    )
    assert [claim.interval for claim in roles(text, "Anna Lind")] == ["2021-05-03", "2021-05-04", None]


def test_the_day_of_the_text_comes_before_the_day_of_its_meeting() -> None:
    text = DATED + "Anna Lind, chairwoman of Voltmark, met Peter Grund in Oslo on Monday."
    assert only(text).interval == TODAY


def test_a_career_is_told_turn_by_turn() -> None:
    text = DATED + "In 2019 Anna Lind became president of Malta. In 2022 she resigned as president of Malta."
    assert [claim.interval for claim in roles(text, "Anna Lind")] == ["2019/..", "../2022"]
    one_breath = DATED + "Anna Lind became president of Malta in 2019 and stepped down as president in 2022."
    assert [claim.interval for claim in roles(one_breath, "Anna Lind")] == ["2019/..", "../2022"]


def test_a_post_and_the_day_on_which_it_was_taken_up_are_two_claims() -> None:
    text = DATED + "Hanna Lindqvist met Tomas Varga, chairman of Voltmark. He was named chairman in 2018."
    now, turn = roles(text, "Tomas Varga")
    assert (now.interval, turn.interval) == (TODAY, "2018/..")
    assert turn.organisation == "Voltmark"
    assert turn.because["organisation"] == "the text gives Tomas Varga no other body"


def test_each_of_two_people_has_a_career_of_his_own() -> None:
    text = (
        DATED
        + "Maria Holm met Peter Grund. Holm stepped down as chairwoman of Voltmark in 2017. Grund became chairman "
        "of Voltmark in 2018."
    )
    assert [told(claim) for claim in read(text).roles] == [
        ("Maria Holm", "chairwoman", "Voltmark", "../2017"),
        ("Peter Grund", "chairman", "Voltmark", "2018/.."),
    ]


def test_a_post_told_twice_is_one_claim() -> None:
    assert only(DATED + "Chairwoman Anna Lind sang. Chairwoman Anna Lind danced.").interval == TODAY
    assert only(DATED + "Chairwoman Anna Lind, the chairwoman, sang.").interval == TODAY


def test_a_post_gives_way_to_the_same_one_with_its_body() -> None:
    text = DATED + "Vice President Anna Lind sang. Anna Lind, vice president of Voltmark, sang again."
    assert told(only(text)) == ("Anna Lind", "vice president", "Voltmark", TODAY)


def test_a_post_held_and_a_post_held_no_more_are_kept_apart() -> None:
    text = DATED + "President Anna Lind sang. The former energy minister, Anna Lind, danced."
    assert [(claim.role, claim.interval) for claim in roles(text, "Anna Lind")] == [
        ("President", TODAY),
        ("energy minister", f"../{TODAY}"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Lind, chairwoman of Voltmark, has lived in Oslo since 2019.",
        "Anna Lind, chairwoman of Voltmark, sang in 2019.",
        "Anna Lind, chairwoman of Voltmark and since 2019 the owner of a boat, sang.",
        "Anna Lind, chairwoman of Voltmark for ten years, sang.",
    ],
)
def test_a_time_of_something_else_is_not_the_time_of_the_post(text: str) -> None:
    assert only(DATED + text).interval == TODAY


@pytest.mark.parametrize(
    "sentence",
    [
        "Lind could become head of Voltmark.",
        "Lind may be named head of Voltmark next year.",
        "Lind was elected in 2017.",
        "Lind resigned in 2017.",
        "Lind, named after a president, sang.",
        "Lind joined the chairman of Voltmark as a guest.",
        "Lind was succeeded as head of Voltmark by somebody else in 2021.",
        "Somebody stepped down as chairman of Voltmark in 2017.",
        "They stepped down as heads of Voltmark in 2017.",
        "It was named leader of the market in 2017.",
        "Oslo was named capital of Norway in 2017.",
        "The plant was named site of the year in 2017.",
        "Voltmark became leader of the market in 2017.",
    ],
)
def test_no_post_is_given_to_whom_the_words_give_none(sentence: str) -> None:
    text = DATED + "Adviser Anna Lind spoke in Oslo. " + sentence
    assert [told(claim) for claim in read(text).roles] == [("Anna Lind", "Adviser", None, TODAY)]


@pytest.mark.parametrize("text", [DATED + text for text in ALL] + ALL)
def test_every_claim_is_valid_edtf_and_quotes_the_text(text: str) -> None:
    claims = read(text).roles
    assert claims
    for claim in claims:
        reading = how(text, claim)
        assert claim.interval is None or is_valid(claim.interval)
        assert all(passage.stands_in(text) for passage in claim.evidence)
        assert all(passage.stands_in(text) for step in reading.steps for passage in step.read)
        values = {step.field: step.value for step in reading.steps}
        assert values["role"] == claim.role
        assert values["person"] == claim.person
        assert values.get("organisation") == claim.organisation
        assert values.get("interval") == claim.interval


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("Anna Lind, chairwoman of Voltmark since 2019, sang.", "tenure.since.v1", ["2019"]),
        ("Anna Lind was chairwoman of Voltmark until March 2023.", "tenure.until.v1", ["March 2023"]),
        ("Anna Lind served as head of Voltmark from 2010 to 2014.", "tenure.spell.v1", ["2010 to 2014"]),
        ("Anna Lind became head of Voltmark in 2018.", "tenure.taken_up.v1", ["2018"]),
        ("Anna Lind resigned as head of Voltmark on Monday.", "tenure.left.v1", ["Monday"]),
        ("Former president Anna Lind sang.", "tenure.past.v1", []),
        ("President Anna Lind sang.", "tenure.now.v1", []),
        ("Anna Lind sang in 2019 while serving as head of Voltmark.", "tenure.served.v1", ["2019"]),
    ],
)
def test_the_step_of_the_time_names_its_rule_and_its_words(text: str, rule: str, words: list[str]) -> None:
    claim = only(DATED + text)
    step = next(step for step in how(DATED + text, claim).steps if step.field == "interval")
    assert step.rule == rule
    assert [passage.quote for passage in step.read] == words


@pytest.mark.parametrize("text", [text for text, _ in SINCE + UNTIL + SPELLS] + [text for text, _, _ in PAST])
def test_the_evidence_holds_the_words_of_the_post(text: str) -> None:
    claim = only(DATED + text)
    assert any(claim.role in passage.quote for passage in claim.evidence)


def test_the_evidence_reaches_from_the_post_to_its_time() -> None:
    text = DATED + "Anna Lind, chairwoman of Voltmark, a post she has held since 2019, sang."
    (passage,) = only(text).evidence
    assert passage.quote == "Anna Lind, chairwoman of Voltmark, a post she has held since 2019"


def test_documents_read_together_know_nothing_of_each_other() -> None:
    texts = [
        DATED + "Anna Lind, chairwoman of Voltmark, sang.",
        DATED + "Anna Lind sang.",
        "She stepped down as chairwoman of Voltmark in 2017.",
        DATED + "Anna Lind, president of Malta since 2019, sang.",
    ]
    documents = [frame(text, source="invented", language="en") for text in texts]
    found = [[(claim.role, claim.interval) for claim in each.roles] for each in extract_documents(documents)]
    assert found == [[("chairwoman", TODAY)], [], [], [("president", "2019/..")]]


@pytest.mark.parametrize("when", ["9999", "99999", "31 February 2020", "the flood", "noon", "00/00/0000"])
def test_a_time_that_is_none_leaves_the_post_without_its_beginning(when: str) -> None:
    claim = only(f"Anna Lind, chairwoman of Voltmark since {when}, sang.")
    assert told(claim) == ("Anna Lind", "chairwoman", "Voltmark", None)


@pytest.mark.parametrize("space", ["\u00a0", "\x00", "  "], ids=["unbroken", "null", "two"])
def test_odd_space_before_a_time_does_not_hide_it(space: str) -> None:
    assert only(f"Anna Lind, chairwoman of Voltmark since{space}2019, sang.").interval == "2019/.."


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\x00" * 50, "since 2019", "chairman", "Former.", "he as " * 40])
def test_a_text_without_people_gives_nobody_a_post(text: str) -> None:
    assert read(text).roles == ()


@pytest.mark.parametrize(
    "unit",
    ["was appointed ", "former ", "as ", "will be ", "he ", "since 2019 ", "stepped down from his post "],
)
def test_a_line_of_200_kilobytes_adds_no_post_and_takes_a_few_seconds(unit: str) -> None:
    text = DATED + "Anna Lind, chairwoman of Voltmark since 2019, sang.\n\n" + unit * (200_000 // len(unit))
    started = time.process_time()
    found = extract_document(frame(text, source="invented", language="en")).roles
    assert time.process_time() - started < 20
    assert [told(claim) for claim in found] == [("Anna Lind", "chairwoman", "Voltmark", "2019/..")]


@pytest.mark.parametrize(("text", "interval"), TAKEN_UP_BESIDE)
def test_a_post_beside_the_name_was_taken_up_where_the_verb_behind_it_says_so(text: str, interval: str) -> None:
    (claim,) = roles(DATED + text, "Anna Lind")
    assert told(claim) == ("Anna Lind", "chair", "Voltmark", interval)
    assert roles(DATED + text, "Peter Grund") == []


@pytest.mark.parametrize(("text", "bodies"), SECOND)
def test_two_posts_in_one_breath_are_of_one_person(text: str, bodies: list[str]) -> None:
    assert [claim.organisation for claim in roles(DATED + text, "Anna Lind")] == bodies


def test_two_posts_share_the_body_behind_both() -> None:
    text = DATED + "Anna Lind, prime minister and foreign minister of Malta, met Peter Grund."
    assert [(claim.role, claim.organisation) for claim in roles(text, "Anna Lind")] == [
        ("prime minister", "Malta"),
        ("foreign minister", "Malta"),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Voltmark named Greta Holm chairwoman on Monday.", "Greta Holm"),
        ("The firm has appointed Greta Holm chief executive.", "Greta Holm"),
        ("Greta Holm was named Voltmark Energy chairwoman on Monday.", "Greta Holm"),
        ("Greta Holm, newly elected Voltmark Energy chairwoman, sang.", "Greta Holm"),
        ("The premier named Voltmark Energy chairman Greta Holm envoy to Malta.", "Greta Holm"),
    ],
)
def test_who_is_put_into_a_post_is_a_person_and_what_has_the_post_a_body(text: str, name: str) -> None:
    claim = read(DATED + text).roles[0]
    assert claim.person == name
    assert claim.organisation == ("Voltmark Energy" if "Energy" in text else None)
