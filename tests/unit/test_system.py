"""Only one module knows which system this is, and names are the same on all of them."""

import ast
import subprocess
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

import styrdok
from styrdok import system
from styrdok.engines.discover import name_below
from styrdok.registry.files import kept_name

_PACKAGE = Path(styrdok.__file__).parent
_MODULES = {"signal", "resource", "fcntl", "pwd", "grp", "multiprocessing", "msvcrt", "winreg", "pickle"}
_ATTRIBUTES = {
    ("os", name) for name in ("fork", "kill", "killpg", "wait4", "waitpid", "name", "getuid", "setsid", "uname")
} | {("sys", "platform")}


def _assumptions(path: Path) -> list[str]:
    """The places of a module that ask for something which not every system has."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [name.name for name in node.names if name.name in _MODULES]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module in _MODULES:
            found.append(node.module)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found += [f"{node.value.id}.{node.attr}"] * ((node.value.id, node.attr) in _ATTRIBUTES)
    return found


def test_only_one_module_knows_the_system() -> None:
    assert _assumptions(Path(system.__file__))
    others = {path: _assumptions(path) for path in sorted(_PACKAGE.rglob("*.py")) if path != Path(system.__file__)}
    assert {str(path): found for path, found in others.items() if found} == {}


@pytest.mark.parametrize("home", [PurePosixPath("/srv/stad"), PureWindowsPath(r"C:\stad")])
def test_names_have_the_same_form_on_every_system(home: PurePosixPath | PureWindowsPath) -> None:
    place = home / "docs" / "Åtgärdsplan.pdf"
    assert kept_name(place, home) == "docs/Åtgärdsplan.pdf"
    assert home / kept_name(place, home) == place
    assert name_below(home, place) == "docs/Åtgärdsplan.pdf"


def test_a_file_on_another_drive_is_found_again() -> None:
    place, home = PureWindowsPath(r"D:\docs\a.pdf"), PureWindowsPath(r"C:\stad")
    assert kept_name(place, home) == "D:/docs/a.pdf"
    assert home / kept_name(place, home) == place


@pytest.mark.skipif(not system.FORKS, reason="there is no fork on this system")
def test_how_a_process_ended_is_told() -> None:
    assert system.Fork(lambda: None).wait().code == 0
    assert str(system.Fork(lambda: 1 / 0).wait()) == "exit code 3"
    endless = system.Fork(lambda: [None for _ in iter(int, 1)])
    endless.kill()
    ending = endless.wait()
    assert ending.from_outside
    assert not ending.out_of_time
    assert ending.peak > 0


NOT_COLLECTING = """
import gc
from styrdok import system

aside = [[] for _ in range(1_000)]
if {aside}:
    system.set_aside()
gc.collect()
with system.without_collecting():
    made = [[] for _ in range(10_000)]
    assert not gc.isenabled()
assert gc.isenabled()
old = {{id(one) for one in gc.get_objects(generation=2)}}
print(sum(id(one) in old for one in made), sum(id(one) in old for one in aside))
"""


@pytest.mark.parametrize("aside", [False, True])
def test_what_is_made_without_collecting_is_not_walked_through_at_once_nor_what_was_set_aside(aside: bool) -> None:
    told = subprocess.run(
        [sys.executable, "-c", NOT_COLLECTING.format(aside=aside)], capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == (["0", "0"] if aside else ["10000", "1000"])
