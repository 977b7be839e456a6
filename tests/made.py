"""The home of factories: anchors, documents, references and small registries made by hand for tests."""

from dataclasses import replace

from styrdok.engines.read_one import read_one
from styrdok.findings import Record, Snapshot
from styrdok.models import (
    Anchor,
    Commitment,
    Definition,
    Description,
    Document,
    Extraction,
    Goal,
    Mention,
    Passage,
    Reference,
    Resolution,
    Theme,
    Viewpoint,
)
from styrdok.registry.files import Seen
from styrdok.registry.store import Registry
from styrdok.settings import Settings
from styrdok.vocabulary import (
    Bindingness,
    DocumentType,
    Kind,
    MentionKind,
    Modality,
    Relation,
    ResolutionStatus,
    SpeakerKind,
    Stance,
)
from tests.faults.hostile import sound

LEADING = (
    "Varje chef ska föra ett utvecklingssamtal med sina medarbetare två gånger om året och gå igenom hur arbetet har "
    "gått, vad som behöver läras och vilka mål som gäller för hösten."
)
LEADING_EDITED = (
    "Varje chef för ett utvecklingssamtal med medarbetarna en gång om året och går igenom hur arbetet har gått, vad "
    "som behöver läras samt vilka mål som ska gälla under hösten."
)
CYCLING = (
    "Längs de större gatorna byggs cykelbanor som skiljs från körbanan med kantsten, så att barn tryggt kan ta sig "
    "till skolan utan att korsa tung trafik."
)
PARKS = (
    "Parkerna sköts så att gräsmattor, rabatter och lekplatser är inbjudande från vårens första dagar till dess att "
    "löven har fallit i november."
)


TITLES = ("Nollan", "Albert", "Birgit", "Cecilia", "Disa", "Edvin", "Frida", "Gudrun", "Hampus", "Ingvar")


def anchor(text, page=1, start=0):
    return Anchor(page, start, start + len(text), text)


def passages(*texts, section="Avsnitt"):
    found, at = [], 0
    for number, text in enumerate(texts):
        found.append(Passage(number, at, at + len(text), section, anchor(text, 1, at)))
        at += len(text) + 1
    return tuple(found)


def document(name, title=None, line=None, pages=3, **described):
    """A steering document unless its ``kind`` says otherwise."""
    description = Description(**{"kind": Kind.STEERING, "title": title, **described})
    return Document(name, name * 4, f"{name}.pdf", pages, line or name, description)


def record(name, *texts, line=None, themes=(), **described):
    """A record of a programme; keywords of Extraction go there, the rest to Description."""
    extracted = {
        key: described.pop(key)
        for key in ("definitions", "commitments", "goals", "viewpoints", "fields")
        if key in described
    }
    known = {"type": DocumentType.PROGRAM, "title": TITLES[(ord(name[-1]) - ord("0")) % len(TITLES)], **described}
    shown = tuple(Theme(theme, weight, (anchor("x"),)) for theme, weight in themes)
    extraction = replace(Extraction((), passages(*texts), (), shown), **extracted)
    return Record(document(name, line=line, **known), extraction)


def reference(source, label, target=None, index=0, status=None, stale=False, **said):
    status = status or (ResolutionStatus.RESOLVED if target else ResolutionStatus.MISSING)
    mention = Mention(
        **{
            "kind": MentionKind.TITLE,
            "start": 0,
            "end": len(label),
            "text": label,
            "label": label,
            "anchor": anchor(label),
            "rule": "rule",
            "relation": Relation.REFERS_TO,
            "modality": Modality.FACT,
            **said,
        }
    )
    return Reference(source, index, mention, Resolution(status, target, stale=stale))


def viewpoint(kind, text, *about, speaker="nämnden"):
    return Viewpoint(speaker, SpeakerKind.BOARD, about, kind, Stance.NOT_STATED, anchor(text))


def commitment(actor, text, bindingness=Bindingness.MUST, deadline=None):
    return Commitment(actor, bindingness, text, deadline, anchor(text))


def goal(text, year=None, value=None):
    return Goal(text, None, value, year, anchor(text))


def definition(term, text):
    return Definition(term, text, anchor(text))


def registry_of(path, texts):
    """A registry with a file of each text, by the name of the file; its path."""
    with Registry.open(path, create=True) as registry:
        for name, text in texts.items():
            registry.add_document(Seen(path.parent / name, name), read_one(sound(text), Settings()))
        registry.relink()
    return path


def snapshot(*records, references=()):
    ordered = sorted(records, key=lambda one: one.document.id)
    return Snapshot(tuple(ordered), tuple(sorted(references, key=lambda one: (one.source, one.index))))
