"""What was not read, not compared, not judged, and what documents do not say of themselves."""

from styrdok.findings import Record
from styrdok.language import words
from styrdok.overlaps.candidates import compares_all
from styrdok.registry.files import FileRecord
from styrdok.reports.agreement import verdicts
from styrdok.reports.chapters.proposals import unjudged
from styrdok.reports.material import Material, title_of
from styrdok.reports.model import Paper, Row, Section, Table
from styrdok.vocabulary import FileStatus

HEADING = "Det som inte lästs eller bedömts"


def unread(material: Material) -> Section:
    """The chapter that tells where the report ends."""
    text = (_judged(material), _compared(material), _lacking(material))
    return Section("olast", HEADING, text, (_files(material), _gaps(material)))


def _judged(material: Material) -> str:
    judged = {documents for documents, action in verdicts(material.reviews) if action is None}
    pairs = sum((one.a, one.b) not in judged for one in material.pairs)
    proposed = len(material.analysis.proposals)
    return (
        f"Ej bedömt: {pairs} av {len(material.pairs)} par och {unjudged(material)} av {proposed} förslag "
        "har ingen granskare tagit ställning till."
    )


def _compared(material: Material) -> str:
    count = len(material.snapshot.records)
    silent = [record for record in material.snapshot.records if not record.extraction.passages]
    found = len(material.analysis.overlaps)
    said = f"Av {count * (count - 1) // 2} möjliga par dokument når {found} upp till gränsen för att redovisas."
    if not compares_all(count):
        said += (
            " I ett register av den här storleken jämförs bara par med gemensam text, hänvisning eller likt innehåll."
        )
    if not silent:
        return f"{said} Alla dokument har text att jämföra."
    lost = sum(count - 1 - number for number in range(len(silent)))
    titles = ", ".join(sorted(title_of(record.document) for record in silent))
    return f"{said} {lost} par har inte kunnat jämföras, eftersom dessa dokument saknar läsbar text: {titles}."


def _lacking(material: Material) -> str:
    known = [record for record in material.steering if record.extraction.passages or record.document.pages]
    counts: dict[str, int] = {}
    for record in known:
        for gap in _gaps_of(record):
            counts[gap] = counts.get(gap, 0) + 1
    said = ", ".join(f"{count} utan {gap}" for gap, count in counts.items()) or "inga luckor"
    return f"Bland {len(known)} styrdokument: {said}."


def _gaps_of(record: Record) -> list[str]:
    d = record.document.description
    stated = {
        "beslutsdatum": d.adopted_on,
        "beslutsinstans": d.adopted_by,
        "diarienummer": d.diary_numbers,
        "dokumentansvarig": d.responsible,
        "uppgift om giltighet": d.valid_to or d.open_ended,
    }
    return [name for name, value in stated.items() if not value]


def _gaps(material: Material) -> Table:
    rows = tuple(Row((title_of(r.document), ", ".join(gaps))) for r in material.steering if (gaps := _gaps_of(r)))
    caption = "Styrdokument som inte säger vem, när eller hur länge"
    return Table(caption, ("Dokument", "Saknar"), rows, name="Luckor")


def _files(material: Material) -> Table:
    rows = tuple(
        Row((file.name, words.FILE[file.status], str(file.pages), str(file.pages_unread), _why(file)))
        for file in material.files
        if file.status is not FileStatus.OK
    )
    headers = ("Fil", "Utfall", "Sidor", "Olästa sidor", "Skäl")
    numeric = frozenset({"Sidor", "Olästa sidor"})
    return Table("Filer som inte lästs i sin helhet", headers, rows, numeric, name="Olästa filer", paper=Paper())


def _why(file: FileRecord) -> str:
    if file.status is FileStatus.PARTIAL:
        return f"{file.pages_unread} av {file.pages} sidor kunde inte läsas."
    if file.status is FileStatus.DUPLICATE:
        return "Samma innehåll som en annan fil."
    return file.reason
