"""The collection as the files of a static site: no script, nothing from elsewhere; same registry, same bytes."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from posixpath import relpath
from typing import Any

from markupsafe import Markup

from styrdok.language import Language
from styrdok.language.words import TYPE
from styrdok.plain import laid_out
from styrdok.reports.model import printable
from styrdok.reports.publishing.collection import Collection, Published
from styrdok.reports.publishing.linked import dcat, legislation, register
from styrdok.reports.sheets import Sheet, as_csv
from styrdok.reports.template import render

LIST = "register.json"
"""The file by which a folder is known as such a site."""


def site(
    collection: Collection,
    lang: Language,
    earlier: Sequence[str] = (),
    files: Mapping[str, str] | None = None,
) -> dict[str, bytes]:
    """The files by their place; ``earlier`` are the places of pages published before, ``files`` those of PDFs by id.

    A page that was published and is not any more stays and says so, so that no link to it breaks.
    """
    pages = {
        "index.html": _listing(collection, collection.in_force, None, lang),
        "alla.html": _listing(collection, collection.documents, 0, lang),
        **{
            f"ar/{year}.html": _listing(collection, [d for d in collection.documents if d.holds_in(year)], year, lang)
            for year in collection.years
        },
        **{
            one.place: _document(collection, one, lang, (files or {}).get(one.document.id))
            for one in collection.documents
        },
    }
    gone = [place for place in earlier if place not in pages]
    pages |= {place: _page("site_gone.html", place, collection, lang) for place in gone}
    made = {place: printable(page).encode() for place, page in pages.items()}
    made[LIST] = _json({**register(collection), "styrdok:pages": sorted({*pages} - {"index.html", "alla.html"})})
    made["register.csv"] = as_csv(_sheet(collection, lang), ",")
    made["dcat.jsonld"] = _json(dcat(collection))
    return made


def pages_of(register_file: bytes) -> tuple[str, ...]:
    """The places of the document pages of an earlier site. Raises :class:`ValueError` for what is no such list."""
    found = json.loads(register_file)
    pages = found.get("styrdok:pages", ()) if isinstance(found, dict) else ()
    return tuple(one for one in pages if isinstance(one, str) and one.startswith("dokument/") and ".." not in one)


def _listing(collection: Collection, shown: Sequence[Published], year: int | None, lang: Language) -> str:
    """The page of what holds on the day (``None``), held in a year, or of everything (0)."""
    place = "index.html" if year is None else f"ar/{year}.html" if year else "alla.html"
    return _page("site_list.html", place, collection, lang, shown=shown, year=year)


def _document(collection: Collection, one: Published, lang: Language, file: str | None) -> str:
    data = json.dumps(legislation(one, collection), ensure_ascii=False, indent=1).replace("<", "\\u003c")
    return _page("site_document.html", one.place, collection, lang, one=one, data=Markup(data), file=file)


def _page(template: str, place: str, collection: Collection, lang: Language, **values: Any) -> str:
    def link(target: str) -> str:
        return relpath(target, place.rpartition("/")[0] or ".")

    return render(
        template, lang, place=place, collection=collection, link=link, type_name=_type_name, span=_span, **values
    )


def _type_name(one: Published) -> str:
    return TYPE[one.document.description.type]


def _span(one: Published, lang: Language) -> str:
    """From when to when, in words."""
    begins, until = _told(one.begins), _told(one.until)
    if begins and until:
        return lang.say("{begins} till {until}", begins=begins, until=until)
    if until:
        return lang.say("till och med {until}", until=until)
    if one.ended:
        return lang.say("upphävt eller ersatt, dagen är inte känd")
    return lang.say("från {begins}, tills vidare", begins=begins) if begins else lang.say("okänt")


def _told(day: date | None) -> str:
    return day.isoformat() if day else ""


def _sheet(collection: Collection, lang: Language) -> Sheet:
    say = lang.say
    heads = (say("Titel"), say("Typ"), say("Beslutat av"), say("Beslutsdatum"), say("Gäller från"), say("Gäller till"),
             say("Gäller"), say("Diarienummer"), say("Sida"))  # fmt: skip
    rows = [
        [
            one.document.display_title, _type_name(one), one.document.description.adopted_by,
            _told(one.document.description.adopted_on), _told(one.begins), _told(one.until),
            say("ja") if one.holds(collection.day) else say("nej"), " ".join(one.document.description.diary_numbers),
            f"{collection.base}{one.place}",
        ]
        for one in collection.documents
    ]  # fmt: skip
    return Sheet("register", heads, rows)


def _json(value: Any) -> bytes:
    return laid_out(value) + b"\n"
