import pytest

from styrdok.extraction.capitals import in_small_letters


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("KAJSTADS KOMMUN", "Kajstads kommun"),
        ("KAJSTADS HAMN AB", "Kajstads Hamn AB"),
        ("STADSREVISIONEN I KAJSTAD", "Stadsrevisionen i Kajstad"),
        ("SÖDRA-NORRA HAMNFÖRBUNDET", "Södra-Norra Hamnförbundet"),
        ("KAJNÄMNDEN", "Kajnämnden"),
        ("Kajstads KOMMUN", "Kajstads KOMMUN"),
        ("", ""),
    ],
)
def test_a_name_in_capitals_is_written_as_in_running_text(written, read):
    assert in_small_letters(written) == read
