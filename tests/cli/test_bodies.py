"""Two bodies in one registry: pairs and texts within a body by default, across bodies on request."""

import json

import pytest

from styrdok.cli.bodies import older_of
from tests.cli.test_commands import run
from tests.made import document, registry_of

COPIED = "Varje förvaltning ska se till att bryggor och badplatser hålls öppna för alla invånare under hela sommaren."
OWN = "Gräsmattan framför stadshuset klipps varannan vecka av trädgårdslaget, som också vattnar rabatterna i juli."
TEXTS = {
    "a.pdf": f"Badplan för Ekhamns kommun\nAntagen av kommunfullmäktige 2019-05-02 § 7\n{COPIED}",
    "b.pdf": f"Bryggprogram för Ekhamns kommun\nAntaget av kommunfullmäktige 2021-05-02 § 9\n{COPIED}\n{OWN}",
    "c.pdf": f"Badplan för Alviks kommun\nAntagen av kommunfullmäktige 2023-05-02 § 3\n{COPIED}",
}


@pytest.fixture(scope="module")
def two_bodies(tmp_path_factory):
    return registry_of(tmp_path_factory.mktemp("bodies") / "r.db", TEXTS)


def listed(registry, *words):
    done = run(*words, "--format", "json", registry=registry)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), done.stderr


def test_overlaps_keep_to_one_body_and_tell_of_the_others(two_bodies):
    rows, said = listed(two_bodies, "overlaps")
    assert [{row["a_title"], row["b_title"]} for row in rows] == [
        {"Badplan för Ekhamns kommun", "Bryggprogram för Ekhamns kommun"}
    ]
    assert "2 par mellan olika organisationer" in said


def test_overlaps_across_tell_who_has_whose_words(two_bodies):
    rows, _ = listed(two_bodies, "overlaps", "--across")
    assert len(rows) == 2
    for row in rows:
        assert {row["a_body"], row["b_body"]} == {"Ekhamns kommun", "Alviks kommun"}
        assert row["older_title"].endswith("Ekhamns kommun")
        assert row["share"] > 0.5


def test_a_pair_that_is_named_is_shown_whoever_has_it(two_bodies):
    shown, _ = listed(two_bodies, "overlaps", "a.pdf", "c.pdf")
    assert shown["overlap"]["score"] > 0


def test_standard_by_organisation_counts_bodies(two_bodies):
    (row,), _ = listed(two_bodies, "standard", "--by", "organisation")
    assert (row["bodies"], row["documents"]) == (2, 3)
    assert row["body_names"] == ["Alviks kommun", "Ekhamns kommun"]
    assert row["text"].startswith("Varje förvaltning")


def test_standard_by_document_asks_for_four_documents(two_bodies):
    rows, _ = listed(two_bodies, "standard")
    assert rows == []


def test_registries_are_compared_with_each_other(two_bodies, tmp_path):
    text = f"Badplan för Dala kommun\nAntagen av kommunfullmäktige 2012-05-02 § 3\n{COPIED}"
    third = registry_of(tmp_path / "d.db", {"d.pdf": text})
    done = run("between", str(two_bodies), str(third), "--format", "json", registry=None)
    rows = json.loads(done.stdout)
    assert "3 par mellan 2 register" in done.stderr
    assert {row["b_body"] for row in rows} == {str(third)}
    assert {row["older_title"] for row in rows} == {"Badplan för Dala kommun"}
    assert all(COPIED[:-1] in each["b_text"] and each["b_page"] == 1 for row in rows for each in row["passages"])


def test_texts_of_registries_are_told_with_the_bodies_that_have_them(two_bodies, tmp_path):
    text = f"Badplan för Dala kommun\nAntagen av kommunfullmäktige 2012-05-02 § 3\n{COPIED}"
    third = registry_of(tmp_path / "d.db", {"d.pdf": text})
    done = run("between", "--texts", str(two_bodies), str(third), "--format", "json", registry=None)
    (row,) = json.loads(done.stdout)
    assert (row["bodies"], row["documents"]) == (2, 4)
    assert row["body_names"] == [str(two_bodies), str(third)]
    assert row["text"] in COPIED
    assert "1 återkommande texter" in done.stderr or "1 återkommande text" in done.stderr
    assert all("s. 1" in place for place in row["places"])


def test_nothing_is_older_where_a_day_is_not_known():
    assert older_of(document("d1"), document("d2")) is None
