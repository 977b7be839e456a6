"""The head nouns of titles, their forms, and the words that only look like compounds with them."""

from dataclasses import dataclass
from functools import cache

from styrdok.extraction.lexicon.tables import read_lines
from styrdok.extraction.titles.heads import noun_rows
from styrdok.swedish.fold import fold

_USES = "cbpwysovd"


@dataclass(frozen=True, slots=True)
class Noun:
    """A head noun; see ``nouns.tsv`` for what the uses mean (in the order of the letters ``cbpwysovd``)."""

    lemma: str
    indefinite: str
    plural: str
    compound: bool
    bare: bool
    as_plural: bool
    weak: bool
    yearly: bool
    specific: bool
    owned: bool
    weakest: bool
    planning: bool


@dataclass(frozen=True, slots=True)
class Form:
    """One written form of a head noun."""

    noun: Noun
    definite: bool
    plural: bool
    genitive: bool

    @property
    def base(self) -> str:
        """The indefinite nominative of the same number."""
        return self.noun.plural if self.plural else self.noun.indefinite


@cache
def noun_forms() -> dict[str, Form]:
    """Every folded form; singular wins where both numbers are written alike."""
    forms: dict[str, Form] = {}
    for row in noun_rows():
        if set(row.use) - set(_USES):
            raise ValueError(f"nouns.tsv: {row.lemma}: unknown use in {row.use!r}")
        if not row.use:
            continue
        plural = next(form.text for form in row.forms if form.plural)
        noun = Noun(row.lemma, row.forms[0].text, plural, *(letter in row.use for letter in _USES))
        for form in row.forms:
            forms.setdefault(fold(form.text), Form(noun, form.definite, form.plural, form.genitive))
    return forms


@cache
def _stop_words() -> dict[str, tuple[str, ...]]:
    """The words of ``stop_titles.txt`` by the sign before them."""
    words = [line.strip() for line in read_lines("stop_titles.txt")]
    signs = {sign: tuple(word[1:] for word in words if word[0] == sign) for sign in "*+"}
    return {"": tuple(word for word in words if word[0] not in signs), **signs}


@cache
def _stopped() -> frozenset[str]:
    return frozenset(_stop_words()[""])


def needs_topic(word: str) -> bool:
    """Whether a base form names a document only with a topic (``detaljplanen för kajen``)."""
    return word in _stop_words()["+"]


def is_stopped(word: str) -> bool:
    """Whether a base form ends in a head noun and yet names no steering document (``television``, ``tidplan``)."""
    return word in _stopped() or word.endswith(_stop_words()["*"])
