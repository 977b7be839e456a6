"""Coordination needs: what was asked for, overlaps without a reference, contents that do not fit the type."""

from styrdok.findings import Need
from styrdok.language import headings, to_say
from styrdok.reports.material import Material
from styrdok.reports.model import Paper, Row, Section, Table, shortened
from styrdok.vocabulary import NeedReason

HEADING = to_say("Samordningsbehov")
_REASONS = (NeedReason.ASSERTED, NeedReason.UNLINKED_OVERLAP, NeedReason.TYPE_MISMATCH)
_SHORT = 320


def of_reason(material: Material, *reasons: NeedReason) -> list[Need]:
    """The needs with one of these reasons, most pressing first."""
    return [need for need in material.analysis.needs if need.reason in reasons]


def needs(material: Material) -> Section:
    """The chapter; definitions, goals, responsibilities and references have chapters of their own."""
    rows = tuple(
        Row(
            (
                material.language.word(need.reason),
                material.joined(need.documents),
                shortened(material.plain(need.sentence), _SHORT),
                material.tidy(need.sentence),
            ),
            material.quotes(need.evidence),
        )
        for need in of_reason(material, *_REASONS)
    )
    say = material.say
    headers = headings("Skäl", "Dokument", "Behov i korthet", "Behov")
    shown = Paper(("Skäl", "Dokument", "Behov i korthet"), only=frozenset({"Behov i korthet"}))
    table = Table(
        say("Samordningsbehov, de efterfrågade först"),
        headers,
        rows,
        name=say("Samordning"),
        paper=shown,
        verbatim=frozenset({"Dokument"}),
    )
    text = say(
        "Det som någon uttryckligen har bett om står först. Olika definitioner, mål och ansvar står i egna kapitel."
    )
    return Section("samordning", say(HEADING), (text,), (table,))
