"""The starter on the desktop: what it starts is installed, and works where there is no output at all."""

import configparser
import subprocess
import sys
import tomllib
from pathlib import Path

_ROOT = Path(__file__).parent.parent.parent


def test_the_starter_starts_a_program_that_is_installed():
    starter = configparser.ConfigParser(interpolation=None)
    starter.read(_ROOT / "starter" / "styrdok.desktop", encoding="utf-8")
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert starter["Desktop Entry"]["Exec"] in project["project"]["gui-scripts"]
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert all((_ROOT / source).is_file() for source in shared)


def test_it_starts_without_any_output(tmp_path):
    code = (
        "import sys\n"
        "sys.stdout = sys.stderr = None\n"
        "from styrdok.cli import main, serving\n"
        "serving.serve_registry = lambda place, lang, **options: open('seen', 'w').write(str(options['closable']))\n"
        "main.desk()\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env={"HOME": str(tmp_path), "USERPROFILE": str(tmp_path)}
    )
    assert run.returncode == 0
    assert (tmp_path / "seen").read_text() == "True"
    assert (tmp_path / "styrdok" / "styrdok.db").exists()
