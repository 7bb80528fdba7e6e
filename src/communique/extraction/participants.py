"""From the parties of an occasion to participants with names, posts and organisations, each with its steps."""

from __future__ import annotations

from collections.abc import Sequence

from communique.model.claim import Participant, Step
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.document import DocumentReading
from communique.reading.entities import BY_NAME, Entity, Mention, RoleFact

__all__ = ["build_participants", "inferred_values"]

_READ_AS_NAMES = (*BY_NAME, "alias.class_noun.")
_FIELDS = ("name", "role", "organisation")


# Posts that say less than any other of the same person: "Professor Voss, the chief adviser" is the chief adviser.
_FAINT = frozenset({"professor", "admiral", "general", "colonel", "archbishop", "cardinal", "senator", "lawyer"})


def build_participants(
    reading: DocumentReading, parties: Sequence[Mention], sentences: Sequence[int], *, recalled: bool
) -> tuple[tuple[Participant, ...], tuple[Step, ...]]:
    """Participants in the order of the text, and the steps that bound their values.

    Args:
        reading: the document.
        parties: the mentions that take part, one an entity.
        sentences: the sentences about the occasion; a post given there is the post at the time.
        recalled: an earlier occasion, when a post that is past now may have been held.
    """
    participants: list[Participant] = []
    steps: list[Step] = []
    for number, mention in enumerate(parties):
        at = f"participants.{number}"
        entity = reading.entity(mention)
        if entity is None:
            participant, found = _unnamed(reading, mention, at)
        elif entity.kind is PartyKind.ORGANISATION:
            participant, found = _organisation(reading, entity, mention, at)
        else:
            participant, found = _person(reading, entity, mention, sentences, at, recalled=recalled)
        participants.append(participant)
        steps += found
    return tuple(participants), tuple(steps)


def inferred_values(steps: Sequence[Step]) -> dict[str, str]:
    """Of the values that the steps lead to, those inferred rather than read, by field with the reason.

    A name is inferred where the words do not name somebody: "the president", "he".
    """
    found: dict[str, str] = {}
    for step in steps:
        at, _, name = step.field.rpartition(".")
        if step.because is None or name not in _FIELDS or step.rule.startswith(_READ_AS_NAMES):
            continue
        found[step.field] = step.because
        if name == "organisation" and any(other.field == f"{at}.country" for other in steps):
            found[f"{at}.country"] = step.because
    return found


def _unnamed(reading: DocumentReading, mention: Mention, at: str) -> tuple[Participant, list[Step]]:
    """People whom the text does not name: "other Nvidia officials"."""
    passage = mention.span.passage(reading.document.text)
    participant = Participant(
        name=None,
        mention=passage.quote,
        role=mention.role,
        organisation=mention.organisation,
        country=mention.country,
        kind=PartyKind.GROUP,
    )
    values = {"role": mention.role, "organisation": mention.organisation, "country": mention.country}
    steps = [
        Step(field=f"{at}.{name}", rule=mention.rule, value=value, read=(passage,))
        for name, value in values.items()
        if value is not None
    ]
    return participant, steps


def _organisation(
    reading: DocumentReading, entity: Entity, mention: Mention, at: str
) -> tuple[Participant, list[Step]]:
    """A body that takes part as such."""
    passage = mention.span.passage(reading.document.text)
    participant = Participant(
        name=entity.name,
        mention=passage.quote,
        organisation=entity.name,
        kind=PartyKind.ORGANISATION,
        names=tuple(entity.names),
    )
    step = Step(field=f"{at}.organisation", rule=mention.rule, value=entity.name, read=(passage,))
    return participant, [_name_step(reading, entity, mention, at), step]


def _person(
    reading: DocumentReading, entity: Entity, mention: Mention, sentences: Sequence[int], at: str, *, recalled: bool
) -> tuple[Participant, list[Step]]:
    """A named person with post and body at the time."""
    text = reading.document.text
    spans = [reading.sentences[index] for index in sentences]
    post = pick_post(entity.roles, spans, recalled=recalled)
    body = pick_body(entity.roles, post, spans)
    participant = Participant(
        name=entity.name,
        mention=mention.span.of(text),
        role=post.role if post is not None else None,
        organisation=body.organisation if body is not None else None,
        country=body.country if body is not None else None,
        kind=PartyKind.PERSON,
        names=tuple(dict.fromkeys(entity.names)),
    )
    steps = [_name_step(reading, entity, mention, at)]
    if post is not None:
        steps.append(
            Step(
                field=f"{at}.role",
                rule="posts.beside_name.v1" if post.role_inferred is None else "posts.counterpart.v1",
                value=post.role,
                read=(post.span.passage(text),),
                because=post.role_inferred,
            )
        )
    if body is not None:
        steps += _body_steps(body, at, text)
    return participant, steps


def _body_steps(body: RoleFact, at: str, text: str) -> list[Step]:
    source = (body.organisation_span or body.span).passage(text)
    steps = [
        Step(
            field=f"{at}.organisation",
            rule="posts.body.v1",
            value=body.organisation,
            read=(source, body.span.passage(text)),
            because=body.inferred,
        )
    ]
    if body.country is not None:
        steps.append(
            Step(
                field=f"{at}.country",
                rule="places.country.v1",
                value=body.country,
                read=(source,),
                because=f"{body.organisation} is {body.country}",
            )
        )
    return steps


def _name_step(reading: DocumentReading, entity: Entity, mention: Mention, at: str) -> Step:
    """How the words that name a party here lead to its fullest name, with the place where that stands."""
    text = reading.document.text
    read = [mention.span.passage(text)]
    mentions = reading.registry.mentions
    full = next((m.span for m in mentions if m.entity == entity.number and m.rule == "names.full.v1"), None)
    if full is not None and full != mention.span:
        read.append(full.passage(text))
    return Step(field=f"{at}.name", rule=mention.rule, value=entity.name, read=tuple(read), because=mention.because)


def pick_post(facts: Sequence[RoleFact], sentences: Sequence[Span], *, recalled: bool = False) -> RoleFact | None:
    """The post at the time: one given in the sentences about the occasion, else one held now, else any.

    Of several, the first that has a body; ranks and callings only where there is nothing else. None without a post.

    Args:
        facts: the posts and bodies that the text gives the person.
        sentences: the sentences about the occasion.
        recalled: True for an earlier occasion, when a post that is past now may have been held.
    """
    posts = [fact for fact in facts if fact.role]
    telling = [fact for fact in posts if fact.role.lower() not in _FAINT] or posts
    near = [fact for fact in telling if any(fact.span in sentence for sentence in sentences)]
    held = telling if recalled else [fact for fact in telling if not fact.past]
    for group in (near, held, telling):
        if group:
            chosen = next((fact for fact in group if fact.organisation), group[0])
            return _fuller(chosen, posts)
    return None


def _fuller(chosen: RoleFact, posts: Sequence[RoleFact]) -> RoleFact:
    """The same post in more words, where the text gives it: "Secretary" is "Secretary of State"."""
    words = set(chosen.role.lower().split())
    if len(words) != 1:
        return chosen
    return next((fact for fact in posts if _is_fuller(fact, chosen, words)), chosen)


def _is_fuller(fact: RoleFact, chosen: RoleFact, words: set[str]) -> bool:
    role = fact.role.lower()
    return words < set(role.split()) and fact.past == chosen.past and not role.startswith("deputy")


def pick_body(facts: Sequence[RoleFact], post: RoleFact | None, sentences: Sequence[Span]) -> RoleFact | None:
    """The fact that gives the body: the post's own, else another of the same kind of office. None without a body."""
    if post is not None and post.organisation:
        return post
    bodies = [fact for fact in facts if fact.organisation]
    if post is not None and post.state in {"state", "government"}:
        of_country = next((fact for fact in bodies if fact.country), None)
        if of_country is not None:
            return of_country
    near = next((fact for fact in bodies if any(fact.span in sentence for sentence in sentences)), None)
    return near if near is not None else next(iter(bodies), None)
