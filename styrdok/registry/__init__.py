"""One SQLite file that holds what was read, and what people judged."""

from styrdok.judgements.acts import Opinion
from styrdok.registry.store import Registry

__all__ = ["Opinion", "Registry"]
