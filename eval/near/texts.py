"""The texts of the set: stories, their copies, and texts that only look like copies."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from eval.near.rewriting import edit, reprint, retell, syndicate
from eval.near.worlds import World
from eval.sets import ROOT

__all__ = ["KINDS", "NearText", "build_set"]

KINDS: Final = ("exact", "syndicated", "edited", "rewritten")
LANGUAGES: Final = ("en", "ko", "ja")
# Examples of which one is a copy of the other already.
TWINS: Final = {"04_singapore_held_copy": "03_singapore_held_newswire"}
SCHEDULES: Final = 60
NOTICES: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class NearText:
    """A text of the set.

    Attributes:
        name: its own.
        story: texts of one story are copies of each other, texts of two are none.
        kind: how it was made from its story; `original`, or another word for texts that only look like copies.
        text: the text.
        language: BCP 47 code.
    """

    name: str
    story: str
    kind: str
    text: str
    language: str


def build_set(*, seed: int, worlds: int) -> list[NearText]:
    """The set; the same seed, the same texts."""
    examples = {
        language: {path.stem: path.read_text("utf-8") for path in sorted((ROOT / "examples" / language).glob("*.txt"))}
        for language in LANGUAGES
    }
    made: list[NearText] = []
    for number in range(worlds):
        world = World(number, seed, examples["en"].values())
        for stem, text in examples["en"].items():
            made += _family(stem, number, world.tell(text), "en", world, random.Random(f"{seed} {number} {stem}"))
    world = World(worlds, seed, ())
    for language in ("ko", "ja"):
        for stem, text in examples[language].items():
            chance = random.Random(f"{seed} {stem}")
            # Retelling works on English sentences alone.
            family = _family(stem, 0, text.partition("\n")[2] or text, language, world, chance)
            made += [one for one in family if one.kind != "rewritten"]
    made += _schedules(random.Random(f"{seed} schedules"), world)
    made += _notices(random.Random(f"{seed} notices"), world)
    return made


def _family(
    stem: str, number: int, story: str, language: str, world: World, chance: random.Random
) -> Iterator[NearText]:
    name = f"{number:02}_{TWINS.get(stem, stem)}"

    def made(kind: str, text: str) -> NearText:
        day = chance.randrange(10, 15) if kind != "original" else 9
        header = f" date 2031-02-{day:02} " if kind == "original" or chance.random() < 0.7 else ""
        return NearText(
            name=f"{number:02}_{stem}.{kind}", story=name, kind=kind, text=f"{header}{text}", language=language
        )

    sentence = _sentences(chance, world)
    yield made("original", story)
    yield made("exact", reprint(story, chance))
    yield made("syndicated", syndicate(story, chance, sentence))
    yield made("edited", edit(story, chance, world.word))
    yield made("rewritten", retell(story, chance))


def _sentences(chance: random.Random, world: World) -> Callable[[], str]:
    def sentence() -> str:
        words = [world.word(chance.randrange(1, 4)) for _ in range(chance.randrange(8, 14))]
        words[0] = words[0].capitalize()
        words[3] = words[3].capitalize()
        return " ".join(words) + "."

    return sentence


def _schedules(chance: random.Random, world: World) -> Iterator[NearText]:
    """What an office puts out every week: the same phrases, other guests and hours."""
    places = ("the residence", "the old ministry", "the council room", "the harbour office")
    for week in range(SCHEDULES):
        lines = [
            f"Schedule of the chancellor for the week of {chance.randrange(1, 28)} March, as given out by her office"
        ]
        for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"):
            guest = f"{world.word().capitalize()} {world.word(3).capitalize()}"
            firm = world.word(3).capitalize()
            lines.append(
                f"{day}: at {chance.randrange(8, 18)}.{chance.randrange(10, 60)} the chancellor receives {guest}, "
                f"chief executive of {firm}, at {chance.choice(places)}; the talks are about "
                f"{chance.randrange(20, 900)} new posts and the plans of the firm for the coming year, and there is a "
                "chance to take pictures at the start."
            )
        lines.append("Changes are given out on the day before; the press is asked to be there half an hour early.")
        yield NearText(
            name=f"schedule_{week}",
            story=f"schedule_{week}",
            kind="schedule",
            text="\n\n".join(lines) + "\n",
            language="en",
        )


def _notices(chance: random.Random, world: World) -> Iterator[NearText]:
    """Short notices of some outlets, each under the outlet's own long boilerplate."""
    sentence = _sentences(chance, world)
    outlets = [" ".join(sentence() for _ in range(5)) for _ in range(4)]
    for number in range(NOTICES):
        own = " ".join(sentence() for _ in range(6))
        text = f"{own}\n\n{outlets[number % 4]}\n"
        yield NearText(name=f"notice_{number}", story=f"notice_{number}", kind="notice", text=text, language="en")
