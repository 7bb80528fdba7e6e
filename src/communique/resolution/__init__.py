"""The same person, the same organisation, the same meeting, across documents; and copies of one text."""

from communique.resolution.clusters import Clusters
from communique.resolution.facts import DocumentFacts
from communique.resolution.organisations import organisation_form_id
from communique.resolution.people import person_form_id
from communique.resolution.resolving import Resolution, resolve

__all__ = ["Clusters", "DocumentFacts", "Resolution", "organisation_form_id", "person_form_id", "resolve"]
