"""What two documents state differently: terms, goals, and who is responsible. One row for each pair of places."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from styrdok.findings import Need, Place
from styrdok.language import Sentence, headings, to_say
from styrdok.models import Anchor, Commitment, Definition, Goal
from styrdok.overlaps.figures import UNIT, contradicting
from styrdok.reports.chapters.needs import of_reason
from styrdok.reports.material import Material
from styrdok.reports.model import Paper, Row, Section, Table, shortened
from styrdok.reports.wording import unbulleted
from styrdok.vocabulary import NeedReason

DEFINITIONS = to_say("Definitioner som skiljer sig")
GOALS = to_say("Konkurrerande mål")
RESPONSIBILITIES = to_say("Dubbla ansvar")
_LONGEST = 450


def definitions(material: Material) -> Section:
    """The same term with different meanings."""
    say, headers = material.say, headings("Begrepp", "Dokument A", "Definition A", "Dokument B", "Definition B")
    rows = _rows(material, NeedReason.DIFFERING_DEFINITION, _defined)
    table = _table(say("Begrepp som definieras olika"), headers, rows, say("Definitioner"))
    text = say("Ord som har olika innebörd i två dokument, så att den som läser båda inte vet vilken som gäller.")
    return Section("definitioner", say(DEFINITIONS), (text,), (replace(table, verbatim=frozenset(headers)),))


def goals(material: Material) -> Section:
    """The same matter with different goals, values or years."""
    say, headers = material.say, headings("Skillnad", "Dokument A", "Lydelse A", "Dokument B", "Lydelse B")
    rows = _rows(material, NeedReason.COMPETING_GOAL, _set_apart)
    table = _table(say("Mål och uppgifter som inte stämmer överens"), headers, rows, say("Mål"))
    text = say("Det som ser ut att vara samma sak, men med olika mål, värden eller årtal i två dokument.")
    return Section("mal", say(GOALS), (text,), (table,))


def responsibilities(material: Material) -> Section:
    """The same duty laid on two bodies."""
    say, headers = material.say, headings("Ansvariga", "Dokument A", "Lydelse A", "Dokument B", "Lydelse B")
    rows = _rows(material, NeedReason.DOUBLE_RESPONSIBILITY, _both_bodies)
    table = _table(say("Uppgifter som ligger på två organ"), headers, rows, say("Ansvar"))
    text = say("Det som ser ut att vara samma uppgift, men som två dokument lägger på olika organ.")
    return Section("ansvar", say(RESPONSIBILITIES), (text,), (table,))


def _table(caption: str, headers: tuple[str, ...], rows: tuple[Row, ...], name: str) -> Table:
    """On paper each document is in one column with what it says."""
    shown = Paper((headers[0], (headers[1], headers[2]), (headers[3], headers[4])))
    return Table(caption, headers, rows, name=name, paper=shown, verbatim=frozenset(headers[1:]))


Teller = Callable[[Material, Place, Place], str]


def _rows(material: Material, reason: NeedReason, tell: Teller) -> tuple[Row, ...]:
    return tuple(_row(material, x, y, tell) for need in of_reason(material, reason) for x, y in _pairs(need))


def _pairs(need: Need) -> Iterator[tuple[Place, Place]]:
    """The places of a need come in pairs, one in each document."""
    yield from zip(need.evidence[::2], need.evidence[1::2], strict=False)


def _row(material: Material, x: Place, y: Place, tell: Teller) -> Row:
    cells = (
        tell(material, x, y),
        material.title(x.document),
        _words(x),
        material.title(y.document),
        _words(y),
    )
    return Row(cells, (material.quote(x, "A"), material.quote(y, "B")))


def _words(place: Place) -> str:
    return shortened(unbulleted(place.anchor.text), _LONGEST)


def _defined(material: Material, x: Place, y: Place) -> str:
    return next((d.term for d in _extracted(material, x, "definitions") if isinstance(d, Definition)), "")


def _set_apart(material: Material, x: Place, y: Place) -> str:
    """What differs: the years or values of two goals, else the figures in the words."""
    left, right = (next((g for g in _extracted(material, p, "goals") if isinstance(g, Goal)), None) for p in (x, y))
    said: list[Sentence] = []
    if left and right:
        said += _apart(Sentence("årtal", (), UNIT), left.target_year, right.target_year)
        said += _apart(Sentence.of("värde"), left.target_value, right.target_value)
    figures = contradicting(x.anchor.text, y.anchor.text)
    said = said or [_against(Sentence(unit, (), UNIT), a, b) for unit, a, b in figures]
    return "; ".join(map(material.language.tell, said))


def _apart(what: Sentence, left: int | str | None, right: int | str | None) -> list[Sentence]:
    return [_against(what, _quoted(left), _quoted(right))] if left and right and left != right else []


def _quoted(value: int | str) -> int | str | Sentence:
    """A value in the words of its document is quoted; a bare number is not."""
    worded = isinstance(value, str) and any(char.isalpha() for char in value)
    return Sentence.of("”{words}”", words=value) if worded else value


def _against(what: Sentence, left: int | str | Sentence, right: int | str | Sentence) -> Sentence:
    return Sentence.of("{what}: {left} mot {right}", what=what, left=left, right=right)


def _both_bodies(material: Material, x: Place, y: Place) -> str:
    actors = [
        next((c.actor for c in _extracted(material, place, "commitments") if isinstance(c, Commitment)), "")
        for place in (x, y)
    ]
    if all(actors):
        return material.say("{one} mot {other}", one=actors[0], other=actors[1])
    return "".join(actors)


def _extracted(material: Material, place: Place, what: str) -> Iterator[object]:
    """What was read out of exactly this place."""
    record = material.records.get(place.document)
    for one in getattr(record.extraction, what) if record else ():
        if _same(one.anchor, place.anchor):
            yield one


def _same(one: Anchor, other: Anchor) -> bool:
    return (one.page, one.start, one.end) == (other.page, other.start, other.end)
