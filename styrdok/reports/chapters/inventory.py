"""The inventory: every document with what the registry knows of it; what is not known is left empty."""

from collections.abc import Iterable

from styrdok.findings import Record
from styrdok.language import Language, headings, to_say
from styrdok.models import Reference
from styrdok.overlaps.statutory import required_by
from styrdok.reports.material import Material
from styrdok.reports.model import Paper, Row, Section, Table
from styrdok.vocabulary import DocumentType, Kind, MentionKind, Modality, Relation, ResolutionStatus

_CATEGORY = {
    DocumentType.VISION: to_say("aktiverande"),
    DocumentType.PROGRAM: "aktiverande",
    DocumentType.STRATEGY: "aktiverande",
    DocumentType.PLAN: "aktiverande",
    DocumentType.ACTION_PLAN: "aktiverande",
    DocumentType.POLICY: to_say("normerande"),
    DocumentType.GUIDELINE: "normerande",
    DocumentType.RULES: "normerande",
    DocumentType.ROUTINE: "normerande",
}
"""What shall be done, or how one shall act; budget, statutes and fees are counted as neither."""

_REPLACING = frozenset({Relation.REPLACES, Relation.REPEALS, Relation.CONVERTED_FROM, Relation.MERGES})
_RELATED = frozenset({Modality.FACT, Modality.PROPOSED, Modality.REQUESTED})
_HEADERS = headings(
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
_VERBATIM = frozenset(
    {"Titel", "Beslutad av", "Beslut", "Gäller för", "Dokumentansvarig", "Lagkrav", "Ersätter", "Relaterade dokument"}
)
_MOST = 100
_THEMES = 4


def inventory(material: Material) -> Section:
    """The chapter: steering documents first, then the other texts."""
    say = material.say
    dates = frozenset({"Beslutsdatum", "Gäller till", "Senast reviderad"})
    rows = tuple(_row(material, record, number) for number, record in enumerate(material.steering, 1))
    main = Table(
        say("Styrdokument"),
        _HEADERS,
        rows,
        frozenset({"Nr"}),
        dates,
        say("Förteckning"),
        Paper(_ON_PAPER, _MOST),
        verbatim=_VERBATIM,
    )
    tables = (main, _others(material)) if material.others else (main,)
    text = say("Ett streck betyder att uppgiften inte har kunnat läsas ur dokumentet.")
    return Section("forteckning", say("Förteckning"), (text,), tables, wide=True)


def _others(material: Material) -> Table:
    say = material.say
    rows = tuple(
        _other(record, number, material.language)
        for number, record in enumerate(material.others, len(material.steering) + 1)
    )
    return Table(
        say("Remissvar, utlåtanden, protokoll och övriga texter"),
        headings("Nr", "Titel", "Slag", "Organisation", "Datum", "Diarienummer", "Fil"),
        rows,
        frozenset({"Nr"}),
        frozenset({"Datum"}),
        say("Övriga texter"),
        Paper(("Nr", "Titel", "Slag", "Organisation", "Diarienummer")),
        verbatim=frozenset({"Titel", "Organisation"}),
    )


def _row(material: Material, record: Record, number: int) -> Row:
    d, language = record.document.description, material.language
    until = d.valid_to.isoformat() if d.valid_to else language.say("tills vidare") if d.open_ended else ""
    references = material.snapshot.outgoing[record.document.id]
    cells = (
        str(number),
        record.document.display_title,
        language.word(d.type),
        language.say(_CATEGORY.get(d.type, "")),
        d.adopted_by or "",
        d.adopted_on.isoformat() if d.adopted_on else "",
        d.decision or "",
        ", ".join(d.diary_numbers),
        until,
        language.word(d.status),
        _field(record, "revised_on"),
        _field(record, "applies_to"),
        d.responsible or "",
        required_by(d.title) or "",
        ", ".join(_replaced(material, record, references)),
        ", ".join(_related(material, record, references)),
        ", ".join(themes_of(record, language)),
        record.document.file,
    )
    return Row(cells)


def _field(record: Record, name: str) -> str:
    """The most certain value of a field that was read but is no part of the description."""
    found = [value for value in record.extraction.fields if value.field == name and value.value]
    return max(found, key=lambda value: value.confidence).value if found else ""


def themes_of(record: Record, language: Language) -> list[str]:
    """The names of the strongest themes of a document."""
    ordered = sorted(record.extraction.themes, key=lambda theme: (-theme.weight, theme.theme))
    return [language.theme(theme.theme) for theme in ordered[:_THEMES]]


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
            found[target.document.display_title] = None
    return list(found)


def _other(record: Record, number: int, language: Language) -> Row:
    d = record.document.description
    cells = (
        str(number),
        record.document.display_title,
        language.word(d.kind),
        d.organisation or "",
        d.adopted_on.isoformat() if d.adopted_on else "",
        ", ".join(d.diary_numbers),
        record.document.file,
    )
    return Row(cells)
