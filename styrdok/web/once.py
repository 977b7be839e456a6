"""What pages work out once: from the findings, before anybody asks, or from what people did, when it is first asked."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar

Made = TypeVar("Made")


class Keeps(Protocol):
    """Something that keeps what was made of it."""

    @property
    def kept(self) -> dict[Any, Any]:
        """What was made, by what made it."""


Source = TypeVar("Source", bound=Keeps)
BEFOREHAND: list[Callable[[Any], object]] = []
"""What is made of findings before anybody asks."""


def once(make: Callable[[Source], Made]) -> Callable[[Source], Made]:
    """Have something made when it is first asked for, and kept with what it is made of."""

    @wraps(make)
    def given(source: Source) -> Made:
        if make not in source.kept:
            source.kept[make] = make(source)
        made: Made = source.kept[make]
        return made

    return given


def beforehand(make: Callable[[Source], Made]) -> Callable[[Source], Made]:
    """Have something made of findings once, before a visitor has to wait for it."""
    given = once(make)
    BEFOREHAND.append(given)
    return given
