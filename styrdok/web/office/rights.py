"""What each role may do: looking is for readers, changing for reviewers, what cannot be undone for administrators."""

import re

from styrdok.vocabulary import Role

OPEN = ("/static/", "/logga-in")
"""Where addresses begin that need no account."""

_SAFE = frozenset({"GET", "HEAD"})
_OWN = frozenset({"/logga-ut", "/losenord"})
_CARE = re.compile(r"/konton(/.*)?|/logg(\.csv)?|/las-in/fil/[^/]+/(byt|ta-bort)", re.DOTALL)
_ALONE = re.compile(r"/prov(/.*)?|/avsluta", re.DOTALL)
_DATED = re.compile(r"/per/[^/]+(?=/)")


def needed(method: str, path: str) -> Role | None:
    """The least role for what is asked; ``None`` for what nobody may do at a desk that an office shares."""
    # A route also matches an address that ends in a line break, and a dot matches none.
    path = _DATED.sub("", path.rstrip("\n"), count=1)
    if _ALONE.fullmatch(path):
        return None
    if _CARE.fullmatch(path):
        return Role.ADMINISTRATOR
    return Role.READER if method in _SAFE or path in _OWN else Role.REVIEWER
