"""``compare``: two documents side by side, or two editions as a history of changes."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from styrdok.cli.describe import stretch_side, titles_of
from styrdok.cli.errors import tell
from styrdok.cli.opening import reading
from styrdok.cli.options import DEFAULT_LANG, DEFAULT_REGISTRY, Form, Lang, RegistryPath
from styrdok.cli.output import Column, Format, write_listing, write_rich
from styrdok.errors import UsageProblem
from styrdok.language import Language, to_say
from styrdok.sentence import Sentence

if TYPE_CHECKING:
    from styrdok.findings import Record, Stretch
    from styrdok.models import Anchor
    from styrdok.overlaps.compare import Comparison

_COLUMNS = (
    Column("aspect", "aspekt"),
    Column("a_page", "s. A", right=True),
    Column("a_text", "A", ratio=1),
    Column("b_page", "s. B", right=True),
    Column("b_text", "B", ratio=1),
    Column("likeness", "likhet", right=True),
)
_FATES = {
    "kept": to_say("oförändrat"),
    "changed": to_say("ändrat"),
    "moved": to_say("flyttat"),
    "added": to_say("tillkommet"),
    "removed": to_say("borttaget"),
}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("compare")(compare)


def compare(
    a: Annotated[str, typer.Argument(help="A document.")],
    b: Annotated[str, typer.Argument(help="Another document.")],
    kept: Annotated[bool, typer.Option("--kept", help="For editions: also what did not change.")] = False,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
) -> None:
    """Shared passages, themes, definitions, commitments, goals and links; for editions what changed, in order."""
    from styrdok.overlaps.compare import compare as hold

    with reading(registry, lang) as opened:
        first, second = opened.document(a).id, opened.document(b).id
        if first == second:
            raise UsageProblem(Sentence.of("Båda namnen betyder samma dokument."), Sentence.of("Ange två olika."))
        records = opened.record(first), opened.record(second)
        references = opened.references()
        titles = titles_of(opened.documents())
    comparison = hold(*records, references)
    if comparison.lineage:
        records = _by_age(*records)
        rows = _history(*records, lang, kept=kept)
    else:
        rows = _side_by_side(comparison, lang, coded=form is not Format.TABLE)
    if form is Format.TABLE:
        write_rich(*(f"{side}  {titles[record.document.id]}" for side, record in zip("AB", records, strict=True)), "")
    write_listing(rows, _COLUMNS, form, lang)
    tell(_closing(comparison, lang))


def _closing(found: "Comparison", lang: Language) -> str:
    if found.lineage:
        return lang.say("Två utgåvor: A är den äldre.")
    return lang.say(
        "{share:.0%} av det kortare dokumentet återfinns i det andra. Länkade: {linked}.",
        share=found.coverage,
        linked=lang.word(found.linked),
    )


def _by_age(a: "Record", b: "Record") -> tuple["Record", "Record"]:
    """The older edition first; by id where no date tells."""
    older, newer = sorted((a, b), key=lambda r: (str(r.document.description.adopted_on or "9999"), r.document.id))
    return older, newer


def _history(old: "Record", new: "Record", lang: Language, *, kept: bool) -> list[dict[str, Any]]:
    from styrdok.overlaps.revisions import Fate, revision_history

    changes = revision_history(old, new)
    return [
        _row(lang.say(_FATES[change.fate.value]), change.old, change.new, change.similarity)
        for change in changes
        if kept or change.fate is not Fate.KEPT
    ]


def _side_by_side(found: "Comparison", lang: Language, *, coded: bool) -> list[dict[str, Any]]:
    """What two documents have in common; ``coded`` keeps the code words for programs."""
    kind, theme = (str, str) if coded else (lang.word, lang.theme)
    rows = [_stretch(stretch, lang) for stretch in found.stretches]
    rows += [_row(lang.say("text, {kind}", kind=kind(p.kind)), p.a, p.b, p.similarity) for p in found.passages]
    for x, y in found.definitions:
        differs = lang.say("definition, olika" if x.term in found.differing else "definition")
        rows.append(_row(differs, x.anchor, y.anchor, None))
    rows += [_row(lang.say("åtagande"), x.anchor, y.anchor, likeness) for x, y, likeness in found.commitments]
    rows += [_row(lang.say("mål"), x.anchor, y.anchor, likeness) for x, y, likeness in found.goals]
    for name, a, b in found.themes:
        rows.append(
            {"aspect": lang.say("tema"), "a_text": f"{theme(name)} {a:.2f}", "b_text": f"{theme(name)} {b:.2f}"}
        )
    rows += [_row(lang.say("hänvisning"), r.mention.anchor, None, None) for r in found.a_to_b]
    rows += [_row(lang.say("hänvisning"), None, r.mention.anchor, None) for r in found.b_to_a]
    return rows


def _stretch(found: "Stretch", lang: Language) -> dict[str, Any]:
    """The pages and words of a stretch, with the words that it begins with."""
    row = _row(lang.say("sammanhängande text"), found.a[0], found.b[0], found.similarity)
    for side, places, count in (("a", found.a, found.a_words), ("b", found.b, found.b_words)):
        row[f"{side}_to_page"], row[f"{side}_words"] = places[-1].page, count
        row[f"{side}_text"] = stretch_side(places, count, lang)
    return row


def _row(aspect: str, a: "Anchor | None", b: "Anchor | None", likeness: float | None) -> dict[str, Any]:
    return {
        "aspect": aspect,
        "a_page": a.page if a else None,
        "a_text": a.text if a else None,
        "b_page": b.page if b else None,
        "b_text": b.text if b else None,
        "likeness": likeness,
    }
