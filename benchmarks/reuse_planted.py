"""Swedish passages with planted copies in ten edit classes.

The text is made: sentences of a small grammar filled with words of SALDO, drawn by Zipf's law and by topic, with set
phrases strewn in, which many passages share without being copies (hard negatives). Every copy has one source in another
document. The same seed gives the same text.
"""

import random
from bisect import bisect
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from styrdok.swedish import lexicon

CLASSES = (
    "verbatim",
    "edit10",
    "edit20",
    "edit30",
    "inflect",
    "reorder",
    "paraphrase",
    "ocr",
    "partial25",
    "partial25e10",
)
FRAMES = (
    "{N1} ska {V} {n} och {n} i {N}",
    "i {N} ska {n} {P} av {N1}",
    "{N1} ansvarar för {N} som {P} enligt {N}",
    "för att {V} {n} behöver {N1} {V} {a} {n}",
    "{N} {R} {a} {n} och {a} {n}",
    "{N} {R} {n} som {R} {n} inom {N1}",
    "{a} {n} {P} årligen av {N} med {N1}",
    "{N1} ska {V} {n} senast {y}",
    "den som {R} {n} ska {V} {N} till {N1}",
    "{N1} bör {V} hur {n} och {n} {R} {N}",
    "när {n} {R} ska {N1} {V} {N} och {V} {n}",
    "genom {n} och {a} {n} {R} {N1} {N} på {n}",
    "{n} eller {n} får {P} om {N1} {R} {N}",
    "{N1} {R} att {N} {R} {n} och {P}",
)
GLUE = frozenset(word for frame in FRAMES for word in frame.split() if "{" not in word)
ALPHABET = "abcdefghijklmnoprstuvyåäö"
TAGS = {
    "n": ("NN:OF:PLU:NOM", "NN:OF:SIN:NOM"),
    "N": ("NN:BF:SIN:NOM", "NN:BF:PLU:NOM"),
    "a": ("JJ:PN", "JJ:P"),
    "V": ("VB:INF:AKT", "VB:INF"),
    "R": ("VB:PRS:AKT", "VB:PRS"),
    "P": ("VB:PRS:PF",),
}


@dataclass(frozen=True)
class Copy:
    """Passage ``copy`` was made from ``source``; the spans count words, end exclusive."""

    source: int
    copy: int
    kind: str
    source_span: tuple[int, int]
    copy_span: tuple[int, int]


@dataclass(frozen=True)
class Planted:
    texts: list[str]
    owners: list[int]
    copies: list[Copy]


@cache
def saldo() -> list[tuple[str, str, str]]:
    """Every (form, lemma, tag) of SALDO in lower-case letters, in the order of the dictionary."""
    automaton = lexicon._automaton()
    found = []
    for entry in automaton._tails(automaton._root, b""):
        form, _, tail = entry.partition(b"+")
        lemma, tag = automaton._reading(form, tail)
        word = form.decode()
        if word.isalpha() and word.islower() and 3 <= len(word) <= 22:
            found.append((word, lemma, tag))
    return found


class Words:
    """Forms by grammatical slot, Zipf weights, and the other forms of each form's lemma."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        slots: dict[str, list[str]] = {}
        family: dict[tuple[str, str], list[str]] = defaultdict(list)
        by_tag: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for form, lemma, tag in saldo():
            family[lemma, tag[:2]].append(form)
            by_tag[tag].append((form, lemma))
        self.forms: dict[str, list[str]] = {}
        for (_, kind), forms in family.items():
            if kind in ("NN", "VB", "JJ"):
                distinct = sorted(set(forms))
                for form in distinct:
                    self.forms.setdefault(form, distinct)
        for slot, prefixes in TAGS.items():
            pool = sorted({form for tag in sorted(by_tag) if tag.startswith(prefixes) for form, _ in by_tag[tag]})
            rng.shuffle(pool)
            slots[slot] = pool[:12000]
        self.slots = slots
        self.cumulative = {
            slot: list(accumulate(1 / (rank + 8) for rank in range(len(pool)))) for slot, pool in slots.items()
        }

    def draw(self, slot: str) -> str:
        cumulative = self.cumulative[slot]
        return self.slots[slot][bisect(cumulative, self.rng.random() * cumulative[-1])]

    def any(self) -> str:
        return self.draw(self.rng.choice("nnNNaVR"))


class Writer:
    def __init__(self, seed: int, phrases: int) -> None:
        self.rng = random.Random(seed)
        self.words = Words(self.rng)
        self.phrases = [self.phrase() for _ in range(phrases)]
        self.phrase_weights = list(accumulate(1 / (rank + 20) for rank in range(len(self.phrases))))

    def phrase(self) -> list[str]:
        """A set phrase of 3 to 11 words."""
        words = " ".join(self.sentence({}) for _ in range(2)).split()
        start = self.rng.randint(0, 3)
        return words[start : start + self.rng.randint(3, 11)]

    def topic(self) -> dict[str, list[str]]:
        return {slot: [self.words.draw(slot) for _ in range(60)] for slot in TAGS}

    def sentence(self, topic: dict[str, list[str]]) -> str:
        rng = self.rng

        def fill(slot: str) -> str:
            if slot == "y":
                return str(rng.randint(2015, 2040))
            slot = slot[0]
            return rng.choice(topic[slot]) if topic and rng.random() < 0.4 else self.words.draw(slot)

        frame = rng.choice(FRAMES)
        parts = frame.replace("}", "{").split("{")
        return "".join(part if k % 2 == 0 else fill(part) for k, part in enumerate(parts))

    def passage(self, topic: dict[str, list[str]]) -> str:
        words: list[str] = []
        target = self.rng.randint(48, 72)
        while len(words) < target:
            if self.rng.random() < 0.3:
                place = bisect(self.phrase_weights, self.rng.random() * self.phrase_weights[-1])
                words += self.phrases[place]
            else:
                words += self.sentence(topic).split()
        return " ".join(words[:target])

    # ------------------------------------------------------------ edits

    def edited(self, words: list[str], rate: float) -> list[str]:
        out = []
        for word in words:
            if self.rng.random() >= rate:
                out.append(word)
                continue
            kind = self.rng.random()
            if kind < 0.6:
                out.append(self.words.any())
            elif kind >= 0.8:
                out += [word, self.words.any()]
        return out

    def inflected(self, words: list[str], rate: float) -> list[str]:
        out = []
        for word in words:
            others = [form for form in self.words.forms.get(word, ()) if form != word and word not in GLUE]
            out.append(self.rng.choice(others) if others and self.rng.random() < rate else word)
        return out

    def replaced(self, words: list[str], rate: float) -> list[str]:
        """Content words replaced by other words, as synonyms are to a program without a thesaurus."""
        return [
            self.words.any() if word in self.words.forms and word not in GLUE and self.rng.random() < rate else word
            for word in words
        ]

    def reordered(self, words: list[str], low: int, high: int) -> list[str]:
        chunks, at = [], 0
        while at < len(words):
            size = self.rng.randint(low, high)
            chunks.append(words[at : at + size])
            at += size
        order = list(chunks)
        while len(chunks) > 1 and order == chunks:
            self.rng.shuffle(order)
        return [word for chunk in order for word in chunk]

    def noisy(self, words: list[str]) -> list[str]:
        out = []
        for word in words:
            chars = list(word)
            for k in range(len(chars)):
                if self.rng.random() < 0.03:
                    kind = self.rng.random()
                    other = self.rng.choice(ALPHABET)
                    chars[k] = other if kind < 0.6 else "" if kind < 0.8 else chars[k] + other
            out.append("".join(chars))
        return [word for word in out if word]

    def changed(self, kind: str, words: list[str]) -> list[str]:
        if kind.startswith("edit"):
            return self.edited(words, int(kind[4:]) / 100)
        if kind == "inflect":
            return self.inflected(words, 0.9)
        if kind == "reorder":
            return self.reordered(words, 6, 12)
        if kind == "paraphrase":
            swapped = self.edited(self.replaced(words, 0.5), 0.1)
            return self.reordered(self.inflected(swapped, 0.5), 12, 20)
        return self.noisy(words) if kind == "ocr" else list(words)


def planted(count: int, seed: int = 2024, share: float = 0.3) -> Planted:
    """``count`` passages, of which ``share`` are copies, in equal parts of the ten classes."""
    writer = Writer(seed, phrases=count // 2)
    rng = writer.rng
    per_class = int(count * share) // len(CLASSES)
    copies = per_class * len(CLASSES)
    texts, owners = [], []
    topics = [writer.topic() for _ in range(200)]
    for number in range(count - copies):
        if number % 30 == 0:
            topic = rng.choice(topics)
        texts.append(writer.passage(topic))
        owners.append(number // 30)
    sources = rng.sample(range(len(texts)), copies)
    found = []
    for number, source in enumerate(sources):
        kind = CLASSES[number % len(CLASSES)]
        words = texts[source].split()
        span = (0, len(words))
        if kind.startswith("partial"):
            host = writer.passage(rng.choice(topics)).split()
            start = rng.randint(0, len(words) - 25)
            piece = words[start : start + 25]
            if kind.endswith("e10"):
                piece = writer.edited(piece, 0.1)
            at = rng.randint(0, len(host) - 25)
            made, span, inside = host[:at] + piece + host[at + 25 :], (start, start + 25), (at, at + len(piece))
        else:
            made = writer.changed(kind, words)
            inside = (0, len(made))
        found.append(Copy(source, len(texts), kind, span, inside))
        texts.append(" ".join(made))
        owners.append(1_000_000 + number // 30)
    return _shuffled(rng, texts, owners, found)


def _shuffled(rng: random.Random, texts: list[str], owners: list[int], copies: list[Copy]) -> Planted:
    order = list(range(len(texts)))
    rng.shuffle(order)
    place = {old: new for new, old in enumerate(order)}
    moved = [Copy(place[c.source], place[c.copy], c.kind, c.source_span, c.copy_span) for c in copies]
    return Planted([texts[old] for old in order], [owners[old] for old in order], moved)
