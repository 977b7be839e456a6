"""What an assistant may ask of a registry: a server of the Model Context Protocol that only reads.

Every row is that of the export with titles and, where there is something to say, a sentence; what a document says comes
with its page and words. Needs the extra ``mcp``.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from styrdok.city.city import City, open_city
from styrdok.city.rows import DocumentRow, Pair, Row
from styrdok.errors import StyrdokError
from styrdok.language import Language

Json = dict[str, Any]
Asked = ParamSpec("Asked")

_MOST = 200
_ABOUT = (
    "Steering documents of a Swedish municipality or region, read from its files. Quote the words of a row as they "
    "stand, with title and page. The program proposes, people decide: nothing here is a decision, and nothing can be "
    "changed from here. Documents are named by id, file name, title or a part of a title; lists come in parts, "
    "`next` is the offset of the following one."
)


def assistant(registry: Path, language: Language) -> MCPServer:
    """The server for a registry; sentences for people, and errors, are in ``language``."""
    asked = Questions(registry, language)
    made = MCPServer("styrdok", instructions=_ABOUT, log_level="ERROR")
    reads = ToolAnnotations(read_only_hint=True, destructive_hint=False, open_world_hint=False)
    for question in (
        asked.list_documents,
        asked.document,
        asked.search,
        asked.overlaps,
        asked.needs,
        asked.proposals,
        asked.references,
    ):
        made.tool(annotations=reads)(_told(question, language))
    return made


class Questions:
    """The questions, each answered from the registry as it is just then."""

    def __init__(self, registry: Path, language: Language) -> None:
        self._registry = registry
        self._language = language

    def list_documents(self, words: str = "", offset: int = 0, limit: int = 50) -> Json:
        """The documents, all or those with these words in the title, each with where its title was read."""
        with self._open() as city:
            rows = [row for row in city.documents if words.casefold() in row.title.casefold()]
            return _part([self._row(row) | {"evidence": _read(city, row, "title")} for row in rows], offset, limit)

    def document(self, name: str) -> Json:
        """One document with every field that was read: its value, the page and the words of the page."""
        with self._open() as city:
            row = city.document(name)
            return self._row(row) | {"fields": _read(city, row)}

    def search(self, query: str, document: str = "", limit: int = 20) -> Json:
        """Where words stand, in any inflection: words, "a phrase", begin*, -without; all documents or one."""
        with self._open() as city:
            one = city.document(document).id if document else None
            titles = {row.id: row.title for row in city.documents}
            return {
                "rows": [
                    {
                        "document": hit.document,
                        "title": titles.get(hit.document, hit.document),
                        "page": hit.page,
                        "found": hit.found.value,
                        "section": hit.passage.section,
                        "text": hit.passage.anchor.text,
                    }
                    for hit in city.search(query, document=one, limit=_within(limit))
                ]
            }

    def overlaps(self, document: str = "", other: str = "", offset: int = 0, limit: int = 20) -> Json:
        """Pairs of documents on the same matter, ranked, with score, reasons and the words of both sides.

        All pairs, those of a document, or the pair of two documents.
        """
        with self._open() as city:
            asked = _ids(city, document, other)
            return self._part([row for row in city.overlaps if asked <= {row.value.a, row.value.b}], offset, limit)

    def needs(self, document: str = "", offset: int = 0, limit: int = 20) -> Json:
        """What documents need to be coordinated on and why, ranked, those that somebody asked for first."""
        with self._open() as city:
            asked = _ids(city, document)
            return self._part([row for row in city.needs if asked <= set(row.value.documents)], offset, limit)

    def proposals(self, document: str = "", offset: int = 0, limit: int = 20) -> Json:
        """Actions that people may decide on (keep, revise, merge, repeal, coordinate), with why and the evidence."""
        with self._open() as city:
            asked = _ids(city, document)
            return self._part([row for row in city.proposals if asked <= set(row.value.documents)], offset, limit)

    def references(self, document: str, offset: int = 0, limit: int = 50) -> Json:
        """What a document refers to and what refers to it, with relation, page, words and what was meant."""
        with self._open() as city:
            (asked,) = _ids(city, document)
            rows = [row for row in city.references if asked in (row.value.source, row.value.resolution.target)]
            return self._part(rows, offset, limit)

    def _open(self) -> City:
        return open_city(self._registry)

    def _part(self, rows: Sequence[Row], offset: int, limit: int) -> Json:
        part = _part(rows, offset, limit)
        return part | {"rows": [self._row(row) for row in part["rows"]]}

    def _row(self, row: Row) -> Json:
        reasons = {"reasons": list(row.reasons(self._language.code))} if isinstance(row, Pair) else {}
        return row.to_dict() | {"sentence": row.sentence(self._language.code)} | reasons


def _told(question: Callable[Asked, Json], language: Language) -> Callable[Asked, Json]:
    """The question, whose errors the assistant is told in the words that people get."""

    @wraps(question)
    def answered(*args: Asked.args, **given: Asked.kwargs) -> Json:
        try:
            return question(*args, **given)
        except StyrdokError as problem:
            told = (language.tell(problem.sentence), language.tell(problem.advice))
            raise ToolError(" ".join(filter(None, told))) from problem

    return answered


def _ids(city: City, *names: str) -> frozenset[str]:
    return frozenset(city.document(name).id for name in names if name)


def _within(limit: int) -> int:
    return min(max(limit, 1), _MOST)


def _part(rows: Sequence[Any], offset: int, limit: int) -> Json:
    start, end = max(offset, 0), max(offset, 0) + _within(limit)
    following: Mapping[str, int] = {"next": end} if end < len(rows) else {}
    return {"total": len(rows), "offset": start, **following, "rows": list(rows[start:end])}


def _read(city: City, row: DocumentRow, *fields: str) -> list[Json]:
    """What was read from pages for fields of a document, all where none is named."""
    return [
        {
            "field": value.field,
            "value": value.value,
            "document": row.id,
            "page": value.anchor.page,
            "text": value.anchor.text,
        }
        for value in city.read(row.id)
        if value.anchor is not None and value.field in (fields or (value.field,))
    ]
