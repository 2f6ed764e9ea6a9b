"""Where a replica's characters are: from a character's number to the block that holds it."""

from __future__ import annotations

from sync.text.spans import Block

GAP = 64
"""A list is filled over gaps up to this; a number far off goes into a dict, so that a bad one costs no memory."""


class Where:
    """The blocks of one replica's characters. Numbers come nearly without gaps, so a list by number it is."""

    __slots__ = ("dense", "sparse")

    def __init__(self) -> None:
        self.dense: list[Block | None] = []
        self.sparse: dict[int, Block] = {}

    def get(self, counter: int) -> Block | None:
        """The block of a character; None when it is not known."""
        if counter < len(self.dense):
            block = self.dense[counter]
            if block is not None:
                return block
        return self.sparse.get(counter) if self.sparse else None

    def put(self, start: int, count: int, block: Block) -> None:
        """The characters from `start` on are in this block from now on."""
        dense = self.dense
        gap = start - len(dense)
        if gap == 0:
            if count == 1:
                dense.append(block)
            else:
                dense.extend([block] * count)
        elif gap < 0:
            inside = min(count, -gap)
            dense[start : start + inside] = [block] * inside
            dense.extend([block] * (count - inside))
        elif gap <= GAP:
            dense.extend([None] * gap)
            dense.extend([block] * count)
        else:
            self.sparse.update(dict.fromkeys(range(start, start + count), block))

    def next_known(self, counter: int, stop: int) -> int:
        """The first known character from `counter` on; `stop` when there is none before it."""
        for number in range(counter, min(stop, len(self.dense))):
            if self.dense[number] is not None or number in self.sparse:
                return number
        return min((n for n in self.sparse if counter <= n < stop), default=stop)

    def next_unknown(self, counter: int, stop: int) -> int:
        """The first unknown character from `counter` on; `stop` when there is none before it."""
        while counter < stop and self.get(counter) is not None:
            counter += 1
        return counter

    def fresh(self, counter: int) -> bool:
        """Whether nothing from this number on is known."""
        return counter >= len(self.dense) and not self.sparse

    def end(self) -> int:
        """The number after the highest known."""
        return max(len(self.dense), max(self.sparse, default=-1) + 1)
