"""What two documents state differently: terms, goals, and who is responsible. One row for each pair of places."""

from collections.abc import Callable, Iterator

from styrdok.findings import Need, Place
from styrdok.models import Anchor, Commitment, Definition, Goal
from styrdok.overlaps.figures import contradicting
from styrdok.reports.chapters.needs import of_reason
from styrdok.reports.material import Material
from styrdok.reports.model import Paper, Row, Section, Table, shortened
from styrdok.reports.wording import unbulleted
from styrdok.vocabulary import NeedReason

DEFINITIONS = "Definitioner som skiljer sig"
GOALS = "Konkurrerande mål"
RESPONSIBILITIES = "Dubbla ansvar"
_LONGEST = 450


def definitions(material: Material) -> Section:
    """The same term with different meanings."""
    headers = ("Begrepp", "Dokument A", "Definition A", "Dokument B", "Definition B")
    rows = _rows(material, NeedReason.DIFFERING_DEFINITION, _defined)
    table = Table("Begrepp som definieras olika", headers, rows, name="Definitioner", paper=_shown(headers))
    text = "Ord som har olika innebörd i två dokument, så att den som läser båda inte vet vilken som gäller."
    return Section("definitioner", DEFINITIONS, (text,), (table,))


def goals(material: Material) -> Section:
    """The same matter with different goals, values or years."""
    headers = ("Skillnad", "Dokument A", "Lydelse A", "Dokument B", "Lydelse B")
    rows = _rows(material, NeedReason.COMPETING_GOAL, _set_apart)
    caption = "Mål och uppgifter som inte stämmer överens"
    table = Table(caption, headers, rows, name="Mål", paper=_shown(headers))
    text = "Det som ser ut att vara samma sak, men med olika mål, värden eller årtal i två dokument."
    return Section("mal", GOALS, (text,), (table,))


def responsibilities(material: Material) -> Section:
    """The same duty laid on two bodies."""
    headers = ("Ansvariga", "Dokument A", "Lydelse A", "Dokument B", "Lydelse B")
    rows = _rows(material, NeedReason.DOUBLE_RESPONSIBILITY, _both_bodies)
    table = Table("Uppgifter som ligger på två organ", headers, rows, name="Ansvar", paper=_shown(headers))
    text = "Det som ser ut att vara samma uppgift, men som två dokument lägger på olika organ."
    return Section("ansvar", RESPONSIBILITIES, (text,), (table,))


def _shown(headers: tuple[str, ...]) -> Paper:
    """Each document in one column with what it says."""
    return Paper((headers[0], (headers[1], headers[2]), (headers[3], headers[4])))


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
    said = []
    if left and right:
        said += _apart("årtal", left.target_year, right.target_year)
        said += _apart("värde", left.target_value, right.target_value)
    said = said or [f"{unit}: {a} mot {b}" for unit, a, b in contradicting(x.anchor.text, y.anchor.text)]
    return "; ".join(said)


def _apart(what: str, left: object, right: object) -> list[str]:
    return [f"{what}: {left} mot {right}"] if left and right and left != right else []


def _both_bodies(material: Material, x: Place, y: Place) -> str:
    actors = [
        next((c.actor for c in _extracted(material, place, "commitments") if isinstance(c, Commitment)), "")
        for place in (x, y)
    ]
    return " mot ".join(actor for actor in actors if actor)


def _extracted(material: Material, place: Place, what: str) -> Iterator[object]:
    """What was read out of exactly this place."""
    record = material.records.get(place.document)
    for one in getattr(record.extraction, what) if record else ():
        if _same(one.anchor, place.anchor):
            yield one


def _same(one: Anchor, other: Anchor) -> bool:
    return (one.page, one.start, one.end) == (other.page, other.start, other.end)
