"""A document with attack strings in its title and text passes through every page and report unharmed."""

import io
from html.parser import HTMLParser

import pytest

from styrdok.engines.ingest import ingest

from .conftest import client_of, token

ATTACK = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7*7 }}{% raw %}"
COMMENT = "</textarea><script>alert(3)</script>\x00\x1b=cmd|'/c calc'!A1"


def document(title, lines):
    canvas_module = pytest.importorskip("reportlab.pdfgen.canvas")
    out = io.BytesIO()
    canvas = canvas_module.Canvas(out, pagesize=(595, 842), invariant=1)
    canvas.setTitle(title)
    canvas.setFont("Helvetica-Bold", 20)
    canvas.drawString(60, 700, title[:60])
    canvas.setFont("Helvetica", 11)
    for row, text in enumerate(lines):
        canvas.drawString(60, 660 - 15 * row, text)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("attack")
    lines = [
        f"Policyn {ATTACK}",
        "ska samordnas med Hamnpolicy och gäller alla anställda i kommunen varje dag hela året runt.",
        "Med hamn avses kaj, brygga och vatten där fartyg kan ligga förtöjda under lång tid <b>ute</b>.",
        "Kommunstyrelsen ansvarar för uppföljningen av policyn och redovisar den till fullmäktige årligen.",
        "Beslutad av kommunfullmäktige 2024-01-15 § 3. Dnr KS 2024/12.",
    ]
    (folder / "a <b>&'.pdf").write_bytes(document(f"Policy {ATTACK}", lines))
    (folder / "b.pdf").write_bytes(document("Hamnpolicy </title><script>alert(4)</script>", lines[::-1]))
    registry = folder / "styrdok.db"
    ingest([folder], registry, jobs=1)
    with client_of(registry, reviewer=ATTACK) as client:
        yield client


class Foreign(HTMLParser):
    """Collects what no page of ours has: other scripts, pictures, bold words, event attributes, computed values."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag in ("img", "iframe", "object", "base") or (tag == "script" and not self.ours(given)):
            self.found.append((tag, given))
        self.found += [(tag, name) for name in given if name.startswith("on")]

    @staticmethod
    def ours(given):
        """A script of our own folder, or data for one."""
        return given.get("src", "").startswith("/static/") or given.get("type") == "application/json"

    def handle_data(self, data):
        if "49" in data.split() or ("alert(" in data and self.get_starttag_text().startswith("<script")):
            self.found.append(data)


def foreign(text):
    parser = Foreign()
    parser.feed(text)
    return parser.found


def test_every_page_shows_the_attack_as_words(attacked):
    documents = attacked.app.state.desk.state().findings.by_title
    assert len(documents) == 2
    a, b = sorted(document.id for document in documents)
    judged = attacked.post(
        f"/par/{a}/{b}/bedom", data={"token": token(attacked), "verdict": "accept", "comment": COMMENT, "who": ATTACK}
    )
    assert judged.status_code == 200
    correction = {"token": token(attacked), "responsible": ATTACK, "innan.responsible": "", "who": ATTACK}
    assert attacked.post(f"/d/{a}/ratta", data=correction).status_code == 200
    paths = [
        "/",
        "/dokument",
        "/overlapp",
        "/behov",
        "/forslag",
        "/teman",
        "/karta/hela",
        "/bedomningar",
        "/rapport",
        "/las-in",
        "/stavningar",
        f"/d/{a}/ratta",
        f"/par/{a}/{b}",
    ]
    paths += [f"{start}{name}" for name in (a, b) for start in ("/d/", "/karta?dokument=", "/overlapp?dokument=")]
    paths += [f"/d/{name}/s/1?fran=0&till=90" for name in (a, b)]
    paths += ["/sok?q=%3Cscript%3E+hamn", f"/sok?q=hamn&dokument={ATTACK}", f"/dokument?titel={ATTACK}", f"/d/{ATTACK}"]
    paths += ["/rapport.html", f"/par/{a}/{b}/underlag.html", f"/karta.svg?dokument={a}"]
    assert {path: found for path in paths if (found := foreign(attacked.get(path).text))} == {}
    assert "&lt;script&gt;alert(1)" in attacked.get(f"/d/{a}").text + attacked.get(f"/d/{b}").text


def test_word_and_excel_hold_the_attack_as_text(attacked):
    docx, openpyxl = pytest.importorskip("docx"), pytest.importorskip("openpyxl")
    docx.Document(io.BytesIO(attacked.get("/rapport.docx").content))
    book = openpyxl.load_workbook(io.BytesIO(attacked.get("/rapport.xlsx").content))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
