"""``search``, ``graph``, ``report``, ``read``: ways to look at the registry and at a file."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from styrdok.cli.describe import titles_of
from styrdok.cli.errors import tell
from styrdok.cli.opening import analysis_of, reading, works
from styrdok.cli.options import DEFAULT_LANG, DEFAULT_REGISTRY, Form, Lang, Per, RegistryPath, on
from styrdok.cli.output import Column, Format, write_json, write_listing, write_text
from styrdok.errors import UsageProblem
from styrdok.files import read_bytes, write_whole
from styrdok.language import Language
from styrdok.sentence import Sentence
from styrdok.vocabulary import Question

if TYPE_CHECKING:
    from styrdok.findings import Snapshot

_ANSWERS = (
    Column("titles", "dokument", ratio=2),
    Column("sentence", "svar", ratio=2),
    Column("evidence", "belägg", ratio=3),
)
_FEW = 3
"""So many references stand below an answer in a table."""
_REPORT = Path("rapport.html")
"""What a report is called when nobody names it."""

_HITS = (
    Column("title", "dokument", ratio=2),
    Column("page", "sida", right=True),
    Column("section", "avsnitt", ratio=1),
    Column("snippet", "träff", ratio=4),
)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("search")(search)
    app.command("graph")(graph)
    app.command("report")(report)
    app.command("read")(read_file)


def search(
    query: Annotated[str, typer.Argument(help='Words, "a phrase", begin*, -not.')],
    document: Annotated[str | None, typer.Option("--in", help="Only in this document.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many passages to show.")] = 20,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
) -> None:
    """Full-text search with highlighted passages and pages."""
    with reading(registry, lang) as opened:
        titles = titles_of(opened.documents())
        within = opened.document(document).id if document else None
        hits = opened.search(query, document=within, limit=limit)
    rows = [
        {
            "document": hit.document,
            "title": titles[hit.document],
            "page": hit.page,
            "section": hit.passage.section,
            "snippet": _marked(hit.snippet, hit.marks),
        }
        for hit in hits
    ]
    write_listing(rows, _HITS, form, lang)
    tell(lang.say("1 träff." if len(rows) == 1 else "{count} träffar.", count=len(rows)))


def _marked(snippet: str, marks: tuple[tuple[int, int], ...]) -> str:
    parts, at = [], 0
    for start, end in marks:
        parts += [snippet[at:start], "«", snippet[start:end], "»"]
        at = end
    return "".join([*parts, snippet[at:]])


def graph(
    out: Annotated[Path | None, typer.Option("--out", help="FILE.html, .svg, .png, .graphml, .gexf or .json.")] = None,
    question: Annotated[Question | None, typer.Option("--ask", help="Answer a question instead.")] = None,
    around: Annotated[str | None, typer.Option("--around", help="Only the surroundings of this document.")] = None,
    depth: Annotated[int, typer.Option(min=1, max=5, help="How many steps around it.")] = 1,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
    per: Per = None,
) -> None:
    """The documents and their relations as a graph file; or what the graph answers, with its references."""
    from styrdok.graph.build import build_graph, neighbourhood
    from styrdok.graph.exports import written_as

    if (out is None) == (question is None):
        raise UsageProblem(Sentence.of("Ange --out FIL eller --ask FRÅGA."), Sentence.of("Se styrdok graph --help."))
    with reading(registry, lang) as opened:
        if question is not None or out is None:
            _answer(opened.snapshot(on(per)), question or Question.CENTRAL, form, lang)
            return
        found = analysis_of(opened, per, lang)
        centre = opened.document(around).id if around else None
    whole = build_graph(found.snapshot, found.overlaps, lang)
    part = neighbourhood(whole, centre, depth) if centre else whole
    write_whole(out, written_as(part, out.suffix.lower(), lang, centre if depth == 1 else None))
    counts = {"nodes": part.number_of_nodes(), "edges": part.number_of_edges()}
    tell(lang.say("{nodes} noder och {edges} kanter skrivna till {file}.", **counts, file=str(out)))


def _answer(snapshot: "Snapshot", question: Question, form: Format, lang: Language) -> None:
    from styrdok.graph.questions import ask

    found = ask(snapshot, question)
    rows = [
        {
            "documents": list(one.documents),
            "titles": [snapshot.title(name) for name in one.documents],
            "value": one.value,
            "sentence": lang.tell(one.sentence),
            "evidence": [
                lang.say(
                    "{title}, s. {page}: ”{words}”",
                    title=snapshot.title(place.document),
                    page=place.anchor.page,
                    words=place.anchor.text,
                )
                for place in (one.places[:_FEW] if form is Format.TABLE else one.places)
            ],
        }
        for one in found
    ]
    write_listing(rows, _ANSWERS if form is Format.TABLE else (Column("documents"), *_ANSWERS), form, lang)


class Template(StrEnum):
    """Which paper is written."""

    FULL = "full"
    COUNCIL = "tjansteskrivelse"


def report(
    out: Annotated[Path, typer.Option("--out", help="FILE.html, .docx, .pdf, .xlsx or .md.")] = _REPORT,
    template: Annotated[Template, typer.Option(help="All findings, or the paper to the council.")] = Template.FULL,
    city: Annotated[
        str, typer.Option("--city", envvar="STYRDOK_CITY", help="The city, above the paper to the council.")
    ] = "",
    sender: Annotated[
        str, typer.Option("--sender", envvar="STYRDOK_SENDER", help="The office or officer that it comes from.")
    ] = "",
    case: Annotated[str, typer.Option("--case", envvar="STYRDOK_CASE", help="Its case number.")] = "",
    logotype: Annotated[
        Path | None, typer.Option(envvar="STYRDOK_LOGOTYPE", help="A picture above the paper: .png or .jpg.")
    ] = None,
    own: Annotated[
        Path | None,
        typer.Option(
            "--own-template",
            envvar="STYRDOK_OWN_TEMPLATE",
            help="A .docx of the city's own that the paper is written in.",
        ),
    ] = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    lang: Lang = DEFAULT_LANG,
    per: Per = None,
) -> None:
    """The reviewer's report with all findings, or the paper to the council with what the accepted verdicts propose."""
    from styrdok.reports.compose import compose
    from styrdok.reports.council import Letterhead, council_paper
    from styrdok.reports.formats import writer_for
    from styrdok.reports.material import Material

    write, day = writer_for(out.suffix.lower()), on(per)
    with reading(registry, lang) as opened:
        found, files, reviews = analysis_of(opened, per, lang), opened.files(), opened.reviews()
        if template is Template.FULL:
            made = compose(found.snapshot, files, found.analysis, day, reviews, lang)
        else:
            pictures = [read_bytes(file) if file is not None else b"" for file in (logotype, own)]
            letterhead = Letterhead(city, sender, case, *pictures)
            material = Material.of(found.snapshot, files, found.analysis, day, reviews, lang)
            made = council_paper(material, works(opened, found, day), letterhead, day)
    write_whole(out, write(made))
    tell(lang.say("Rapporten ligger i {file}.", file=str(out)))


def read_file(
    file: Annotated[Path, typer.Argument(help="A PDF.")],
    form: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    debug_image: Annotated[
        Path | None, typer.Option(help="Write a picture of a page with its blocks drawn on it.")
    ] = None,
    page: Annotated[int, typer.Option(min=1, help="The page of the picture.")] = 1,
) -> None:
    """What the reader makes of one PDF, for people who debug a document."""
    from styrdok.reading import describe_reading, read, reading_as_json

    data = read_bytes(file)
    result = read(data)
    if debug_image is not None:
        from styrdok.reading.pictures import debug_picture

        if page > len(result.pages):
            raise UsageProblem(
                Sentence.of("{file} har ingen sida {page}.", file=str(file), page=page),
                Sentence.of("Den har {pages}.", pages=len(result.pages)),
            )
        write_whole(debug_image, debug_picture(data, result, page))
        tell(f"Picture of page {page} written to {debug_image}.")
    elif form == "json":
        from styrdok.extraction.metadata.units import units

        matters = [{"title": unit.title, "start": unit.start, "end": unit.end} for unit in units(result)]
        write_json({**reading_as_json(result), "matters": matters})
    elif form == "text":
        write_text(describe_reading(result))
    else:
        raise UsageProblem(
            Sentence.of("--format {form} finns inte här.", form=form), Sentence.of("Använd text eller json.")
        )
