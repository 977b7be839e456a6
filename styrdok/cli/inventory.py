"""``list``, ``show``, ``references``, ``themes``: what was read."""

from typing import Annotated, Any

import typer

from styrdok.cli.describe import document_row, quoted, reference_row, titles_of
from styrdok.cli.errors import tell
from styrdok.cli.opening import reading
from styrdok.cli.options import DEFAULT_REGISTRY, Form, Lang, Per, RegistryPath, on
from styrdok.cli.output import Column, Format, write_json, write_listing, write_rich

_INVENTORY = (
    Column("id", "id", "id"),
    Column("title", "titel", "title", ratio=3),
    Column("type", "typ", "type"),
    Column("adopted_by", "beslutat av", "adopted by", ratio=1),
    Column("adopted_on", "datum", "adopted on"),
    Column("diary_numbers", "dnr", "diary number", ratio=1),
    Column("valid_to", "gäller till", "valid to"),
    Column("status", "status", "status"),
    Column("pages", "sidor", "pages", right=True),
)
_MORE = tuple(
    Column(key, key, key)
    for key in ("kind", "organisation", "decision", "valid_from", "open_ended", "responsible", "language", "file")
)
_REFERENCES = (
    Column("from", "från", "from", ratio=2),
    Column("page", "sida", "page", right=True),
    Column("text", "ordalydelse", "words", ratio=2),
    Column("relation", "relation", "relation"),
    Column("modality", "modalitet", "modality"),
    Column("resolution", "utfall", "resolution"),
    Column("to", "till", "to", ratio=2),
)
_THEMES = (
    Column("title", "dokument", "document", ratio=2),
    Column("theme", "tema", "theme"),
    Column("weight", "vikt", "weight", right=True),
    Column("evidence", "belägg", "evidence", ratio=3),
)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("list")(list_documents)
    app.command("show")(show)
    app.command("references")(references)
    app.command("themes")(themes)


def list_documents(
    kind: Annotated[str | None, typer.Option(help="Only this kind: steering, reply, memo, minutes, report.")] = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.TABLE,
    lang: Lang = "sv",
    per: Per = None,
) -> None:
    """The registry as an inventory, as on a date."""
    from styrdok.swedish.collation import collation_key

    with reading(registry) as opened:
        rows = [document_row(d) for d in opened.documents(on(per)) if kind in (None, d.description.kind.value)]
    rows.sort(key=lambda row: (collation_key(row["title"] or row["file"]), row["id"]))
    if form is Format.TABLE:
        forever = "until further notice" if lang == "en" else "tills vidare"
        rows = [{**row, "valid_to": forever if row["open_ended"] else row["valid_to"]} for row in rows]
    columns = _INVENTORY if form is Format.TABLE else _INVENTORY + _MORE
    write_listing(rows, columns, form, lang)
    tell(f"{len(rows)} dokument." if lang == "sv" else f"{len(rows)} documents.")


def show(
    document: Annotated[str, typer.Argument(help="Id, file name or (part of) the title.")],
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.TABLE,
    lang: Lang = "sv",
) -> None:
    """Everything known of one document, each value with the page it was read from."""
    with reading(registry) as opened:
        found = opened.document(document)
        record = opened.record(found.id)
    rows: list[dict[str, Any]] = [
        {
            "field": value.field,
            "value": value.value,
            "written": value.written,
            "page": value.anchor.page if value.anchor else None,
            "rule": value.rule,
            "confidence": value.confidence,
        }
        for value in record.extraction.fields
    ]
    if form is Format.JSON:
        write_json({**document_row(record.document), "fields": rows})
        return
    columns = (
        Column("field", "fält", "field"),
        Column("value", "värde", "value", ratio=2),
        Column("written", "så står det", "as written", ratio=2),
        Column("page", "sida", "page", right=True),
        Column("rule", "regel", "rule"),
        Column("confidence", "säkerhet", "confidence", right=True),
    )
    if form is Format.TABLE:
        row = document_row(record.document)
        write_rich(f"{row['title'] or row['file']}  ({row['id']})", f"{row['kind']} · {row['type']} · {row['status']}")
    write_listing(rows, columns, form, lang)


def references(
    document: Annotated[str | None, typer.Argument(help="Only references made by this document.")] = None,
    to: Annotated[str | None, typer.Option("--to", help="Only references to this document.")] = None,
    dangling: Annotated[bool, typer.Option("--dangling", help="Only those to what is not in the registry.")] = False,
    stale: Annotated[bool, typer.Option("--stale", help="Only those to what was already replaced.")] = False,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.TABLE,
    lang: Lang = "sv",
) -> None:
    """Who points at whom, with relation, modality and resolution."""
    with reading(registry) as opened:
        titles = titles_of(opened.documents())
        source = opened.document(document).id if document else None
        target = opened.document(to).id if to else None
        rows = [reference_row(reference, titles) for reference in opened.references(source)]
    rows = [row for row in rows if target in (None, row["target"]) and (not stale or row["stale"])]
    rows = [row for row in rows if not dangling or row["resolution"] == "missing"]
    more = tuple(Column(key, key, key) for key in ("source", "target", "kind", "stale", "candidates", "reason"))
    write_listing(rows, _REFERENCES if form is Format.TABLE else _REFERENCES + more, form, lang)
    tell(f"{len(rows)} hänvisningar." if lang == "sv" else f"{len(rows)} references.")


def themes(
    document: Annotated[str | None, typer.Argument(help="Only this document.")] = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.TABLE,
    lang: Lang = "sv",
) -> None:
    """Themes with weight and evidence."""
    with reading(registry) as opened:
        titles = titles_of(opened.documents())
        wanted = [opened.document(document).id] if document else sorted(titles, key=lambda d: (titles[d], d))
        records = [opened.record(identity) for identity in wanted]
    rows = [
        {
            "document": record.document.id,
            "title": titles[record.document.id],
            "theme": theme.theme,
            "weight": theme.weight,
            "evidence": [quoted(anchor, 90) for anchor in theme.evidence[:2]],
        }
        for record in records
        for theme in record.extraction.themes
    ]
    write_listing(rows, _THEMES, form, lang)
