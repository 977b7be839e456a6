"""Proposals: draft decisions by the body that decides, and the reasons for and against each."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from styrdok.findings import Proposal
from styrdok.judgements.acts import Act
from styrdok.judgements.agreement import Topic, verdicts
from styrdok.language import headings, to_say
from styrdok.reports.material import Material
from styrdok.reports.model import Listing, Paper, Point, Row, Section, Table, shortened
from styrdok.vocabulary import Action, Verdict

HEADING = to_say("Förslag")
_NOBODY = "Det beslutande organet"
_FEWEST_CLAUSES, _MOST_CLAUSES, _ALL_CLAUSES = 3, 15, 60
_SHORT = 260
_DECIDES = re.compile(r"^(?P<body>.+?) beslutar (?P<clause>att .+?)\.?$", re.DOTALL)
_HEADERS = headings(
    "Nr",
    "Åtgärd",
    "Dokument",
    "Kort motivering",
    "Motivering",
    "Talar emot",
    "Utkast till beslut",
    "Bedömning",
)
_ON_PAPER = ("Nr", ("Åtgärd", "Dokument"), "Kort motivering", "Talar emot")


def proposals(material: Material, judged: Mapping[Topic, str]) -> Section:
    """The chapter: what was accepted first, then what nobody has judged; what was dismissed is only in the table."""
    found, say = material.analysis.proposals, material.say
    outcome = outcomes(material)
    motions = [
        *_motions(material, [p for p in found if outcome[p] is Verdict.ACCEPT], say("godtaget i granskningen")),
        *_motions(material, [p for p in found if outcome[p] is Verdict.OPEN], say("förslag, ej bedömt")),
        *_motions(material, [p for p in found if outcome[p] is Verdict.UNSURE], say("förslag, osäkert")),
    ]
    most = max(_FEWEST_CLAUSES, min(_MOST_CLAUSES, _ALL_CLAUSES // max(1, len(motions))))
    lists = tuple(replace(one, most=most) for one in motions)
    rows = tuple(_row(material, number, one, judged) for number, one in enumerate(found, 1))
    columns = (*_ON_PAPER, "Bedömning") if material.reviews else _ON_PAPER
    shown = Paper(columns, only=frozenset({"Kort motivering"}))
    table = Table(
        say("Förslag med skäl"),
        _HEADERS,
        rows,
        frozenset({"Nr"}),
        name=say("Förslag"),
        paper=shown,
        verbatim=frozenset({"Dokument", "Utkast till beslut"}),
    )
    text = say(
        "Verktyget föreslår, människor beslutar. Att-satserna är utkast att klistra in i ett ärende; "
        "siffrorna efter varje att-sats är belägg."
    )
    return Section("forslag", say(HEADING), (text,), (table,), lists=lists)


def outcomes(material: Material) -> dict[Proposal, Verdict]:
    """What was judged of each proposal, or of its pair; ``OPEN`` when nobody did or reviewers differ."""
    judged = verdicts(material.reviews)
    found = {}
    for one in material.analysis.proposals:
        names = tuple(sorted(one.documents))
        said = {review.act.verdict for review in judged.get((names, one.action), {}).values()}
        said = said or {_of_pair(review.act, one.action) for review in judged.get((names, None), {}).values()}
        found[one] = (said.pop() or Verdict.OPEN) if len(said) == 1 else Verdict.OPEN
    return found


def _of_pair(act: Act, action: Action) -> Verdict | None:
    """What a judgement of a pair says of an action: to accept the pair for one thing is to leave the others."""
    if act.verdict is Verdict.ACCEPT and act.reason is not action:
        return Verdict.DISMISS if act.reason else Verdict.OPEN
    return act.verdict


def _motions(material: Material, chosen: Sequence[Proposal], mark: str) -> Iterator[Listing]:
    """One list for each deciding body, the one with most to decide first."""
    by_body: dict[str, list[Point]] = {}
    for one in chosen:
        body, clause = _divided(one)
        by_body.setdefault(body, []).append(Point(clause, material.quotes(one.evidence)))
    for body, points in sorted(by_body.items(), key=lambda item: (item[0] == _NOBODY, -len(item[1]), item[0])):
        yield Listing(f"{body} ({mark})", tuple(points), f"{body} beslutar", verbatim=True)


def _divided(one: Proposal) -> tuple[str, str]:
    """The body that decides, and what."""
    found = _DECIDES.match(one.decision_text)
    return (found["body"], found["clause"]) if found else (_NOBODY, one.decision_text.rstrip("."))


def _row(material: Material, number: int, one: Proposal, judged: Mapping[Topic, str]) -> Row:
    names, language = tuple(sorted(one.documents)), material.language
    of_pair = judged.get((names, None), "")
    said = [
        judged.get((names, one.action), ""),
        language.say("paret: {judgement}", judgement=of_pair) if of_pair else "",
    ]
    cells = (
        str(number),
        language.word(one.action),
        _documents(material, one),
        shortened(material.plain(one.rationale), _SHORT),
        material.tidy(one.rationale),
        language.tell_all(one.against),
        one.decision_text,
        "; ".join(part for part in said if part),
    )
    return Row(cells, material.quotes(one.evidence))


def _documents(material: Material, one: Proposal) -> str:
    """What is decided on, and what only has to do with it."""
    on, beside = (", ".join(map(material.title, names)) for names in (one.acted_on, one.besides))
    return material.language.say("{titles} (berör också {others})", titles=on, others=beside) if beside else on


def unjudged(material: Material) -> int:
    """How many proposals lack a judgement; to keep a document needs none."""
    return sum(verdict is Verdict.OPEN and one.action is not Action.KEEP for one, verdict in outcomes(material).items())
