"""``overlaps``: the ranked pairs, and the evidence of one pair."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from styrdok.cli.bodies import write_across
from styrdok.cli.describe import overlap_row, place_line, quoted, reason_name, stretch_line
from styrdok.cli.errors import tell
from styrdok.cli.opening import analysis_of, reading
from styrdok.cli.options import DEFAULT_LANG, DEFAULT_REGISTRY, Form, Lang, Per, RegistryPath
from styrdok.cli.output import Column, Format, word_of, write_json, write_listing, write_rich
from styrdok.errors import ExitCode, UsageProblem
from styrdok.language import Language
from styrdok.reports.wording import told
from styrdok.sentence import Sentence
from styrdok.vocabulary import Linked

if TYPE_CHECKING:
    from styrdok.engines.kept import Analysed
    from styrdok.findings import Need, Overlap

_EXPLAINED = 3
_SHOWN_PLACES = 3
_VOICES = {"reply": 0, "minutes": 1, "memo": 2}
"""Kinds of texts that speak about steering documents, the consulted bodies' own first."""
_OVERLAPS = (
    Column("rank", "nr", right=True),
    Column("score", "poäng", right=True),
    Column("a_title", "dokument", ratio=2),
    Column("b_title", "överlappar", ratio=2),
    Column("linked", "länkade", said=word_of(Linked)),
    Column("reasons", "varför, tyngst först", ratio=2),
)
_PAIR = tuple(Column(key) for key in ("part", "name", "value", "sentence", "a_page", "a_text", "b_page", "b_text"))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("overlaps")(overlaps)


def overlaps(
    documents: Annotated[list[str] | None, typer.Argument(help="One document: its pairs; two: that pair.")] = None,
    top: Annotated[int, typer.Option(help="How many pairs to show.", min=1)] = 20,
    lineage: Annotated[bool, typer.Option("--lineage", help="Also editions of the same document.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Also pairs with replies, memos and minutes.")] = False,
    across: Annotated[
        bool, typer.Option("--across", help="Pairs between bodies instead, those with most wording in common first.")
    ] = False,
    fail_on: Annotated[
        float | None,
        typer.Option("--fail-on", min=0, max=1, help="Leave with exit code 8 when a pair scores this or more."),
    ] = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
    per: Per = None,
) -> None:
    """Ranked pairs of documents that treat the same matter, with explained score and evidence."""
    if len(documents or []) > 2:
        raise UsageProblem(
            Sentence.of("Ange högst två dokument."), Sentence.of("Ett visar sina par, två visar underlaget för paret.")
        )
    with reading(registry, lang) as opened:
        wanted = {opened.document(name).id for name in documents or []}
        analysis = analysis_of(opened, per, lang)
    titles = analysis.titles
    texts = {document.id for document in analysis.documents if document.description.kind in _VOICES}
    found = [o for o in analysis.overlaps if wanted <= {o.a, o.b} and (lineage or len(wanted) == 2 or not o.lineage)]
    if len(wanted) == 2:
        _pair(analysis, sorted(wanted), titles, form, lang)
    else:
        found = found if everything else [o for o in found if not texts & ({o.a, o.b} - wanted)]
        apart = [one for one in found if _is_across(analysis, one)]
        if across:
            found = sorted(apart, key=lambda one: -one.coverage)
            write_across(analysis, found[:top], form, lang)
        else:
            found = [one for one in found if not _is_across(analysis, one)]
            rows = [overlap_row(rank, overlap, titles, lang) for rank, overlap in enumerate(found[:top], 1)]
            more = tuple(Column(key) for key in ("a", "b", "why", "components"))
            write_listing(rows, _OVERLAPS if form is Format.TABLE else _OVERLAPS + more, form, lang)
        if form is Format.TABLE:
            _explain(analysis, found, lang)
        _close(analysis, len(found), lang)
        if apart and not across:
            tell(lang.say("{count} par mellan olika organisationer visas med --across.", count=len(apart)))
    if fail_on is not None and any(overlap.score >= fail_on for overlap in found):
        raise typer.Exit(ExitCode.FINDINGS_PRESENT)


def _is_across(analysis: "Analysed", overlap: "Overlap") -> bool:
    """Whether it is known that a pair is of documents of two bodies."""
    a, b = analysis.homes.get(overlap.a), analysis.homes.get(overlap.b)
    return bool(a and b) and a != b


def _explain(analysis: "Analysed", found: list["Overlap"], lang: Language) -> None:
    """The words behind the first rows."""
    titles = analysis.titles
    kinds = {document.id: str(document.description.kind) for document in analysis.documents}
    for rank, overlap in enumerate(found[:_EXPLAINED], 1):
        write_rich("", f"{rank}  {titles[overlap.a]}  ×  {titles[overlap.b]}")
        for need in analysis.needs:
            if need.reason == "asserted" and {overlap.a, overlap.b} <= set(need.documents):
                places = sorted(need.evidence, key=lambda place: _VOICES.get(kinds[place.document], len(_VOICES)))
                asked = lang.say("Någon ber om det")
                write_rich(*(f"   {asked}: {place_line(place, titles, lang)}" for place in places[:_SHOWN_PLACES]))
        for passage in overlap.evidence[:1]:
            write_rich(f"   A {quoted(passage.a, lang)}", f"   B {quoted(passage.b, lang)}")


def _close(analysis: "Analysed", pairs: int, lang: Language) -> None:
    """What a newcomer needs to read the listing."""
    steering = sum(document.description.kind == "steering" for document in analysis.documents)
    counts = {"pairs": pairs, "steering": steering, "documents": len(analysis.documents)}
    tell("")
    tell(
        lang.say(
            "{pairs} par bland {steering} styrdokument ({documents} dokument i registret). Poängen (0–1) är summan av "
            "skälen; styrdok föreslår, människor beslutar.",
            **counts,
        )
    )
    tell(lang.say('Alla skäl och belägg för ett par, med sidor och ord: styrdok overlaps "DOKUMENT A" "DOKUMENT B"'))


def _pair(analysis: "Analysed", pair: list[str], titles: Mapping[str, str], form: Format, lang: Language) -> None:
    """Everything that speaks for one pair."""
    found = next((o for o in analysis.overlaps if [o.a, o.b] == pair), None)
    asked = [n for n in analysis.needs if set(pair) <= set(n.documents)]
    if form is Format.JSON:
        from styrdok.reports.values import need_json, overlap_json, stretch_json

        stretches = [stretch_json(one) for one in found.stretches] if found else []
        overlap = overlap_json(found) if found else None
        write_json({"overlap": overlap, "stretches": stretches, "needs": [need_json(n) for n in asked]})
    elif form is not Format.TABLE:
        write_listing(_pair_rows(found, asked, titles, lang), _PAIR, form, lang)
    else:
        write_rich(f"A  {titles[pair[0]]}  ({pair[0]})", f"B  {titles[pair[1]]}  ({pair[1]})", "")
        _print_pair(found, asked, titles, lang)


def _pair_rows(
    found: "Overlap | None", asked: list["Need"], titles: Mapping[str, str], lang: Language
) -> list[dict[str, Any]]:
    """A pair as rows: its reasons, the stretches and passages, the needs with the places where they show."""
    rows: list[dict[str, Any]] = []
    for signal in found.signals if found else ():
        row = {"part": "reason", "name": signal.name, "value": signal.value}
        rows.append({**row, "sentence": told(lang, signal.sentence)})
    for stretch in found.stretches if found else ():
        row = {"part": "stretch", "value": stretch.similarity, "sentence": stretch_line(stretch, lang)}
        rows.append({**row, "a_page": stretch.a[0].page, "b_page": stretch.b[0].page})
    for passage in found.evidence if found else ():
        row = {"part": "passage", "name": passage.kind.value, "value": passage.similarity}
        sides = {"a_page": passage.a.page, "a_text": passage.a.text, "b_page": passage.b.page, "b_text": passage.b.text}
        rows.append({**row, **sides})
    for need in asked:
        places = " ".join(place_line(place, titles, lang) for place in need.evidence)
        sentence = f"{told(lang, need.sentence)} {places}".strip()
        rows.append({"part": "need", "name": need.reason.value, "value": need.score, "sentence": sentence})
    return rows


def _print_pair(found: "Overlap | None", asked: list["Need"], titles: Mapping[str, str], lang: Language) -> None:
    if found is None:
        write_rich(lang.say("Inget överlapp hittades mellan dokumenten."))
    else:
        write_rich(
            lang.say(
                "Poäng {score:.2f}  ·  länkade: {linked}  ·  utgåvor: {lineage}",
                score=found.score,
                linked=lang.word(found.linked),
                lineage=lang.say("ja" if found.lineage else "nej"),
            )
        )
        for signal in found.signals:
            name, said = reason_name(signal, lang), told(lang, signal.sentence)
            write_rich(f"  {name:<16} {signal.value:.2f} × {signal.weight:.2f}  {said}")
        for stretch in found.stretches:
            write_rich("", f"  {stretch_line(stretch, lang)}")
        for passage in found.evidence:
            head = f"  {lang.word(passage.kind)} ({passage.similarity:.2f})"
            write_rich("", head, f"    A {quoted(passage.a, lang)}", f"    B {quoted(passage.b, lang)}")
    for need in asked:
        write_rich("", f"{lang.say('Behov')} ({lang.word(need.reason)}): {told(lang, need.sentence)}")
        for place in need.evidence:
            write_rich(f"    {place_line(place, titles, lang)}")
