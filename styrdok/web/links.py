"""The addresses of pages; every state of a page is in its address."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from styrdok.findings import Place
from styrdok.ids import pair_key
from styrdok.models import Anchor


def document_url(document: str) -> str:
    """The page about a document."""
    return f"/d/{quote(document, safe='')}"


def page_url(document: str, page: int) -> str:
    """A page of a document."""
    return f"{document_url(document)}/s/{page}"


def picture_url(document: str, page: int) -> str:
    """The picture of a page."""
    return f"{page_url(document, page)}.png"


def anchor_url(document: str, anchor: Anchor) -> str:
    """The page of a document with some of its words marked."""
    return f"{page_url(document, anchor.page)}?fran={anchor.start}&till={anchor.end}#belagg"


def place_url(place: Place) -> str:
    """The page that a place stands on, with its words marked."""
    return anchor_url(place.document, place.anchor)


def pair_url(a: str, b: str, query: Mapping[str, object] | None = None) -> str:
    """The page about a pair, the same for (a, b) and (b, a)."""
    first, second = pair_key(a, b)
    return with_query(f"/par/{quote(first, safe='')}/{quote(second, safe='')}", query or {})


def round_url(document: str) -> str:
    """The page about the consultation round of a document."""
    return f"/remiss/{quote(document, safe='')}"


def with_query(path: str, query: Mapping[str, object]) -> str:
    """An address with those parts of a query that say something."""
    said = {name: value for name, value in query.items() if value not in (None, "")}
    return f"{path}?{urlencode(said)}" if said else path


def with_news(address: str, news: Mapping[str, object]) -> str:
    """An address, whatever its query and its fragment, that tells what was just done instead of what was before."""
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    return with_query(parts.path, {**query, **news})


def local_path(address: str, otherwise: str = "/") -> str:
    """The address when it leads to a page of ours, else ``otherwise``."""
    ours = address.startswith("/") and not address.startswith("//") and "\\" not in address and address.isprintable()
    return address if ours else otherwise
