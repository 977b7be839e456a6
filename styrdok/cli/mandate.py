"""``mandate``: what rests on what, as rows, as a workbook and as a drawing of the trees."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from styrdok.cli.errors import tell
from styrdok.cli.opening import reading
from styrdok.cli.options import DEFAULT_LANG, DEFAULT_REGISTRY, Form, Lang, Per, RegistryPath, on
from styrdok.cli.output import Column, Format, word_of, write_listing
from styrdok.errors import NotFound, UsageProblem
from styrdok.files import write_whole
from styrdok.language import Language
from styrdok.sentence import Sentence
from styrdok.vocabulary import Relation

if TYPE_CHECKING:
    from styrdok.consolidation.mandate import Link, Mandate, Oddity
    from styrdok.consolidation.tree import Trees
    from styrdok.findings import Snapshot

_CHAIN = (
    Column("title", "dokument", ratio=2),
    Column("relation", "hur", said=word_of(Relation)),
    Column("above_title", "vilar på", ratio=2),
    Column("page", "sida", right=True),
    Column("words", "ordalydelse", ratio=3),
)
_ODD = (
    Column("titles", "dokument", ratio=2),
    Column("sentence", "att se över", ratio=3),
    Column("page", "sida", right=True),
    Column("words", "ordalydelse", ratio=3),
)
_ENDINGS = (".svg", ".png", ".xlsx")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("mandate")(mandate)


def mandate(
    document: Annotated[str | None, typer.Argument(help="Only the chain of this document, up and down.")] = None,
    theme: Annotated[
        str | None, typer.Option(help="Only the documents of themes whose name holds these words, and what is above.")
    ] = None,
    odd: Annotated[bool, typer.Option("--odd", help="Only what to look at: orphans, rings, levels skipped.")] = False,
    out: Annotated[
        Path | None, typer.Option("--out", help="Also draw the trees, or keep the list: FILE.svg, .png or .xlsx.")
    ] = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
    per: Per = None,
) -> None:
    """What each steering document says that it rests on: acts, visions, programmes, plans; and what is odd there."""
    from styrdok.consolidation.mandate import mandate_of
    from styrdok.consolidation.tree import shown_in, trees_of

    if out is not None and out.suffix.lower() not in _ENDINGS:
        raise UsageProblem(
            Sentence.of("Trädet kan inte skrivas som {ending}.", ending=out.suffix or out.name),
            Sentence.of("Välj ett av {known}.", known=", ".join(_ENDINGS)),
        )
    with reading(registry, lang) as opened:
        snapshot = opened.snapshot(on(per))
        only = opened.document(document).id if document is not None else None
    whole = mandate_of(snapshot)
    trees = trees_of(snapshot, whole, only, _themes(snapshot, theme, lang) if theme else ())
    found = shown_in(trees, whole)
    if odd:
        write_listing([_odd_row(one, snapshot, lang) for one in found.oddities], _odd_columns(form), form, lang)
    else:
        write_listing([_link_row(link, snapshot) for link in found.links], _chain_columns(form), form, lang)
    if out is not None:
        write_whole(out, _written(trees, found, snapshot, out.suffix.lower(), lang))
    tell(lang.say("{count} länkar, {odd} att se över (--odd).", count=len(found.links), odd=len(found.oddities)))


def _themes(snapshot: "Snapshot", asked: str, lang: Language) -> set[str]:
    """The themes that words name. Raises :class:`~styrdok.errors.NotFound` for none."""
    known = {each.theme for record in snapshot.steering for each in record.extraction.themes}
    found = {name for name in known if asked.casefold() in f"{name} {lang.theme(name)}".casefold()}
    if not found:
        raise NotFound(
            Sentence.of("Inget tema heter något med ”{words}”.", words=asked),
            Sentence.of("Välj ett av {known}.", known=", ".join(sorted(map(lang.theme, known)))),
        )
    return found


def _written(trees: "Trees", found: "Mandate", snapshot: "Snapshot", ending: str, lang: Language) -> bytes:
    from styrdok.reports.mandate import as_drawing, chain_ledger
    from styrdok.reports.material import distinct_titles
    from styrdok.reports.sheets import as_xlsx

    names: Mapping[str, str] = distinct_titles(snapshot.by_id, lang)
    if ending == ".xlsx":
        return as_xlsx(chain_ledger(found, snapshot, lang).sheet(names, lang))
    drawn = as_drawing(trees, names, lang)
    if ending == ".svg":
        return drawn.encode()
    from styrdok.raster import as_png

    return as_png(drawn)


def _chain_columns(form: Format) -> tuple[Column, ...]:
    return _CHAIN if form is Format.TABLE else (Column("document"), Column("above"), *_CHAIN)


def _odd_columns(form: Format) -> tuple[Column, ...]:
    return _ODD if form is Format.TABLE else (Column("code"), Column("documents"), *_ODD)


def _link_row(link: "Link", snapshot: "Snapshot") -> dict[str, Any]:
    first = link.places[0]
    return {
        "document": link.below,
        "title": snapshot.title(link.below),
        "relation": link.relation.value,
        "above": link.above,
        "above_title": snapshot.title(link.above),
        "page": first.anchor.page,
        "words": link.words,
    }


def _odd_row(one: "Oddity", snapshot: "Snapshot", lang: Language) -> dict[str, Any]:
    first = one.places[0].anchor if one.places else None
    return {
        "code": one.code,
        "documents": list(one.documents),
        "titles": [snapshot.title(name) for name in one.documents[:1]],
        "sentence": lang.tell(one.sentence),
        "page": first.page if first else None,
        "words": first.text if first else None,
    }
