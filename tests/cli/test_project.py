"""The commands of the work of consolidation, from a first verdict to the decision."""

import json
import os
import shutil

import openpyxl
import pytest

from .test_commands import run

QUALITY, STAFF = "kvalitetsprogram-2021.pdf", "personalpolicy.pdf"


@pytest.fixture
def registry(corpus_registry, tmp_path):
    return shutil.copy(corpus_registry, tmp_path / "styrdok.db")


def states(registry, *options):
    told = run("project", "status", "--format", "json", *options, registry=registry)
    assert told.returncode == 0
    return {row["title"]: row for row in json.loads(told.stdout)}


def test_a_document_goes_from_a_verdict_to_a_decision(registry):
    before = states(registry)
    assert {row["state"] for row in before.values()} == {"open"}
    assert run("project", "judge", QUALITY, STAFF, "--action", "coordinate", "--who", "Anna", registry=registry).stderr
    assert run("project", "judge", QUALITY, "--action", "revise", "--who", "Bo", registry=registry).returncode == 0
    assert [row["verdict"] for row in states(registry, "--state", "disagreed").values()] == [
        ["Anna: coordinate", "Bo: revise"]
    ]
    assert run("project", "assign", QUALITY, "--to", "Lo", "--due", "2199-01-31", registry=registry).returncode == 0
    changed = run("project", "assign", QUALITY, "--to", "Kim", "--who", "Bo", registry=registry)
    assert "handläggare Kim (förut Lo, " in changed.stderr
    assert len(states(registry, "--assigned", "Kim")) == 1
    first = json.loads(run("project", "next", "--limit", "1", "--format", "json", registry=registry).stdout)
    assert first[0]["state"] == "disagreed"
    done = ("project", "decide", QUALITY, "--on", "2026-05-04", "--by", "kommunfullmäktige", "--decision", "§ 45")
    assert run(*done, registry=registry).returncode == 0
    assert [row["decided"] for row in states(registry, "--state", "decided").values()] == [
        "kommunfullmäktige 2026-05-04 § 45"
    ]
    assert f"2 av {len(before)} bedömda, 1 beslutade" in run("project", "status", registry=registry).stderr


def test_what_was_done_can_be_taken_back_and_moved_as_text(registry, tmp_path):
    run("project", "assign", STAFF, "--to", "Lo", "--who", "Anna", registry=registry)
    lines = tmp_path / "acts.jsonl"
    lines.write_text(run("acts", "export", registry=registry).stdout)
    assert run("undo", "--by", "Anna", registry=registry).returncode == 0
    assert not states(registry, "--assigned", "Lo")
    assert run("acts", "import", lines, registry=registry).returncode == 0
    assert json.loads(lines.read_text())["kind"] == "step"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files on this system")
def test_acts_are_not_waited_for(registry, tmp_path):
    os.mkfifo(tmp_path / "acts.jsonl")
    done = run("acts", "import", tmp_path / "acts.jsonl", registry=registry)
    assert done.returncode == 3
    assert "kan inte läsas" in done.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("judge", "finns-inte.pdf", "--action", "repeal"), 4, "Inget dokument heter"),
        (("judge", QUALITY, "--action", "merge"), 2, "minst två"),
        (("judge", STAFF, "--action", "convert", "--to", "policy"), 2, "redan av typen"),
        (("assign", QUALITY, "--due", "2020-01-01"), 2, "har redan varit"),
        (("assign", QUALITY, "--due", "i vår"), 2, "är inget datum"),
        (("assign", QUALITY), 2, "Det står inte vad som ska ändras"),
        (("assign", QUALITY, "finns-inte.pdf", "--to", "Lo"), 4, "Inget dokument heter"),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_is_written(registry, words, code, said):
    done = run("project", *words, registry=registry)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
    assert json.loads(run("log", "--format", "json", registry=registry).stdout) == []


def test_the_chain_and_what_is_odd_in_it_are_listed_and_drawn(corpus_registry, tmp_path):
    told = run("mandate", "--format", "json", registry=corpus_registry)
    links = json.loads(told.stdout)
    assert links
    assert all(link["words"] and link["page"] for link in links)
    drawn = run(
        "mandate", links[0]["document"], "--out", tmp_path / "t.svg", "--format", "json", registry=corpus_registry
    )
    part = json.loads(drawn.stdout)
    assert 0 < len(part) < len(links)
    assert all(row in links for row in part)
    svg = (tmp_path / "t.svg").read_text(encoding="utf-8")
    assert links[0]["title"] in svg
    theme = run(
        "mandate", "--theme", "miljö", "--out", tmp_path / "t.xlsx", "--format", "json", registry=corpus_registry
    )
    assert 0 < len(json.loads(theme.stdout)) < len(links)
    assert openpyxl.load_workbook(tmp_path / "t.xlsx").active.max_row > len(json.loads(theme.stdout))
    assert run("mandate", "--theme", "rymdfart", registry=corpus_registry).returncode == 4
    assert run("mandate", "--out", tmp_path / "t.pdf", registry=corpus_registry).returncode == 2
    one = run("mandate", links[0]["document"], "--odd", "--format", "json", registry=corpus_registry)
    assert one.returncode == 0
    assert isinstance(json.loads(one.stdout), list)


def test_the_graph_answers_with_references_or_is_drawn_but_not_both(corpus_registry, tmp_path):
    told = run("graph", "--ask", "central", "--format", "json", registry=corpus_registry)
    first = json.loads(told.stdout)[0]
    assert first["value"] > 1
    assert len(first["evidence"]) > 1
    assert run("graph", registry=corpus_registry).returncode == 2
    both = run("graph", "--ask", "central", "--out", tmp_path / "x.svg", registry=corpus_registry)
    assert both.returncode == 2


def test_acts_that_have_ceased_are_listed_with_their_places_and_fail_a_script(corpus_registry):
    told = run("laws", "--per", "2026-03-01", "--fail-on", "--format", "json", registry=corpus_registry)
    assert told.returncode == 8
    rows = json.loads(told.stdout)
    assert {row["state"] for row in rows} == {"ceased"}
    assert all(row["number"] and row["page"] and row["words"] for row in rows)
    every = json.loads(run("laws", "--all", "--format", "json", registry=corpus_registry).stdout)
    assert len(every) > len(rows)


def test_two_registries_are_held_against_each_other(registry, corpus_registry):
    assert json.loads(run("diff", corpus_registry, registry, "--format", "json", registry=registry).stdout) == []
    run("judge", QUALITY, STAFF, "accept", registry=registry)
    later = registry.with_name("senare.db")
    shutil.copy(registry, later)
    run("correct", STAFF, "status=repealed", registry=later)
    told = run("diff", registry, later, "--fail-on", "--format", "json", registry=registry)
    assert told.returncode == 8
    (row,) = json.loads(told.stdout)
    assert (row["change"], row["file"], len(row["touched"])) == ("description", STAFF, 1)
    assert any(field.startswith("status: ") and field.endswith("→ repealed") for field in row["fields"])


def test_several_documents_are_weighed_at_once(corpus_registry):
    told = run("impact", QUALITY, STAFF, "--format", "json", registry=corpus_registry)
    found = json.loads(told.stdout)
    assert len(found["impacts"]) == 2
    assert found["decision_text"].count("att upphäva") == 2
    assert run("impact", QUALITY, QUALITY, registry=corpus_registry).returncode == 2


def test_what_a_body_owns_and_expires_in_a_year_is_one_filter_and_a_workbook(corpus_registry, tmp_path):
    everything = json.loads(run("due", "--format", "json", registry=corpus_registry).stdout)
    first = next(row for row in everything if row["kind"] == "expires" and row["bodies"])
    asked = ("--body", first["bodies"][0], "--kind", "expires", "--year", first["date"][:4])
    out = tmp_path / "kalender.xlsx"
    kept = json.loads(run("due", *asked, "--out", out, "--format", "json", registry=corpus_registry).stdout)
    assert first in kept
    assert len(kept) < len(everything)
    assert openpyxl.load_workbook(out).active.max_row == len(kept) + 1
    assert run("due", "--out", tmp_path / "kalender.txt", registry=corpus_registry).returncode == 2
