"""Writes `docs/reference/`: the commands from the application itself, the Python pages from the docstrings.

python tools/build_reference.py           write the pages
python tools/build_reference.py --check   exit with 1 where a committed page differs
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from importlib import import_module
from pathlib import Path
from types import ModuleType, NoneType
from typing import Any, get_args, get_origin, get_type_hints

import typer.main

from communique.cli.app import COMMANDS, app
from communique.cli.lists import list_form
from communique.cli.status import EXIT_STATUSES
from communique.exporters import exporter_names, load_exporter
from communique.exporters.csv import COLUMNS, SEPARATOR
from communique.model import Decision, Extraction, Passage, Span
from communique.resolution.holders import Holder
from communique.store.reference_lists import ReferenceList
from communique.views import Meeting, Organisation, Person, Statement, contract
from communique.views.chain import Chain
from communique.views.decision import chain_form, decision_form
from communique.views.dossier import Dossier
from communique.views.question import Question, question_form
from communique.views.reconciliation import Comparison
from communique.views.timeline import Event

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference"
MEANINGS = Path(__file__).with_name("json_fields.toml")
NOTE = "<!-- Written by `python tools/build_reference.py`; change the code and run it again. -->"


def main() -> int:
    """Write the pages, or compare them."""
    pages = build_pages()
    if "--check" in sys.argv[1:]:
        stale = [name for name, text in pages.items() if not _is_current(FOLDER / name, text)]
        for name in stale:
            print(
                f"docs/reference/{name} is not what the code says: run python tools/build_reference.py", file=sys.stderr
            )
        return 1 if stale else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


def build_pages() -> dict[str, str]:
    """Every page by its file name."""
    return {"cli.md": build_cli_page(), "python.md": build_python_page(), "formats.md": build_formats_page()}


def _is_current(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


# ---------------------------------------------------------------------------------------------- the command line


def build_cli_page() -> str:
    """The page of the commands."""
    group: Any = typer.main.get_command(app)
    context = group.make_context("communique", [], resilient_parsing=True)
    lines = [NOTE, "# The command line", "", _paragraphs(group.help), ""]
    lines += ["| command | does |", "|---|---|"]
    for module in COMMANDS:
        command = group.commands[_name(module)]
        lines.append(f"| [`{command.name}`](#communique-{command.name}) | {_cell(_summary(command.help))} |")
    lines += ["", *_parameters(group, context, "Options that stand alone")]
    for module in COMMANDS:
        lines += _command_section(module, group.commands[_name(module)], context)
    lines += ["## Exit status", "", "| status | meaning |", "|---|---|"]
    lines += [f"| {status} | {meaning} |" for status, meaning in EXIT_STATUSES.items()]
    lines += [
        "",
        "Results go to standard output; progress, notes and errors to standard error. Into a file or a pipe, output is",
        "UTF-8 without colours, every value in full; on a terminal, control characters in the texts are shown by",
        "stand-ins, never obeyed.",
    ]
    return "\n".join(lines) + "\n"


def _command_section(module: ModuleType, command: Any, parent: Any) -> Iterator[str]:
    context = command.make_context(command.name, [], parent=parent, resilient_parsing=True)
    usage = " ".join(["communique", command.name, *command.collect_usage_pieces(context)])
    twins = ", ".join(f"[`{twin}`](python.md#{anchor(twin)})" for twin in module.TWINS)
    yield from (f"## `communique {command.name}`", "", _paragraphs(command.help), "", f"In Python: {twins}.", "")
    yield from ("```", usage, "```", "")
    yield from _parameters(command, context, "")
    yield from ("Examples:", "", "```sh", *module.EXAMPLES, "```", "")


def _parameters(command: Any, context: Any, heading: str) -> Iterator[str]:
    rows = [param.get_help_record(context) for param in command.get_params(context)]
    rows = [row for row in rows if row is not None and not row[0].startswith("-h")]
    if not rows:
        return
    if heading:
        yield from (f"## {heading}", "")
    yield from ("| argument or option | meaning |", "|---|---|")
    for name, meaning in rows:
        name = re.sub(r" <(str|list\[str\])>$", "", name)  # an argument's name says enough
        yield f"| `{_cell(name)}` | {_cell(meaning)} |"
    yield ""


def _name(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2].rstrip("_")  # `import_`, since `import` is a word of Python's


def _summary(text: str) -> str:
    return _paragraphs(text).split("\n\n")[0]


def _paragraphs(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", inspect.cleandoc(text)))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


# --------------------------------------------------------------------------------------------------------- Python


def build_python_page() -> str:
    """The page of the public functions and classes."""
    import communique

    ledger = import_module("communique.ledger")
    twins: dict[str, list[str]] = {}
    for module in COMMANDS:
        for twin in module.TWINS:
            twins.setdefault(twin, []).append(_name(module))
    lines = [NOTE, "# The Python interface", "", _package_docstring(communique), ""]
    lines += ["## `Ledger`", "", _signature("Ledger", ledger.Ledger), "", _docstring(ledger.Ledger), ""]
    for name, method in _public_methods(ledger.Ledger):
        lines += _function_section(f"Ledger.{name}", method, twins, level=3)
    for name in sorted(set(ledger.__all__) - {"Ledger"}):
        thing = getattr(ledger, name)
        if inspect.isfunction(thing):
            lines += _function_section(f"communique.ledger.{name}", thing, twins, level=2)
    lines += ["## What comes back", ""]
    for kind in _returned_kinds():
        lines += _dataclass_section(kind)
    lines += ["## Errors", "", "```", *_error_tree(import_module("communique.errors").CommuniqueError), "```", ""]
    return "\n".join(lines).rstrip() + "\n"


def anchor(name: str) -> str:
    """The anchor that a Markdown page gives to a heading with this name in code marks."""
    return re.sub(r"[^a-z0-9_ -]", "", name.lower()).replace(" ", "-")


def _public_methods(kind: type) -> Iterator[tuple[str, Callable[..., Any]]]:
    for name, member in vars(kind).items():
        if isinstance(member, classmethod | staticmethod):
            member = member.__func__
        if not name.startswith("_") and inspect.isfunction(member):
            yield name, member


def _function_section(name: str, function: Callable[..., Any], twins: dict[str, list[str]], *, level: int) -> list[str]:
    lines = [f"{'#' * level} `{name}`", "", _signature(name, function), "", _docstring(function), ""]
    if name in twins:
        commands = ", ".join(f"[`communique {command}`](cli.md#communique-{command})" for command in twins[name])
        lines += [f"On the command line: {commands}.", ""]
    return lines


def _signature(name: str, thing: Callable[..., Any]) -> str:
    signature = str(inspect.signature(thing)).replace("(self, ", "(").replace("(self)", "()")
    # Annotations are kept as they are written; only quotes around them go.
    return f"```python\n{name}{signature.replace(chr(39), '')}\n```"


_SECTIONS = re.compile(r"^(Args|Attributes|Example|Returns|Raises|Yields):$", re.MULTILINE)


def _package_docstring(package: ModuleType) -> str:
    """A sentence, then an example."""
    sentence, _, example = inspect.cleandoc(package.__doc__ or "").partition("\n\n")
    return f"{sentence}\n\n```python\n{inspect.cleandoc(example)}\n```"


_EXAMPLE_MARKS = re.compile(r"^(>>>|\.\.\.) ?|  # doctest: .*$", re.MULTILINE)


def _docstring(thing: object) -> str:
    """A docstring in Google style as Markdown: its lists of names become lists."""
    text = inspect.cleandoc(thing.__doc__ or "")
    parts = _SECTIONS.split(text)
    lines = [parts[0].strip()]
    for title, body in zip(parts[1::2], parts[2::2], strict=True):
        if title == "Example":
            lines += ["", "```python", _EXAMPLE_MARKS.sub("", inspect.cleandoc(body.strip("\n"))), "```"]
            continue
        lines += ["", f"**{title}**", ""]
        items = re.split(r"\n(?=\S)", inspect.cleandoc(body.strip("\n")))
        for item in items:
            name, colon, meaning = " ".join(item.split()).partition(": ")
            lines.append(f"- `{name}`: {meaning}" if colon and title not in ("Returns", "Yields") else f"- {item}")
    return "\n".join(lines)


def _returned_kinds() -> list[type]:
    """The dataclasses and vocabularies that the ledger's methods give back, in the order of the alphabet."""
    names = ("communique.views", "communique.store.records", "communique.model", "communique.ledger")
    kinds: dict[str, type] = {}
    for module in map(import_module, names):
        for name in module.__all__:
            kind = getattr(module, name)
            if inspect.isclass(kind) and (dataclasses.is_dataclass(kind) or issubclass(kind, Enum)):
                kinds.setdefault(name, kind)
    return [kinds[name] for name in sorted(kinds) if name != "Ledger"]


def _dataclass_section(kind: type) -> list[str]:
    lines = [f"### `{kind.__name__}`", "", _docstring(kind), ""]
    if issubclass(kind, Enum):
        return [*lines, "Values: " + ", ".join(f"`{member.value}`" for member in kind) + ".", ""]
    fields = [f"{field.name}: {str(field.type).replace(chr(39), '')}" for field in dataclasses.fields(kind)]
    return [*lines, "```python", *fields, "```", ""]


def _error_tree(kind: type[BaseException], indent: str = "") -> Iterator[str]:
    yield f"{indent}{kind.__name__:<{24 - len(indent)}} {_summary(kind.__doc__ or '')}"
    for child in kind.__subclasses__():
        yield from _error_tree(child, indent + "  ")


# -------------------------------------------------------------------------------------------------------- formats


def build_formats_page() -> str:
    """The page of the formats, of the columns of CSV and of the fields of JSON."""
    lines = [NOTE, "# Formats", "", "| `--format` | file | what it is |", "|---|---|---|"]
    for name in exporter_names():
        about = _cell(_summary(inspect.getdoc(import_module(f"communique.exporters.{name}")) or ""))
        lines.append(f"| `{name}` | `{load_exporter(name).SUFFIX}`, `{load_exporter(name).MEDIA_TYPE}` | {about} |")
    lines += [
        "",
        "## CSV",
        "",
        "UTF-8, a comma between cells, lines ending in a line feed, a first row with the names of the columns.",
        "Columns keep their names and their order; new ones are added at the end. Parts of a list stand in one cell",
        f"with `{SEPARATOR}` between them. What a source does not give is an empty cell.",
        "",
        "A text that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a line end,",
        "or with spaces and then one of these) gets an apostrophe before it, so that opening a file runs nothing that",
        "stood in an article. Control characters become `\N{REPLACEMENT CHARACTER}`, carriage returns line feeds. JSON",
        "has everything to the letter.",
        "",
    ]
    for noun, columns in COLUMNS.items():
        lines += [f"### `{noun}`", "", "| column | meaning |", "|---|---|"]
        lines += [f"| `{column.name}` | {_cell(column.meaning)} |" for column in columns]
        lines.append("")
    lines += [
        "## JSON",
        "",
        "Fields keep their names and their meaning; new ones may come. What a source does not give is null, never",
        "an empty text. A passage is `start`, `end` and `quote`: code points of the document's text, end excluded,",
        "and the words.",
        "",
    ]
    meanings = tomllib.loads(MEANINGS.read_text(encoding="utf-8"))
    for name, form in _json_forms().items():
        lines += [f"### JSON: {name if ' ' in name else f'`{name}`'}", "", "| field | meaning |", "|---|---|"]
        lines += [f"| `{path}` | {_cell(meaning)} |" for path, meaning in _fields(name, form, meanings[name])]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _json_forms() -> dict[str, dict[str, Any]]:
    """A record of each kind, as the contract makes it of made-up values."""
    return {
        "meetings": contract.meeting_view_form(_sample(Meeting)),
        "statements": contract.statement_view_form(_sample(Statement)),
        "people": contract.person_form(_sample(Person)),
        "organisations": contract.organisation_form(_sample(Organisation)),
        "the dossier of a person": contract.dossier_form(dataclasses.replace(_sample(Dossier), party=_sample(Person))),
        "the dossier of an organisation": contract.dossier_form(
            dataclasses.replace(_sample(Dossier), party=_sample(Organisation))
        ),
        "lists": list_form(_sample(ReferenceList)),
        "holders": contract.holder_form(_sample(Holder)),
        "comparisons": contract.comparison_form(_sample(Comparison)),
        "events": contract.event_form(_sample(Event)),
        "judgements": decision_form(_sample(Decision)),
        "chains": chain_form(_sample(Chain)),
        "doubts": question_form(_sample(Question)),
        "what `extract` prints": contract.extraction_form(_sample(Extraction)),
    }


def _sample(kind: Any) -> Any:
    """A value of a type, every field of a dataclass filled and every list with one entry."""
    if kind in (Span, Passage):
        return kind(start=0, end=1, **({"quote": "…"} if kind is Passage else {}))  # neither may be empty
    if get_origin(kind) is tuple:
        return (_sample(get_args(kind)[0]),)
    if get_origin(kind) is not None and issubclass(get_origin(kind), Mapping):
        return {}
    if options := [option for option in get_args(kind) if option is not NoneType]:
        return _sample(options[0])
    if dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{field.name: _sample(hints[field.name]) for field in dataclasses.fields(kind) if field.init})
    return next(iter(kind)) if issubclass(kind, Enum) else kind()


def _fields(name: str, form: Mapping[str, Any], meanings: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each field of a record with its meaning, those of entries below their list where their meanings are given.

    Raises:
        SystemExit: a field has no meaning, or a meaning no field.
    """
    given = {column.name: column.meaning for column in COLUMNS.get(name, ())} | dict(meanings)
    paths = list(_paths(form, given))
    if unknown := [path for path in paths if path not in given] + [path for path in meanings if path not in paths]:
        sys.exit(f"{MEANINGS.name}, {name}: a field without a meaning, or a meaning without a field: {unknown}")
    for path in paths:
        yield path, given[path]


def _paths(form: Mapping[str, Any], meanings: Mapping[str, str], prefix: str = "") -> Iterator[str]:
    for field, value in form.items():
        path = f"{prefix}{field}"
        yield path
        entry = value[0] if isinstance(value, list) and value else value
        if isinstance(entry, Mapping) and any(known.startswith(f"{path}.") for known in meanings):
            yield from _paths(entry, meanings, f"{path}.")


if __name__ == "__main__":
    sys.exit(main())
