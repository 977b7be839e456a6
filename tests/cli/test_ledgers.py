"""Duties, terms and goals on the command line and in a workbook."""

import json

import pytest
from openpyxl import load_workbook

from .test_commands import run


@pytest.mark.parametrize(
    ("command", "key"), [("matrix", "body"), ("glossary", "term"), ("goals", "indicator"), ("laws", "number")]
)
def test_a_list_is_told_and_kept_as_a_workbook_with_the_same_rows(corpus_registry, tmp_path, command, key):
    out = tmp_path / "list.xlsx"
    told = run(command, "--format", "json", "--out", out, registry=corpus_registry)
    assert told.returncode == 0
    listed = json.loads(told.stdout)
    assert listed
    assert all(row["page"] > 0 and row["words"] and key in row for row in listed)
    sheet = load_workbook(out).active
    assert sheet.max_row == len(listed) + 1


def test_duties_are_narrowed_by_body_and_by_what_is_odd(corpus_registry):
    one = json.loads(run("matrix", "--body", "tekniska", "--format", "json", registry=corpus_registry).stdout)
    assert {row["body"] for row in one} == {"tekniska nämnden"}
    odd = json.loads(run("matrix", "--mark", "unowned", "--format", "json", registry=corpus_registry).stdout)
    assert odd
    assert all("unowned" in row["marks"] for row in odd)


def test_a_name_that_is_no_workbook_is_refused_before_anything_is_read(corpus_registry, tmp_path):
    told = run("glossary", "--out", tmp_path / "list.txt", registry=corpus_registry)
    assert told.returncode == 2
    assert "ingen arbetsbok" in told.stderr
