"""Pages from templates: values are escaped, markup is kept, nothing is missing in silence."""

from html import unescape

import pytest
from jinja2 import UndefinedError

from styrdok.language import Language
from styrdok.reports.html import as_html
from styrdok.reports.model import Listing, Point, Quote, Report, Row, Section, Table
from styrdok.reports.template import render

ATTACK = "<b onclick='x'>\"&</b>{{ 7*7 }}"


def report(language):
    quote = Quote(ATTACK, 1, ATTACK)
    table = Table(ATTACK, (ATTACK,), (Row((ATTACK,), (quote,)),), note=ATTACK)
    listing = Listing(ATTACK, (Point(ATTACK, (quote,)),))
    section = Section("part", ATTACK, (ATTACK,), tables=(table,), lists=(listing,))
    return Report(ATTACK, "2024-01-01", (section,), scope=ATTACK, code=language.code)


@pytest.mark.parametrize("code", ["sv", "en"])
def test_every_value_of_a_report_is_escaped(code):
    page = as_html(report(Language(code)))
    assert "<b onclick" not in page
    assert unescape(page).count(ATTACK) >= 12


def test_a_value_that_a_template_needs_is_missed():
    with pytest.raises(UndefinedError):
        render("dossier.html", Language())
