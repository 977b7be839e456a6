"""The head nouns of titles, their forms, and the words that only look like compounds with them."""

from dataclasses import dataclass
from functools import cache

from styrdok.extraction.lexicon.tables import FOLDER, read_tsv
from styrdok.extraction.mentions.fold import fold

_COLUMNS = ("lemma", "indefinite", "definite", "plural", "definite_plural", "use")

_CELLS = (
    ("indefinite", False, False),
    ("definite", True, False),
    ("plural", False, True),
    ("definite_plural", True, True),
)


@dataclass(frozen=True, slots=True)
class Noun:
    """A head noun; see ``nouns.tsv`` for what the uses mean."""

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
    for row in read_tsv("nouns.tsv", _COLUMNS):
        use = row["use"]
        if set(use) - set("cbpwyso"):
            raise ValueError(f"nouns.tsv: {row['lemma']}: unknown use in {use!r}")
        plural = row["plural"].split(";")[0]
        noun = Noun(
            row["lemma"],
            row["indefinite"],
            plural,
            *(letter in use for letter in "cbpwyso"),
        )
        for column, definite, many in _CELLS:
            for written in row[column].split(";"):
                forms.setdefault(fold(written), Form(noun, definite, many, False))
                forms.setdefault(fold(_genitive(written)), Form(noun, definite, many, True))
    return forms


def _genitive(word: str) -> str:
    return word if word.endswith("s") else f"{word}s"


@cache
def _stop_words() -> tuple[frozenset[str], tuple[str, ...]]:
    lines = [line.strip() for line in FOLDER.joinpath("stop_titles.txt").read_text("utf-8").splitlines()]
    words = [line for line in lines if line and not line.startswith("#")]
    return frozenset(word for word in words if word[0] != "*"), tuple(word[1:] for word in words if word[0] == "*")


def is_stopped(word: str) -> bool:
    """Whether a base form ends in a head noun and yet names no steering document (``television``, ``tidplan``)."""
    words, endings = _stop_words()
    return word in words or word.endswith(endings)
