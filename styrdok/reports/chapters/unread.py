"""What was not read, not compared, not judged, and what documents do not say of themselves."""

from styrdok.findings import Record
from styrdok.judgements.agreement import verdicts
from styrdok.language import Language, headings, to_say
from styrdok.overlaps.candidates import compares_all
from styrdok.registry.files import FileRecord
from styrdok.reports.chapters.proposals import unjudged
from styrdok.reports.material import Material
from styrdok.reports.model import Row, Section, Table
from styrdok.vocabulary import FileStatus

HEADING = to_say("Det som inte lästs eller bedömts")


def unread(material: Material) -> Section:
    """The chapter that tells where the report ends."""
    text = (_judged(material), _compared(material), _lacking(material))
    return Section("olast", material.say(HEADING), text, (_files(material), _gaps(material)))


def _judged(material: Material) -> str:
    judged = {documents for documents, action in verdicts(material.reviews) if action is None}
    pairs = sum((one.a, one.b) not in judged for one in material.pairs)
    return material.say(
        "Ej bedömt: {pairs} av {all_pairs} par och {proposals} av {all_proposals} förslag "
        "har ingen granskare tagit ställning till.",
        pairs=pairs,
        all_pairs=len(material.pairs),
        proposals=unjudged(material),
        all_proposals=len(material.analysis.proposals),
    )


def _compared(material: Material) -> str:
    count = len(material.snapshot.records)
    silent = [record for record in material.snapshot.records if not record.extraction.passages]
    found, say = len(material.analysis.overlaps), material.say
    said = [
        say(
            "Av {possible} möjliga par dokument når {found} upp till gränsen för att redovisas.",
            possible=count * (count - 1) // 2,
            found=found,
        )
    ]
    if not compares_all(count):
        said.append(
            say(
                "I ett register av den här storleken jämförs bara par med gemensam text, "
                "hänvisning eller likt innehåll."
            )
        )
    if silent:
        lost = sum(count - 1 - number for number in range(len(silent)))
        titles = ", ".join(sorted(record.document.display_title for record in silent))
        said.append(
            say(
                "{count} par har inte kunnat jämföras, eftersom dessa dokument saknar läsbar text: {titles}.",
                count=lost,
                titles=titles,
            )
        )
    else:
        said.append(say("Alla dokument har text att jämföra."))
    return " ".join(said)


def _lacking(material: Material) -> str:
    known = [record for record in material.steering if record.extraction.passages or record.document.pages]
    counts: dict[str, int] = {}
    for record in known:
        for gap in _gaps_of(record):
            counts[gap] = counts.get(gap, 0) + 1
    say = material.say
    gaps = ", ".join(say("{count} utan {gap}", count=count, gap=say(gap)) for gap, count in counts.items())
    return say("Bland {count} styrdokument: {gaps}.", count=len(known), gaps=gaps or say("inga luckor"))


def _gaps_of(record: Record) -> list[str]:
    """What a document does not state, in Swedish."""
    d = record.document.description
    stated = {
        to_say("beslutsdatum"): d.adopted_on,
        to_say("beslutsinstans"): d.adopted_by,
        to_say("diarienummer"): d.diary_numbers,
        to_say("dokumentansvarig"): d.responsible,
        to_say("uppgift om giltighet"): d.valid_to or d.open_ended,
    }
    return [name for name, value in stated.items() if not value]


def _gaps(material: Material) -> Table:
    say = material.say
    rows = tuple(
        Row((record.document.display_title, ", ".join(map(say, gaps))))
        for record in material.steering
        if (gaps := _gaps_of(record))
    )
    caption, headers = say("Styrdokument som inte säger vem, när eller hur länge"), headings("Dokument", "Saknar")
    return Table(caption, headers, rows, name=say("Luckor"), verbatim=frozenset({"Dokument"}))


def _files(material: Material) -> Table:
    language = material.language
    rows = tuple(
        Row((file.name, language.word(file.status), str(file.pages), str(file.pages_unread), _why(file, language)))
        for file in material.files
        if file.status is not FileStatus.OK
    )
    headers = headings("Fil", "Utfall", "Sidor", "Olästa sidor", "Skäl")
    numeric = frozenset({"Sidor", "Olästa sidor"})
    return Table(
        language.say("Filer som inte lästs i sin helhet"), headers, rows, numeric, name=language.say("Olästa filer")
    )


def _why(file: FileRecord, language: Language) -> str:
    if file.status is FileStatus.PARTIAL:
        return language.say("{unread} av {pages} sidor kunde inte läsas.", unread=file.pages_unread, pages=file.pages)
    if file.status is FileStatus.DUPLICATE:
        return language.say("Samma innehåll som en annan fil.")
    return file.reason
