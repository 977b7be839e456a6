"""Views of lists that people have named, kept in a file beside the registry so that whoever opens it has them."""

from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from urllib.parse import parse_qsl, urlencode

import msgspec

from styrdok.errors import UsageProblem
from styrdok.files import write_whole
from styrdok.sentence import Sentence

LISTS = ("/dokument", "/overlapp", "/behov", "/forslag")
"""The lists whose views can be named."""

_MOST, _LONGEST = 40, 60
_LEFT_OUT = frozenset({"sida", "andrade", "rattat", "klart"})
"""What of an address is no part of a view."""


class SavedView(msgspec.Struct, frozen=True, order=True):
    """A view: which list, what it is called, and the query that it stands for."""

    list: str
    name: str
    query: str


@dataclass
class SavedViews:
    """The named views of a registry."""

    path: Path
    _lock: Lock

    @classmethod
    def beside(cls, registry: Path) -> "SavedViews":
        """Those of a registry."""
        return cls(registry.absolute().with_suffix(".vyer.json"), Lock())

    def of(self, place: str) -> tuple[SavedView, ...]:
        """Those of one list, by name."""
        return tuple(view for view in self._read() if view.list == place)

    def save(self, place: str, name: str, query: str) -> SavedView:
        """Name a view; one that bore the name is replaced.

        Raises :class:`~styrdok.errors.UsageProblem` and :class:`~styrdok.errors.WriteFailed`.
        """
        view = SavedView(place, " ".join(name.split()), _plain(query))
        if place not in LISTS or not view.name or len(view.name) > _LONGEST or not view.name.isprintable():
            raise UsageProblem(
                Sentence.of("Vyn behöver ett namn på högst {count} tecken.", count=_LONGEST),
                Sentence.of("Gå tillbaka och skriv ett."),
            )
        with self._lock:
            others = [one for one in self._read() if (one.list, one.name) != (place, view.name)]
            if len(others) >= _MOST:
                raise UsageProblem(
                    Sentence.of("Det finns redan {count} vyer.", count=_MOST), Sentence.of("Ta bort någon först.")
                )
            self._write([*others, view])
        return view

    def forget(self, place: str, name: str) -> None:
        """Take away a named view. Raises :class:`~styrdok.errors.WriteFailed`."""
        with self._lock:
            self._write([one for one in self._read() if (one.list, one.name) != (place, name)])

    def _read(self) -> list[SavedView]:
        """The views that are kept; none where the file is not there or is not ours."""
        try:
            return msgspec.json.decode(self.path.read_bytes(), type=list[SavedView])
        except (OSError, msgspec.MsgspecError):
            return []

    def _write(self, views: list[SavedView]) -> None:
        write_whole(self.path, msgspec.json.format(msgspec.json.encode(sorted(views))))


def same_view(one: str, other: str) -> bool:
    """Whether two queries ask for the same."""
    return _plain(one) == _plain(other)


def _plain(query: str) -> str:
    return urlencode(sorted((name, value) for name, value in parse_qsl(query) if name not in _LEFT_OUT))
