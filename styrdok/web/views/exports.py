"""The lists as files: the same rows in the same order as the page shows, whatever page of it is open."""

from collections.abc import Callable, Mapping
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from styrdok.errors import NotFound
from styrdok.findings import Place
from styrdok.reports.sheets import Cell, Sheet, as_csv, as_xlsx
from styrdok.vocabulary import Verdict
from styrdok.web.desk import Desk, desk_of
from styrdok.web.found import Findings
from styrdok.web.listing import narrowed
from styrdok.web.views import chain, findings, inventory, ledgers, overlaps, search
from styrdok.web.views.workbook import MEDIA
from styrdok.web.wording import plainly
from styrdok.web.workspace import State

Query = Mapping[str, str]
_MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": MEDIA,
}
_QUOTED = 5


def download(request: Request) -> Response:
    """A list, narrowed and sorted as its page is, as a file."""
    desk = desk_of(request)
    name, form = request.path_params["list"], request.path_params["form"]
    say = desk.language.say
    if name not in _LISTS or form not in _MEDIA:
        raise NotFound(
            say("Listan finns inte som {form}.", form=form), say("Välj ett av {known}.", known=", ".join(_MEDIA))
        )
    state = desk.state()
    sheet = _LISTS[name](desk, state, dict(request.query_params))
    decimal = desk.language.number(0.5, 1)[1]
    made = as_csv(sheet, decimal) if form == "csv" else as_xlsx(sheet)
    headers = {"Content-Disposition": f'attachment; filename="{name}-{state.findings.day}.{form}"'}
    return Response(made, media_type=_MEDIA[form], headers=headers)


def _documents(desk: Desk, state: State, query: Query) -> Sheet:
    say, word, found = desk.language.say, desk.language.word, state.findings
    rows, _ = inventory.selected(desk, found, query)
    heads = (
        say("Titel"), say("Typ"), say("Beslutat av"), say("Beslutsdatum"), say("Beslut"), say("Diarienummer"),
        say("Gäller från"), say("Gäller till"), say("Status"), say("Ansvarig"), say("Överlapp"), say("Förslag"),
        say("Sidor"), say("Fil"), say("Id"),
    )  # fmt: skip
    return Sheet(say("Dokument"), heads, [_document(desk, row, word) for row in rows])


def _document(desk: Desk, row: inventory.Row, word: Callable[..., str]) -> list[Cell]:
    d, until = row.document.description, row.document.description.valid_to
    return [
        row.title, row.kind, d.adopted_by, d.adopted_on, d.decision, ", ".join(d.diary_numbers), d.valid_from,
        until or (desk.language.say("tills vidare") if d.open_ended else None), word(d.status), d.responsible,
        row.overlaps, word(row.action) if row.action else None, row.document.pages, row.document.file, row.document.id,
    ]  # fmt: skip


def _overlaps(desk: Desk, state: State, query: Query) -> Sheet:
    say, word, found = desk.language.say, desk.language.word, state.findings
    heads = (
        say("Dokument"), say("Och"), say("Poäng"), say("Starkaste skäl"), say("Begärt"), say("Krockar"),
        say("Samma ord"), say("Samma sak"), say("Nämner varandra"), say("Bedömning"), say("Granskare"),
        say("Kommentar"), say("Belägg"), say("Id"), say("Id för det andra"),
    )  # fmt: skip
    told = partial(overlaps.reason_line, desk.language, found)
    rows: list[list[Cell]] = []
    for one in overlaps.matching(desk, state, query):
        ground = found.grounds[one.a, one.b]
        given = state.reviews_by_pair.get((one.a, one.b), ())
        quoted = [
            f"{found.titles[name]}, {say('s. {page}', page=anchor.page)}: {anchor.text}"
            for passage in one.evidence[:_QUOTED]
            for name, anchor in ((one.a, passage.a), (one.b, passage.b))
        ]
        rows.append([
            found.names[one.a], found.names[one.b], round(one.score, 4), told(one),
            len(ground.askers), len(ground.clashes), ground.words, ground.matter, word(one.linked),
            ", ".join(word(review.act.verdict or Verdict.OPEN) for review in given) or word(Verdict.OPEN),
            ", ".join(review.act.who for review in given), "; ".join(filter(None, (r.act.comment for r in given))),
            "\n".join(quoted), one.a, one.b,
        ])  # fmt: skip
    return Sheet(say("Överlapp"), heads, rows)


def _needs(desk: Desk, state: State, query: Query) -> Sheet:
    say, word, found = desk.language.say, desk.language.word, state.findings
    heads = (say("Skäl"), say("Dokument"), say("Därför"), say("Belägg"), say("Bedömning"))
    rows = [
        [
            word(need.reason),
            "; ".join(found.names.get(name, name) for name in need.documents),
            plainly(desk.language, need.sentence),
            _quotes(desk, found, need.evidence),
            ", ".join(word(Verdict(verdict)) for verdict in overlaps.verdicts_on(state, need.documents)),
        ]
        for need in narrowed(found.analysis.needs, findings.need_facets(desk, state, query), query)
    ]
    return Sheet(say("Behov"), heads, rows)


def _proposals(desk: Desk, state: State, query: Query) -> Sheet:
    say, word, found = desk.language.say, desk.language.word, state.findings
    heads = (
        say("Åtgärd"), say("Dokument"), say("Därför"), say("Talar emot"), say("Utkast till beslut"), say("Belägg"),
        say("Bedömning"), say("Granskare"), say("Kommentar"),
    )  # fmt: skip
    rows: list[list[Cell]] = []
    for one in narrowed(found.analysis.proposals, findings.proposal_facets(desk, state, query), query):
        act = state.verdict_on(one)
        rows.append([
            word(one.action), "; ".join(found.names.get(name, name) for name in one.documents),
            plainly(desk.language, one.rationale), " ".join(plainly(desk.language, said) for said in one.against),
            one.decision_text, _quotes(desk, found, one.evidence),
            word(act.verdict if act and act.verdict else Verdict.OPEN), act.who if act else None,
            act.comment if act else None,
        ])  # fmt: skip
    return Sheet(say("Förslag"), heads, rows)


def _quotes(desk: Desk, found: Findings, places: tuple[Place, ...]) -> str:
    say = desk.language.say
    return "\n".join(
        f"{found.names.get(place.document, place.document)}, {say('s. {page}', page=place.anchor.page)}: "
        f"{place.anchor.text}"
        for place in places[:_QUOTED]
    )


def _rounds(desk: Desk, state: State, query: Query) -> Sheet:
    say, word, found = desk.language.say, desk.language.word, state.findings
    heads = (
        say("Förslag"), say("Instans"), say("Hållning"), say("Enligt"), say("Begär"), say("Synpunkter"), say("Id"),
    )  # fmt: skip
    rows: list[list[Cell]] = [
        [found.names.get(held.document, held.document), answer.body, word(answer.stance), answer.stance_by,
         "\n".join(f"{say('s. {page}', page=one.anchor.page)}: {one.anchor.text}" for one in answer.demands),
         len(answer.viewpoints), answer.source]
        for held in found.rounds
        if query.get("dokument") in (None, "", held.document)
        for answer in held.answers
    ]  # fmt: skip
    rows += [
        [found.names.get(held.document, held.document), one.body, say("har inte svarat"), "", "", 0, one.source]
        for held in found.rounds
        if query.get("dokument") in (None, "", held.document)
        for one in held.unanswered
    ]
    return Sheet(say("Remisser"), heads, rows)


def _hits(desk: Desk, state: State, query: Query) -> Sheet:
    say, found = desk.language.say, state.findings
    heads = (say("Dokument"), say("Typ"), say("Sida"), say("Avsnitt"), say("Text"), say("Id"))
    rows: list[list[Cell]] = [
        [found.names[d.id], inventory.kind_words(desk.language, d), hit.page, hit.passage.section,
         hit.passage.anchor.text or hit.snippet, d.id]
        for d, hit in search.selected(desk, found, query)
    ]  # fmt: skip
    return Sheet(say("Sök"), heads, rows)


def _judgements(desk: Desk, state: State, query: Query) -> Sheet:
    say, word, titles = desk.language.say, desk.language.word, state.findings.titles
    heads = (
        say("Dokument"), say("Förslag"), say("Bedömning"), say("Åtgärd"), say("Kommentar"), say("Granskare"),
        say("Tid"), say("Belägg"),
    )  # fmt: skip
    rows: list[list[Cell]] = [
        [
            " × ".join(titles.get(subject.id, subject.title or subject.file) for subject in act.subjects),
            word(act.action) if act.action else None, word(act.verdict or Verdict.OPEN),
            word(act.reason) if act.reason else None, act.comment, act.who, act.at[:16].replace("T", " "),
            word(review.freshness),
        ]
        for review in state.reviews
        for act in (review.act,)
    ]  # fmt: skip
    return Sheet(say("Bedömningar"), heads, rows)


def _themes(desk: Desk, state: State, query: Query) -> Sheet:
    say = desk.language.say
    rows: list[list[Cell]] = [
        [desk.language.theme(theme.theme), state.findings.names[record.document.id],
         inventory.kind_words(desk.language, record.document), theme.weight, record.document.id]
        for record in state.findings.snapshot.records
        for theme in record.extraction.themes
    ]  # fmt: skip
    heads = (say("Tema"), say("Dokument"), say("Typ"), say("Vikt"), say("Id"))
    return Sheet(say("Teman"), heads, sorted(rows, key=lambda row: (str(row[0]), str(row[1]))))


_LISTS: dict[str, Callable[[Desk, State, Query], Sheet]] = {
    "dokument": _documents,
    "overlapp": _overlaps,
    "behov": _needs,
    "forslag": _proposals,
    "remiss": _rounds,
    "sok": _hits,
    "bedomningar": _judgements,
    "teman": _themes,
    "styrkedjan": chain.sheet,
    **{name: ledgers.sheet(name) for name in ledgers.KEPT},
}
