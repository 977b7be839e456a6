"""The work in Excel and back in the page."""

import io

import openpyxl
import pytest

from .conftest import token

DATA = {"E2": "revidera", "I2": "Gammal.", "K3": "Lo"}


def filled(client, **cells):
    book = openpyxl.load_workbook(io.BytesIO(client.get("/arbete/ark.xlsx").content))
    for cell, value in cells.items():
        book["Arbete"][cell] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bring(client, data, name="ark.xlsx", given=None):
    return client.post("/arbete/ark", data={"token": given or token(client)}, files={"filer": (name, data)})


def acts(client):
    return client.app.state.desk.state().acts


def test_what_is_filled_in_is_added_once(client):
    data = filled(client, **DATA)
    page = bring(client, data)
    assert "Sparat för 2 dokument." in page.text
    assert "”Gammal.”" in page.text
    assert len(acts(client)) == 2
    bring(client, data)
    assert len(acts(client)) == 2


@pytest.mark.parametrize("cell", [{"E2": "kasta"}, {"B2": "Annat"}, {"L2": "2001-01-01"}])
def test_a_fault_is_told_by_row_and_nothing_is_added(client, cell):
    answer = bring(client, filled(client, K3="Lo", **cell))
    assert answer.status_code == 400
    assert "Rad 2:" in answer.text
    assert acts(client) == ()


def test_what_is_no_workbook_or_comes_from_elsewhere_adds_nothing(client):
    assert bring(client, b"%PDF", "lista.pdf").status_code == 400
    assert bring(client, b"PK").status_code in (400, 422)
    assert bring(client, filled(client, **DATA), given="wrong").status_code == 400
    assert acts(client) == ()
