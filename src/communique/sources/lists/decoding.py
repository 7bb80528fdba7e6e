"""One part of a JSON file as what it has to be."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from communique.sources.lists.json_parts import JsonPart
from communique.sources.lists.records import Troubles

__all__ = ["decode_part"]

Kind = TypeVar("Kind")


def decode_part(part: JsonPart, decoder: msgspec.json.Decoder[Kind], troubles: Troubles) -> Kind | None:
    """What a part says; None where it cannot be read, which is noted."""
    try:
        return decoder.decode(part.data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        troubles.add(part.where, f"cannot be read: {error}")
    except RecursionError:
        troubles.add(part.where, "cannot be read: brackets within brackets without end")
    return None
