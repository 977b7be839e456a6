"""Draws what a command prints as an SVG picture: ``python tools/picture.py OUT.svg WIDTH COMMAND [ARG ...]``.

The picture asks for no font from elsewhere.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text


def main(out: Path, width: int, command: list[str]) -> None:
    """Run a command and write a picture of its standard output."""
    env = {**os.environ, "COLUMNS": str(width)}
    printed = subprocess.run(command, capture_output=True, text=True, check=True, env=env).stdout
    console = Console(record=True, width=width, file=Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
    console.print(Text("$ " + " ".join([Path(command[0]).name, *command[1:]]) + "\n"), Text(printed))
    svg = console.export_svg(title="styrdok", unique_id="styrdok")
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL).replace("Fira Code", "DejaVu Sans Mono, Consolas")
    out.write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
