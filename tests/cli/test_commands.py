"""The commands as a person or a program meets them: streams, formats, exit codes, messages."""

import csv
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[2] / "corpus" / "pdf"
POLICY = CORPUS / "personalpolicy.pdf"


def run(*words, registry=None, cwd=None, env=None):
    place = {"STYRDOK_REGISTRY": str(registry)} if registry else {}
    return subprocess.run(
        [sys.executable, "-m", "styrdok", *map(str, words)],
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**os.environ, "COLUMNS": "160", "STYRDOK_USER": "Test Testsson", **place, **(env or {})},
        check=False,
    )


@pytest.fixture
def own_registry(corpus_registry, tmp_path):
    """A copy of the corpus registry that a test may change."""
    copy = tmp_path / "styrdok.db"
    shutil.copy(corpus_registry, copy)
    return copy


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("show", "personalpolicy.pdf"),
        ("references",),
        ("themes",),
        ("overlaps",),
        ("compare", "personalpolicy.pdf", "kvalitetsprogram-2021.pdf"),
        ("viewpoints",),
        ("needs",),
        ("proposals",),
        ("rounds",),
        ("rounds", "kvalitetsprogram-2021.pdf"),
        ("due",),
        ("search", "ledarskap"),
        ("status", "--all"),
        ("log",),
    ],
    ids=lambda words: words[0],
)
def test_listings_come_as_table_json_and_csv(corpus_registry, words):
    table, as_json, as_csv = (
        run(*words, "--format", form, registry=corpus_registry) for form in ("table", "json", "csv")
    )
    assert (table.returncode, as_json.returncode, as_csv.returncode) == (0, 0, 0), table.stderr
    data = json.loads(as_json.stdout)
    rows = list(csv.DictReader(io.StringIO(as_csv.stdout)))
    if isinstance(data, list) and words[0] != "show":
        assert len(rows) == len(data)
    assert words[0] == "log" or table.stdout.strip()
    assert "\x1b[" not in table.stdout


def test_an_empty_listing_is_empty_json_and_a_csv_header(corpus_registry):
    assert json.loads(run("log", "--format", "json", registry=corpus_registry).stdout) == []
    assert run("log", "--format", "csv", registry=corpus_registry).stdout.startswith("id,at,who")


def test_the_story_of_the_corpus_is_told(corpus_registry):
    rows = json.loads(run("overlaps", "--top", "4", "--format", "json", registry=corpus_registry).stdout)
    pairs = [{row["a_title"].split(" – ")[0], row["b_title"].split(" – ")[0]} for row in rows]
    assert {"Ekhamns stads kvalitetsprogram", "Personalpolicy för Ekhamns stad"} in pairs
    printed = run("overlaps", "--format", "table", registry=corpus_registry).stdout
    assert "Någon ber om det" in printed
    assert "s. 2" in printed


def test_a_pair_is_shown_with_pages_and_words(corpus_registry):
    pair = ("kvalitetsprogram-2021.pdf", "personalpolicy.pdf")
    shown = run("overlaps", *pair, "--format", "table", registry=corpus_registry)
    assert shown.returncode == 0
    assert "A s. " in shown.stdout
    assert "B s. " in shown.stdout
    assert re.search(r"A s\. \d+, B s\. \d+: \d+ ord i följd är till \d+ procent desamma", shown.stdout)


def test_the_stretches_of_a_pair_are_told_before_its_passages(corpus_registry):
    pair = ("kvalitetsprogram-2021.pdf", "personalpolicy.pdf")
    (told, *_) = json.loads(run("overlaps", *pair, "--format", "json", registry=corpus_registry).stdout)["stretches"]
    first, second = json.loads(run("compare", *pair, "--format", "json", registry=corpus_registry).stdout)[:2]
    assert (first["aspect"], second["aspect"]) == ("sammanhängande text", "text, edited")
    sides = {(first[f"{side}_page"], first[f"{side}_to_page"], first[f"{side}_words"]) for side in "ab"}
    assert sides == {(told[f"{side}_page"], told[f"{side}_to_page"], told[f"{side}_words"]) for side in "ab"}
    assert min(told["a_words"], told["b_words"]) > 100


def test_names_that_fit_nothing_or_several_exit_with_4(corpus_registry):
    nothing = run("show", "månlandningsplan", registry=corpus_registry)
    several = run("show", "riktlinje", registry=corpus_registry)
    assert (nothing.returncode, several.returncode) == (4, 4)
    assert "månlandningsplan" in nothing.stderr
    assert "styrdok list" in nothing.stderr
    assert several.stderr.count("\n") > 2


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("overlaps", "--format", "xml"), 2, "xml"),
        (("nonsense",), 2, "nonsense"),
        (("judge", "a"), 2, "styrdok judge"),
        (("report", "--out", "x.exe"), 2, ".exe"),
        (("read", "no-such-file.pdf"), 3, "no-such-file.pdf"),
        (("ingest", "no-such-folder"), 3, "no-such-folder"),
    ],
)
def test_wrong_words_say_what_and_what_to_do(corpus_registry, words, code, message):
    said = run(*words, registry=corpus_registry)
    assert said.returncode == code
    assert message in said.stderr + said.stdout
    assert "Traceback" not in said.stderr


def test_a_missing_a_damaged_and_a_newer_registry_exit_with_5(tmp_path, own_registry):
    import sqlite3

    missing = run("list", registry=tmp_path / "none.db")
    (tmp_path / "text.db").write_text("this is no database, only words that go on for a while " * 9, encoding="utf-8")
    damaged = run("list", registry=tmp_path / "text.db")
    with closing(sqlite3.connect(own_registry)) as db, db:
        db.execute("PRAGMA user_version = 999")
    db.close()
    newer = run("list", registry=own_registry)
    assert [missing.returncode, damaged.returncode, newer.returncode] == [5, 5, 5]
    assert "none.db" in missing.stderr
    assert not (tmp_path / "none.db").exists()
    assert newer.stderr.count("\n") >= 2


def test_bad_files_are_named_and_the_good_ones_kept(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(POLICY, folder / "bra.pdf")
    (folder / "text.pdf").write_text("detta är ingen pdf", encoding="utf-8")
    (folder / "kapad.pdf").write_bytes(POLICY.read_bytes()[:400])
    done = run("ingest", folder, registry=tmp_path / "r.db")
    assert done.returncode == 7
    assert "text.pdf" in done.stderr
    assert "kapad.pdf" in done.stderr
    listed = json.loads(run("list", "--format", "json", registry=tmp_path / "r.db").stdout)
    assert [row["file"] for row in listed] == ["bra.pdf"]


@pytest.mark.parametrize(
    ("named", "next_step"),
    [
        ((), "Nästa steg: styrdok overlaps, "),
        (("--registry", "egen.db"), "Nästa steg: styrdok overlaps --registry egen.db\n"),
        (("--registry", "mitt register.db"), 'Nästa steg: styrdok overlaps --registry "mitt register.db"\n'),
    ],
)
def test_the_next_step_finds_the_registry_that_was_written(tmp_path, named, next_step):
    done = run("ingest", POLICY, *named, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert next_step in done.stderr


def test_only_bad_files_and_no_files_exit_with_3(tmp_path):
    (tmp_path / "text.pdf").write_text("detta är ingen pdf", encoding="utf-8")
    assert run("ingest", tmp_path / "text.pdf", registry=tmp_path / "r.db").returncode == 3
    (tmp_path / "empty").mkdir()
    nothing = run("ingest", tmp_path / "empty", registry=tmp_path / "r2.db")
    assert nothing.returncode == 3
    assert "empty" in nothing.stderr


def test_unchanged_files_are_not_read_again(own_registry):
    again = run("ingest", CORPUS, registry=own_registry)
    assert again.returncode == 0
    assert "0 filer lästa nu" in again.stderr


def test_export_follows_its_schema_and_goes_to_standard_output(corpus_registry, tmp_path):
    import jsonschema

    from styrdok.reports.export import schema

    printed = run("export", "-", registry=corpus_registry)
    data = json.loads(printed.stdout)
    jsonschema.validate(data, schema())
    assert data["format"] == "styrdok-export/1"
    assert str(Path.home()) not in printed.stdout
    written = run("export", "--out", tmp_path / "x.json", registry=corpus_registry)
    assert written.stdout == ""
    assert (tmp_path / "x.json").read_text(encoding="utf-8") == printed.stdout


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("list",), "documents"),
        (("references",), "references"),
        (("themes",), "themes"),
        (("viewpoints",), "viewpoints"),
        (("overlaps", "--all", "--lineage", "--top", "9999"), "overlaps"),
        (("needs",), "needs"),
        (("proposals",), "proposals"),
        (("rounds",), "rounds"),
        (("status", "--all"), "files"),
    ],
    ids=lambda given: given if isinstance(given, str) else given[0],
)
def test_a_listing_as_json_has_the_rows_of_the_export(corpus_registry, words, name):
    exported = json.loads(run("export", "-", registry=corpus_registry).stdout)[name]
    listed = json.loads(run(*words, "--format", "json", registry=corpus_registry).stdout)
    same = [{key: row[key] for key in exported[0]} for row in listed]
    assert sorted(map(str, same)) == sorted(map(str, exported))


def test_a_listing_for_people_names_places_by_title_and_page(corpus_registry):
    rows = list(csv.DictReader(io.StringIO(run("needs", "--format", "csv", registry=corpus_registry).stdout)))
    assert all(", s. " in row["evidence"] for row in rows if row["evidence"])
    assert any(row["evidence"] for row in rows)


def test_graph_and_report_are_written_whole(corpus_registry, tmp_path):
    for name in ("g.svg", "g.html", "g.graphml", "g.gexf", "g.json", "r.html"):
        command = "report" if name == "r.html" else "graph"
        done = run(command, "--out", tmp_path / name, registry=corpus_registry)
        assert done.returncode == 0, done.stderr
        assert (tmp_path / name).stat().st_size > 1000
    assert "personalpolicy" in (tmp_path / "r.html").read_text(encoding="utf-8").lower()
    assert run("graph", "--out", tmp_path / "no" / "g.svg", registry=corpus_registry).returncode == 5


def test_judgements_and_corrections_are_logged_and_undone(own_registry):
    pair = ("kvalitetsprogram-2021.pdf", "personalpolicy.pdf")
    judged = run(
        "judge", *pair, "accept", "--reason", "coordinate", "--comment", "Enligt remissen", registry=own_registry
    )
    assert judged.returncode == 0, judged.stderr
    corrected = run("correct", "personalpolicy.pdf", "responsible=HR-chefen", registry=own_registry)
    assert corrected.returncode == 0, corrected.stderr
    acts = json.loads(run("log", "--format", "json", registry=own_registry).stdout)
    assert [act["kind"] for act in acts] == ["judgement", "correction"]
    assert acts[0]["who"] == "Test Testsson"
    exported = json.loads(run("export", "-", registry=own_registry).stdout)
    assert [{key: acts[0][key] for key in row} for row in exported["judgements"]] == exported["judgements"]
    assert [acts[1][key] for key in ("id", "field", "value")] == [
        exported["corrections"][0][key] for key in ("id", "field", "value")
    ]
    row = json.loads(run("show", "personalpolicy.pdf", "--format", "json", registry=own_registry).stdout)
    assert row["responsible"] == "HR-chefen"
    assert run("undo", acts[1]["id"][:10], registry=own_registry).returncode == 0
    row = json.loads(run("show", "personalpolicy.pdf", "--format", "json", registry=own_registry).stdout)
    assert row["responsible"] != "HR-chefen"
    assert len(json.loads(run("log", "--format", "json", registry=own_registry).stdout)) == 3
    assert run("correct", "personalpolicy.pdf", "colour=red", registry=own_registry).returncode == 2
    assert run("judge", pair[0], pair[0], "accept", registry=own_registry).returncode == 2


def test_a_csv_cell_never_begins_a_formula(own_registry):
    run("correct", "personalpolicy.pdf", "title==cmd|'/c calc'!A1", registry=own_registry)
    cells = [
        c for row in csv.reader(io.StringIO(run("list", "--format", "csv", registry=own_registry).stdout)) for c in row
    ]
    assert any("cmd" in cell for cell in cells)
    assert not any(cell[:1] in ("=", "+", "@") for cell in cells)


def test_read_shows_what_the_reader_sees(tmp_path):
    text = run("read", POLICY)
    assert "Personalpolicy" in text.stdout
    assert json.loads(run("read", POLICY, "--format", "json").stdout)["pages"]
    picture = tmp_path / "p.png"
    assert run("read", POLICY, "--debug-image", picture).returncode == 0
    assert picture.read_bytes()[:4] == b"\x89PNG"


def test_evaluate_prints_figures_and_compares_with_an_earlier_run(corpus_registry, tmp_path):
    saved = tmp_path / "figures.json"
    first = run("evaluate", CORPUS, "--save", saved, registry=corpus_registry)
    assert first.returncode == 0, first.stderr
    assert "diary numbers" in first.stdout
    second = run("evaluate", CORPUS, "--against", saved, registry=corpus_registry)
    assert "0 gains, 0 losses." in second.stderr


def test_a_pair_comes_as_csv_rows(corpus_registry):
    words = ("overlaps", "personalpolicy.pdf", "kvalitetsprogram-2021.pdf", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(run(*words, registry=corpus_registry).stdout)))
    assert {"reason", "stretch", "passage", "need"} <= {row["part"] for row in rows}
    assert all(row["a_page"] and row["b_text"] for row in rows if row["part"] == "passage")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("overlaps", "--fail-on", "0.2"), 8),
        (("overlaps", "--fail-on", "1"), 0),
        (("needs", "--fail-on", "asserted"), 8),
        (("overlaps", "--fail-on", "2"), 2),
    ],
)
def test_fail_on_leaves_with_8_where_there_is_something(corpus_registry, words, code):
    assert run(*words, registry=corpus_registry).returncode == code


def test_an_unlinked_registry_is_said_on_standard_error(own_registry):
    with closing(sqlite3.connect(own_registry)) as db, db:
        db.execute("DELETE FROM settings WHERE name = 'linked'")
    done = run("list", "--format", "json", registry=own_registry)
    assert json.loads(done.stdout)
    assert done.stderr.count("styrdok ingest") == 1


def test_english_headings_and_closing_lines_are_english(corpus_registry):
    done = run("overlaps", "--lang", "en", "--format", "table", registry=corpus_registry)
    assert "styrdok proposes, people decide" in done.stderr
    assert "Somebody asks for it" in done.stdout
    assert "Någon ber om det" not in done.stdout


def test_several_acts_are_listed_and_taken_back_by_what_they_have_in_common(own_registry):
    def acts(*words):
        return json.loads(run("log", *words, "--format", "json", registry=own_registry).stdout)

    pairs = (("personalpolicy.pdf", "vision-2035.pdf"), ("personalpolicy.pdf", "resepolicy.pdf"))
    for who, verdict in (("Anna", "accept"), ("Bo", "dismiss")):
        for pair in pairs:
            assert run("judge", *pair, verdict, "--who", who, registry=own_registry).returncode == 0
    assert len(acts("--by", "Bo")) == len(acts("--verdict", "dismiss")) == len(acts("--on", "resepolicy.pdf")) == 2
    assert acts("--until", "2001-01-01") == []

    shown = run("undo", "--by", "Bo", "--dry-run", "--format", "json", registry=own_registry)
    assert len(json.loads(shown.stdout)) == 2
    assert len(acts()) == 4
    done = run("undo", "--by", "Bo", "--on", "resepolicy.pdf", "--who", "Chefen", registry=own_registry)
    assert done.returncode == 0
    assert "1 åtgärd är ångrad" in done.stderr
    assert [(act["who"], act["kind"]) for act in acts()][-1] == ("Chefen", "undo")
    assert len(acts()) == 5
    assert len(json.loads(run("undo", "--by", "Bo", "--format", "json", registry=own_registry).stdout)) == 1
    assert run("undo", "--by", "Bo", registry=own_registry).returncode == 4
    assert run("undo", registry=own_registry).returncode == 2
    assert run("undo", acts()[0]["id"], "--by", "Anna", registry=own_registry).returncode == 2


def test_a_listing_in_a_pipe_is_lines_with_tabs_and_in_a_terminal_a_table(corpus_registry):
    piped = run("list", registry=corpus_registry).stdout.splitlines()
    rows = [line.split("\t") for line in piped]
    assert rows[0][:2] == ["id", "title"]
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows) == 37
    asked = list(csv.reader(io.StringIO(run("list", "--format", "csv", registry=corpus_registry).stdout)))
    assert [" ".join(cell.split()) for cell in asked[5]] == rows[5]
    assert "\t" not in in_terminal("list", registry=corpus_registry)


def in_terminal(*words, registry):
    """What a command shows on a terminal."""
    pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")
    ours, theirs = pty.openpty()
    env = {**os.environ, "COLUMNS": "160", "STYRDOK_REGISTRY": str(registry)}
    command = [sys.executable, "-m", "styrdok", *words]
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, env=env) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:
                break
            if not part:
                break
            shown += part
    assert process.returncode == 0
    return shown.decode()


def test_what_follows_from_a_repeal_comes_in_every_form_and_misfits_are_refused(corpus_registry):
    known = json.loads(run("list", "--format", "json", registry=corpus_registry).stdout)
    name = next(row["file"] for row in known if row["type"] == "program" and row["kind"] == "steering")
    words = ("impact", name)
    told = json.loads(run(*words, "--format", "json", registry=corpus_registry).stdout)
    assert {"document", "action", "consequences", "follow_up", "decision_text"} <= told.keys()
    rows = list(csv.DictReader(io.StringIO(run(*words, "--format", "csv", registry=corpus_registry).stdout)))
    assert rows[-1]["sentence"] == told["decision_text"]
    assert len(rows) == len(told["consequences"]) + len(told["follow_up"]) + 1
    assert "att upphäva" in run(*words, "--format", "table", registry=corpus_registry).stdout
    itself = run(*words, "--action", "merge", "--into", name, registry=corpus_registry)
    assert itself.returncode == 2
    assert "med sig självt" in itself.stderr
    assert run("impact", "finns-inte.pdf", registry=corpus_registry).returncode == 4


def test_due_days_fail_a_script_and_fill_a_calendar(corpus_registry, tmp_path):
    out = tmp_path / "tider.ics"
    done = run("due", "--per", "2024-01-01", "--out", out, "--fail-on", "--format", "json", registry=corpus_registry)
    assert done.returncode == 8
    dated = [row for row in json.loads(done.stdout) if row["date"]]
    assert out.read_bytes().count(b"BEGIN:VEVENT") == len(dated) > 0
    assert run("due", "--body", "ingen sådan", "--fail-on", registry=corpus_registry).returncode == 0
    assert run("due", "--within", "snart", registry=corpus_registry).returncode == 2
    assert run("due", "--out", "tider.pdf", registry=corpus_registry).returncode == 2
