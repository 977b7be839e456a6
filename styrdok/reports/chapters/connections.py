"""What the references tell of all documents together: who is leaned on, what joins them, what stands alone."""

from styrdok.graph.questions import ASKED, Reply, ask
from styrdok.language import headings, to_say
from styrdok.reports.material import Material
from styrdok.reports.model import Row, Section, Table
from styrdok.vocabulary import Question

HEADING = to_say("Så hänger dokumenten ihop")
_MOST_NAMED, _MOST_QUOTED = 4, 5


def connections(material: Material) -> Section:
    """One table for each question that has an answer."""
    say = material.say
    tables = [_table(material, question, found) for question in ASKED if (found := ask(material.snapshot, question))]
    text = say("Svar ur styrdokumentens hänvisningar till varandra. Handlingar i ärenden räknas inte.")
    return Section("samband", say(HEADING), (text,), tuple(tables))


_SHEETS = {
    Question.CENTRAL: to_say("Mest åberopade"),
    Question.BRIDGES: to_say("Enda förbindelsen"),
    Question.CYCLES: to_say("I ring"),
    Question.ORPHANS: to_say("Ensamma"),
    Question.COMMUNITIES: to_say("Grupp mot tema"),
    Question.UNREACHABLE: to_say("Håller ihop andra"),
}


def _table(material: Material, question: Question, found: tuple[Reply, ...]) -> Table:
    rows = tuple(
        Row(
            (_named(material, question, one), material.language.tell(one.sentence)),
            material.quotes(one.places[:_MOST_QUOTED]),
        )
        for one in found
    )
    headers = headings("Dokument", "Svar")
    caption, name = material.say(ASKED[question]), material.say(_SHEETS[question])
    return Table(caption, headers, rows, name=name, verbatim=frozenset({"Dokument"}))


def _named(material: Material, question: Question, reply: Reply) -> str:
    """The documents that an answer is about; the sentence tells of those that one of them holds to the rest."""
    about = reply.documents[:1] if question is Question.UNREACHABLE else reply.documents
    more = len(about) - _MOST_NAMED
    said = material.joined(about[:_MOST_NAMED])
    return f"{said} {material.say('och {count} till', count=more)}" if more > 0 else said
