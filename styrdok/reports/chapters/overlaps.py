"""Pairs that overlap, editions of one document, and text that stands in many."""

from collections.abc import Mapping

from styrdok.findings import Overlap, Place, Signal
from styrdok.judgements.agreement import Topic
from styrdok.language import headings, to_say
from styrdok.overlaps.standard import standard_texts
from styrdok.reports.material import Material
from styrdok.reports.model import Paper, Quote, Row, Section, Table, shortened
from styrdok.reports.wording import first_sentence

HEADING = to_say("Överlapp med belägg")
_SHOWN_PASSAGES = 4
_MAIN_REASONS = 2
_PLACES = 3
_SHORT = 170
CLEAR = 0.3
"""From this score on a pair is called a clear overlap (the threshold of groups)."""

_HEADERS = headings(
    "Nr",
    "Poäng",
    "Dokument A",
    "Dokument B",
    "Hänvisar till varandra",
    "Främsta skäl",
    "Alla skäl",
    "Bedömning",
)
_ON_PAPER = ("Nr", "Poäng", ("Dokument A", "Dokument B"), "Hänvisar till varandra", "Främsta skäl")


def overlaps(material: Material, judged: Mapping[Topic, str]) -> Section:
    """The pairs, strongest first."""
    say = material.say
    rows = tuple(_row(material, rank, one, judged) for rank, one in enumerate(material.pairs, 1))
    numeric = frozenset({"Nr", "Poäng"})
    shown = Paper(_ON_PAPER, only=frozenset({"Främsta skäl"}))
    table = Table(
        say("Par av dokument, starkast först"),
        _HEADERS,
        rows,
        numeric,
        name=say("Överlapp"),
        paper=shown,
        verbatim=frozenset({"Dokument A", "Dokument B"}),
    )
    intro = say(
        "Poängen (0–1) är summan av skälen, vart och ett med sin vikt. Ett högt tal säger att två dokument behandlar "
        "samma sak, inte att något av dem är fel. Utgåvor av samma dokument redovisas för sig."
    )
    return Section("overlapp", say(HEADING), (intro,), (table,))


def _row(material: Material, rank: int, one: Overlap, judged: Mapping[Topic, str]) -> Row:
    weighed = sorted(one.signals, key=lambda signal: (-signal.weight * signal.value, signal.name))
    main = [_briefly(material, signal) for signal in weighed[:_MAIN_REASONS] if signal.weight]
    cells = (
        str(rank),
        f"{one.score:.2f}",
        material.title(one.a),
        material.title(one.b),
        material.language.word(one.linked),
        " ".join(main),
        " ".join(material.tidy(signal.sentence) for signal in one.signals),
        judged.get(((one.a, one.b), None), ""),
    )
    return Row(cells, sides(material, one))


def _briefly(material: Material, signal: Signal) -> str:
    """A reason for paper: what somebody said is told in full among the needs."""
    said = material.plain(signal.sentence)
    return first_sentence(said) if signal.name == "asserted" else shortened(said, _SHORT)


def sides(material: Material, one: Overlap) -> tuple[Quote, ...]:
    """The passages of a pair, side by side."""
    quotes = []
    for passage in one.evidence[:_SHOWN_PASSAGES]:
        kind = material.language.word(passage.kind)
        quotes.append(material.quote(Place(one.a, passage.a), f"A, {kind}"))
        quotes.append(material.quote(Place(one.b, passage.b), f"B, {kind}"))
    return tuple(quotes)


def editions(material: Material) -> Section | None:
    """Editions of one document; ``None`` where there are none."""
    rows = tuple(
        Row((material.title(one.a), material.title(one.b)), sides(material, one))
        for one in material.analysis.overlaps
        if one.lineage
    )
    say, headers = material.say, headings("Dokument", "Annan utgåva")
    name = say("Utgåvor")
    table = Table(say("Utgåvor av samma dokument"), headers, rows, name=name, verbatim=frozenset(headers))
    text = say("Det ena har ersatt det andra. Gemensam text mellan utgåvor är historia, inte överlapp.")
    return Section("utgavor", name, (text,), (table,)) if rows else None


def repeated_text(material: Material) -> Section | None:
    """Wording that stands in many documents; ``None`` where there is none."""
    rows = tuple(
        Row(
            (
                one.text,
                str(len(one.documents)),
                ", ".join(map(material.title, one.documents[:_PLACES])),
                ", ".join(map(material.title, one.documents)),
            ),
            tuple(material.quote(place) for place in one.places[:_PLACES]),
        )
        for one in standard_texts(material.snapshot, most=_PLACES)
    )
    say = material.say
    headers = headings("Text", "Antal dokument", "Till exempel", "Dokument")
    shown = Paper(("Text", "Antal dokument", "Till exempel"), only=frozenset({"Till exempel"}))
    name, verbatim = say("Återkommande text"), frozenset({"Text", "Till exempel", "Dokument"})
    table = Table(name, headers, rows, frozenset({"Antal dokument"}), name=name, paper=shown, verbatim=verbatim)
    text = say(
        "Text som står i minst fyra dokument räknas inte som överlapp mellan två av dem. "
        "Den kan ofta ersättas av en hänvisning till ett enda ställe."
    )
    return Section("aterkommande", say("Text som återkommer i många dokument"), (text,), (table,)) if rows else None
