"""Makes one file that runs where Python is and nothing is installed: ``python tools/zipapp.py [FILE]``.

The file is good for the system and the Python version that it is made with, since some libraries are compiled. It
unpacks itself below ``~/.shiv`` when it is first run. Needs ``shiv``, which comes with the extra ``dev``.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
_ANY_PYTHON = "/usr/bin/env python3"


def main(arguments: list[str]) -> int:
    """Make the file; returns the exit code."""
    out = Path(arguments[0] if arguments else "styrdok.pyz").resolve()
    with tempfile.TemporaryDirectory() as place:
        site = Path(place) / "site"
        for words in (
            ["pip", "install", "--quiet", "--no-compile", "--target", str(site), str(ROOT)],
            [
                "shiv",
                "--site-packages",
                str(site),
                "--reproducible",
                "--compressed",
                # The programs that read files are started as modules of their own and must find the packages too.
                "--extend-pythonpath",
                "--python",
                _ANY_PYTHON,
                "--console-script",
                "styrdok",
                "--output-file",
                str(out),
            ],
        ):
            run = subprocess.run([sys.executable, "-m", *words], env=_environment(), check=False)
            if run.returncode:
                return run.returncode
    print(f"{out}: {out.stat().st_size / 1e6:.0f} MB")
    return 0


def _environment() -> dict[str, str]:
    """The environment, with the time that stands in the file where nobody has said one."""
    return {"SOURCE_DATE_EPOCH": "315532800", **os.environ}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
