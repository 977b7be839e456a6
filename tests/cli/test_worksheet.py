"""The work in Excel and back: written, edited by hand, read in; what is wrong is told by row and nothing is taken."""

import json
import shutil
from datetime import datetime

import openpyxl
import pytest

from .test_commands import run

COLUMNS = {"title": "B", "action": "E", "with": "F", "to": "G", "comment": "I", "who": "J", "assigned": "K", "due": "L"}


@pytest.fixture
def registry(corpus_registry, tmp_path):
    return shutil.copy(corpus_registry, tmp_path / "styrdok.db")


@pytest.fixture
def sheet(registry, tmp_path):
    """The workbook as it went out, and a way to fill in cells of its rows."""
    out = tmp_path / "arbete.xlsx"
    assert run("project", "export", out, registry=registry).returncode == 0

    def filled(**cells):
        book = openpyxl.load_workbook(out)
        page = book["Arbete"]
        for row, wanted in cells.items():
            for name, value in wanted.items():
                page[f"{COLUMNS[name]}{row.removeprefix('row')}"] = value
        book.save(out)
        return out

    return filled


def title(path, row):
    return openpyxl.load_workbook(path)["Arbete"][f"B{row}"].value


def work(registry):
    return {
        row["title"]: row for row in json.loads(run("project", "status", "--format", "json", registry=registry).stdout)
    }


def test_what_is_filled_in_is_the_work_and_a_second_reading_adds_nothing(registry, sheet):
    file = sheet(
        row2={"action": "revidera", "comment": "Gammal.", "who": "Bo", "assigned": "Lo", "due": datetime(2089, 1, 31)},
        row3={"action": "behåll", "due": "31 mars 2089"},
    )
    assert run("project", "import", file, "--dry-run", registry=registry).returncode == 0
    assert all(row["state"] == "open" for row in work(registry).values())
    added = run("project", "import", file, "--who", "Anna", "--format", "json", registry=registry)
    assert (added.returncode, len(json.loads(added.stdout))) == (0, 5), added.stderr
    found = work(registry)
    first, second = found[title(file, 2)], found[title(file, 3)]
    assert (first["verdict"], first["assigned_to"], first["due"]) == (["Bo: revise"], "Lo", "2089-01-31")
    assert (second["verdict"], second["due"]) == (["Anna: keep"], "2089-03-31")
    again = run("project", "import", file, "--who", "Anna", "--format", "json", registry=registry)
    assert json.loads(again.stdout) == []


def test_faults_are_told_by_row_and_nothing_is_taken(registry, sheet):
    file = sheet(
        row2={"action": "revidera"},
        row3={"action": "kasta"},
        row4={"title": "Något annat"},
        row5={"action": "slå samman", "with": "Finns inte"},
        row6={"action": "omvandla", "to": "pamflett"},
        row7={"due": "2001-01-01"},
        row8={"comment": "Vad då?"},
    )
    told = run("project", "import", file, registry=registry)
    assert told.returncode == 2
    assert [row for row in range(2, 10) if f"Rad {row}:" in told.stderr] == [3, 4, 5, 6, 7, 8]
    assert json.loads(run("log", "--format", "json", registry=registry).stdout) == []


def test_what_is_no_such_workbook_is_told(registry, tmp_path):
    other = tmp_path / "annat.xlsx"
    openpyxl.Workbook().save(other)
    assert run("project", "import", other, registry=registry).returncode == 3
    assert run("project", "export", tmp_path / "arbete.ods", registry=registry).returncode == 2
