"""What the run and its workers say to each other: a length, then one MessagePack value of a known type.

Nothing in a frame can name a module, a class or a function: a worker that a hostile file has taken over can send
nothing but values of the types that are expected, and those hold text, numbers and bytes.
"""

import struct
from typing import IO, TypeVar

import msgspec

from styrdok.registry.intake import ReadResult
from styrdok.settings import Settings

HEAD = struct.Struct(">Q")
_LARGEST = 1 << 30
_Value = TypeVar("_Value")


class Job(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """To the worker: read this file. ``path`` is as the system writes it (``os.fsencode``)."""

    path: bytes
    settings: Settings


class Ready(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """From the worker, once: it has started and waits for jobs."""


class Done(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """From the worker: what reading the file gave, readable or not."""

    result: ReadResult


class Unopened(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """From the worker: why the file could not even be opened."""

    reason: str


class Fault(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """From the worker: why no file can be read at all; something is wrong with the program, not with a file."""

    message: str
    hint: str


Answer = Ready | Done | Unopened | Fault

_JOBS: msgspec.msgpack.Decoder[Job] = msgspec.msgpack.Decoder(Job)
_ANSWERS: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Answer)


class BadFrame(Exception):
    """The other side ended, or sent what it must not."""


def encode(value: Job | Answer) -> bytes:
    """The value as a frame. Raises :class:`ValueError` or :class:`OverflowError` when no frame can hold it."""
    body = msgspec.msgpack.encode(value)
    return HEAD.pack(len(body)) + body


def send(stream: IO[bytes], value: Job | Answer) -> None:
    """Write the value and make sure that it leaves."""
    stream.write(encode(value))
    stream.flush()


def receive_job(stream: IO[bytes]) -> Job:
    """The next job. Raises :class:`BadFrame` when there is none, or it is broken, too long or no job."""
    return _decoded(stream, _JOBS)


def receive_answer(stream: IO[bytes]) -> Answer:
    """The next answer. Raises :class:`BadFrame` when there is none, or it is broken, too long or no answer."""
    return _decoded(stream, _ANSWERS)


def _decoded(stream: IO[bytes], decoder: msgspec.msgpack.Decoder[_Value]) -> _Value:
    head = stream.read(HEAD.size)
    if len(head) < HEAD.size:
        raise BadFrame("it ended")
    (length,) = HEAD.unpack(head)
    if length > _LARGEST:
        raise BadFrame("its answer is too long")
    body = stream.read(length)
    if len(body) < length:
        raise BadFrame("its answer is cut off")
    try:
        return decoder.decode(body)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise BadFrame(f"its answer makes no sense: {error}") from error
