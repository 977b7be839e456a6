"""The chapter of the report that tells what people judged, and where they differ."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from styrdok.engines.analyse import Analysis
from styrdok.findings import Overlap
from styrdok.language import words
from styrdok.registry.acts import Quote as Words
from styrdok.registry.reviews import Review
from styrdok.reports.agreement import Agreement, Topic, agreements, disagreements, verdicts
from styrdok.reports.model import Paper, Quote, Row, Section, Table

_HEADERS = ("Dokument", "Gäller", "Bedömning", "Åtgärd", "Kommentar", "Vem", "När", "Underlaget i dag")
_ON_PAPER = ("Dokument", "Bedömning", "Åtgärd", "Kommentar", "Vem", "När")


def said(reviews: Sequence[Review]) -> dict[Topic, str]:
    """What was judged of each topic, in one cell: verdict, who, comment."""
    found: dict[Topic, list[str]] = defaultdict(list)
    for topic, by_name in verdicts(reviews).items():
        for name in sorted(by_name):
            act = by_name[name].act
            comment = f": {act.comment}" if act.comment else ""
            found[topic].append(f"{verdict_word(by_name[name])} av {name}{comment}")
    return {topic: "; ".join(parts) for topic, parts in found.items()}


def verdict_word(review: Review) -> str:
    """The verdict in Swedish."""
    return words.VERDICT[review.act.verdict] if review.act.verdict else ""


def judgements(reviews: Sequence[Review], titles: Mapping[str, str], analysis: Analysis) -> Section | None:
    """The judgements that count with the words they rest on, and where reviewers differ; ``None`` without any."""
    if not reviews:
        return None
    overlaps: dict[tuple[str, ...], Overlap] = {(one.a, one.b): one for one in analysis.overlaps}
    rows = tuple(_row(review, titles, overlaps) for review in reviews)
    tables = [Table("Bedömningar som gäller", _HEADERS, rows, name="Bedömningar", paper=Paper(_ON_PAPER))]
    agreed = agreements(reviews)
    if agreed:
        headers = ("Granskare", "Annan granskare", "Gemensamma", "Lika", "Kappa")
        numeric = frozenset({"Gemensamma", "Lika", "Kappa"})
        rows = tuple(map(_agreement, agreed))
        tables.append(Table("Samstämmighet (Cohens kappa)", headers, rows, numeric, name="Samstämmighet"))
    differing = [_row(review, titles, overlaps, quoted=False) for group in disagreements(reviews) for review in group]
    if differing:
        caption = "Olika bedömningar av samma sak"
        shown = Paper(_ON_PAPER)
        tables.append(Table(caption, _HEADERS, tuple(differing), name="Olika bedömningar", paper=shown))
    count = "En bedömning gäller." if len(reviews) == 1 else f"{len(reviews)} bedömningar gäller."
    return Section("bedomningar", "Bedömningar", (count,), tuple(tables))


def _row(
    review: Review, titles: Mapping[str, str], overlaps: Mapping[tuple[str, ...], Overlap], quoted: bool = True
) -> Row:
    act = review.act
    names = [titles.get(s.id, s.title or s.file) for s in act.subjects]
    cells = (
        " × ".join(names),
        f"förslag: {words.ACTION[act.action]}" if act.action else "paret",
        verdict_word(review),
        words.ACTION[act.reason] if act.reason else "",
        act.comment,
        act.who,
        act.at[:10],
        words.FRESHNESS[review.freshness],
    )
    quotes = act.evidence or _words_of(overlaps.get(act.documents))
    return Row(cells, tuple(Quote(titles.get(q.document, q.document), q.page, q.text) for q in quotes if quoted))


def _words_of(overlap: Overlap | None) -> tuple[Words, ...]:
    """What the machine shows for a pair that was judged without evidence at hand."""
    if overlap is None:
        return ()
    return tuple(
        Words(document, anchor.page, anchor.text)
        for passage in overlap.evidence
        for document, anchor in ((overlap.a, passage.a), (overlap.b, passage.b))
    )


def _agreement(pair: Agreement) -> Row:
    kappa = "" if pair.kappa is None else f"{pair.kappa:.2f}"
    return Row((pair.one, pair.other, str(pair.common), f"{pair.observed:.2f}", kappa))
