"""``standard``, ``between``, the listing of ``overlaps --across``: what documents and bodies have word for word."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from styrdok.cli.describe import overlap_row, place_line, quoted
from styrdok.cli.errors import tell
from styrdok.cli.opening import analysed
from styrdok.cli.options import DEFAULT_LANG, DEFAULT_REGISTRY, Form, Lang, Per, RegistryPath
from styrdok.cli.output import Column, Format, write_listing
from styrdok.cli.progress import shown_progress
from styrdok.files import temporary_folder
from styrdok.language import Language
from styrdok.models import Document
from styrdok.vocabulary import CASE_PAPERS

if TYPE_CHECKING:
    from styrdok.engines.between import Common
    from styrdok.engines.common_texts import WideText
    from styrdok.engines.kept import Analysed
    from styrdok.findings import Overlap
    from styrdok.overlaps.standard import StandardText

_ACROSS = (
    Column("rank", "nr", right=True),
    Column("share", "lika", right=True),
    Column("a_title", "dokument", ratio=2),
    Column("a_body", "hos", ratio=1),
    Column("b_title", "liknar", ratio=2),
    Column("b_body", "hos", ratio=1),
    Column("older_title", "äldst", ratio=1),
)
_STANDARD = (
    Column("documents", "dokument", right=True),
    Column("bodies", "organisationer", right=True),
    Column("text", "text", ratio=3),
    Column("body_names", "hos", ratio=1),
    Column("titles", "i", ratio=2),
    Column("places", "ställen", ratio=2),
)
_IN_COMMON = ("a", "b", "passages")
_PLACES = 3


class By(StrEnum):
    """What the spread of a text is counted in."""

    DOCUMENT = "document"
    ORGANISATION = "organisation"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("standard")(standard)
    app.command("between")(between)


def standard(
    by: Annotated[By, typer.Option("--by", help="Count the documents or the organisations that have a text.")] = (
        By.DOCUMENT
    ),
    top: Annotated[int, typer.Option(help="How many texts to show.", min=1)] = 20,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
    per: Per = None,
) -> None:
    """Wording that stands in at least four documents; by organisation: in documents of at least two of them."""
    from styrdok.overlaps.standard import common_texts, standard_texts
    from styrdok.resolution.homes import names_of

    found = analysed(registry, per, lang)
    if by is By.ORGANISATION:
        texts = [one.text for one in common_texts(found.snapshot, found.homes)]
    else:
        texts = list(standard_texts(found.snapshot))
    names = names_of(found.homes, found.documents)
    write_listing([_text_row(found, names, one, lang) for one in texts[:top]], _STANDARD, form, lang)
    tell(lang.say("{count} återkommande texter.", count=len(texts)))


def _text_row(found: "Analysed", names: Mapping[str, str], one: "StandardText", lang: Language) -> dict[str, Any]:
    bodies = sorted({names[found.homes[name]] for name in one.documents if found.homes.get(name)})
    return {
        "documents": len(one.documents),
        "bodies": len(bodies),
        "text": one.text,
        "body_names": bodies,
        "titles": [found.titles[name] for name in one.documents],
        "places": [place_line(place, found.titles, lang) for place in one.places[:_PLACES]],
    }


def between(
    registries: Annotated[list[Path], typer.Argument(help="Registries, one for each body.")],
    top: Annotated[int, typer.Option(help="How many to show.", min=1)] = 20,
    everything: Annotated[bool, typer.Option("--all", help="Also replies, memos and minutes.")] = False,
    texts: Annotated[
        bool, typer.Option("--texts", help="Texts that stand with several bodies instead, those of the most first.")
    ] = False,
    least: Annotated[int, typer.Option(min=2, help="With --texts: with at least so many bodies.")] = 2,
    jobs: Annotated[int, typer.Option(min=0, help="Processes that share the work; 0: one per processor.")] = 0,
    work: Annotated[
        Path | None, typer.Option("--work", help="Folder for what is worked with, some 3 KB a passage, while it lasts.")
    ] = None,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
) -> None:
    """Pairs of documents of different registries with wording in common, those that share most of the shorter first.

    Wording that stands in more than sixteen places tells nothing about two documents: ask for it with --texts.
    Only a part of the registries lies in memory at a time, so there may be as many as there are bodies in a country.
    """
    from styrdok.engines.between import between as find
    from styrdok.engines.common_texts import Wanted, common_texts

    with temporary_folder(work) as folder:
        if texts:
            wide, count = common_texts(registries, folder, Wanted(top, least, everything), jobs, shown_progress(lang))
            write_listing([_wide_row(registries, one, lang) for one in wide], _STANDARD, form, lang)
            tell(lang.say("{count} återkommande texter.", count=count))
            return
        found = find(registries, folder, jobs, shown_progress(lang))
    shown = [one for one in found if everything or not any(_is_case_paper(document) for document in one.documents)]
    rows = [_common_row(registries, rank, one) for rank, one in enumerate(shown[:top], 1)]
    write_listing(rows, _ACROSS if form is Format.TABLE else (*_ACROSS, *map(Column, _IN_COMMON)), form, lang)
    tell(lang.say("{count} par mellan {registries} register.", count=len(shown), registries=len(registries)))


def _wide_row(registries: Sequence[Path], one: "WideText", lang: Language) -> dict[str, Any]:
    return {
        "documents": one.documents,
        "bodies": len(one.places),
        "text": one.text,
        "body_names": [str(registries[place.registry]) for place in one.places],
        "titles": [place.document.display_title for place in one.places],
        "places": [f"{place.document.display_title}, {quoted(place.words, lang)}" for place in one.places],
    }


def _is_case_paper(document: Document) -> bool:
    return document.description.kind in CASE_PAPERS


def _common_row(registries: Sequence[Path], rank: int, one: "Common") -> dict[str, Any]:
    a, b = one.documents
    older = older_of(a, b)
    return {
        "rank": rank,
        "share": round(one.wording.coverage, 2),
        "a_title": a.display_title,
        "a_body": str(registries[one.registries[0]]),
        "b_title": b.display_title,
        "b_body": str(registries[one.registries[1]]),
        "older_title": "" if older is None else older.display_title,
        "a": a.id,
        "b": b.id,
        "passages": [
            {"a_page": each.a.page, "a_text": each.a.text, "b_page": each.b.page, "b_text": each.b.text}
            for each in one.wording.passages
        ],
    }


def write_across(found: "Analysed", overlaps: "Sequence[Overlap]", form: Format, lang: Language) -> None:
    """Write pairs of documents of two bodies: how much of the shorter stands in the other, and which is the older."""
    from styrdok.resolution.homes import names_of

    names = names_of(found.homes, found.documents)
    rows = [
        _compared(found, names, one) | overlap_row(rank, one, found.titles, lang)
        for rank, one in enumerate(overlaps, 1)
    ]
    more = ("score", "a", "b", "older", "linked", "reasons", "why", "components")
    write_listing(rows, _ACROSS if form is Format.TABLE else (*_ACROSS, *map(Column, more)), form, lang)


def _compared(found: "Analysed", names: Mapping[str, str], overlap: "Overlap") -> dict[str, Any]:
    older = older_of(*(found.snapshot.by_id[name].document for name in (overlap.a, overlap.b)))
    return {
        "a_body": names[found.homes[overlap.a]],
        "b_body": names[found.homes[overlap.b]],
        "share": round(overlap.coverage, 2),
        "older": "" if older is None else older.id,
        "older_title": "" if older is None else found.titles[older.id],
    }


def older_of(a: Document, b: Document) -> Document | None:
    """The document that was adopted first; ``None`` where nothing tells."""
    days = a.description.adopted_on, b.description.adopted_on
    if days[0] is None or days[1] is None or days[0] == days[1]:
        return None
    return a if days[0] < days[1] else b
