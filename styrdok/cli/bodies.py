"""``standard``, and the listing of ``overlaps --across``: what several documents and bodies have word for word."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from styrdok.cli.describe import overlap_row, place_line
from styrdok.cli.errors import tell
from styrdok.cli.opening import analysed
from styrdok.cli.options import DEFAULT_LANG, DEFAULT_REGISTRY, Form, Lang, Per, RegistryPath
from styrdok.cli.output import Column, Format, write_listing
from styrdok.language import Language
from styrdok.models import Document

if TYPE_CHECKING:
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
_PLACES = 3


class By(StrEnum):
    """What the spread of a text is counted in."""

    DOCUMENT = "document"
    ORGANISATION = "organisation"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("standard")(standard)


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
    from styrdok.overlaps.compare import compare

    both = found.snapshot.by_id[overlap.a], found.snapshot.by_id[overlap.b]
    older = older_of(both[0].document, both[1].document)
    return {
        "a_body": names[found.homes[overlap.a]],
        "b_body": names[found.homes[overlap.b]],
        "share": round(compare(*both).coverage, 2),
        "older": older,
        "older_title": found.titles.get(older, ""),
    }


def older_of(a: Document, b: Document) -> str:
    """The id of the document that was adopted first, empty where nothing tells."""
    days = a.description.adopted_on, b.description.adopted_on
    if days[0] is None or days[1] is None or days[0] == days[1]:
        return ""
    return a.id if days[0] < days[1] else b.id
