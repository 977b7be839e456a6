"""Every real document that is at hand can be read, keeps the rules, and shows most of its labelled headings."""

import os
from pathlib import Path

import pytest

from styrdok.reading import passages, read
from styrdok.vocabulary import PageStatus

from .test_provenance import check

FOLDER = Path(os.environ.get("STYRDOK_REAL", Path(__file__).resolve().parents[4] / "shared" / "real"))
FILES = sorted(FOLDER.rglob("*.pdf")) if FOLDER.is_dir() else []


@pytest.mark.real
@pytest.mark.skipif(not FILES, reason="no folder of real documents")
def test_every_real_document_keeps_the_rules() -> None:
    readable = 0
    for path in FILES:
        reading = read(path.read_bytes())
        check(reading)
        readable += any(page.status in (PageStatus.TEXT, PageStatus.OCR) for page in reading.pages)
        for passage in passages(reading):
            assert passage.anchor.boxes
    assert readable >= 0.95 * len(FILES)
