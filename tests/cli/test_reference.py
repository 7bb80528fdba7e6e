"""The reference says what the code says."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from communique.cli.app import COMMANDS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_reference", ROOT / "tools" / "build_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pages(tool: ModuleType) -> dict[str, str]:
    return dict(tool.build_pages())


@pytest.mark.parametrize("name", ["cli.md", "python.md", "formats.md"])
def test_the_committed_page_is_what_the_code_says(pages: dict[str, str], name: str) -> None:
    committed = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert committed == pages[name], "run: python tools/build_reference.py"


@pytest.mark.parametrize("module", COMMANDS, ids=lambda module: module.__name__)
def test_every_command_has_a_section_on_its_python_twin(
    tool: ModuleType, pages: dict[str, str], module: ModuleType
) -> None:
    name = module.__name__.rpartition(".")[2].rstrip("_")
    assert f"## `communique {name}`" in pages["cli.md"]
    for twin in module.TWINS:
        assert f"(python.md#{tool.anchor(twin)})" in pages["cli.md"]
        section = re.search(rf"^#+ `{re.escape(twin)}`\n(.*?)(?=^#|\Z)", pages["python.md"], re.MULTILINE | re.DOTALL)
        assert section is not None, f"{twin} has no section"
        assert f"(cli.md#communique-{name})" in section[1]


def test_every_link_leads_to_a_heading(tool: ModuleType, pages: dict[str, str]) -> None:
    headings = {
        page: {tool.anchor(line.lstrip("# ").strip()) for line in text.splitlines() if line.startswith("#")}
        for page, text in pages.items()
    }
    for page, text in pages.items():
        for target, place in re.findall(r"\]\(([\w.]*)#([^)]+)\)", text):
            assert place in headings[target or page], f"{page}: {target}#{place}"


def test_the_picture_fetches_nothing() -> None:
    picture = (ROOT / "docs" / "picture.svg").read_text(encoding="utf-8")
    assert "://" not in picture.replace("http://www.w3.org/2000/svg", "")
    assert "communique&#160;show" in picture
