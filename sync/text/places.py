"""Where characters are: from an index, from an id, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sync.text.index import Where
from sync.text.spans import Block, Span

MOST_SPANS = 64
"""A block with more is cut in two: within a block one looks at span after span."""


class Gap(NamedTuple):
    """A place between characters: in the block's span `number`, after `offset` of its characters."""

    block: Block
    number: int
    offset: int


class Places:
    """All characters that ever were, in their order, deleted ones too. Replicas are numbers here."""

    def __init__(self, spans: Iterable[Span] = (), replicas: int = 0) -> None:
        listed = list(spans)
        half = MOST_SPANS // 2
        self.blocks = [Block(listed[i : i + half]) for i in range(0, len(listed), half)] or [Block([])]
        self.where = [Where() for _ in range(replicas)]
        self._near, self._near_start = 0, 0  # a block's number and how many visible characters are before it
        for block in self.blocks:
            self._index(block)

    def spans(self) -> Iterator[Span]:
        """All spans in order."""
        for block in self.blocks:
            yield from block.spans

    def visible(self) -> int:
        """How many characters are not deleted."""
        return sum(block.visible for block in self.blocks)

    def at(self, index: int) -> Gap:
        """The place right after visible character `index - 1`; 0 is the beginning."""
        if index <= 0:
            return Gap(self.blocks[0], 0, 0)
        blocks, number, start = self.blocks, self._near, self._near_start
        while index <= start and number:
            number -= 1
            start -= blocks[number].visible
        while index > start + blocks[number].visible:
            start += blocks[number].visible
            number += 1
        self._near, self._near_start = number, start
        block, rest = blocks[number], index - start
        for at, span in enumerate(block.spans):
            if span.text is not None:
                if rest <= span.size:
                    return Gap(block, at, rest)
                rest -= span.size
        raise IndexError(index)

    def after(self, replica: int, counter: int) -> Gap | None:
        """The place right after this character; None when it is not known."""
        block = self.where[replica].get(counter)
        if block is None:
            return None
        number = block.find(replica, counter)
        return Gap(block, number, counter - block.spans[number].start + 1)

    def end(self) -> Gap:
        """The place after everything."""
        block = self.blocks[-1]
        number = len(block.spans) - 1
        return Gap(block, number, block.spans[number].size) if number >= 0 else Gap(block, 0, 0)

    def index_of(self, gap: Gap) -> int:
        """How many visible characters are before this place."""
        before = sum(span.size for span in gap.block.spans[: gap.number] if span.text is not None)
        if gap.offset and gap.block.spans[gap.number].text is not None:
            before += gap.offset
        for block in self.blocks:
            if block is gap.block:
                break
            before += block.visible
        return before

    def next_char(self, gap: Gap) -> tuple[int, int]:
        """Replica and counter of the character right after this place, deleted or not; (-1, -1) at the end."""
        spans = gap.block.spans
        if gap.number < len(spans) and gap.offset < spans[gap.number].size:
            return spans[gap.number].replica, spans[gap.number].start + gap.offset
        if gap.number + 1 < len(spans):
            return spans[gap.number + 1].replica, spans[gap.number + 1].start
        following = self.blocks.index(gap.block) + 1
        if following == len(self.blocks):
            return -1, -1
        first = self.blocks[following].spans[0]
        return first.replica, first.start

    def ranges(self, index: int, count: int) -> list[tuple[int, int, int]]:
        """The ids of `count` visible characters from `index` on: replica, first counter, how many."""
        gap = self.at(index + 1)
        found: list[tuple[int, int, int]] = []
        number, offset = gap.number, gap.offset - 1
        for block in self.blocks[self._near :]:
            for span in block.spans[number:] if number else block.spans:
                if span.text is not None:
                    size = min(count, span.size - offset)
                    found.append((span.replica, span.start + offset, size))
                    count -= size
                    if not count:
                        return found
                offset = 0
            number = 0
        raise IndexError(index + count)

    def _moved(self, block: Block) -> None:
        """A block changed its size: what is known of a place after it no longer holds."""
        if self.blocks[self._near] is not block:
            self._near, self._near_start = 0, 0

    def _index(self, block: Block) -> None:
        for span in block.spans:
            self.where[span.replica].put(span.start, span.size, block)
