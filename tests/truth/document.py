"""Known documents: a title, a decision grid, sections of paragraphs, lists, tables and notes, from a seed."""

import random
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Part:
    """``kind`` is p, li, note, table or heading; ``text`` the words, ``note`` what stands at the foot of the page."""

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    note: str = ""
    number: int = 0
    level: int = 0


@dataclass(frozen=True)
class Known:
    title: str
    meta: tuple[tuple[str, str], ...]
    header: str
    footer: str
    parts: tuple[Part, ...]
    full: bool

    @property
    def headings(self) -> list[str]:
        return [part.text for part in self.parts if part.kind == "heading"]

    @property
    def words(self) -> list[str]:
        """The words of the body in order: title, grid, text; notes and contents left out."""
        out = self.title.split()
        for label, value in self.meta:
            out += [*label.split(), *value.split()]
        for part in self.parts:
            out += part.text.split()
            for item in part.items:
                out += item.split()
            for row in part.rows:
                out += [word for cell in row for word in cell.split()]
        return out

    @property
    def notes(self) -> list[str]:
        return [part.note for part in self.parts if part.note]

    @property
    def items(self) -> list[str]:
        return [item for part in self.parts for item in part.items]

    @property
    def tables(self) -> list[tuple[tuple[str, ...], ...]]:
        return ([self.meta] if self.meta else []) + [part.rows for part in self.parts if part.rows]


@dataclass
class _Maker:
    chance: random.Random
    notes: int = 0
    parts: list[Part] = field(default_factory=list)

    def sentence(self) -> str:
        pick = self.chance.choice
        sentence = f"{pick(WORDS['actors'])} {pick(WORDS['verbs'])} {pick(WORDS['objects'])} {pick(WORDS['whens'])}"
        if self.chance.random() < 0.6:
            sentence += f", {pick(WORDS['reasons'])}"
        return sentence + "."

    def paragraph(self, full: bool) -> None:
        text = " ".join(self.sentence() for _ in range(self.chance.randint(2, 5)))
        if full and self.chance.random() < 0.2 and self.notes < 30:
            self.notes += 1
            n = self.notes
            note = (
                f"Se kommunfullmäktiges beslut 20{10 + n % 12}-05-{10 + n % 18}, § {n * 3}, dnr KS {2000 + n}/{n * 11}."
            )
            self.parts.append(Part("note", text, note=note, number=n))
        else:
            self.parts.append(Part("p", text))

    def extras(self) -> None:
        if self.chance.random() < 0.3:
            self.parts.append(Part("li", items=tuple(self.sentence() for _ in range(self.chance.randint(2, 4)))))
        if self.chance.random() < 0.2:
            pick = self.chance.choice
            rows = [("Mål", "Indikator", "Ansvarig nämnd", "År")]
            for _ in range(self.chance.randint(2, 5)):
                rows.append((*(pick(column) for column in WORDS["cells"]), str(2020 + self.chance.randint(0, 9))))
            self.parts.append(Part("table", rows=tuple(rows)))


def known(seed: int, *, full: bool, words: int = 3000) -> Known:
    """A document of about ``words`` words; ``full`` gives it header, footer, contents, grid and notes."""
    chance = random.Random(seed)
    maker = _Maker(chance)
    title = f"{WORDS['titles'][seed % len(WORDS['titles'])]} {2018 + seed % 8}–{2022 + seed % 8}"
    heads = WORDS["headings"]
    first = 0
    while sum(len(part.text.split()) for part in maker.parts) < words:
        first += 1
        for second in range(chance.randint(1, 4)):
            level = 2 if second else 1
            number = f"{first}.{second}" if second else str(first)
            name = (
                heads[(first * 5 + second * 3 + seed) % len(heads)]
                if second
                else heads[(first * 7 + seed) % len(heads)]
            )
            maker.parts.append(Part("heading", f"{number} {name}", level=level))
            for _ in range(chance.randint(1, 3)):
                maker.paragraph(full)
                maker.extras()
    meta = (
        ("Dokumenttyp", "Program"),
        ("Beslutad av", "Kommunfullmäktige"),
        ("Beslutsdatum", f"20{15 + seed % 10}-0{1 + seed % 9}-1{seed % 10}, § {10 + seed}"),
        ("Diarienummer", f"KS 20{15 + seed % 10}/{seed * 37 + 101}"),
        ("Giltighetstid", "Tills vidare"),
        ("Dokumentansvarig", "Stadsledningskontoret, enheten för kvalitetsutveckling"),
    )
    header = f"Exempelköpings kommun • {title}" if full else ""
    footer = "Dnr KS 2021/606" if full else ""
    return Known(title, meta if full else (), header, footer, tuple(maker.parts), full)
