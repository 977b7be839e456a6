"""What of a report is printed, and the numbers of its evidence."""

from styrdok.reports.model import Listing, Paper, Point, Quote, Report, Row, Section, Table, printable, shortened
from styrdok.reports.paper import MOST_QUOTES, cut, in_full, numbers, on_paper, quoted_by, runs, shown_run


def quotes(*texts):
    return tuple(Quote("Hamnplan", 1, text) for text in texts)


def report(*tables, lists=(), **kinds):
    return Report("R", "2025-03-01", (Section("s", "S", (), tables, lists=lists, **kinds),))


def numbered(*texts, rows=25):
    return Table("T", ("Nr",), tuple(Row((text,), quotes(text)) for text in texts), paper=Paper(rows=rows))


def test_what_is_cut_says_where_the_rest_is():
    table = cut(numbered("a", "b", "c"), 1)
    assert [row.cells for row in table.rows] == [("a",)]
    assert table.note == "Visar 1 av 3; de övriga 2 står i Excel-filen."
    assert cut(numbered("a", "b"), 1).note.startswith("Visar 1 av 2; den återstående")
    assert cut(numbered("a"), 1).note == ""
    assert cut(numbered("a", "b"), None).note == ""


def test_columns_are_chosen_and_joined():
    shown = Paper((("Titel", "Typ"), "Kort"), only=frozenset({"Kort"}))
    table = Table(
        "T", ("Titel", "Typ", "Kort", "Långt"), (Row(("A", "plan", "k", "l")), Row(("B", "", "", ""))), paper=shown
    )
    printed = on_paper(report(table)).sections[0].tables[0]
    assert printed.headers == ("Titel / Typ", "Kort")
    assert [row.cells for row in printed.rows] == [("A\nplan", "k"), ("B", "")]
    assert in_full(table).headers == ("Titel", "Typ", "Långt")
    assert in_full(table).rows[0].cells == ("A", "plan", "l")


def test_printed_evidence_is_numbered_first_and_without_gaps():
    made = Report(
        "R",
        "2025-03-01",
        (
            Section("a", "A", (), (numbered("one", "two", "three", rows=1),)),
            Section("b", "B", (), (numbered("one", "four"),)),
            Section("c", "C", (), (numbered("five"),), sheets_only=True),
        ),
    )
    found = {text: number for (_, _, text), number in numbers(made).items()}
    assert found == {"one": 1, "four": 2, "two": 3, "three": 4, "five": 5}
    assert len(quoted_by(on_paper(made))) == 2


def test_the_body_is_bounded_however_much_there_is():
    many = [str(number) for number in range(3000)]
    points = tuple(Point(text, quotes(text)) for text in many)
    crowded = Table("T", ("Nr",), (Row(("1",), quotes(*many)),))
    made = on_paper(report(numbered(*many), crowded, lists=(Listing("L", points, most=15),)))
    [section] = made.sections
    assert len(section.tables[0].rows) == 25
    assert len(section.tables[1].rows[0].quotes) == MOST_QUOTES
    assert len(section.lists[0].points) == 15
    assert "2985" in section.lists[0].note


def test_lists_and_cells_are_bounded_too():
    lists = tuple(Listing(f"Organ {number}", (Point("att a"),), "Organet beslutar") for number in range(50))
    long = Table("T", ("Text",), (Row(("ord " * 5000,)),))
    [section] = on_paper(report(long, lists=lists)).sections
    assert len(section.lists) == 20
    assert section.text == ("Ytterligare 30 listor står i Excel-filen.",)
    assert len(section.tables[0].rows[0].cells[0]) < 700


def test_broad_chapters_are_not_printed_and_sheets_are_for_sheets():
    assert on_paper(report(numbered("a"), broad=True)).sections == ()
    assert report(numbered("a"), broad=True).sections[0].in_text
    assert not report(numbered("a"), sheets_only=True).sections[0].in_text


def test_long_words_are_cut_between_words_and_marked():
    assert shortened("ett två tre", 20) == "ett två tre"
    assert shortened("ett två tre fyra", 12) == "ett två […]"
    assert shortened("x" * 50, 10) == "x" * 10 + " […]"


def test_long_texts_are_cut_after_a_sentence_where_there_is_one():
    text = "Den första meningen är här. Den andra, enligt § 14 kap. 3, är längre och ryms inte."
    assert shortened(text, 45) == "Den första meningen är här. […]"
    assert shortened(text, 70) == "Den första meningen är här. Den andra, enligt § 14 kap. 3, är längre […]"


def test_numbers_in_a_row_are_told_as_one_run():
    assert [shown_run(run) for run in runs([9, 12, 10, 11, 3, 4, 20, 9])] == ["3", "4", "9–12", "20"]
    assert runs([]) == []


def test_what_xml_cannot_hold_is_left_out():
    assert printable("a\x00b\x1bc\ud800d\tå\n") == "abcd\tå\n"
