"""People who type in one text, each on a device of their own, and a server that gives their edits one order."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

from sync.text import Text, TextOp, decode, encode, from_json, to_json

WORDS = st.text(alphabet="ab字é𝄞👩\n", min_size=1, max_size=6)

Edit = tuple[int, int, str]
"""At about which place (of a thousand), how many characters go, what comes."""

EDITS = st.tuples(st.integers(0, 1000), st.integers(0, 5), st.one_of(st.just(""), WORDS))


@dataclass
class Server:
    """The log: edits as they go over the line, in one order."""

    log: list[list] = field(default_factory=list)

    def push(self, op: TextOp) -> None:
        self.log.append(to_json(op))


@dataclass
class Device:
    """The log's state as bytes, and what is pending laid on top again whenever something comes in."""

    server: Server
    name: str
    state: bytes = field(default_factory=lambda: encode(Text()))
    seen: int = 0
    pending: list[TextOp] = field(default_factory=list)
    own: list[list] = field(default_factory=list)
    counter: int = 0

    def __post_init__(self) -> None:
        self.text = Text(self.name)

    def type(self, place: int, removed: int, inserted: str) -> None:
        start = place * len(self.text) // 1000
        op = self.text.splice(start, min(removed, len(self.text) - start), inserted)
        if op:
            self.pending.append(op)

    def push(self, count: int = 1_000) -> None:
        """Send some of what is pending; it stays laid on top until the log brings it."""
        for op in self.pending[len(self.own) :][:count]:
            self.server.push(op)
            self.own.append(self.server.log[-1])

    def pull(self, count: int = 1_000) -> None:
        text = decode(self.state, self.name)
        for value in self.server.log[self.seen :][:count]:
            text.apply(from_json(value))
            self.seen += 1
            if self.own and self.own[0] is value:
                del self.own[0], self.pending[0]
        self.state = encode(text)
        for op in self.pending:
            text.apply(op)
        assert text.counter <= self.text.counter, "what was typed here is not forgotten"
        text.counter = self.text.counter
        self.text = text

    def __str__(self) -> str:
        return str(self.text)
