"""Names that stand in capitals, as running text writes them."""

from functools import cache

from styrdok.tables import read_toml

_SHORT = 2


@cache
def _small() -> frozenset[str]:
    return frozenset(read_toml("styrdok.extraction.lexicon", "organisations.toml")["capitals"]["small"])


def in_small_letters(name: str) -> str:
    """A name in capitals as running text writes it: *Kajstads kommun*, *Kajstads Hamn AB*, *Revisionen i Kajstad*.

    Any other name stays as it is.
    """
    if not name.isupper():
        return name
    return " ".join(_written(word) for word in name.split())


def title_case(word: str) -> str:
    """A word in capitals with one capital, and one behind each hyphen; any other word as it is."""
    return "-".join(part.capitalize() for part in word.split("-")) if word.isupper() else word


def _written(word: str) -> str:
    if word.lower() in _small():
        return word.lower()
    return word if len(word) <= _SHORT else title_case(word)
