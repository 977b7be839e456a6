"""``viewpoints``, ``needs``, ``proposals``, ``check``: what follows from what was read."""

from collections import Counter
from typing import Annotated, Any

import typer

from styrdok.cli.describe import place_line
from styrdok.cli.errors import tell
from styrdok.cli.opening import analysed, reading
from styrdok.cli.options import DEFAULT_LANG, DEFAULT_REGISTRY, Form, Lang, Per, RegistryPath, on
from styrdok.cli.output import Column, Format, word_of, write_listing
from styrdok.errors import ExitCode
from styrdok.language import Language, to_say
from styrdok.reports.wording import told
from styrdok.vocabulary import Action, NeedReason, ViewpointKind

_REMARK_NAMES = {
    "contradiction": to_say("datum som motsäger varandra"),
    "dangling_reference": to_say("hänvisning till okänt dokument"),
    "expired": to_say("har slutat gälla"),
    "goals_in_norm": to_say("mål i norm"),
    "missing_pages": to_say("sidor saknas"),
    "no_decision": to_say("beslut saknas"),
    "no_diary_number": to_say("diarienummer saknas"),
    "no_owner": to_say("ansvarig saknas"),
    "refused_field": to_say("fältet är inte läsbart"),
    "repealed_law": to_say("upphävd lag"),
    "replaced_but_cited": to_say("ersatt men åberopat"),
    "replaced_but_listed": to_say("ersatt men kvar"),
    "replacement_cycle": to_say("ersätter i ring"),
    "stale_reference": to_say("inaktuell hänvisning"),
    "two_successors": to_say("två efterföljare"),
    "wrong_adopter": to_say("fel beslutsinstans"),
}


def _remark_name(lang: Language, code: str) -> str:
    return lang.say(_REMARK_NAMES[code])


_VIEWPOINTS = (
    Column("from", "ur", ratio=2),
    Column("page", "sida", right=True),
    Column("speaker", "vem", ratio=1),
    Column("kind", "slag", said=word_of(ViewpointKind)),
    Column("about", "om", ratio=2, of="labels"),
    Column("text", "ordalydelse", ratio=3),
)
_NEEDS = (
    Column("score", "vikt", right=True),
    Column("reason", "skäl", said=word_of(NeedReason)),
    Column("titles", "dokument", ratio=2),
    Column("sentence", "behov", ratio=2),
    Column("evidence", "belägg", ratio=3, of="places"),
)
_PROPOSALS = (
    Column("action", "åtgärd", said=word_of(Action)),
    Column("titles", "dokument", ratio=2),
    Column("rationale", "motivering", ratio=3),
    Column("against", "talar emot", ratio=2),
)
_REMARKS = (
    Column("code", "iakttagelse", said=_remark_name),
    Column("title", "dokument", ratio=2),
    Column("sentence", "innebörd", ratio=3),
    Column("evidence", "belägg", ratio=3, of="places"),
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
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
) -> None:
    """What consulted bodies and parties said, about which document, of what kind."""
    from styrdok.overlaps.labels import Labels
    from styrdok.reports.values import targets_of, viewpoint_json

    with reading(registry, lang) as opened:
        snapshot = opened.snapshot()
        source = opened.document(document).id if document else None
        target = opened.document(about).id if about else None
    titles = snapshot.titles
    labels, targets = Labels.of(snapshot), targets_of(snapshot.references)
    rows: list[dict[str, Any]] = []
    for record in snapshot.records:
        identity = record.document.id
        if source in (None, identity):
            for view in record.extraction.viewpoints:
                if target in (None, *(labels.meaning(identity, label) for label in view.about)):
                    rows.append(
                        {
                            **viewpoint_json(identity, view, targets),
                            "from": titles[identity],
                            "labels": list(view.about),
                        }
                    )
    write_listing(rows, _VIEWPOINTS, form, lang)
    counts = Counter(row["kind"] for row in rows)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    summed = ", ".join(f"{count} {lang.word(ViewpointKind(kind))}" for kind, count in ordered)
    counted = lang.say("1 synpunkt" if len(rows) == 1 else "{count} synpunkter", count=len(rows))
    tell(f"{counted}: {summed}." if summed else f"{counted}.")


def needs(
    fail_on: Annotated[
        list[NeedReason] | None, typer.Option("--fail-on", help="Leave with exit code 8 when a need has this reason.")
    ] = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
    per: Per = None,
) -> None:
    """Coordination needs, those that somebody asked for first."""
    from styrdok.reports.values import need_json

    found = analysed(registry, per, lang)
    titles = found.titles
    rows = [
        {
            **need_json(need),
            "titles": [titles.get(d, d) for d in need.documents],
            "sentence": told(lang, need.sentence),
            "places": [place_line(place, titles, lang) for place in need.evidence[:2]],
        }
        for need in found.needs
    ]
    write_listing(rows, _NEEDS if form is Format.TABLE else (*_NEEDS, Column("documents")), form, lang)
    tell(lang.say("{count} behov av samordning.", count=len(rows)))
    if any(need.reason in (fail_on or ()) for need in found.needs):
        raise typer.Exit(ExitCode.FINDINGS_PRESENT)


def proposals(
    registry: RegistryPath = DEFAULT_REGISTRY, form: Form = Format.AUTO, lang: Lang = DEFAULT_LANG, per: Per = None
) -> None:
    """Proposals for consolidation with rationale, evidence and what speaks against; people decide."""
    from styrdok.engines import kept
    from styrdok.judgements.reviews import carried
    from styrdok.reports.values import proposal_json

    with reading(registry, lang) as opened:
        found = kept.analysed(opened, on(per))
        acts = carried(opened.acts(), found.documents)
    titles = found.titles
    rows = [
        {
            **proposal_json(p, acts),
            "titles": [titles.get(d, d) for d in p.documents],
            "rationale": told(lang, p.rationale),
            "against": [told(lang, one) for one in p.against],
            "decision_text": p.decision_text,
            "places": [place_line(place, titles, lang) for place in p.evidence],
        }
        for p in found.proposals
    ]
    more = (Column("documents"), Column("decision_text"), Column("evidence", of="places"), Column("judgement"))
    write_listing(rows, _PROPOSALS if form is Format.TABLE else _PROPOSALS + more, form, lang)
    tell(lang.say("{count} förslag; döm ett par med styrdok judge.", count=len(rows)))


def check(
    registry: RegistryPath = DEFAULT_REGISTRY, form: Form = Format.AUTO, lang: Lang = DEFAULT_LANG, per: Per = None
) -> None:
    """What a reviewer should look at in each document; exit code 8 when there is anything."""
    from styrdok.overlaps.needs.checks import check as check_snapshot
    from styrdok.reports.values import remark_json

    with reading(registry, lang) as opened:
        snapshot = opened.snapshot(on(per))
    titles = snapshot.titles
    rows = [
        {
            **remark_json(remark),
            "title": titles.get(remark.document, remark.document),
            "sentence": told(lang, remark.sentence),
            "places": [place_line(place, titles, lang) for place in remark.evidence[:2]],
        }
        for remark in check_snapshot(snapshot, on(per))
    ]
    write_listing(rows, _REMARKS, form, lang)
    tell(lang.say("1 iakttagelse." if len(rows) == 1 else "{count} iakttagelser.", count=len(rows)))
    if rows:
        raise typer.Exit(ExitCode.FINDINGS_PRESENT)
