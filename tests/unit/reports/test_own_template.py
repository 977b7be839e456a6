"""The paper in a city's own Word document, and with its logotype."""

from io import BytesIO

import pytest

from styrdok.errors import UsageProblem
from styrdok.reports.docx import as_docx
from styrdok.reports.model import Listing, Look, Point, Report, Section

docx = pytest.importorskip("docx")
qn = pytest.importorskip("docx.oxml.ns").qn
MARKS = (("{rubrik}", "Genomgång"), ("{kommun}", "Vikens kommun"), ("{ärendenummer}", "KS 1"))


def template(*paragraphs, cut=False):
    """A city's own document: a head with two marks, and some paragraphs."""
    word = docx.Document()
    word.styles["Heading 1"].font.name = "Georgia"
    word.styles.element.remove(word.styles["List Number"].element)
    head = word.sections[0].header.paragraphs[0]
    for piece in ("{kom", "mun}, {ärendenummer}") if cut else ("{kommun}, {ärendenummer}",):
        head.add_run(piece)
    for text in paragraphs:
        word.add_paragraph(text)
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def picture():
    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (40, 10), "navy").save(out, "PNG")
    return out.getvalue()


def made(look):
    points = Listing("Vikens kommun", (Point("att upphäva Hamnpolicyn"),), numbered=True)
    report = Report(
        "Genomgång", "2026-05-01", (Section("beslut", "Förslag", (), lists=(points,)),), contents=False, look=look
    )
    return docx.Document(BytesIO(as_docx(report)))


@pytest.mark.parametrize("cut", [False, True])
def test_the_paper_is_written_in_the_citys_document(cut):
    word = made(Look(template=template("Tjänsteskrivelse", "{rubrik}", cut=cut), marks=MARKS))
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert texts[:2] == ["Tjänsteskrivelse", "Genomgång"]
    assert texts.count("Genomgång") == 1
    assert "att upphäva Hamnpolicyn" in texts
    assert word.sections[0].header.paragraphs[0].text == "Vikens kommun, KS 1"
    assert word.styles["Heading 1"].font.name == "Georgia"


def test_a_document_without_a_place_for_the_title_gets_the_title():
    texts = [paragraph.text for paragraph in made(Look(template=template("Viken"), marks=MARKS)).paragraphs]
    assert texts[:2] == ["Viken", "Genomgång"]


def test_the_logotype_stands_on_the_first_page_with_words_for_it():
    section = made(Look(logotype=picture(), marks=MARKS)).sections[0]
    (drawn,) = section.first_page_header._element.xpath(".//wp:docPr")
    assert drawn.get("descr") == "Vikens kommun"
    assert not section.header._element.xpath(".//wp:docPr")
    assert "Sida" in "".join(paragraph.text for paragraph in section.first_page_footer.paragraphs)


@pytest.mark.parametrize(
    ("look", "said"), [(Look(template=b"brev"), "inget Word-dokument"), (Look(logotype=b"brev"), "ingen bild")]
)
def test_what_is_no_template_or_picture_is_told(look, said):
    with pytest.raises(UsageProblem, match=said):
        made(look)


@pytest.mark.parametrize("bare", [False, True])
def test_the_clauses_of_each_body_are_numbered_from_one(bare):
    lists = tuple(
        Listing(body, (Point("att upphäva A"), Point("att upphäva B")), numbered=True)
        for body in ("Styrelsen", "Nämnden")
    )
    own = template("{rubrik}")
    if bare:
        own = without_numbering(own)
    report = Report("Genomgång", "2026-05-01", (Section("beslut", "Förslag", (), lists=lists),), contents=False,
                    look=Look(template=own, marks=MARKS))  # fmt: skip
    word = docx.Document(BytesIO(as_docx(report)))
    numbered = [one._p.pPr.numPr.numId.val for one in word.paragraphs if one.text.startswith("att upphäva")]
    assert numbered[0] == numbered[1] != numbered[2] == numbered[3]
    numbering = word.part.numbering_part.element
    kinds = {kind.get(qn("w:abstractNumId")): kind for kind in numbering.findall(qn("w:abstractNum"))}
    for identity in set(numbered):
        (num,) = (one for one in numbering.findall(qn("w:num")) if one.numId == identity)
        level = kinds[str(num.abstractNumId.val)].find(qn("w:lvl"))
        assert (level.find(qn("w:start")).get(qn("w:val")), level.find(qn("w:numFmt")).get(qn("w:val"))) == (
            "1",
            "decimal",
        )


def without_numbering(document):
    """A document that has never held a list."""
    word = docx.Document(BytesIO(document))
    (name,) = (name for name, one in word.part.rels.items() if one.reltype.endswith("/numbering"))
    del word.part.rels[name]
    out = BytesIO()
    word.save(out)
    return out.getvalue()
