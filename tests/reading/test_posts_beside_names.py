"""Who is given which post by the words beside the name. All people and firms are invented."""

from __future__ import annotations

import pytest
from readings import people, person, posts, read


def test_a_row_of_names_shares_a_plural_post() -> None:
    reading = read("The ministers Anna Lind, Peter Grund and Maria Holm came to the palace on Monday.")
    assert [posts(reading, name)[0][0] for name in ("Anna Lind", "Peter Grund", "Maria Holm")] == ["minister"] * 3


def test_in_a_row_the_post_between_two_names_goes_to_the_one_without() -> None:
    reading = read("Chancellor Anna Lind, the President of Malta, Peter Grund, and Maria Holm dined together.")
    assert posts(reading, "Peter Grund") == [("President", "Malta")]
    assert [role for role, _ in posts(reading, "Anna Lind")] == ["Chancellor"]


def test_its_is_the_body_named_before() -> None:
    reading = read("Nordbank Group sent its chairman, Peter Grund, to the talks with Anna Lind.")
    fact = person(reading, "Peter Grund").roles[0]
    assert (fact.role, fact.organisation) == ("chairman", "Nordbank Group")
    assert fact.inferred is not None


def test_his_is_never_a_firm() -> None:
    reading = read("Nordbank Group was visited by Prime Minister Peter Grund. His spokesman, Max Holm, said so.")
    assert [organisation for _, organisation in posts(reading, "Max Holm")] == [None]


def test_a_counterpart_has_the_post_of_the_other_and_the_country_of_the_words() -> None:
    reading = read("Finnish Foreign Minister Anna Lind met her Pakistani counterpart Peter Grund in Oslo.")
    fact = person(reading, "Peter Grund").roles[0]
    assert (fact.role, fact.organisation) == ("Foreign Minister", "Pakistan")
    assert fact.role_inferred == "counterpart of Anna Lind, Foreign Minister"


def test_a_counterpart_of_nobody_told_of_has_no_post() -> None:
    reading = read("The Pakistani counterpart Peter Grund was in Oslo.")
    assert all(role == "" for role, _ in posts(reading, "Peter Grund"))


def test_a_body_by_its_letters_is_given_in_full() -> None:
    reading = read("The Nordic Canal Authority (NCA) sent Peter Grund, chairman of the NCA, to Oslo.")
    assert posts(reading, "Peter Grund")[0] == ("chairman", "Nordic Canal Authority")


def test_a_post_is_told_in_a_clause_of_its_own() -> None:
    reading = read("Peter Grund met Anna Lind in Oslo while serving as chairman of Nordbank Group.")
    assert ("chairman", "Nordbank Group") in posts(reading, "Peter Grund")


def test_a_post_in_a_clause_with_who_is_of_the_one_it_follows() -> None:
    still_open = read("Tove Marker phoned Karl Dahl, who answers for the ferries as head of Brightwell Group.")
    assert posts(still_open, "Karl Dahl") == [("head", "Brightwell Group")]
    assert posts(still_open, "Tove Marker") == []
    closed = read("Tove Marker phoned Karl Dahl, who was ill, from Oslo as chairman of Brightwell Group.")
    assert posts(closed, "Tove Marker") == [("chairman", "Brightwell Group")]
    assert posts(closed, "Karl Dahl") == []


def test_who_somebody_is_may_come_before_the_clause_that_tells_the_post() -> None:
    running = read("Tove Marker, the engineer who runs Brightwell Group, took the ferry.")
    assert posts(running, "Tove Marker") == [("head", "Brightwell Group")]
    admiring = read("Tove Marker, the engineer who admires Brightwell Group, took the ferry.")
    assert ("head", "Brightwell Group") not in posts(admiring, "Tove Marker")


def test_own_may_stand_before_a_post() -> None:
    firm = read("Brightwell Group's own chairman, Tove Marker, took the ferry.")
    assert posts(firm, "Tove Marker") == [("chairman", "Brightwell Group")]
    lobby = read("The lobby's own chairman, Tove Marker, took the ferry.")
    assert posts(lobby, "Tove Marker") == [("chairman", None)]


def test_an_adviser_of_somebody_serves_no_body_of_that_name() -> None:
    of_person = read("Tove Marker, an adviser of President Karl Dahl, took the ferry.")
    assert posts(of_person, "Tove Marker") == [("adviser", None)]
    of_firm = read("Tove Marker, an adviser of Brightwell Group, took the ferry.")
    assert posts(of_firm, "Tove Marker") == [("adviser", "Brightwell Group")]


def test_a_bare_vice_president_is_not_given_the_firm_named_before() -> None:
    bare = read("Brightwell Group sent a letter. Vice President Tove Marker read it aloud.")
    assert posts(bare, "Tove Marker") == [("Vice President", None)]
    senior = read("Brightwell Group sent a letter. Senior Vice President Tove Marker read it aloud.")
    assert posts(senior, "Tove Marker") == [("Senior Vice President", "Brightwell Group")]


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("Max Holm, head of the telecommunications agency, was there.", ("head", "telecommunications agency")),
        (
            "Max Holm, the president of Norway's basketball federation, rose.",
            ("president", "Norway's basketball federation"),
        ),
        ("Max Holm, who runs the Norwegian grid operator, said so.", ("head", "Norwegian grid operator")),
        ("Max Holm, head of the agency, left.", ("head", "agency")),
    ],
)
def test_a_body_told_of_by_what_it_is_is_read(text: str, post: tuple[str, str | None]) -> None:
    assert posts(read(text), "Max Holm")[0] == post


@pytest.mark.parametrize(
    "text",
    [
        "The Dutch director Max Holm met Anna Lind in Oslo.",
        "Max Holm, the Thai founder, met Anna Lind in Oslo.",
    ],
)
def test_a_nationality_is_no_body_of_business(text: str) -> None:
    assert all(organisation is None for _, organisation in posts(read(text), "Max Holm"))


@pytest.mark.parametrize("opening", ["Around", "Has", "Whether", "Its", "Despite"])
def test_a_word_with_a_capital_at_the_head_of_a_sentence_is_no_body(opening: str) -> None:
    found = posts(read(f"{opening} President Max Holm met Anna Lind in Oslo, nobody knows."), "Max Holm")
    assert found[0][0] == "President"
    assert all(organisation != opening for _, organisation in found)


def test_the_people_of_a_name_own_what_follows() -> None:
    reading = read("He saw the chairman of the National People's Congress, Max Holm, on Monday in Oslo.")
    assert posts(reading, "Max Holm") == [("chairman", "National People's Congress")]


def test_a_vice_president_of_a_country_keeps_it() -> None:
    for text in ("The Vice President of Malta, Max Holm, spoke.", "Maltese Vice President Max Holm spoke."):
        assert ("Vice President", "Malta") in posts(read(text), "Max Holm")


@pytest.mark.parametrize(
    ("told", "name", "post"),
    [
        ("We wrote that the harbour minister, Peter Grund, took a call.", "Peter Grund", ("harbour minister", None)),
        ("Anna Lind met the U.S. ambassador, Peter Grund, in May.", "Peter Grund", ("ambassador", "United States")),
        (
            "She is Anna Lind, chair of the Nordal cable consortium, in Oslo.",
            "Anna Lind",
            ("chair", "Nordal cable consortium"),
        ),
        ("Anna Lind, chair of the Norwegian ferry firm Nordal, left.", "Anna Lind", ("chair", "Nordal")),
        ("Anna Lind, who heads the competitor Nordal, left.", "Anna Lind", ("head", "Nordal")),
        ("Anna Lind, a deputy economy minister, left.", "Anna Lind", ("deputy economy minister", None)),
        ("The bakers' chairman, Peter Grund, was there.", "Peter Grund", ("chairman", None)),
        ("She was received by the Minister, the Hon. Peter Grund.", "Peter Grund", ("Minister", None)),
    ],
)
def test_posts_with_words_of_no_list_are_read(told: str, name: str, post: tuple[str, str | None]) -> None:
    assert posts(read(told), name)[0] == post


@pytest.mark.parametrize(
    "told", ["Having met the minister, Peter Grund left.", "They saw the old harbour, Peter Grund said."]
)
def test_a_noun_before_the_subject_is_not_its_post(told: str) -> None:
    assert posts(read(told), "Peter Grund") == []


def test_the_wares_in_a_firms_name_are_no_field_of_its_chief() -> None:
    reading = read("Voltmark Electronics Chair Ada Lind met Nordal Chemicals CEO Jonas Vik in Oslo on Monday.")
    assert posts(reading, "Ada Lind") == [("Chair", "Voltmark Electronics")]
    assert posts(reading, "Jonas Vik") == [("CEO", "Nordal Chemicals")]


@pytest.mark.parametrize(
    ("words", "post"),
    [
        ("Ada Lind, chief executive of battery maker Voltmark,", ("chief executive", "Voltmark")),
        ("Ada Lind, the boss of the retailer Nordal,", ("boss", "Nordal")),
        ("Ada Lind, chairman of ride-hailing giant Kestrel Rides,", ("chairman", "Kestrel Rides")),
        ("Voltmark's vice president for Africa, Ada Lind,", ("vice president for Africa", "Voltmark")),
        ("Ada Lind, Voltmark's vice president for Africa,", ("vice president for Africa", "Voltmark")),
        ("Voltmark's European head, Ada Lind,", ("European head", "Voltmark")),
        ("European Commission vice president Ada Lind", ("vice president", "European Commission")),
    ],
)
def test_the_firm_is_the_body_and_a_part_of_the_world_is_none(words: str, post: tuple[str, str]) -> None:
    assert posts(read(f"{words} met Jonas Vik in Oslo on Monday."), "Ada Lind") == [post]


@pytest.mark.parametrize(
    ("words", "role", "organisation"),
    [
        ("Bank of Nordland governor", "governor", "Bank of Nordland"),
        ("the Bank of Nordland's governor,", "governor", "Bank of Nordland"),
        ("University of the Skerries rector", "rector", "University of the Skerries"),
        ("Chamber of Nordic Industry president", "president", "Chamber of Nordic Industry"),
        ("Nordic Fund mission chief", "mission chief", "Nordic Fund"),
        ("Nordbank country director", "country director", "Nordbank"),
        ("Nordbank's Country Director,", "Country Director", "Nordbank"),
        ("Voltmark chip boss", "chip boss", "Voltmark"),
        ("Voltmark Cloud chief", "chief", "Voltmark Cloud"),
        ("Voltmark cloud chief", "cloud chief", "Voltmark"),
    ],
)
def test_a_body_over_of_and_a_part_of_a_body(words: str, role: str, organisation: str) -> None:
    reading = read(f"Anna Lind met {words} Peter Grund.")
    assert posts(reading, "Peter Grund") == [(role, organisation)]


@pytest.mark.parametrize(
    ("words", "role", "organisation"),
    [
        ("the President of Chad", "President", "Chad"),
        ("Minister of Trade of Indonesia", "Minister of Trade", "Indonesia"),
        ("Prime Minister of the Republic of Armenia", "Prime Minister", "Armenia"),
        ("Vice Minister of Education and Training", "Vice Minister of Education and Training", None),
    ],
)
def test_a_name_right_behind_the_country_or_field_of_a_post(words: str, role: str, organisation: str | None) -> None:
    reading = read(f"Anna Lind met {words} Pavel Grundos in a hotel.")
    assert posts(reading, "Pavel Grundos") == [(role, organisation)]


@pytest.mark.parametrize(
    ("words", "role", "organisation"),
    [
        ("Meridian Motors' chairman", "chairman", "Meridian Motors"),
        ("Voltmark's India head", "India head", "Voltmark"),
        ("the vice president for policy of Voltmark Cloud", "vice president", "Voltmark Cloud"),
        ("the regional director for Asia of the Seed Programme", "regional director", "Seed Programme"),
    ],
)
def test_the_body_of_a_post_with_its_field_or_market(words: str, role: str, organisation: str) -> None:
    reading = read(f"Anna Lind met {words}, Peter Grund, on Monday.")
    assert posts(reading, "Peter Grund") == [(role, organisation)]


@pytest.mark.parametrize(
    ("before", "post", "organisation"),
    [
        ("The central bank has dismissed the talk.", "deputy governor", "central bank"),
        ("Egypt stays outside for now.", "irrigation minister", "Egypt"),
        ("The grid operator is in debt.", "chief executive", "grid operator"),
    ],
)
def test_its_is_the_country_or_the_unnamed_body_of_the_sentence_before(
    before: str, post: str, organisation: str
) -> None:
    reading = read(f"{before} Its {post}, Peter Grund, met Anna Lind on Monday.")
    fact = person(reading, "Peter Grund").roles[0]
    assert (fact.role, fact.organisation, fact.inferred) == (post, organisation, f'"Its" is {organisation}')


def test_a_firm_may_be_told_of_by_a_word_with_a_hyphen() -> None:
    reading = read("Anna Lind met Peter Grund, founder of the British memory-chip maker Tarn Devices, on Monday.")
    assert posts(reading, "Peter Grund") == [("founder", "Tarn Devices")]


@pytest.mark.parametrize(
    ("words", "role", "body"),
    [
        ("World Bank President", "President", "World Bank"),
        ("European Central Bank President", "President", "European Central Bank"),
        ("Federal Reserve Chair", "Chair", "Federal Reserve"),
        ("Bank of Japan Deputy Governor", "Deputy Governor", "Bank of Japan"),
        ("Deputy Governor of the Bank of Korea", "Deputy Governor", "Bank of Korea"),
        ("The central bank governor,", "governor", "central bank"),
        ("Malta's grid operator boss", "boss", "Malta's grid operator"),
        ("Finance ministry spokesman", "spokesman", "Finance ministry"),
        ("Sri Lankan Finance Minister", "Finance Minister", "Sri Lanka"),
        ("New Zealand Trade Minister", "Trade Minister", "New Zealand"),
        ("The president of the Nordic Football League, Spain's", "president", "Nordic Football League"),
        ("The World Rivers Trust, whose chairman", "chairman", "World Rivers Trust"),
    ],
)
def test_the_words_of_a_body_before_a_name_are_no_part_of_the_post(words: str, role: str, body: str) -> None:
    reading = read(f"{words} Peter Grund, met Anna Lind." if words.endswith(",") else f"{words} Peter Grund met her.")
    assert posts(reading, "Peter Grund") == [(role, body)]


@pytest.mark.parametrize(
    ("words", "role", "body"),
    [
        ("the Federal Reserve chair", "chair", "Federal Reserve"),
        ("deputy governor of the Bank of Korea", "deputy governor", "Bank of Korea"),
        ("the cocoa board chief executive", "chief executive", "cocoa board"),
        ("the New Zealand trade minister", "trade minister", "New Zealand"),
        ("the International Monetary Fund's mission chief", "mission chief", "International Monetary Fund"),
        ("who heads the Africa desk at Brightwell", "head", "Brightwell"),
        ("the managing director of Savanna Petroleum", "managing director", "Savanna Petroleum"),
    ],
)
def test_nor_are_those_of_a_body_behind_a_name(words: str, role: str, body: str) -> None:
    reading = read(f"Peter Grund, {words}, met Anna Lind in Oslo on Monday.")
    assert posts(reading, "Peter Grund") == [(role, body)]


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Deputy Finance Minister", "Deputy Finance Minister"),
        ("Police Chief", "Police Chief"),
        ("The former trade union leader", "former trade union leader"),
        ("Company chairman", "chairman"),
        ("Visiting company boss", "boss"),
        ("The same company chairman", "chairman"),
        ("Another government minister", "government minister"),
    ],
)
def test_a_field_or_a_bare_noun_is_no_body(words: str, role: str) -> None:
    reading = read(f"{words} Peter Grund met her.")
    assert posts(reading, "Peter Grund") == [(role, None)]


def test_the_first_noun_of_a_post_under_a_post_is_the_post() -> None:
    reading = read("Adviser to the President Peter Grund met an aide to President Anna Lind.")
    assert [role for role, _ in posts(reading, "Peter Grund")] == ["Adviser to the President"]
    assert [role for role, _ in posts(reading, "Anna Lind")] == ["President"]


def test_what_somebody_runs_is_no_person() -> None:
    reading = read("Across from Peter Grund, who has run Ferriera Giuliana since 2016, sat Anna Lind.")
    assert posts(reading, "Peter Grund") == [("head", "Ferriera Giuliana")]
    assert people(reading) == ["Peter Grund", "Anna Lind"]


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("The council's chief executive, Max Holm, rose.", ("chief executive", "council")),
        ("The Ferry Council met. The council's chairman, Max Holm, rose.", ("chairman", "Ferry Council")),
        (
            "She saw the Jinling Institute of Optics and its president, Max Holm.",
            ("president", "Jinling Institute of Optics"),
        ),
        ("Max Holm, co-CEO of Hanbit Micro, rose.", ("co-CEO", "Hanbit Micro")),
        ("The Indian consul in Medan, Max Holm, rose.", ("consul", "India")),
        ("Max Holm, who negotiates for the Faroe Islands, rose.", ("negotiator", "Faroe Islands")),
        ("Max Holm, vice governor of east China's Jiangsu Province, rose.", ("vice governor", "Jiangsu Province")),
        ("Anna Lind met Max Holm, the 78-year-old founder of Nordbank Group.", ("founder", "Nordbank Group")),
    ],
)
def test_whose_post_it_is(text: str, post: tuple[str, str]) -> None:
    assert posts(read(text), "Max Holm") == [post]
