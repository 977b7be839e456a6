"""What themes are called in Swedish."""

from collections.abc import Mapping
from functools import cache

from styrdok.overlaps.tables import rows


@cache
def _names() -> Mapping[str, str]:
    return {row[0]: row[1] for row in rows("theme_names.tsv")}


def theme_name(theme: str) -> str:
    """The Swedish name of a theme of the taxonomy; a theme of the user's own is called by its id."""
    return _names().get(theme, theme).lower()
