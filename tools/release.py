"""Makes the release: ``python tools/release.py [FOLDER]`` writes wheel and source distribution, always the same
bytes.

Both are made twice and compared, and looked over by ``twine check``. Nothing is published and nothing is tagged.
"""

import filecmp
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
_EPOCH = "1577836800"
"""The time that stands in the archives: none of the machine's, so that the bytes follow from the sources alone."""


def main(arguments: list[str]) -> int:
    """Make, compare and check; returns the exit code."""
    out = Path(arguments[0] if arguments else ROOT / "dist").resolve()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        again = Path(place)
        _build(out)
        _build(again)
        names = sorted(path.name for path in again.iterdir())
        differing = [name for name in names if not filecmp.cmp(out / name, again / name, shallow=False)]
    if differing:
        print(f"Not the same bytes twice: {', '.join(differing)}", file=sys.stderr)
        return 1
    return subprocess.run(
        [sys.executable, "-m", "twine", "check", "--strict", *(str(out / name) for name in names)], check=False
    ).returncode


def _build(folder: Path) -> None:
    subprocess.run(
        ["uv", "build", "--quiet", "--out-dir", str(folder), str(ROOT)],
        env={**os.environ, "SOURCE_DATE_EPOCH": _EPOCH},
        check=True,
    )
    (folder / ".gitignore").unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
