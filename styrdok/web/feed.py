"""What people did as an Atom feed (RFC 4287)."""

from xml.etree import ElementTree as Xml

from styrdok.judgements.acts import Act
from styrdok.judgements.told import act_words
from styrdok.language import Language
from styrdok.reports.model import printable
from styrdok.web.links import document_url, pair_url
from styrdok.web.workspace import State

_ATOM = "http://www.w3.org/2005/Atom"
_BEGINNING = "1970-01-01T00:00:00Z"


def feed(state: State, language: Language, root: str, most: int) -> bytes:
    """The newest acts; ``root`` is what the addresses of pages begin with."""
    Xml.register_namespace("", _ATOM)
    made = Xml.Element(f"{{{_ATOM}}}feed", {"xml:lang": language.code})
    newest = state.acts[: -most - 1 : -1]
    known = {act.id: act for act in state.acts}
    address = f"{root}/api/changes.atom"
    _add(made, "id", address)
    _add(made, "title", language.say("Ändringar i {whose}", whose=state.findings.city or "styrdok"))
    _add(made, "updated", newest[0].at if newest else _BEGINNING)
    _add(made, "link", rel="self", href=address)
    for act in newest:
        about = known.get(act.undoes or "", act)
        entry = _add(made, "entry")
        _add(entry, "id", f"urn:styrdok:act:{act.id}")
        _add(entry, "title", ": ".join(filter(None, [_documents(about, state), act_words(language, act, known)])))
        _add(entry, "updated", act.at)
        _add(_add(entry, "author"), "name", act.who)
        _add(entry, "link", rel="alternate", href=root + _page(about))
        _add(entry, "content", act.comment, type="text")
    found: bytes = Xml.tostring(made, encoding="utf-8", xml_declaration=True)
    return found


def _add(parent: Xml.Element, name: str, text: str = "", **attributes: str) -> Xml.Element:
    made = Xml.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    made.text = printable(text) or None
    return made


def _documents(act: Act, state: State) -> str:
    return " × ".join(state.findings.titles.get(one.id, one.title or one.file) for one in act.subjects)


def _page(act: Act) -> str:
    """The page where the act is told."""
    match act.documents:
        case (one,):
            return document_url(one)
        case (a, b) if act.action is None:
            return pair_url(a, b)
    return "/bedomningar"
