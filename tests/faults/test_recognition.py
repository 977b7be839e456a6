"""Scanned pages: only they are sent to be recognised, the original stays, and a missing program is told."""

import hashlib
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader

from styrdok import confined
from styrdok.engines.ingest import ingest, rebuild
from styrdok.engines.recognise import recognise, recognised
from styrdok.errors import DamagedPdf, LimitExceeded, MissingDependency
from styrdok.reading.ocr import Recogniser, numbers, ranges, recogniser
from styrdok.reading.reader import read
from styrdok.reading.scans import PrintedLine, recognise_pages
from styrdok.registry.store import Registry
from styrdok.vocabulary import FileStatus, PageStatus

from .hostile import sound

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the made-up programs are scripts")
SCANNED = "Riktlinje för uthyrning av idrottshallar\nNämnden ska varje år följa upp hur hallarna används."
SENTENCE = "Nämnden följer varje år upp hur bryggorna används av båtklubbarna."

_OCRMYPDF = """
import shutil, sys
from pathlib import Path
words = sys.argv[1:]
Path(__file__).with_name("asked").open("a").write(" ".join(words[:-2]) + "\\n")
{does}
"""
_ANSWERS = "shutil.copy(Path(__file__).with_name('answer.pdf'), words[-1])"


def _program(folder: Path, name: str, does: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!{sys.executable}\n{textwrap.dedent(does)}", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A folder with a file of two pages, the second of which is a picture of words."""
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    picture = pypdfium2.PdfDocument(sound(SCANNED))[0].render(scale=200 / 72).to_pil()
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=True)
    canvas.drawString(72, 760, "Protokoll från idrottsnämnden med en bilaga.")
    canvas.showPage()
    canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
    canvas.showPage()
    canvas.save()
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "scan.pdf").write_bytes(stream.getvalue())
    (folder / "text.pdf").write_bytes(sound())
    return folder


def _answered(folder: Path, does: str = _ANSWERS) -> Recogniser:
    """A made-up program that gives two pages of text."""
    program = _program(folder, "ocrmypdf", _OCRMYPDF.format(does=does))
    answer = pypdfium2.PdfDocument.new()
    for words in ("Protokoll från idrottsnämnden med en bilaga.", SCANNED):
        answer.import_pages(pypdfium2.PdfDocument(sound(words)))
    answer.save(folder / "answer.pdf")
    return Recogniser(str(program), seconds=3.0, seconds_per_page=0.0)


def test_pages_are_named_as_the_program_takes_them() -> None:
    assert ranges([3, 1, 4, 5, 9, 9]) == "1,3-5,9"
    assert ranges([2]) == "2"
    assert numbers("1,3-5,9") == (1, 3, 4, 5, 9)


def test_only_pages_without_text_are_sent_and_once(scan: Path, tmp_path: Path) -> None:
    path, tool = tmp_path / "r.db", _answered(tmp_path / "bin")
    original = hashlib.sha256((scan / "scan.pdf").read_bytes()).hexdigest()
    summary = ingest([scan], path, jobs=1)
    assert [file.name for file in summary.named(FileStatus.PARTIAL)] == ["scan.pdf"]
    after = recognise(summary, path, tool)
    asked = (tmp_path / "bin" / "asked").read_text(encoding="utf-8").splitlines()
    assert len(asked) == 1
    assert "--pages 2 " in asked[0]
    assert "--language swe" in asked[0]
    assert [file.status for file in after.files] == [FileStatus.OK, FileStatus.OK]
    with Registry.open(path, read_only=True) as registry:
        assert {file.sha256 for file in registry.files()} >= {original}
        assert registry.search("idrottshallar")
        before = registry.snapshot()
    assert hashlib.sha256((scan / "scan.pdf").read_bytes()).hexdigest() == original
    again = ingest([scan], path, jobs=1)
    assert again.read == ()
    recognise(again, path, tool)
    assert len((tmp_path / "bin" / "asked").read_text(encoding="utf-8").splitlines()) == 1
    only = recognised(path)
    assert only == {original}
    recognise(rebuild(path, jobs=1), path, tool, only=only)
    assert len((tmp_path / "bin" / "asked").read_text(encoding="utf-8").splitlines()) == 1
    with Registry.open(path, read_only=True) as registry:
        assert registry.snapshot() == before


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("sys.stderr.write('boom'); sys.exit(15)", "boom"),
        ("sys.exit(8)", "skyddad"),
        ("pass", "exit code 0"),
        ("import time; time.sleep(60)", "sekunder"),
        ("Path(words[-1]).write_bytes(b'%PDF-1.7 nothing')", "trasig"),
        (f"{_ANSWERS}; Path(words[-1]).write_bytes(Path(words[-2]).read_bytes()[:0])", ""),
    ],
)
def test_a_recognition_that_fails_keeps_what_was_read(scan: Path, tmp_path: Path, does: str, said: str) -> None:
    tool = _answered(tmp_path / "bin", does)
    summary = ingest([scan], tmp_path / "r.db", jobs=1)
    after = recognise(summary, tmp_path / "r.db", tool)
    (partial,) = after.named(FileStatus.PARTIAL)
    assert said in partial.hint
    assert (partial.pages, partial.pages_unread) == (2, 1)
    with Registry.open(tmp_path / "r.db", read_only=True) as registry:
        assert registry.search("Protokoll")


def test_errors_are_typed(tmp_path: Path) -> None:
    source = tmp_path / "a.pdf"
    source.write_bytes(sound())
    with pytest.raises(LimitExceeded):
        _answered(tmp_path / "slow", "import time; time.sleep(60)").recognise(source, [1], tmp_path / "b.pdf")
    with pytest.raises(DamagedPdf):
        _answered(tmp_path / "bad", "sys.exit(2)").recognise(source, [1], tmp_path / "b.pdf")


@pytest.mark.parametrize("there", ["", "ocrmypdf", "ocrmypdf tesseract"])
def test_what_is_missing_is_told_with_the_line_that_installs_it(
    scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: str
) -> None:
    for name in there.split():
        _program(tmp_path / "bin", name, "print('eng')")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    with pytest.raises(MissingDependency):
        recogniser()
    words = [sys.executable, "-m", "styrdok", "ingest", "--ocr", str(scan), "--registry", str(tmp_path / "r.db")]
    told = subprocess.run(words, capture_output=True, text=True, check=False, env=dict(os.environ))
    assert told.returncode == 6
    assert "apt install ocrmypdf tesseract-ocr tesseract-ocr-swe" in told.stderr
    assert not (tmp_path / "r.db").exists()


def _ingested(folder: Path, registry: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "styrdok", "ingest", str(folder), "--registry", str(registry), *flags]
    surroundings = {name: value for name, value in os.environ.items() if name != "STYRDOK_OCR"}
    return subprocess.run(words, capture_output=True, text=True, check=False, env=surroundings)


def test_scans_are_recognised_by_themselves_where_that_can_be_done(
    scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _answered(tmp_path / "bin")
    _program(tmp_path / "bin", "tesseract", "print('swe')")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    told = _ingested(scan, tmp_path / "a.db", "--no-ocr")
    assert told.returncode == 0, told.stderr
    assert not (tmp_path / "bin" / "asked").exists()
    told = _ingested(scan, tmp_path / "a.db")
    assert told.returncode == 0, told.stderr
    with Registry.open(tmp_path / "a.db", read_only=True) as registry:
        assert registry.search("idrottshallar")


def test_scans_that_cannot_be_recognised_are_counted_with_the_line_that_installs_it(
    scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    told = _ingested(scan, tmp_path / "a.db")
    assert told.returncode == 0, told.stderr
    assert "1 sidor i 1 filer är bilder och väntar på tolkning" in told.stderr
    assert "sudo apt install ocrmypdf tesseract-ocr tesseract-ocr-swe" in told.stderr


def test_recognised_lines_lie_where_they_are_printed(scan: Path, tmp_path: Path) -> None:
    def engine(picture: Any) -> Iterator[PrintedLine]:
        assert picture.shape[2] == 3
        yield PrintedLine("Riktlinje för båtar, § 12", 250, 300, 900, 340)
        yield from (PrintedLine(SENTENCE, 250, top, 1500, top + 30) for top in range(400, 700, 50))

    recognise_pages(scan / "scan.pdf", (2,), tmp_path / "out.pdf", engine)
    reading = read((tmp_path / "out.pdf").read_bytes())
    assert [page.status for page in reading.pages] == [PageStatus.TEXT, PageStatus.OCR]
    assert "Riktlinje för båtar, § 12" in reading.text
    assert SENTENCE in reading.text
    box = next(block for block in reading.blocks if block.page == 2).lines[0].box
    assert (box.x0, box.x1) == (pytest.approx(90, abs=2), pytest.approx(324, abs=4))
    assert 105 < (box.top + box.bottom) / 2 < 125


@pytest.mark.skipif(not (shutil.which("ocrmypdf") and shutil.which("tesseract")), reason="no OCRmyPDF or Tesseract")
def test_the_real_programs_read_a_scanned_page(scan: Path, tmp_path: Path) -> None:
    tool = recogniser()
    assert tool.is_confined == confined.can_be()
    after = recognise(ingest([scan], tmp_path / "r.db", jobs=1), tmp_path / "r.db", tool)
    assert [file.status for file in after.files] == [FileStatus.OK, FileStatus.OK]
    with Registry.open(tmp_path / "r.db", read_only=True) as registry:
        assert registry.search("idrottshallar")
        assert {status.value for status in registry.page_statuses()} == {"text", "ocr"}
