"""``viewpoints``, ``needs``, ``proposals``, ``check``: what follows from what was read."""

from collections import Counter
from typing import Annotated, Any

import typer

from styrdok.cli.describe import place_line, titles_of
from styrdok.cli.errors import FINDINGS_PRESENT, tell
from styrdok.cli.opening import analysed, reading
from styrdok.cli.options import DEFAULT_REGISTRY, Form, Lang, Per, RegistryPath, on
from styrdok.cli.output import Column, Format, write_listing
from styrdok.vocabulary import NeedReason

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
    app.command("viewpoints")(viewpoints)
    app.command("needs")(needs)
    app.command("proposals")(proposals)
    app.command("check")(check)


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

    with reading(registry) as opened:
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
    counted = f"{len(rows)} {'viewpoints' if lang == 'en' else 'synpunkter'}"
    tell(f"{counted}: {summed}." if summed else f"{counted}.")


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
    fail_on: Annotated[
        list[NeedReason] | None, typer.Option("--fail-on", help="Leave with exit code 8 when a need has this reason.")
    ] = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.TABLE,
    lang: Lang = "sv",
    per: Per = None,
) -> None:
    """Coordination needs, those that somebody asked for first."""
    _, analysis, titles = analysed(registry, per)
    rows = [
        {
            "score": need.score,
            "reason": need.reason.value,
            "documents": list(need.documents),
            "titles": [titles.get(d, d) for d in need.documents],
            "sentence": str(need.sentence),
            "evidence": [place_line(place, titles) for place in need.evidence[:2]],
        }
        for need in analysis.needs
    ]
    write_listing(rows, _NEEDS if form is Format.TABLE else (*_NEEDS, Column("documents", "", "")), form, lang)
    tell(f"{len(rows)} behov av samordning." if lang == "sv" else f"{len(rows)} coordination needs.")
    if any(need.reason in (fail_on or ()) for need in analysis.needs):
        raise typer.Exit(FINDINGS_PRESENT)


def proposals(
    registry: RegistryPath = DEFAULT_REGISTRY, form: Form = Format.TABLE, lang: Lang = "sv", per: Per = None
) -> None:
    """Renodling proposals with rationale, evidence and what speaks against; people decide."""
    _, analysis, titles = analysed(registry, per)
    rows = [
        {
            "action": p.action.value,
            "documents": list(p.documents),
            "titles": [titles.get(d, d) for d in p.documents],
            "rationale": str(p.rationale),
            "against": [str(one) for one in p.against],
            "decision_text": p.decision_text,
            "evidence": [place_line(place, titles) for place in p.evidence],
        }
        for p in analysis.proposals
    ]
    more = tuple(Column(key, key, key) for key in ("documents", "decision_text", "evidence"))
    write_listing(rows, _PROPOSALS if form is Format.TABLE else _PROPOSALS + more, form, lang)
    tell(
        f"{len(rows)} förslag; döm ett par med styrdok judge."
        if lang == "sv"
        else f"{len(rows)} proposals; judge a pair with styrdok judge."
    )


def check(
    registry: RegistryPath = DEFAULT_REGISTRY, form: Form = Format.TABLE, lang: Lang = "sv", per: Per = None
) -> None:
    """What a reviewer should look at in each document; exit code 8 when there is anything."""
    from styrdok.registry.checks import check as check_snapshot

    with reading(registry) as opened:
        snapshot = opened.snapshot(on(per))
    titles = titles_of(tuple(r.document for r in snapshot.records))
    rows = [
        {
            "code": remark.code,
            "document": remark.document,
            "title": titles.get(remark.document, remark.document),
            "sentence": str(remark.sentence),
            "evidence": [place_line(place, titles) for place in remark.evidence[:2]],
        }
        for remark in check_snapshot(snapshot, on(per))
    ]
    write_listing(rows, _REMARKS, form, lang)
    tell(f"{len(rows)} iakttagelser." if lang == "sv" else f"{len(rows)} findings.")
    if rows:
        raise typer.Exit(FINDINGS_PRESENT)
