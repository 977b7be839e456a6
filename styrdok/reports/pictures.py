"""The chapter of pictures: what is drawn of a registry, each picture with its words."""

from collections import Counter

from styrdok.findings import Overlap
from styrdok.overlaps.steps import steps
from styrdok.reports.charts import Span, bars, both_ways, heat_map, timeline
from styrdok.reports.material import Material
from styrdok.reports.model import Figure, Section
from styrdok.reports.score import score_picture
from styrdok.swedish.collation import collation_key
from styrdok.vocabulary import DocumentType

_MOST_DOCUMENTS = 40
_MOST_ROWS = 20
_MOST_PAIRS = 12
_MOST_SCORES = 3
_TOLD = 3
_LETTERS = 48


def pictures(material: Material) -> Section:
    """Timeline, themes by type, references both ways, the strongest overlaps and their scores; empty ones left out."""
    figures = (
        _timeline(material),
        _themes(material),
        _references(material),
        _overlaps(material),
        *(_score(material, one) for one in material.pairs[:_MOST_SCORES]),
    )
    text = material.say("Samma uppgifter står i tabellerna längre fram.")
    return Section("bilder", material.say("Bilder"), (text,), figures=tuple(figure for figure in figures if figure))


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
    shown, say = spans[-_MOST_DOCUMENTS:], material.say
    caption = say(
        "Styrdokument efter beslutsdatum och giltighet (de {shown} senaste av {all}); ring: slutdatum saknas, "
        "lodrät linje: i dag"
        if len(shown) < len(spans)
        else "Styrdokument efter beslutsdatum och giltighet; ring: slutdatum saknas, lodrät linje: i dag",
        shown=len(shown),
        all=len(spans),
    )
    told = say(
        "Äldst är {oldest} ({first}), nyast {newest} ({last}). {over} har gått ut.",
        oldest=shown[0].name,
        first=shown[0].start,
        newest=shown[-1].name,
        last=shown[-1].start,
        over=sum(span.end is not None and span.end < material.today for span in shown),
    )
    return Figure(caption, timeline(caption, shown, material.today, material.language), told)


def _themes(material: Material) -> Figure | None:
    say, language = material.say, material.language
    counts: Counter[tuple[str, str]] = Counter(
        (language.theme(theme.theme), language.word(record.document.description.type))
        for record in material.steering
        for theme in record.extraction.themes
    )
    if not counts:
        return None
    rows = sorted({row for row, _ in counts}, key=collation_key)
    found = {column for _, column in counts}
    columns = [word for word in map(language.word, DocumentType) if word in found]
    caption = say("Antal styrdokument per tema och dokumenttyp")
    by_theme = Counter({row: sum(counts[row, column] for column in columns) for row in rows})
    most = sorted(rows, key=lambda row: -by_theme[row])[:_TOLD]
    told = say("Vanligast är {themes}.", themes=", ".join(f"{row} ({by_theme[row]})" for row in most))
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
    say = material.say
    caption = say("Dokument med flest hänvisningar inom registret")
    rows = [(material.title(document), met[document], made[document]) for document in most]
    told = [say("{title}: {to} till, {out} från", title=name, to=to, out=out) for name, to, out in rows[:_TOLD]]
    drawn = both_ways(caption, rows, (say("till dokumentet"), say("från dokumentet")), material.language)
    return Figure(caption, drawn, say("Flest har {documents}.", documents="; ".join(told)))


def _overlaps(material: Material) -> Figure | None:
    pairs, say = material.pairs[:_MOST_PAIRS], material.say
    caption = say("Starkaste överlapp mellan två dokument (poäng 0–1)")
    rows = [(f"{_short(material, o.a)} × {_short(material, o.b)}", o.score, f"{o.score:.2f}") for o in pairs]
    told = "; ".join(f"{name}: {said}" for name, _, said in rows[:_TOLD])
    drawn = bars(caption, rows, material.language)
    return Figure(caption, drawn, say("Starkast är {pairs}.", pairs=told)) if rows else None


def _score(material: Material, one: Overlap) -> Figure:
    """How the score of a pair comes about."""
    say, language = material.say, material.language
    named = f"{_short(material, one.a)} × {_short(material, one.b)}"
    caption = say("Så blir poängen {score:.2f} för {pair}", score=one.score, pair=named)
    most = sorted(steps(one), key=lambda step: -step.amount)[:_TOLD]
    told = ", ".join(f"{language.tell(step.label)} {language.number(step.amount)}" for step in most)
    return Figure(caption, str(score_picture(one, language)), say("Mest ger {reasons}.", reasons=told))


def _short(material: Material, name: str) -> str:
    title = material.title(name)
    return title if len(title) <= _LETTERS else title[: _LETTERS - 1].rstrip() + "…"
