"""The inventory: every document with what the registry knows of it; what is not known is left empty."""

from collections.abc import Iterable

from styrdok.findings import Record
from styrdok.language import words
from styrdok.language.themes import theme_name
from styrdok.models import Reference
from styrdok.overlaps.statutory import required_by
from styrdok.reports.material import Material, title_of
from styrdok.reports.model import Paper, Row, Section, Table
from styrdok.vocabulary import DocumentType, Kind, MentionKind, Modality, Relation, ResolutionStatus

_CATEGORY = {
    DocumentType.VISION: "aktiverande",
    DocumentType.PROGRAM: "aktiverande",
    DocumentType.STRATEGY: "aktiverande",
    DocumentType.PLAN: "aktiverande",
    DocumentType.ACTION_PLAN: "aktiverande",
    DocumentType.POLICY: "normerande",
    DocumentType.GUIDELINE: "normerande",
    DocumentType.RULES: "normerande",
    DocumentType.ROUTINE: "normerande",
}
"""What shall be done, or how one shall act; budget, statutes and fees are counted as neither."""

_REPLACING = frozenset({Relation.REPLACES, Relation.REPEALS, Relation.CONVERTED_FROM, Relation.MERGES})
_RELATED = frozenset({Modality.FACT, Modality.PROPOSED, Modality.REQUESTED})
_HEADERS = (
    "Nr",
    "Titel",
    "Dokumenttyp",
    "Kategori",
    "Beslutad av",
    "Beslutsdatum",
    "Beslut",
    "Diarienummer",
    "Gäller till",
    "Status",
    "Senast reviderad",
    "Gäller för",
    "Dokumentansvarig",
    "Lagkrav",
    "Ersätter",
    "Relaterade dokument",
    "Teman",
    "Fil",
)
_ON_PAPER = ("Nr", "Titel", "Dokumenttyp", "Beslutad av", "Beslutsdatum", "Gäller till", "Status", "Dokumentansvarig")
_MOST = 100
_THEMES = 4


def inventory(material: Material) -> Section:
    """The chapter: steering documents first, then the other texts."""
    steering, others = material.steering, material.others
    dates = frozenset({"Beslutsdatum", "Gäller till", "Senast reviderad"})
    rows = tuple(_row(material, record, number) for number, record in enumerate(steering, 1))
    main = Table("Styrdokument", _HEADERS, rows, frozenset({"Nr"}), dates, "Förteckning", Paper(_ON_PAPER, _MOST))
    tables = [main]
    if others:
        headers = ("Nr", "Titel", "Slag", "Organisation", "Datum", "Diarienummer", "Fil")
        more = tuple(_other(record, number) for number, record in enumerate(others, len(steering) + 1))
        shown = Paper(("Nr", "Titel", "Slag", "Organisation", "Diarienummer"))
        about = "Remissvar, utlåtanden, protokoll och övriga texter"
        tables.append(Table(about, headers, more, frozenset({"Nr"}), frozenset({"Datum"}), "Övriga texter", shown))
    text = ("Ett streck betyder att uppgiften inte har kunnat läsas ur dokumentet.",)
    return Section("forteckning", "Förteckning", text, tuple(tables), wide=True)


def _row(material: Material, record: Record, number: int) -> Row:
    d = record.document.description
    until = d.valid_to.isoformat() if d.valid_to else "tills vidare" if d.open_ended else ""
    references = [one for one in material.snapshot.references if one.source == record.document.id]
    cells = (
        str(number),
        title_of(record.document),
        words.TYPE[d.type],
        _CATEGORY.get(d.type, ""),
        d.adopted_by or "",
        d.adopted_on.isoformat() if d.adopted_on else "",
        d.decision or "",
        ", ".join(d.diary_numbers),
        until,
        words.STATUS[d.status],
        _field(record, "revised_on"),
        _field(record, "applies_to"),
        d.responsible or "",
        required_by(d.title) or "",
        ", ".join(_replaced(material, record, references)),
        ", ".join(_related(material, record, references)),
        ", ".join(themes_of(record)),
        record.document.file,
    )
    return Row(cells)


def _field(record: Record, name: str) -> str:
    """The most certain value of a field that was read but is no part of the description."""
    found = [value for value in record.extraction.fields if value.field == name and value.value]
    return max(found, key=lambda value: value.confidence).value if found else ""


def themes_of(record: Record) -> list[str]:
    """The names of the strongest themes of a document."""
    ordered = sorted(record.extraction.themes, key=lambda theme: (-theme.weight, theme.theme))
    return [theme_name(theme.theme) for theme in ordered[:_THEMES]]


def _replaced(material: Material, record: Record, references: Iterable[Reference]) -> list[str]:
    """What a document says that it replaces: titles, as the registry has them or as they were written."""
    found: dict[str, None] = {}
    for reference in references:
        mention = reference.mention
        if mention.relation in _REPLACING and mention.modality is Modality.FACT and mention.kind is MentionKind.TITLE:
            target = reference.resolution.target
            if target != record.document.id:
                found[material.title(target) if target else mention.label] = None
    return list(found) or [text for text in (_field(record, "replaces_text"),) if text]


def _related(material: Material, record: Record, references: Iterable[Reference]) -> list[str]:
    """The other steering documents of the registry that a document refers to."""
    found: dict[str, None] = {}
    for reference in references:
        target = material.records.get(reference.resolution.target or "")
        sure = reference.resolution.status is ResolutionStatus.RESOLVED and reference.mention.modality in _RELATED
        if not sure or target is None or target.document.line == record.document.line:
            continue
        if target.document.description.kind is Kind.STEERING:
            found[title_of(target.document)] = None
    return list(found)


def _other(record: Record, number: int) -> Row:
    d = record.document.description
    cells = (
        str(number),
        title_of(record.document),
        words.KIND[d.kind],
        d.organisation or "",
        d.adopted_on.isoformat() if d.adopted_on else "",
        ", ".join(d.diary_numbers),
        record.document.file,
    )
    return Row(cells)
