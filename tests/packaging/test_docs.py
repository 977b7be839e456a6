"""The documentation: every command in it is one that there is, and the site needs no network."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from styrdok.cli.main import app

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *(ROOT / "docs").glob("*.md"),
        *(ROOT / "docs" / "developers").glob("*.md"),
    ]
)
_CODE = re.compile(r"^```.*?^```|^ {4}[^\n]*$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"(?:^|`|&& |; |\| )\s*(?:\.venv/bin/)?(styrdok [^`\n]+)", re.MULTILINE)
_AFTER = re.compile(r" {2,}| (?:&&|\||;|>|#)")
_OPEN = re.compile(r"\[|\.\.\.|…|\bCOMMAND\b")
"""Marks of a line that shows a form, not a command."""


def commands(page: Path):
    """The command lines in the code of a page, up to where the shell or a comment takes over."""
    for code in _CODE.findall(page.read_text(encoding="utf-8")):
        for line in _COMMAND.findall(code):
            yield _AFTER.split(line)[0].strip()


ALL = sorted({(page.name, line) for page in PAGES for line in commands(page)})
WHOLE = [(name, line) for name, line in ALL if not _OPEN.search(line)]


def parsed(words: list[str]) -> None:
    """Look every command and option up; raises what a user would be told."""
    command, context, rest = get_command(app), None, ["styrdok", *words]
    while rest and (context is None or hasattr(command, "commands")):
        if context is not None:
            command = command.get_command(context, rest[0])
            assert command is not None, f"there is no command {rest[0]}"
        context = command.make_context(rest[0], [], parent=context, resilient_parsing=True)
        context.resilient_parsing = False
        _, rest, _ = command.make_parser(context).parse_args(rest[1:])


@pytest.mark.parametrize(("page", "line"), WHOLE, ids=[f"{name}: {line}" for name, line in WHOLE])
def test_every_command_of_the_documentation_is_there(page, line):
    parsed(shlex.split(line)[1:])


def test_the_documentation_has_commands_and_a_wrong_one_is_noticed():
    assert len(WHOLE) > 60
    assert len(ALL) - len(WHOLE) < 20
    for wrong in (["nothing"], ["overlaps", "--nothing"], ["project", "nothing"]):
        with pytest.raises(Exception, match="nothing"):
            parsed(wrong)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    pytest.importorskip("mkdocs")
    pytest.importorskip("material")
    pytest.importorskip("mkdocstrings")
    built = tmp_path_factory.mktemp("site")
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(built)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    return built


def test_no_page_of_the_site_loads_anything_from_the_network(site):
    loads = re.compile(r"<(?:link|script|img|iframe|source)\b[^>]*?(?:href|src)=[\"']?(?:https?:)?//[^\s\"'>]*")
    pages = list(site.rglob("*.html"))
    assert len(pages) > 15
    assert [(page.name, found) for page in pages for found in loads.findall(page.read_text(encoding="utf-8"))] == []
    imports = re.compile(r"@import\s+[\"']?https?:|url\([\"']?https?:")
    assert [style.name for style in site.rglob("*.css") if imports.search(style.read_text(encoding="utf-8"))] == []


def test_the_site_can_be_searched_and_has_the_map_of_the_house(site):
    found = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    places = {one["location"].split("#")[0] for one in found}
    assert {"CONTRIBUTING.html", "kan-inte.html", "developers/api.html"} <= places
