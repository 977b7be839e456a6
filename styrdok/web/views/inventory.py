"""The inventory: every document in a list that can be narrowed and sorted by all that is known of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from styrdok.language import Language
from styrdok.models import Document
from styrdok.swedish.collation import collation_key
from styrdok.vocabulary import ENDED, Action, DocumentType, Kind, Status
from styrdok.web import links
from styrdok.web.desk import Desk, desk_of
from styrdok.web.found import CLEAR, Findings
from styrdok.web.listing import Bits, Choices, Facet, Sets, all_of, bits_of, leaf, matching_bits, sets_of, sorted_out
from styrdok.web.once import at_once
from styrdok.web.ranges import Period, in_order
from styrdok.web.views.corrections import setting_choices
from styrdok.web.views.overlaps import View, view_of

_LACKS = "-"
_NEWS = ("andrade", "rattat")
"""What an address tells once, after something was corrected."""

_OLD, _SOON = 10, 1


@dataclass(frozen=True, slots=True)
class Row:
    """A document as the inventory shows it: with how many documents it overlaps clearly, and what is proposed first."""

    document: Document
    title: str
    kind: str
    gone: bool
    overlaps: int
    action: Action | None


_KEYS: dict[str, Callable[[Row], Any]] = {
    "titel": lambda row: collation_key(row.title),
    "typ": lambda row: collation_key(row.kind),
    "datum": lambda row: row.document.description.adopted_on,
    "galler": lambda row: row.document.description.valid_to,
    "fran": lambda row: row.document.description.valid_from,
    "ansvarig": lambda row: _collated(row.document.description.responsible),
    "instans": lambda row: _collated(row.document.description.adopted_by),
    "overlapp": lambda row: row.overlaps,
    "forslag": lambda row: _collated(row.action),
    "sidor": lambda row: row.document.pages,
}
_OTHER_NAMES = {"nyast": "datum-"}


def _collated(text: str | None) -> Any:
    return collation_key(text) if text else None


def kind_words(language: Language, document: Document) -> str:
    """The type of a steering document, the kind of any other."""
    d = document.description
    return language.word(d.type) if d.kind is Kind.STEERING else language.word(d.kind)


def facets(desk: Desk, findings: Findings, sets: Mapping[str, Sets] | None = None) -> list[Facet]:
    """The ways to narrow the inventory, or the documents whose ``sets`` are given, by a value.

    Names that differ in capitals only are one; those who answered a consultation are no owners of documents.
    """
    say, word = desk.language.say, desk.language.word
    held = _all_sets(findings) if sets is None else sets

    def name_of(key: str) -> str:
        return say("saknas") if key == _LACKS else _called(findings).get(key, key)

    titled: list[tuple[str, str, Callable[[str], str]]] = [
        ("slag", say("Slag"), lambda v: word(Kind(v))),
        ("typ", say("Dokumenttyp"), lambda v: word(DocumentType(v))),
        ("hos", say("Hos"), lambda home: findings.bodies.get(home, home)),
        ("instans", say("Beslutat av"), name_of),
        ("ansvarig", say("Ansvarig"), name_of),
        ("status", say("Status"), lambda v: word(Status(v))),
        ("tema", say("Tema"), desk.language.theme),
        ("ar", say("Beslutsår"), str),
    ]
    return [Facet(name, title, held[name], label) for name, title, label in titled]


@at_once
def _called(findings: Findings) -> dict[str, str]:
    """What the names that differ in capitals only are called."""
    called: dict[str, str] = {}
    for document in findings.by_title:
        for name in filter(None, (document.description.responsible, document.description.adopted_by)):
            called[name.casefold()] = max(called.get(name.casefold(), name), name[:1].upper() + name[1:])
    return called


@at_once
def _all_sets(findings: Findings) -> Mapping[str, Sets]:
    return document_sets(findings, findings.by_title)


def document_sets(findings: Findings, documents: Sequence[Document]) -> Mapping[str, Sets]:
    """What a list of documents is narrowed by, by the name of the facet."""
    values: dict[str, Callable[[Document], Iterable[str]]] = {
        "slag": lambda d: (d.description.kind.value,),
        "typ": _type,
        "hos": lambda d: filter(None, [findings.analysis.homes.get(d.id)]),
        "instans": lambda d: _named(d, d.description.adopted_by),
        "ansvarig": lambda d: _named(d, d.description.responsible),
        "status": lambda d: (d.description.status.value,),
        "tema": lambda d: [theme.theme for theme in findings.records[d.id].extraction.themes],
        "ar": lambda d: (str(d.description.adopted_on.year),) if d.description.adopted_on else (),
    }
    return {name: sets_of(documents, value) for name, value in values.items()}


def _type(document: Document) -> tuple[str, ...]:
    return (document.description.type.value,) if document.description.kind is Kind.STEERING else ()


def _named(document: Document, name: str | None) -> tuple[str, ...]:
    if document.description.kind is not Kind.STEERING:
        return ()
    return (name.casefold() if name else _LACKS,)


def periods(desk: Desk) -> list[Period[Document]]:
    """The ways to narrow the inventory by a range of days."""
    say = desk.language.say
    return [
        Period("galler", say("Gäller till"), lambda d: d.description.valid_to),
        Period("borjar", say("Gäller från"), lambda d: d.description.valid_from),
        Period("beslut", say("Beslutat"), lambda d: d.description.adopted_on),
    ]


def selected(desk: Desk, findings: Findings, query: Mapping[str, str]) -> tuple[list[Row], Choices]:
    """The rows that a query asks for, in the order asked for, and the choices of each facet."""
    among = _within(desk, findings, query)
    kept, choices = sorted_out(findings.by_title, facets(desk, findings), query, among)
    rows = [_row(desk.language, findings, document) for document in kept]
    order = _OTHER_NAMES.get(query.get("ordning", ""), query.get("ordning", ""))
    key = _KEYS.get(order.removesuffix("-"))
    return (in_order(rows, key, order.endswith("-")) if key else rows), choices


def _within(desk: Desk, findings: Findings, query: Mapping[str, str]) -> Bits:
    """The documents with the words asked for in their title and their days in the ranges asked for."""
    documents, titles = findings.by_title, findings.titles
    among, words = all_of(len(documents)), query.get("titel", "").casefold().split()
    if words:
        named = (f"{titles[d.id]} {d.file}".casefold() for d in documents)
        among &= bits_of((n for n, name in enumerate(named) if all(word in name for word in words)), len(documents))
    for period in periods(desk):
        if any(period.asked(query)):
            among &= bits_of(period.places(documents, query), len(documents))
    return among


def _row(language: Language, findings: Findings, document: Document) -> Row:
    proposals = findings.proposals_of(document.id)
    return Row(
        document,
        findings.titles[document.id],
        kind_words(language, document),
        document.description.status in ENDED,
        findings.close[document.id],
        proposals[0].action if proposals else None,
    )


def show(request: Request) -> Response:
    """The documents as a list that can be narrowed and sorted."""
    desk = desk_of(request)
    found = desk.state().findings
    query = _known({name: value for name, value in request.query_params.items() if name not in _NEWS})
    rows, choices = selected(desk, found, query)
    asked = {name: value for name, value in query.items() if name not in ("sida", "ordning")}
    return desk.page(
        request,
        "inventory.html",
        facets=choices,
        periods=periods(desk),
        leaf=leaf(rows, query.get("sida")),
        query=query,
        filters=asked,
        filters_and_order={name: value for name, value in query.items() if name != "sida"},
        order=query.get("ordning", "titel"),
        views=_views(desk, found, query),
        chips=_chips(desk, choices, asked),
        least=CLEAR,
        steering=Kind.STEERING,
        done=request.query_params.get("rattat", ""),
        changed=request.query_params.get("andrade", ""),
        misspelt=sum(map(len, found.spellings.values())),
        **setting_choices(desk, found),
    )


def _known(query: dict[str, str]) -> dict[str, str]:
    """The query without values that no code word has."""
    for name, codes in (("slag", Kind), ("typ", DocumentType), ("status", Status)):
        if query.get(name) not in {None, *(code.value for code in codes)}:
            del query[name]
    return query


def _views(desk: Desk, found: Findings, query: Mapping[str, str]) -> list[View]:
    say, today = desk.language.say, found.day
    steering = {"slag": Kind.STEERING.value}
    views: list[tuple[str, dict[str, str]]] = [
        (say("Alla"), {}),
        (say("Styrdokument"), steering),
        (say("Gått ut"), {**steering, "status": Status.EXPIRED.value}),
        (
            say("Går ut inom ett år"),
            {**steering, "galler_fran": f"{today}", "galler_till": f"{_years_from(today, _SOON)}"},
        ),
        (say("Äldre än tio år"), {**steering, "beslut_till": f"{_years_from(today, -_OLD)}"}),
        (say("Utan ansvarig"), {**steering, "ansvarig": _LACKS}),
        (say("Remissvar"), {"slag": Kind.REPLY.value}),
    ]
    chosen = facets(desk, found)
    counts = [matching_bits(chosen, view, _within(desk, found, view)).bit_count() for _, view in views]
    return [view_of(name, "/dokument", view, n, query) for (name, view), n in zip(views, counts, strict=True)]


def _years_from(day: date, years: int) -> date:
    """The same day some years later or earlier; the last of February where there is no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _chips(desk: Desk, choices: Choices, asked: Mapping[str, str]) -> Sequence[tuple[str, str]]:
    """The filters that are on: what each is called, and the address without it."""
    names = {facet.name: (facet.title, {o.value: o.label for o in options}) for facet, options in choices}
    names["titel"] = (desk.language.say("Ord i titeln"), {})
    for period in periods(desk):
        first, last = period.fields
        names[first] = (desk.language.say("{what} från", what=period.title), {})
        names[last] = (desk.language.say("{what} till och med", what=period.title), {})
    chips = []
    for name, value in asked.items():
        if name in names and value:
            title, labels = names[name]
            rest = {other: said for other, said in asked.items() if other != name}
            chips.append((f"{title}: {labels.get(value, value)}", desk.url(links.with_query("/dokument", rest))))
    return chips
