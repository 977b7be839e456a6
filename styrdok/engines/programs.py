"""What optional programs a machine has, of which version, and what they give."""

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass

from styrdok.sentence import Sentence

_PATIENCE = 20.0
_VERSION = re.compile(r"\d+(?:\.\d+)+")
_SWEDISH = re.compile(r"^swe$", re.MULTILINE)
Asked = Callable[[list[str]], str]
"""What a program answers to a command line; nothing when it cannot be run."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program that styrdok can do without: its version, ``None`` where it is not there, and what it gives."""

    name: str
    version: str | None
    gives: Sentence


def programs(ask: Asked | None = None) -> tuple[Program, ...]:
    """The optional programs, those that are missing too."""
    ask = ask or _answer
    languages = ask(["tesseract", "--list-langs"])
    return (
        Program("ocrmypdf", _version(ask, "ocrmypdf"), Sentence.of("Tolkar inskannade sidor, med Tesseract.")),
        Program("tesseract", _version(ask, "tesseract"), Sentence.of("Känner igen bokstäver på bilder av sidor.")),
        Program(
            "tesseract swe",
            _version(ask, "tesseract") if _SWEDISH.search(languages) else None,
            Sentence.of("Svenska för Tesseract; utan den tolkas inga sidor."),
        ),
        Program(
            "libreoffice",
            _version(ask, "libreoffice", "soffice"),
            Sentence.of("Öppnar rapporten som Word-fil, och sparar äldre Word-filer (.doc) som .docx."),
        ),
        Program(
            "chromium",
            _version(ask, "chromium", "chromium-browser", "google-chrome"),
            Sentence.of("Visar webbsidan; vilken webbläsare som helst går."),
        ),
    )


def _version(ask: Asked, *names: str) -> str | None:
    """The version that the first of these programs tells."""
    for name in names:
        told = _VERSION.search(ask([name, "--version"]))
        if told:
            return told.group()
    return None


def _answer(words: list[str]) -> str:
    path = shutil.which(words[0])
    if path is None:
        return ""
    try:
        run = subprocess.run(
            [path, *words[1:]], capture_output=True, text=True, errors="replace", timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return run.stdout + run.stderr
