"""What is kept of a file besides what was read: by which version, and why it could not be.

Whoever hands out files and keeps results needs this, and nothing of what reads.
"""

from dataclasses import astuple

from styrdok.errors import UnreadableInput
from styrdok.registry.intake import Failure, ReadResult, failure
from styrdok.registry.version import reader_version
from styrdok.sentence import Sentence
from styrdok.settings import ReadLimits

OUT_OF_MEMORY = Sentence.of("Att läsa filen tog mer minne än vad som är tillåtet.")
MORE_MEMORY = Sentence.of("Är filen hel, höj limits.memory_bytes (’styrdok settings’).")
_RECOGNISED = " ocr"
_LONGEST = 480
_ADVICE = Sentence.of("Öppna den i en PDF-läsare och spara om den; anmäl felet om det inte hjälper.")


def failure_of(error: Exception) -> Failure:
    """The error as it is kept in the registry."""
    if isinstance(error, UnreadableInput):
        return failure(error.code, error.sentence, error.advice)
    if isinstance(error, MemoryError):
        return failure("limit", OUT_OF_MEMORY, MORE_MEMORY)
    if isinstance(error, RecursionError):
        return failure("damaged", Sentence.of("Pdf-filens delar ligger för djupt i varandra för att läsas."), _ADVICE)
    told = f"{type(error).__name__}: {error}"[:_LONGEST]
    return failure("error", Sentence.of("Det gick inte att läsa filen: {error}", error=told), _ADVICE)


def failed(sha256: str, limits: ReadLimits, failure: Failure) -> ReadResult:
    """The result for a file that could not be read."""
    return ReadResult(sha256, limited_version(limits), failure=failure)


def limited_version(limits: ReadLimits) -> str:
    """The version of what the limits have a part in: under other ones the file is read again."""
    return " ".join((reader_version(), *(str(value) for value in astuple(limits))))


def recognised_version() -> str:
    """The version of what was read after its pages had been recognised."""
    return reader_version() + _RECOGNISED


def is_recognised(version: str) -> bool:
    """Whether a version, of this program or of an older one, is that of something recognised."""
    return version.endswith(_RECOGNISED)
