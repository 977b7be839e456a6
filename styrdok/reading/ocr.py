"""Recognising the words on pages that hold only pictures, in a program of its own.

That is OCRmyPDF with Tesseract where they are installed, else the engine of the package RapidOCR
(:mod:`styrdok.reading.scans`). Only the pages that could not be read are sent; the others stay as they are. The
original is never written to, and where the kernel can see to it the program reaches nothing but the file, a folder of
its own and what it is made of (:mod:`styrdok.confined`).
"""

import importlib.util
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from styrdok import confined, system
from styrdok.errors import DamagedPdf, LimitExceeded, MissingDependency, UnreadableInput
from styrdok.sentence import Sentence

LANGUAGE, PACKAGE = "swe", "rapidocr"
_PROGRAM, _ENGINE = "ocrmypdf", "tesseract"
INSTALL_LINE = "sudo apt install ocrmypdf tesseract-ocr tesseract-ocr-swe"
"""The one line that installs what recognises scanned pages."""

INSTALL_PACKAGE = "pip install 'styrdok[ocr]'"
"""The same without a system's packages: slower, but no worse."""

_INSTALL = Sentence.of(
    "Installera det: {line} (macOS: brew install ocrmypdf tesseract-lang) eller {package}",
    line=INSTALL_LINE,
    package=INSTALL_PACKAGE,
)
_QUESTION_SECONDS = 30.0
_ENCRYPTED = 8
"""OCRmyPDF's exit code for a file with a password (its manual, "Return codes")."""


@dataclass(frozen=True)
class Recogniser:
    """The program found on this machine: OCRmyPDF.

    ``seconds`` and ``seconds_per_page`` bound one file in wall-clock time; a page that takes longer than the second
    stays unread. ``is_confined`` says whether the program can do its work without reaching anything else.
    """

    program: str
    is_confined: bool = False
    seconds: float = 120.0
    seconds_per_page: float = 60.0

    def recognise(self, source: Path, pages: Sequence[int], target: Path) -> None:
        """Write ``source`` with a layer of recognised text on ``pages`` (from 1) to ``target``, in a folder of its own.

        Raises :class:`~styrdok.errors.LimitExceeded` when it takes too long and
        :class:`~styrdok.errors.DamagedPdf` or another :class:`~styrdok.errors.UnreadableInput` when it fails.
        """
        words = self._words(source, pages, target)
        if self.is_confined:
            words = confined.words(words, target.parent, [source])
        code, said = _run(words, self.seconds + self.seconds_per_page * len(pages))
        if code == _ENCRYPTED:
            raise UnreadableInput(
                Sentence.of("Sidorna kunde inte tolkas: PDF-filen är skyddad."), Sentence.of("Spara en öppen kopia.")
            )
        if code or not target.is_file():
            last = said.strip().splitlines()[-1:] or [f"exit code {code}"]
            raise DamagedPdf(
                Sentence.of("Sidorna kunde inte tolkas ({last}).", last=last[0][:200]),
                Sentence.of("Skanna originalet på nytt."),
            )

    def _words(self, source: Path, pages: Sequence[int], target: Path) -> list[str]:
        words = [self.program, "--language", LANGUAGE, "--force-ocr", "--pages", ranges(pages), "--jobs", "1"]
        words += ["--tesseract-timeout", f"{max(1.0, self.seconds_per_page):.0f}"]
        return [*words, "--output-type", "pdf", "--optimize", "0", "--quiet", "--", _plain(source), _plain(target)]


@dataclass(frozen=True)
class PackagedRecogniser(Recogniser):
    """The engine that comes as a Python package, run by this Python; ``program`` is its interpreter."""

    def _words(self, source: Path, pages: Sequence[int], target: Path) -> list[str]:
        return [self.program, "-P", "-m", "styrdok.reading.scans", ranges(pages), _plain(source), _plain(target)]


def recogniser() -> Recogniser:
    """What recognises scanned pages here. Raises :class:`~styrdok.errors.MissingDependency` when there is nothing."""
    try:
        return _installed()
    except MissingDependency:
        if importlib.util.find_spec(PACKAGE) is None:
            raise
        return PackagedRecogniser(sys.executable, confined.can_be())


def _installed() -> Recogniser:
    """OCRmyPDF, if it and Tesseract with Swedish are here."""
    program, engine = shutil.which(_PROGRAM), shutil.which(_ENGINE)
    for name, found in ((_PROGRAM, program), (_ENGINE, engine)):
        if found is None:
            raise MissingDependency(
                Sentence.of("Att tolka skannade sidor kräver {name}, som inte är installerat.", name=name), _INSTALL
            )
    code, said = _run([str(engine), "--list-langs"], _QUESTION_SECONDS)
    if code or LANGUAGE not in said.split():
        raise MissingDependency(Sentence.of("Tesseract finns, men inte dess svenska språkdata (swe)."), _INSTALL)
    return Recogniser(str(program), _starts_confined(str(program)))


def _starts_confined(program: str) -> bool:
    """Whether a program finds what it is made of when it reaches nothing else; one from an unusual place may not."""
    if not confined.can_be():
        return False
    with tempfile.TemporaryDirectory(prefix="styrdok-ocr-") as place:
        try:
            return _run(confined.words([program, "--version"], Path(place)), _QUESTION_SECONDS)[0] == 0
        except LimitExceeded:
            return False


def ranges(pages: Iterable[int]) -> str:
    """Page numbers as OCRmyPDF takes them: ``1,3-5``."""
    ordered = sorted(set(pages))
    starts = ordered[:1] + [after for before, after in pairwise(ordered) if after != before + 1]
    ends = [before for before, after in pairwise(ordered) if after != before + 1] + ordered[-1:]
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in zip(starts, ends, strict=True))


def numbers(ranged: str) -> tuple[int, ...]:
    """The page numbers that :func:`ranges` wrote."""
    bounds = (part.partition("-") for part in ranged.split(","))
    return tuple(page for first, _, last in bounds for page in range(int(first), int(last or first) + 1))


def _plain(path: Path) -> str:
    """A path that no program takes for an option or for standard input."""
    return str(path.absolute())


def _run(words: Sequence[str], seconds: float) -> tuple[int, str]:
    """Exit code and what the program said; it and all it started are ended when it takes too long."""
    process = system.started(words, subprocess.DEVNULL, subprocess.PIPE, subprocess.STDOUT)
    try:
        said, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise LimitExceeded(
            Sentence.of("Det tog mer än {seconds:.0f} sekunder att tolka sidorna.", seconds=seconds),
            Sentence.of("Dela filen."),
        ) from error
    finally:
        if process.poll() is None:
            system.end(process)
            process.communicate()
    return process.returncode, said.decode(errors="replace")
