"""The chapter of pictures: what is drawn of a registry, each picture with its words."""

from collections import Counter

from styrdok.language import words
from styrdok.language.themes import theme_name
from styrdok.reports.charts import Span, bars, both_ways, heat_map, timeline
from styrdok.reports.material import Material
from styrdok.reports.model import Figure, Section
from styrdok.swedish.collation import collation_key
from styrdok.vocabulary import DocumentType

_MOST_DOCUMENTS = 40
_MOST_ROWS = 20
_MOST_PAIRS = 12
_TOLD = 3
_LETTERS = 48


def pictures(material: Material) -> Section:
    """Timeline, themes by type, references both ways, and the strongest overlaps; empty ones are left out."""
    figures = (_timeline(material), _themes(material), _references(material), _overlaps(material))
    text = ("Samma uppgifter står i tabellerna längre fram.",)
    return Section("bilder", "Bilder", text, figures=tuple(figure for figure in figures if figure))


def _timeline(material: Material) -> Figure | None:
    dated = [(record, d) for record in material.steering if (d := record.document.description).adopted_on]
    spans = sorted(
        (
            Span(material.title(record.document.id), start, d.valid_to, d.open_ended)
            for record, d in dated
            if (start := d.valid_from or d.adopted_on)
        ),
        key=lambda span: (span.start, span.name),
    )
    if not spans:
        return None
    shown = spans[-_MOST_DOCUMENTS:]
    latest = f" (de {len(shown)} senaste av {len(spans)})" if len(shown) < len(spans) else ""
    caption = f"Styrdokument efter beslutsdatum och giltighet{latest}; ring: slutdatum saknas, lodrät linje: i dag"
    over = sum(span.end is not None and span.end < material.today for span in shown)
    told = (
        f"Äldst är {shown[0].name} ({shown[0].start}), nyast {shown[-1].name} ({shown[-1].start}). {over} har gått ut."
    )
    return Figure(caption, timeline(caption, shown, material.today), told)


def _themes(material: Material) -> Figure | None:
    counts: Counter[tuple[str, str]] = Counter(
        (theme_name(theme.theme), words.TYPE[record.document.description.type])
        for record in material.steering
        for theme in record.extraction.themes
    )
    if not counts:
        return None
    rows = sorted({row for row, _ in counts}, key=collation_key)
    columns = [words.TYPE[kind] for kind in DocumentType if any(words.TYPE[kind] == column for _, column in counts)]
    caption = "Antal styrdokument per tema och dokumenttyp"
    by_theme = Counter({row: sum(counts[row, column] for column in columns) for row in rows})
    most = sorted(rows, key=lambda row: -by_theme[row])[:_TOLD]
    told = f"Vanligast är {', '.join(f'{row} ({by_theme[row]})' for row in most)}."
    return Figure(caption, heat_map(caption, rows, columns, counts), told)


def _references(material: Material) -> Figure | None:
    made: Counter[str] = Counter()
    met: Counter[str] = Counter()
    for reference in material.snapshot.references:
        target = reference.resolution.target
        if target and target != reference.source:
            made[reference.source] += 1
            met[target] += 1
    if not made:
        return None
    most = sorted(made.keys() | met.keys(), key=lambda d: (-made[d] - met[d], d))[:_MOST_ROWS]
    caption = "Dokument med flest hänvisningar inom registret"
    rows = [(material.title(document), met[document], made[document]) for document in most]
    told = "; ".join(f"{name}: {to} till, {out} från" for name, to, out in rows[:_TOLD])
    return Figure(caption, both_ways(caption, rows, ("till dokumentet", "från dokumentet")), f"Flest har {told}.")


def _overlaps(material: Material) -> Figure | None:
    pairs = material.pairs[:_MOST_PAIRS]
    caption = "Starkaste överlapp mellan två dokument (poäng 0–1)"
    rows = [(f"{_short(material, o.a)} × {_short(material, o.b)}", o.score, f"{o.score:.2f}") for o in pairs]
    told = "; ".join(f"{name}: {said}" for name, _, said in rows[:_TOLD])
    return Figure(caption, bars(caption, rows), f"Starkast är {told}.") if rows else None


def _short(material: Material, name: str) -> str:
    title = material.title(name)
    return title if len(title) <= _LETTERS else title[: _LETTERS - 1].rstrip() + "…"
