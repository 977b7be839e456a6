"""What a reply is about where the heading names it without a head noun: ``Remissvar: PM Översyn av kajerna``."""

import re
from collections.abc import Iterator
from functools import cache

from styrdok.extraction.mentions.context import Context
from styrdok.extraction.mentions.found import Found, Source
from styrdok.extraction.mentions.titles import capitalised
from styrdok.extraction.mentions.words import phrases
from styrdok.swedish.fold import plain, squeezed
from styrdok.vocabulary import MentionKind

RANK = 38
_FEWEST_WORDS = 2
_LEAD = r"(?::| över| på| angående| gällande| avseende| -) (?:(?:remiss(?:en)?(?: av)?|förslag(?:et)? till)[: ] ?)?"
_NAME = r"[\"”“]?(?P<name>[A-ZÅÄÖ][^.;:()\"”“]{5,120}?)[\"”“]?\s*\Z"


def consulted(source: Source, context: Context) -> Iterator[Found]:
    """The name in the heading of a reply wherever it stands, when no other rule has found a document in the heading."""
    heading = _heading().match(plain(squeezed(context.title or ""))) if context.reply and not context.label else None
    name = heading.group("name") if heading else ""
    if len(name.split()) < _FEWEST_WORDS:
        return
    for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", source.plain):
        yield Found(MentionKind.TITLE, *match.span(), capitalised(name), "consulted on", 1, confidence=0.8, rank=RANK)


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(rf"(?i:(?:{'|'.join(map(re.escape, phrases().answers))}){_LEAD}){_NAME}")
