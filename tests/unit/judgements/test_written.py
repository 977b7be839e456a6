"""What people write in a field, as the value that is kept; spellings that may be one name."""

import pytest

from styrdok.errors import UsageProblem
from styrdok.judgements.corrected import corrected
from styrdok.judgements.spellings import clusters
from styrdok.judgements.told import field_words, value_words
from styrdok.judgements.written import _table, changes_of, code_of, field_of
from styrdok.language import Language
from styrdok.language.words import FIELD, WORDS
from styrdok.models import Description
from styrdok.vocabulary import DocumentType, Kind, Status


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        ("adopted_on", "16 juni 2014", "2014-06-16"),
        ("adopted_on", "den 16 juni 2014", "2014-06-16"),
        ("adopted_on", " 2014-06-16 ", "2014-06-16"),
        ("adopted_on", "16/6 2014", "2014-06-16"),
        ("valid_from", "2014", "2014-01-01"),
        ("valid_from", "juni 2014", "2014-06-01"),
        ("status", "upphävd", "repealed"),
        ("status", "Gäller", "in_force"),
        ("status", "repealed", "repealed"),
        ("type", "Riktlinjer", "guideline"),
        ("kind", "remissvar", "reply"),
        ("diary_numbers", "KS 2014/1, KS 2015/2", "KS 2014/1; KS 2015/2"),
        ("title", "  Plan  för kajer ", "Plan för kajer"),
        ("title", "", None),
    ],
)
def test_what_is_written_becomes_a_value(field, written, value):
    (change,) = changes_of(field, written)
    assert (change.field, change.value) == (field, value)
    corrected(Description(), change.field, change.value)


@pytest.mark.parametrize(
    ("written", "until", "forever"),
    [
        ("Tills vidare", None, "ja"),
        ("2026", "2026-12-31", "nej"),
        ("februari 2028", "2028-02-29", "nej"),
        ("", None, "nej"),
    ],
)
def test_the_last_day_tells_whether_it_holds_until_further_notice(written, until, forever):
    assert [(c.field, c.value) for c in changes_of("valid_to", written)] == [
        ("open_ended", forever),
        ("valid_to", until),
    ]


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("adopted_on", "midsommar"),
        ("adopted_on", "31 februari 2014"),
        ("adopted_on", "juni 2014"),
        ("adopted_on", "16 juni 2014 eller senare"),
        ("status", "gammal"),
        ("type", "dikt"),
    ],
)
def test_what_cannot_be_read_is_refused_with_how_to_write_it(field, written):
    with pytest.raises(UsageProblem) as problem:
        changes_of(field, written)
    assert written in problem.value.message
    assert problem.value.hint.startswith("Skriv")


def test_fields_go_by_their_name_their_heading_and_other_words():
    assert all(field_of(heading) == field_of(field) == field for field, heading in FIELD.items())
    assert field_of("Dnr") == "diary_numbers"
    assert field_of("colour") == "colour"


@pytest.mark.parametrize("codes", [Kind, DocumentType, Status])
def test_every_word_of_a_code_means_that_code_alone(codes):
    section = {Kind: "kind", DocumentType: "type", Status: "status"}[codes]
    for code, words in _table()[section].items():
        assert all(code_of(codes, word) is codes(code) for word in words)
    assert all(code_of(codes, word) is code for code, word in WORDS[codes].items())
    assert all(code_of(codes, code.value) is code for code in codes)


def test_history_is_told_in_words():
    assert value_words(Language(), "adopted_on", "2014-06-16") == "16 juni 2014"
    assert value_words(Language("en"), "adopted_on", "2014-06-16") == "2014-06-16"
    assert value_words(Language(), "status", "repealed") == "upphävt"
    assert field_words(Language(), "adopted_on") == "beslutsdatum"
    assert field_words(Language(), "open_ended") == "om det gäller tills vidare"


def test_spellings_of_one_name_are_found_and_other_names_are_not():
    names = [
        "Hamnchefen",
        "hamnchefen",
        "Hamnchef",
        "Hamnstyrelsen",
        "Hamnstyrelesen",
        "Hamnstyrelsen",
        "Nämnd 1",
        "Nämnd 2",
    ]
    found = [[name for name, _ in one.spellings] for one in clusters([*names, "Kajnämnden", "Bryggnämnden"])]
    assert found == [["Hamnchef", "Hamnchefen", "hamnchefen"], ["Hamnstyrelsen", "Hamnstyrelesen"]]
    assert clusters(["Hamnchefen"] * 3) == ()
