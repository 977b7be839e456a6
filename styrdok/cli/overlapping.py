"""``overlaps``: the ranked pairs, and the evidence of one pair."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from styrdok.cli.describe import overlap_row, place_line, quoted, titles_of
from styrdok.cli.errors import FINDINGS_PRESENT, tell
from styrdok.cli.opening import reading
from styrdok.cli.options import DEFAULT_REGISTRY, Form, Lang, Per, RegistryPath, on
from styrdok.cli.output import Column, Format, write_json, write_listing, write_rich
from styrdok.errors import UsageProblem

if TYPE_CHECKING:
    from styrdok.engines.analyse import Analysis
    from styrdok.findings import Need, Overlap, Snapshot

_EXPLAINED = 3
_SHOWN_PLACES = 3
_VOICES = {"reply": 0, "minutes": 1, "memo": 2}
"""Kinds of texts that speak about steering documents, the consulted bodies' own first."""
_OVERLAPS = (
    Column("rank", "nr", "rank", right=True),
    Column("score", "poäng", "score", right=True),
    Column("a_title", "dokument", "document", ratio=2),
    Column("b_title", "överlappar", "overlaps", ratio=2),
    Column("linked", "länkade", "linked"),
    Column("reasons", "varför, tyngst först", "why, weightiest first", ratio=2),
)
_PAIR = tuple(
    Column(key, key, key) for key in ("part", "name", "value", "sentence", "a_page", "a_text", "b_page", "b_text")
)
_WORDS = {
    "sv": {
        "asked": "Någon ber om det",
        "none": "Inget överlapp hittades mellan dokumenten.",
        "score": "Poäng {:.2f}  ·  länkade: {}  ·  utgåvor: {}",
        "need": "Behov",
        "yes": "ja",
        "no": "nej",
        "closing": "\n{} par bland {} styrdokument ({} dokument i registret). Poängen (0–1) är summan av skälen; "
        "styrdok föreslår, människor beslutar.\nAlla skäl och belägg för ett par, med sidor och ord: "
        'styrdok overlaps "DOKUMENT A" "DOKUMENT B"',
    },
    "en": {
        "asked": "Somebody asks for it",
        "none": "No overlap was found between the documents.",
        "score": "Score {:.2f}  ·  linked: {}  ·  editions: {}",
        "need": "Need",
        "yes": "yes",
        "no": "no",
        "closing": "\n{} pairs among {} steering documents ({} documents in the registry). The score (0–1) is the sum "
        "of the reasons; styrdok proposes, people decide.\nAll reasons and evidence of a pair, with pages and words: "
        'styrdok overlaps "DOCUMENT A" "DOCUMENT B"',
    },
}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("overlaps")(overlaps)


def overlaps(
    documents: Annotated[list[str] | None, typer.Argument(help="One document: its pairs; two: that pair.")] = None,
    top: Annotated[int, typer.Option(help="How many pairs to show.", min=1)] = 20,
    lineage: Annotated[bool, typer.Option("--lineage", help="Also editions of the same document.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Also pairs with replies, memos and minutes.")] = False,
    fail_on: Annotated[
        float | None,
        typer.Option("--fail-on", min=0, max=1, help="Leave with exit code 8 when a pair scores this or more."),
    ] = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.TABLE,
    lang: Lang = "sv",
    per: Per = None,
) -> None:
    """Ranked pairs of documents that treat the same matter, with explained score and evidence."""
    from styrdok.engines.analyse import analyse
    from styrdok.language.words import LINKED

    if len(documents or []) > 2:
        raise UsageProblem("Name at most two documents.", "One shows its pairs, two show the evidence of that pair.")
    with reading(registry) as opened:
        wanted = {opened.document(name).id for name in documents or []}
        snapshot = opened.snapshot(on(per))
    analysis = analyse(snapshot, on(per))
    titles = titles_of(tuple(r.document for r in snapshot.records))
    texts = {r.document.id for r in snapshot.records if r.document.description.kind in _VOICES}
    found = [o for o in analysis.overlaps if wanted <= {o.a, o.b} and (lineage or len(wanted) == 2 or not o.lineage)]
    if len(wanted) == 2:
        _pair(analysis, sorted(wanted), titles, form, lang)
    else:
        found = found if everything else [o for o in found if not texts & ({o.a, o.b} - wanted)]
        rows = [overlap_row(rank, overlap, titles) for rank, overlap in enumerate(found[:top], 1)]
        if form is Format.TABLE and lang != "en":
            rows = [{**row, "linked": LINKED[row["linked"]]} for row in rows]
        more = tuple(Column(key, key, key) for key in ("a", "b", "why", "components"))
        write_listing(rows, _OVERLAPS if form is Format.TABLE else _OVERLAPS + more, form, lang)
        if form is Format.TABLE:
            _explain(snapshot, analysis, found, titles, _words(lang))
    if fail_on is not None and any(overlap.score >= fail_on for overlap in found):
        raise typer.Exit(FINDINGS_PRESENT)


def _words(lang: str) -> dict[str, str]:
    return _WORDS["en" if lang == "en" else "sv"]


def _explain(
    snapshot: "Snapshot",
    analysis: "Analysis",
    found: list["Overlap"],
    titles: dict[str, str],
    words: dict[str, str],
) -> None:
    """What a newcomer needs to read the table, and the words behind its first rows."""
    kinds = {r.document.id: str(r.document.description.kind) for r in snapshot.records}
    for rank, overlap in enumerate(found[:_EXPLAINED], 1):
        write_rich("", f"{rank}  {titles[overlap.a]}  ×  {titles[overlap.b]}")
        for need in analysis.needs:
            if need.reason == "asserted" and {overlap.a, overlap.b} <= set(need.documents):
                places = sorted(need.evidence, key=lambda place: _VOICES.get(kinds[place.document], len(_VOICES)))
                write_rich(*(f"   {words['asked']}: {place_line(place, titles)}" for place in places[:_SHOWN_PLACES]))
        for passage in overlap.evidence[:1]:
            write_rich(f"   A {quoted(passage.a)}", f"   B {quoted(passage.b)}")
    steering = sum(record.document.description.kind == "steering" for record in snapshot.records)
    tell(words["closing"].format(len(found), steering, len(snapshot.records)))


def _pair(analysis: "Analysis", pair: list[str], titles: dict[str, str], form: Format, lang: str) -> None:
    """Everything that speaks for one pair."""
    found = next((o for o in analysis.overlaps if [o.a, o.b] == pair), None)
    asked = [n for n in analysis.needs if set(pair) <= set(n.documents)]
    if form is Format.JSON:
        from styrdok.reports.export import need_json, overlap_json

        write_json({"overlap": overlap_json(found) if found else None, "needs": [need_json(n) for n in asked]})
    elif form is Format.CSV:
        write_listing(_pair_rows(found, asked, titles), _PAIR, form, lang)
    else:
        write_rich(f"A  {titles[pair[0]]}  ({pair[0]})", f"B  {titles[pair[1]]}  ({pair[1]})", "")
        _print_pair(found, asked, titles, _words(lang))


def _pair_rows(found: "Overlap | None", asked: list["Need"], titles: dict[str, str]) -> list[dict[str, Any]]:
    """A pair as rows: its reasons, the passages, the needs with the places where they show."""
    rows: list[dict[str, Any]] = []
    for signal in found.signals if found else ():
        rows.append({"part": "reason", "name": signal.name, "value": signal.value, "sentence": str(signal.sentence)})
    for passage in found.evidence if found else ():
        row = {"part": "passage", "name": passage.kind.value, "value": passage.similarity}
        sides = {"a_page": passage.a.page, "a_text": passage.a.text, "b_page": passage.b.page, "b_text": passage.b.text}
        rows.append({**row, **sides})
    for need in asked:
        places = " ".join(place_line(place, titles) for place in need.evidence)
        sentence = f"{need.sentence} {places}".strip()
        rows.append({"part": "need", "name": need.reason.value, "value": need.score, "sentence": sentence})
    return rows


def _print_pair(found: "Overlap | None", asked: list["Need"], titles: dict[str, str], words: dict[str, str]) -> None:
    if found is None:
        write_rich(words["none"])
    else:
        write_rich(words["score"].format(found.score, found.linked, words["yes" if found.lineage else "no"]))
        for signal in found.signals:
            write_rich(f"  {signal.name:<12} {signal.value:.2f} × {signal.weight:.2f}  {signal.sentence}")
        for passage in found.evidence:
            head = f"  {passage.kind} ({passage.similarity:.2f})"
            write_rich("", head, f"    A {quoted(passage.a)}", f"    B {quoted(passage.b)}")
    for need in asked:
        write_rich("", f"{words['need']} ({need.reason}): {need.sentence}")
        for place in need.evidence:
            write_rich(f"    {place_line(place, titles)}")
