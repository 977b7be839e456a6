"""Head nouns in their document: title, self-reference, or a bare noun that waits for its antecedent."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from styrdok.extraction.mentions.context import Context
from styrdok.extraction.mentions.editions import years_after
from styrdok.extraction.mentions.found import Found, Source
from styrdok.extraction.mentions.titles import RANK, SELF_RANK, Shape, capitalised, label_of, shape_at, title
from styrdok.extraction.mentions.words import phrases
from styrdok.swedish.heads import Form, in_role, noun_forms
from styrdok.vocabulary import MentionKind

_PREVIOUS = re.compile(r"((?:[Dd]e[nt]|[Dd]e) här|[\wåäöÅÄÖ]+) \Z")
_PLURAL = ("våra", "dessa", "de här")
_ITSELF = ("kommunens", "stadens", "regionens", "vår", "sektionens", "bolagets", "förbundets")
_YEARS = re.compile(r",? \(?(?:19|20)\d\d(?: ?[-–/] ?(?:19|20)?\d\d)?\)?\Z")
_REACH = 2500
_THEY_HAVE = re.compile(
    r"(?P<name>(?:Region|Landstinget) [A-ZÅÄÖ][\w-]+|[A-ZÅÄÖ][\w-]+ (?:kommun|stad|region))"
    r" har (?:också |redan |nyligen |sedan länge )?(?:antagit |tagit fram )?(?:en|ett) \Z"
)
_THEIR_OWN = ("sitt", "sin", "sina", "dess")
_EARLIER = ("förra", "tidigare", "gamla", "föregående", "dåvarande", "äldre")
_NAMED = re.compile(r" [A-ZÅÄÖ”\"“]")
_GOVERNS = re.compile(
    r"(?i)(?:(?:mål|uppdrag|beslut)\w* i|fastställ\w+ i|anges i|framgår av|följer av|underordna[dt]|överordna[dt]|"
    r"strider mot|finansieras (?:genom|av)|(?:rymmas|ryms) i(?:nom)?|enligt|delar av|genom|följer|utgår från|"
    r"bidrar till|i linje med) \Z"
)


@dataclass(frozen=True, slots=True)
class Bare:
    """A definite noun without topic (``programmet``); ``name`` is the noun's lemma.

    ``label``: what it means where nothing before it says more; only compounds say enough (``åtgärdsplanen``).
    """

    start: int
    end: int
    name: str
    own: bool
    weak: bool = False
    label: str = ""


def noun_at(source: Source, start: int, end: int, form: Form, context: Context) -> Found | Bare | None:
    """What a head noun at ``start:end`` makes in its document."""
    shape = shape_at(source, start, end, form, source.text.rfind("\n", 0, start) + 1)
    if shape is None:
        return None
    own = _is_own(shape, context)
    if own and form.definite and not form.plural and shape.determiner in _EARLIER:
        return _earlier_edition(source, shape)
    if form.noun.yearly and not (own and form.definite):
        return _yearly(source, shape)
    if shape.determiner in phrases().self_determiners and not form.definite:
        several = form.plural and not form.noun.as_plural
        plain = form.noun.weak or form.noun.planning or several
        return _demonstrative(source, shape, context) if own or not plain else None
    if source.plain[start].isupper() and source.plain[end : end + 8] in (" är att ", " var att"):
        return None
    stop = source.text.find("\n", end)
    found = title(source, shape, len(source.text) if stop < 0 else stop)
    if found is not None:
        return _own_or_other(source, found, shape, context)
    if shape.bare and not form.definite and "single" in form.noun.roles and shape.determiner in _THEIR_OWN:
        label = capitalised(form.base)
        return Found(MentionKind.TITLE, shape.start, shape.end, label, "bare title", 3, confidence=0.7, rank=RANK - 5)
    if shape.bare and form.definite and form.noun.bare and (form.noun.as_plural or not form.plural):
        plain = form.noun.weak or (form.plural and form.noun.lemma != "stadga")
        label = "" if plain else _compound_label(form.noun.lemma)
        if not plain and "single" in form.noun.roles and _is_governing(source, shape):
            label = capitalised(form.base)
        return Bare(shape.start, shape.end, form.noun.lemma, own, form.noun.weak, label)
    return None


def _compound_label(lemma: str) -> str:
    """The title that a compound noun makes by itself, or nothing for a simple one."""
    return capitalised(lemma) if any(_simple(lemma)) else ""


def _own_or_other(source: Source, found: Found, shape: Shape, context: Context) -> Found | None:
    """A title as it is, or what it means where it is the document's own."""
    if _same_title(found, context) or _tells_own_topic(found, shape, context):
        line = source.folded[source.text.rfind("\n", 0, found.start) + 1 : found.start]
        return found if "ersätt" in line or "upphäv" in line else _own_title(found, context, shape)
    own = _is_own(shape, context) and not shape.bare and not _other_years(found, context)
    if own and (found.rule == "title compound" or _owned_by_itself(found, context)):
        return _own_compound(source, found, shape, context)
    return found


def _yearly(source: Source, shape: Shape) -> Found | None:
    """``budget 2011-2013``: a yearly document needs its year."""
    years = years_after(source.plain, shape.end)
    if years is None and shape.form.definite and not shape.prefix and _is_governing(source, shape):
        label = capitalised(shape.form.base)
        return Found(MentionKind.TITLE, shape.start, shape.end, label, "bare title", 3, confidence=0.7, rank=RANK - 5)
    if years is None or shape.form.plural:
        return None
    label = f"{label_of(source.plain, shape, shape.end)} {years[1].replace('-', '–')}"
    start = shape.left.owner_start if shape.left.owner_start is not None else shape.left.start
    return Found(MentionKind.TITLE, start, years[0], label, "yearly title", 1, shape.left.owner, years[1], rank=RANK)


def _is_governing(source: Source, shape: Shape) -> bool:
    """Whether the words before speak of what governs: ``underordnad budgeten``, not ``jämfört med budgeten``."""
    behind = source.plain[shape.end : shape.end + 5]
    named = behind.startswith((" om ", " för ")) or _NAMED.match(behind) is not None
    return not named and _GOVERNS.search(source.plain, max(0, shape.start - 40), shape.start) is not None


def _earlier_edition(source: Source, shape: Shape) -> Found:
    """``den förra planen`` in a plan: the edition before."""
    start = _with_determiner(source, shape.left.start)
    label = f"{label_of(source.plain, shape, shape.end)} (tidigare)"
    return Found(MentionKind.TITLE, start, shape.end, label, "own edition", 5, rank=SELF_RANK)


def _is_own(shape: Shape, context: Context) -> bool:
    if shape.bare and shape.form.noun.lemma in {context.noun, *_simple(context.noun or "")}:
        return True
    if shape.form.noun.lemma != context.noun:
        return False
    if not shape.prefix or shape.prefix == context.prefix:
        return True
    own = (context.title or "").lower().replace(" ", "")
    return not context.reply and f"{shape.prefix}{shape.form.noun.lemma}" in own


def _demonstrative(source: Source, shape: Shape, context: Context) -> Found | None:
    """``denna policy``: the document itself, or in a reply the document that it is about."""
    start = _with_determiner(source, shape.left.start)
    if context.reply:
        if not _is_own(shape, context) or context.label is None:
            return None
        return Found(MentionKind.TITLE, start, shape.end, context.label, "demonstrative", 5, rank=SELF_RANK)
    return Found(MentionKind.SELF, start, shape.end, "", "demonstrative", 5, rank=SELF_RANK)


def _with_determiner(source: Source, start: int) -> int:
    match = _PREVIOUS.search(source.plain, max(0, start - 15), start)
    return match.start(1) if match else start


def _same_title(found: Found, context: Context) -> bool:
    if not context.label or " " not in found.label or _undated(found.label) != _undated(context.label):
        return False
    return not _other_years(found, context)


def _undated(label: str) -> str:
    return _YEARS.sub("", label.lower())


def _other_years(found: Found, context: Context) -> bool:
    """Whether a title has years, and others than the own title: another edition.

    Where the own title has none, the year of adoption stands for them.
    """
    if found.year is None:
        return False
    if context.year is not None:
        return found.year.replace(" ", "") != context.year
    return context.day is not None and abs(context.day.year - int(found.year[:4])) > 1


def _tells_own_topic(found: Found, shape: Shape, context: Context) -> bool:
    """``tillitsramverket för e-legitimation`` where the own title is just that noun, without a topic."""
    own = context.title or ""
    single = shape.form.definite and shape.bare and found.owner is None and not context.reply
    return single and shape.form.noun.lemma == context.noun and len(own.split()) == 1


def _owned_by_itself(found: Found, context: Context) -> bool:
    """Whether a title belongs to the organisation that the document is from (``kommunens klimatstrategi``)."""
    if found.owner is None or context.reply:
        return False
    first = found.owner.lower().split()[0]
    return first in _ITSELF or first.rstrip("s") in context.organisation.replace("s ", " ").split()


def _own_title(found: Found, context: Context, shape: Shape) -> Found | None:
    """The own title in full: in prose the document itself, in a reply the document spoken of."""
    if context.reply:
        return found
    if not shape.form.definite:
        return None
    return replace(found, kind=MentionKind.SELF, label="", rule="own title", rank=SELF_RANK)


def _own_compound(source: Source, found: Found, shape: Shape, context: Context) -> Found | None:
    """``klimatstrategin`` in the climate strategy, ``kvalitetsprogrammet`` in a reply about it.

    ``Norrby kommun har en klimatstrategi`` is another's, that of whom the sentence names.
    """
    if context.reply:
        return replace(found, label=context.label or found.label)
    if not shape.form.definite and shape.left.owner is None:
        theirs = _THEY_HAVE.search(source.plain, max(0, found.start - 60), found.start)
        name = theirs.group("name") if theirs else ""
        return replace(found, owner=name) if name and name.lower() not in context.organisation else None
    return replace(found, kind=MentionKind.SELF, label="", rule="own compound", rank=SELF_RANK)


def resolve_bare(source: Source, settled: list[Found], bare: list[Bare], context: Context) -> list[Found]:
    """Bare nouns with what they stand for: the subject of a reply, the document itself, or a title before them."""
    titles = [item for item in settled if item.kind is MentionKind.TITLE]
    found: list[Found] = []
    at = 0
    last: dict[str, Found] = {}
    for item in sorted(bare, key=lambda entry: entry.start):
        while at < len(titles) and titles[at].start < item.start:
            for name in _nouns_of(titles[at]):
                last[name] = titles[at]
            at += 1
        made = _stands_for(source, item, last.get(item.name), context)
        if made is not None:
            found.append(made)
            if made.rule == "title compound":
                last[item.name] = made
    return found


def _nouns_of(item: Found) -> Iterator[str]:
    """The lemma of the noun that heads a title's label."""
    for word in item.label.lower().split()[:4]:
        for length in range(len(word), 3, -1):
            form = noun_forms().get(word[-length:])
            if form is not None:
                yield form.noun.lemma
                yield from _simple(form.noun.lemma)
                return


def _simple(lemma: str) -> Iterator[str]:
    """``handlingsplan`` is taken up by ``planen`` as well."""
    for noun in in_role("simple"):
        if lemma != noun.lemma and lemma.endswith(noun.lemma):
            yield noun.lemma


def _stands_for(source: Source, item: Bare, before: Found | None, context: Context) -> Found | None:
    near = before is not None and item.start - before.end < _REACH
    if context.reply:
        if item.own and context.label is not None:
            return Found(MentionKind.TITLE, item.start, item.end, context.label, "anaphora", 5, rank=RANK - 5)
    elif item.own and not (near and before is not None and _same_sentence(source.text, before.end, item.start)):
        return Found(MentionKind.SELF, item.start, item.end, "", "anaphora", 5, rank=RANK - 5)
    if near and before is not None and not item.weak:
        return Found(MentionKind.TITLE, item.start, item.end, before.label, "anaphora", 5, before.owner, rank=RANK - 5)
    if item.label and not item.own:
        return Found(MentionKind.TITLE, item.start, item.end, item.label, "title compound", 3, rank=RANK - 5)
    return None


def _same_sentence(text: str, start: int, end: int) -> bool:
    between = text[start:end]
    return "\n" not in between and ". " not in between


def paper_word(source: Source, start: int, end: int) -> Found | None:
    """``detta dokument``: a word for papers after a determiner that points at the document itself."""
    match = _PREVIOUS.search(source.plain, max(0, start - 15), start)
    if match is None or match.group(1).lower() not in phrases().self_determiners:
        return None
    if match.group(1).lower() in _PLURAL and not source.folded[start:end].endswith("ar"):
        return None
    if "signera" in source.folded[end : end + 40]:
        return None
    return Found(MentionKind.SELF, match.start(1), end, "", "demonstrative", 5, rank=SELF_RANK)


def acronyms(source: Source, context: Context) -> Iterator[Found]:
    """The own title's abbreviation: with an ending, determiner or owner the document itself, with a year an edition."""
    if context.acronym is None:
        return
    name = context.acronym
    owner = r"(?:((?i:denna|kommunens|stadens|tidigare|föregående|förra)|[A-ZÅÄÖ]\w+s (?:kommuns|stads)) )?"
    pattern = rf"{owner}(?<![\w-]){name}(:?n|:ns|:s)?(?![\w-])( för (?:19|20)\d\d)?"
    for match in re.finditer(pattern, source.plain):
        before = (match.group(1) or "").lower()
        if match.group(3) or before in {"tidigare", "föregående", "förra"}:
            label = capitalised(f"{context.title or name}{match.group(3) or ' (tidigare)'}")
            yield Found(MentionKind.TITLE, match.start(), match.end(), label, "own edition", 5, rank=SELF_RANK)
        elif before or match.group(2):
            yield Found(MentionKind.SELF, match.start(), match.end(), "", "own abbreviation", 5, rank=SELF_RANK)
