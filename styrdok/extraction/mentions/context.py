"""What a document is about, as far as anaphora and self-references need it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from styrdok.extraction.mentions.extent import topic_end
from styrdok.extraction.mentions.found import Found, Source
from styrdok.extraction.mentions.literals import Sort, folded_automaton
from styrdok.extraction.mentions.titles import Shape, label_of, shape_at, title
from styrdok.extraction.mentions.words import phrases
from styrdok.models import Block, Description, Reading
from styrdok.swedish.compounds import split_compound
from styrdok.swedish.dates import find_dates
from styrdok.swedish.heads import Form
from styrdok.vocabulary import BlockKind, Kind, MentionKind

_BETWEEN_YEARS = re.compile(r"[-–/]")
_YEARS = re.compile(r"(?:19|20)\d\d(?: ?[-–/] ?(?:19|20)?\d\d)?")
_WORDS = re.compile(r"[A-Za-zÅÄÖåäö]+-?")
_TOPIC_BEFORE = re.compile(r" (?:av|för|om) ")
_FIRST_PAGES = 2
# A document is written for the law that is in force when it begins to be used, not on the day it is signed.
_GRACE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Context:
    """What a document is: its own title and that title's noun, or the document it speaks of when it is a reply.

    ``reply`` holds for memos as well when their heading names a document; ``own_words``: "dokumentet" may mean the
    document itself; ``organisation``: whose it is, in lower case. ``day`` is the day on which laws are read,
    ``acronym`` an abbreviation of the own title (``RSA``).
    """

    title: str | None = None
    reply: bool = False
    own_words: bool = True
    year: str | None = None
    organisation: str = ""
    noun: str | None = None
    prefix: str = ""
    label: str | None = None
    day: date | None = None
    acronym: str | None = None


def context_of(reading: Reading, description: Description | None) -> Context:
    """The context of a document, from its description where there is one, else from its first page."""
    heading = _title_block(reading)
    written = (description.title if description else None) or (
        reading.text[heading.start : heading.end] if heading else None
    )
    reply = _is_reply(reading, description)
    found, shape = _head(written or "", reply=reply)
    memo = description is not None and description.kind is Kind.MEMO
    if memo and not reply:
        found, shape = _head(written or "", reply=True)
    years = _YEARS.search(written or "")
    return Context(
        title=written,
        reply=reply or (memo and found is not None),
        own_words=not reply,
        organisation=((description.organisation if description else None) or written or "").lower(),
        year=_BETWEEN_YEARS.sub("-", years.group().replace(" ", "")) if years else None,
        noun=shape.form.noun.lemma if shape else None,
        prefix=shape.prefix if shape else "",
        label=found.label if found else None,
        day=_day(reading, description),
        acronym=None if reply or not written else _acronym(written, reading.text),
    )


def _title_block(reading: Reading) -> Block | None:
    """The block in the largest letters on the first page; the first of several."""
    blocks = [b for b in reading.blocks if b.page == 1 and not b.furniture and b.lines and b.end - b.start > 5]
    if not blocks:
        return None
    largest = max(max(line.size for line in block.lines) for block in blocks)
    return next(b for b in blocks if max(line.size for line in b.lines) >= largest - 0.1)


def _is_reply(reading: Reading, description: Description | None) -> bool:
    if description is not None and description.kind is not Kind.OTHER:
        return description.kind in (Kind.REPLY, Kind.MINUTES)
    first = " ".join(
        reading.text[b.start : b.end].lower() for b in reading.blocks if b.page == 1 and b.kind is not BlockKind.TOC
    )[:1500]
    return any(word in first for word in phrases().replies)


def _head(written: str, *, reply: bool) -> tuple[Found | None, Shape | None]:
    """The title inside a heading and its noun; for the own title the noun must come before any other topic."""
    source = Source(written)
    for hit in folded_automaton().hits(source.folded):
        if hit.literal.sort is not Sort.NOUN:
            continue
        form = hit.literal.value
        assert isinstance(form, Form)
        shape = shape_at(source, hit.start, hit.end, form, 0)
        if shape is None or form.noun.yearly or (form.plural and not form.noun.as_plural):
            continue
        if not reply and not _ends_slogan(written, shape) and _TOPIC_BEFORE.search(source.folded, 0, shape.start):
            return None, None
        return title(source, shape, len(written)) or _plain_title(written, shape), shape
    return None, None


def _ends_slogan(written: str, shape: Shape) -> bool:
    """Whether the real title begins here, behind a slogan: ``Lindefors växlar om Hamnstrategi 2031–2036``."""
    return written[shape.left.start].isupper() and bool(_YEARS.match(written, shape.end + 1))


def _plain_title(written: str, shape: Shape) -> Found | None:
    """The title of a heading that begins with its noun, weak as that may be (``Rutin för …``)."""
    end = topic_end(written, shape.end, open_ended=True)
    if end == shape.end:
        return None
    return Found(MentionKind.TITLE, shape.start, end, label_of(written, shape, end), "heading")


def _day(reading: Reading, description: Description | None) -> date | None:
    """The later of decision and entry into force, else the latest date on the first pages that is not a last day."""
    if description is not None:
        days = [day for day in (description.adopted_on, description.valid_from) if day]
        if days:
            return max(days) + _GRACE
    found: list[date] = []
    for block in reading.blocks:
        if block.page > _FIRST_PAGES or len(found) > 20:
            break
        text = reading.text[block.start : block.end]
        if not re.search(r"till|t\.?o\.?m|senast|giltig", text.lower()):
            found += [item.value for item in find_dates(text) if item.value and item.precision == "day"]
    return max(found) + _GRACE if found else None


def _acronym(written: str, text: str) -> str | None:
    """The initials of the title's words (``Risk- och sårbarhetsanalys``: RSA) when the text uses them."""
    letters = ""
    for word in _WORDS.findall(_YEARS.sub("", written.split("\n")[0]))[:6]:
        if word.lower() in {"och", "för", "i", "av", "om", "samt"}:
            continue
        letters += "".join(part[0] for part in split_compound(word.strip("-").lower())).upper()
        if len(letters) < 3 or text.count(letters) < 2:
            continue
        if len(re.findall(rf"(?<!\w){letters}(?!\w)", text)) >= 2:
            return letters
    return None
