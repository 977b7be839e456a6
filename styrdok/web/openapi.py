"""The description of the addresses for programs, OpenAPI 3.1, with the schemas of the export."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from styrdok.reports.export import FORMAT, schema
from styrdok.reports.values import Json

_HERE, _THERE = "#/$defs/", "#/components/schemas/"
_ERROR = {
    "type": "object",
    "properties": {"error": {"type": "string"}, "hint": {"type": "string"}},
    "required": ["error", "hint"],
}
_PROBLEMS = {
    "400": "The request asks for what cannot be.",
    "401": "Nobody has signed in (at a shared desk).",
    "403": "The account may not.",
    "503": "The registry cannot be used now.",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A part of the query."""

    name: str
    type: str
    about: str


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address, what stands there, the schema of the answer (``None`` for what is no JSON), what can be asked for."""

    path: str
    about: str
    answer: Json | None = None
    parameters: tuple[Parameter, ...] = ()
    media: str = "application/json"


def rows_of(name: str) -> Json:
    """The schema of an answer with rows of a list of the export."""
    parts = {
        "format": {"const": FORMAT},
        "list": {"const": name},
        "total": {"type": "integer", "description": "How many rows there are in all."},
        "offset": {"type": "integer"},
        "next": {"type": ["string", "null"], "description": "The address of the rows that follow."},
        "rows": _moved(schema()["properties"][name]),
    }
    return {"type": "object", "properties": parts, "required": list(parts), "additionalProperties": False}


def description(endpoints: Sequence[Endpoint], shared: bool) -> Json:
    """All endpoints; at a desk that is ``shared`` an account is needed."""
    told: Json = {
        "openapi": "3.1.0",
        "info": {
            "title": "styrdok",
            "version": FORMAT.partition("/")[2],
            "description": "Read-only. The same addresses below /per/YYYY-MM-DD/ show the registry as on that day.",
        },
        "paths": {one.path: {"get": _operation(one)} for one in endpoints},
        "components": {"schemas": {**_moved(schema()["$defs"]), "error": _ERROR}},
    }
    if shared:
        told["components"]["securitySchemes"] = {"account": {"type": "http", "scheme": "basic"}}
        told["security"] = [{"account": []}]
    return told


def _operation(one: Endpoint) -> Json:
    answer = {"schema": one.answer} if one.answer is not None else {}
    problem = {"application/json": {"schema": {"$ref": f"{_THERE}error"}}}
    return {
        "operationId": one.path.rpartition("/")[2].replace(".", "_"),
        "summary": one.about,
        "parameters": [
            {"name": asked.name, "in": "query", "description": asked.about, "schema": {"type": asked.type}}
            for asked in one.parameters
        ],
        "responses": {"200": {"description": one.about, "content": {one.media: answer}}}
        | {status: {"description": about, "content": problem} for status, about in _PROBLEMS.items()},
    }


def _moved(part: Json) -> Json:
    """A part of the export's schema that points at the components of the description."""
    moved: Json = json.loads(json.dumps(part).replace(_HERE, _THERE))
    return moved
