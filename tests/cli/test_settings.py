"""``--version``, ``settings`` and ``--lexicon`` as a person uses them."""

import json
import os
import subprocess
import sys

from styrdok.registry.store import Registry
from tests.unit.engines.conftest import make_pdf


def run(*words, folder, **environment):
    clean = {name: value for name, value in os.environ.items() if not name.startswith("STYRDOK_")}
    command = [sys.executable, "-m", "styrdok", *map(str, words)]
    return subprocess.run(
        command, capture_output=True, text=True, cwd=folder, env={**clean, "HOME": str(folder), **environment}
    )


def test_the_version_is_told(tmp_path):
    told = run("--version", folder=tmp_path)
    assert (told.returncode, told.stdout.split()[0]) == (0, "styrdok")


def test_settings_tell_each_value_and_where_it_came_from(tmp_path):
    (tmp_path / "styrdok.toml").write_text('registry = "stad.db"\n', encoding="utf-8")
    told = run("settings", "--format", "json", folder=tmp_path, STYRDOK_JOBS="2")
    rows = {row["name"]: row for row in json.loads(told.stdout)}
    assert rows["registry"]["value"] == str(tmp_path / "stad.db")
    assert rows["registry"]["origin"] == str(tmp_path / "styrdok.toml")
    assert (rows["jobs"]["value"], rows["jobs"]["origin"]) == ("2", "STYRDOK_JOBS")
    assert rows["lang"]["origin"] == "default"


def test_the_registry_of_the_settings_file_is_used_and_a_flag_goes_before_it(tmp_path):
    (tmp_path / "styrdok.toml").write_text('registry = "stad.db"\n', encoding="utf-8")
    told = run("list", folder=tmp_path)
    assert told.returncode == 5
    assert "stad.db" in told.stderr
    assert "annan.db" in run("list", "--registry", "annan.db", folder=tmp_path).stderr


def test_a_city_adds_its_words_without_a_fork(tmp_path):
    folder = tmp_path / "ord"
    folder.mkdir()
    (folder / "themes.tsv").write_text("harbour\tHamn\t1\tkajplats; småbåtshamn; hamnordning\n", encoding="utf-8")
    (tmp_path / "kaj.pdf").write_bytes(
        make_pdf("Hamnordning\nKajplatser i småbåtshamnen fördelas av hamnkaptenen\nenligt denna hamnordning.")
    )

    def themes(*flags):
        done = run(*flags, "ingest", "kaj.pdf", "--registry", "kaj.db", folder=tmp_path)
        assert done.returncode == 0, done.stderr
        with Registry.open(tmp_path / "kaj.db", read_only=True) as registry:
            (record,) = registry.snapshot().records
        return {theme.theme for theme in record.extraction.themes}

    assert "harbour" not in themes()
    assert "harbour" in themes("--lexicon", folder)
    assert "harbour" not in themes()


def test_a_wrong_folder_of_words_is_told(tmp_path):
    told = run("--lexicon", tmp_path / "none", "list", folder=tmp_path)
    assert told.returncode == 2
    assert "none" in told.stderr


def test_a_folder_of_the_demo_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "fil").write_text("", encoding="utf-8")
    done = run("demo", "--no-page", "--folder", tmp_path / "fil" / "prov", folder=tmp_path)
    assert done.returncode == 5
    assert f"{tmp_path / 'fil' / 'prov'} kan inte skrivas" in done.stderr


def test_the_demo_makes_a_registry_and_says_where_it_is(tmp_path):
    done = run("demo", "--no-page", "--folder", tmp_path / "prov", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert str(tmp_path / "prov" / "demo.db") in done.stderr
    with Registry.open(tmp_path / "prov" / "demo.db", read_only=True) as registry:
        assert len(registry.documents()) > 30
