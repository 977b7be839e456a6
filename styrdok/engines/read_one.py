"""The one stage that reads a file; every engine runs this same function."""

from collections.abc import Callable
from dataclasses import astuple

from styrdok.errors import StyrdokError, UnreadableInput
from styrdok.extraction.extract import extract
from styrdok.ids import content_hash
from styrdok.reading.limits import ReadLimits as ReaderLimits
from styrdok.reading.reader import read
from styrdok.registry.intake import Failure, ReadResult
from styrdok.registry.version import reader_version
from styrdok.registry.words import forms
from styrdok.settings import ReadLimits, Settings

OUT_OF_MEMORY = "Reading the file took more memory than is allowed."
MORE_MEMORY = "Raise the memory limit if the file is sound."
_RECOGNISED = " ocr"
_ADVICE = "Open it in a PDF reader and save it anew; report it if that does not help."


def read_one(data: bytes, settings: Settings) -> ReadResult:
    """What reading these bytes gives, readable or not. Opens no other file and keeps nothing.

    Raises a :class:`~styrdok.errors.StyrdokError` only for what is wrong with the program, such as a broken lexicon.
    """
    sha256 = content_hash(data)
    try:
        reading = read(data, ReaderLimits(pages=settings.limits.pages or ReaderLimits().pages))
        extraction = extract(reading)
        words = tuple(forms(passage.anchor.text) for passage in extraction.passages)
    except UnreadableInput as error:
        return failed(sha256, settings.limits, failure_of(error))
    except StyrdokError:
        raise
    except Exception as error:  # whatever a hostile file provokes is that file's fate, not the run's
        return failed(sha256, settings.limits, failure_of(error))
    return ReadResult(sha256, reader_version(), reading, extraction, words)


def failure_of(error: Exception) -> Failure:
    """The error as it is kept in the registry."""
    if isinstance(error, UnreadableInput):
        return Failure(error.code, error.message, error.hint)
    if isinstance(error, MemoryError):
        return Failure("limit", OUT_OF_MEMORY, MORE_MEMORY)
    if isinstance(error, RecursionError):
        return Failure("damaged", "The PDF nests its parts too deep to be read.", _ADVICE)
    return Failure("error", f"Reading the file failed: {type(error).__name__}: {error}"[:500], _ADVICE)


def failed(sha256: str, limits: ReadLimits, failure: Failure) -> ReadResult:
    """The result for a file that could not be read."""
    return ReadResult(sha256, failed_version(limits), failure=failure)


def failed_version(limits: ReadLimits) -> str:
    """The version of a failure: under other limits the file is tried again."""
    return " ".join((reader_version(), *(str(value) for value in astuple(limits))))


def recognised_version() -> str:
    """The version of what was read after its pages had been recognised."""
    return reader_version() + _RECOGNISED


def is_recognised(version: str) -> bool:
    """Whether a version, of this program or of an older one, is that of something recognised."""
    return version.endswith(_RECOGNISED)


Reader = Callable[[bytes, Settings], ReadResult]
