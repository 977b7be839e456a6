"""What a worker does with one job, in whatever process it runs: hash the file, ask whether it is wanted, read it."""

import hashlib
import os
from collections.abc import Callable
from io import BufferedReader
from pathlib import PurePath

from styrdok import system
from styrdok.engines import frames
from styrdok.engines.outcome import MORE_MEMORY, failed, failure_of
from styrdok.engines.read_one import read_one
from styrdok.errors import LimitExceeded, StyrdokError
from styrdok.sentence import Sentence

_TOO_LARGE = LimitExceeded(Sentence.of("Filen är större än det minne som läsningen får ta."), MORE_MEMORY)


def answer_to(job: frames.Job, ask: Callable[[str], bool], opened: Callable[[int], None]) -> bytes | None:
    """The answer to the job, as a frame, or ``None`` when the content is not wanted. The disk is read once.

    ``ask`` is asked with the SHA-256 of the content, ``opened`` is told the number of pages before they are read.
    """
    try:
        with system.open_file(os.fsdecode(job.path)) as stream:
            data, sha256 = _content(stream)
    except OSError as error:
        return frames.encode(frames.Unopened(str(unopened(f"{error.strerror or error}."))))
    if not ask(sha256):
        return None
    limits, suffix = job.settings.limits, PurePath(os.fsdecode(job.path)).suffix
    try:
        if data is None:
            raise _TOO_LARGE
        return frames.encode(frames.Done(read_one(data, job.settings, suffix=suffix, sha256=sha256, opened=opened)))
    except (LimitExceeded, ValueError, OverflowError) as error:  # what a hostile file says need not fit a frame
        return frames.encode(frames.Done(failed(sha256, limits, failure_of(error))))
    except StyrdokError as error:
        return frames.encode(frames.Fault(error.message, error.hint))


def unopened(why: str) -> Sentence:
    """Why a file is not read at all, for now."""
    return Sentence.of("Filen kan inte öppnas: {why}", why=why)


def _content(stream: BufferedReader) -> tuple[bytes | None, str]:
    """The content, unless there is no memory for it, and its SHA-256."""
    try:
        data = stream.read()
    except MemoryError:
        stream.seek(0)
        return None, hashlib.file_digest(stream, "sha256").hexdigest()
    return data, hashlib.sha256(data).hexdigest()
