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
_SMALL = 1 << 12
_Value = TypeVar("_Value")


class Job(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """To the worker: read this file. ``path`` is as the system writes it (``os.fsencode``)."""

    path: bytes
    settings: Settings


class Ready(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """From the worker, once: it has started and waits for jobs."""


class Go(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """To the worker, once it has told the hash of a file: whether its content is wanted."""

    wanted: bool


class Hashed(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """From the worker: the SHA-256 of the file; it waits to hear whether the content is wanted."""

    sha256: str


class Counted(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """From the process that reads a file to its worker: how many pages it is going to read."""

    pages: int


class Done(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """From the worker: what reading the file gave, readable or not."""

    result: ReadResult


class Unopened(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """From the worker: why there is no result; nothing that the content of the file is to blame for."""

    reason: str


class Fault(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """From the worker: why no file can be read at all; something is wrong with the program, not with a file."""

    message: str
    hint: str


Answer = Ready | Hashed | Counted | Done | Unopened | Fault
Message = Job | Go | Answer

_JOBS: msgspec.msgpack.Decoder[Job] = msgspec.msgpack.Decoder(Job)
_GOES: msgspec.msgpack.Decoder[Go] = msgspec.msgpack.Decoder(Go)
_ANSWERS: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Answer)


class BadFrame(Exception):
    """The other side ended, or sent what it must not."""


def encode(value: Message) -> bytes:
    """The value as a frame. Raises :class:`ValueError` or :class:`OverflowError` when no frame can hold it."""
    body = msgspec.msgpack.encode(value)
    return HEAD.pack(len(body)) + body


def send(stream: IO[bytes], value: Message) -> None:
    """Write the value and make sure that it leaves."""
    stream.write(encode(value))
    stream.flush()


def receive_job(stream: IO[bytes]) -> Job:
    """The next job. Raises :class:`BadFrame` when there is none, or it is broken, too long or no job."""
    return _decoded(stream, _JOBS)


class Line:
    """A worker's line to the run that started it. Raises :class:`BadFrame` when that is gone."""

    def __init__(self, jobs: IO[bytes], answers: IO[bytes]) -> None:
        self._jobs, self._answers = jobs, answers
        self.ends = (jobs.fileno(), answers.fileno())

    @property
    def jobs(self) -> int:
        """The end that jobs come from: it has something to say, or has ended, when it can be read."""
        return self.ends[0]

    def job(self) -> Job:
        """The next job."""
        return receive_job(self._jobs)

    def ask(self, sha256: str) -> bool:
        """Whether a content is wanted."""
        self.say(encode(Hashed(sha256)))
        return _decoded(self._jobs, _GOES).wanted

    def say(self, frame: bytes) -> None:
        """Send an answer, or that the worker is ready."""
        self._answers.write(frame)
        self._answers.flush()


def receive_answer(stream: IO[bytes]) -> Answer:
    """The next answer. Raises :class:`BadFrame` when there is none, or it is broken, too long or no answer."""
    return _decoded(stream, _ANSWERS)


def length(begun: bytes | bytearray) -> int:
    """How long the frame is that begins so, its head included; more than what is there while that is not known."""
    return HEAD.size + (HEAD.unpack_from(begun)[0] if len(begun) >= HEAD.size else 1)


def small(frame: bytes) -> Answer | None:
    """What a frame says, unless it is a long one, which can only be a result; ``None`` also when it makes no sense."""
    if len(frame) > _SMALL:
        return None
    try:
        return _ANSWERS.decode(memoryview(frame)[HEAD.size :])
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None


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
