"""References that do not hold, documents whose time is out, and the whole list of references for Excel."""

from styrdok.findings import Need
from styrdok.language import headings, to_say
from styrdok.models import Reference
from styrdok.reports.chapters.needs import of_reason
from styrdok.reports.material import Material, around
from styrdok.reports.model import Paper, Row, Section, Table
from styrdok.vocabulary import NeedReason, ResolutionStatus

HEADING = to_say("Utgångna dokument och lösa hänvisningar")
_DOCUMENTS = frozenset({"Dokument", "Hänvisar till"})


def loose_references(material: Material) -> Section:
    """Documents whose time is out, and references to what is gone, missing or repealed."""
    say = material.say
    stale = say("Hänvisningar till ersatta eller upphävda dokument"), say("Inaktuella")
    missing = say("Hänvisningar till dokument som inte finns i registret"), say("Saknade")
    tables = (
        _expired(material),
        _pointing(material, NeedReason.STALE_REFERENCE, *stale),
        _pointing(material, NeedReason.MISSING_DOCUMENT, *missing),
        _repealed(material),
        _others(material),
    )
    text = say(
        "Att ett dokument inte finns i registret betyder inte att det inte finns: det kan ha lämnats utanför "
        "genomgången. Hänvisningar som berättar vad dokumentet har ersatt räknas inte hit."
    )
    return Section("hanvisningar", say(HEADING), (text,), tables)


def _expired(material: Material) -> Table:
    rows = []
    for need in of_reason(material, NeedReason.EXPIRED):
        record = material.records.get(need.documents[0])
        until = record.document.description.valid_to if record else None
        leaning = sorted({material.title(p.document) for p in need.evidence if p.document != need.documents[0]})
        cells = (material.title(need.documents[0]), until.isoformat() if until else "", ", ".join(leaning))
        rows.append(Row(cells, material.quotes(need.evidence)))
    headers = headings("Dokument", "Gällde till", "Åberopas ännu av")
    return Table(
        material.say("Dokument som har slutat gälla utan efterföljare"),
        headers,
        tuple(rows),
        dates=frozenset({"Gällde till"}),
        name=material.say("Utgångna"),
        verbatim=frozenset({"Dokument", "Åberopas ännu av"}),
    )


def _pointing(material: Material, reason: NeedReason, caption: str, name: str) -> Table:
    rows = tuple(
        Row(
            (material.title(need.documents[0]), material.joined(need.documents[1:]), _pages(need)),
            material.quotes(need.evidence),
        )
        for need in of_reason(material, reason)
    )
    return Table(caption, headings("Dokument", "Hänvisar till", "Sidor"), rows, name=name, verbatim=_DOCUMENTS)


def _pages(need: Need) -> str:
    return ", ".join(map(str, sorted({place.anchor.page for place in need.evidence})))


def _repealed(material: Material) -> Table:
    tell = material.language.tell
    rows = tuple(
        Row((material.title(remark.document), tell(remark.sentence)), material.quotes(remark.evidence))
        for remark in material.remarks
        if remark.code == "repealed_law"
    )
    caption, headers = material.say("Hänvisningar till upphävda lagar"), headings("Dokument", "Iakttagelse")
    return Table(caption, headers, rows, name=material.say("Upphävda lagar"), verbatim=frozenset({"Dokument"}))


def _others(material: Material) -> Table:
    """Loose references that no need is made of: in replies, memos and minutes, and those that are not certain."""
    told = {
        (place.document, place.anchor)
        for need in of_reason(material, NeedReason.STALE_REFERENCE, NeedReason.MISSING_DOCUMENT)
        for place in need.evidence
    }
    language = material.language
    found: dict[tuple[str, str, str], list[Reference]] = {}
    for reference in material.snapshot.references:
        resolution = reference.resolution
        loose = resolution.stale or resolution.status is ResolutionStatus.MISSING
        if loose and (reference.source, reference.mention.anchor) not in told:
            target = material.title(resolution.target or reference.mention.label)
            outcome = language.say("inaktuell") if resolution.stale else language.word(resolution.status)
            found.setdefault((material.title(reference.source), target, outcome), []).append(reference)
    rows = tuple(
        Row(key, tuple(material.quote_of(one) for one in references)) for key, references in sorted(found.items())
    )
    headers = headings("Dokument", "Hänvisar till", "Utfall")
    caption = language.say("Övriga lösa hänvisningar: osäkra, eller i remissvar, utlåtanden och protokoll")
    name = language.say("Övriga lösa")
    return Table(caption, headers, rows, name=name, paper=Paper(rows=10), verbatim=_DOCUMENTS)


def all_references(material: Material) -> Section:
    """Who refers to what, with relation and outcome: the whole list, which only a sheet can hold."""
    headers = headings(
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
    heading, name = material.say("Alla hänvisningar"), material.say("Hänvisningar")
    verbatim = frozenset({"Dokument", "Som det står", "Avser", "Ord"})
    table = Table(heading, headers, rows, frozenset({"Sida"}), name=name, verbatim=verbatim)
    return Section("alla-hanvisningar", heading, (), (table,), sheets_only=True)


def _reference(material: Material, reference: Reference) -> Row:
    mention, resolution, language = reference.mention, reference.resolution, material.language
    cells = (
        material.title(reference.source),
        str(mention.anchor.page),
        mention.text,
        language.word(mention.kind),
        language.word(mention.relation),
        language.word(mention.modality),
        language.word(resolution.status),
        material.title(resolution.target or mention.label),
        language.say("ja" if resolution.stale else "nej"),
        around(mention),
    )
    return Row(cells)
