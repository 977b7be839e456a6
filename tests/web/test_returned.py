"""A filled-in workbook comes back in the page."""

import io

import pytest

from .conftest import token

openpyxl = pytest.importorskip("openpyxl")


def filled(client):
    book = openpyxl.load_workbook(io.BytesIO(client.get("/rapport.xlsx").content))
    sheet = book["Bedöm"]
    heads = [cell.value for cell in sheet[1]]
    sheet.cell(2, heads.index("Bedömning") + 1).value = "godtas"
    sheet.cell(2, heads.index("Kommentar") + 1).value = "ur arket"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bring(client, name, data, given=None):
    return client.post("/rapport/bedomningar", data={"token": given or token(client)}, files={"filer": (name, data)})


def test_what_a_workbook_adds_is_shown_and_then_added_once(client):
    data = filled(client)
    page = bring(client, "ifyllt.xlsx", data)
    assert "1 nya, 0 fanns redan. Inget är sparat än." in page.text
    assert "ur arket" in page.text
    assert client.app.state.desk.state().acts == ()
    assert "ur arket" in client.post("/rapport/bedomningar/lagg-till", data={"token": token(client)}).text
    assert len(client.app.state.desk.state().acts) == 1
    assert "Arket säger inget som inte redan är känt." in bring(client, "ifyllt.xlsx", data).text


@pytest.mark.parametrize(("name", "data"), [("lista.pdf", b"%PDF"), ("tom.xlsx", b""), ("fel.xlsx", b"PK")])
def test_what_is_no_workbook_is_told_and_adds_nothing(client, name, data):
    assert bring(client, name, data).status_code in (400, 422)
    assert client.app.state.desk.state().acts == ()


def test_a_workbook_from_elsewhere_is_not_read(client):
    assert bring(client, "ifyllt.xlsx", filled(client), given="wrong").status_code == 400
