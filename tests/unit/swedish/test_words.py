import hashlib
import lzma
import tomllib
from importlib import resources
from pathlib import Path

import pytest

from styrdok.swedish.automaton import Automaton
from styrdok.swedish.compounds import split_compound
from styrdok.swedish.lemmas import lemma, stems
from styrdok.swedish.lexicon import compound_forms, readings
from styrdok.swedish.sentences import sentences
from styrdok.swedish.tokens import tokens

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "words.toml").read_text(encoding="utf-8"))
PINNED = {
    "saldo.fsa.xz": "38613b1f89777bf6d6786b3eed1863ec424d1d2fde4723183e5d99b90b890b01",
    "compounds.txt.xz": "c7a8b3540a264b907a8f9af0b40d6c00793af7672cb06f4db9366e6c790b9ea0",
}


@pytest.mark.parametrize(("name", "digest"), PINNED.items())
def test_data_is_the_pinned_one(name: str, digest: str) -> None:
    data = resources.files("styrdok.swedish.data").joinpath(name).read_bytes()
    assert hashlib.sha256(data).hexdigest() == digest


def test_beginnings_that_were_expanded_give_the_same_readings() -> None:
    data = lzma.decompress(resources.files("styrdok.swedish.data").joinpath("saldo.fsa.xz").read_bytes())
    plain, expanded = Automaton(data), Automaton(data)
    expanded.expand()
    words = [*CASES["lemmas"], *(word[:-1] for word in CASES["lemmas"]), "", "+", "å", "xyzzy"]
    assert [plain.readings(word) for word in words] == [expanded.readings(word) for word in words]
    assert [base for base, _ in plain.readings("planerna")] == ["plan"]
    assert plain.readings("planern") == ()


def test_arcs_read_where_they_lie_lead_where_they_lead_when_expanded() -> None:
    automaton = Automaton(
        lzma.decompress(resources.files("styrdok.swedish.data").joinpath("saldo.fsa.xz").read_bytes())
    )
    for word in ("planerna+", "kvalitet+", "åsna+", "x"):
        node = automaton._root
        for byte in word.encode():
            targets = automaton._expanded(node)
            assert {label: automaton._target(node, label) for label in range(256)} == {
                label: targets.get(label, 0) for label in range(256)
            }
            node = targets.get(byte, 0)
            if not node:
                break


def test_lemma_accuracy() -> None:
    wrong = {word: lemma(word) for word, base in CASES["lemmas"].items() if lemma(word) != base}
    assert len(wrong) <= 0.02 * len(CASES["lemmas"]), wrong


def test_compound_accuracy() -> None:
    gold = [word.split("|") for word in CASES["compounds"]["words"]]
    wrong = [(parts, split_compound("".join(parts))) for parts in gold if not _covers(parts)]
    assert len(wrong) <= 0.08 * len(gold), wrong
    heads = [parts for parts in gold if split_compound("".join(parts))[-1] != parts[-1]]
    assert len(heads) <= 0.05 * len(gold), heads


def _covers(parts: list[str]) -> bool:
    """Every cut that is asked for was made; a part may be cut further."""
    return _cuts(parts) <= _cuts(list(split_compound("".join(parts))))


def _cuts(parts: list[str]) -> set[int]:
    return {len("".join(parts[:count])) for count in range(1, len(parts))}


@pytest.mark.parametrize("word", CASES["compounds"]["simplex"])
def test_simplex_is_not_split(word: str) -> None:
    assert split_compound(word) == (word,)


@pytest.mark.parametrize(("a", "b"), CASES["meet"]["same"])
def test_stems_meet(a: str, b: str) -> None:
    assert stems(a) == stems(b)


@pytest.mark.parametrize(("a", "b"), CASES["meet"]["different"])
def test_stems_differ(a: str, b: str) -> None:
    assert stems(a) != stems(b)


def test_unknown_words_stay() -> None:
    assert lemma("Blorpzq") == "blorpzq"
    assert split_compound("blorpzq") == ("blorpzq",)
    assert readings("blorpzq") == ()


def test_parts_join_to_the_word() -> None:
    for word in sorted(compound_forms().closing)[::37]:
        parts = split_compound(word)
        assert "".join(parts) == word or len("".join(parts)) == len(word) + len(parts) - 1 or len(parts) > 1, word
        assert all(parts)


@pytest.mark.parametrize("marked", CASES["sentences"]["texts"])
def test_sentences(marked: str) -> None:
    text = marked.replace("|", "")
    assert [text[a:b] for a, b in sentences(text)] == [piece.strip() for piece in marked.split("|")]


def test_tokens() -> None:
    text = "Trygghets- och e-strategi, 2020–2023 (KS 2019/12)."
    found = tokens(text)
    assert [token.text for token in found] == ["Trygghets-", "och", "e-strategi", "2020", "2023", "KS", "2019/12"]
    assert all(text[token.start : token.end] == token.text for token in found)
