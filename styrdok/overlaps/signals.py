"""The reasons why two documents overlap: one function for each.

Each takes the context and two document ids and returns the strength of the reason (0–1) with a sentence and the
evidence, or ``None`` where the reason does not apply. What people are told about a reason stands in :data:`SIGNALS`.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points

from rapidfuzz import fuzz

from styrdok.errors import UsageProblem
from styrdok.findings import SharedPassage
from styrdok.language import Sentence, in_turn
from styrdok.language.themes import theme_word
from styrdok.models import Anchor, Definition
from styrdok.overlaps.asserted import Assertion, spoken
from styrdok.overlaps.audiences import AUDIENCE
from styrdok.overlaps.bodies import two_bodies
from styrdok.overlaps.context import Context
from styrdok.overlaps.figures import compete
from styrdok.overlaps.labels import plain
from styrdok.overlaps.promises import goal_told
from styrdok.overlaps.shared import SharedWording
from styrdok.overlaps.tables import kinship, unsaid_words, weights
from styrdok.overlaps.terms import words_in
from styrdok.vocabulary import ReuseKind

ENTRY_POINTS = "styrdok.signals"
_NAMED = 5
_QUOTED = 3
_DECIMALS = 2
_SPARE = 12
_BOTH = Sentence.of("Både teman och ord stämmer överens.")


@dataclass(frozen=True, slots=True)
class Reason:
    """How strong a reason is (0–1), what it says to people, and where that can be seen."""

    value: float
    sentence: Sentence
    evidence: tuple[SharedPassage, ...] = ()


@dataclass(frozen=True, slots=True)
class SignalRule:
    """A reason for overlap as it is declared: the function that finds it, what it is called, what it means.

    Its weight stands under the function's name in ``weights.toml``, or is given here by a package of its own.
    """

    function: Callable[[Context, str, str], Reason | None]
    label: Sentence
    meaning: Sentence
    own_weight: float | None = None

    @property
    def name(self) -> str:
        """The code word of the reason."""
        return self.function.__name__

    @property
    def weight(self) -> float:
        """How much the reason counts in the score."""
        return weights().weight[self.name] if self.own_weight is None else self.own_weight


def passages(context: Context, a: str, b: str) -> Reason | None:
    """How much wording both documents share."""
    wording = context.wording.get((a, b))
    if wording is None:
        return None
    scale = weights()
    value = min(1.0, math.log2(1 + wording.bits / scale.bits_unit) / scale.doublings)
    return Reason(value, _stretches(wording), wording.passages)


def _stretches(wording: SharedWording) -> Sentence:
    count = len(wording.passages)
    if not wording.common:
        return Sentence.of(
            "{share:.0f} procent av det kortare dokumentet står även i det andra, på ett ställe."
            if count == 1
            else "{share:.0f} procent av det kortare dokumentet står även i det andra, på {count} ställen.",
            share=100 * wording.coverage,
            count=count,
        )
    return Sentence.of(
        "{share:.0f} procent av det kortare dokumentet står även i det andra, på ett ställe "
        "som också finns på andra håll."
        if count == 1
        else "{share:.0f} procent av det kortare dokumentet står även i det andra, på {count} ställen; "
        "{common} av dem finns också på andra håll.",
        share=100 * wording.coverage,
        count=count,
        common=wording.common,
    )


def themes(context: Context, a: str, b: str) -> Reason | None:
    """How alike the themes of both documents are."""
    value = context.alike_in_themes.of(a, b)
    if not value:
        return None
    left, right = (context.alike_in_themes.rare[name] for name in (a, b))
    shared = sorted(left.keys() & right.keys(), key=lambda theme: (-left[theme] * right[theme], theme))
    if shared:
        named = tuple(theme_word(theme) for theme in shared[:_NAMED])
        sentence = Sentence.of("Gemensamma teman: {themes}.", themes=named)
    else:
        x, y = max(((x, y) for x in left for y in right if (x, y) in kinship()), key=lambda p: left[p[0]] * right[p[1]])
        sentence = Sentence.of("Närliggande teman: {one} och {other}.", one=theme_word(x), other=theme_word(y))
    return Reason(value, sentence)


def terms(context: Context, a: str, b: str) -> Reason | None:
    """How many telling words both documents use, beyond what is usual in the collection."""
    likeness = context.terms.likeness(a, b)
    base, value = _term_base(context), _above_base(context, likeness)
    words = _telling(context, a, b) if round(likeness, _DECIMALS) > round(base, _DECIMALS) else ()
    if not words:
        return None
    sentence = Sentence.of(
        "Gemensamma ord: {words} (likhet {likeness:.2f}, vanlig nivå {base:.2f}).",
        words=words,
        likeness=likeness,
        base=base,
    )
    return Reason(value, sentence)


def _telling(context: Context, a: str, b: str) -> tuple[str, ...]:
    """The words to show for two documents: none of the name of their organisation, and none of every cover."""
    names = " ".join(context.records[name].document.description.organisation or "" for name in (a, b))
    own = {word.removesuffix("s") for word in words_in(names)}
    written = context.terms.written(a, b, _NAMED + _SPARE)
    return tuple(word for word in written if word.removesuffix("s") not in own and word not in unsaid_words())[:_NAMED]


def _term_base(context: Context) -> float:
    """The likeness of terms that says nothing in this collection."""
    scale = weights()
    return min(scale.terms_base * context.typical, scale.terms_highest_base)


def _above_base(context: Context, likeness: float) -> float:
    """How far a likeness of terms goes beyond what says nothing (0–1)."""
    base = _term_base(context)
    return min(1.0, (likeness - base) / (weights().terms_full - base)) if likeness > base else 0.0


def matter(context: Context, a: str, b: str) -> Reason | None:
    """Whether themes and words agree at once."""
    theme = context.alike_in_themes.of(a, b)
    term = _above_base(context, context.terms.likeness(a, b)) if theme else 0.0
    value = math.sqrt(theme * term)
    return Reason(value, _BOTH) if value else None


def references(context: Context, a: str, b: str) -> Reason | None:
    """What both documents refer to, or whether they refer to each other."""
    shared = sorted(context.cited[a] & context.cited[b], key=lambda key: (-context.rarity[key], key))
    direct = (a, b) in context.links or (b, a) in context.links
    if not shared and not direct:
        return None
    scale = weights()
    value = min(1.0, sum(context.rarity[key] ** 2 for key in shared) / scale.references_enough)
    if direct:
        value = max(value, scale.references_direct)
    if not shared:
        return Reason(value, Sentence.of("Det ena dokumentet hänvisar till det andra."))
    sentence = Sentence.of(
        "Båda hänvisar till {cited}; det ena dokumentet hänvisar till det andra."
        if direct
        else "Båda hänvisar till {cited}.",
        cited=tuple(context.called(key) for key in shared[:_NAMED]),
    )
    return Reason(value, sentence)


def definitions(context: Context, a: str, b: str) -> Reason | None:
    """The terms that both documents define."""
    pairs = shared_definitions(context, a, b)
    if not pairs:
        return None
    differing = sum(not same_meaning(x, y) for x, y in pairs)
    sentence = Sentence.of(
        "Båda definierar {terms}."
        if not differing
        else "Båda definierar {terms}, men olika."
        if differing == len(pairs)
        else "Båda definierar {terms}, {differing} av dem olika.",
        terms=tuple(Sentence.of("”{words}”", words=x.term) for x, _ in pairs[:_NAMED]),
        differing=differing,
    )
    evidence = tuple(
        _topical(x.anchor, y.anchor, fuzz.token_sort_ratio(x.text, y.text) / 100) for x, y in pairs[:_QUOTED]
    )
    return Reason(1.0 if differing else min(1.0, 0.25 + 0.25 * len(pairs)), sentence, evidence)


def shared_definitions(context: Context, a: str, b: str) -> list[tuple[Definition, Definition]]:
    """The terms that both define, with both definitions, by term."""
    left, right = context.defined[a], context.defined[b]
    return [(left[term], right[term]) for term in sorted(left.keys() & right.keys())]


def same_meaning(a: Definition, b: Definition) -> bool:
    """Whether two definitions of a term say the same in nearly the same words."""
    return fuzz.token_sort_ratio(a.text.lower(), b.text.lower()) >= 85


def commitments(context: Context, a: str, b: str) -> Reason | None:
    """The duties that both documents lay down."""
    pairs = context.promises.commitments.get((a, b))
    if not pairs:
        return None
    divided = any(two_bodies(x, y) for x, y, _ in pairs)
    best = max(likeness for _, _, likeness in pairs)
    sentence = Sentence.of(
        "{count} åtagande om samma sak." if len(pairs) == 1 else "{count} åtaganden om samma sak.", count=len(pairs)
    )
    shown = [(x, y, likeness) for x, y, likeness in pairs if plain(x.text) != plain(y.text)][:_QUOTED]
    evidence = tuple(_topical(x.anchor, y.anchor, likeness) for x, y, likeness in shown)
    return Reason(1.0 if divided else min(1.0, best * (0.4 + 0.1 * len(pairs))), sentence, evidence)


def goals(context: Context, a: str, b: str) -> Reason | None:
    """The goals that both documents set for one matter."""
    pairs = context.promises.goals.get((a, b))
    if not pairs:
        return None
    colliding = [(x, y, likeness) for x, y, likeness in pairs if compete(x, y)]
    shown = (colliding or pairs)[:_QUOTED]
    x, y, _ = shown[0]
    sentence = Sentence.of(
        "Målen för samma sak skiljer sig åt: {one} mot {other}." if colliding else "Båda sätter mål för samma sak.",
        one=goal_told(x),
        other=goal_told(y),
    )
    evidence = tuple(_topical(x.anchor, y.anchor, likeness) for x, y, likeness in shown)
    return Reason(1.0 if colliding else 0.5, sentence, evidence)


def audience(context: Context, a: str, b: str) -> Reason | None:
    """The groups that both documents address."""
    left, right = context.audiences[a], context.audiences[b]
    shared = sorted(left & right)
    if not shared:
        return None
    groups = tuple(Sentence(group, (), AUDIENCE) for group in shared)
    sentence = Sentence.of("Riktar sig till samma grupper: {groups}.", groups=groups)
    return Reason(len(shared) / min(len(left), len(right)), sentence)


def asserted(context: Context, a: str, b: str) -> Reason | None:
    """What others have said of the two documents together."""
    said = context.assertions.get((a, b))
    if not said:
        return None
    sources = len({one.source for one in said})
    value = max(one.strength for one in said) * (1 - weights().assertion_doubt ** sources)
    sentence = Sentence.of(
        "{count} text säger det. {quotes}" if sources == 1 else "{count} texter säger det. {quotes}",
        count=sources,
        quotes=in_turn([spoken(one, context.title(one.source)) for one in _one_each(said)[:_QUOTED]]),
    )
    return Reason(value, sentence)


def _one_each(said: Sequence[Assertion]) -> list[Assertion]:
    """The strongest statement of each text."""
    first: dict[str, Assertion] = {}
    for one in said:
        first.setdefault(one.source, one)
    return list(first.values())


SIGNALS: tuple[SignalRule, ...] = (
    SignalRule(
        asserted,
        Sentence.of("efterfrågas"),
        Sentence.of(
            "Någon har sagt eller begärt att de två dokumenten ska samordnas, kopplas ihop eller slås samman; "
            "ju fler oberoende texter som säger det, desto högre värde."
        ),
    ),
    SignalRule(
        goals, Sentence.of("mål"), Sentence.of("Dokumenten sätter mål för samma sak; mål som krockar väger tyngst.")
    ),
    SignalRule(
        commitments,
        Sentence.of("åtaganden"),
        Sentence.of(
            "Dokumenten lovar, kräver eller rekommenderar samma saker; att olika organ ska göra dem väger tyngst."
        ),
    ),
    SignalRule(
        definitions, Sentence.of("definitioner"), Sentence.of("Dokumenten definierar samma begrepp, lika eller olika.")
    ),
    SignalRule(
        passages,
        Sentence.of("gemensam text"),
        Sentence.of(
            "Samma formuleringar finns i båda dokumenten. De väger tyngre ju osannolikare det är att två "
            "oberoende texter delar dem; text som även står i andra dokument räknas ned."
        ),
    ),
    SignalRule(
        matter,
        Sentence.of("samma sak"),
        Sentence.of(
            "Både teman och ord stämmer överens, vilket tyder på samma sakfråga och inte bara samma slags text."
        ),
    ),
    SignalRule(
        terms,
        Sentence.of("ord"),
        Sentence.of(
            "Dokumenten använder samma kännetecknande ord, fler än två dokument i samlingen brukar ha gemensamt."
        ),
    ),
    SignalRule(
        themes,
        Sentence.of("teman"),
        Sentence.of(
            "Dokumenten behandlar samma teman; ovanliga teman väger tyngre, och grannteman räknas till en del."
        ),
    ),
    SignalRule(
        references,
        Sentence.of("hänvisningar"),
        Sentence.of("Dokumenten hänvisar till samma lagar, ärenden och dokument, eller till varandra."),
    ),
    SignalRule(
        audience,
        Sentence.of("målgrupper"),
        Sentence.of("Dokumenten riktar sig till samma grupper."),
    ),
)
"""The reasons that come with the package, in the order in which they are shown."""


@cache
def signals() -> Mapping[str, SignalRule]:
    """Every reason by its name: those of the package, then those of installed packages by name.

    A package announces a :class:`SignalRule` under the entry point group ``styrdok.signals``. Raises
    :class:`~styrdok.errors.UsageProblem` for one whose name is taken.
    """
    found = {rule.name: rule for rule in SIGNALS}
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name):
        rule: SignalRule = point.load()
        if rule.name in found:
            raise UsageProblem(
                Sentence.of("Det finns redan ett skäl som heter {name} ({place}).", name=rule.name, place=point.value),
                Sentence.of("Avinstallera paketet eller byt namn på skälet."),
            )
        found[rule.name] = rule
    return found


def label_of(name: str) -> Sentence:
    """What a line of the score is called: a reason, or the factor for the kinds of documents."""
    rule = signals().get(name)
    return rule.label if rule else Sentence.of("slag av dokument")


def meaning_of(name: str) -> Sentence | None:
    """What a reason means, for people; ``None`` for the factor, whose line says it all."""
    rule = signals().get(name)
    return rule.meaning if rule else None


def _topical(a: Anchor, b: Anchor, likeness: float) -> SharedPassage:
    return SharedPassage(a, b, round(likeness, 4), 0.0, ReuseKind.TOPICAL)
