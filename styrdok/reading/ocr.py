"""Recognising the words on pages that hold only pictures, with OCRmyPDF and Tesseract as programs of their own.

Only the pages that could not be read are sent; the others stay as they are. The original is never written to.
"""

import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from styrdok import system
from styrdok.errors import DamagedPdf, LimitExceeded, MissingDependency, UnreadableInput
from styrdok.sentence import Sentence

LANGUAGE = "swe"
_PROGRAM, _ENGINE = "ocrmypdf", "tesseract"
_INSTALL = Sentence.of(
    "Installera det: sudo apt install ocrmypdf tesseract-ocr tesseract-ocr-swe "
    "(macOS: brew install ocrmypdf tesseract-lang)"
)
_QUESTION_SECONDS = 30.0
_ENCRYPTED = 8
"""OCRmyPDF's exit code for a file with a password (its manual, "Return codes")."""


@dataclass(frozen=True, slots=True)
class Recogniser:
    """The program found on this machine. ``seconds`` and ``seconds_per_page`` bound one file, in wall-clock time."""

    program: str
    seconds: float = 120.0
    seconds_per_page: float = 60.0

    def recognise(self, source: Path, pages: Sequence[int], target: Path) -> None:
        """Write ``source`` with a layer of recognised text on ``pages`` (from 1) to ``target``.

        Raises :class:`~styrdok.errors.LimitExceeded` when it takes too long and
        :class:`~styrdok.errors.DamagedPdf` or another :class:`~styrdok.errors.UnreadableInput` when it fails.
        """
        words = [self.program, "--language", LANGUAGE, "--force-ocr", "--pages", ranges(pages), "--jobs", "1"]
        words += ["--output-type", "pdf", "--optimize", "0", "--quiet", "--", _plain(source), _plain(target)]
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


def recogniser() -> Recogniser:
    """The program for recognition. Raises :class:`~styrdok.errors.MissingDependency` when it or Swedish is missing."""
    program, engine = shutil.which(_PROGRAM), shutil.which(_ENGINE)
    for name, found in ((_PROGRAM, program), (_ENGINE, engine)):
        if found is None:
            raise MissingDependency(
                Sentence.of("Att tolka skannade sidor kräver {name}, som inte är installerat.", name=name), _INSTALL
            )
    code, said = _run([str(engine), "--list-langs"], _QUESTION_SECONDS)
    if code or LANGUAGE not in said.split():
        raise MissingDependency(Sentence.of("Tesseract finns, men inte dess svenska språkdata (swe)."), _INSTALL)
    return Recogniser(str(program))


def ranges(pages: Iterable[int]) -> str:
    """Page numbers as OCRmyPDF takes them: ``1,3-5``."""
    ordered = sorted(set(pages))
    starts = ordered[:1] + [after for before, after in pairwise(ordered) if after != before + 1]
    ends = [before for before, after in pairwise(ordered) if after != before + 1] + ordered[-1:]
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in zip(starts, ends, strict=True))


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
