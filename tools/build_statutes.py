"""Brings laws.tsv up to date from the text of the statutes: new acts, highest chapters, what repealed what and when.

    python tools/build_statutes.py STATUTES.txt[.xz]

The text holds one statute after the other, parted by form feeds: a line ``YYYY/sfs-YYYY-N.md``, the title as a heading,
chapters as headings (``2 kap. …``), and transition provisions under the number of the act that brought them. What the
table says already is kept; only empty fields are filled and rows added.
"""

import argparse
import csv
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

TABLE = Path(__file__).parents[1] / "styrdok/extraction/lexicon/laws.tsv"
MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
FILE = re.compile(r"\d{4}/sfs-(\d{4})-(\d{1,4})\.md")
CHAPTER = re.compile(r"^#+ (\d{1,3})(?: ?[a-z])? kap\.", re.MULTILINE)
SECTION = re.compile(r"^#+ \d+(?: ?[a-z])? §", re.MULTILINE)
BLOCK = re.compile(r"^(\d{4}:\d{1,4})$", re.MULTILINE)
STARTS = re.compile(r"träder i kraft(?: den)? (\d{1,2}) (\w+) (\d{4})")
ACT = r"(?:den upphävda )?[a-zåäö-]*(?:lagen|balken|förordningen|kungörelsen|stadgan|instruktionen)"
REPEALS = (
    re.compile(rf"upphävs (?:dels )?{ACT} \((\d{{4}}:\d+)\)(?! [^.]{{0,60}}såvitt)"),
    re.compile(rf"då {ACT} \((\d{{4}}:\d+)\)[^.§]{{0,200}}(?:ska|skall) upphöra att gälla(?! utom| såvitt| i fråga)"),
)
KINDS = re.compile(r"(?:[A-ZÅÄÖ][\wåäöé-]*)?(?:[Ll]ag|[Bb]alk|[Ff]örordning|[Ss]tadga)(?= |$)")
SPECIAL = re.compile(
    r"instruktion|tillkännagiv|dubbelbeskattning|procenttal|(?:i|med) anledning av|tullfrihet|fastställande av|"
    r"pris(?:bas|omräknings)belopp|balansindex|konvention|övergångs|ikraftträdande|införande av|ersättning åt|"
    r"överenskommelse"
)


@dataclass
class Facts:
    """What the texts tell of one act."""

    title: str = ""
    numbered: bool = False
    start: str = ""
    end: str = ""
    successor: str = ""
    chapters: str = ""
    told: list[str] = field(default_factory=list)


def statutes(path: Path) -> Iterator[tuple[str, str]]:
    """Number and text of every statute, links as their words."""
    written = path.read_bytes()
    whole = (lzma.decompress(written) if path.suffix == ".xz" else written).decode("utf-8")
    for part in whole.split("\f"):
        match = FILE.match(part)
        if match:
            yield f"{match.group(1)}:{match.group(2)}", LINK.sub(r"\1", part[match.end() :]).strip()


def day_of(text: str) -> str:
    """The day in ISO form on which something enters into force, or nothing."""
    match = STARTS.search(text)
    if match is None or match.group(2) not in MONTHS:
        return ""
    return f"{match.group(3)}-{MONTHS.index(match.group(2)) + 1:02}-{int(match.group(1)):02}"


def transitions(text: str) -> Iterator[tuple[str, str]]:
    """The provisions behind each act's number at the end of a statute."""
    parts = BLOCK.split(text)
    yield from zip(parts[1::2], parts[2::2], strict=True)


def gather(path: Path) -> dict[str, Facts]:
    """The facts of all statutes by number."""
    found: dict[str, Facts] = {}
    for number, text in statutes(path):
        heading, _, body = text.partition("\n")
        if not heading.startswith("# "):
            continue
        facts = found.setdefault(number, Facts())
        title = heading[2:].strip()
        facts.title = re.sub(r" \(\d{4}:\d+\)", "", title)
        facts.numbered = facts.title != title
        if SECTION.search(body):
            facts.chapters = str(max((int(item) for item in CHAPTER.findall(body)), default=0))
        for by, words in transitions(body):
            day = day_of(words)
            if by == number:
                facts.start = facts.start or day
            for pattern in REPEALS:
                for ended in pattern.findall(words):
                    other = found.setdefault(ended, Facts())
                    if day and ended != by:
                        other.end, other.successor = other.end or day, other.successor or by
    return found


def wanted(facts: Facts) -> bool:
    """Whether an act belongs in the table: a general law or ordinance in force, or one whose end is known.

    Acts that have ceased carry their number in the title of the text.
    """
    general = bool(facts.title and KINDS.match(facts.title)) and not SPECIAL.search(facts.title)
    return general and 12 < len(facts.title) < 130 and bool(not facts.numbered or facts.end)


def filled(row: dict[str, str], facts: Facts, known: set[str]) -> dict[str, str]:
    """A row with what was empty filled in; an act that is said to be in force stays so."""
    row["chapters"] = facts.chapters or row.get("chapters", "")
    row["in_force_from"] = row["in_force_from"] or facts.start
    if facts.end and row["status"] != "current":
        row["repealed_on"] = row["repealed_on"] or facts.end
        successor = facts.successor if facts.successor in known else ""
        row["superseded_by"] = row["superseded_by"] or successor
        row["status"] = "superseded" if row["superseded_by"] else "expired"
    return row


def new_row(number: str, facts: Facts) -> dict[str, str]:
    """The row of an act that the table lacks."""
    title = facts.title
    status = "unknown" if facts.numbered else "current"
    return {"sfs": number, "title": title, "status": status}


def main() -> None:
    """Read the text, bring the table up to date."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("statutes", type=Path)
    facts = gather(parser.parse_args().statutes)
    lines = TABLE.read_text("utf-8").splitlines()
    note, rows = lines[0], list(csv.DictReader(lines[1:], delimiter="\t", quoting=csv.QUOTE_NONE))
    columns = [*rows[0]] + ([] if "chapters" in rows[0] else ["chapters"])
    have = {row["sfs"] for row in rows}
    added = [number for number, item in facts.items() if number not in have and wanted(item)]
    rows += [new_row(number, facts[number]) for number in sorted(added)]
    known = {row["sfs"] for row in rows}
    with TABLE.open("w", encoding="utf-8", newline="") as out:
        out.write(note + "\n" + "\t".join(columns) + "\n")
        for row in rows:
            row = filled({name: row.get(name) or "" for name in columns}, facts.get(row["sfs"], Facts()), known)
            out.write("\t".join(row[name] for name in columns) + "\n")
    print(f"{len(rows)} acts, {len(added)} of them new")


if __name__ == "__main__":
    main()
