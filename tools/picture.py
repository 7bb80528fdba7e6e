"""Makes `docs/picture.svg` from a real run: `communique demo`, seen on a terminal of 100 columns.

    python tools/picture.py [--rows 44] [--out docs/picture.svg]

The picture names no address to fetch fonts from: it shows in whatever fixed-width font the reader has.
"""

from __future__ import annotations

import argparse
import io
import os
import pty
import re
import select
import struct
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

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
    """Run the demo and draw its end."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=44, help="how many lines of the list and of the page to show each")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "picture.svg")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        command = ["demo", "--ledger", str(Path(folder) / "demo.db"), "--quiet"]
        output = run_on_terminal([sys.executable, "-m", "communique", *command])
    args.out.write_text(draw(pick_lines(output, args.rows)), encoding="utf-8")
    print(f"{args.out}: {args.out.stat().st_size:,} bytes")


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


def pick_lines(output: str, rows: int) -> str:
    """The beginning of the list, and the page of one meeting, each cut to this many lines."""
    plain = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
    lines = output.split("\n")
    page = next((i for i, line in enumerate(lines) if plain.sub("", line).strip() == "One of them in full"), len(lines))
    return "\n".join(["$ communique demo", *_cut(lines[:page], rows), "", *_cut(lines[page:], rows)])


def _cut(lines: list[str], rows: int) -> list[str]:
    while lines and not lines[0].strip():
        lines = lines[1:]
    return lines if len(lines) <= rows else [*lines[: rows - 1], "  …"]


def draw(output: str) -> str:
    """A picture of what a terminal shows.

    Raises:
        RuntimeError: the picture would name an address other than the namespace it is written in.
    """
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.from_ansi(output))
    picture = console.export_svg(title="communique", theme=MONOKAI, code_format=TEMPLATE, unique_id="communique")
    if "://" in picture.replace("http://www.w3.org/2000/svg", ""):
        raise RuntimeError("the picture names an address; a page that shows it would fetch from there")
    # rich ends some lines with spaces, which a commit hook would take away.
    return "\n".join(line.rstrip() for line in picture.splitlines()) + "\n"


if __name__ == "__main__":
    main()
