"""One SQLite file that holds what was read, and what people judged."""

from styrdok.registry.store import Opinion, Registry

__all__ = ["Opinion", "Registry"]
