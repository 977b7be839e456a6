"""References that do not hold, documents whose time is out, and the whole list of references for Excel."""

from styrdok.findings import Need
from styrdok.language import words
from styrdok.models import Reference
from styrdok.reports.chapters.needs import of_reason
from styrdok.reports.material import Material, around
from styrdok.reports.model import Paper, Row, Section, Table
from styrdok.vocabulary import MentionKind, NeedReason, ResolutionStatus

HEADING = "Utgångna dokument och lösa hänvisningar"
_KIND = {
    MentionKind.TITLE: "titel",
    MentionKind.DIARY_NUMBER: "diarienummer",
    MentionKind.PROPOSITION: "proposition",
    MentionKind.DECISION: "beslut",
    MentionKind.LAW: "lag",
    MentionKind.EU_ACT: "EU-rättsakt",
    MentionKind.GOAL: "mål",
    MentionKind.SYSTEM: "system",
    MentionKind.SELF: "dokumentet självt",
}


def loose_references(material: Material) -> Section:
    """Documents whose time is out, and references to what is gone, missing or repealed."""
    tables = (
        _expired(material),
        _pointing(
            material, NeedReason.STALE_REFERENCE, "Hänvisningar till ersatta eller upphävda dokument", "Inaktuella"
        ),
        _pointing(
            material, NeedReason.MISSING_DOCUMENT, "Hänvisningar till dokument som inte finns i registret", "Saknade"
        ),
        _repealed(material),
        _others(material),
    )
    text = (
        "Att ett dokument inte finns i registret betyder inte att det inte finns: det kan ha lämnats utanför "
        "genomgången. Hänvisningar som berättar vad dokumentet har ersatt räknas inte hit."
    )
    return Section("hanvisningar", HEADING, (text,), tables)


def _expired(material: Material) -> Table:
    rows = []
    for need in of_reason(material, NeedReason.EXPIRED):
        record = material.records.get(need.documents[0])
        until = record.document.description.valid_to if record else None
        leaning = sorted({material.title(p.document) for p in need.evidence if p.document != need.documents[0]})
        cells = (material.title(need.documents[0]), until.isoformat() if until else "", ", ".join(leaning))
        rows.append(Row(cells, material.quotes(need.evidence)))
    headers = ("Dokument", "Gällde till", "Åberopas ännu av")
    return Table(
        "Dokument som har slutat gälla utan efterföljare",
        headers,
        tuple(rows),
        dates=frozenset({"Gällde till"}),
        name="Utgångna",
    )


def _pointing(material: Material, reason: NeedReason, caption: str, name: str) -> Table:
    rows = tuple(
        Row(
            (material.title(need.documents[0]), material.joined(need.documents[1:]), _pages(need)),
            material.quotes(need.evidence),
        )
        for need in of_reason(material, reason)
    )
    return Table(caption, ("Dokument", "Hänvisar till", "Sidor"), rows, name=name)


def _pages(need: Need) -> str:
    return ", ".join(map(str, sorted({place.anchor.page for place in need.evidence})))


def _repealed(material: Material) -> Table:
    rows = tuple(
        Row((material.title(remark.document), str(remark.sentence)), material.quotes(remark.evidence))
        for remark in material.remarks
        if remark.code == "repealed_law"
    )
    return Table("Hänvisningar till upphävda lagar", ("Dokument", "Iakttagelse"), rows, name="Upphävda lagar")


def _others(material: Material) -> Table:
    """Loose references that no need is made of: in replies, memos and minutes, and those that are not certain."""
    told = {
        (place.document, place.anchor)
        for need in of_reason(material, NeedReason.STALE_REFERENCE, NeedReason.MISSING_DOCUMENT)
        for place in need.evidence
    }
    found: dict[tuple[str, str, str], list[Reference]] = {}
    for reference in material.snapshot.references:
        resolution = reference.resolution
        loose = resolution.stale or resolution.status is ResolutionStatus.MISSING
        if loose and (reference.source, reference.mention.anchor) not in told:
            target = material.title(resolution.target or reference.mention.label)
            outcome = "inaktuell" if resolution.stale else words.RESOLUTION[resolution.status]
            found.setdefault((material.title(reference.source), target, outcome), []).append(reference)
    rows = tuple(
        Row(key, tuple(material.quote_of(one) for one in references)) for key, references in sorted(found.items())
    )
    headers = ("Dokument", "Hänvisar till", "Utfall")
    caption = "Övriga lösa hänvisningar: osäkra, eller i remissvar, utlåtanden och protokoll"
    return Table(caption, headers, rows, name="Övriga lösa", paper=Paper(rows=10))


def all_references(material: Material) -> Section:
    """Who refers to what, with relation and outcome: the whole list, which only a sheet can hold."""
    headers = (
        "Dokument",
        "Sida",
        "Som det står",
        "Slag",
        "Relation",
        "Modalitet",
        "Utfall",
        "Avser",
        "Inaktuell",
        "Ord",
    )
    rows = tuple(_reference(material, one) for one in material.snapshot.references)
    table = Table("Alla hänvisningar", headers, rows, frozenset({"Sida"}), name="Hänvisningar")
    return Section("alla-hanvisningar", "Alla hänvisningar", (), (table,), sheets_only=True)


def _reference(material: Material, reference: Reference) -> Row:
    mention, resolution = reference.mention, reference.resolution
    cells = (
        material.title(reference.source),
        str(mention.anchor.page),
        mention.text,
        _KIND[mention.kind],
        words.RELATION[mention.relation],
        words.MODALITY[mention.modality],
        words.RESOLUTION[resolution.status],
        material.title(resolution.target or mention.label),
        "ja" if resolution.stale else "nej",
        around(mention),
    )
    return Row(cells)
