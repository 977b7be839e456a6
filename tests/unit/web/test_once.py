"""What pages work out once, and what they keep of what was asked for last."""

from dataclasses import dataclass, field
from typing import Any

from styrdok.once import once
from styrdok.web.once import lately


@dataclass
class _Source:
    kept: dict[Any, Any] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)


@once
def _whole(source: _Source) -> int:
    source.made.append("whole")
    return len(source.made)


@lately
def _part(source: _Source, name: str) -> str:
    source.made.append(name)
    return name.upper()


def test_what_was_made_is_kept_with_what_it_is_made_of() -> None:
    one, other = _Source(), _Source()
    assert (_whole(one), _whole(one), _whole(other)) == (1, 1, 1)


def test_each_answer_is_made_when_it_is_first_asked_for() -> None:
    one, other = _Source(), _Source()
    assert [_part(one, "a"), _part(one, "b"), _part(one, "a"), _part(other, "a")] == ["A", "B", "A", "A"]
    assert (one.made, other.made) == (["a", "b"], ["a"])
