"""From the registry and its analysis to the reviewer's report: which chapters, in which order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from styrdok.engines.analyse import Analysis
from styrdok.findings import Snapshot
from styrdok.judgements.reviews import Review
from styrdok.language import IN_SWEDISH, Language
from styrdok.registry.files import FileRecord
from styrdok.reports.chapters.assessment import assessment
from styrdok.reports.chapters.connections import connections
from styrdok.reports.chapters.inventory import inventory
from styrdok.reports.chapters.needs import needs
from styrdok.reports.chapters.overlaps import editions, overlaps, repeated_text
from styrdok.reports.chapters.proposals import proposals
from styrdok.reports.chapters.references import all_references, loose_references
from styrdok.reports.chapters.rounds import rounds
from styrdok.reports.chapters.substance import definitions, goals, responsibilities
from styrdok.reports.chapters.summary import scope, summary
from styrdok.reports.chapters.unread import unread
from styrdok.reports.chapters.voices import voices
from styrdok.reports.judged import judgements, said
from styrdok.reports.material import Material
from styrdok.reports.model import Report, Section
from styrdok.reports.pictures import pictures
from styrdok.reports.roundtrip import form_of


def compose(
    snapshot: Snapshot,
    files: Sequence[FileRecord],
    analysis: Analysis,
    made_for: date,
    reviews: Sequence[Review] = (),
    language: Language = IN_SWEDISH,
) -> Report:
    """The report of a registry as on a date; ``reviews`` are the judgements that count."""
    material = Material.of(snapshot, files, analysis, made_for, reviews, language)
    plain_titles = {name: record.document.display_title for name, record in material.records.items()}
    judged = said(reviews, language)
    chapters = (
        summary(material),
        pictures(material),
        inventory(material),
        assessment(material),
        overlaps(material, judged),
        repeated_text(material),
        editions(material),
        needs(material),
        loose_references(material),
        definitions(material),
        goals(material),
        responsibilities(material),
        connections(material),
        rounds(material),
        voices(material),
        judgements(material),
        proposals(material, judged),
        unread(material),
        all_references(material),
    )
    return Report(
        language.say("Styrdokument: överlapp och samordningsbehov"),
        made_for.isoformat(),
        tuple(_headed(chapter, language) for chapter in chapters if chapter is not None),
        form_of(analysis.overlaps, plain_titles, reviews, language),
        scope(material),
        language.code,
    )


def _headed(chapter: Section, language: Language) -> Section:
    return replace(chapter, tables=tuple(table.headed(language) for table in chapter.tables))
