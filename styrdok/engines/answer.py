"""What a worker does with one job, in whatever process it runs."""

import os
from pathlib import Path

from styrdok.engines import frames
from styrdok.engines.read_one import failed, failure_of, read_one
from styrdok.errors import StyrdokError
from styrdok.ids import content_hash


def answer_to(job: frames.Job) -> bytes:
    """The answer to the job, as a frame."""
    try:
        data = Path(os.fsdecode(job.path)).read_bytes()
    except OSError as error:
        return frames.encode(frames.Unopened(error.strerror or str(error)))
    try:
        return frames.encode(frames.Done(read_one(data, job.settings)))
    except StyrdokError as error:
        return frames.encode(frames.Fault(error.message, error.hint))
    except (ValueError, OverflowError) as error:  # what a hostile file says need not fit a frame
        return frames.encode(frames.Done(failed(content_hash(data), job.settings.limits, failure_of(error))))
