"""What consulted bodies and parties said of documents."""

from styrdok.findings import Place, Record
from styrdok.language import headings
from styrdok.models import Viewpoint
from styrdok.reports.material import Material
from styrdok.reports.model import Paper, Row, Section, Table
from styrdok.vocabulary import ViewpointKind

_ORDER = {kind: number for number, kind in enumerate(ViewpointKind)}
_SHOWN = Paper((("Vem", "Slag av röst"), "Synpunkt", "Om", "Vad som sägs"))
_VERBATIM = frozenset({"Vem", "Om", "Vad som sägs"})


def voices(material: Material) -> Section:
    """The chapter; what bears on coordination comes first."""
    spoken = [(record, view) for record in material.others + material.steering for view in record.extraction.viewpoints]
    spoken.sort(key=lambda one: _ORDER[one[1].kind])
    rows = tuple(_row(material, record, view) for record, view in spoken)
    headers, say = headings("Vem", "Slag av röst", "Synpunkt", "Om", "Vad som sägs"), material.say
    caption = say("Synpunkter, de om samordning och överlapp först")
    table = Table(caption, headers, rows, name=say("Röster"), paper=_SHOWN, verbatim=_VERBATIM)
    text = say("Vad remissinstanser, nämnder, förvaltningar och partier har sagt om dokumenten, med deras egna ord.")
    return Section("roster", say("Röster ur remissvar och protokoll"), (text,), (table,))


def _row(material: Material, record: Record, view: Viewpoint) -> Row:
    cells = (
        view.speaker or material.title(record.document.id),
        material.language.word(view.speaker_kind),
        material.language.word(view.kind),
        ", ".join(view.about),
        view.anchor.text,
    )
    return Row(cells, (material.quote(Place(record.document.id, view.anchor)),))
