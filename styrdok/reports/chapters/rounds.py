"""The consultation rounds: who answered on what, with which stance and demands, and who was asked in vain."""

from collections.abc import Iterator

from styrdok.findings import Place
from styrdok.language import headings
from styrdok.overlaps.rounds import Answer, Round, find_rounds
from styrdok.reports.material import Material
from styrdok.reports.model import Paper, Row, Section, Table

_MOST_QUOTES = 3
_VERBATIM = frozenset({"Remissinstans", "Om", "Främsta krav"})


def rounds(material: Material) -> Section | None:
    """One line for each body that answered or was asked in vain; nothing where no answer is held."""
    say = material.say
    rows = tuple(row for found in find_rounds(material.snapshot) for row in _rows(material, found))
    if not rows:
        return None
    headers = headings("Remissinstans", "Om", "Inställning", "Främsta krav")
    table = Table(
        say("Svar på remiss"), headers, rows, name=say("Remisser"), paper=Paper(rows=None), verbatim=_VERBATIM
    )
    return Section("remiss", say("Remissinstansernas synpunkter"), (), (table,))


def _rows(material: Material, found: Round) -> Iterator[Row]:
    for answer in found.answers:
        yield _answer(material, found.document, answer)
    for silent in found.unanswered:
        cells = (silent.body, material.title(found.document), material.say("har inte svarat"), "")
        yield Row(cells, material.quotes([Place(silent.source, silent.anchor)]))


def _answer(material: Material, document: str, answer: Answer) -> Row:
    places = [Place(answer.source, view.anchor) for view in answer.demands[:_MOST_QUOTES]]
    quotes = material.quotes(places)
    first = quotes[0].text if quotes else ""
    return Row((answer.body, material.title(document), material.language.word(answer.stance), first), quotes)
