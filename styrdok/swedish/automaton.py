"""Look-up in a CFSA2 automaton, the format of the morfologik dictionaries.

The automaton holds byte strings ``form+Xending+TAG``: to get the lemma, cut ``ord(X) - 65`` bytes off the form and
add the ending. Nodes are expanded when they are first visited and kept.
"""

from collections.abc import Iterator

_MAGIC = b"\\fsa\xc6"
_NUMBERED = 0x100
_LABEL_BITS = 0x1F
_FINAL = 0x20
_LAST = 0x40
_TARGET_NEXT = 0x80

Reading = tuple[str, str]
"""A lemma and its tag."""


class Automaton:
    """A read-only morphological dictionary."""

    def __init__(self, data: bytes) -> None:
        if data[:5] != _MAGIC:
            raise ValueError("not a CFSA2 automaton")
        self._numbered = bool(int.from_bytes(data[5:7], "big") & _NUMBERED)
        labels = data[7]
        self._labels = data[8 : 8 + labels]
        self._arcs = data[8 + labels :]
        self._nodes: dict[int, dict[int, tuple[int, bool]]] = {}
        self._ends: dict[int, tuple[bytes, ...]] = {}
        ((self._root, _),) = self._node(0).values()

    def readings(self, form: str) -> tuple[Reading, ...]:
        """All lemmas and tags of a form, in the order of the automaton; empty when the form is not known."""
        encoded = form.encode()
        node = self._root
        for byte in encoded + b"+":
            step = self._node(node).get(byte) if node else None
            if step is None:
                return ()
            node = step[0]
        tails = self._ends.get(node)  # words that are inflected alike share the node
        if tails is None:
            tails = self._ends[node] = tuple(self._tails(node, b""))
        return tuple(self._reading(encoded, tail) for tail in tails)

    @staticmethod
    def _reading(form: bytes, tail: bytes) -> Reading:
        rule, _, tag = tail.partition(b"+")
        kept = len(form) - ((rule[0] - 65) & 0xFF)
        return (form[:kept] + rule[1:]).decode(), tag.decode()

    def _tails(self, node: int, before: bytes) -> Iterator[bytes]:
        for byte, (target, final) in self._node(node).items():
            tail = before + bytes((byte,))
            if final:
                yield tail
            if target:
                yield from self._tails(target, tail)

    def _node(self, node: int) -> dict[int, tuple[int, bool]]:
        """The arcs of a node: label to (target node or 0, whether a string ends there)."""
        arcs = self._nodes.get(node)
        if arcs is None:
            arcs = self._nodes[node] = dict(self._read_arcs(node))
        return arcs

    def _read_arcs(self, node: int) -> Iterator[tuple[int, tuple[int, bool]]]:
        data = self._arcs
        at = self._varint(node)[1] if self._numbered else node
        starts: list[tuple[int, int, int]] = []
        while True:
            flags = data[at]
            label = self._labels[flags & _LABEL_BITS] if flags & _LABEL_BITS else data[at + 1]
            body = at + (1 if flags & _LABEL_BITS else 2)
            target, after = (0, body) if flags & _TARGET_NEXT else self._varint(body)
            starts.append((label, flags, target))
            at = after
            if flags & _LAST:
                break
        for label, flags, target in starts:
            yield label, (at if flags & _TARGET_NEXT else target, bool(flags & _FINAL))

    def _varint(self, at: int) -> tuple[int, int]:
        """A variable-length number and the offset after it."""
        data = self._arcs
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 0x7F) << shift
            if not byte & 0x80:
                return value, at
            shift += 7
