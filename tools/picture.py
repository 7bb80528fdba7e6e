"""Makes `docs/picture.svg` from a real run: `ingest`, `meetings` and `show` on the examples, in 100 columns.

    python tools/picture.py [--rows 26] [--out docs/picture.svg]

The picture names no address to fetch fonts from: it shows in whatever fixed-width font the reader has.
"""

from __future__ import annotations

import argparse
import html
import io
import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from communique.cli.demo import worth_showing
from communique.cli.short_ids import short_id

ROOT = Path(__file__).resolve().parents[1]
COLUMNS = 100

# rich's own template without its web fonts and its comment, which name addresses.
TEMPLATE = """\
<svg class="terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img">
    <title>A run of communique on a terminal</title>
    <style>
    .{unique_id}-matrix {{
        font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, "Noto Sans Mono CJK KR", monospace;
        font-size: {char_height}px;
        line-height: {line_height}px;
        font-variant-east-asian: full-width;
    }}
    .{unique_id}-title {{
        font-size: 18px;
        font-weight: bold;
        font-family: sans-serif;
    }}
    {styles}
    </style>
    <defs>
    <clipPath id="{unique_id}-clip-terminal">
      <rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
    </clipPath>
    {lines}
    </defs>
    {chrome}
    <g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
    {backgrounds}
    <g class="{unique_id}-matrix">
    {matrix}
    </g>
    </g>
</svg>
"""


def main() -> None:
    """Run the commands and draw what they show."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=26, help="how many lines of the list to show")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "picture.svg")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COMMUNIQUE_LEDGER"] = str(Path(folder) / "ledger.db")
        shown = [
            *see(["ingest", "examples/en"]),
            *see(["meetings"], rows=args.rows),
            *see(["show", pick_meeting()]),
        ]
    args.out.write_text(draw("\n".join(shown)), encoding="utf-8")
    print(f"{args.out}: {args.out.stat().st_size:,} bytes")


def see(arguments: list[str], *, rows: int | None = None) -> list[str]:
    """A command line and what it shows, cut to so many lines."""
    output = run_on_terminal([sys.executable, "-m", "communique", *arguments])
    # The progress bar is gone when the command ends: it takes its line back.
    lines = output.rpartition("\x1b[1A\x1b[2K")[2].rstrip("\n").split("\n")
    if rows is not None and len(lines) > rows:
        lines = [*lines[:rows], "  …"]
    return [f"\x1b[32m$\x1b[0m communique {' '.join(arguments)}", *lines, ""]


def pick_meeting() -> str:
    """The short id of a meeting that is told by several documents and changed on the way."""
    command = [sys.executable, "-m", "communique", "meetings", "--format", "json"]
    meetings = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return short_id(max(meetings, key=worth_showing)["id"])


def run_on_terminal(command: list[str], *, columns: int = COLUMNS, rows: int = 200) -> str:
    """What a command writes to a terminal of this size.

    Raises:
        RuntimeError: it ended with another status than 0.
    """
    pid, terminal = pty.fork()
    if pid == 0:
        # The terminal's size is taken from these by rich, in the child alone.
        os.environ |= {"COLUMNS": str(columns), "LINES": str(rows), "TERM": "xterm-256color"}
        os.environ.pop("NO_COLOR", None)
        os.chdir(ROOT)
        os.execv(command[0], command)
    set_size(terminal, columns, rows)
    chunks = []
    while True:
        select.select([terminal], [], [])
        try:
            chunk = os.read(terminal, 65536)
        except OSError:  # on Linux, how the end of a terminal is told
            break
        if not chunk:
            break
        chunks.append(chunk)
    os.close(terminal)
    output = b"".join(chunks).decode("utf-8", "replace").replace("\r\n", "\n")
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if status:
        raise RuntimeError(f"{' '.join(command)} ended with {status}:\n{output}")
    return output


def set_size(terminal: int, columns: int, rows: int) -> None:
    """Give a pseudo-terminal its size."""
    import fcntl
    import termios

    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def draw(output: str) -> str:
    """A picture of what a terminal shows.

    Raises:
        RuntimeError: the picture would name an address other than the namespace it is written in.
    """
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.from_ansi(output))
    picture = console.export_svg(title="communique", theme=MONOKAI, code_format=TEMPLATE, unique_id="communique")
    picture = _TEXT.sub(_place_words, picture)
    if "://" in picture.replace("http://www.w3.org/2000/svg", ""):
        raise RuntimeError("the picture names an address; a page that shows it would fetch from there")
    # rich ends some lines with spaces, which a commit hook would take away.
    return "\n".join(line.rstrip() for line in picture.splitlines()) + "\n"


_TEXT = re.compile(
    r'<text class="(communique-r\d+)" x="([\d.]+)" y="([\d.]+)" textLength="[\d.]+" ([^>]+)>([^<]*)</text>'
)
_GAP = re.compile(r"((?:&#160;){2,}|^&#160;)")
_CELL = 12.2  # units a cell is wide: rich's 20 by 0.61


def _place_words(found: re.Match[str]) -> str:
    """One text a run of words, each at its own place.

    Not every viewer knows `textLength`, and some drop spaces at the beginning; so no place may depend on spaces.
    """
    style, x, y, rest, content = found.groups()
    place = float(x)
    parts = []
    for run in _GAP.split(content):
        cells = cell_len(html.unescape(run))
        if run.strip() and not _GAP.fullmatch(run):
            size = f'x="{place:.1f}" y="{y}" textLength="{cells * _CELL:.1f}"'
            parts.append(f'<text class="{style}" {size} {rest}>{run}</text>')
        place += cells * _CELL
    return "".join(parts)


if __name__ == "__main__":
    main()
