"""The document's own noun with another year is an earlier edition: ``strategin från 2019`` in a strategy of 2024."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from styrdok.extraction.mentions.context import Context
from styrdok.extraction.mentions.found import Found, Source
from styrdok.vocabulary import MentionKind

_FROM = re.compile(r" från (?:år )?((?:19|20)\d\d)(?![\w:/-])")


def dated(source: Source, found: Sequence[Found], context: Context) -> Iterator[Found]:
    """The finds; what means the document itself only without the year behind it is another document."""
    for item in found:
        own = item.kind is MentionKind.SELF or item.rule == "own edition"
        match = _FROM.match(source.plain, item.end) if own else None
        yield _of_year(item, match, context) if match and _is_other(match.group(1), context) else item


def _of_year(item: Found, match: re.Match[str], context: Context) -> Found:
    label = f"{context.label or context.title or ''} ({match.group(1)})"
    return replace(item, kind=MentionKind.TITLE, end=match.end(), label=label, year=match.group(1), rule="own edition")


def _is_other(year: str, context: Context) -> bool:
    """Whether a year is not that of the document itself."""
    own = context.year[:4] if context.year else str(context.day.year) if context.day else None
    return own is not None and abs(int(own) - int(year)) > 1
