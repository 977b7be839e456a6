"""Management systems and models: called by a known name, or named by the text itself."""

import re
from collections.abc import Iterator
from functools import cache

from styrdok.extraction.lexicon.tables import read_tsv
from styrdok.extraction.mentions import extent, leftward
from styrdok.extraction.mentions.found import Found, Source
from styrdok.extraction.mentions.numbered import series
from styrdok.extraction.mentions.titles import capitalised
from styrdok.extraction.mentions.words import phrases
from styrdok.extraction.statutes import abbreviations
from styrdok.swedish.fold import squeezed
from styrdok.swedish.tags import tags
from styrdok.vocabulary import MentionKind

RANK = 50
_SURNAME = re.compile(r" [A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäö]+)?(?= \(|[ ,.:;\n]|$)")
COMPOUND = re.compile(r"-(?:målen|mål|systemet|system|arbetet|webb)(?:s)?(?![\wåäö])")


def system(source: Source, start: int, end: int, label: str) -> Found | None:
    """A management system, with its owner: ``Norrby kommuns styrmodell``."""
    text = source.plain
    compound = COMPOUND.match(text, end)
    if text[end : end + 1] == "-" and compound is None:
        return None
    if not text[start:end].isupper() and _SURNAME.match(text, end):
        return None
    left = leftward.left_of(text, start, 0)
    owned = left.owner_start is not None and label == "Styrmodell"
    at = left.owner_start if owned and left.owner_start is not None else start
    owner = left.owner if owned else None
    return Found(MentionKind.SYSTEM, at, compound.end() if compound else end, label, "system name", 0, owner, rank=RANK)


_SYSTEM = re.compile(
    r"(?:([A-ZÅÄÖ][\wåäö]+s (?:stads |kommuns )?))?"
    r"(?<![\wåäöÅÄÖ])([Ll]ednings|[Ss]tyr|[Kk]valitetslednings)system(?:et)?"
    r"(?:(?: för [\wåäö ]{4,50}?)? ?\(([A-ZÅÄÖ]{2,6})\)|,? ([A-ZÅÄÖ]{2,6})(?![\wåäöÅÄÖ-]))?"
)

_USED = re.compile(r" (?:i|genom) ([A-ZÅÄÖ]{3,5})(?![\wåäöÅÄÖ:/-])(?! ?\()")
_USE = re.compile(
    r"(?i)(?:följ(?:s|as|er|a)(?: [a-zåäö]+){0,4} upp|följas? upp|uppföljning\w*|redovis\w+|rapporter\w+|registrer\w+|"
    r"dokumenter\w+|läggs in|förs in|verksamhetsplan)[^.;:\n]{0,45}\Z"
)
_MODEL_HEADS = ("modellen", "ledningssystemet")
_FIRST_PART = re.compile(r"(?<![\wåäöÅÄÖ-])[\wåäöÅÄÖ-]{3,}\Z")
_GOVERNED = re.compile(
    r"(?i)(?:enligt|regleras (?:i|av|genom)|beskrivs i|inom ramen för|i linje med|framgår av|följer|genom) \Z"
)
_SYSTEM_WORDS = ("ningssystem", "styrsystem")


@cache
def known_systems() -> frozenset[str]:
    """The abbreviations of ``systems.tsv``."""
    rows = read_tsv("systems.tsv", ("label", "names", "case"))
    return frozenset(name for row in rows if row["case"] == "exact" for name in row["names"].split(";"))


def _system_words(source: Source) -> Iterator[re.Match[str]]:
    """Where the text speaks of a management system."""
    last = 0
    for word in _SYSTEM_WORDS:
        at = source.folded.find(word)
        while at >= 0:
            for match in _SYSTEM.finditer(source.plain, max(last, at - 60), at + 90):
                if match.start() <= at < match.end():
                    last = match.end()
                    yield match
            at = source.folded.find(word, at + len(word))
        last = 0


def _with_topic(text: str, match: re.Match[str]) -> Iterator[Found]:
    """``ledningssystemet för systematiskt kvalitetsarbete``; at the head of a sentence it is only taken up again."""
    end = extent.topic_end(text, match.end(), open_ended=False)
    if match.group().endswith("systemet") and match.group()[0].islower() and end > match.end():
        label = capitalised(squeezed(text[match.start() : end]).replace("systemet", "system", 1))
        yield Found(MentionKind.SYSTEM, match.start(), end, label, "system with topic", 2, rank=RANK + 2)


def _models(source: Source) -> Iterator[Found]:
    """Models and systems by the word for them: ``Norrbymodellen``, ``miljöledningssystemet``."""
    text = source.plain
    for start, end in _compounds(source):
        word = text[start:end]
        if word.lower() in _PLAIN_MODELS:
            continue
        if word.endswith("systemet") or _is_name(word) or _GOVERNED.search(text, max(0, start - 20), start):
            label = capitalised(word.removesuffix("et"))
            yield Found(MentionKind.SYSTEM, start, end, label, "model by name", 3, rank=RANK - 1)


def _compounds(source: Source) -> Iterator[tuple[int, int]]:
    """Where words stand that end in a word for a model or management system and begin with something else."""
    for head in _MODEL_HEADS:
        at = source.folded.find(head)
        while at >= 0:
            end = at + len(head)
            first = _FIRST_PART.search(source.plain, max(0, at - 40), at)
            if first is not None and not source.folded[end : end + 1].isalnum():
                yield first.start(), end
            at = source.folded.find(head, end)


def _is_name(word: str) -> bool:
    """Whether a word for a model begins with a name: written with a capital and in no dictionary."""
    return word[0].isupper() and not tags(word.lower().removesuffix("modellen").removesuffix("s"))


_PLAIN_MODELS = frozenset(
    {"styrmodellen", "affärsmodellen", "beräkningsmodellen", "rörledningssystemet", "avloppsledningssystemet"}
)


def _is_organisation(short: str) -> bool:
    """Whether capitals are an act's, an agency's or another body's, and so no system's."""
    agencies = {name.partition(":")[0].upper() for name in series().phrases}
    return short in abbreviations() or short in phrases().bodies or short in agencies


def own_systems(source: Source) -> Iterator[Found]:
    """Management systems that the text names itself: ``Ekbys ledningssystem (ELS)``, and then ``ELS`` alone."""
    text = source.plain
    names: dict[str, None] = {}
    for match in _system_words(source):
        short = match.group(3) or match.group(4)
        if not short and (not match.group(1) or match.group(1).lower().startswith(("stadens", "kommunens"))):
            yield from _with_topic(text, match)
            continue
        label = short or squeezed(match.group())
        if short in known_systems():
            continue
        if short:
            names[short] = None
        start, end = match.span() if match.group(1) or not short else match.span(3 if match.group(3) else 4)
        yield Found(MentionKind.SYSTEM, start, end, label, "system named in the text", 2, rank=RANK + 2)
    for match in _USED.finditer(text):
        if not _is_organisation(match.group(1)) and _USE.search(text, max(0, match.start() - 90), match.start()):
            names[match.group(1)] = None
    yield from _models(source)
    for name in names:
        for match in re.finditer(rf"(?<![\w-]){name}(?:-systemet|:s)?(?![\w-])", text):
            yield Found(MentionKind.SYSTEM, match.start(), match.end(), name, "system named in the text", 2, rank=RANK)
