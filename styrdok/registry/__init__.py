"""One SQLite file that holds what was read, and what people judged.

Each name is imported when it is first used: who only asks for a part of it loads that part.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from styrdok.judgements.acts import Opinion
    from styrdok.registry.store import Registry

__all__ = ["Opinion", "Registry"]

_HOMES = {"Opinion": "styrdok.judgements.acts", "Registry": "styrdok.registry.store"}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'styrdok.registry' has no attribute '{name}'")
