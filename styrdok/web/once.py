"""What pages work out once: from the findings, before anybody asks, or from what people did, when it is first asked."""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any, Concatenate

from styrdok.once import Asked, Keeps, Made, Source, once

_LATELY = 500


BEFOREHAND: list[Callable[[Any], object]] = []
"""What is made of findings before anybody asks."""
AT_ONCE: list[Callable[[Any], object]] = []
"""What of that is made before any page is shown."""


def lately(make: Callable[Concatenate[Source, Asked], Made]) -> Callable[Concatenate[Source, Asked], Made]:
    """Have something made of findings for what is asked, and what was asked for last kept with them."""

    def given(source: Source, /, *asked: Asked.args, **named: Asked.kwargs) -> Made:
        made = source.kept.setdefault(make, lru_cache(_LATELY)(partial(make, source)))
        found: Made = made(*asked, **named)
        return found

    return given


def let_go(source: Keeps) -> None:
    """Forget what was asked for last, which holds its source: so that goes as soon as no page needs it any more."""
    for make, made in list(source.kept.items()):
        if hasattr(made, "cache_info"):
            source.kept.pop(make, None)


def beforehand(make: Callable[[Source], Made]) -> Callable[[Source], Made]:
    """Have something made of findings once, before a visitor has to wait for it."""
    given = once(make)
    BEFOREHAND.append(given)
    return given


def at_once(make: Callable[[Source], Made]) -> Callable[[Source], Made]:
    """Have something made of findings before any page is shown, as most pages ask for it."""
    given = beforehand(make)
    AT_ONCE.append(given)
    return given
