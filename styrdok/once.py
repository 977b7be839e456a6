"""What is made of something when it is first asked for, and kept with what it is made of."""

from collections.abc import Callable
from functools import wraps
from threading import RLock
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar


class Keeps(Protocol):
    """Something that keeps what was made of it."""

    @property
    def kept(self) -> dict[Any, Any]:
        """What was made, by what made it and what else was asked."""


Source = TypeVar("Source", bound=Keeps)
Made = TypeVar("Made")
Asked = ParamSpec("Asked")


def once(make: Callable[Concatenate[Source, Asked], Made]) -> Callable[Concatenate[Source, Asked], Made]:
    """Have something made when it is first asked for, and kept; nobody may change it.

    Those who ask while it is being made wait, instead of each making it for themselves.
    """
    making, name = RLock(), f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def given(source: Source, /, *asked: Asked.args, **named: Asked.kwargs) -> Made:
        key = name, asked, tuple(named.items())
        if key not in source.kept:
            with making:
                if key not in source.kept:
                    source.kept[key] = make(source, *asked, **named)
        made: Made = source.kept[key]
        return made

    return given
