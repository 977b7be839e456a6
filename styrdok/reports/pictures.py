"""The chapter of pictures: what is drawn of a registry, each picture with its words."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from styrdok.engines.analyse import Analysis
from styrdok.findings import Snapshot
from styrdok.language import words
from styrdok.language.themes import theme_name
from styrdok.reports.charts import Span, bars, both_ways, heat_map, timeline
from styrdok.reports.model import Figure, Section
from styrdok.swedish.collation import collation_key
from styrdok.vocabulary import DocumentType, Kind

_MOST_DOCUMENTS = 80
_MOST_BARS = 20
_LETTERS = 24


def pictures(snapshot: Snapshot, titles: Mapping[str, str], analysis: Analysis, today: date) -> Section:
    """Timeline, themes by type, references both ways, and the strongest overlaps; empty ones are left out."""
    figures = (
        _timeline(snapshot, titles, today),
        _themes(snapshot),
        _references(snapshot, titles),
        _overlaps(analysis, titles),
    )
    text = ("Samma uppgifter står i tabellerna längre ned.",)
    return Section("bilder", "Bilder", text, figures=tuple(figure for figure in figures if figure))


def _timeline(snapshot: Snapshot, titles: Mapping[str, str], today: date) -> Figure | None:
    spans = sorted(
        (
            Span(titles[record.document.id], d.valid_from or d.adopted_on, d.valid_to, d.open_ended)
            for record in snapshot.records
            if (d := record.document.description).kind is Kind.STEERING and d.adopted_on
        ),
        key=lambda span: (span.start, span.name),
    )[-_MOST_DOCUMENTS:]
    caption = "Styrdokument efter beslutsdatum och giltighet; en ring betyder att slutdatum saknas, linjen är i dag"
    return Figure(caption, timeline(caption, spans, today)) if spans else None


def _themes(snapshot: Snapshot) -> Figure | None:
    counts: Counter[tuple[str, str]] = Counter(
        (theme_name(theme.theme), words.TYPE[record.document.description.type])
        for record in snapshot.records
        if record.document.description.kind is Kind.STEERING
        for theme in record.extraction.themes
    )
    rows = sorted({row for row, _ in counts}, key=collation_key)
    columns = [words.TYPE[kind] for kind in DocumentType if any(words.TYPE[kind] == column for _, column in counts)]
    caption = "Antal styrdokument per tema och dokumenttyp"
    return Figure(caption, heat_map(caption, rows, columns, counts)) if counts else None


def _references(snapshot: Snapshot, titles: Mapping[str, str]) -> Figure | None:
    made: Counter[str] = Counter()
    met: Counter[str] = Counter()
    for reference in snapshot.references:
        target = reference.resolution.target
        if target and target != reference.source:
            made[reference.source] += 1
            met[target] += 1
    most = sorted(made.keys() | met.keys(), key=lambda d: (-made[d] - met[d], d))[:_MOST_BARS]
    caption = "Dokument med flest hänvisningar inom registret"
    rows = [(titles.get(document, document), met[document], made[document]) for document in most]
    return Figure(caption, both_ways(caption, rows, ("till dokumentet", "från dokumentet"))) if rows else None


def _overlaps(analysis: Analysis, titles: Mapping[str, str]) -> Figure | None:
    pairs = [overlap for overlap in analysis.overlaps if not overlap.lineage][:_MOST_BARS]
    caption = "Starkaste överlapp (poäng 0–1)"
    rows = [(f"{_short(titles[o.a])} × {_short(titles[o.b])}", o.score, f"{o.score:.2f}") for o in pairs]
    return Figure(caption, bars(caption, rows)) if rows else None


def _short(title: str) -> str:
    return title if len(title) <= _LETTERS else title[: _LETTERS - 1].rstrip() + "…"
