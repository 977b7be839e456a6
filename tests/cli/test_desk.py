"""The commands around the reviewer's desk: judgements, dossier, serve."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from .test_commands import run

PAIR = ("kvalitetsprogram-2021.pdf", "personalpolicy.pdf")


@pytest.fixture
def registry(corpus_registry, tmp_path):
    return shutil.copy(corpus_registry, tmp_path / "styrdok.db")


def test_a_filled_in_workbook_is_shown_then_added_once(registry, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    sheet, filled = tmp_path / "ut.xlsx", tmp_path / "in.xlsx"
    run("judge", *PAIR, "accept", "--comment", "Ja", registry=registry)
    assert run("report", "--out", sheet, registry=registry).returncode == 0
    book = openpyxl.load_workbook(sheet)
    form = book["Bedöm"]
    row = next(number for number in range(2, 9) if not form.cell(number, 6).value)
    form.cell(row, 6).value, form.cell(row, 8).value = "avfärdas", "Olika saker"
    book.save(filled)
    tried = run("judgements", "import", filled, "--dry-run", "--who", "Bo", "--format", "json", registry=registry)
    assert [(new["who"], new["after"], new["comment"]) for new in json.loads(tried.stdout)] == [
        ("Bo", "dismiss", "Olika saker")
    ]
    assert len(json.loads(run("log", "--format", "json", registry=registry).stdout)) == 1
    assert (
        "1 bedömningar har lagts till; 1 fanns redan"
        in run("judgements", "import", filled, "--who", "Bo", registry=registry).stderr
    )
    assert (
        "0 bedömningar har lagts till; 2 fanns redan"
        in run("judgements", "import", filled, "--who", "Bo", registry=registry).stderr
    )
    form.cell(row, 1).value = "p123"
    book.save(filled)
    wrong = run("judgements", "import", filled, registry=registry)
    assert wrong.returncode == 2
    assert f"Rad {row}" in wrong.stderr
    assert len(json.loads(run("log", "--format", "json", registry=registry).stdout)) == 2


def test_agreement_and_queue_are_listed(registry):
    for who, verdict in (("Anna", "accept"), ("Bo", "dismiss")):
        run("judge", *PAIR, verdict, "--who", who, registry=registry)
    told = run("judgements", "agreement", "--format", "json", registry=registry)
    assert json.loads(told.stdout) == [{"one": "Anna", "other": "Bo", "common": 1, "observed": 0.0, "kappa": 0.0}]
    assert "Anna godtas, Bo avfärdas" in told.stderr
    assert json.loads(run("judgements", "queue", "--format", "json", registry=registry).stdout) == []


def test_a_judgement_keeps_the_words_it_rests_on(registry):
    from styrdok.registry.store import Registry

    run("judge", *PAIR, "accept", registry=registry)
    with Registry.open(registry, read_only=True) as opened:
        (act,) = opened.acts()
    assert {quote.document for quote in act.evidence} >= set(act.documents)


def test_a_dossier_is_one_small_page(registry, tmp_path):
    out = tmp_path / "par.html"
    done = run("dossier", *PAIR, "--out", out, registry=registry)
    assert done.returncode == 0, done.stderr
    text = out.read_text(encoding="utf-8")
    assert len(text.encode()) <= 1_000_000
    assert "data:image/png;base64," in text
    assert "<script" not in text
    assert run("dossier", PAIR[0], PAIR[0], "--out", out, registry=registry).returncode == 2


def shown(browser, address):
    """A page, asked for again for as long as it says that the registry is being read."""
    for _ in range(600):
        try:
            return browser.open(address, timeout=20)
        except urllib.error.HTTPError as busy:
            busy.close()
            if (busy.code, busy.headers["Retry-After"]) != (503, "2"):
                raise
            address = busy.url
            time.sleep(0.1)
    raise AssertionError("the registry was never read")


def test_serve_answers_on_this_machine_until_stopped(registry):
    pytest.importorskip("uvicorn")
    command = [sys.executable, "-m", "styrdok", "serve", "--port", "0", "--registry", str(registry)]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        lines = iter(server.stderr.readline, "")
        address = next(found[0] for line in lines if (found := re.search(r"http://127\.0\.0\.1:\d+/\S*", line)))
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with shown(browser, address) as answer:
            assert "Vilka styrdokument" in answer.read().decode()
            assert "nyckel" not in answer.url
        with browser.open(address.partition("?")[0], timeout=20) as answer:
            assert answer.status == 200
        for stranger in (address, address.partition("?")[0]):
            with pytest.raises(urllib.error.HTTPError, match="403") as refused:
                urllib.request.urlopen(stranger, timeout=20)
            refused.value.close()
        with pytest.raises(urllib.error.HTTPError, match="400") as refused:
            urllib.request.urlopen(urllib.request.Request(address, headers={"Host": "evil.example"}), timeout=20)
        refused.value.close()
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=20)


def test_serve_says_what_is_missing(registry, tmp_path):
    (tmp_path / "starlette.py").write_text("raise ModuleNotFoundError('no', name='starlette')", encoding="utf-8")
    told = run("serve", registry=registry, env={"PYTHONPATH": f"{tmp_path}{os.pathsep}{Path.cwd()}"})
    assert told.returncode == 6
    assert "starlette" in told.stderr
    assert f"{sys.executable} -m pip install ." in told.stderr
    assert run("serve", "--lang", "tlh", registry=registry).returncode == 2
    assert run("serve", registry=tmp_path / "none.db").returncode == 5


def test_alone_in_a_pipe_it_prints_its_help_and_alone_in_a_terminal_it_opens_the_page(monkeypatch):
    import sys

    from styrdok.cli import main

    run = subprocess.run([sys.executable, "-m", "styrdok"], capture_output=True, text=True)
    assert run.returncode == 2
    assert "ingest" in run.stdout + run.stderr
    asked = []
    monkeypatch.setattr(sys, "argv", ["styrdok"])
    monkeypatch.setattr(main, "before_a_person", lambda: True)
    monkeypatch.setattr(main, "guarded", lambda command: asked.append(sys.argv[1:]) or 0)
    with pytest.raises(SystemExit):
        main.run()
    assert asked == [["open"]]


def test_opening_makes_the_registry_of_who_has_none(monkeypatch, tmp_path):
    from styrdok.cli import serving

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    shown = []
    monkeypatch.setattr(serving, "serve_registry", lambda place, lang, **options: shown.append(place))
    serving.open_desk()
    assert shown == [tmp_path / "home" / "styrdok" / "styrdok.db"]
    assert shown[0].exists()
    (tmp_path / "styrdok.db").write_bytes(shown[0].read_bytes())
    serving.open_desk()
    assert str(shown[1]) == "styrdok.db"
