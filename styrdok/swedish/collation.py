"""Swedish alphabetical order."""

import unicodedata
from functools import lru_cache

_LATE = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "ü": "y"})


@lru_cache(maxsize=1 << 15)
def collation_key(text: str) -> str:
    """A sort key: å, ä and ö come last, other accents do not count, nor does case."""
    folded = unicodedata.normalize("NFC", text).casefold().translate(_LATE)
    return "".join(char for char in unicodedata.normalize("NFD", folded) if not unicodedata.combining(char))
