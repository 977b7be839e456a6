"""The one person whom the first pages name with a post: *Anna Ek, miljöstrateg*."""

import re
from collections.abc import Iterator
from functools import lru_cache

from styrdok.extraction.metadata.rules import Found
from styrdok.extraction.metadata.segments import Sheet
from styrdok.swedish.tables import read_toml

_PERSON = r"[A-ZÅÄÖÉ][\wåäöé]+(?:-[A-ZÅÄÖ][\wåäö]+)?(?: [A-ZÅÄÖÉ][\wåäöé]+(?:-[A-ZÅÄÖ][\wåäö]+)?){1,2}"


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    posts = "|".join(read_toml("styrdok.extraction.lexicon", "adopters.toml")["posts"]["endings"])
    return re.compile(rf"(?P<name>{_PERSON}), [\wåäöÅÄÖ-]*(?i:{posts})\b[^.:]{{0,40}}")


def named_with_post(front: tuple[Sheet, ...]) -> Iterator[Found]:
    """A weak sign of who is responsible; none when several persons are named."""
    found = [(s, match) for sheet in front[:2] for s in sheet.segments if (match := _pattern().fullmatch(s.text))]
    if len({match["name"] for _, match in found}) == 1:
        segment, match = found[0]
        yield Found("responsible", match["name"], "named with a post", 0.45, (segment,))
