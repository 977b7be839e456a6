"""What people are told of words that make no sense, and lists in narrow terminals, by the words they use."""

import os
import subprocess
import sys

import pytest

from styrdok.cli.output import Column, Format, write_listing
from styrdok.cli.usage import in_swedish
from styrdok.language import Language

from .test_commands import run


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("list", "--kin"), "Det finns ingen flagga --kin."),
        (("lst",), "Det finns inget kommando ”lst”."),
        (("show",), "document saknas."),
        (("list", "--per"), "Flaggan --per behöver ett värde."),
        (("list", "a", "b"), "Det är ett ord för mycket: a b."),
        (("search", "x", "--limit", "0"), "Fel värde för --limit. Skriv ett tal som är minst 1."),
        (("search", "x", "--limit", "a"), "Fel värde för --limit. Skriv ett heltal."),
        (("list", "--format", "xml"), "Fel värde för --format. 'xml' finns inte; skriv ett av 'auto'"),
        (("list", "--per", "2026-13-01"), "”2026-13-01” kan inte läsas som en dag."),
        (("list", "--kind", "dikt"), "”dikt” är inget av dem som kan väljas."),
        (("judge", "a", "b", "kanske"), "”kanske” är inget av dem som kan väljas."),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, tuple) else "",
)
def test_what_makes_no_sense_is_told_in_swedish(words, said):
    done = run(*words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Error" not in done.stderr


def test_in_english_typer_speaks_for_itself(monkeypatch):
    done = subprocess.run(
        [sys.executable, "-m", "styrdok", "list", "--kin"],
        capture_output=True,
        text=True,
        env={**os.environ, "STYRDOK_LANG": "en"},
    )
    assert done.returncode == 2
    assert "No such option" in done.stderr


def test_a_message_that_is_not_known_is_left_to_typer():
    assert in_swedish("Something else went wrong.") is None
    assert in_swedish("Invalid value for '--x': it is blue") is None


@pytest.mark.parametrize(("kind", "types"), [("policy", {"policy"}), ("Riktlinjer", {"guideline"})])
def test_a_type_is_understood_as_a_kind(corpus_registry, kind, types):
    rows = run("list", "--kind", kind, "--format", "csv", registry=corpus_registry).stdout.splitlines()
    assert len(rows) > 1
    assert {row.split(",")[2] for row in rows[1:]} <= types | {row.split(",")[2] for row in rows[1:] if '"' in row}


def test_swedish_verdicts_days_and_fields_are_understood(corpus_registry, tmp_path):
    import shutil

    registry = shutil.copy(corpus_registry, tmp_path / "styrdok.db")
    pair = ("kvalitetsprogram-2021.pdf", "personalpolicy.pdf")
    assert run("judge", *pair, "godtas", "--reason", "samordna", registry=registry).returncode == 0
    done = run("correct", pair[1], "beslutsdatum=16 juni 2014", "status=upphävd", registry=registry)
    assert "beslutsdatum = 16 juni 2014" in done.stderr
    assert "status = upphävt" in done.stderr
    listed = run("list", "--kind", "policy", "--format", "csv", registry=registry).stdout
    assert "2014-06-16" in listed
    assert "repealed" in listed
    assert run("list", "--per", "16 juni 2014", registry=registry).returncode == 0


def test_the_only_steering_document_is_meant_and_others_go_by_number(corpus_registry):
    done = run("show", "remissvar", registry=corpus_registry)
    assert done.returncode == 4
    assert "  1  d" in done.stderr
    assert "”remissvar#1”" in done.stderr
    assert run("show", "remissvar#2", registry=corpus_registry).returncode == 0
    assert run("show", "remissvar#99", registry=corpus_registry).returncode == 4


def test_the_scan_has_its_file_name_and_papers_of_cases_their_kind(capsys, corpus_registry, monkeypatch):
    from styrdok.cli.inventory import list_documents

    monkeypatch.setenv("COLUMNS", "200")
    list_documents(registry=corpus_registry, form=Format.TABLE)
    said = capsys.readouterr().out
    assert "remissvar" in said
    assert "protokoll" in said


ROWS = [{"title": "Arbetsmiljöpolicy för staden", "no": "KS 2022/128", "day": "2022-06-13", "why": "ord " * 30}]
COLUMNS = (
    Column("title", "titel", ratio=2),
    Column("no", "dnr"),
    Column("day", "datum"),
    Column("why", "skäl", ratio=3),
)


def test_a_narrow_terminal_gets_cards_and_a_wide_one_a_table(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "50")
    write_listing(ROWS, COLUMNS, Format.TABLE, Language())
    card = capsys.readouterr().out.splitlines()
    assert card[0].strip() == "Arbetsmiljöpolicy för staden"
    assert card[1].strip() == "dnr KS 2022/128 · datum 2022-06-13"
    assert max(map(len, card)) <= 50
    monkeypatch.setenv("COLUMNS", "120")
    write_listing(ROWS, COLUMNS, Format.TABLE, Language())
    assert "titel" in capsys.readouterr().out.splitlines()[0]


@pytest.mark.parametrize("command", ["list", "overlaps", "references", "needs", "proposals", "viewpoints", "themes"])
def test_no_list_breaks_a_case_number_or_a_day_at_80_columns(corpus_registry, command):
    done = subprocess.run(
        [sys.executable, "-m", "styrdok", command, "--format", "table", "--registry", str(corpus_registry)],
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": "80"},
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines
    assert max(map(len, lines)) <= 80
    import re

    assert not re.search(r"\b(19|20)\d\d-\d\d-$|\b(19|20)\d\d-$", done.stdout, re.MULTILINE)


@pytest.mark.parametrize(("language", "shown"), [("sv", "0,93"), ("en", "0.93")])
def test_numbers_are_written_as_in_the_language(capsys, monkeypatch, language, shown):
    monkeypatch.setenv("COLUMNS", "80")
    write_listing([{"score": 0.934}], (Column("score", "poäng"),), Format.TABLE, Language(language))
    assert shown in capsys.readouterr().out
