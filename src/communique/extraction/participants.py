"""From the parties of an occasion to participants with names, posts and organisations, each with its steps."""

from __future__ import annotations

from collections.abc import Sequence

from communique.model.claim import Participant, Step
from communique.model.span import Passage, Span
from communique.model.vocabulary import PartyKind
from communique.reading.document import DocumentReading
from communique.reading.entities import Entity, Mention, RoleFact

__all__ = ["build_participants"]


def build_participants(
    reading: DocumentReading, parties: Sequence[Mention], sentences: Sequence[int], *, recalled: bool
) -> tuple[tuple[Participant, ...], tuple[Step, ...]]:
    """Participants in the order of the text, and the steps that bound their values.

    Args:
        reading: the document.
        parties: the mentions that take part, one an entity.
        sentences: the sentences about the occasion; a post given there is the post at the time.
        recalled: an earlier occasion: posts given elsewhere in the text may be later ones.
    """
    participants: list[Participant] = []
    steps: list[Step] = []
    for mention in parties:
        entity = reading.entity(mention)
        number = len(participants)
        if entity is None:
            participants.append(_unnamed(reading, mention))
            steps += _unnamed_steps(reading, mention, number)
        elif entity.kind is PartyKind.ORGANISATION:
            passage = mention.span.passage(reading.document.text)
            participants.append(
                Participant(
                    name=entity.name,
                    mention=passage.quote,
                    organisation=entity.name,
                    kind=PartyKind.ORGANISATION,
                    names=tuple(entity.names),
                )
            )
            steps += _name_steps(reading, entity, mention, number)
            steps.append(
                Step(field=f"participants.{number}.organisation", rule=mention.rule, value=entity.name, read=(passage,))
            )
        else:
            participant, found = _person(reading, entity, mention, sentences, number)
            participants.append(participant)
            steps += found
    return tuple(participants), tuple(steps)


def _unnamed(reading: DocumentReading, mention: Mention) -> Participant:
    return Participant(
        name=None, mention=mention.span.of(reading.document.text), role=mention.role, organisation=mention.organisation,
        country=mention.country, kind=PartyKind.GROUP,
    )  # fmt: skip


def _unnamed_steps(reading: DocumentReading, mention: Mention, number: int) -> list[Step]:
    passage = mention.span.passage(reading.document.text)
    values = {"role": mention.role, "organisation": mention.organisation, "country": mention.country}
    return [
        Step(field=f"participants.{number}.{name}", rule=mention.rule, value=value, read=(passage,))
        for name, value in values.items()
        if value is not None
    ]


def _name_steps(reading: DocumentReading, entity: Entity, mention: Mention, number: int) -> list[Step]:
    text = reading.document.text
    read: list[Passage] = [mention.span.passage(text)]
    full = next(
        (m.span for m in reading.registry.mentions if m.entity == entity.number and m.rule == "names.full.v1"), None
    )
    if full is not None and full != mention.span:
        read.append(full.passage(text))
    return [
        Step(
            field=f"participants.{number}.name",
            rule=mention.rule,
            value=entity.name,
            read=tuple(read),
            because=mention.because,
        )
    ]


def _person(
    reading: DocumentReading, entity: Entity, mention: Mention, sentences: Sequence[int], number: int
) -> tuple[Participant, list[Step]]:
    text = reading.document.text
    steps = _name_steps(reading, entity, mention, number)
    spans = [reading.sentences[index] for index in sentences]
    post = pick_post(entity.roles, spans)
    body = pick_body(entity.roles, post, spans)
    role = post.role if post is not None else None
    if post is not None:
        steps.append(
            Step(
                field=f"participants.{number}.role",
                rule="posts.beside_name.v1",
                value=post.role,
                read=(post.span.passage(text),),
            )
        )
    organisation = body.organisation if body is not None else None
    country = body.country if body is not None else None
    if body is not None:
        source = body.organisation_span or body.span
        steps.append(
            Step(
                field=f"participants.{number}.organisation",
                rule="posts.body.v1",
                value=organisation,
                read=(source.passage(text), body.span.passage(text)),
                because=body.inferred,
            )  # fmt: skip
        )
        if country is not None:
            steps.append(
                Step(
                    field=f"participants.{number}.country",
                    rule="places.country.v1",
                    value=country,
                    read=(source.passage(text),),
                    because=f"{organisation} is {country}",
                )  # fmt: skip
            )
    participant = Participant(
        name=entity.name, mention=mention.span.of(text), role=role, organisation=organisation, country=country,
        kind=PartyKind.PERSON, names=tuple(dict.fromkeys(entity.names)),
    )  # fmt: skip
    return participant, steps


def pick_post(facts: Sequence[RoleFact], sentences: Sequence[Span]) -> RoleFact | None:
    """The post at the time: one given in the sentences about the occasion, else the first that has a body, else the first."""
    posts = [fact for fact in facts if fact.role]
    near = [fact for fact in posts if any(fact.span in sentence for sentence in sentences)]
    for group in (near, [fact for fact in posts if not fact.past], posts):
        if group:
            chosen = next((fact for fact in group if fact.organisation), group[0])
            return _fuller(chosen, posts)
    return None


def _fuller(chosen: RoleFact, posts: Sequence[RoleFact]) -> RoleFact:
    """The same post in more words, where the text gives it: "Secretary" is "Secretary of State"."""
    words = set(chosen.role.lower().split())
    fuller = [
        f
        for f in posts
        if words < set(f.role.lower().split()) and f.past == chosen.past and not f.role.lower().startswith("deputy")
    ]
    return fuller[0] if fuller and len(words) == 1 else chosen


def pick_body(facts: Sequence[RoleFact], post: RoleFact | None, sentences: Sequence[Span]) -> RoleFact | None:
    """The fact that gives the body: the post's own, else another fact of the same kind of office."""
    if post is not None and post.organisation:
        return post
    bodies = [fact for fact in facts if fact.organisation]
    if post is not None and post.state in {"state", "government"}:
        countries = [fact for fact in bodies if fact.country]
        if countries:
            return countries[0]
    near = [fact for fact in bodies if any(fact.span in sentence for sentence in sentences)]
    return near[0] if near else bodies[0] if bodies else None
