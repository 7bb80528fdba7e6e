from __future__ import annotations

from hand_made import INES, MARA, claim, facts

from communique.model import Participant, PartyKind, Passage, RoleClaim
from communique.resolution import resolve
from communique.views import Organisation, Person, build_meetings, build_organisations, build_people

ROLE = RoleClaim(
    document="d3",
    person="Mara Olsen",
    role="mayor",
    organisation="Harbour Town",
    interval="2019/2024",
    evidence=(Passage(start=0, end=4, quote="mayor"[:4]),),
)
SHORT = Participant(name="Olsen", mention="Olsen", role="president", organisation="Norland")
FIRM = Participant(name="Velmar Inc.", mention="Velmar", organisation="Velmar Inc.", kind=PartyKind.ORGANISATION)


def views() -> tuple[dict[str, Person], dict[str, Organisation]]:
    documents = [facts("d1", "2031-02-11"), facts("d2", "2031-05-06"), facts("d3")]
    told = [
        claim("d1", MARA, INES, date="2031-02-10"),
        claim("d2", SHORT, INES, date="2031-05-05"),
        claim("d3", MARA, FIRM, date="2030-01-01"),
    ]
    resolution = resolve(documents, told, roles=[ROLE])
    meetings = build_meetings(documents, told, resolution)
    meeting_of = {claim: meeting.id for meeting in meetings for claim in meeting.claims}
    people = build_people(told, [ROLE], resolution, meeting_of)
    person_of = {form: person.id for person in people for form in person.forms}
    organisations = build_organisations(told, (), resolution, meeting_of, person_of)
    return {one.name: one for one in people}, {one.name: one for one in organisations}


def test_each_person_stands_once_with_names_roles_and_meetings() -> None:
    people, _ = views()
    assert sorted(people) == ["Ines Okafor", "Mara Olsen"]
    mara = people["Mara Olsen"]
    assert mara.names == ("Mara Olsen", "Olsen")
    assert len(mara.meetings) == 3
    assert mara.countries == ("NO",)
    roles = {(role.role.casefold(), role.organisation): role.intervals for role in mara.roles}
    assert roles == {
        ("president", "Norland"): ("2030-01-01", "2031-02-10", "2031-05-05"),
        ("mayor", "Harbour Town"): ("2019/2024",),
    }
    assert all(proof.evidence for role in mara.roles for proof in role.evidence)


def test_each_organisation_stands_once_with_its_people() -> None:
    people, organisations = views()
    assert sorted(organisations) == ["Norland", "Velmar"]
    velmar = organisations["Velmar"]
    assert set(velmar.names) == {"Velmar", "Velmar Inc."}
    assert velmar.people == (people["Ines Okafor"].id,)
    assert len(velmar.meetings) == 3
