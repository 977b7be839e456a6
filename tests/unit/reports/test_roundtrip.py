"""Judging in Excel and back."""

import os

import pytest

from styrdok.errors import UnreadableInput, UsageProblem
from styrdok.findings import Overlap, Signal
from styrdok.judgements.acts import Act, ActKind, Subject
from styrdok.judgements.reviews import Review
from styrdok.language import Language, Sentence, languages
from styrdok.reports.model import Report
from styrdok.reports.roundtrip import NAME, SHEET, differences, form_of, pair_id, read_form, sheet_name
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


def written(path, language):
    rows = form_of([overlap("d1", "d2"), overlap("d1", "d3"), overlap("d2", "d3")], TITLES, REVIEWS, language)
    path.write_bytes(as_xlsx(Report("R", "2025-01-01", (), rows, code=language.code)))
    return path


@pytest.fixture
def workbook(tmp_path):
    """The sheet as it goes out, and a way to change cells of it, what it is called, and whether it is known by name."""

    def changed(cells, code="sv", called=None, named=True):
        book = openpyxl.load_workbook(written(tmp_path / "ut.xlsx", Language(code)))
        sheet = book[sheet_name(Language(code))]
        for cell, value in cells.items():
            sheet[cell] = value
        if called:
            sheet.title = called
            book.defined_names[NAME].attr_text = f"'{called}'!$A$1:$I$5"
        if not named:
            del book.defined_names[NAME]
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
    with pytest.raises(UnreadableInput, match="ingen Excel"):
        read_form(tmp_path / "text.xlsx", TITLES)
    with pytest.raises(UnreadableInput, match="kan inte läsas"):
        read_form(tmp_path / "none.xlsx", TITLES)
    with pytest.raises(UnreadableInput, match="olumnerna i bladet"):
        read_form(workbook({"A1": "Nummer"}), TITLES)
    other = openpyxl.Workbook()
    other.save(tmp_path / "other.xlsx")
    with pytest.raises(UnreadableInput, match="inget blad"):
        read_form(tmp_path / "other.xlsx", TITLES)


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize(
    "options", [{}, {"called": "Mitt ark"}, {"named": False}], ids=["as made", "renamed", "unnamed"]
)
def test_a_workbook_comes_back_in_whatever_language_it_was_written(workbook, code, options):
    language = Language(code)
    assert read_form(workbook({}, code, **options), TITLES) == read_form(workbook({}), TITLES)
    filled = {"F4": language.word(Verdict.ACCEPT), "G4": language.word(Action.MERGE), "I4": "Cia"}
    line = read_form(workbook(filled, code, **options), TITLES)[-1]
    assert (line.pair, line.verdict, line.reason, line.who) == (("d1", "d3"), Verdict.ACCEPT, Action.MERGE, "Cia")


def test_an_english_sheet_is_english(workbook):
    sheet = openpyxl.load_workbook(workbook({}, "en"))["Judge"]
    assert [cell.value for cell in sheet[1]][-4:] == ["Judgement", "Action", "Comment", "Who"]
    assert [cell.value for cell in sheet[2]][5:7] == ["accept", "coordinate"]
    lists = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert "not judged" in lists["F2"]
    assert "repeal" in lists["G2"]


def test_words_of_another_language_are_known_in_a_sheet(workbook):
    line = read_form(workbook({"F4": "avfärdas", "I4": "Cia"}, "en"), TITLES)[-1]
    assert (line.verdict, line.who) == (Verdict.DISMISS, "Cia")


@pytest.mark.parametrize("codes", [Verdict, Action])
def test_no_word_means_two_things_in_two_languages(codes):
    told = {(language.word(code), code) for language in map(Language, languages()) for code in codes}
    assert len(told) == len({word for word, _ in told})


@pytest.mark.parametrize("options", [{"code": "en"}, {"code": "en", "named": False}, {"called": "Mitt ark"}])
def test_changed_columns_are_told_whatever_the_language(workbook, options):
    with pytest.raises(UnreadableInput, match="olumnerna i bladet"):
        read_form(workbook({"F1": "Urteil"}, **options), TITLES)


def test_a_sheet_of_a_name_that_nobody_knows_is_told(workbook):
    path = workbook({}, "en")
    book = openpyxl.load_workbook(path)
    book["Judge"].title = "Urteile"
    del book.defined_names[NAME]
    book.save(path)
    with pytest.raises(UnreadableInput, match="inget blad"):
        read_form(path, TITLES)


def test_wrong_rows_are_told_in_the_language_asked_for(workbook):
    wrong = workbook({"F4": "maybe"}, "en")
    with pytest.raises(UsageProblem, match=r"(?s)nothing was read.*Row 4: the judgement “maybe” is unknown"):
        read_form(wrong, TITLES, Language("en"))
    with pytest.raises(UsageProblem, match=r"(?s)inget lästes in.*Rad 4: bedömningen ”maybe” är okänd"):
        read_form(wrong, TITLES)
    lines = read_form(workbook({"I3": "Anna"}), TITLES)
    with pytest.raises(UsageProblem, match="in two ways"):
        differences(lines, REVIEWS, "Cia", Language("en"))


def test_pair_ids_do_not_depend_on_the_order():
    assert pair_id(("d1", "d2")) == pair_id(("d2", "d1")) != pair_id(("d1", "d3"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files on this system")
def test_a_workbook_that_is_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.xlsx")
    with pytest.raises(UnreadableInput, match="kan inte läsas"):
        read_form(tmp_path / "pipe.xlsx", TITLES)


@pytest.mark.parametrize(
    "forged", [b"<v>=1+1</v>", b"<v>" + b"9" * 5000 + b"</v>", b"<v>"], ids=["word", "huge", "cut"]
)
def test_a_workbook_with_a_forged_cell_is_told(workbook, tmp_path, forged):
    import zipfile

    with zipfile.ZipFile(workbook({})) as sound, zipfile.ZipFile(tmp_path / "forged.xlsx", "w") as parts:
        for name in sound.namelist():
            content = sound.read(name)
            if name.startswith("xl/worksheets/sheet"):
                content = content.replace(b"</row>", b'<c r="F2">' + forged + b"</c></row>", 2)
            parts.writestr(name, content)
    with pytest.raises(UnreadableInput, match="ingen Excel"):
        read_form(tmp_path / "forged.xlsx", TITLES)


def test_a_workbook_that_swells_when_unpacked_is_refused(tmp_path, monkeypatch):
    import zipfile

    from styrdok.reports import forms

    monkeypatch.setattr(forms, "_LARGEST", 1_000_000)
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b"0" * 2_000_000)
    with pytest.raises(UnreadableInput, match="för stor"):
        read_form(bomb, {})
