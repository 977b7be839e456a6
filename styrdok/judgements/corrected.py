"""A correction of one metadata field: what may be written, and what comes of it."""

from dataclasses import fields, replace
from typing import Any

from styrdok.errors import UsageProblem
from styrdok.extraction.metadata.describe import allowed, parse, unknown
from styrdok.models import Description
from styrdok.sentence import Sentence


def corrected(description: Description, field: str, value: str | None) -> Description:
    """The description with ``field`` set to what ``value`` says; ``None`` or empty sets it to unknown.

    Several case numbers stand with ``;`` between. Raises :class:`~styrdok.errors.UsageProblem` when there is no such
    field or it cannot hold the value.
    """
    names = sorted(item.name for item in fields(Description))
    if field not in names:
        raise UsageProblem(
            Sentence.of("Det finns inget fält ”{field}”.", field=field),
            Sentence.of("Fält: {known}.", known=", ".join(names)),
        )
    change: dict[str, Any] = {field: unknown(field) if not value else _parsed(field, value.strip())}
    return replace(description, **change)


def _parsed(field: str, value: str) -> Any:
    try:
        return parse(field, value)
    except ValueError as error:
        raise UsageProblem(
            Sentence.of("”{value}” kan inte stå i fältet {field}.", value=str(value), field=field), allowed(field)
        ) from error
