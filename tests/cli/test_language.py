"""Every command speaks the language asked for; programs get the same code words in all of them."""

import json
import os
import shutil
import subprocess
import sys

import pytest
import typer

from styrdok.cli.main import app

from .test_commands import run

PAIR = ("kvalitetsprogram-2021.pdf", "personalpolicy.pdf")


def commands(command, name=""):
    for word, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, f"{name} {word}".strip())
    if not hasattr(command, "commands"):
        yield name, {option for parameter in command.params for option in parameter.opts}


def test_every_command_for_reviewers_takes_a_language():
    assert [name for name, options in commands(typer.main.get_command(app)) if "--lang" not in options] == ["read"]


@pytest.mark.parametrize(
    ("words", "swedish", "english"),
    [
        (("list",), ("gäller", "handlingsplan", "36 dokument."), ("in force", "action plan", "36 documents.")),
        (("show", PAIR[1]), ("styrdokument · policy · gäller", "Beslutat av"), ("steering document", "Adopted by")),
        (("references", PAIR[0]), ("hänvisar till", "faktum", "funnet"), ("refers to", "fact", "found")),
        (("themes", PAIR[0]), ("kvalitet och", "s. "), ("quality and", "p. ")),
        (("viewpoints",), ("samordning", "synpunkter: "), ("coordination", "viewpoints: ")),
        (("needs",), ("dokument som saknas", "Hänvisar till ”"), ("missing document", "Refers to “")),
        (("proposals",), ("slås samman", "Talar emot".lower()), ("merge", "Documents that refer")),
        (("check",), ("ersatt men åberopat", "Har ersatts av"), ("replaced but cited", "Has been replaced by")),
        (
            ("overlaps", *PAIR),
            ("gemensam text", "ordagrant", "länkade: nej"),
            ("shared text", "verbatim", "linked: no"),
        ),
        (("compare", *PAIR), ("text, ordagrant", "Länkade: nej"), ("text, verbatim", "Linked: no")),
        (("status",), ("delvis läst", "varav 2 inte kunde läsas"), ("partly read", "2 of which could not be read")),
    ],
    ids=lambda value: value[0] if value and value[0].islower() else "",
)
def test_tables_and_closing_lines_are_in_the_language(corpus_registry, words, swedish, english):
    for code, expected in (("sv", swedish), ("en", english)):
        env = {"STYRDOK_LANG": code, "COLUMNS": "600"}
        done = run(*words, "--format", "table", registry=corpus_registry, env=env)
        assert [part for part in expected if part not in done.stdout + done.stderr] == []


def test_programs_get_code_words_in_every_language(corpus_registry):
    words = ("references", "personalpolicy.pdf", "--format", "json")
    swedish, english = (run(*words, "--lang", code, registry=corpus_registry).stdout for code in ("sv", "en"))
    assert swedish == english
    assert {row["modality"] for row in json.loads(swedish)} <= {"fact", "proposed", "requested", "negated"}
    listed = run("list", "--format", "csv", "--lang", "en", registry=corpus_registry).stdout
    assert ",in_force," in listed


def test_an_unknown_language_is_a_usage_error_everywhere(corpus_registry, tmp_path):
    for words in (("list",), ("log",), ("graph", "--out", tmp_path / "g.svg"), ("judge", *PAIR, "accept")):
        done = run(*words, "--lang", "tlh", registry=corpus_registry)
        assert done.returncode == 2
        assert "Det finns inget språk ”tlh”." in done.stderr
    assert run("list", registry=corpus_registry, env={"STYRDOK_LANG": "tlh"}).returncode == 2
    assert run("--help", env={"STYRDOK_LANG": "tlh"}).returncode == 0


def test_a_graph_and_a_dossier_are_drawn_in_the_language(corpus_registry, tmp_path):
    page = tmp_path / "graph.html"
    done = run("graph", "--around", PAIR[1], "--out", page, "--lang", "en", registry=corpus_registry)
    assert "nodes and" in done.stderr
    text = page.read_text(encoding="utf-8")
    assert '<html lang="en">' in text
    assert '<th scope="col">From</th>' in text
    assert "→ refers to" in text
    assert "→ hänvisar till" not in text
    for code, parts in (
        ("sv", ("<h2>Varför</h2>", ", s. ")),
        ("en", ("<h2>Why</h2>", '<blockquote lang="sv">', ", p. ")),
    ):
        one = tmp_path / f"{code}.html"
        assert run("dossier", *PAIR, "--out", one, "--lang", code, registry=corpus_registry).returncode == 0
        text = one.read_text(encoding="utf-8")
        assert f'<html lang="{code}">' in text
        assert [part for part in parts if part not in text] == []


def test_a_report_is_written_in_the_language(corpus_registry, tmp_path):
    for code, parts in (
        ("sv", ('<html lang="sv">', "Överlapp med belägg", "hänvisar till")),
        ("en", ('<html lang="en">', "Overlaps with evidence", '<td lang="sv">Personalpolicy')),
    ):
        page = tmp_path / f"{code}.html"
        assert run("report", "--out", page, "--lang", code, registry=corpus_registry).returncode == 0
        text = page.read_text(encoding="utf-8")
        assert [part for part in parts if part not in text] == []


def test_an_english_workbook_is_filled_in_and_read(corpus_registry, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    registry, sheet = shutil.copy(corpus_registry, tmp_path / "styrdok.db"), tmp_path / "sheet.xlsx"
    assert run("report", "--out", sheet, "--lang", "en", registry=registry).returncode == 0
    book = openpyxl.load_workbook(sheet)
    book["Judge"]["F2"], book["Judge"]["G2"] = "accept", "merge"
    book.save(sheet)
    for code, told in (("sv", "1 bedömningar har lagts till"), ("en", "0 judgements were added; 1 were there already")):
        assert told in run("judgements", "import", sheet, "--who", "Bo", "--lang", code, registry=registry).stderr
    book["Judge"]["F2"] = "burn"
    book.save(sheet)
    wrong = run("judgements", "import", sheet, "--lang", "en", registry=registry)
    assert wrong.returncode == 2
    assert "Row 2: the judgement “burn” is unknown" in wrong.stderr


def test_the_log_says_what_was_done_in_the_language(tmp_path, corpus_registry):
    registry = shutil.copy(corpus_registry, tmp_path / "styrdok.db")
    told = run("judge", *PAIR, "accept", "--reason", "merge", registry=registry).stderr
    assert "godtas av Test Testsson" in told
    assert "Undo with: styrdok undo" in run("judge", *PAIR, "unsure", "--lang", "en", registry=registry).stderr
    assert run("undo", told.split(":")[0], "--lang", "en", registry=registry).stderr.endswith(
        "is taken back. The row stays in styrdok log.\n"
    )
    swedish = run("log", "--format", "table", registry=registry).stdout
    assert "bedömning" in swedish
    assert "godtas slås samman" in swedish
    assert "takes back" in run("log", "--format", "table", "--lang", "en", registry=registry).stdout
    assert "accept merge" in run("log", "--format", "csv", registry=registry).stdout


def test_an_error_is_told_in_the_language_asked_for(tmp_path):
    missing = tmp_path / "none.db"
    assert f"Det finns inget register i {missing}." in run("list", registry=missing).stderr
    assert f"There is no registry at {missing}." in run("list", "--lang", "en", registry=missing).stderr
    assert f"There is no registry at {missing}." in run("list", registry=missing, env={"STYRDOK_LANG": "en"}).stderr


@pytest.mark.parametrize(
    ("words", "env", "told"),
    [
        (("overlaps", "--help"), {}, "Ranked pairs"),
        (("overlaps", "--help"), {"STYRDOK_LANG": "en"}, "How many pairs to show."),
        (("overlaps", "--help"), {"STYRDOK_LANG": "sv"}, "Så många par visas."),
        (("overlaps", "--lang", "sv", "--help"), {}, "Flaggor"),
        (("--lang", "sv", "--help"), {}, "Kommandon"),
        (("--lang", "sv", "judgements", "import", "--help"), {}, "[krävs]"),
    ],
)
def test_help_is_english_until_another_language_is_asked_for(words, env, told):
    clean = {key: value for key, value in os.environ.items() if key != "STYRDOK_LANG"}
    command = [sys.executable, "-m", "styrdok", *words]
    done = subprocess.run(command, capture_output=True, text=True, env=clean | env | {"COLUMNS": "120"}, check=True)
    assert told in done.stdout


def test_a_language_named_before_the_command_holds_for_it(corpus_registry):
    words = ("--lang", "en", "list", "--format", "table")
    env = {"COLUMNS": "600", "STYRDOK_LANG": "", "STYRDOK_REGISTRY": str(corpus_registry)}
    done = subprocess.run(
        [sys.executable, "-m", "styrdok", *words], capture_output=True, text=True, env=os.environ | env, check=True
    )
    assert "in force" in done.stdout
