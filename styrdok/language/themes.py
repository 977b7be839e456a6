"""What themes are called in Swedish."""

from collections.abc import Mapping
from functools import cache

from styrdok.sentence import Sentence
from styrdok.tables import read_tsv

CONTEXT = "Theme"


@cache
def theme_names() -> Mapping[str, str]:
    """The Swedish name of every theme of the taxonomy, by id."""
    return {theme: name.lower() for theme, name in read_tsv("styrdok.language.data", "theme_names.tsv")}


def theme_name(theme: str) -> str:
    """The Swedish name of a theme of the taxonomy; a theme of the user's own is called by its id."""
    return theme_names().get(theme, theme.lower())


def theme_word(theme: str) -> Sentence:
    """The name of a theme, to be said in any language."""
    return Sentence(theme_name(theme), (), CONTEXT)
