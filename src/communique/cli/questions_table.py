"""Doubtful pairs as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TextIO

from communique.cli.page import Line, faint, plain, strong
from communique.cli.short_ids import short_id
from communique.cli.table import Column, Table, print_table

__all__ = ["print_questions"]

Record = Mapping[str, Any]


def print_questions(questions: Sequence[Record], out: TextIO) -> None:
    """Print one pair a row."""
    print_table(_TABLE, questions, out)


def _now(question: Record) -> str:
    return "one" if question["joined"] else "two"


def _stacked(question: Record) -> list[list[Line]]:
    sides = (question["left"], question["right"])
    return [
        [[plain(f"{question['value']:.2f}")]],
        [[plain(question["subject"])], [faint(f"now {_now(question)}")]],
        [[strong(side["name"]), faint(f"  {short_id(side['id'])}")] for side in sides],
        [[plain(reason["because"])] for reason in question["for"]],
        [[plain(reason["because"])] for reason in question["against"]],
    ]


def _flat(question: Record) -> list[str]:
    return [
        f"{question['value']:.2f}",
        question["subject"],
        _now(question),
        question["left"]["name"],
        question["right"]["name"],
        "; ".join(reason["because"] for reason in question["for"]),
        "; ".join(reason["because"] for reason in question["against"]),
        question["left"]["id"],
        question["right"]["id"],
    ]


_TABLE: Final = Table(
    columns=(
        Column(heading="Value", width=6),
        Column(heading="Kind", width=13),
        Column(heading="The two", share=4),
        Column(heading="For", share=4),
        Column(heading="Against", share=3),
    ),
    stacked=_stacked,
    headings=("VALUE", "KIND", "NOW", "ONE", "OTHER", "FOR", "AGAINST", "ID", "OTHER ID"),
    flat=_flat,
)
