"""A report as PDF, laid out by LibreOffice from the Word document.

What LibreOffice writes of the moment and the machine is replaced, so that the same report gives the same bytes.
"""

import hashlib
import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from styrdok.errors import MissingDependency, WriteFailed
from styrdok.reports.docx import as_docx
from styrdok.reports.model import Report
from styrdok.sentence import Sentence

_PROGRAMS = ("soffice", "libreoffice")
_PATIENCE = 300.0
_MOMENT = re.compile(rb"/CreationDate\(D:\d{14}[^)]*\)")
_MARKS = re.compile(rb"(?<=<)[0-9A-F]{32}(?=>)|(?<=/DocChecksum /)[0-9A-F]{32}")


def as_pdf(report: Report) -> bytes:
    """The report as PDF.

    Raises :class:`MissingDependency` where LibreOffice is not installed and :class:`WriteFailed` when it makes nothing.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise MissingDependency(
            Sentence.of("PDF görs med LibreOffice, som inte är installerat."),
            Sentence.of("Installera det (sudo apt install libreoffice-writer), eller välj .docx."),
        )
    word = as_docx(report)
    with TemporaryDirectory(prefix="styrdok-") as place:
        return _settled(_converted(program, word, Path(place)), word)


def _converted(program: str, word: bytes, place: Path) -> bytes:
    (place / "report.docx").write_bytes(word)
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(place)]
    try:
        run = subprocess.run(
            [*command, str(place / "report.docx")], capture_output=True, timeout=_PATIENCE, check=False
        )
        return (place / "report.pdf").read_bytes()
    except FileNotFoundError as problem:
        said = run.stderr.decode(errors="replace").strip()[-200:] or f"{run.returncode}"
        raise _failed(said) from problem
    except subprocess.TimeoutExpired as problem:
        raise _failed(str(problem.timeout)) from problem


def _failed(said: str) -> WriteFailed:
    return WriteFailed(
        Sentence.of("LibreOffice gjorde ingen PDF ({said}).", said=said),
        Sentence.of("Stäng LibreOffice och försök igen, eller välj .docx."),
    )


def _settled(pdf: bytes, word: bytes) -> bytes:
    """The PDF with the moment it was made replaced by none, and the marks of it by those of the Word document."""
    mark = hashlib.sha256(word).hexdigest()[:32].upper().encode()
    return _MARKS.sub(mark, _MOMENT.sub(lambda found: _no_moment(found.group()), pdf))


def _no_moment(written: bytes) -> bytes:
    return b"/CreationDate(D:20000101000000" + written[len(b"/CreationDate(D:20000101000000") :]
