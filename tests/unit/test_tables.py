"""Tables of the package with the rows that a city adds."""

import pytest

from styrdok import tables
from styrdok.errors import UsageProblem


@pytest.fixture
def words(tmp_path, monkeypatch):
    """A city's folder, empty."""
    monkeypatch.setenv(tables.VARIABLE, str(tmp_path))
    return tmp_path


def test_rows_lines_and_lists_are_added_at_the_end(words):
    before = tables.read_tsv("styrdok.extraction.lexicon", "systems.tsv")
    (words / "systems.tsv").write_text("\t".join(before[0]) + "\nKajsystemet\tKajsystemet;Kajsys\t\n", encoding="utf-8")
    assert tables.read_tsv("styrdok.extraction.lexicon", "systems.tsv") == (
        *before,
        ("Kajsystemet", "Kajsystemet;Kajsys", ""),
    )
    stopped = tables.read_lines("styrdok.swedish.data", "stop_titles.txt")
    (words / "stop_titles.txt").write_text("# own\nbryggplan\n", encoding="utf-8")
    assert tables.read_lines("styrdok.swedish.data", "stop_titles.txt") == (*stopped, "bryggplan")


def test_lists_of_a_toml_table_are_lengthened_and_the_rest_is_kept(words):
    before = tables.read_toml("styrdok.overlaps.needs", "profiles.toml")
    (words / "profiles.toml").write_text(
        '[[profile]]\norganisations = ["Kajstad"]\npolicy = ["board"]\n', encoding="utf-8"
    )
    after = tables.read_toml("styrdok.overlaps.needs", "profiles.toml")
    assert after["profile"] == [*before["profile"], {"organisations": ["Kajstad"], "policy": ["board"]}]
    assert {name: after[name] for name in before if name != "profile"} == {
        name: before[name] for name in before if name != "profile"
    }


@pytest.mark.parametrize(("name", "content"), [("tabels.tsv", "a\tb\n"), ("labels.toml", "= =")])
def test_a_file_that_adds_to_no_table_or_cannot_be_read_is_refused_by_name(words, name, content):
    (words / name).write_text(content, encoding="utf-8")
    with pytest.raises(UsageProblem) as refused:
        tables.check_additions()
    assert name in refused.value.message


def test_a_folder_that_is_not_there_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv(tables.VARIABLE, str(tmp_path / "none"))
    with pytest.raises(UsageProblem):
        tables.check_additions()
