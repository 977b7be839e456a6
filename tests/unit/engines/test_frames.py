"""What may cross between the run and its workers: every value arrives as it was sent, and nothing else arrives."""

import dataclasses
import os
import pickle
import types
import typing
from enum import Enum
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrdok.engines import frames
from styrdok.engines.read_one import read_one
from styrdok.registry.intake import Failure, ReadResult
from styrdok.settings import Settings

_SCALARS: dict[object, st.SearchStrategy[object]] = {
    str: st.text(max_size=8),
    int: st.integers(-(2**63), 2**63 - 1),
    float: st.floats(allow_nan=False),
    bool: st.booleans(),
    bytes: st.binary(max_size=8),
    type(None): st.none(),
}


def _values(kind: typing.Any) -> st.SearchStrategy[typing.Any]:
    """Any value of a type, as its own hints describe it."""
    if kind in _SCALARS:
        return _SCALARS[kind]
    inner = typing.get_args(kind)
    if typing.get_origin(kind) is types.UnionType:
        return st.one_of(*map(_values, inner))
    if typing.get_origin(kind) is tuple and inner[-1] is Ellipsis:
        return st.lists(_values(inner[0]), max_size=2).map(tuple)
    if typing.get_origin(kind) is tuple:
        return st.tuples(*map(_values, inner))
    if issubclass(kind, Enum):
        return st.sampled_from(kind)
    assert dataclasses.is_dataclass(kind) or issubclass(kind, msgspec.Struct), f"{kind} cannot cross"
    return st.builds(kind, **{name: _values(hint) for name, hint in typing.get_type_hints(kind).items()})


def _arrived(value: frames.Job | frames.Answer) -> frames.Job | frames.Answer:
    stream = BytesIO(frames.encode(value))
    return frames.receive_job(stream) if isinstance(value, frames.Job) else frames.receive_answer(stream)


@given(st.one_of(*map(_values, (*typing.get_args(frames.Answer), frames.Job))))
def test_every_value_arrives_as_it_was_sent(value: frames.Job | frames.Answer) -> None:
    arrived = _arrived(value)
    assert arrived == value
    assert repr(arrived) == repr(value)


def test_a_whole_result_arrives_as_it_was_sent(folder: Path) -> None:
    result = read_one((folder / "a.pdf").read_bytes(), Settings())
    assert result.reading is not None
    assert _arrived(frames.Done(result)) == frames.Done(result)


def test_no_frame_can_hold_half_a_character() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        frames.encode(frames.Done(ReadResult("0" * 64, "v", failure=Failure("x", "\ud800"))))


class Evil:
    """Unpickling this would run a command."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("true",)


def _frame(body: bytes) -> bytes:
    return frames.HEAD.pack(len(body)) + body


def _packed(value: object) -> bytes:
    return _frame(msgspec.msgpack.encode(value))


_RESULT = {"sha256": "0" * 64, "version": "v"}
_HOSTILE = {
    "a pickle": _frame(pickle.dumps(Evil())),
    "a pickled path": _frame(pickle.dumps((Path("a.pdf"), Settings()))),
    "the name of a function": _packed({"type": "os.system", "result": "true"}),
    "a job instead": frames.encode(frames.Job(b"a.pdf", Settings())),
    "an unknown field": _packed({"type": "Unopened", "reason": "", "module": "os"}),
    "a text for a number": _packed({"type": "Done", "result": _RESULT | {"reading": {"pages": "many"}}}),
    "a number for a text": _packed({"type": "Done", "result": _RESULT | {"version": 7}}),
    "a word of no list": _packed(
        {"type": "Done", "result": _RESULT | {"extraction": {"mentions": [{"kind": "__import__"}]}}}
    ),
    "a nest": _frame(b"\x91" * 1_000_000),
    "nothing": b"",
    "noise": b"\xff" * 20,
    "an empty value": _frame(b""),
    "a frame cut off": frames.encode(frames.Unopened("x"))[:-1],
    "two values in one": _frame(msgspec.msgpack.encode({"type": "Ready"}) * 2),
    "an extension": _frame(b"\xc7\x02\x01os"),
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_what_must_not_be_sent_does_not_arrive(name: str) -> None:
    with pytest.raises(frames.BadFrame):
        frames.receive_answer(BytesIO(_HOSTILE[name]))
