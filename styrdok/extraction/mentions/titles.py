"""Title-shaped phrases around a head noun: ``Storby stads riktlinje för informationssäkerhet``."""

import re
from dataclasses import dataclass
from functools import cache

from styrdok.extraction.mentions import editions, extent, leftward
from styrdok.extraction.mentions.found import Found, Source
from styrdok.extraction.mentions.words import phrases
from styrdok.swedish.heads import Form, is_stopped, needs_topic, noun_forms
from styrdok.swedish.tags import is_finite, tags
from styrdok.vocabulary import MentionKind

RANK = 40
SELF_RANK = 45
_PART = re.compile(r"[\wåäöÅÄÖ/&]+(?:-[\wåäöÅÄÖ/&]+)*-?\Z")
_REQUIRED = re.compile(
    r"\b(?:ska|skall|bör|måste)\b[^.;]{0,45}\b(?:ha|finnas|upprätta|upprättas|ingå|testa)\b"
    r"[^.;]{0,95}\b(?:en|ett) (?:(?:aktuell|egen|skriftlig|uppdaterad|dokumenterad|giltig|gemensam)t? )?\Z"
)
_STAND_IN = re.compile(r" (?:finns|framgår|beskrivs|anges|står|regleras|återfinns) (?:också |även )?(?:i|av) ")
_IS_ONE = re.compile(r"(?<![\wåäöÅÄÖ-])([\wåäöÅÄÖ]+) (?:är|utgör)(?: också| även| därmed)?( en| ett)? \Z")
_WITH_BUDGET = ("plan", "verksamhetsplan")
_FIRST_TYPE = re.compile(r"(?<![\wåäö-])([A-ZÅÄÖ][\wåäöÅÄÖ-]+) (?:och|samt|med|MED|OCH) \Z")
_PARTICIPLE = r"(?:tagits fram|upprättats|utförts|genomförts|gjorts|arbetats fram|utarbetats)"
_MADE = re.compile(
    rf"^[^.;:]{{0,40}}?\b(?:har|hade) (?:\w+ )?{_PARTICIPLE}|^,? \(?(?:daterad |från )?(?:19|20)\d\d-\d\d-\d\d"
    r"|^ \([A-ZÅÄÖ][\wåäöÅÄÖ &-]{1,40},? (?:19|20)\d\d[a-z]?\)"
)
_MAKING = re.compile(
    r"\b(?:har|hade|låtit) (?:\w+ ){0,3}(?:tagit fram|upprättat|utfört|genomfört|gjort|göra) (?:en|ett) (?:\w+ )?\Z"
)
_PARTIES = re.compile(
    r" mellan [A-ZÅÄÖ][^.,;:()\n]{2,50}? och [^.,;:()\n]{3,50}?(?=[.,;:()\n]|\Z| (?:om|som|är|har|ska|för)\b)"
)
# What is issued in general, before a plural: "fullmäktige meddelar föreskrifter om avgifter".
_ISSUED = re.compile(r"\b(?:meddelar?|utfärdar?|finns|innehåller)(?: (?:de|närmare|ytterligare|också|även))? \Z")
# Beside a plural in a list the plural of a noun with one form for both ("båttjänster, båtprogram, licenser").
_PLURAL_BEFORE, _PLURAL_BEHIND = re.compile(r"([\wåäö-]+), \Z"), re.compile(r", ([a-zåäö-]+)(?=,| och )")
_OF_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d) års \Z")
_JOINED_HEAD = re.compile(r" ([a-zåäö]+)(?:,| och| samt) \Z")
_ADJECTIVE_BASE = (
    ("ella", "ell", "ellt"),
    ("iska", "isk", "iskt"),
    ("ala", "al", "alt"),
    ("ade", "ad", "at"),
    ("iga", "ig", "igt"),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """A head noun in its place: ``start:end`` is the whole word, ``prefix`` the folded part before the noun."""

    start: int
    end: int
    form: Form
    prefix: str
    left: leftward.Left
    determiner: str

    @property
    def bare(self) -> bool:
        """Whether the noun stands without a compound part."""
        return not self.prefix and not self.left.elliptic and not self.form.noun.specific


def shape_at(source: Source, start: int, end: int, form: Form, floor: int) -> Shape | None:
    """The word around a head noun found at ``start:end``; ``None`` when it is another word."""
    text = source.plain
    if end < len(text) and (text[end].isalnum() or (text[end] == "-" and text[end + 1 : end + 2].isalnum())):
        return None
    part = _PART.search(text, max(floor, start - 50), start)
    word_start = part.start() if part else start
    prefix = source.folded[word_start:start]
    if prefix and (not form.noun.compound or prefix.strip("-").isdigit()):
        return None
    if any(is_stopped(part + form.noun.lemma) for part in (prefix, prefix.rstrip("-"))) or _in_address(text, start):
        return None
    if prefix and len(prefix) < 3 and not prefix.endswith("-") and not text[word_start:start].isupper():
        return None
    left = leftward.left_of(text, word_start, floor)
    return Shape(word_start, end, form, prefix, left, left.before)


def _in_address(text: str, start: int) -> bool:
    """Whether the place is inside a web address."""
    word = text[text.rfind(" ", 0, start) + 1 : start].rpartition("\n")[2]
    return "://" in word or "www." in word


def title(source: Source, shape: Shape, stop: int) -> Found | None:
    """The title mention that a shape makes, or ``None`` when the words speak of documents in general."""
    text = source.plain
    capital = text[shape.left.start].isupper() and not _opens_sentence(text, shape.left.start)
    capital_head = text[shape.left.start].isupper() and not shape.form.definite
    paired = shape.determiner == "mellan" and shape.left.owner is None
    end = extent.topic_end(text, shape.end, open_ended=capital_head, paired=paired)
    if not shape.form.definite and shape.form.noun.lemma in _WITH_BUDGET and not shape.form.plural:
        end = editions.budget_after(text, end)
    end = _parties_end(text, shape, editions.version_after(text, end))
    topic = end > shape.end
    years = editions.years_after(text, end)
    dated = years is not None and not shape.form.plural and _is_edition(text, shape, years[1])
    if _is_required(shape, text) or (not topic and needs_topic(shape.prefix + shape.form.noun.lemma)):
        return None
    joined = _joined_start(text, shape, topic=topic)
    if joined is not None:
        return Found(
            MentionKind.TITLE,
            joined,
            end,
            capitalised(" ".join(text[joined:end].split())),
            "title of two types",
            1,
            year=years[1] if years else None,
            confidence=0.9,
            rank=RANK,
        )
    issued = _OF_YEAR.search(text, max(0, shape.left.start - 10), shape.left.start)
    if issued is not None and years is None and not shape.form.definite and not shape.form.noun.planning:
        start, year = issued.start(), issued.group(1)
        label = f"{label_of(text, shape, end)} {year}"
        return Found(MentionKind.TITLE, start, end, label, "title of a year", 1, None, year, None, 0.9, RANK)
    shared = _shared_owner(text, shape) if not (topic or years or capital) else None
    if shared is not None:
        label = label_of(text, shape, end)
        return Found(MentionKind.TITLE, shape.start, end, label, "title with owner", 1, shared, None, None, 0.8, RANK)
    if not dated and not _names_a_document(shape, topic=topic, capital=capital, text=text):
        return None
    if not dated and _is_no_name(text, shape, end):
        return None
    told, end = end, years[0] if years else end
    after = extent.owner_after(text, end)
    end = after[0] if after else end
    start = _start(shape)
    if capital or (shape.left.owner and not shape.form.definite):
        end = extent.subtitle_end(text, end, stop)
    owner = shape.left.owner or (after[1] if after else None)
    label = f"{label_of(text, shape, told)} {years[1].replace('-', '–')}" if years else label_of(text, shape, end)
    year = years[1] if years else None
    kind = MentionKind.EU_ACT if owner == "EU:s" and shape.form.noun.lemma == "direktiv" else MentionKind.TITLE
    return Found(kind, start, end, label, _rule(shape, topic), 1, owner, year, None, 0.9, RANK)


def _parties_end(text: str, shape: Shape, end: int) -> int:
    """The end of the parties of an agreement (``Samverkansöverenskommelse mellan Norrby kommun och polisen``)."""
    named = shape.form.noun.lemma in phrases().agreements and not shape.bare
    parties = _PARTIES.match(text, end) if named else None
    said = parties is not None and any(map(is_finite, parties.group().split()))
    return parties.end() if parties and not said else end


def _is_no_name(text: str, shape: Shape, end: int) -> bool:
    """Whether words only say what a document is, or that its rules stand in another.

    ``Strategin är kommunens energiplan``, ``Reglerna för resor finns i resepolicyn``.
    """
    if shape.form.definite:
        return shape.form.noun.weak and shape.form.plural and _STAND_IN.match(text, end) is not None
    plain = shape.left.owner is None and text[shape.left.start].islower()
    if plain and (_is_issued(text, shape) or _is_among_plurals(text, shape)):
        return True
    said = _IS_ONE.search(text, max(0, _start(shape) - 40), _start(shape))
    if said is None or not (shape.left.owner or said.group(2)):
        return False
    return said.group(1).lower().endswith(_definite_heads())


@cache
def _definite_heads() -> tuple[str, ...]:
    """The forms of head nouns that stand for one document."""
    return tuple(text for text, form in noun_forms().items() if form.definite and not form.plural and not form.genitive)


def _is_edition(text: str, shape: Shape, years: str) -> bool:
    """Whether years tell one document of a series: ``Trygghetsprogram 2030``, ``programmet för 2026–2030``."""
    if shape.bare and shape.form.noun.planning:
        return False
    if text[shape.start].isupper() and shape.form.base != "plan":
        return True
    return shape.form.definite and shape.form.noun.bare and "-" in years


def _start(shape: Shape) -> int:
    return shape.left.owner_start if shape.left.owner_start is not None else shape.left.start


def _rule(shape: Shape, topic: bool) -> str:
    return "title with topic" if topic else "title with owner" if shape.left.owner else "title compound"


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].strip()
    return not before or before[-1] in '.!?:•·-–"”'


def _names_a_document(shape: Shape, *, topic: bool, capital: bool, text: str) -> bool:
    """Whether the phrase speaks of one document; the cases in the order of how often they decide."""
    noun, form = shape.form.noun, shape.form
    owner = shape.left.owner is not None
    if shape.determiner in phrases().no_document and not form.definite:
        return False
    if noun.yearly:
        return False
    if form.plural and not noun.as_plural:
        return False
    if noun.planning and not shape.bare:
        return form.definite or capital or owner or _is_made(text, shape)
    if noun.weak or noun.planning:
        return _is_named_weakly(shape, topic=topic, capital=capital)
    if form.plural and not form.definite:
        return (topic and (capital or owner or _bare_topic(text, shape.end))) or (owner and not topic)
    if form.definite:
        return not shape.bare or topic or shape.left.start < shape.start
    if not shape.bare:
        return True
    if shape.left.start < shape.start:
        return True
    return owner or (topic and (capital or shape.determiner not in {"en", "ett", "någon", "något", "ingen", "inget"}))


def _is_issued(text: str, shape: Shape) -> bool:
    """Whether a plural tells what a body issues in general, or what an act holds."""
    lemma = shape.form.noun.lemma
    return lemma in phrases().issued and bool(_ISSUED.search(text, max(0, shape.left.start - 40), shape.left.start))


def _is_among_plurals(text: str, shape: Shape) -> bool:
    """Whether a noun whose plural looks like its singular stands in a list of plurals."""
    if shape.form.noun.plural != shape.form.noun.indefinite or shape.bare:
        return False
    before = _PLURAL_BEFORE.search(text, max(0, shape.left.start - 40), shape.left.start)
    behind = _PLURAL_BEHIND.match(text, shape.end)
    words = [match.group(1).lower() for match in (before, behind) if match]
    return bool(words) and all(any(tag.startswith("NN:OF:PLU") for tag in tags(word)) for word in words)


def _is_named_weakly(shape: Shape, *, topic: bool, capital: bool) -> bool:
    """Whether a noun that is also a plain word stands for a document: with a topic, and a capital letter or owner."""
    noun, form, owner = shape.form.noun, shape.form, shape.left.owner is not None
    if not noun.weak:
        return topic and capital
    if not shape.bare and form.plural and not noun.compound_plural:
        return False
    if noun.compound and not shape.bare and form.definite and (noun.compound_plural or not form.plural):
        return True
    if noun.compound and not shape.bare and owner and noun.compound_plural and form.plural:
        return True
    definite = form.definite and (form.plural or not noun.weakest)
    capital = (capital and not form.definite) or (shape.determiner == "enligt" and not form.plural)
    return (topic and (capital or owner or definite)) or (noun.owned and owner and not form.plural)


def _is_made(text: str, shape: Shape) -> bool:
    """Whether a paper is said to exist: made by somebody or dated (``en trafikutredning har tagits fram``)."""
    behind = text[shape.end : shape.end + 60].partition("\n")[0]
    before = text[max(0, shape.left.start - 50) : shape.left.start].rpartition("\n")[2]
    return bool(_MADE.search(behind) or _MAKING.search(before))


def _shared_owner(text: str, shape: Shape) -> str | None:
    """The owner of a bare noun that a conjunction joins to one with an owner: ``hamnens stadgar och reglemente``."""
    if not shape.bare or shape.form.definite or shape.form.noun.weak or shape.left.owner or shape.form.noun.planning:
        return None
    joined = _JOINED_HEAD.search(text, max(0, shape.left.start - 40), shape.left.start)
    form = noun_forms().get(joined.group(1)) if joined else None
    several = form is not None and form.plural and not form.noun.as_plural
    if joined is None or form is None or several or form.definite or shape.left.start < shape.start:
        return None
    return leftward.left_of(text, joined.start(1), max(0, joined.start(1) - 60)).owner


def _joined_start(text: str, shape: Shape, *, topic: bool) -> int | None:
    """Where ``Policy och`` before ``riktlinjer för …`` begins: one title that names two types."""
    capitals = text[shape.start : shape.end].isupper()
    if shape.form.definite or shape.left.owner or not (topic or capitals or shape.form.noun.as_plural):
        return None
    match = _FIRST_TYPE.search(text, max(0, shape.left.start - 40), shape.left.start)
    if match is None:
        return None
    word = match.group(1).lower()
    form = next((noun_forms()[word[-n:]] for n in range(len(word), 3, -1) if word[-n:] in noun_forms()), None)
    known = form is not None and not form.definite and not form.plural and not is_stopped(word)
    return match.start(1) if known else None


def _is_required(shape: Shape, text: str) -> bool:
    """``ska ha en kontinuitetsplan``: one is called for, none is named."""
    if shape.form.definite or shape.left.owner:
        return False
    return bool(_REQUIRED.search(text, max(0, shape.left.start - 140), shape.left.start))


def _bare_topic(text: str, end: int) -> bool:
    """Whether the topic begins with its noun: ``för informationssäkerhet``, not ``för det egna arbetet``."""
    words = text[end : end + 60].split()
    return len(words) > 1 and words[1].lower() not in phrases().determiners and words[1].lower() not in phrases().stop


def label_of(text: str, shape: Shape, end: int) -> str:
    """The indefinite nominative with a capital: ``personalpolicyn`` becomes ``Personalpolicy``."""
    before = text[shape.left.start : shape.start]
    word = text[shape.start : shape.end]
    noun_at = len(shape.prefix)
    base = word[:noun_at] + _like(word[noun_at:], shape.form.base)
    if shape.form.definite and not shape.form.plural:
        neuter = shape.form.noun.neuter
        before = " ".join(_indefinite(part, neuter=neuter) for part in before.split(" "))
    label = " ".join((before + base + text[shape.end : end]).split())
    return capitalised(label.capitalize() if label.isupper() and len(label) > 6 else label)


def _like(written: str, base: str) -> str:
    return (
        base.upper() if len(written) > 2 and written.isupper() else base.capitalize() if written[:1].isupper() else base
    )


def _indefinite(word: str, *, neuter: bool) -> str:
    """An adjective before a noun without an article: *regionala programmet* is *regionalt program*."""
    for ending, common, form in _ADJECTIVE_BASE:
        if word.endswith(ending):
            return word.removesuffix(ending) + (form if neuter else common)
    return word


def capitalised(text: str) -> str:
    """With a capital first letter."""
    return text[:1].upper() + text[1:]
