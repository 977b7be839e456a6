"""The boxes of words lie on the glyphs that one sees."""

import importlib.util
import os
from pathlib import Path

import pytest

from styrdok.reading import read

from .document import known
from .ink import Ink, ink_of
from .producers import PRODUCERS

FOLDER = Path(os.environ.get("STYRDOK_REAL", Path(__file__).resolve().parents[3] / "shared" / "real"))
FILES = sorted(FOLDER.glob("*.pdf")) if FOLDER.is_dir() else []


def made(name: str, words: int, columns: int) -> Ink:
    if importlib.util.find_spec(name) is None:
        pytest.skip(f"{name} is not installed")
    data = PRODUCERS[name](known(3, full=True, words=words), columns)
    return ink_of(data, read(data))


def check(ink: Ink, least: float) -> None:
    assert ink.words > 100
    assert ink.inside >= least * ink.words
    assert ink.near >= least * ink.words
    assert ink.advance >= least * ink.words


def test_boxes_of_a_short_document() -> None:
    check(made("reportlab", 400, 1), 0.995)


@pytest.mark.long
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("name", sorted(PRODUCERS))
def test_boxes_of_every_producer(name: str, columns: int) -> None:
    check(made(name, 1500, columns), 0.995)


@pytest.mark.real
@pytest.mark.skipif(not FILES, reason="no folder of real documents")
def test_boxes_of_real_documents() -> None:
    """Pages that are scanned are left out: there the place of the text is a guess of the text recognition."""
    total = Ink(0, 0, 0, 0, 0)
    for path in FILES:
        data = path.read_bytes()
        reading = read(data)
        if not any("ocr_layer" in page.flags for page in reading.pages):
            total += ink_of(data, reading, 2)
    check(total, 0.99)
