"""Headings, furniture, lists, tables, notes, contents, order."""

from reportlab.lib.colors import black

from styrdok.models import Reading
from styrdok.reading import passages, read
from styrdok.reading.contents import contents_of
from styrdok.reading.furniture import masked, page_number
from styrdok.vocabulary import BlockKind

from .pdfs import HEIGHT, PROSE, both, lines, made


def texts(reading: Reading, kind: BlockKind) -> list[str]:
    return [reading.text[b.start : b.end] for b in reading.blocks if b.kind is kind]


def heading(text: str, top: float, size: float = 16):
    return lines(text, top=top, size=size, font="Helvetica-Bold")


def numbered_page(number: int, middle: str):
    return both(
        lines("Program för trygghet", top=30, size=8),
        lines(f"Dnr KS 2021/{600 + number}", top=45, size=8),
        heading(f"{number} {middle}", 90),
        lines(*PROSE, top=120),
        lines(f"{number} (4)", top=815, x=520, size=8),
    )


def test_headers_and_page_numbers_are_furniture_but_numbers_that_differ_are_not() -> None:
    reading = read(made(*(numbered_page(k, "Syfte") for k in range(1, 5))))
    assert texts(reading, BlockKind.HEADER) == ["Program för trygghet"] * 4
    assert texts(reading, BlockKind.PAGE_NUMBER) == [f"{k} (4)" for k in range(1, 5)]
    body = " ".join(reading.text[b.start : b.end] for b in reading.body)
    assert "Dnr KS 2021/603" in body
    assert [page.label for page in reading.pages] == ["1", "2", "3", "4"]


def test_only_the_page_number_is_masked() -> None:
    assert masked("Dnr KS 2021/606 Sida 3 (12)", 3) == "dnr ks 2021/606 sida # (12)"
    assert masked("Program 2019–2022", 5) == "program 2019–2022"
    assert page_number("– 7 –") == 7
    assert page_number("Sida 3 av 12") == 3
    assert page_number("2021/606") is None


def test_headings_have_levels_from_their_numbers() -> None:
    page = both(
        heading("1 Bakgrund", 80), lines(*PROSE, top=110), heading("1.1 Ansvar", 190, 13), lines(*PROSE, top=220)
    )
    reading = read(made(page))
    found = [(reading.text[b.start : b.end], b.level) for b in reading.blocks if b.kind is BlockKind.HEADING]
    assert found == [("1 Bakgrund", 1), ("1.1 Ansvar", 2)]
    assert [p.section for p in passages(reading)] == ["1 Bakgrund", "1 Bakgrund › 1.1 Ansvar"]


def test_a_bold_line_at_the_end_of_a_sentence_is_no_heading() -> None:
    reading = read(made(both(lines("Detta är viktigt.", top=80, font="Helvetica-Bold"), lines(*PROSE, top=110))))
    assert texts(reading, BlockKind.HEADING) == []


def test_list_items_are_nested_by_indent() -> None:
    page = both(
        lines(*PROSE, top=80),
        lines("• Första punkten", top=150),
        lines("– underpunkt ett", top=165, x=90),
        lines("• Andra punkten", top=180),
    )
    reading = read(made(page))
    items = [(reading.text[b.start : b.end], b.level) for b in reading.blocks if b.kind is BlockKind.LIST_ITEM]
    assert items == [("• Första punkten", 1), ("– underpunkt ett", 2), ("• Andra punkten", 1)]


def ruled(rows: list[list[str]], top: float = 200, wide: float = 150):
    def draw(canvas) -> None:
        canvas.setStrokeColor(black)
        canvas.grid(
            [70 + wide * k for k in range(len(rows[0]) + 1)], [HEIGHT - top - 20 * k for k in range(len(rows) + 1)]
        )
        for r, row in enumerate(rows):
            canvas.setFont("Helvetica-Bold" if r == 0 else "Helvetica", 10)
            for c, cell in enumerate(row):
                canvas.drawString(74 + wide * c, HEIGHT - top - 14 - 20 * r, cell)

    return draw


def test_ruled_tables_have_cells() -> None:
    rows = [["Mål", "Ansvar"], ["Ökad trygghet", "Socialnämnden"], ["Fler träd", "Tekniska nämnden"]]
    reading = read(made(both(lines(*PROSE, top=80), ruled(rows), lines("Efter tabellen.", top=300))))
    table = next(b for b in reading.blocks if b.kind is BlockKind.TABLE)
    assert (
        reading.text[table.start : table.end]
        == "Mål\tAnsvar\nÖkad trygghet\tSocialnämnden\nFler träd\tTekniska nämnden"
    )
    cells = [(reading.text[c.start : c.end], c.row, c.column, c.header) for c in table.cells]
    assert cells[0] == ("Mål", 0, 0, True)
    assert cells[-1] == ("Tekniska nämnden", 2, 1, False)
    assert [b.kind for b in reading.blocks][-1] is BlockKind.PARAGRAPH


def test_a_frame_around_text_is_no_table() -> None:
    def draw(canvas) -> None:
        canvas.rect(60, HEIGHT - 160, 460, 100)

    assert texts(read(made(both(draw, lines(*PROSE, top=90)))), BlockKind.TABLE) == []


def test_contents_pages_are_set_apart() -> None:
    page = both(
        heading("Innehåll", 80),
        lines(
            "1 Bakgrund ............................ 2",
            "2 Syfte och mål ....................... 3",
            "3 Ansvar .............................. 4",
            top=110,
        ),
    )
    reading = read(made(page, *(numbered_page(k, t) for k, t in ((2, "Bakgrund"), (3, "Syfte"), (4, "Ansvar")))))
    assert len(texts(reading, BlockKind.TOC)) == 4
    assert "contents" in next(b for b in reading.blocks if b.kind is BlockKind.HEADING and b.page == 4).evidence


def test_years_at_line_ends_are_no_contents() -> None:
    reading = read(
        made(lines("Beslut fattades 2019", "Planen gäller 2022", "Den följs upp 2018", "Ny plan antas 2020"))
    )
    assert texts(reading, BlockKind.TOC) == []
    assert contents_of([], 3).places == frozenset()


def test_footnotes_follow_the_body() -> None:
    def note(canvas) -> None:
        canvas.setFont("Helvetica", 5)
        canvas.drawString(70, HEIGHT - 757, "1")
        canvas.setFont("Helvetica", 8)
        canvas.drawString(75, HEIGHT - 760, "Se kommunfullmäktiges beslut 2017-06-19, § 98.")

    reading = read(made(both(note, lines(*PROSE, top=80))))
    assert texts(reading, BlockKind.FOOTNOTE) == ["¹ Se kommunfullmäktiges beslut 2017-06-19, § 98."]
    assert reading.blocks[-1].kind is BlockKind.FOOTNOTE


LEFT = (
    "Vänster spalt börjar här med sin",
    "första mening och går sedan vidare",
    "till en andra rad som är lång nog",
    "för att räknas som löpande text,",
    "och så slutar den vänstra spalten.",
)
RIGHT = (
    "Höger spalt börjar här med sin",
    "egen mening som också går vidare",
    "till en andra rad av samma längd",
    "för att räknas som löpande text,",
    "och så slutar den högra spalten.",
)


def test_two_columns_drawn_row_by_row() -> None:
    def draw(canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for row, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
            canvas.drawString(60, HEIGHT - 100 - 13 * row, left)
            canvas.drawString(310, HEIGHT - 100 - 13 * row, right)

    text = read(made(draw)).text
    assert text.index("vänstra spalten") < text.index("Höger spalt")


def test_a_paragraph_goes_on_in_the_next_column_and_page() -> None:
    def draw(canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for row, text in enumerate([*LEFT[:4], "och den vänstra spalten går över i"]):
            canvas.drawString(60, HEIGHT - 100 - 13 * row, text)
        for row, text in enumerate(["den högra spalten utan uppehåll,", *RIGHT[1:]]):
            canvas.drawString(310, HEIGHT - 100 - 13 * row, text)

    reading = read(made(draw, lines("och den nästa sidan också, som", "synes.")))
    assert "går över i den högra spalten" in reading.text
    first = read(made(lines(*PROSE[:3]), lines(PROSE[3])))
    assert [b.continues for b in first.blocks] == [True, False]
    assert len([b for b in reading.body if b.page == 1]) == 1


def test_a_table_with_rules_between_its_rows_only() -> None:
    rows = [
        ("Mål", "Ansvarig nämnd", "År"),
        ("Ökad trygghet", "Socialnämnden", "2024"),
        ("Fler träd", "Tekniska", "2026"),
    ]

    def draw(canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                canvas.drawString(74 + 150 * c, HEIGHT - 214 - 20 * r, cell)
        for r in range(len(rows) + 1):
            canvas.line(70, HEIGHT - 200 - 20 * r, 500, HEIGHT - 200 - 20 * r)

    reading = read(made(both(lines(*PROSE, top=80), draw)))
    assert texts(reading, BlockKind.TABLE) == ["\n".join("\t".join(row) for row in rows)]


def test_label_lines_stay_apart() -> None:
    rows = ("Diarienummer: KS 2021/12", "Beslutad av: Kommunfullmäktige", "Dokumentansvarig: Stadsdirektören i Ekhamn")
    assert texts(read(made(both(lines(*rows), lines(*PROSE, top=300)))), BlockKind.PARAGRAPH)[:3] == list(rows)


def test_addresses_on_the_web_are_not_broken() -> None:
    rows = ("Läs mer om arbetet med trygghet på https://www.exempel.se/amnen/", "trygghet/planer-2024 hos kommunen.")
    assert "https://www.exempel.se/amnen/trygghet/planer-2024 hos" in read(made(lines(*rows))).text


def test_a_line_that_leaves_its_sentence_open_goes_on_whatever_comes_next() -> None:
    page = lines(
        "Hamnverket beslutar om kajplatser med stöd av 4 § lagen",
        "(2031:14) om kajer och enligt vad som sägs i 4 kap. 9 §,",
        "5 kap. 3 § samma lag.",
    )
    wide = lines("Bredden på sidan visas av en lång rad som går hela vägen ut till marginalen på andra sidan.", top=60)
    found = texts(read(made(both(wide, page))), BlockKind.PARAGRAPH)
    assert any("§ lagen (2031:14) om kajer" in text and text.endswith("9 §, 5 kap. 3 § samma lag.") for text in found)


def test_a_number_cut_at_its_thousands_is_one_number() -> None:
    page = lines("• Besöken i hamnen ska vara minst 340", "  000 om året 2031.", "• Alla bryggor ska ha livbojar 2031.")
    wide = lines("Bredden på sidan visas av en lång rad som går hela vägen ut till marginalen på andra sidan.", top=60)
    found = texts(read(made(both(wide, page))), BlockKind.LIST_ITEM)
    assert found == ["• Besöken i hamnen ska vara minst 340 000 om året 2031.", "• Alla bryggor ska ha livbojar 2031."]
