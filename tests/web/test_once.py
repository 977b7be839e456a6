"""What pages work out once is kept with what it is made of, and no longer."""

import gc
import weakref
from dataclasses import dataclass, field
from typing import Any

from styrdok.once import once
from styrdok.web.once import lately, let_go


@dataclass
class Source:
    """What something is made of."""

    words: str
    kept: dict[Any, Any] = field(default_factory=dict)


@once
def length(source: Source) -> int:
    return len(source.words)


@lately
def begins(source: Source, word: str) -> bool:
    return source.words.startswith(word)


def test_what_nobody_needs_any_more_goes_at_once() -> None:
    source = Source("badplan")
    assert (length(source), begins(source, "bad")) == (7, True)
    gone = weakref.ref(source)
    let_go(source)
    assert begins not in source.kept
    assert length(source) == 7
    gc.disable()
    try:
        del source
        assert gone() is None
    finally:
        gc.enable()
