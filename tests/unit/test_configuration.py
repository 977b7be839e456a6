"""Settings: a flag over the environment over a file over the default; what cannot be is refused by name."""

import pytest

from styrdok.configuration import DEFAULT, SETTINGS, load
from styrdok.errors import UsageProblem


def test_the_default_holds_where_nobody_says_otherwise(tmp_path):
    found = load({"HOME": str(tmp_path)}, tmp_path)
    assert {setting.name: setting.default for setting in SETTINGS} == dict(found.values)
    assert set(found.origins.values()) == {DEFAULT}
    assert found.stages.limits.pages == found.values["limits.pages"]


def test_the_environment_goes_before_the_file_and_the_file_before_the_default(tmp_path):
    (tmp_path / "styrdok.toml").write_text('jobs = 3\nlang = "en"\n[limits]\npages = 7\n', encoding="utf-8")
    found = load({"HOME": str(tmp_path), "STYRDOK_JOBS": "5"}, tmp_path)
    assert (found.values["jobs"], found.origins["jobs"]) == (5, "STYRDOK_JOBS")
    assert (found.values["lang"], found.origins["lang"]) == ("en", str(tmp_path / "styrdok.toml"))
    assert found.stages.limits.pages == 7
    assert found.values["limits.seconds"] == 60.0


def test_paths_of_a_file_are_taken_from_its_own_folder(tmp_path):
    home = tmp_path / "home" / ".config" / "styrdok"
    home.mkdir(parents=True)
    (home / "settings.toml").write_text('registry = "stad.db"\nlexicon = ["ord"]\n', encoding="utf-8")
    found = load({"HOME": str(tmp_path / "home")}, tmp_path)
    assert found.values["registry"] == str(home / "stad.db")
    assert found.lexicon == (str(home / "ord"),)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("jobbs = 1\n", "jobbs"),
        ('jobs = "many"\n', "jobs"),
        ("jobs = true\n", "jobs"),
        ("lang = [\n", "kan inte läsas"),
    ],
)
def test_what_a_file_may_not_say_is_refused_with_file_and_name(tmp_path, content, named):
    (tmp_path / "styrdok.toml").write_text(content, encoding="utf-8")
    with pytest.raises(UsageProblem) as refused:
        load({"HOME": str(tmp_path)}, tmp_path)
    assert named in refused.value.message
    assert str(tmp_path / "styrdok.toml") in refused.value.message


def test_a_named_file_must_exist_and_a_variable_must_fit(tmp_path):
    with pytest.raises(UsageProblem):
        load({"STYRDOK_SETTINGS": str(tmp_path / "none.toml")}, tmp_path)
    with pytest.raises(UsageProblem):
        load({"HOME": str(tmp_path), "STYRDOK_LIMITS_PAGES": "all"}, tmp_path)
