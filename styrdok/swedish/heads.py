"""Head nouns of documents: program, plan, policy, riktlinje … What each of them is, from one table, ``nouns.tsv``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from styrdok.swedish.fold import fold
from styrdok.tables import read_columns, read_lines
from styrdok.vocabulary import DocumentType, Kind

_FOLDER, _TABLE = "styrdok.swedish.data", "nouns.tsv"
_CASES = {"indefinite": "i", "definite": "d", "plural": "p", "definite_plural": "s"}
_COLUMNS = ("lemma", "genre", "names", "titled", *_CASES, "use", "roles")
_NONE = "-"
_USES = "cebpwysovd"
_ROLES = ("alone", "per_body", "never", "single", "simple", "labelled", "cue", "work", "quoted")


@dataclass(frozen=True, slots=True)
class Inflected:
    """One form of a noun as it is written; ``titled`` where it tells what a title names."""

    text: str
    definite: bool
    plural: bool
    genitive: bool
    titled: bool


@dataclass(frozen=True, slots=True)
class Noun:
    """A head noun; ``nouns.tsv`` tells what its genre, its uses and its roles mean.

    ``inflected`` begins with the lemma. ``type`` or ``kind`` is what a title with it names; neither where it names
    nothing by itself.
    """

    lemma: str
    genre: str
    type: DocumentType | None
    kind: Kind | None
    inflected: tuple[Inflected, ...]
    uses: frozenset[str]
    roles: frozenset[str]

    @property
    def forms(self) -> tuple[str, ...]:
        """Every written form once."""
        return tuple(dict.fromkeys(form.text for form in self.inflected))

    @property
    def indefinite(self) -> str:
        """The form without an article."""
        return self.inflected[0].text

    @property
    def plural(self) -> str:
        """The plural without an article."""
        return next(form.text for form in self.inflected if form.plural)

    @property
    def definite(self) -> tuple[str, ...]:
        """The definite forms of the singular."""
        return tuple(one.text for one in self.inflected if one.definite and not one.plural and not one.genitive)

    @property
    def neuter(self) -> bool:
        """Whether it is an *ett* word."""
        return any(form.endswith("t") for form in self.definite)

    @property
    def compound(self) -> bool:
        """Whether a compound with it names a document."""
        return "c" in self.uses

    @property
    def compound_plural(self) -> bool:
        """Whether a compound names a document in the plural, too."""
        return self.as_plural and "e" not in self.uses

    @property
    def bare(self) -> bool:
        """Whether its bare definite form can stand for a document named before."""
        return "b" in self.uses

    @property
    def as_plural(self) -> bool:
        """Whether its plural names one document (``riktlinjer för …``)."""
        return "p" in self.uses

    @property
    def weak(self) -> bool:
        """Whether it needs a topic and an owner or a capital letter."""
        return "w" in self.uses

    @property
    def weakest(self) -> bool:
        """Whether its definite form with a topic is no document (``inriktningen för arbetet``)."""
        return "v" in self.uses

    @property
    def yearly(self) -> bool:
        """Whether it needs a year."""
        return "y" in self.uses

    @property
    def specific(self) -> bool:
        """Whether it says what it is about by itself."""
        return "s" in self.uses

    @property
    def owned(self) -> bool:
        """Whether an owner is enough where it is weak."""
        return "o" in self.uses

    @property
    def planning(self) -> bool:
        """Whether it is a paper of planning."""
        return "d" in self.uses

    @property
    def alone(self) -> bool:
        """Whether it names a document without a matter (``översiktsplanen``)."""
        return "alone" in self.roles

    @property
    def never(self) -> bool:
        """Whether it is listed only so that it is not taken for a document."""
        return "never" in self.roles

    @property
    def per_body(self) -> bool:
        """Whether every committee has its own."""
        return "per_body" in self.roles


@dataclass(frozen=True, slots=True)
class Form:
    """One written form of a head noun in a text."""

    noun: Noun
    definite: bool
    plural: bool
    genitive: bool

    @property
    def base(self) -> str:
        """The indefinite nominative of the same number."""
        return self.noun.plural if self.plural else self.noun.indefinite


@cache
def nouns() -> tuple[Noun, ...]:
    """The rows of the table; :class:`ValueError` for a use, a role or a meaning that does not exist."""
    return tuple(map(_noun, read_columns(_FOLDER, _TABLE, _COLUMNS)))


def _noun(row: Mapping[str, str]) -> Noun:
    uses, roles = frozenset(row["use"].strip(_NONE)), frozenset(row["roles"].split(";")) - {_NONE}
    if uses - set(_USES) or roles - set(_ROLES):
        raise ValueError(f"{_TABLE}: {row['lemma']}: unknown use or role in {row['use']!r}, {row['roles']!r}")
    named = row["names"]
    type_ = DocumentType(named) if named in set(DocumentType) - {DocumentType.OTHER} else None
    kind = Kind(named) if named != _NONE and type_ is None else None
    return Noun(row["lemma"], row["genre"].strip(_NONE), type_, kind, tuple(_inflected(row)), uses, roles)


def _inflected(row: Mapping[str, str]) -> Iterator[Inflected]:
    for column, letter in _CASES.items():
        definite, plural, titled = column.startswith("definite"), column.endswith("plural"), letter in row["titled"]
        for written in row[column].split(";") if row[column] != _NONE else ():
            yield Inflected(written, definite, plural, genitive=False, titled=titled)
            owner = written if written.endswith("s") else f"{written}s"
            yield Inflected(owner, definite, plural, genitive=True, titled=False)


@cache
def heads() -> dict[str, Noun]:
    """The nouns that titles are compared by, by lemma."""
    return {noun.lemma: noun for noun in nouns() if noun.genre}


@cache
def noun_forms() -> dict[str, Form]:
    """Every folded form of a noun that is mentioned in texts; singular wins where both numbers are written alike."""
    forms: dict[str, Form] = {}
    for noun in nouns():
        for one in noun.inflected if noun.uses else ():
            forms.setdefault(fold(one.text), Form(noun, one.definite, one.plural, one.genitive))
    return forms


@cache
def titled_forms() -> dict[str, Noun]:
    """The forms in which a noun tells what a title names, as they are written."""
    return {one.text: noun for noun in nouns() for one in noun.inflected if one.titled}


@cache
def in_role(role: str) -> tuple[Noun, ...]:
    """The nouns of a role."""
    return tuple(noun for noun in nouns() if role in noun.roles)


@cache
def definite_in_role(role: str) -> tuple[str, ...]:
    """The definite forms of the nouns of a role."""
    return tuple(form for noun in in_role(role) for form in noun.definite)


@cache
def _lookalikes() -> dict[str, tuple[str, ...]]:
    """The words of ``stop_titles.txt`` by the sign before them."""
    words = [line.strip() for line in read_lines(_FOLDER, "stop_titles.txt")]
    signs = {sign: tuple(word[1:] for word in words if word[0] == sign) for sign in "*+="}
    return {"": tuple(word for word in words if word[0] not in signs), **signs}


@cache
def _stopped() -> frozenset[str]:
    return frozenset(_lookalikes()[""])


@cache
def false_heads() -> frozenset[str]:
    """Words of front pages that end like a head and name something else."""
    return frozenset(_lookalikes()["="])


def needs_topic(word: str) -> bool:
    """Whether a base form names a document only with a topic (``detaljplanen för kajen``)."""
    return word in _lookalikes()["+"]


def is_stopped(word: str) -> bool:
    """Whether a base form ends in a head noun and yet names no steering document (``television``, ``tidplan``)."""
    return word in _stopped() or word.endswith(_lookalikes()["*"])
