"""What people decided, and what holds things together, in the plain form that scripts read."""

from __future__ import annotations

from typing import Any

from communique.model import Decision, Member
from communique.views.chain import Chain, Link, Place

__all__ = ["chain_form", "decision_form", "link_form"]

Form = dict[str, Any]


def decision_form(decision: Decision) -> Form:
    """What somebody decided, or withdrew."""
    return {
        "id": decision.id,
        "relation": decision.relation.value,
        "subject": decision.subject,
        "left": [member_form(member) for member in decision.left],
        "right": [member_form(member) for member in decision.right],
        "by": decision.by,
        "because": decision.because,
        "decided": decision.decided,
        "withdraws": decision.withdraws,
        "withdrawn_by": decision.withdrawn_by,
        "stands": decision.stands,
        "unmet": decision.unmet,
    }


def member_form(member: Member) -> Form:
    """A name in a document, a report, a statement or a document that was judged."""
    return {
        "id": member.id,
        "name": member.name,
        "document": member.document,
        "spans": [list(span) for span in member.spans],
    }


def place_form(place: Place) -> Form:
    """One end of a judgement."""
    return {"id": place.id, "name": place.name, "source": place.source, "entry": place.entry}


def link_form(link: Link) -> Form:
    """One judgement of a chain."""
    return {
        "left": place_form(link.left),
        "right": place_form(link.right),
        "relation": link.relation.value,
        "by": link.by,
        "because": link.because,
        "score": link.score,
        "decision": link.decision,
    }


def chain_form(chain: Chain) -> Form:
    """Why two things are one, or are not."""
    return {
        "subject": chain.subject,
        "relation": chain.relation.value,
        "left": place_form(chain.left),
        "right": place_form(chain.right),
        "parts": list(chain.parts),
        "links": [link_form(link) for link in chain.links],
        "score": chain.score,
        "enough": chain.enough,
        "reasons": [{"because": reason.because, "weight": reason.weight} for reason in chain.reasons],
    }
