"""Judging in Excel and back."""

import pytest

from styrdok.errors import UnreadableInput, UsageProblem
from styrdok.findings import Overlap, Signal
from styrdok.language import Sentence
from styrdok.registry.acts import Act, ActKind, Subject
from styrdok.registry.reviews import Review
from styrdok.reports.model import Report
from styrdok.reports.roundtrip import SHEET, differences, form_of, pair_id, read_form
from styrdok.reports.xlsx import as_xlsx
from styrdok.vocabulary import Action, Freshness, Linked, Verdict

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")
TITLES = {"d1": "Hamnplan", "d2": "=Kajplan", "d3": "Bryggplan\x00"}


def overlap(a, b):
    return Overlap(a, b, 0.5, (Signal("words", 1, 0.5, Sentence("Samma ord.")),), (), False, Linked.NONE)


def review(who, verdict, reason, comment, pair):
    subjects = tuple(Subject(name) for name in pair)
    act = Act(ActKind.JUDGEMENT, "2025-01-01", who, subjects, verdict=verdict, reason=reason, comment=comment)
    return Review(act, Freshness.FRESH)


REVIEWS = (
    review("Anna", Verdict.ACCEPT, Action.COORDINATE, "Ja, se s. 3", ("d1", "d2")),
    review("Bo", Verdict.DISMISS, None, "", ("d1", "d2")),
)


@pytest.fixture
def workbook(tmp_path):
    """The sheet as it goes out, and a way to change cells of it."""
    path = tmp_path / "ut.xlsx"
    rows = form_of([overlap("d1", "d2"), overlap("d1", "d3"), overlap("d2", "d3")], TITLES, REVIEWS)
    path.write_bytes(as_xlsx(Report("R", "2025-01-01", (), rows)))

    def changed(cells, sheet=SHEET):
        book = openpyxl.load_workbook(path)
        for cell, value in cells.items():
            book[sheet][cell] = value
        out = tmp_path / "in.xlsx"
        book.save(out)
        return out

    return changed


def test_the_sheet_locks_what_must_not_change_and_offers_choices(workbook):
    sheet = openpyxl.load_workbook(workbook({}))[SHEET]
    assert sheet.protection.sheet
    assert [sheet.cell(2, column).protection.locked for column in range(1, 10)] == [True] * 5 + [False] * 4
    lists = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert "godtas" in lists["F2"]
    assert "samordnas" in lists["G2"]
    assert sheet["B2"].data_type == "s"


def test_every_judgement_comes_back_and_none_is_new(workbook):
    lines = read_form(workbook({}), TITLES)
    assert [(line.who, line.verdict, line.reason, line.comment) for line in lines] == [
        ("Anna", Verdict.ACCEPT, Action.COORDINATE, "Ja, se s. 3"),
        ("Bo", Verdict.DISMISS, None, ""),
    ]
    assert differences(lines, REVIEWS, "Cia").new == ()


def test_what_was_filled_in_is_told_apart_from_what_was_known(workbook):
    filled = workbook({"F4": "godtas", "G4": "slås samman", "H3": "Nu med skäl"})
    returned = differences(read_form(filled, TITLES), REVIEWS, "Cia")
    assert [(d.line.pair, d.line.who, d.before is None) for d in returned.new] == [
        (("d1", "d2"), "Bo", False),
        (("d1", "d3"), "Cia", True),
    ]
    assert returned.known == 1


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"A4": "p000000000000"}, "Rad 4.*finns inte"),
        ({"A4": pair_id(("d2", "d3"))}, "Rad 4.*ett annat par"),
        ({"B4": "Annan titel"}, "Rad 4.*ett annat par"),
        ({"F4": "kanske"}, "Rad 4.*kanske"),
        ({"F4": "godtas", "G4": "eldas upp"}, "Rad 4.*eldas upp"),
        ({"H4": "bara en kommentar"}, "Rad 4.*ingen bedömning"),
    ],
    ids=["unknown id", "id of another pair", "title", "verdict", "action", "comment alone"],
)
def test_edited_rows_are_turned_away_with_their_number(workbook, cells, told):
    with pytest.raises(UsageProblem, match=f"(?s){told}"):
        read_form(workbook(cells), TITLES)


def test_one_reviewer_cannot_say_two_things_of_a_pair(workbook):
    lines = read_form(workbook({"I3": "Anna"}), TITLES)
    with pytest.raises(UsageProblem, match="två sätt"):
        differences(lines, REVIEWS, "Cia")


def test_what_is_no_such_workbook_is_told(workbook, tmp_path):
    (tmp_path / "text.xlsx").write_text("inget ark", encoding="utf-8")
    with pytest.raises(UnreadableInput, match="not an Excel"):
        read_form(tmp_path / "text.xlsx", TITLES)
    with pytest.raises(UnreadableInput, match="cannot be read"):
        read_form(tmp_path / "none.xlsx", TITLES)
    with pytest.raises(UnreadableInput, match="columns"):
        read_form(workbook({"A1": "Nummer"}), TITLES)
    other = openpyxl.Workbook()
    other.save(tmp_path / "other.xlsx")
    with pytest.raises(UnreadableInput, match="no sheet"):
        read_form(tmp_path / "other.xlsx", TITLES)


def test_pair_ids_do_not_depend_on_the_order():
    assert pair_id(("d1", "d2")) == pair_id(("d2", "d1")) != pair_id(("d1", "d3"))
