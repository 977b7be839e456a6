"""Rows in order, as values to walk through and as tables of the libraries that a notebook has."""

from collections.abc import Sequence
from importlib import import_module
from itertools import islice
from typing import Any, Generic, TypeVar, overload

from styrdok.city.rows import Row
from styrdok.errors import UsageProblem
from styrdok.language import Language
from styrdok.reports.template import render
from styrdok.sentence import Sentence

Shown = TypeVar("Shown", bound=Row)
_MOST_SHOWN = 20


class Listing(Sequence[Shown], Generic[Shown]):
    """Rows of one kind; a slice of a listing is a listing."""

    def __init__(self, rows: Sequence[Shown]) -> None:
        self._rows = tuple(rows)

    @overload
    def __getitem__(self, at: int) -> Shown: ...
    @overload
    def __getitem__(self, at: slice) -> "Listing[Shown]": ...
    def __getitem__(self, at: int | slice) -> "Shown | Listing[Shown]":
        return Listing(self._rows[at]) if isinstance(at, slice) else self._rows[at]

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        lines = [f"{number:>4}  {row}" for number, row in enumerate(self._rows[:_MOST_SHOWN], 1)]
        return "\n".join([*lines, *(["…"] if len(self) > _MOST_SHOWN else ())])

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as the export has them."""
        return [row.to_dict() for row in self._rows]

    def to_pandas(self) -> Any:
        """A ``pandas.DataFrame``. Raises :class:`~styrdok.errors.UsageProblem` where pandas is not installed."""
        return _library("pandas", "pandas").DataFrame(self.to_dicts())

    def to_arrow(self) -> Any:
        """A ``pyarrow.Table``. Raises :class:`~styrdok.errors.UsageProblem` where pyarrow is not installed."""
        return _library("pyarrow", "pyarrow").Table.from_pylist(self.to_dicts())

    def _repr_html_(self) -> str:
        shown = [row.sentence() for row in islice(self._rows, _MOST_SHOWN)]
        return render("listing.html", Language(), sentences=shown, more=len(self) - len(shown))


def _library(module: str, package: str) -> Any:
    try:
        return import_module(module)
    except ImportError as error:
        raise UsageProblem(
            Sentence.of("{package} är inte installerat.", package=package),
            Sentence.of("Installera det med: pip install {package}", package=package),
        ) from error
