"""Places of the world by their English names, and the phrases of English texts that say where something happened."""

from communique.languages.places.gazetteer import (
    Place,
    PlaceKind,
    capital_of,
    country_name,
    demonym_country,
    find_place,
    is_ambiguous,
    within,
)
from communique.languages.places.locatives import Locative, find_venues, locative_phrases
from communique.languages.places.scan import PlaceMention, find_places

__all__ = [
    "Locative",
    "Place",
    "PlaceKind",
    "PlaceMention",
    "capital_of",
    "country_name",
    "demonym_country",
    "find_place",
    "find_places",
    "find_venues",
    "is_ambiguous",
    "locative_phrases",
    "within",
]
