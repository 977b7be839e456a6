"""Bad files end in a typed error that says what to do, or in pages that say what is wrong with them."""

import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrdok.errors import DamagedPdf, EmptyPdf, EncryptedPdf, NotAPdf, UnreadableInput
from styrdok.language import Language
from styrdok.reading import ReaderLimits, debug_picture, page_picture, plumber, read, reader
from styrdok.reading.grid import Grid
from styrdok.reading.pictures import png
from styrdok.reading.quality import quality_of
from styrdok.reading.rescue import rescued
from styrdok.reading.sheet import Sheet
from styrdok.reading.source import Source
from styrdok.vocabulary import BlockKind, PageStatus

from .pdfs import HEIGHT, PROSE, both, lines, made
from .test_structure import numbered_page

FOUR = made(*(numbered_page(k, "Syfte") for k in range(1, 5)))


@pytest.mark.parametrize("data", [b"", b"<html><body>404", b"PK\x03\x04 document", b"hej" * 100, b"\x89PNG\r\n"])
def test_other_files_are_not_pdfs(data: bytes) -> None:
    with pytest.raises(NotAPdf) as caught:
        read(data)
    assert caught.value.hint


def test_a_head_alone_is_damaged() -> None:
    with pytest.raises(DamagedPdf):
        read(b"%PDF-1.4\n" + b"x" * 500)


def test_no_pages() -> None:
    data = (
        b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
    )
    with pytest.raises(EmptyPdf):
        read(data + b"trailer\n<</Root 1 0 R>>\n")


@pytest.mark.parametrize("title", [b"<FEFFD800>", b"<FEFFDC00>"])
def test_a_title_that_is_no_text_takes_nothing_else_away(title: bytes) -> None:
    data = made(lines(*PROSE))
    assert data.count(b"(untitled)") >= 1
    reading = read(data.replace(b"(untitled)", title))
    assert "samband" in reading.text


def test_a_password_is_asked_for() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    with pytest.raises(EncryptedPdf):
        read(made(lines(*PROSE), encrypt=StandardEncryption("hemligt", ownerPassword="x")))


def test_an_empty_password_is_enough() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    reading = read(made(lines(*PROSE), encrypt=StandardEncryption("", ownerPassword="x")))
    assert "samband" in reading.text


CIPHERS = ("RC4-40", "RC4-128", "AES-128", "AES-256-R5", "AES-256")


def locked(cipher: str, user: str) -> bytes:
    pypdf = pytest.importorskip("pypdf")
    if cipher.startswith("AES"):
        pytest.importorskip("cryptography")
    writer, out = pypdf.PdfWriter(BytesIO(made(lines(*PROSE)))), BytesIO()
    writer.encrypt(user, "annat", algorithm=cipher)
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("cipher", CIPHERS)
def test_an_owner_password_alone_keeps_nobody_from_reading(cipher: str) -> None:
    reading = read(locked(cipher, ""))
    assert "samband" in reading.text
    assert reading.notes == ()


@pytest.mark.parametrize("cipher", CIPHERS)
def test_a_user_password_is_asked_for_whatever_the_cipher(cipher: str) -> None:
    with pytest.raises(EncryptedPdf) as caught:
        read(locked(cipher, "hemligt"))
    assert caught.value.hint


@pytest.mark.parametrize("cipher", CIPHERS)
def test_the_other_reader_opens_what_pdfium_refuses(cipher: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = locked(cipher, "")
    plain = read(data)

    def refuses(data: bytes) -> Source:
        raise EncryptedPdf("The PDF asks for a password.")

    monkeypatch.setattr(reader, "open_source", refuses)
    other = read(data)
    assert other.notes == ("read_without_pdfium",)
    assert other.text == plain.text
    for a, b in zip(other.blocks, plain.blocks, strict=True):
        assert abs(a.box.x0 - b.box.x0) < 1
        assert abs(a.box.x1 - b.box.x1) < 1
        assert min(a.box.bottom, b.box.bottom) - max(a.box.top, b.box.top) > 0.7 * (b.box.bottom - b.box.top)
    with pytest.raises(EncryptedPdf):
        read(locked(cipher, "hemligt"))


@pytest.mark.parametrize("share", [0.9, 0.99])
def test_cut_files_keep_their_surviving_pages(share: float) -> None:
    cut = FOUR[: int(len(FOUR) * share)]
    reading = read(cut)
    assert len(reading.pages) == 4
    assert reading.text.count("samband") == 4


def test_junk_before_the_head_is_no_hindrance() -> None:
    assert len(read(b"GARBAGE\n" * 200 + FOUR).pages) == 4


def test_rescue_unpacks_object_streams() -> None:
    inner = b"4 0 5 27 <</Type/Page/Parent 9 0 R>> <</Type/Page/Parent 9 0 R>>"
    first = inner.index(b"<<")
    packed = zlib.compress(inner)
    data = b"%%PDF-1.5\n3 0 obj\n<</Type/ObjStm/N 2/First %d/Filter/FlateDecode>>\nstream\n" % first + packed
    better = rescued(data + b"\nendstream\nendobj\n")
    assert better is not None
    assert better.count(b"/Type/Page/Parent") == 2
    assert rescued(b"%PDF-1.4 nothing here") is None


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(FOUR)), st.binary(max_size=40), st.integers(0, 400))
def test_damage_never_escapes_as_another_error(place: int, junk: bytes, gone: int) -> None:
    with suppress(UnreadableInput):
        assert read(FOUR[:place] + junk + FOUR[place + gone :]).pages


def test_pages_without_text_say_so() -> None:
    def picture(canvas) -> None:
        from io import BytesIO

        import numpy as np
        from reportlab.lib.utils import ImageReader

        image = ImageReader(BytesIO(png(np.full((20, 20, 3), 90, np.uint8))))
        canvas.drawImage(image, 0, 0, 595, 842)

    reading = read(made(picture, lambda canvas: None))
    assert [page.status for page in reading.pages] == [PageStatus.IMAGE, PageStatus.EMPTY]
    assert reading.notes == ("no_text",)
    assert "pages_without_text:1" in read(made(picture, lines(*PROSE))).notes


def test_a_hidden_layer_is_read_as_recognised_text() -> None:
    def hidden(canvas) -> None:
        text = canvas.beginText(70, 700)
        text.setFont("Helvetica", 11)
        text.setTextRenderMode(3)
        for line in PROSE:
            text.textLine(line)
        canvas.drawText(text)

    reading = read(made(hidden))
    assert reading.pages[0].status is PageStatus.OCR
    assert "ocr_layer" in reading.pages[0].flags
    assert "samband" in reading.text


def test_shifted_letters_stay_out_of_the_body() -> None:
    prose = " ".join(PROSE * 4)
    shifted = "".join(char if char == " " else chr(ord(char) + 1) for char in prose if ord(char) < 120)
    rows = [shifted[k : k + 80] for k in range(0, len(shifted), 80)]
    reading = read(made(lines(*rows)))
    assert reading.pages[0].status is PageStatus.UNREADABLE
    assert reading.pages[0].flags == ("shifted_font",)
    assert not reading.body
    assert {block.kind for block in reading.blocks} == {BlockKind.STAMP}


def test_quality_of_nothing() -> None:
    assert quality_of([], 0.0, 0).status is PageStatus.EMPTY
    assert quality_of([], 0.9, 1).status is PageStatus.IMAGE


def test_limits_are_told() -> None:
    reading = read(FOUR, ReaderLimits(pages=2, reopen=1))
    assert len(reading.pages) == 2
    assert reading.notes == ("pages_left_out:2",)


def test_free_text_notes_and_form_values_are_annotations() -> None:
    def draw(canvas) -> None:
        canvas.freeTextAnnotation("Dnr KS 2013/375", (300, 700, 420, 720))
        canvas.acroForm.textfield(name="handlaggare", value="Anna Ek", x=70, y=600, width=200, height=20)

    reading = read(made(both(lines(*PROSE), draw)))
    found = [reading.text[b.start : b.end] for b in reading.blocks if b.kind is BlockKind.ANNOTATION]
    assert sorted(found) == ["Anna Ek", "Dnr KS 2013/375"]


def test_pictures_are_png() -> None:
    reading = read(FOUR)
    for picture in (page_picture(FOUR, 1, 0.5), debug_picture(FOUR, reading, 2, 0.5)):
        assert picture.startswith(b"\x89PNG")
    with pytest.raises(IndexError):
        page_picture(FOUR, 9)


def test_pdfplumber_gives_the_same_words() -> None:
    from styrdok.reading.plumber import sheets_without_pdfium

    sheets = sheets_without_pdfium(FOUR, ReaderLimits())
    assert len(sheets) == 4
    words = " ".join(piece.text for piece in sheets[0].pieces)
    assert "Kommunstyrelsen ansvarar för att programmet" in words


def test_a_page_that_the_table_library_fails_at_keeps_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(canvas) -> None:
        for row in range(4):
            for column, cell in enumerate(("Mål", "Ansvarig nämnd", "År")):
                canvas.drawString(74 + 150 * column, HEIGHT - 214 - 20 * row, cell)
            canvas.line(70, HEIGHT - 200 - 20 * row, 500, HEIGHT - 200 - 20 * row)

    data = made(draw, draw)
    whole = read(data)
    assert [block.page for block in whole.blocks if block.kind is BlockKind.TABLE] == [1, 2]
    usual = plumber._grids

    def failing(page, box) -> Iterator[Grid]:
        if page.page_number == 1:
            raise ValueError("not enough values to unpack")
        return usual(page, box)

    monkeypatch.setattr(plumber, "_grids", failing)
    reading = read(data)
    assert [block.page for block in reading.blocks if block.kind is BlockKind.TABLE] == [2]
    assert reading.text.count("nämnd") == whole.text.count("nämnd") == 8
    monkeypatch.setattr("pdfplumber.open", failing)
    assert read(data).text.count("nämnd") == 8


def test_a_page_that_cannot_be_understood_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = reader.sheet_of

    def failing(page, number: int) -> Sheet:
        if number == 2:
            raise IndexError("array index out of range")
        return usual(page, number)

    monkeypatch.setattr(reader, "sheet_of", failing)
    assert [page.status.value for page in read(FOUR).pages] == ["text", "failed", "text", "text"]


def test_skipped_pages_count_as_failed() -> None:
    opened: list[int] = []
    reading = read(FOUR, skipped={1, 3}, opened=opened.append)
    assert [page.status.value for page in reading.pages] == ["failed", "text", "failed", "text"]
    assert opened == [4]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "Filen är ingen PDF (den är tom)."),
        (b"PK\x03\x04 word/document.xml", "Filen är ingen PDF (den liknar en zip- eller Officefil)."),
        (b"  <!DOCTYPE html><title>404</title>", "Filen är ingen PDF (den liknar en webbsida, kanske en felsida)."),
        (b"Hej", "Filen är ingen PDF (den börjar som något annat)."),
    ],
)
def test_what_a_file_is_instead_is_told_in_one_language(data, told):
    with pytest.raises(NotAPdf) as caught:
        read(data)
    assert str(caught.value.sentence) == told
    assert "Filen" not in Language("en").tell(caught.value.sentence)
