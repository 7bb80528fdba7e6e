"""Who held which post when: every post that a document gives somebody, as a claim of its own."""

from communique.extraction.roles.roles import read_roles

__all__ = ["read_roles"]
