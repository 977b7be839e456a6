"""The assessment sheet: one row for each steering document, filled with what the analysis knows, the rest left open."""

from collections.abc import Iterator

from styrdok.findings import Need, Overlap, Record
from styrdok.language import headings
from styrdok.language.words import word_of
from styrdok.models import Passage
from styrdok.reports.chapters.overlaps import CLEAR
from styrdok.reports.material import Material
from styrdok.reports.model import Quote, Row, Section, Table
from styrdok.vocabulary import NeedReason

_HEADERS = headings(
    "Nr",
    "Titel",
    "Status",
    "Aktualitet",
    "Överlappar med",
    "Motsägelser",
    "Rätt typ och nivå",
    "Uppföljning finns",
    "Inaktuella eller lösa hänvisningar",
    "Känd och tillämpad",
    "Kommentar",
)
_STRONGEST = 3
_CURRENCY = frozenset({"expired", "replaced_but_listed", "replaced_but_cited", "two_successors", "contradiction"})
_LEVEL = frozenset({"wrong_adopter", "goals_in_norm"})
_LOOSE = frozenset({"dangling_reference", "stale_reference", "repealed_law"})
_AGAINST = (NeedReason.DIFFERING_DEFINITION, NeedReason.COMPETING_GOAL, NeedReason.DOUBLE_RESPONSIBILITY)
_FOLLOWED = ("uppfölj", "följa upp", "följs upp", "utvärder")


def assessment(material: Material) -> Section:
    """The chapter; two columns are always empty, for what only people know."""
    say = material.say
    rows = tuple(_row(material, record, number) for number, record in enumerate(material.steering, 1))
    table = Table(
        say("Bedömningsunderlag per styrdokument"),
        _HEADERS,
        rows,
        frozenset({"Nr"}),
        name=say("Bedömningsunderlag"),
        verbatim=frozenset({"Titel", "Överlappar med"}),
    )
    text = say(
        "Bara det som analysen vet är ifyllt. Om ett dokument är känt och tillämpat, och vad som ska göras med det, "
        "avgör människor."
    )
    return Section("underlag", say("Bedömningsunderlag"), (text,), (table,), broad=True)


def _row(material: Material, record: Record, number: int) -> Row:
    name = record.document.id
    against = [need for need in material.needs_of.get(name, ()) if need.reason in _AGAINST]
    pairs = [one for one in material.pairs_of.get(name, ()) if one.score >= CLEAR][:_STRONGEST]
    followed = next(_follow_up(record), None)
    cells = (
        str(number),
        record.document.display_title,
        material.language.word(record.document.description.status),
        _said(material, name, _CURRENCY),
        "; ".join(f"{material.title(_other(one, name))} ({one.score:.2f})" for one in pairs),
        "; ".join(_against(material, need, name) for need in against),
        _said(material, name, _LEVEL),
        _followed(material, followed) if followed else "",
        _said(material, name, _LOOSE),
        "",
        "",
    )
    return Row(cells, _sources(material, name, against))


def _other(one: Overlap, name: str) -> str:
    return one.b if one.a == name else one.a


def _against(material: Material, need: Need, name: str) -> str:
    others = [material.title(other) for other in need.documents if other != name]
    return material.say("{reason}: {titles}", reason=word_of(need.reason), titles=", ".join(others))


def _said(material: Material, name: str, codes: frozenset[str]) -> str:
    return " ".join(
        material.language.tell(one.sentence) for one in material.remarks_of.get(name, ()) if one.code in codes
    )


def _followed(material: Material, passage: Passage) -> str:
    heading = passage.section.rsplit(" › ", 1)[-1]
    return material.say("ja: avsnitt ”{heading}”, s. {page}", heading=heading, page=passage.anchor.page)


def _follow_up(record: Record) -> Iterator[Passage]:
    """The passages under a heading that speaks of follow-up."""
    for passage in record.extraction.passages:
        if any(word in passage.section.lower() for word in _FOLLOWED):
            yield passage


def _sources(material: Material, name: str, against: list[Need]) -> tuple[Quote, ...]:
    remarks = [one for one in material.remarks_of.get(name, ()) if one.code in _CURRENCY | _LEVEL | _LOOSE]
    places = [place for need in against for place in need.evidence]
    return material.quotes([*places, *(place for remark in remarks for place in remark.evidence)])
