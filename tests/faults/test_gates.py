"""Nothing gets in and nothing gets out: no network, no formulas, no markup, no paths that lead elsewhere."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import pytest

from styrdok.engines.ingest import ingest
from styrdok.registry.store import Registry
from styrdok.vocabulary import FileStatus

from .hostile import sound

ROOT = Path(__file__).parents[2]
FORMULA = "=HYPERLINK(1;2)+cmd|' /c calc'!A1"
MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)>"
_WATCH = """
import os, sys
def watch(event, arguments):
    if event.startswith("socket."):
        with open(os.environ["WATCHED"], "a") as out:
            out.write(f"{event} {arguments}\\n")
        raise PermissionError(event)
sys.addaudithook(watch)
open(os.environ["WATCHED"] + ".on", "a").write("on\\n")
"""


def run(*words: object, env: dict[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "styrdok", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "STYRDOK_USER": FORMULA, **(env or {})},
    )


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The registry of two files full of attacks."""
    folder = tmp_path_factory.mktemp("attack")
    body = "Kommunstyrelsen ska varje år redovisa hur badhusen används och vad som återstår att göra i staden.\n"
    for name, title in (("a.pdf", FORMULA), ("b.pdf", f"Policy {MARKUP}")):
        (folder / name).write_bytes(sound(f"{title}\n{body}@SUM(1)\n-2+3\n{MARKUP}\n", encrypt=None))
    (folder / "=1+1.pdf").write_bytes(sound(f"Plan för bad\n{body}"))
    ingest([folder], folder / "r.db", jobs=1)
    names = [document.id for document in Registry.open(folder / "r.db", read_only=True).documents()]
    for words in (
        ("judge", names[0], names[1], "accept", "--comment", FORMULA),
        ("correct", names[0], f"title={FORMULA}"),
        ("correct", names[1], f"title={MARKUP}"),
    ):
        assert run(*words, "--registry", folder / "r.db").returncode == 0
    return folder / "r.db"


def test_no_command_opens_a_socket(attacked: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(_WATCH, encoding="utf-8")
    seen = tmp_path / "seen"
    path = os.pathsep.join(filter(None, [str(tmp_path / "site"), os.environ.get("PYTHONPATH", "")]))
    env = {"PYTHONPATH": path, "WATCHED": str(seen), "STYRDOK_REGISTRY": str(tmp_path / "r.db")}
    out = tmp_path / "out"
    for words in (
        ("ingest", attacked.parent),
        ("list",),
        ("overlaps",),
        ("proposals",),
        ("report", "--out", f"{out}.html"),
        ("report", "--out", f"{out}.md"),
        ("graph", "--out", f"{out}.graph.html"),
        ("export", "--out", f"{out}.json"),
        ("rebuild",),
        ("status",),
        ("doctor",),
    ):
        done = run(*words, env=env)
        assert done.returncode == 0, (words, done.stderr)
    assert len((tmp_path / "seen.on").read_text(encoding="utf-8").split()) > 11, "the workers were watched, too"
    assert not seen.exists()


ODD_NAMES = (
    b"a\nb.pdf",
    b"--help.pdf",
    b"..pdf",
    b"a'\";DROP TABLE acts;.pdf",
    b"b\xe5stad \xff\xfe.pdf",
    b"%2e%2e%2fx.pdf",
    "å\u202e.pdf".encode(),
)
LISTINGS = ("list", "references", "themes", "overlaps", "viewpoints", "proposals", "needs", "rounds", "log")


@pytest.mark.parametrize("words", [*LISTINGS, "status --all"])
def test_no_cell_of_a_listing_is_a_formula(attacked: Path, words: str) -> None:
    told = run(*words.split(), "--format", "csv", "--registry", attacked)
    assert told.returncode == 0
    for row in csv.reader(io.StringIO(told.stdout)):
        for cell in row:
            assert not cell.startswith(("=", "+", "@", "\t", "\r")), cell
            assert not cell.startswith("-") or cell[1:2].isdigit(), cell


def test_no_cell_of_a_workbook_is_a_formula(attacked: Path, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    assert run("report", "--out", tmp_path / "r.xlsx", "--registry", attacked).returncode == 0
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(FORMULA in str(cell.value) for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not [cell.value for cell in cells if cell.hyperlink and cell.hyperlink.target], "links lead to sheets only"


class _Foreign(HTMLParser):
    """Collects attacks that came alive, and whatever a page would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            fetched = name in ("src", "href", "action", "data", "srcset") and (value or "").startswith(("http", "//"))
            if name.startswith("on") or fetched or (tag == "img" and value == "x"):
                self.found.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        start = self.get_starttag_text() or ""
        if start.startswith("<script") and data.strip().startswith("alert("):
            self.found.append(data)


@pytest.mark.parametrize("words", ["report", "graph"])
def test_markup_in_a_document_stays_text(attacked: Path, tmp_path: Path, words: str) -> None:
    assert run(words, "--out", tmp_path / "r.html", "--registry", attacked).returncode == 0
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    parser = _Foreign()
    parser.feed(text)
    assert parser.found == []
    assert "alert(1)" in text
    assert MARKUP not in text


def test_markup_stays_text_in_markdown_and_word(attacked: Path, tmp_path: Path) -> None:
    assert run("report", "--out", tmp_path / "r.md", "--registry", attacked).returncode == 0
    assert "<script>" not in (tmp_path / "r.md").read_text(encoding="utf-8")
    docx = pytest.importorskip("docx")
    assert run("report", "--out", tmp_path / "r.docx", "--registry", attacked).returncode == 0
    assert docx.Document(tmp_path / "r.docx").paragraphs


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="such names cannot be there")
@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_file_names_lead_nowhere(tmp_path: Path, name: bytes) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    with open(os.fsencode(folder) + b"/" + name, "wb") as out:  # noqa: PTH123 - the name need not be text
        out.write(sound())
    (folder / "other.pdf").write_bytes(sound("Plan\nNämnden ska följa upp planen."))
    summary = ingest([folder], tmp_path / "r.db", jobs=1)
    statuses = {file.status for file in summary.files}
    assert statuses <= {FileStatus.OK, FileStatus.QUARANTINED}
    assert FileStatus.OK in statuses
    told = run("export", "-", "--registry", tmp_path / "r.db")
    assert told.returncode == 0, told.stderr
    assert len(json.loads(told.stdout)["files"]) == (1 if name == b"..pdf" else 2)
    assert run("list", "--registry", tmp_path / "r.db").returncode == 0
    assert {path.name for path in tmp_path.iterdir()} <= {"docs", "r.db", "r.db-shm", "r.db-wal", "r.db.analysis"}
    assert ingest([folder], tmp_path / "r.db", jobs=1).read == ()


def test_statements_take_parameters_only() -> None:
    chosen = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]
    assert {"S608", "S"} & set(chosen["select"])
    assert "S608" not in chosen["ignore"]
    ruff = shutil.which("ruff", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
    if ruff is None:
        pytest.skip("no ruff")
    words = [ruff, "check", "--no-cache", "--select", "S608,S301,S307,S602,S604,S605", "--ignore-noqa", "styrdok"]
    told = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    found = {line for line in told.stdout.splitlines() if "S608" in line or "S60" in line[:4]}
    assert not found, told.stdout
