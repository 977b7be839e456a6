"""The one stage that reads a file; every engine runs this same function."""

import sys
from collections.abc import Callable, Collection
from dataclasses import astuple

from styrdok.errors import StyrdokError, UnreadableInput
from styrdok.extraction.extract import extract
from styrdok.ids import content_hash
from styrdok.models import Extraction, Reading
from styrdok.reading.limits import ReaderLimits
from styrdok.reading.reader import read
from styrdok.reading.readers import PDF, reader_for
from styrdok.registry.intake import Failure, ReadResult, failure
from styrdok.registry.version import reader_version
from styrdok.registry.words import forms
from styrdok.sentence import Sentence
from styrdok.settings import ReadLimits, Settings

OUT_OF_MEMORY = Sentence.of("Att läsa filen tog mer minne än vad som är tillåtet.")
MORE_MEMORY = Sentence.of("Är filen hel, höj limits.memory_bytes (’styrdok settings’).")
_RECOGNISED = " ocr"
_LONGEST = 480
_ADVICE = Sentence.of("Öppna den i en PDF-läsare och spara om den; anmäl felet om det inte hjälper.")


def read_one(
    data: bytes,
    settings: Settings,
    *,
    suffix: str = PDF,
    sha256: str = "",
    opened: Callable[[int], None] = lambda pages: None,
) -> ReadResult:
    """What reading these bytes gives, readable or not. Opens no other file and keeps nothing.

    ``suffix`` is the ending of the file's name, which tells the format. ``sha256`` is that of the bytes where it is
    known; ``opened`` is told the number of pages before they are read.
    Raises a :class:`~styrdok.errors.StyrdokError` only for what is wrong with the program, such as a broken lexicon.
    """
    sha256 = sha256 or content_hash(data)
    limits = ReaderLimits(pages=settings.limits.pages or sys.maxsize)
    try:
        if reader_for(suffix) is reader_for(PDF):
            reading, extraction = _understood(data, limits, sha256, opened)
        else:
            reading = reader_for(suffix)(data, limits)
            extraction = extract(reading)
        words = tuple(forms(passage.anchor.text) for passage in extraction.passages)
    except UnreadableInput as error:
        return failed(sha256, settings.limits, failure_of(error))
    except StyrdokError:
        raise
    except Exception as error:  # whatever a hostile file provokes is that file's fate, not the run's
        return failed(sha256, settings.limits, failure_of(error))
    version = limited_version(settings.limits) if reading.left_out else reader_version()
    return ReadResult(sha256, version, reading, extraction, words)


def _understood(
    data: bytes, limits: ReaderLimits, sha256: str, opened: Callable[[int], None]
) -> tuple[Reading, Extraction]:
    """The file read and understood; a page that fails also when it is read alone is left out, as failed."""
    pages = range(0)

    def counted(count: int) -> None:
        nonlocal pages
        pages = range(1, count + 1)
        opened(count)

    try:
        reading = read(data, limits, sha256=sha256, opened=counted)
        return reading, extract(reading)
    except (StyrdokError, MemoryError):
        raise
    except Exception:
        faulty = {number for number in pages if _fails(data, limits, set(pages) - {number})}
        if not faulty or len(faulty) == len(pages):
            raise
        reading = read(data, limits, sha256=sha256, skipped=faulty)
        return reading, extract(reading)


def _fails(data: bytes, limits: ReaderLimits, skipped: Collection[int]) -> bool:
    try:
        extract(read(data, limits, skipped=skipped))
    except (StyrdokError, MemoryError):
        raise
    except Exception:
        return True
    return False


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
