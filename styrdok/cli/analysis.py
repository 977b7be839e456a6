"""``overlaps``, ``viewpoints``, ``needs``, ``proposals``, ``check``: what follows from what was read."""

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from styrdok.cli.describe import overlap_row, place_line, quoted, titles_of
from styrdok.cli.errors import tell
from styrdok.cli.options import DEFAULT_REGISTRY, Form, Lang, Per, RegistryPath, on
from styrdok.cli.output import Column, Format, write_json, write_listing, write_rich

if TYPE_CHECKING:
    from styrdok.engines.analyse import Analysis
    from styrdok.findings import Overlap, Snapshot

_FINDINGS_PRESENT = 8
_LINKED = {"none": "nej", "one_way": "åt ett håll", "mutual": "ömsesidigt"}
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
_VIEWPOINTS = (
    Column("from", "ur", "in", ratio=2),
    Column("page", "sida", "page", right=True),
    Column("speaker", "vem", "who", ratio=1),
    Column("kind", "slag", "kind"),
    Column("about", "om", "about", ratio=2),
    Column("text", "ordalydelse", "words", ratio=3),
)
_NEEDS = (
    Column("score", "vikt", "score", right=True),
    Column("reason", "skäl", "reason"),
    Column("titles", "dokument", "documents", ratio=2),
    Column("sentence", "behov", "need", ratio=2),
    Column("evidence", "belägg", "evidence", ratio=3),
)
_PROPOSALS = (
    Column("action", "åtgärd", "action"),
    Column("titles", "dokument", "documents", ratio=2),
    Column("rationale", "motivering", "rationale", ratio=3),
    Column("against", "talar emot", "against", ratio=2),
)
_REMARKS = (
    Column("code", "iakttagelse", "finding"),
    Column("title", "dokument", "document", ratio=2),
    Column("sentence", "innebörd", "meaning", ratio=3),
    Column("evidence", "belägg", "evidence", ratio=3),
)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("overlaps")(overlaps)
    app.command("viewpoints")(viewpoints)
    app.command("needs")(needs)
    app.command("proposals")(proposals)
    app.command("check")(check)


def _analysed(registry: RegistryPath, per: Per) -> tuple["Snapshot", "Analysis", dict[str, str]]:
    from styrdok.engines.analyse import analyse
    from styrdok.registry.store import Registry

    with Registry.open(registry, read_only=True) as opened:
        snapshot = opened.snapshot(on(per))
    return snapshot, analyse(snapshot, on(per)), titles_of(tuple(r.document for r in snapshot.records))


def overlaps(
    documents: Annotated[list[str] | None, typer.Argument(help="One document: its pairs; two: that pair.")] = None,
    top: Annotated[int, typer.Option(help="How many pairs to show.", min=1)] = 20,
    lineage: Annotated[bool, typer.Option("--lineage", help="Also editions of the same document.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Also pairs with replies, memos and minutes.")] = False,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.TABLE,
    lang: Lang = "sv",
    per: Per = None,
) -> None:
    """Ranked pairs of documents that treat the same matter, with explained score and evidence."""
    from styrdok.registry.store import Registry

    with Registry.open(registry, read_only=True) as opened:
        wanted = {opened.document(name).id for name in documents or []}
    if len(wanted) > 2:
        from styrdok.errors import UsageProblem

        raise UsageProblem("Name at most two documents.", "One shows its pairs, two show the evidence of that pair.")
    if len(wanted) == 2:
        _pair(registry, sorted(wanted), form, per)
        return
    snapshot, analysis, titles = _analysed(registry, per)
    texts = {r.document.id for r in snapshot.records if r.document.description.kind in _VOICES}
    found = [o for o in analysis.overlaps if wanted <= {o.a, o.b} and (lineage or not o.lineage)]
    if not everything:
        found = [o for o in found if not texts & ({o.a, o.b} - wanted)]
    rows = [overlap_row(rank, overlap, titles) for rank, overlap in enumerate(found[:top], 1)]
    columns = (
        _OVERLAPS if form is Format.TABLE else (*_OVERLAPS, *(Column(k, k, k) for k in ("a", "b", "why", "components")))
    )
    write_listing(rows, columns, form, lang)
    if form is Format.TABLE:
        _explain(snapshot, analysis, found, titles)


def _explain(snapshot: "Snapshot", analysis: "Analysis", found: list["Overlap"], titles: dict[str, str]) -> None:
    """What a newcomer needs to read the table, and the words behind its first rows."""
    kinds = {r.document.id: str(r.document.description.kind) for r in snapshot.records}
    for rank, overlap in enumerate(found[:_EXPLAINED], 1):
        write_rich("", f"{rank}  {titles[overlap.a]}  ×  {titles[overlap.b]}")
        for need in analysis.needs:
            if need.reason == "asserted" and {overlap.a, overlap.b} <= set(need.documents):
                places = sorted(need.evidence, key=lambda place: _VOICES.get(kinds[place.document], len(_VOICES)))
                write_rich(*(f"   Någon ber om det: {place_line(place, titles)}" for place in places[:_SHOWN_PLACES]))
        for passage in overlap.evidence[:1]:
            write_rich(f"   A {quoted(passage.a)}", f"   B {quoted(passage.b)}")
    steering = sum(record.document.description.kind == "steering" for record in snapshot.records)
    tell(
        f"\n{len(found)} par bland {steering} styrdokument ({len(snapshot.records)} dokument i registret). "
        "Poängen (0–1) är summan av skälen; styrdok föreslår, människor beslutar.\n"
        'Alla skäl och belägg för ett par, med sidor och ord: styrdok overlaps "DOKUMENT A" "DOKUMENT B"'
    )


def _pair(registry: RegistryPath, pair: list[str], form: Format, per: Per) -> None:
    _, analysis, titles = _analysed(registry, per)
    found = next((o for o in analysis.overlaps if [o.a, o.b] == pair), None)
    asked = [n for n in analysis.needs if set(pair) <= set(n.documents)]
    if form is Format.JSON:
        from styrdok.reports.export import need_json, overlap_json

        write_json({"overlap": overlap_json(found) if found else None, "needs": [need_json(n) for n in asked]})
        return
    write_rich(f"A  {titles[pair[0]]}  ({pair[0]})", f"B  {titles[pair[1]]}  ({pair[1]})")
    if found is None:
        write_rich("", "Inget överlapp hittades mellan dokumenten.")
    else:
        write_rich(
            "", f"Poäng {found.score:.2f}  ·  länkade: {found.linked}  ·  utgåvor: {'ja' if found.lineage else 'nej'}"
        )
        for signal in found.signals:
            share = f"{signal.value:.2f} × {signal.weight:.2f}"
            write_rich(f"  {signal.name:<12} {share}  {signal.sentence}")
        for passage in found.evidence:
            write_rich(
                "",
                f"  {passage.kind} ({passage.similarity:.2f})",
                f"    A {quoted(passage.a)}",
                f"    B {quoted(passage.b)}",
            )
    for need in asked:
        write_rich("", f"Behov ({need.reason}): {need.sentence}")
        for place in need.evidence:
            write_rich(f"    {place_line(place, titles)}")


def viewpoints(
    document: Annotated[str | None, typer.Argument(help="Only viewpoints stated in this reply or minutes.")] = None,
    about: Annotated[
        str | None, typer.Option("--about", help="Only those about this document: a consultation round.")
    ] = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.TABLE,
    lang: Lang = "sv",
) -> None:
    """What consulted bodies and parties said, about which document, of what kind."""
    from styrdok.overlaps.labels import Labels
    from styrdok.registry.store import Registry

    with Registry.open(registry, read_only=True) as opened:
        snapshot = opened.snapshot()
        source = opened.document(document).id if document else None
        target = opened.document(about).id if about else None
    titles = titles_of(tuple(r.document for r in snapshot.records))
    labels = Labels.of(snapshot)
    rows: list[dict[str, Any]] = []
    for record in snapshot.records:
        identity = record.document.id
        if source in (None, identity):
            for view in record.extraction.viewpoints:
                if target in (None, *(labels.meaning(identity, label) for label in view.about)):
                    rows.append(_viewpoint_row(identity, view, titles))
    write_listing(rows, _VIEWPOINTS, form, lang)
    counts = Counter(row["kind"] for row in rows)
    summed = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items(), key=lambda c: (-c[1], c[0])))
    tell(f"{len(rows)} synpunkter" + (f": {summed}." if summed else "."))


def _viewpoint_row(source: str, view: Any, titles: dict[str, str]) -> dict[str, Any]:
    return {
        "source": source,
        "from": titles[source],
        "page": view.anchor.page,
        "speaker": view.speaker,
        "speaker_kind": view.speaker_kind.value,
        "kind": view.kind.value,
        "stance": view.stance.value,
        "about": list(view.about),
        "text": view.anchor.text,
    }


def needs(
    registry: RegistryPath = DEFAULT_REGISTRY, form: Form = Format.TABLE, lang: Lang = "sv", per: Per = None
) -> None:
    """Coordination needs, those that somebody asked for first."""
    _, analysis, titles = _analysed(registry, per)
    rows = [
        {
            "score": need.score,
            "reason": need.reason.value,
            "documents": list(need.documents),
            "titles": [titles.get(d, d) for d in need.documents],
            "sentence": need.sentence,
            "evidence": [place_line(place, titles) for place in need.evidence[:2]],
        }
        for need in analysis.needs
    ]
    write_listing(rows, _NEEDS if form is Format.TABLE else (*_NEEDS, Column("documents", "", "")), form, lang)


def proposals(
    registry: RegistryPath = DEFAULT_REGISTRY, form: Form = Format.TABLE, lang: Lang = "sv", per: Per = None
) -> None:
    """Renodling proposals with rationale, evidence and what speaks against; people decide."""
    _, analysis, titles = _analysed(registry, per)
    rows = [
        {
            "action": p.action.value,
            "documents": list(p.documents),
            "titles": [titles.get(d, d) for d in p.documents],
            "rationale": p.rationale,
            "against": list(p.against),
            "decision_text": p.decision_text,
            "evidence": [place_line(place, titles) for place in p.evidence],
        }
        for p in analysis.proposals
    ]
    more = tuple(Column(key, key, key) for key in ("documents", "decision_text", "evidence"))
    write_listing(rows, _PROPOSALS if form is Format.TABLE else _PROPOSALS + more, form, lang)


def check(
    registry: RegistryPath = DEFAULT_REGISTRY, form: Form = Format.TABLE, lang: Lang = "sv", per: Per = None
) -> None:
    """What a reviewer should look at in each document; exit code 8 when there is anything."""
    from styrdok.registry.checks import check as check_snapshot
    from styrdok.registry.store import Registry

    with Registry.open(registry, read_only=True) as opened:
        snapshot = opened.snapshot(on(per))
    titles = titles_of(tuple(r.document for r in snapshot.records))
    rows = [
        {
            "code": remark.code,
            "document": remark.document,
            "title": titles.get(remark.document, remark.document),
            "sentence": remark.sentence,
            "evidence": [place_line(place, titles) for place in remark.evidence[:2]],
        }
        for remark in check_snapshot(snapshot, on(per))
    ]
    write_listing(rows, _REMARKS, form, lang)
    if rows:
        raise typer.Exit(_FINDINGS_PRESENT)
