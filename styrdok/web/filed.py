"""What became of a file, and what a person can do about it."""

from collections.abc import Mapping

from styrdok.ids import content_hash
from styrdok.language import Language, Sentence
from styrdok.registry.files import FileRecord
from styrdok.vocabulary import FileStatus

LOOKS: Mapping[FileStatus, tuple[str, str]] = {
    FileStatus.OK: ("done", "yes"),
    FileStatus.PARTIAL: ("warn", "warn"),
    FileStatus.QUARANTINED: ("bad", "no"),
    FileStatus.DUPLICATE: ("wait", "miss"),
}
"""The class and the icon of each status."""

_WHY = {
    "not_a_pdf": Sentence.of("inte en PDF-fil"),
    "encrypted": Sentence.of("skyddad med lösenord"),
    "damaged": Sentence.of("skadad eller avkortad"),
    "no_pages": Sentence.of("utan sidor"),
    "limit": Sentence.of("tog för lång tid eller för mycket minne"),
    "duplicate": Sentence.of("samma innehåll som en annan fil"),
}
_WHAT_TO_DO = {
    "not_a_pdf": Sentence.of("Öppna den i det program som gjort den och spara den som PDF; byt sedan filen."),
    "encrypted": Sentence.of("Spara en kopia utan lösenord och byt filen mot den."),
    "damaged": Sentence.of("Hämta filen på nytt där den kom ifrån och byt filen mot den."),
    "no_pages": Sentence.of("Spara dokumentet som PDF på nytt och byt filen mot den."),
    "limit": Sentence.of("Dela filen i mindre delar, eller spara den som PDF på nytt utan bilagor och byt filen."),
    "duplicate": Sentence.of("Inget behöver göras; raden kan tas bort."),
}
_IMAGES = Sentence.of("Sidorna är bilder. Tolka texten, eller byt mot en fil som går att söka i.")
_TRY_AGAIN = Sentence.of("Läs om den; hjälper det inte, byt filen.")


def file_key(file: FileRecord) -> str:
    """What a file is called in an address."""
    return content_hash(str(file.path).encode("utf-8", "surrogateescape"))[:16]


def why_not(language: Language, file: FileRecord) -> str:
    """Why a file is not read in full, empty for one that is."""
    if file.status is FileStatus.PARTIAL:
        return language.say(
            "{count} av {pages} sidor har ingen text som kunde läsas", count=file.pages_unread, pages=file.pages
        )
    known = _WHY.get(file.code)
    return language.tell(known) if known else file.reason.rstrip(".")


def what_to_do(language: Language, file: FileRecord) -> str:
    """What a person can do about a file that is not read in full, empty for one that is."""
    if file.status is FileStatus.OK:
        return ""
    if file.status is FileStatus.PARTIAL:
        return language.tell(_IMAGES)
    return language.tell(_WHAT_TO_DO.get(file.code, _TRY_AGAIN))
