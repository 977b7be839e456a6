"""What the page says while the registry is read for the first time, and what is done then."""

import logging
import sqlite3
import sys
from dataclasses import replace

import pytest

from styrdok.errors import RegistryLocked
from styrdok.registry.store import Registry
from styrdok.sentence import Sentence
from styrdok.web.once import AT_ONCE, BEFOREHAND
from styrdok.web.preparing import Preparation

from .conftest import client_of


@pytest.fixture
def preparing(registry):
    """A client of a desk that has not read its registry, and what reads it when it is run."""
    client = client_of(registry)
    desk = client.app.state.desk
    preparation = Preparation(desk.workspace, patience=0)
    client.app.state.desk = replace(desk, preparation=preparation)
    return client, preparation


@pytest.fixture
def outdated(registry):
    """The registry as a version before left it."""
    with sqlite3.connect(registry) as db:
        db.execute("UPDATE settings SET value = 'an older version' WHERE name = 'linked'")
    db.close()
    return registry


def linked(registry):
    with Registry.open(registry, read_only=True) as opened:
        return opened.is_linked()


def test_pages_say_what_goes_on_and_come_by_themselves(preparing):
    client, preparation = preparing
    answer = client.get("/overlapp")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert 'http-equiv="refresh"' in answer.text
    assert "Registret läses" in answer.text
    preparation.run()
    assert client.get("/overlapp").status_code == 200
    assert "Vilka styrdokument" in client.get("/").text


def test_programs_are_told_and_style_sheets_are_there(preparing):
    client, _ = preparing
    answer = client.get("/api/overlaps")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert answer.json()["error"]
    assert client.get("/static/style.css").status_code == 200


def test_what_was_typed_before_a_restart_is_shown(preparing, pair):
    client, _ = preparing
    answer = client.post(f"{pair}/bedom", data={"verdict": "accept", "comment": "Samma mål i båda"})
    assert answer.status_code == 503
    assert "Samma mål i båda" in answer.text
    assert "http-equiv" not in answer.text
    assert "Inget sparades" in answer.text


def test_links_that_are_out_of_date_are_worked_out_first(outdated, preparing):
    client, preparation = preparing
    assert not linked(outdated)
    preparation.run()
    assert linked(outdated)
    assert client.get("/").status_code == 200


def test_a_registry_that_another_program_holds_is_shown_as_it_is(outdated, preparing, monkeypatch, caplog):
    def held(self):
        raise RegistryLocked(Sentence.of("Registret hålls av ett annat program."))

    client, preparation = preparing
    monkeypatch.setattr(Registry, "relink", held)
    with caplog.at_level(logging.WARNING):
        preparation.run()
    assert client.get("/").status_code == 200
    assert "inte uppdaterade" in caplog.text
    assert not linked(outdated)


def test_what_pages_look_up_is_made_when_they_can_be_shown(preparing, monkeypatch):
    client, preparation = preparing
    shown, usual = [], sys.getswitchinterval()
    monkeypatch.setattr("styrdok.web.found.BEFOREHAND", [lambda found: shown.append(preparation.over), *BEFOREHAND])
    preparation.run()
    assert shown == [True]
    assert sys.getswitchinterval() == usual
    found = client.app.state.desk.state().findings
    made = set(found.kept)
    assert len(made) >= len(BEFOREHAND)
    for make in BEFOREHAND:
        make(found)
    assert set(found.kept) == made


def test_what_most_pages_look_up_is_made_before_any_can_be_shown(preparing, monkeypatch):
    client, preparation = preparing
    shown = []

    def look(found):
        shown.append((preparation.over, {"grounds", "ranks", "remarks"} & set(vars(found))))

    monkeypatch.setattr("styrdok.web.found.AT_ONCE", [*AT_ONCE, look])
    preparation.run()
    assert shown == [(False, {"grounds", "ranks"})]
    assert client.get("/").status_code == 200


def test_a_registry_that_cannot_be_read_is_told_by_the_page(preparing, registry):
    client, preparation = preparing
    registry.write_bytes(b"nothing" * 1000)
    preparation.run()
    assert client.get("/").status_code == 503
    assert "skadat" in client.get("/").text
