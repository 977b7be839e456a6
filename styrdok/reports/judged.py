"""The chapter of the report that tells what people judged, and where they differ."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from styrdok.engines.analyse import Analysis
from styrdok.findings import Overlap
from styrdok.language import words
from styrdok.registry.acts import Quote as Words
from styrdok.registry.reviews import Review
from styrdok.reports.agreement import Agreement, Topic, agreements, disagreements, verdicts
from styrdok.reports.model import Quote, Row, Section, Table

_HEADERS = ("Dokument", "Gäller", "Bedömning", "Åtgärd", "Kommentar", "Vem", "När", "Belägg i dag")


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


def judgements(reviews: Sequence[Review], titles: Mapping[str, str], analysis: Analysis) -> Section:
    """The judgements that count with the words they rest on, agreement between reviewers, and disagreements."""
    overlaps: dict[tuple[str, ...], Overlap] = {(one.a, one.b): one for one in analysis.overlaps}
    rows = tuple(_row(review, titles, overlaps) for review in reviews)
    tables = [Table("Bedömningar", _HEADERS, rows)]
    agreed = agreements(reviews)
    if agreed:
        headers = ("Granskare", "Annan granskare", "Gemensamma", "Lika", "Kappa")
        numeric = frozenset({"Gemensamma", "Lika", "Kappa"})
        tables.append(Table("Samstämmighet (Cohens kappa)", headers, tuple(map(_agreement, agreed)), numeric))
    differing = [_row(review, titles, overlaps, quoted=False) for group in disagreements(reviews) for review in group]
    if differing:
        tables.append(Table("Olika bedömningar av samma sak", _HEADERS, tuple(differing)))
    text = (f"{len(reviews)} bedömningar gäller.",) if reviews else ("Inget har bedömts ännu.",)
    return Section("bedomningar", "Bedömningar", text, tuple(tables) if reviews else ())


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
