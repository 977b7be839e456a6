"""How the run and its workers talk: length, kind, and a pickle that may only hold plain values of this package."""

import io
import pickle
import struct
from typing import Any, BinaryIO

HEAD = struct.Struct(">Q")
_LARGEST = 1 << 30
_BUILTINS = {("builtins", "complex"), ("datetime", "date"), ("pathlib", "Path"), ("pathlib", "PosixPath")}
_MODULES = ("styrdok.models", "styrdok.vocabulary", "styrdok.settings", "styrdok.registry.intake")


class BadFrame(Exception):
    """The other side ended, or sent what it must not."""


class _Plain(pickle.Unpickler):
    """Unpickles nothing but the values of the models: a worker that a hostile file has taken over gets no further."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _BUILTINS or (module in _MODULES and "." not in name and not name.startswith("_")):
            return super().find_class(module, name)
        raise BadFrame(f"{module}.{name}")


def encode(value: object) -> bytes:
    """The value as a frame."""
    body = pickle.dumps(value, protocol=5)
    return HEAD.pack(len(body)) + body


def send(stream: BinaryIO, value: object) -> None:
    """Write the value and make sure that it leaves."""
    stream.write(encode(value))
    stream.flush()


def receive(stream: BinaryIO) -> Any:
    """The next value. Raises :class:`BadFrame` when there is none, or it is broken, too long or not plain."""
    head = stream.read(HEAD.size)
    if len(head) < HEAD.size:
        raise BadFrame("ended")
    (length,) = HEAD.unpack(head)
    if length > _LARGEST:
        raise BadFrame("too long")
    body = stream.read(length)
    if len(body) < length:
        raise BadFrame("cut off")
    try:
        return _Plain(io.BytesIO(body)).load()
    except BadFrame:
        raise
    except Exception as error:
        raise BadFrame(str(error)) from error
