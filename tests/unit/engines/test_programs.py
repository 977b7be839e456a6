"""What optional programs a machine has."""

from styrdok.engines.programs import programs

ANSWERS = {
    ("tesseract", "--version"): "tesseract 5.3.0\n leptonica-1.82.0",
    ("tesseract", "--list-langs"): "List of available languages (2):\neng\nswe\n",
    ("soffice", "--version"): "LibreOffice 7.4.7.2 40(Build:2)",
}


def found(answers):
    return {one.name: one.version for one in programs(lambda words: answers.get(tuple(words), ""))}


def test_versions_are_those_that_the_programs_tell():
    versions = {"ocrmypdf": None, "tesseract": "5.3.0", "tesseract swe": "5.3.0"}
    assert found(ANSWERS) == {**versions, "libreoffice": "7.4.7.2", "chromium": None}


def test_tesseract_without_swedish_is_told():
    english = {**ANSWERS, ("tesseract", "--list-langs"): "List of available languages (1):\neng\n"}
    assert found(english)["tesseract swe"] is None


def test_a_machine_without_any_has_none(monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert [one.version for one in programs()] == [None] * 5
