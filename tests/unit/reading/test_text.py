"""Words: hyphens, marks, ligatures, letter-spacing."""

import numpy as np
import pytest

from styrdok.reading import read
from styrdok.reading.glyphs import _laid_out
from styrdok.reading.hyphens import Join, Vocabulary, drops_letter, join, torn
from styrdok.reading.repair import is_plain, repaired
from styrdok.reading.spacing import closed_up
from styrdok.vocabulary import BlockKind

from .pdfs import HEIGHT, PROSE, both, lines, made


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ("kommu-", "nens arbete", Join.JOINED),
        ("IT-", "programmet", Join.KEPT),
        ("av it-", "chefen", Join.KEPT),
        ("som e-", "tjänst", Join.KEPT),
        ("ska va-", "ra", Join.JOINED),
        ("Hägersten-", "Älvsjö", Join.KEPT),
        ("2019-", "2022", Join.KEPT),
        ("trygghets-", "och säkerhetsprogram", Join.HANGING),
        ("miljö-", "respektive klimatplan", Join.HANGING),
        ("gemen-", "samt", Join.JOINED),
        ("värde-", "– något", Join.HANGING),
    ],
)
def test_line_end_hyphens(left: str, right: str, wanted: Join) -> None:
    assert join(left, right, Vocabulary([])) is wanted


def test_a_hyphen_that_is_seen_elsewhere_stays() -> None:
    seen = Vocabulary([("vi har e-tjänster för alla och e-tjänster igen", False), ("våra e-", True)])
    assert join("våra e-", "tjänster", seen) is Join.KEPT


def test_the_form_that_is_seen_oftener_is_taken() -> None:
    lines = [("vår e-", True), ("tjänst är vår e-tjänst nu", False), ("en etjänst och", False), ("vi etjänst", False)]
    assert Vocabulary(lines[:2]).prefers("e-tjänst", "etjänst")
    assert not Vocabulary(lines).prefers("e-tjänst", "etjänst")


def test_words_at_the_ends_of_broken_lines_do_not_count() -> None:
    assert not Vocabulary([("vår e-tjänst-", True), ("här e-", True)]).prefers("e-tjänst", "etjänst")


def test_three_equal_consonants() -> None:
    assert drops_letter("vi till-", "låta detta")
    assert not drops_letter("vi till-", "delas")


def test_broken_words_are_joined_in_the_text() -> None:
    reading = read(made(lines(*PROSE)))
    assert "samband med årsredovisningen" in reading.text
    assert "resurser som finns" in reading.text
    assert "-" not in reading.text


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("enligt över- siktsplanen och kaj- planen gäller", "enligt översiktsplanen och kajplanen gäller"),
        ("Stra- tegin gäller tills vidare", "Strategin gäller tills vidare"),
        ("kaj- och hamnplanen, in- eller utfart", "kaj- och hamnplanen, in- eller utfart"),
        ("nämnden- att hamnen hålls fri", "nämnden- att hamnen hålls fri"),
        ("it- planen och AB- kunden", "it- planen och AB- kunden"),
    ],
)
def test_the_hyphen_of_an_older_line_end_is_taken_out(line: str, wanted: str) -> None:
    assert read(made(lines(line))).text.strip() == wanted
    assert len([*torn(line)]) == line.count("- ") - wanted.count("- ")


def test_boxes_stay_true_behind_a_hyphen_that_was_taken_out() -> None:
    reading = read(made(lines("Den kaj- planen gäller hamnen", "Den kajplanen gäller hamnen")))
    first, second = (reading.text.index("hamnen", at) for at in (0, 30))
    printed = [line for block in reading.blocks for line in block.lines]
    one, other = (line.part(at, at + 6) for line, at in zip(printed, (first, second), strict=True))
    assert one.x0 > other.x0 + 2


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("Den nya kajen byggs enligt hamn-", "planen under nästa år", 1),
        ("Den nya kajen byggs enligt hamn- och", "kajplanen under nästa år", 1),
        ("Den nya kajen byggs enligt planer", "kajen byggs under nästa år", 2),
    ],
)
def test_a_word_broken_between_lines_that_stand_wide_apart_is_one(first: str, second: str, count: int) -> None:
    prose = lines(*PROSE, *PROSE, top=400)
    reading = read(made(both(lines(first), lines(second, top=102), prose)))
    assert len([block for block in reading.blocks if block.start < reading.text.index("nästa år")]) == count


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("e\ufb03cient", "efficient"),
        ("a\u030a", "å"),
        ("sam\u00adband", "samband"),
        ("a\u00a0\u00a0b", "a b"),
        ("\uf0b7 punkt", "• punkt"),
        ("\u7400\u6900", "ti"),
        ("12 §", "12 §"),
    ],
)
def test_repair_keeps_one_edge_more_than_characters(raw: str, wanted: str) -> None:
    left = [10.0 * k for k in range(len(raw))]
    text, edges = repaired(raw, left, [x + 10 for x in left])
    assert text == wanted
    assert len(edges) == len(text) + 1
    assert edges[0] == 0.0
    assert edges[-1] == pytest.approx(10.0 * len(raw))
    assert is_plain(wanted)


def test_letter_spaced_words_are_closed_up() -> None:
    text = "K L I M A T O C H"
    left, right, x = [], [], 0.0
    for char in text:
        left.append(x)
        right.append(x + (0.0 if char == " " else 7.0))
        x += 2.0 if char == " " else 7.0
    for k in range(text.index("O"), len(text)):
        left[k] += 6.0
        right[k] += 6.0
    closed, a, b = closed_up(text, left, right, 10.0)
    assert closed == "KLIMAT OCH"
    assert len(a) == len(b) == len(closed)


def test_tracked_heading_is_read_as_words() -> None:
    def draw(canvas) -> None:
        text = canvas.beginText(70, HEIGHT - 90)
        text.setFont("Helvetica", 20)
        text.setCharSpace(6)
        text.textLine("KLIMATPLAN OCH ENERGI")
        canvas.drawText(text)

    assert "KLIMATPLAN OCH ENERGI" in read(made(both(draw, lines(*PROSE, top=140)))).text


def test_note_marks_stand_apart_from_words() -> None:
    def draw(canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(70, HEIGHT - 80, "Detta följer av planen")
        width = canvas.stringWidth("Detta följer av planen", "Helvetica", 11)
        canvas.setFont("Helvetica", 6)
        canvas.drawString(70 + width, HEIGHT - 76, "3")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(70 + width + 4, HEIGHT - 80, " och gäller nu.")

    reading = read(made(draw))
    assert reading.text.strip() == "Detta följer av planen ³ och gäller nu."
    place = reading.text.index("³")
    assert reading.blocks[0].lines[0].part(place, place + 1).x0 > 70


@pytest.mark.parametrize(("rise", "wanted"), [(4, "a Gäller"), (0, "aGäller")])
def test_the_raised_letter_of_a_note_stands_apart_from_its_first_word(rise: float, wanted: str) -> None:
    def draw(canvas) -> None:
        text = canvas.beginText(70, HEIGHT - 300)
        text.setFont("Helvetica", 7)
        text.setRise(rise)
        text.textOut("a")
        text.setRise(0)
        text.setFont("Helvetica", 11)
        text.textOut("Gäller även bolagen")
        canvas.drawText(text)

    assert f"{wanted} även bolagen" in read(made(both(draw, lines(*PROSE)))).text


def test_square_metres_are_no_note() -> None:
    def draw(canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(70, HEIGHT - 80, "Lokalen är 40 m")
        width = canvas.stringWidth("Lokalen är 40 m", "Helvetica", 11)
        canvas.setFont("Helvetica", 6)
        canvas.drawString(70 + width, HEIGHT - 76, "2")

    assert read(made(draw)).text.strip() == "Lokalen är 40 m²"


def test_turned_and_outside_text_is_set_apart() -> None:
    def draw(canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(70, HEIGHT - 80, "Löpande text som står rätt.")
        canvas.drawString(900, HEIGHT - 80, "Utanför sidan.")
        canvas.rotate(90)
        canvas.drawString(200, -40, "Dnr KS 2021/606")

    reading = read(made(draw))
    stamps = [reading.text[b.start : b.end] for b in reading.blocks if b.kind is BlockKind.STAMP]
    assert sorted(stamps) == ["Dnr KS 2021/606", "Utanför sidan."]
    assert all("Dnr" not in reading.text[b.start : b.end] for b in reading.body)


@pytest.mark.parametrize(
    ("rooms", "apart"),
    [
        ([0, 0, 3, 0, 3, 0, 0], [3, 5]),
        ([3, 3, 3, 3, 3, 3, 3], []),
        ([0, 0, 2, 0, 2, 0, 0], []),
        ([0, 0, 3, 3, 0, 0, 0], [3, 4]),
    ],
)
def test_words_that_only_a_gap_sets_apart_are_read_apart(rooms: list[float], apart: list[int]) -> None:
    """As TeX writes them: no blank, and little room; letters that stand evenly apart are one word."""
    left = np.cumsum([0.0, *(6.0 + room for room in rooms)])
    top, bottom = np.zeros(8), np.full(8, 12.0)
    assert _laid_out("tonenhus", np.arange(8), left, left + 6.0, (top, bottom)).gaps == apart
