"""The one file that runs where Python is: it must find itself in the programs that it starts, too."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.long
def test_one_file_reads_the_demo_where_nothing_is_installed(tmp_path):
    made, bare = tmp_path / "styrdok.pyz", tmp_path / "bare"
    subprocess.run([sys.executable, ROOT / "tools/zipapp.py", made], check=True)
    venv.create(bare)
    python = bare / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    home = {**os.environ, "HOME": str(tmp_path), "SHIV_ROOT": str(tmp_path / "shiv")}
    home.pop("PYTHONPATH", None)
    run = subprocess.run([python, made, "demo", "--no-page"], env=home, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "demo.db" in run.stdout + run.stderr
