"""``list``, ``show``, ``references``, ``themes``: what was read."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from styrdok.cli.describe import quoted, reference_row, titles_of
from styrdok.cli.errors import tell
from styrdok.cli.opening import reading
from styrdok.cli.options import DEFAULT_LANG, DEFAULT_REGISTRY, Form, Lang, Per, RegistryPath, on
from styrdok.cli.output import Column, Format, word_of, write_json, write_listing, write_rich
from styrdok.language import Language
from styrdok.language.words import FIELD
from styrdok.reports.values import document_json, theme_json
from styrdok.vocabulary import DocumentType, Kind, Modality, Refusal, Relation, ResolutionStatus, Status

if TYPE_CHECKING:
    from styrdok.models import Document

_INVENTORY = (
    Column("title", "titel", ratio=3),
    Column("type", "typ", of="sort"),
    Column("adopted_by", "beslutat av", ratio=1),
    Column("adopted_on", "datum"),
    Column("diary_numbers", "dnr", ratio=1),
    Column("valid_to", "gäller till"),
    Column("status", "status", said=word_of(Status)),
    Column("pages", "sidor", right=True),
    Column("id", "id"),
)
_PLAIN = (_INVENTORY[-1], _INVENTORY[0], Column("type"), *_INVENTORY[2:-1])
"""The same for programs, as they know it."""

_MORE = tuple(
    Column(key)
    for key in ("kind", "organisation", "decision", "valid_from", "open_ended", "responsible", "language", "file")
)
_REFERENCES = (
    Column("from", "från", ratio=2),
    Column("page", "sida", right=True),
    Column("text", "ordalydelse", ratio=2),
    Column("relation", "relation", said=word_of(Relation)),
    Column("modality", "modalitet", said=word_of(Modality)),
    Column("resolution", "utfall", said=word_of(ResolutionStatus)),
    Column("to", "till", ratio=2),
)
_THEMES = (
    Column("title", "dokument", ratio=2),
    Column("theme", "tema", said=Language.theme),
    Column("weight", "vikt", right=True),
    Column("evidence", "belägg", ratio=3, of="places"),
)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("list")(list_documents)
    app.command("show")(show)
    app.command("references")(references)
    app.command("themes")(themes)


def list_documents(
    kind: Annotated[
        str | None,
        typer.Option(help="Only this kind (steering, reply, memo, minutes, report) or type (policy …)."),
    ] = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
    per: Per = None,
) -> None:
    """The registry as an inventory, as on a date."""
    from styrdok.swedish.collation import collation_key

    wanted = _sort_of(kind)
    with reading(registry, lang) as opened:
        rows = [document_json(d) for d in opened.documents(on(per)) if wanted(d)]
    rows.sort(key=lambda row: (collation_key(row["title"] or row["file"]), row["id"]))
    if form is Format.TABLE:
        forever = lang.say("tills vidare")
        rows = [
            {
                **row,
                "title": row["title"] or row["file"],
                "sort": lang.word(DocumentType(row["type"]) if row["kind"] == Kind.STEERING else Kind(row["kind"])),
                "valid_to": forever if row["open_ended"] else row["valid_to"],
            }
            for row in rows
        ]
    write_listing(rows, _INVENTORY if form is Format.TABLE else _PLAIN + _MORE, form, lang)
    tell(lang.say("{count} dokument.", count=len(rows)))


def _sort_of(written: str | None) -> "Callable[[Document], bool]":
    """Whether a document is of the kind or type that people write. Raises :class:`~styrdok.errors.UsageProblem`."""
    from styrdok.errors import UsageProblem
    from styrdok.judgements.written import code_of

    if written is None:
        return lambda document: True
    try:
        kind = code_of(Kind, written)
        return lambda document: document.description.kind is kind
    except UsageProblem:
        of = code_of(DocumentType, written)
        return lambda document: document.description.type is of and document.description.kind is Kind.STEERING


def show(
    document: Annotated[str, typer.Argument(help="Id, file name or (part of) the title.")],
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
) -> None:
    """Everything known of one document, each value with the page it was read from."""
    with reading(registry, lang) as opened:
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
        write_json({**document_json(record.document), "fields": rows})
        return
    columns = (
        Column("field", "fält", said=lambda lang, name: lang.say(FIELD.get(name, name))),
        Column("value", "värde", ratio=2),
        Column("written", "så står det", ratio=2),
        Column("page", "sida", right=True),
        Column("rule", "regel", said=_rule),
        Column("confidence", "säkerhet", right=True),
    )
    if form is Format.TABLE:
        known = record.document.description
        kinds = (known.kind, known.type, known.status) if known.kind is Kind.STEERING else (known.kind, known.status)
        head = f"{record.document.display_title}  ({record.document.id})"
        write_rich(head, " · ".join(map(lang.word, kinds)))
        rows = [{**row, "value": _said(lang, row["field"], row["value"])} for row in rows]
    write_listing(rows, columns, form, lang)


_REFUSALS = frozenset(Refusal)


def _rule(lang: Language, rule: str) -> str:
    """The name of a rule; why a value was refused, in words."""
    return lang.word(Refusal(rule)) if rule in _REFUSALS else rule


def _said(lang: Language, field: str, value: str) -> str:
    from styrdok.judgements.written import CODED

    codes = CODED.get(field)
    return lang.word(codes(value)) if codes and value in set(codes) else value


def references(
    document: Annotated[str | None, typer.Argument(help="Only references made by this document.")] = None,
    to: Annotated[str | None, typer.Option("--to", help="Only references to this document.")] = None,
    dangling: Annotated[bool, typer.Option("--dangling", help="Only those to what is not in the registry.")] = False,
    stale: Annotated[bool, typer.Option("--stale", help="Only those to what was already replaced.")] = False,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
) -> None:
    """Who points at whom, with relation, modality and resolution."""
    with reading(registry, lang) as opened:
        titles = titles_of(opened.documents())
        source = opened.document(document).id if document else None
        target = opened.document(to).id if to else None
        rows = [reference_row(reference, titles) for reference in opened.references(source)]
    rows = [row for row in rows if target in (None, row["target"]) and (not stale or row["stale"])]
    rows = [row for row in rows if not dangling or row["resolution"] == "missing"]
    more = tuple(Column(key) for key in ("source", "target", "kind", "stale", "candidates", "reason"))
    shown = [row for row in rows if form is not Format.TABLE or row["resolution"] != ResolutionStatus.SELF]
    write_listing(shown, _REFERENCES if form is Format.TABLE else _REFERENCES + more, form, lang)
    tell(lang.say("1 hänvisning." if len(shown) == 1 else "{count} hänvisningar.", count=len(shown)))
    if len(shown) < len(rows):
        tell(lang.say("{count} ställen där dokument nämner sig själva visas inte.", count=len(rows) - len(shown)))


def themes(
    document: Annotated[str | None, typer.Argument(help="Only this document.")] = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
) -> None:
    """Themes with weight and evidence."""
    with reading(registry, lang) as opened:
        titles = titles_of(opened.documents())
        wanted = [opened.document(document).id] if document else sorted(titles, key=lambda d: (titles[d], d))
        records = [opened.record(identity) for identity in wanted]
    rows = [
        {
            **theme_json(record.document.id, theme),
            "title": titles[record.document.id],
            "places": [quoted(anchor, lang, 90) for anchor in theme.evidence[:2]],
        }
        for record in records
        for theme in record.extraction.themes
    ]
    write_listing(rows, _THEMES, form, lang)
