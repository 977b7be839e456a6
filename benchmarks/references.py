"""Speed of mention extraction beside eyecite and plain regular expressions on the same text, and its growth.

    python benchmarks/references.py            # speed, growth, odd input
    python benchmarks/references.py --quick    # one size only

All texts are made here from sentences written for the purpose. Figures are for one core. ``eyecite`` is optional.
"""

import argparse
import math
import random
import re
import time
from collections.abc import Callable
from functools import partial
from statistics import median

from styrdok.extraction.mentions.collect import collect
from styrdok.extraction.mentions.context import Context
from styrdok.extraction.mentions.known import KnownTitles

SENTENCES = [
    "Enligt 5 kap. 1 § kommunallagen (2017:725) beslutar fullmäktige i ärenden av principiell beskaffenhet.",
    "Programmet ersätter tidigare ärenden (Dnr 271/99 samt 306-3951/2003) och gäller tills vidare.",
    "Nämnden ansvarar för att verksamheten bedrivs i enlighet med stadens personalpolicy.",
    "Kommunens riktlinjer för informationssäkerhet antogs av kommunfullmäktige 2019-12-16 § 115.",
    "Förvaltningen följer upp arbetet två gånger om året och redovisar resultatet för nämnden.",
    "Eleverna ska ges möjlighet att påverka sin skoldag, och personalen ska ta till vara deras synpunkter.",
    "Arbetet bidrar till att nå målen i Agenda 2030, särskilt mål 11 om hållbara städer och samhällen.",
    "Behandling av personuppgifter sker enligt artikel 6 i dataskyddsförordningen och OSL.",
    "Under året har enheten anställt tre medarbetare och bytt lokaler, vilket har påverkat kostnaderna.",
    "Det är viktigt att ledning och medarbetare har en gemensam bild av uppdraget och av varandras roller.",
    "Sammanträdet öppnades klockan 18.00 av ordföranden, som hälsade ledamöter och ersättare välkomna.",
    "Gator, torg och parker sköts av entreprenörer som upphandlas i konkurrens vart fjärde år.",
    "Den som vill överklaga beslutet ska göra det skriftligt inom tre veckor från den dag då det anslogs.",
    "Vatten och avlopp byggs ut i takt med bostäderna, och avgifterna täcker de nödvändiga kostnaderna.",
    "Barn och unga ska ha tillgång till kultur i skolan och på fritiden, oavsett var i kommunen de bor.",
    "Tillgången till trygga mötesplatser är en förutsättning för att äldre ska kunna leva ett aktivt liv.",
]
MATTERS = [
    "Den som söker plats i förskolan får besked senast fyra månader efter ansökan, om inget annat avtalats.",
    "Personalen har fått utbildning i bemötande, och en ny omgång är planerad till hösten.",
    "Lokalerna är slitna och behöver underhållas innan verksamheten kan flytta in på nytt.",
    "Resultatet visar att de flesta är nöjda, men att väntetiderna upplevs som för långa.",
    "I området finns det gott om plats för lek, och vägen dit är väl upplyst även på vintern.",
    "Ansökan prövas av handläggaren, som vid behov hämtar in fler uppgifter från den sökande.",
    "Företagen i trakten har svårt att hitta folk med rätt kunskaper, särskilt inom vård och bygg.",
    "När snön har smält ska gatorna sopas, och det görs först där flest människor rör sig.",
]
WEIGHTS = [1] * len(SENTENCES) + [8] * len(MATTERS)
"""With these a text has about as many mentions as real documents have: 1.5 in a thousand characters."""
TOPICS = ["kvalitet", "personal", "digitalisering", "miljö", "klimat", "avfall", "trafik", "kultur", "skola", "energi"]
HEADS = ["program", "policy", "strategi", "plan", "handlingsplan"]
PLAIN = [
    r"(?:\d+ ?[a-z]? kap\. )?\d+ ?[a-z]? ?§§? (?:och \d+ ?§ )?[a-zåäö -]*?lagen(?: \(\d{4}:\d+\))?",
    r"\b\w+lagen\b",
    r"(?:Dnr|dnr|Diarienummer)[.: ]+[\w/.-]+(?: samt [\w/.-]+)*",
    r"\b[A-ZÅÄÖ]{2,5} \d{4}/\d+",
    r"[Kk]ommunfullmäktige \d{4}-\d\d-\d\d § \d+",
    r"(?:\w+s )?\w*(?:program|policy|strategi|plan|riktlinjer)(?:met|n|en|na)?\b(?: för \w+)?",
    r"Agenda 2030|mål \d+",
    r"artikel \d+ i \w+förordningen",
]


def text_of(size: int, seed: int = 7) -> str:
    """Municipal prose of about ``size`` characters in paragraphs."""
    chance = random.Random(seed)
    parts: list[str] = []
    length = 0
    while length < size:
        paragraph = " ".join(chance.choices(SENTENCES + MATTERS, WEIGHTS, k=4)) + "\n"
        parts.append(paragraph)
        length += len(paragraph)
    return "".join(parts)[:size]


def titles_of(count: int) -> list[str]:
    """So many made-up slogan titles."""
    chance = random.Random(11)
    return [
        f"{chance.choice(TOPICS).capitalize()} i {n} steg – {chance.choice(HEADS)} för {chance.choice(TOPICS)}"
        for n in range(count)
    ]


def timed(work: Callable[[], object], rounds: int = 3) -> float:
    """The median of some rounds, in seconds of processor time."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return median(taken)


def eyecite_speed(text: str) -> float | None:
    """Seconds of eyecite on the text, ``None`` when it is not installed."""
    try:
        from eyecite import get_citations
    except ImportError:
        return None
    return timed(lambda: get_citations(text), 1)


def compare(size: int) -> None:
    """Styrdok, plain ``re`` and eyecite on the same text."""
    text, known = text_of(size), KnownTitles(titles_of(500))
    context = Context()
    collect(text[:10_000], context)
    known.find(text[:1000])
    own = timed(lambda: (collect(text, context), known.find(text)))
    plain = timed(lambda: [list(re.finditer(pattern, text)) for pattern in PLAIN], 1)
    print(f"text: {size / 1e6:.1f} M characters, {len(collect(text, context))} mentions")
    print(f"styrdok (500 titles and all registers): {size / own / 1e6:.2f} M characters/s")
    print(f"plain re, {len(PLAIN)} patterns:               {size / plain / 1e6:.2f} M characters/s")
    other = eyecite_speed(text[: min(size, 500_000)])
    if other is None:
        print("eyecite is not installed")
    else:
        speed = min(size, 500_000) / other
        print(f"eyecite: {speed / 1e6:.3f} M characters/s, {size / own / speed:.0f} times slower")


def growth(sizes: list[int]) -> None:
    """Time against size on a double logarithmic scale: the exponent is the slope."""
    context = Context()
    points = []
    for size in sizes:
        text = text_of(size)
        seconds = timed(partial(collect, text, context), 1)
        points.append((math.log(size), math.log(seconds)))
        print(f"{size / 1e6:6.1f} M characters: {seconds:7.2f} s")
    mean_x, mean_y = (sum(axis) / len(points) for axis in zip(*points, strict=True))
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)
    print(f"exponent: {slope:.3f}")


def titles_cost(size: int) -> None:
    """5,000 titles against 50."""
    text = text_of(size)
    few, many = (KnownTitles(titles_of(count)) for count in (50, 5000))
    context = Context()
    base = timed(lambda: collect(text, context))
    seconds = [base + timed(partial(known.find, text)) for known in (few, many)]
    print(f"50 titles {seconds[0]:.3f} s, 5,000 titles {seconds[1]:.3f} s: {seconds[1] / seconds[0]:.2f} times")


def odd_input() -> None:
    """24 kB of figures and commas against prose of the same size."""
    context = Context()
    for name, text in (("12, ", "12, " * 6000), ("§ 1 kap. ", "§ 1 kap. " * 2700), ("prose", text_of(24_000))):
        print(f"24 kB of {name!r}: {timed(partial(collect, text, context)) * 1000:.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one size only")
    quick = parser.parse_args().quick
    compare(1_000_000 if quick else 8_000_000)
    titles_cost(1_000_000)
    odd_input()
    if not quick:
        growth([1_000_000, 4_000_000, 16_000_000, 64_000_000])


if __name__ == "__main__":
    main()
