"""The lock file says what is installed for every dependency that is declared."""

import re
import tomllib
from pathlib import Path

_ROOT = Path(__file__).parent.parent.parent


def _toml(name: str) -> dict:
    return tomllib.loads((_ROOT / name).read_text(encoding="utf-8"))


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _parts(requirement: str) -> tuple[str, str]:
    name, specifier = re.fullmatch(r"([\w.-]+)(?:\[[\w,-]+\])?(.*)", requirement).groups()
    return _plain(name), specifier


def test_the_lock_file_was_made_from_what_is_declared():
    project = _toml("pyproject.toml")["project"]
    declared = {_parts(requirement) for requirement in project["dependencies"]}
    declared |= {_parts(one) for extra in project["optional-dependencies"].values() for one in extra}
    locked = _toml("uv.lock")["package"]
    own = next(package for package in locked if package["name"] == "styrdok")
    assert declared
    assert {(one["name"], one.get("specifier", "")) for one in own["metadata"]["requires-dist"]} == declared
    assert {name for name, _ in declared} <= {package["name"] for package in locked}


def test_what_people_install_has_the_whole_desk():
    wanted = {_parts(one)[0] for one in _toml("pyproject.toml")["project"]["dependencies"]}
    assert {"starlette", "uvicorn", "jinja2", "python-docx", "xlsxwriter", "openpyxl", "resvg-py"} <= wanted
