"""The plain values that pass between the stages: frozen, typed, picklable.

Positions. A document has one *canonical text*: the text of its pages, one after another. ``start`` and
``end`` are offsets into it (end exclusive) unless a docstring says that they count from the start of a page.
Lengths are PDF points (1/72 inch), y runs downwards from the top of the page, pages count from 1.
"""

import re
from dataclasses import dataclass
from datetime import date

from styrdok import edges
from styrdok.vocabulary import (
    FURNITURE,
    Bindingness,
    BlockKind,
    DocumentType,
    Kind,
    MentionKind,
    Modality,
    PageStatus,
    Relation,
    ResolutionStatus,
    SpeakerKind,
    Stance,
    Status,
    ViewpointKind,
)

_PARTY = re.compile(r"\(([A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{0,2})\)")

# ---------------------------------------------------------------- reading

LEFT_OUT = "pages_left_out:"
"""The beginning of the note that says how many pages were beyond the limit."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points, measured from the top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of one printed line: ``text[start:end]`` of the canonical text stands in ``box``.

    ``edges`` holds ``end - start + 1`` places (:mod:`styrdok.edges`): the left edge of each character, then the right
    edge of the last, so that any part of the line has a box of its own.
    """

    start: int
    end: int
    box: Box
    size: float
    bold: bool
    font: str
    edges: bytes

    def part(self, start: int, end: int) -> Box:
        """The box of the canonical range ``start:end``, which must lie inside the line."""
        left, right = (edges.point(self.edges, place - self.start) for place in (start, end))
        return Box(left, self.box.top, right, self.box.bottom)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table block; ``row`` and ``column`` count from 0."""

    start: int
    end: int
    row: int
    column: int
    header: bool
    box: Box


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines that belong together: a heading, a paragraph, a table, a running header and so on.

    ``level`` is the heading level (1 highest) or the nesting of a list item (1 outermost), else 0.
    ``confidence`` says how sure the structure is, ``evidence`` which signs agreed (``tag``, ``outline``, ``size`` …).
    ``continues`` is true when the paragraph goes on in the next body block (next column or page).
    """

    kind: BlockKind
    page: int
    start: int
    end: int
    box: Box
    lines: tuple[Line, ...]
    level: int = 0
    confidence: float = 1.0
    evidence: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    continues: bool = False

    @property
    def furniture(self) -> bool:
        """Whether the block is page furniture rather than body text."""
        return self.kind in FURNITURE


@dataclass(frozen=True, slots=True)
class Page:
    """One page; its extracted text is ``reading.text[start:end]``.

    ``label`` is the printed page number where one was found. ``flags`` name what a reader should know
    (``ocr_layer``, ``shifted_font``, ``duplicate_layer``, ``few_known_words`` …).
    """

    number: int
    label: str | None
    width: float
    height: float
    start: int
    end: int
    status: PageStatus
    known_words: float = 1.0
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader got out of one PDF, whatever engine read it.

    ``blocks`` stand in reading order, page by page: body, then footnotes, then furniture; consecutive blocks
    are separated by one newline in ``text``. ``info`` holds the PDF's own metadata (Title, Producer …).
    """

    sha256: str
    text: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    info: tuple[tuple[str, str], ...] = ()
    outline: tuple[tuple[int, str, int], ...] = ()
    tagged: bool = False
    notes: tuple[str, ...] = ()

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks that are not furniture."""
        return tuple(block for block in self.blocks if not block.furniture)

    @property
    def left_out(self) -> int:
        """How many pages were not read because there are more than the limit allows."""
        counts = (note.removeprefix(LEFT_OUT) for note in self.notes if note.startswith(LEFT_OUT))
        return sum(map(int, counts))

    def page_at(self, offset: int) -> Page:
        """The page that holds a canonical offset."""
        for page in self.pages:
            if offset < page.end or page is self.pages[-1]:
                return page
        raise IndexError(offset)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Evidence that can be shown: page, place and words.

    ``start`` and ``end`` count from the start of that page's extracted text; ``boxes`` has one box per line piece.
    """

    page: int
    start: int
    end: int
    text: str
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph-sized piece of body text, the unit that is searched and compared.

    ``section`` is the heading it stands under, outermost first, joined with `` › ``.
    """

    index: int
    start: int
    end: int
    section: str
    anchor: Anchor


# ---------------------------------------------------------------- extraction


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One value that was read for one metadata field.

    ``field`` is a name of :class:`Description`; ``value`` is normalised (dates ISO 8601), ``written`` is what the
    page says. A field may have several values: several case numbers, or candidates of which the most
    confident one is shown.
    """

    field: str
    value: str
    written: str
    rule: str
    confidence: float
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """What a document is: the inventory row. Unknown is ``None``, never a guess."""

    kind: Kind = Kind.OTHER
    type: DocumentType = DocumentType.OTHER
    title: str | None = None
    organisation: str | None = None
    adopted_by: str | None = None
    adopted_on: date | None = None
    decision: str | None = None
    diary_numbers: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    open_ended: bool = False
    responsible: str | None = None
    status: Status = Status.UNKNOWN
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """What a text says when it points at something, before anybody asks what it points at.

    ``start``/``end`` are canonical offsets and ``text`` is the surface there (line breaks as one space).
    ``label`` is the normal form (``SFS 2017:725``, ``KS 2021/412``, ``Personalpolicy``), ``owner`` the organisation
    it is said to belong to, ``year`` a year or period that goes with the title. ``rule`` and ``tier`` tell which
    rule found it and how far the form is from an exact one. ``trigger`` is the wording that gave the relation;
    ``sentence`` the sentence around the mention.
    """

    kind: MentionKind
    start: int
    end: int
    text: str
    label: str
    anchor: Anchor
    rule: str
    tier: int = 0
    owner: str | None = None
    year: str | None = None
    pinpoint: str | None = None
    relation: Relation = Relation.REFERS_TO
    modality: Modality = Modality.FACT
    trigger: str | None = None
    sentence: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of the taxonomy with its weight (0–1) in a document and the places that speak of it."""

    theme: str
    weight: float
    evidence: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what the document says it means."""

    term: str
    text: str
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Commitment:
    """Who must, should or may do what, by when."""

    actor: str
    bindingness: Bindingness
    text: str
    deadline: str | None
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal, with its indicator, value and year where they are given."""

    text: str
    indicator: str | None
    target_value: str | None
    target_year: int | None
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """What somebody said about one or several documents in a reply, a memo, minutes or an audit report.

    ``speaker`` is who says it by the name that the text or its letterhead gives, ``about`` holds the normal forms
    (labels) of the documents spoken of.
    """

    speaker: str
    speaker_kind: SpeakerKind
    about: tuple[str, ...]
    kind: ViewpointKind
    stance: Stance
    anchor: Anchor

    @property
    def speaker_body(self) -> str:
        """One name per body, in small letters; of parties their letters in the order in which they are named."""
        letters = _PARTY.findall(self.speaker) if self.speaker_kind is SpeakerKind.PARTY else []
        return ", ".join(dict.fromkeys(letters)) or " ".join(self.speaker.lower().split())


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything the machine read out of one document, independent of any other document."""

    fields: tuple[FieldValue, ...]
    passages: tuple[Passage, ...]
    mentions: tuple[Mention, ...]
    themes: tuple[Theme, ...]
    definitions: tuple[Definition, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    goals: tuple[Goal, ...] = ()
    viewpoints: tuple[Viewpoint, ...] = ()


# ---------------------------------------------------------------- registry


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the registry: one file's content, and what it is.

    ``id`` is derived from the content. ``line`` is the id shared by all editions of one document.
    """

    id: str
    sha256: str
    file: str
    pages: int
    line: str
    description: Description

    @property
    def display_title(self) -> str:
        """The title; the file name where none was read."""
        return self.description.title or self.file


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a mention turned out to point at.

    ``target`` is a document id (resolved and self only); ``candidates`` are (document id, score) in falling order;
    ``reason`` says in words why the decision fell as it did. ``stale`` is true for a reference to what was replaced
    before the referring document was adopted.
    """

    status: ResolutionStatus
    target: str | None = None
    candidates: tuple[tuple[str, float], ...] = ()
    reason: str = ""
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention together with its resolution: one row of the references table."""

    source: str
    index: int
    mention: Mention
    resolution: Resolution
