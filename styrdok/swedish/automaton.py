"""Look-up in a CFSA2 automaton, the format of the morfologik dictionaries.

The automaton holds byte strings ``form+Xending+TAG``: to get the lemma, cut ``ord(X) - 65`` bytes off the form and
add the ending. The nodes that words begin with have many arcs: they are expanded when they are first visited and kept.
Those further on have one or two, and are read where they lie.
"""

from collections.abc import Iterator

_MAGIC = b"\\fsa\xc6"
_NUMBERED = 0x100
_LABEL_BITS = 0x1F
_FINAL = 0x20
_LAST = 0x40
_TARGET_NEXT = 0x80
_MORE = 0x80
_NOWHERE = 0
"""The target of an arc on which nothing follows."""
_BEGINNING = 4
"""Letters of a word that many words begin with."""

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
        self._nodes: dict[int, dict[int, int]] = {_NOWHERE: {}}
        self._ends: dict[int, tuple[bytes, ...]] = {}
        ((_, self._root, _),) = self._arcs_of(0)

    def readings(self, form: str) -> tuple[Reading, ...]:
        """All lemmas and tags of a form, in the order of the automaton; empty when the form is not known."""
        encoded = form.encode()
        written = encoded + b"+"
        nodes, node = self._nodes, self._root
        for byte in written[:_BEGINNING]:
            targets = nodes.get(node)
            node = (self._expanded(node) if targets is None else targets).get(byte, _NOWHERE)
        for byte in written[_BEGINNING:]:
            if node == _NOWHERE:
                return ()
            node = self._target(node, byte)
        if node == _NOWHERE:
            return ()
        tails = self._ends.get(node)  # words that are inflected alike share the node
        if tails is None:
            tails = self._ends[node] = tuple(self._tails(node, b""))
        return tuple([self._reading(encoded, tail) for tail in tails])

    def expand(self) -> None:
        """Expand the nodes that words begin with."""
        front = {self._root}
        for _ in range(_BEGINNING):
            front = {target for node in front for target in self._expanded(node).values()} - {_NOWHERE}

    @staticmethod
    def _reading(form: bytes, tail: bytes) -> Reading:
        rule, _, tag = tail.partition(b"+")
        kept = len(form) - ((rule[0] - 65) & 0xFF)
        return (form[:kept] + rule[1:]).decode(), tag.decode()

    def _tails(self, node: int, before: bytes) -> Iterator[bytes]:
        for label, target, final in self._arcs_of(node):
            tail = before + bytes((label,))
            if final:
                yield tail
            if target != _NOWHERE:
                yield from self._tails(target, tail)

    def _expanded(self, node: int) -> dict[int, int]:
        """The node that each label leads to."""
        targets = self._nodes[node] = {label: target for label, target, _ in self._arcs_of(node)}
        return targets

    def _target(self, node: int, wanted: int) -> int:
        """The node that a label leads to from a node, read no further than needed."""
        data, labels = self._arcs, self._labels
        at = self._varint(node)[1] if self._numbered else node
        flags, follows = 0, False
        while not flags & _LAST:
            flags = data[at]
            label = labels[flags & _LABEL_BITS] if flags & _LABEL_BITS else data[at + 1]
            at += 1 if flags & _LABEL_BITS else 2
            if flags & _TARGET_NEXT:
                follows = follows or label == wanted
                continue
            if label == wanted:
                return self._varint(at)[0]
            while data[at] >= _MORE:
                at += 1
            at += 1
        return at if follows else _NOWHERE

    def _arcs_of(self, node: int) -> list[tuple[int, int, bool]]:
        """The arcs of a node: label, target node, whether a string ends there."""
        data, labels = self._arcs, self._labels
        at = self._varint(node)[1] if self._numbered else node
        arcs: list[tuple[int, int, bool]] = []
        following = []
        flags = 0
        while not flags & _LAST:
            flags = data[at]
            if flags & _LABEL_BITS:
                label, at = labels[flags & _LABEL_BITS], at + 1
            else:
                label, at = data[at + 1], at + 2
            target = _NOWHERE
            if flags & _TARGET_NEXT:
                following.append(len(arcs))
            elif data[at] < _MORE:
                target, at = data[at], at + 1
            else:
                target, at = self._varint(at)
            arcs.append((label, target, bool(flags & _FINAL)))
        for place in following:
            label, _, final = arcs[place]
            arcs[place] = label, at, final
        return arcs

    def _varint(self, at: int) -> tuple[int, int]:
        """A variable-length number and the offset after it."""
        data = self._arcs
        value = shift = 0
        while (byte := data[at]) >= _MORE:
            value |= (byte - _MORE) << shift
            at += 1
            shift += 7
        return value | byte << shift, at + 1
