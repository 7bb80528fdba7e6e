"""What `make demo` and `make test` say and do on machines that lack something."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NEEDED = ("sh", "cat", "cksum", "basename", "dirname", "grep", "tail")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="make and sh are not at home there")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with a space in its name that has what setting up reads."""
    folder = tmp_path / "a checkout"
    (folder / "tools").mkdir(parents=True)
    shutil.copy(ROOT / "tools" / "environment.sh", folder / "tools")
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copy(ROOT / "requirements.lock", folder)
    return folder


@pytest.fixture
def bin_folder(tmp_path: Path) -> Path:
    """A PATH with the plain tools of any machine and no Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in NEEDED:
        found = shutil.which(name)
        assert found is not None
        (folder / name).symlink_to(found)
    return folder


def set_up(checkout: Path, bin_folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "tools/environment.sh", "requirements.lock"],
        cwd=checkout,
        env={"PATH": str(bin_folder)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def add_python(folder: Path, name: str, script: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


def test_without_python_one_line_says_what_to_install(checkout: Path, bin_folder: Path) -> None:
    done = set_up(checkout, bin_folder)
    assert done.returncode == 1
    assert done.stderr.startswith("No Python 3.11 to 3.14 found. Install one")
    assert done.stderr.count("\n") == 1
    assert not (checkout / ".venv").exists()


def test_a_python_that_is_too_old_or_only_a_name_is_passed_over(checkout: Path, bin_folder: Path) -> None:
    add_python(bin_folder, "python3", "exit 1  # what sys.exit(True) of the version check comes to")
    add_python(bin_folder, "python3.13", "echo 'command not found' >&2; exit 127")
    assert set_up(checkout, bin_folder).stderr.startswith("No Python 3.11 to 3.14 found.")


def test_without_venv_one_line_says_what_to_install(checkout: Path, bin_folder: Path) -> None:
    script = f'case "$2" in *ensurepip* | virtualenv | venv) exit 1 ;; esac\nexec "{sys.executable}" "$@"'
    add_python(bin_folder, "python3", script)
    done = set_up(checkout, bin_folder)
    assert done.returncode == 1
    assert "apt-get install python3-venv" in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_environment_that_is_ready_is_left_alone(checkout: Path, bin_folder: Path) -> None:
    """Ready is what was installed from this lock, for this folder: anything else makes it look again."""
    add_python(bin_folder, "python3", "exit 1")
    (checkout / ".venv" / "bin").mkdir(parents=True)
    add_python(checkout / ".venv" / "bin", "python", "exit 1")
    stamp = checkout / ".venv" / "ready-requirements"
    stamp.write_text(fingerprint(checkout))
    done = set_up(checkout, bin_folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    with (checkout / "requirements.lock").open("a") as lock:
        lock.write("# changed\n")
    assert set_up(checkout, bin_folder).returncode == 1
    stamp.write_text(fingerprint(checkout))
    assert set_up(checkout, bin_folder).returncode == 0
    moved = checkout.rename(checkout.with_name("moved"))
    assert set_up(moved, bin_folder).returncode == 1


def fingerprint(checkout: Path) -> str:
    files = ("requirements.lock", "pyproject.toml", "tools/environment.sh")
    content = b"".join((checkout / name).read_bytes() for name in files) + str(checkout).encode()
    return subprocess.run(["cksum"], input=content, capture_output=True, check=True).stdout.decode().rstrip("\n")
