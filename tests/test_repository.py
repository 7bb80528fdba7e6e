"""What has to hold of the repository itself: its locks, its pages, its data files, its licence."""

from __future__ import annotations

import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import communique

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")

_PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?: ; (?P<marker>[^\\]+?))? \\$", re.MULTILINE)
_HASH = re.compile(r"^ {4}--hash=sha256:[0-9a-f]{64}(?: \\)?$", re.MULTILINE)
_LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")
_CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
# A path of whoever wrote a line means nothing to anybody else, and tells where it was written.
_SOMEBODYS_PATH = re.compile(r"(?<![\w.*~/-])/(?:work|root|home|Users|opt|mnt)/[\w.-]")


@cache
def project() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@cache
def kept_files() -> tuple[Path, ...]:
    """The files that git keeps or would keep; where there is no git, those of the folders that are ours."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout.decode()
        paths = [ROOT / name for name in listed.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        folders = (
            "src",
            "tests",
            "docs",
            "tools",
            "bench",
            "eval",
            "fuzz",
            "training",
            "examples",
            "corpus",
            "changelog.d",
            ".ci",
        )
        paths = [path for folder in folders for path in (ROOT / folder).rglob("*") if "__pycache__" not in path.parts]
        paths += [path for path in ROOT.iterdir() if path.suffix in {".md", ".toml", ".lock"}]
    return tuple(sorted(path for path in paths if path.is_file()))


def text_of(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None  # a text in another encoding or no text; tests of decoding keep some


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def names_in(requirements: list[object]) -> set[str]:
    found = (re.match(r"[A-Za-z0-9._-]+", str(requirement)) for requirement in requirements)
    return {normalised(match[0]) for match in found if match}


def pins(lock: str) -> dict[tuple[str, str], str]:
    """Version by package and marker."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return {(normalised(pin["name"]), pin["marker"] or ""): pin["version"] for pin in _PIN.finditer(text)}


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_hashes_and_no_addresses(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert " @ " not in text
    options = [line for line in text.splitlines() if line.startswith("-")]
    assert options == [], "a lock names packages, not the places to get them from"
    for entry in re.split(r"\n(?=\S)", text.split("make lock\n", 1)[1].rstrip("\n")):
        assert _PIN.match(entry), entry.splitlines()[0]
        assert _HASH.search(entry), f"no hash for {entry.splitlines()[0]}"


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_every_dependency_in_its_range(lock: str) -> None:
    metadata = project()
    wanted = [*metadata["project"]["dependencies"], *metadata["dependency-groups"]["build"]]
    if lock == "requirements-dev.lock":
        wanted += metadata["dependency-groups"]["dev"]
    for requirement in map(Requirement, wanted):
        locked = [version for (name, _), version in pins(lock).items() if name == normalised(requirement.name)]
        assert locked, f"{requirement.name} is not in {lock}: run `make lock`"
        assert all(version in requirement.specifier for version in locked), f"{requirement} is locked at {locked}"


def test_locks_agree() -> None:
    user, developer = pins("requirements.lock"), pins("requirements-dev.lock")
    assert user.items() <= developer.items()


def test_build_backend_is_locked() -> None:
    metadata = project()
    assert names_in(metadata["build-system"]["requires"]) <= names_in(metadata["dependency-groups"]["build"])


def test_version_stands_in_one_place() -> None:
    metadata = project()
    assert "version" in metadata["project"]["dynamic"]
    source = ROOT / metadata["tool"]["hatch"]["version"]["path"]
    assert f'__version__ = "{communique.__version__}"' in source.read_text(encoding="utf-8")
    assert re.fullmatch(r"\d+\.\d+\.\d+((a|b|rc)\d+|\.dev\d+)?", communique.__version__)


def test_changelog_knows_no_later_version() -> None:
    released = re.findall(r"^## (\S+) \(", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    ours = tuple(int(part) for part in re.findall(r"\d+", communique.__version__)[:3])
    assert all(tuple(int(part) for part in version.split(".")) <= ours for version in released)


def test_news_fragments_have_a_known_kind() -> None:
    kinds = {kind["directory"] for kind in project()["tool"]["towncrier"]["type"]}
    fragments = [path for path in (ROOT / "changelog.d").iterdir() if path.name not in {"README.md", ".gitignore"}]
    for path in fragments:
        assert re.fullmatch(rf"(\+[a-z0-9-]+|\d+)\.({'|'.join(kinds)})\.md", path.name), path.name
        assert path.read_text(encoding="utf-8").rstrip().endswith("."), f"{path.name} is no sentence"


def test_licence_and_notice_are_whole() -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License\n" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for source in ("GeoNames", "spaCy", "fastText"):
        assert source in notice


def test_no_file_names_somebodys_folders() -> None:
    found = [
        f"{shown(path)}:{number}: {line.strip()[:80]}"
        for path in kept_files()
        if (text := text_of(path)) is not None
        for number, line in enumerate(text.splitlines(), start=1)
        if _SOMEBODYS_PATH.search(line)
    ]
    assert found == []


def pages() -> list[Path]:
    return [path for path in kept_files() if path.suffix == ".md"]


@pytest.mark.parametrize("page", pages(), ids=shown)
def test_relative_links_lead_somewhere(page: Path) -> None:
    text = _CODE.sub("", page.read_text(encoding="utf-8"))
    broken = []
    for link in _LINK.finditer(text):
        path, _, anchor = link["target"].partition("#")
        if "://" in path or path.startswith("mailto:"):
            continue
        target = (page.parent / path).resolve() if path else page
        missing_anchor = anchor and target.suffix == ".md" and target.exists() and anchor not in anchors(target)
        if not target.exists() or missing_anchor:
            broken.append(link["target"])
    assert broken == []


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as the usual renderers make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_docs_page_is_reached_from_the_index() -> None:
    docs = ROOT / "docs"
    reached, waiting = set(), [docs / "index.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md" or not page.is_relative_to(docs):
            continue
        reached.add(page)
        for link in _LINK.finditer(page.read_text(encoding="utf-8")):
            target = (page.parent / link["target"].partition("#")[0]).resolve()
            waiting += sorted(target.glob("*.md")) if target.is_dir() else [target] if target.exists() else []
    assert {shown(page) for page in docs.rglob("*.md")} == {shown(page) for page in reached}


DATA_FILES = sorted((ROOT / "src" / "communique").rglob("*.toml"))


@pytest.mark.parametrize("path", DATA_FILES, ids=shown)
def test_data_file_opens_by_saying_what_belongs_in_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    heading = re.match(r"(?:# .+\n)+", text)
    assert heading, "the first lines are a comment"
    assert len(heading[0].split()) >= 8, "the comment says what belongs here"
    assert tomllib.loads(text)


def test_sources_are_utf8_and_end_in_a_newline() -> None:
    for path in kept_files():
        if path.suffix in {".py", ".toml", ".md", ".lock", ".sh"}:
            text = path.read_text(encoding="utf-8")
            assert not text or text.endswith("\n"), shown(path)
            assert "\r" not in text, shown(path)


def test_makefile_targets_are_explained() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("demo", "test", "check", "accuracy", "bench", "format", "lock", "reference", "picture", "clean"):
        assert re.search(rf"^{target}:.*## \w", makefile, re.MULTILINE), target
