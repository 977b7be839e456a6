"""Titles in quotation marks."""

import re
from collections.abc import Iterator
from functools import cache

from styrdok.extraction.mentions.found import Found, Source
from styrdok.extraction.mentions.words import phrases
from styrdok.swedish.fold import squeezed
from styrdok.swedish.heads import definite_in_role, noun_forms
from styrdok.vocabulary import MentionKind

RANK = 55
_QUOTED = re.compile(r"[“”\"»„]([A-ZÅÄÖ][^“”\"«»\n]{6,180})[“”\"«»]")
_CASE = re.compile(r" ?\((?:Utl|utl|[Dd]nr|[A-ZÅÄÖ]{2,5} (?:19|20)\d\d|\d{3}-\d)")
_PREFACE = re.compile(r"^(?:Förslag till|Revidering av|Uppdatering av|Antagande av|Remissversion av) ", re.IGNORECASE)
_ACT = re.compile(r"(?:Revidering|Uppdatering|Antagande) av ")
_SENTENCE = re.compile(r"[.!?] [A-ZÅÄÖ]|[.!?]\Z")
_SAYS = frozenset({"ska", "skall", "är", "har", "vi", "jag", "kan", "bör"})
_FIRST_PERSON = frozenset({"vi"})
_LONGEST_SLOGAN = 8
_FEWEST_WORDS = 3


@cache
def _cue() -> re.Pattern[str]:
    """What stands right before a quoted title: the definite form of a document, a case, a proposal."""
    nouns = "|".join((*definite_in_role("quoted"), "riktlinjerna"))
    return re.compile(rf"(?:{nouns}|ärendena?|förslag till) \Z", re.IGNORECASE)


def quoted(source: Source) -> Iterator[Found]:
    """Quotations that are titles: no sentence, and with a head noun, a case number or a cue beside them."""
    text = source.plain
    announced: dict[str, str] = {}
    for match in _QUOTED.finditer(text):
        inside = match.group(1).rstrip(" ,")
        if not _is_title(text, match, inside):
            continue
        if len(inside.split()) >= _FEWEST_WORDS and _is_announced(text, match.start()):
            announced.setdefault(inside, squeezed(inside))
        label = squeezed(_PREFACE.sub("", inside))
        act = _ACT.match(inside)
        start, end = match.start(1) + (act.end() if act else 0), match.start(1) + len(inside)
        yield Found(MentionKind.TITLE, start, end, label[:1].upper() + label[1:], "quoted title", 0, rank=RANK)
    for name, label in announced.items():
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            yield Found(MentionKind.TITLE, *found.span(), label, "quoted before", 1, confidence=0.8, rank=RANK - 30)


def _is_announced(text: str, at: int) -> bool:
    """Whether a word for a document stands right before (``visionen ”Vi växer med vattnet”``)."""
    return _cue().search(text, max(0, at - 20), at) is not None


def _is_title(text: str, match: re.Match[str], inside: str) -> bool:
    words = inside.lower().split()
    announced = _is_announced(text, match.start())
    says = _SAYS - _FIRST_PERSON if announced and len(words) <= _LONGEST_SLOGAN else _SAYS
    if _SENTENCE.search(inside) or not says.isdisjoint(words):
        return False
    if announced or _CASE.match(text, match.end()):
        return True
    return len(words) > 1 and any(_heads(word) for word in words[:4]) and words[0] not in phrases().stop


def _heads(word: str) -> bool:
    forms = noun_forms()
    return any(word[-length:] in forms for length in range(len(word), 3, -1))
