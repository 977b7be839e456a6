"""The chapter of the report that tells what people judged, and where they differ."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from styrdok.findings import Overlap
from styrdok.judgements.acts import Quote as Words
from styrdok.judgements.agreement import Agreement, Topic, agreements, disagreements, verdicts
from styrdok.judgements.reviews import Review
from styrdok.language import IN_SWEDISH, Language, headings
from styrdok.language.words import word_of
from styrdok.reports.material import Material
from styrdok.reports.model import Paper, Quote, Row, Section, Table

_HEADERS = headings("Dokument", "Gäller", "Bedömning", "Åtgärd", "Kommentar", "Vem", "När", "Underlaget i dag")
_ON_PAPER = ("Dokument", "Bedömning", "Åtgärd", "Kommentar", "Vem", "När")
_VERBATIM = frozenset({"Dokument", "Kommentar", "Vem"})


def said(reviews: Sequence[Review], language: Language = IN_SWEDISH) -> dict[Topic, str]:
    """What was judged of each topic, in one cell: verdict, who, comment."""
    found: dict[Topic, list[str]] = defaultdict(list)
    for topic, by_name in verdicts(reviews).items():
        for name in sorted(by_name):
            act = by_name[name].act
            told = language.say("{verdict} av {who}", verdict=verdict_word(by_name[name], language), who=name)
            found[topic].append(f"{told}: {act.comment}" if act.comment else told)
    return {topic: "; ".join(parts) for topic, parts in found.items()}


def verdict_word(review: Review, language: Language = IN_SWEDISH) -> str:
    """The verdict in a language."""
    return language.word(review.act.verdict) if review.act.verdict else ""


def judgements(material: Material) -> Section | None:
    """The judgements that count with the words they rest on, and where reviewers differ; ``None`` without any."""
    reviews, say = material.reviews, material.say
    if not reviews:
        return None
    overlaps: dict[tuple[str, ...], Overlap] = {(one.a, one.b): one for one in material.analysis.overlaps}
    counting = _table(say("Bedömningar som gäller"), [_row(material, one, overlaps) for one in reviews])
    tables = [replace(counting, name=say("Bedömningar"))]
    agreed = agreements(reviews)
    if agreed:
        headers = headings("Granskare", "Annan granskare", "Gemensamma", "Lika", "Kappa")
        numeric = frozenset({"Gemensamma", "Lika", "Kappa"})
        rows = tuple(map(_agreement, agreed))
        caption, name = say("Samstämmighet (Cohens kappa)"), say("Samstämmighet")
        tables.append(Table(caption, headers, rows, numeric, name=name, verbatim=frozenset(headers[:2])))
    differing = [_row(material, one, overlaps, quoted=False) for group in disagreements(reviews) for one in group]
    if differing:
        name = say("Olika bedömningar")
        tables.append(replace(_table(say("Olika bedömningar av samma sak"), differing), name=name))
    count = len(reviews)
    told = say("En bedömning gäller." if count == 1 else "{count} bedömningar gäller.", count=count)
    return Section("bedomningar", say("Bedömningar"), (told,), tuple(tables))


def _table(caption: str, rows: Sequence[Row]) -> Table:
    return Table(caption, _HEADERS, tuple(rows), paper=Paper(_ON_PAPER), verbatim=_VERBATIM)


def _row(material: Material, review: Review, overlaps: Mapping[tuple[str, ...], Overlap], quoted: bool = True) -> Row:
    act, titles, language = review.act, material.titles, material.language
    names = [titles.get(s.id, s.title or s.file) for s in act.subjects]
    action = language.say("förslag: {action}", action=word_of(act.action)) if act.action else language.say("paret")
    cells = (
        " × ".join(names),
        action,
        verdict_word(review, language),
        language.word(act.reason) if act.reason else "",
        act.comment,
        act.who,
        act.at[:10],
        language.word(review.freshness),
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
