"""Texts that tell of no meeting, read by rules and trained reader together. All people and firms are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.extraction import extract_document
from communique.extraction.discourse import Discourse
from communique.extraction.learned import TrainedReader, load_reader
from communique.extraction.proposal import Proposal
from communique.extraction.proposers import Scene
from communique.extraction.sentences import parse_candidates
from communique.extraction.unmet import is_unmet
from communique.languages.en.encounters import load_encounter_words
from communique.languages.en.unmet import load_unmet
from communique.model import MeetingClaim
from communique.model.span import Span
from communique.model.vocabulary import MeetingKind, PartyKind, Status
from communique.reading.document import read_documents
from communique.text.documents import frame

Read = Callable[[str], tuple[MeetingClaim, ...]]

TEXTS = {
    "accident": (
        "Two trams met head-on in Gdynia on Friday morning. Nine people were hurt, said fire chief Marek Dolny. "
        "Mayor Hanna Wrona visited the injured in hospital. The operator's director, Pawel Sikora, has been "
        "suspended. Prosecutor Ewa Lis opened an inquiry."
    ),
    "accused": (
        "Senator Royce Blackmore accused the governor, Elena Vasquez-Tripp, of sleeping through the flood. "
        "Vasquez-Tripp said on Wednesday that she had been in the control room all night. Blackmore's daughter "
        "Cora lives in the valley. The governor has asked engineer Hank Dufresne for a report. He promised it by "
        "Friday."
    ),
    "anniversary": (
        "It is fifty years since the treaty of Marlow ended the herring dispute. A stamp will honour the two "
        "foreign ministers who signed it, Gunnar Eriksen and Lord Whitcombe. Eriksen's granddaughter Lise "
        "designed it. Postmaster Rory McAllister unveiled it on Monday. Whitcombe's papers are kept in Leeds."
    ),
    "award_ceremony": (
        "The best-dressed list is out, and for once it has a minister on it: Ottavia Grimani comes third, behind "
        "the actor Renzo Falco and ahead of the tenor Dmitri Arkhipov. Falco thanked his tailor. Grimani, asked "
        "about it in the senate, said she had other worries. Editor Bianca Salvi drew up the list alone."
    ),
    "court": (
        "A court in Harrow Falls on Tuesday ordered the developer Calder Fynn to pay $2.3 million to his former "
        "partner, Rosalind Achebe. Judge Everett Stokes found that Fynn had hidden two sales from her. Fynn's "
        "lawyer, Naomi Tarrant, said he would appeal. Achebe's counsel, Joel Bexley, called the ruling \"a long "
        'time coming". Both sides have thirty days to lodge papers.'
    ),
    "crowd": (
        "Thousands met at the gates of the Almadine shipyard on Friday to protest against job cuts. Union chief "
        "Ewan Strachan told the crowd that the owners, led by Viscount Rupert Pelham, had broken their word. "
        "Pelham was in Monaco, according to his office. The crowd met with police lines at the bridge. Nobody was "
        "hurt, said Superintendent Gail Morrow."
    ),
    "cup_tie": (
        "BRANVIK, 4 March 2025 - Branvik Rovers meet Oster Athletic on Saturday in the quarter-final of the "
        'Northern Cup. Rovers coach Halldis Ferring said her team would attack. "We respect them, but we are at '
        'home," she told reporters on Thursday. Her opposite number, Tomas Wrekin, who took charge in January, '
        "promised a hard game. The two last met in 2019, when Oster won 3-1. Ferring and Wrekin both played for "
        "Oster in the nineties."
    ),
    "demand": (
        "Italian maker Torrini said on Monday that it could not meet demand for its vans, and its founder Cesare "
        "Torrini blamed a lack of chips. Minister for enterprise Livia Sartorelli pledged help in a radio "
        "interview. The two plants in Apulia would run on Saturdays, Torrini said. Union secretary Bruno Mazzanti "
        "said workers had met every target they were set."
    ),
    "film": (
        'In "The Long Quay", which opens on Friday, Sofia Brandt plays a harbour pilot who meets a smuggler, '
        "played by Idris Okafor-Lane, on the last ferry of the year. Director Milena Horvat shot it in eleven "
        'nights. Brandt met the part with relish, wrote critic Anton Weisz, and Okafor-Lane "meets her halfway". '
        "The film had its first showing in Rotterdam in January."
    ),
    "general": (
        "Ministers of the Baltic ports meet every year in October. The rules say that a chair is elected by lot; "
        "last year it fell to Estonia. As a rule, chief executives meet the minister who licenses them about once "
        'a year, said Aino Peltola, who teaches government at Turku. "Some of them never do," agreed Kaur Tamm, a '
        "former regulator."
    ),
    "handover": (
        "Ragnhild Storvik will succeed Per Anders Melbye as head of the Norwegian seed bank on 1 June, the board "
        "said on Monday. Melbye, who has run it since 2009, retires at the end of May. Storvik, at present "
        "director of the herbarium in Tromsø, called him a hard act to follow. Agriculture minister Jonas Rygg "
        "welcomed the choice in a statement. Her own successor at the herbarium has not been named."
    ),
    "hearing": (
        "Oil executive Brent Calloway testified before the Senate energy committee on Wednesday and faced two "
        "hours of questions from its chair, Senator Dolores Whitlock. Whitlock accused him of hiding a report. "
        "Calloway said he had never seen it. The committee will hear the head of the pipeline agency, Martin "
        "Oyelaran, next week. Calloway's predecessor, Janet Sloane, gave evidence in March."
    ),
    "hypo": (
        "What would Admiral Horace Tindale have said to Emperor Mizuno had they met? Novelist Clara Whitby-Osei "
        "imagines just that in her new book. In it the two men share a boat for a night and talk about the sea. "
        'Historian Desmond Pryce called the idea "charming nonsense". In truth Tindale died in 1841, two years '
        "before Mizuno was born."
    ),
    "letters": (
        "The mayor of Castelbruno, Federica Dotti, has written an open letter to the head of the regional "
        "railway, Gianmarco Sella. She asks him to reopen the line to the coast by spring. Sella replied on "
        "Tuesday in a two-page letter that the bridge at Ponte Vecchio was not safe. Dotti answered within the "
        "hour: she had read the engineers' report, she wrote, and so should he. The exchange has been shared nine "
        "thousand times."
    ),
    "market": (
        'Gold traded in a narrow range on Tuesday. "Buyers and sellers have yet to meet," said analyst Priscilla '
        "Von Arx of Lombard Street Metals. Tadashi Okubo of Minato Futures saw support at 1,900 dollars. Central "
        "banks met expectations last week by leaving rates alone. Von Arx expects a break by Friday; Okubo does "
        "not."
    ),
    "medal": (
        "Queen's medal for shy botanist. Dr Elspeth Cairncross, 74, learned by post that she is to get the Linden "
        "Medal for her work on mosses. She follows Dr Rolf Eberhardt, who won it last year. The president of the "
        "Linden Society, Sir Anthony Marlowe, wrote that her book had no equal. Eberhardt sent flowers."
    ),
    "nominated": (
        "President Oksana Dolynska nominated the economist Bohdan Hrytsenko for governor of the central bank on "
        "Tuesday, in place of Larysa Moroz, who is stepping down. Hrytsenko, 51, once worked for Moroz. "
        "Parliament is to vote next week. Opposition deputy Taras Venhryn said he would vote against."
    ),
    "obit": (
        "Marguerite Solenne, who led the Vauban porcelain works for thirty years, has died at 91. Born in Limoges "
        "in the same year as her rival Auguste Perrin, she studied chemistry under Professor Henri Castagne and "
        "married the painter Luc Aubry. In 1971 she took over the firm from her uncle Edmond. Perrin once called "
        'her "the only man in the trade". She was succeeded in 2001 by her daughter Claire, who sold the works to '
        "the Danish group Holmegaard & Lind."
    ),
    "parliament": (
        "Opposition leader Sean Kilbracken asked the prime minister, Niamh Tully, in parliament on Tuesday "
        "whether she had read the report on the hospital. Tully said she had. Kilbracken said that made it worse. "
        "The speaker, Donal Hennessy, called both to order. The house will vote on Thursday."
    ),
    "phone_line": (
        "Telecoms regulator Ofira Ben-Zvi fined Galcom 12 million shekels on Sunday for leaving 30,000 callers on "
        "hold. Galcom's chief executive, Yoav Harduf, said calls were answered within four minutes on average. "
        "Customers' champion Dalia Mizrahi said she had rung eleven times. The company will open a second call "
        "centre in May."
    ),
    "praise": (
        'Actor Leander Voss praised chef Amara Nwosu-Bell in a magazine interview published on Sunday. "She '
        'changed how I eat," he said. Nwosu-Bell, who runs a restaurant in Leeds, replied on Instagram with a '
        "heart. Her former teacher, Gaston Melville, claims credit for the sauce. Voss's new series starts in "
        "May."
    ),
    "results": (
        "Kestrel Foods met its sales target for the fourth quarter and raised its forecast for the year, chief "
        "executive Birgit Halvorsen said on Thursday. Finance chief Matteo Ranieri told analysts on a call that "
        "costs had been kept in check. Activist investor Lionel Prudhomme, who holds 4 percent, wrote in a letter "
        "to shareholders that the board should sell the frozen-fish arm. Halvorsen rejected the idea. The shares "
        "rose 3 percent."
    ),
    "rival_bids": (
        "Billionaire Aurora Castellane raised her bid for the newspaper Le Courrier to 90 million euros on "
        "Thursday, topping the offer of retailer Basile Montfort. Montfort said he would think about it over the "
        "weekend. The seller, the Lavigne family, declined to comment. Castellane has owned a radio station since "
        "2016. Montfort's adviser, the banker Odile Rameau, left the firm in May."
    ),
    "rules_meet": (
        "New homes that do not meet the standard will not be sold, housing minister Aurelio Pastrana said on "
        "Monday. Builder Ximena Landa complained that the rules change every spring. Pastrana's deputy, Hugo "
        "Rentería, said on television that firms have had two years to prepare. Landa's company, Casas del Sur, "
        "has 400 flats waiting for a stamp."
    ),
    "same_fair": (
        "HANOVER, April 9 - Steel boss Reinhold Aster and union leader Katja Bremser were both at the Hanover "
        "fair on Tuesday, but their paths did not cross. Aster opened a stand for electric furnaces in hall 5. "
        "Bremser spoke at a rally outside the gates an hour later. He described the outlook as fair; she "
        "described his pay as unfair."
    ),
    "same_plane": (
        "Chess champion Viktor Samoylenko and his rival Li Jianguo flew to Reykjavik on the same plane on Sunday. "
        "They sat twelve rows apart. The first game is on Wednesday. Samoylenko trained with Li's coach, Bela "
        "Szentes, in 2014. Organiser Sigga Bjarnadóttir expects forty thousand viewers."
    ),
    "tennis": (
        "PORT SELBY - Third seed Ilena Marcovar beat Yuki Tanabe-Holt 6-3, 6-4 on Tuesday and will meet the "
        'Brazilian Renata Quirós in the semi-finals. Marcovar has met Quirós four times and lost every time. "She '
        'hits the ball as if it owed her money," Marcovar said. Quirós, who came through in straight sets against '
        "Oda Lindqvist, said she expected a long afternoon."
    ),
    "tweets": (
        "The row between singer Marla Quince and producer Otis Bramwell went into its second week. Quince posted "
        'on Monday that he owed her two years of royalties. Bramwell shared a picture of a cheque. "Check the '
        'date," she wrote. Their manager, Delia Fonseca, asked fans to stay calm. Neither has spoken to the other '
        "since March, according to a friend."
    ),
    "two_speeches": (
        "Two former prime ministers took the stage in Lisbon on Sunday, a day's drive apart in opinion. Armando "
        "Teles Brito told the liberals' congress that Portugal must cut taxes. Graça Monteverde told the "
        "socialists, across the river, that it must not. Brito accused Monteverde of living in 1975. She said he "
        "had never left 1985."
    ),
    "wedding": (
        "Shipping heir Nikolas Kaloudis is to marry the violinist Emily Harcastle in June, the families said on "
        "Wednesday. They have known each other since school. His father, Stavros Kaloudis, made his money in "
        "tankers; hers, Gordon Harcastle, teaches Latin in Bath. The couple will live in Athens."
    ),
    "birthday": (
        "King Haldor IX turned 70 on Saturday. Prime minister Eirik Nansen-Lund sent a telegram of "
        "congratulation, as did the Danish premier, Bodil Krarup. The king, who was born in the same hospital as "
        "the opposition leader Siv Torgersen, spent the day fishing."
    ),
    "chair_change": (
        "The supervisory board of Rhenania Chemie named Anke Dressler as its new chair on Thursday. She replaces "
        "Karl-Otto Wirtz, who fell out with the union leader Jens Abel over the plant at Worms. Wirtz remains a "
        "member of the board until the summer. Abel called the change overdue. Chief executive Silke Morgner "
        "thanked Wirtz in a note to staff."
    ),
    "chess2": (
        "Grandmaster Otto Brandeis beat Farid Nourian in 41 moves on Friday and will face the winner of the tie "
        "between Lena Koskela and Raj Devarajan. Nourian had met Brandeis in eleven games before and lost nine. "
        "Koskela drew with Devarajan on Thursday."
    ),
    "family": (
        "Industrialist Hakan Soysal, 80, handed his shares to his daughters Leyla and Defne on Monday. Leyla runs "
        "the cement works; Defne teaches in Izmir. Their brother Kerem got the yacht. The regulator's head, Ufuk "
        "Tanyeli, said the transfer needed no approval."
    ),
    "golf": (
        "CARRADALE - Morven Airlie leads Pia Sundqvist by one shot going into the last round. The two meet on the "
        'first tee at noon. Airlie has never won a major; Sundqvist has three. "I will look at the ball, not at '
        'her," Airlie said. Sundqvist won their match-play final in 2021 by 2 and 1.'
    ),
    "joint_letter": (
        "Seven mayors signed an open letter on rents on Thursday, among them Paola Renzetti of Ancona and Davide "
        "Marchesi of Pesaro. The letter was drafted by a lawyer, Nino Sarti, and passed round by e-mail. Housing "
        "minister Elena Corradi said she would read it. Renzetti expects an answer by the end of the month."
    ),
    "lawsuit2": (
        "Author Benedict Oyelowo-Grant has sued the publisher Hatchard & Moon for £400,000, his solicitor, Imelda "
        "Raine, said on Tuesday. The house's managing director, Crispin Vale, said the claim had no merit. Vale "
        "signed Oyelowo-Grant in 2012. The case comes before Mrs Justice Thorold in May."
    ),
    "poll": (
        "Support for Premier Ingeborg Tvedt fell to 31 percent, while her challenger Lasse Moholt rose to 40, a "
        "poll for the daily Framtid showed on Monday. Pollster Unni Garborg said the gap would narrow once the "
        "two meet in debate. Tvedt dismissed the figures. Moholt thanked the voters."
    ),
    "quiz": (
        "Who is paid more, the head of Nordbank, Elisabeth Krag, or the coach of the national team, Rune Halvard? "
        "The tax lists published on Wednesday say Halvard, by a nose. Krag took home 11.2 million kroner, Halvard "
        "11.4. Shipowner Frithjof Steen leads the list once more."
    ),
    "requirements": (
        "Applicants who meet the criteria will hear by May, said Dean Rosamund Achterlonie. Professor Theo "
        "Balfour drew up the list. Student leader Zadie Umeh said that nobody from her school had met them in ten "
        "years. Achterlonie promised to look at it. A petition has been signed by the actor Jude Farrell."
    ),
    "statement_war": (
        "Foreign minister Idrissa Konaté-Bah rejected on Friday the charges of his northern colleague, Amadou "
        "Wélé. Wélé had told a French daily on Wednesday that the border posts were open to smugglers. Konaté-Bah "
        "answered on state television: the smugglers had papers from the north. The African Union asked both "
        "governments for calm. An ambassador was recalled."
    ),
    "theatre": (
        "At the Old Dairy Theatre, Cordelia Finch plays Queen Isolde opposite Marlon Adeyemi's Duke. They meet in "
        "a garden, quarrel over breakfast and die within the hour. Director Petra Vogt has cut the last act. "
        "Finch is magnificent; Adeyemi mumbles."
    ),
    "two_trips": (
        "Foreign secretary Alban Greene arrived in Tashkent on Monday, a day after his rival for the party "
        "leadership, Harriet Moss, had left it. Greene praised the mosques. Moss had praised the melons. Neither "
        "would say who paid. Tory chairman Rex Oldacre said he had not known of either trip."
    ),
}


@pytest.fixture(scope="module")
def trained() -> TrainedReader:
    return load_reader()


@pytest.fixture(scope="module")
def read(trained: TrainedReader) -> Read:
    """The meetings of a text, as both readers together find them."""

    def meetings(text: str) -> tuple[MeetingClaim, ...]:
        return extract_document(
            frame(text, source="told.txt", encoding="utf-8", language="en"), trained=trained
        ).meetings

    return meetings


@pytest.mark.parametrize("name", TEXTS)
def test_text_without_a_meeting_yields_none(read: Read, name: str) -> None:
    assert read(TEXTS[name]) == ()


CAST = (
    " date 2023-05-11 Tomas Ferreira is the chief executive of Orlo Systems. The industry minister of Sweden is Petra "
    "Lindqvist.\n\n"
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ferreira met Lindqvist in Oslo on Wednesday, an hour before the semi-final of the cup.",
        "On the second leg of his tour Ferreira met Lindqvist in Oslo on Wednesday.",
        "Ferreira met Lindqvist on Wednesday and gave her a letter from his staff.",
        "Ferreira met Lindqvist on Wednesday, a week after she took over from her predecessor.",
        "Lindqvist, who was at school with Ferreira, met him in Oslo on Wednesday.",
        "Ferreira met Lindqvist on Wednesday before he appeared before a committee of parliament.",
        "Ferreira and Lindqvist, who were both in Oslo, met on Wednesday.",
        "Ferreira, who plays a role in the industry, met Lindqvist on Wednesday.",
        "Ferreira met Lindqvist on Wednesday and closed the door behind them.",
    ],
)
def test_words_of_something_else_hide_no_meeting(read: Read, sentence: str) -> None:
    (found,) = read(CAST + sentence)
    assert found.status is Status.HELD
    assert {party.name for party in found.participants} == {"Tomas Ferreira", "Petra Lindqvist"}


@pytest.mark.parametrize(
    ("kind", "told", "otherwise"),
    [
        ("contest", "they meet in the semi-final", "on the second leg of his tour"),
        ("contest", "Oster won the tie 3-1", "the party won in 2019-20"),
        ("story", "a pilot, played by A", "she played a key role in the talks"),
        ("apart", "they sat twelve rows apart", "they closed the door behind them"),
        ("letter", "have been exchanging letters", "signed a letter of intent"),
        ("inquiry", "who testified before the panel", "the inquiry that she chairs"),
    ],
)
def test_patterns_know_a_thing_from_its_neighbour(kind: str, told: str, otherwise: str) -> None:
    pattern = getattr(load_unmet(), kind)
    assert pattern.search(told)
    assert not pattern.search(otherwise)


def is_taken_for_one(text: str, trigger: str) -> bool:
    """Whether a proposal of the trained reader, with everybody named in the last sentence, is let through."""
    (reading,) = read_documents([frame(text, source="told.txt", encoding="utf-8", language="en")])
    last = len(reading.sentences) - 1
    (sentences,) = parse_candidates([reading], [{last}])
    scene = Scene(sentences[-1], Discourse(reading), load_encounter_words())
    at = reading.text.index(trigger, scene.sentence.span.start)
    proposal = Proposal(
        sentence=last,
        trigger=Span(at, at + len(trigger)),
        parties=tuple(m for m in scene.sentence.mentions.values() if m.kind is PartyKind.PERSON),
        kind=MeetingKind.MEETING,
        status=Status.HELD,
        clause=scene.sentence.span,
        rule="learned.together.test",
        score=0.9,
    )
    assert len(proposal.parties) == 2
    return not is_unmet(scene, proposal)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The listing was the task that Torsten Brekke had failed to meet, Agneta Lund explained.", "meet"),
        (
            "In a memo to the minister, Octavie Renard, which a weekly printed, Hortense Vauquelin wrote that parts of "
            "the gallery leak, and that a visit has become an ordeal.",
            "visit",
        ),
    ],
)
def test_a_word_of_encounter_that_is_of_others_tells_nothing(text: str, trigger: str) -> None:
    assert not is_taken_for_one(text, trigger)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Agneta Lund said that the director whom she had failed to meet was Torsten Brekke.", "meet"),
        ("A weekly wrote that Octavie Renard had paid Hortense Vauquelin a visit.", "visit"),
    ],
)
def test_one_that_is_theirs_does(text: str, trigger: str) -> None:
    assert is_taken_for_one(text, trigger)
