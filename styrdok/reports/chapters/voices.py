"""What consulted bodies and parties said of documents."""

from styrdok.findings import Place, Record
from styrdok.language import words
from styrdok.models import Viewpoint
from styrdok.reports.material import Material
from styrdok.reports.model import Paper, Row, Section, Table
from styrdok.vocabulary import ViewpointKind

_ORDER = {kind: number for number, kind in enumerate(ViewpointKind)}
_SHOWN = Paper((("Vem", "Slag av röst"), "Synpunkt", "Om", "Vad som sägs"))


def voices(material: Material) -> Section:
    """The chapter; what bears on coordination comes first."""
    spoken = [(record, view) for record in material.others + material.steering for view in record.extraction.viewpoints]
    spoken.sort(key=lambda one: _ORDER[one[1].kind])
    rows = tuple(_row(material, record, view) for record, view in spoken)
    headers = ("Vem", "Slag av röst", "Synpunkt", "Om", "Vad som sägs")
    caption = "Synpunkter, de om samordning och överlapp först"
    table = Table(caption, headers, rows, name="Röster", paper=_SHOWN)
    text = "Vad remissinstanser, nämnder, förvaltningar och partier har sagt om dokumenten, med deras egna ord."
    return Section("roster", "Röster ur remissvar och protokoll", (text,), (table,))


def _row(material: Material, record: Record, view: Viewpoint) -> Row:
    cells = (
        view.speaker or material.title(record.document.id),
        words.SPEAKER[view.speaker_kind],
        words.VIEWPOINT[view.kind],
        ", ".join(view.about),
        view.anchor.text,
    )
    return Row(cells, (material.quote(Place(record.document.id, view.anchor)),))
