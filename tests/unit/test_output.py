"""Words of documents can neither steer a terminal nor become a formula, in whatever form a listing is written."""

import pytest

from styrdok.cli.output import Column, Format, write_listing
from styrdok.language import IN_SWEDISH

_ROWS = [{"title": "\x1b[2J\x1b]0;taken\x07Kajplan\x9b31m", "note": "=HYPERLINK(A1)"}, {"title": "−3", "note": "-3.5"}]
_COLUMNS = (Column("title", "titel"), Column("note", "not"))


@pytest.mark.parametrize("form", [Format.TSV, Format.CSV, Format.TABLE])
def test_no_sign_that_steers_a_terminal_gets_out(capfdbinary, form):
    write_listing(_ROWS, _COLUMNS, form, IN_SWEDISH)
    written = capfdbinary.readouterr().out.decode()
    assert "Kajplan" in written
    assert not {sign for sign in written if (ord(sign) < 32 or 127 <= ord(sign) < 160) and sign not in "\t\n"}


@pytest.mark.parametrize("form", [Format.TSV, Format.CSV])
def test_a_formula_is_text_and_a_number_stays_one(capfdbinary, form):
    write_listing(_ROWS, _COLUMNS, form, IN_SWEDISH)
    written = capfdbinary.readouterr().out.decode()
    assert "'=HYPERLINK(A1)" in written
    assert "'-3.5" not in written
