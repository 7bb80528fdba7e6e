"""Runs the commands and programs that the documentation shows, and writes down what they print.

    python tools/transcripts.py                      rewrite what README.md and docs/ show
    python tools/transcripts.py --check              say where they no longer agree, and exit with 1
    python tools/transcripts.py docs/tutorial.md …   only these pages

What counts, page by page, each in an empty folder that has `examples` in it:

    ```console          lines that begin with `$ ` are commands and go on in lines that begin with `> `;
                        what follows is what they print, cut short where its last line is `…`
    ```python           a program; a ```text block right after it is what it prints
    <!-- run: … -->     a command that the reader need not see

Every command has to succeed. An id in a command stands for one that an earlier command of the page printed; where none
prints it any more, the first id of its kind in the latest output takes its place, so that pages outlive their ids.
"""

from __future__ import annotations

import argparse
import difflib
import errno
import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

_BLOCK = re.compile(
    r"^```console\n(?P<session>.*?)^```$"
    r"|^(?P<program>```python\n(?P<code>.*?)^```$)(?:\n\n```text\n(?P<text>.*?)^```$)?"
    r"|^<!-- run: (?P<hidden>.*?) -->$",
    re.MULTILINE | re.DOTALL,
)
_COMMAND = re.compile(r"\A\$ (?P<command>.*(?:\n> .*)*)\n(?P<output>[\s\S]*)\Z")
_ID = re.compile(r"\b(doc|mtg|stm|per|org|rol|jdg|frm|ofm)_[0-9a-f]{4,20}\b")
_SECONDS = re.compile(r"\b\d+(\.\d+)? ?s\b")  # how long a run took differs from run to run
_LONGEST = 300  # seconds a command may take
_REVERSED = re.compile(r"\x1b\[(?:\d+;)*7m(.*?)\x1b\[0m")
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_ACROSS_LINES = re.compile(r"»(\n *)«")
COLUMNS = 110


class PageError(Exception):
    """A command or program on a page failed."""


@dataclass(slots=True)
class Page:
    """A page being run: where, and what its commands have printed so far."""

    folder: Path
    printed: list[str] = field(default_factory=list)

    def run(self, command: str) -> str:
        """What the command prints as on a terminal of 110 columns; what it says on standard error comes last.

        Standard error is no terminal, so that no progress bar is drawn.
        """
        status, output, remarks = _run_on_terminal(["bash", "-c", command], self.folder)
        if status:
            raise PageError(f"exit status {status} from: {command}\n{output}{remarks}")
        self.printed.append(output)
        return "".join(f"{line.rstrip()}\n" for line in f"{output}{remarks}".strip("\n").splitlines())

    def with_known_ids(self, command: str) -> str:
        """The command, each id in it that nothing has printed replaced by the latest one of its kind."""
        return _ID.sub(lambda wanted: self._known(wanted[0], wanted[1]), command)

    def _known(self, wanted: str, kind: str) -> str:
        if any(wanted in output for output in self.printed):
            return wanted
        found = (match[0] for output in reversed(self.printed) for match in _ID.finditer(output) if match[1] == kind)
        return next(found, wanted)[: len(wanted)]  # as short as the author wrote it


def rewrite(text: str, folder: Path) -> str:
    """The page with every output as it is now.

    Raises:
        PageError: a command or program that the page shows failed.
    """
    page = Page(folder)
    return _BLOCK.sub(lambda block: _rewrite_block(block, page), text)


def _rewrite_block(block: re.Match[str], page: Page) -> str:
    if block["hidden"] is not None:
        page.run(block["hidden"])
        return block[0]
    if block["session"] is not None:
        return f"```console\n{''.join(_rewrite_session(block['session'], page))}```"
    (page.folder / "program.py").write_text(block["code"], encoding="utf-8")
    output = page.run("python program.py")
    return block[0] if block["text"] is None else f"{block['program']}\n\n```text\n{output}```"


def _rewrite_session(session: str, page: Page) -> Iterator[str]:
    for part in re.split(r"^(?=\$ )", session, flags=re.MULTILINE):
        shown = _COMMAND.match(part)
        if shown is None:
            yield part
            continue
        command = page.with_known_ids(shown["command"])
        yield f"$ {command}\n"
        yield _cut_like(shown["output"], page.run(command.replace("\n> ", "\n")))
        if shown["output"].endswith("\n\n") or shown["output"] == "\n":
            yield "\n"  # the author set the next command off


def _cut_like(before: str, output: str) -> str:
    """The output, cut where the author cut it: after as many lines as stand before a last line `…`."""
    kept, cut, _ = before.rpartition("…\n")
    length = kept.count("\n")
    lines = output.splitlines(keepends=True)
    return "".join([*lines[:length], "…\n"]) if cut and len(lines) > length else output


def _run_on_terminal(command: list[str], folder: Path) -> tuple[int, str, str]:
    """Exit status, standard output as plain text, standard error."""
    terminal, end = pty.openpty()
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 60, COLUMNS, 0, 0))
    with tempfile.TemporaryFile() as remarks:
        process = subprocess.Popen(
            command, cwd=folder, env=_environment(folder), stdin=subprocess.DEVNULL, stdout=end, stderr=remarks
        )
        os.close(end)
        timer = threading.Timer(_LONGEST, process.kill)
        timer.start()
        output = b"".join(_iter_chunks(terminal))
        status = process.wait()
        timer.cancel()
        remarks.seek(0)
        return status, _plain(output.decode(errors="replace")), remarks.read().decode(errors="replace")


def _iter_chunks(terminal: int) -> Iterator[bytes]:
    try:
        # Linux ends with an error when the last writer has gone, macOS with nothing to read.
        while chunk := os.read(terminal, 65536):
            yield chunk
    except OSError as error:
        if error.errno != errno.EIO:
            raise
    finally:
        os.close(terminal)


def _plain(output: str) -> str:
    """Without colours and bold; reversed words, which are evidence, stand between « and »."""
    marked = _REVERSED.sub("«\\1»", output.replace("\r\n", "\n"))
    return _ACROSS_LINES.sub(r"\1", _CONTROL.sub("", marked))


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("TMPDIR",) if name in os.environ}
    return kept | {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]),
        "HOME": str(folder / ".home"),  # a ledger in the data folder of whoever runs this stays out of it
        "COLUMNS": str(COLUMNS),
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
        "NO_COLOR": "1",
    }


def pages() -> list[Path]:
    """The README and every page of the docs, but for the reference, which has its own tool."""
    docs = [path for path in (ROOT / "docs").rglob("*.md") if "reference" not in path.parts]
    return [ROOT / "README.md", *sorted(docs)]


def shows_commands(path: Path) -> bool:
    """True where there is anything to run on the page."""
    return _BLOCK.search(path.read_text(encoding="utf-8")) is not None


def run_page(path: Path) -> tuple[str, str]:
    """The page as it stands, and as it should stand."""
    text = path.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / ".home").mkdir()
        (folder / "examples").symlink_to(ROOT / "examples")
        return text, rewrite(text, folder)


def differences(path: Path, text: str, now: str) -> list[str]:
    """The lines that differ, times of running aside."""
    name = path.relative_to(ROOT).as_posix()
    old, new = (_SECONDS.sub("… s", page).splitlines() for page in (text, now))
    return list(difflib.unified_diff(old, new, name, f"{name} (now)", lineterm="", n=1))


def main() -> None:
    """Run the pages; rewrite them, or with --check compare."""
    parser = argparse.ArgumentParser(description="Run what the documentation shows.")
    parser.add_argument("--check", action="store_true", help="compare only; exit with 1 where something differs")
    parser.add_argument("page", nargs="*", type=Path, help="pages; without any, README.md and docs/")
    options = parser.parse_args()
    stale = False
    for path in [page.resolve() for page in options.page] or pages():
        try:
            text, now = run_page(path)
        except PageError as error:
            sys.exit(f"{path.relative_to(ROOT)}: {error}")
        found = differences(path, text, now)
        if found and options.check:
            stale = True
            print("\n".join(found))
        elif found:
            path.write_text(now, encoding="utf-8")
            print(f"rewrote {path.relative_to(ROOT)}")
    if stale:
        sys.exit("The docs show what is no longer printed: run `make transcripts` and read the difference.")


if __name__ == "__main__":
    main()
