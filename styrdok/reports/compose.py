"""From the registry and its analysis to the reviewer's report, in Swedish."""

from collections.abc import Mapping, Sequence
from datetime import date

from styrdok.engines.analyse import Analysis
from styrdok.findings import Need, Overlap, Place, Proposal, Snapshot
from styrdok.language import words
from styrdok.models import Document, Reference
from styrdok.registry.files import FileRecord
from styrdok.registry.reviews import Review
from styrdok.reports.agreement import Topic
from styrdok.reports.judged import judgements, said
from styrdok.reports.model import Quote, Report, Row, Section, Table
from styrdok.reports.pictures import pictures
from styrdok.reports.roundtrip import form_of
from styrdok.swedish.collation import collation_key
from styrdok.vocabulary import FileStatus, Kind, ResolutionStatus

_SHOWN_OVERLAPS = 50
_SHOWN_PASSAGES = 4


def compose(
    snapshot: Snapshot,
    files: Sequence[FileRecord],
    analysis: Analysis,
    made_for: date,
    reviews: Sequence[Review] = (),
) -> Report:
    """The report of a registry as on a date; ``reviews`` are the judgements that count."""
    everything = [record.document for record in snapshot.records]
    titles = {document.id: title_of(document) for document in everything}
    return Report(
        "Styrdokument: överlapp och samordningsbehov",
        made_for.isoformat(),
        (
            _summary(everything, files, analysis),
            judgements(reviews, titles, analysis),
            pictures(snapshot, titles, analysis, made_for),
            _overlaps(_between_steering(analysis.overlaps, everything), titles, said(reviews)),
            _needs(analysis.needs, titles),
            _proposals(analysis.proposals, titles, said(reviews)),
            _voices(snapshot, titles),
            _loose_references(snapshot.references, titles),
            _inventory(everything),
            _editions(analysis.overlaps, titles),
            _unread(files, everything),
        ),
        form_of(analysis.overlaps, titles, reviews),
    )


def title_of(document: Document) -> str:
    """The title; the file name where none was read."""
    return document.description.title or document.file


def _quote(place: Place, titles: dict[str, str]) -> Quote:
    return Quote(titles.get(place.document, place.document), place.anchor.page, place.anchor.text)


def _summary(known: Sequence[Document], files: Sequence[FileRecord], analysis: Analysis) -> Section:
    steering = [d for d in known if d.description.kind is Kind.STEERING]
    asked = sum(need.reason == "asserted" for need in analysis.needs)
    pairs = [overlap for overlap in analysis.overlaps if not overlap.lineage]
    unread = sum(file.pages_unread for file in files)
    lines = (
        f"Registret innehåller {len(known)} dokument, varav {len(steering)} styrdokument, ur {len(files)} filer.",
        f"{len(pairs)} par av dokument behandlar samma sak. {len(analysis.needs)} samordningsbehov har hittats; "
        f"{asked} av dem har någon uttryckligen bett om i ett remissvar, tjänsteutlåtande eller protokoll.",
        f"{unread} sidor kunde inte läsas och ingår inte i jämförelserna; de redovisas sist.",
        "Verktyget föreslår, människor beslutar. Varje rad har belägg: dokument, sida och ord.",
    )
    return Section("sammanfattning", "Sammanfattning", lines)


def _between_steering(overlaps: Sequence[Overlap], known: Sequence[Document]) -> list[Overlap]:
    """The pairs without those that a reply, a memo or minutes are part of."""
    texts = {document.id for document in known if document.description.kind in (Kind.REPLY, Kind.MEMO, Kind.MINUTES)}
    return [overlap for overlap in overlaps if not texts & {overlap.a, overlap.b}]


def _overlaps(overlaps: Sequence[Overlap], titles: dict[str, str], judged: Mapping[Topic, str]) -> Section:
    pairs = [overlap for overlap in overlaps if not overlap.lineage]
    rows = tuple(
        Row(
            (
                str(rank),
                f"{overlap.score:.2f}",
                titles.get(overlap.a, overlap.a),
                titles.get(overlap.b, overlap.b),
                words.LINKED[overlap.linked],
                " ".join(str(signal.sentence) for signal in overlap.signals),
                judged.get(((overlap.a, overlap.b), None), ""),
            ),
            _sides(overlap, titles),
        )
        for rank, overlap in enumerate(pairs[:_SHOWN_OVERLAPS], 1)
    )
    headers = ("Nr", "Poäng", "Dokument A", "Dokument B", "Hänvisar till varandra", "Varför", "Bedömning")
    table = Table("Par av dokument, starkast först", headers, rows, frozenset({"Nr", "Poäng"}))
    cut = f" De {_SHOWN_OVERLAPS} starkaste av {len(pairs)} visas." if len(pairs) > _SHOWN_OVERLAPS else ""
    intro = (
        "Poängen (0–1) är summan av skälen, vart och ett med sin vikt. Utgåvor av samma dokument står för sig." + cut
    )
    return Section("overlapp", "Överlapp", (intro,), (table,))


def _sides(overlap: Overlap, titles: dict[str, str]) -> tuple[Quote, ...]:
    quotes = []
    for passage in overlap.evidence[:_SHOWN_PASSAGES]:
        kind = words.REUSE[passage.kind]
        quotes.append(Quote(titles.get(overlap.a, overlap.a), passage.a.page, passage.a.text, f"A, {kind}"))
        quotes.append(Quote(titles.get(overlap.b, overlap.b), passage.b.page, passage.b.text, f"B, {kind}"))
    return tuple(quotes)


def _needs(needs: Sequence[Need], titles: dict[str, str]) -> Section:
    rows = tuple(
        Row(
            (words.REASON[need.reason], " × ".join(titles.get(d, d) for d in need.documents), str(need.sentence)),
            tuple(_quote(place, titles) for place in need.evidence),
        )
        for need in needs
    )
    table = Table("Samordningsbehov, de efterfrågade först", ("Skäl", "Dokument", "Behov"), rows)
    return Section("samordning", "Samordningsbehov", (), (table,))


def _proposals(proposals: Sequence[Proposal], titles: dict[str, str], judged: Mapping[Topic, str]) -> Section:
    rows = tuple(
        Row(
            (
                words.ACTION[proposal.action],
                ", ".join(titles.get(d, d) for d in proposal.documents),
                str(proposal.rationale),
                " ".join(map(str, proposal.against)),
                proposal.decision_text,
                judged.get((tuple(sorted(proposal.documents)), proposal.action), ""),
            ),
            tuple(_quote(place, titles) for place in proposal.evidence),
        )
        for proposal in proposals
    )
    headers = ("Åtgärd", "Dokument", "Motivering", "Talar emot", "Utkast till beslut", "Bedömning")
    return Section("forslag", "Förslag", (), (Table("Åtgärdsförslag", headers, rows),))


def _voices(snapshot: Snapshot, titles: dict[str, str]) -> Section:
    rows = tuple(
        Row(
            (
                view.speaker or titles[record.document.id],
                words.SPEAKER[view.speaker_kind],
                words.VIEWPOINT[view.kind],
                ", ".join(view.about),
            ),
            (Quote(titles[record.document.id], view.anchor.page, view.anchor.text),),
        )
        for record in snapshot.records
        for view in record.extraction.viewpoints
    )
    headers = ("Vem", "Slag av röst", "Synpunkt", "Om")
    return Section("roster", "Röster ur remissvar och protokoll", (), (Table("Synpunkter", headers, rows),))


def _loose_references(references: Sequence[Reference], titles: dict[str, str]) -> Section:
    loose = [r for r in references if r.resolution.stale or r.resolution.status is ResolutionStatus.MISSING]
    rows = tuple(
        Row(
            (
                titles.get(reference.source, reference.source),
                titles.get(reference.resolution.target or "", reference.mention.label),
                "inaktuell" if reference.resolution.stale else words.RESOLUTION[reference.resolution.status],
            ),
            (Quote(titles.get(reference.source, reference.source), reference.mention.anchor.page, _around(reference)),),
        )
        for reference in loose
    )
    headers = ("Dokument", "Hänvisar till", "Utfall")
    table = Table("Hänvisningar till ersatta eller okända dokument", headers, rows)
    return Section("hanvisningar", "Hänvisningar som inte håller", (), (table,))


def _around(reference: Reference) -> str:
    return reference.mention.sentence or reference.mention.text


def _inventory(documents: Sequence[Document]) -> Section:
    rows = []
    for document in sorted(documents, key=lambda document: (collation_key(title_of(document)), document.id)):
        d = document.description
        until = d.valid_to.isoformat() if d.valid_to else "tills vidare" if d.open_ended else ""
        rows.append(
            Row(
                (
                    title_of(document),
                    words.TYPE[d.type] if d.kind is Kind.STEERING else words.KIND[d.kind],
                    d.adopted_by or "",
                    " ".join(
                        part for part in (d.adopted_on.isoformat() if d.adopted_on else "", d.decision or "") if part
                    ),
                    ", ".join(d.diary_numbers),
                    until,
                    words.STATUS[d.status],
                    d.responsible or "",
                    document.file,
                )
            )
        )
    headers = ("Titel", "Typ", "Beslutat av", "Beslut", "Dnr", "Gäller till", "Status", "Ansvarig", "Fil")
    return Section("forteckning", "Förteckning", (), (Table("Alla dokument i registret", headers, tuple(rows)),))


def _editions(overlaps: Sequence[Overlap], titles: dict[str, str]) -> Section:
    rows = tuple(Row((titles.get(o.a, o.a), titles.get(o.b, o.b)), _sides(o, titles)) for o in overlaps if o.lineage)
    table = Table("Utgåvor av samma dokument", ("Dokument", "Annan utgåva"), rows)
    return Section("utgavor", "Utgåvor", ("Gemensam text mellan utgåvor är historia, inte överlapp.",), (table,))


def _unread(files: Sequence[FileRecord], documents: Sequence[Document]) -> Section:
    rows = tuple(
        Row((file.name, words.FILE[file.status], str(file.pages), str(file.pages_unread), file.reason))
        for file in files
        if file.status is not FileStatus.OK
    )
    known = [d for d in documents if d.description.kind is Kind.STEERING]
    without = {
        "beslutsdatum": sum(d.description.adopted_on is None for d in known),
        "beslutsinstans": sum(d.description.adopted_by is None for d in known),
        "diarienummer": sum(not d.description.diary_numbers for d in known),
        "ansvarig": sum(d.description.responsible is None for d in known),
    }
    lacking = ", ".join(f"{count} utan {name}" for name, count in without.items() if count) or "inga luckor"
    numeric = frozenset({"Sidor", "Olästa"})
    table = Table("Filer som inte lästs i sin helhet", ("Fil", "Utfall", "Sidor", "Olästa", "Skäl"), rows, numeric)
    return Section("olast", "Det som inte lästs", (f"Bland {len(known)} styrdokument: {lacking}.",), (table,))
