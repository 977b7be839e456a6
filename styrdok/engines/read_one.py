"""The one stage that reads a file; every engine runs this same function."""

import sys
from collections.abc import Callable, Collection

from styrdok.engines.outcome import failed, failure_of, limited_version
from styrdok.errors import StyrdokError, UnreadableInput
from styrdok.extraction.extract import extract
from styrdok.ids import content_hash
from styrdok.models import Extraction, Reading
from styrdok.reading.limits import ReaderLimits
from styrdok.reading.reader import read
from styrdok.reading.readers import PDF, reader_for
from styrdok.registry.intake import ReadResult
from styrdok.registry.version import reader_version
from styrdok.registry.words import forms
from styrdok.settings import Settings


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
