"""The report as PDF: its contents name the right pages, the same report gives the same bytes, faults are told."""

import io
import re
import shutil

import pytest

from styrdok.errors import MissingDependency, WriteFailed
from styrdok.reports import pdf
from styrdok.reports.model import Report, Section

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def report():
    sections = tuple(Section(name, title, ("Text. " * 900,)) for name, title in (("a", "Vägar"), ("b", "Broar")))
    return Report("Styrdokument i Kajstad", "2026-01-01", sections)


def texts(made):
    pdfplumber = pytest.importorskip("pdfplumber")
    with pdfplumber.open(io.BytesIO(made)) as opened:
        return [page.extract_text() for page in opened.pages]


@needs_office
def test_the_contents_name_the_pages_of_the_chapters():
    pages = texts(pdf.as_pdf(report()))
    for title in ("Vägar", "Broar"):
        told = next(int(found[1]) for page in pages if (found := re.search(rf"^{title} ?\.+ ?(\d+)$", page, re.M)))
        assert re.search(rf"^{title}$", pages[told - 1], re.M)


@needs_office
def test_the_same_report_gives_the_same_bytes():
    assert pdf.as_pdf(report()) == pdf.as_pdf(report())


def test_without_libreoffice_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(MissingDependency) as raised:
        pdf.as_pdf(report())
    assert "libreoffice-writer" in raised.value.hint


def test_a_libreoffice_that_makes_nothing_is_told_with_its_words(monkeypatch, tmp_path):
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\necho trasig profil >&2\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda _: str(program))
    with pytest.raises(WriteFailed, match="trasig profil"):
        pdf.as_pdf(report())
