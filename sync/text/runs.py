"""The characters of a text in their order, as runs in blocks: put in and deleted."""

from __future__ import annotations

from sync.text.index import Where
from sync.text.places import MOST_SPANS, Gap, Places
from sync.text.spans import Block, Span


class Runs(Places):
    """Characters that come and go."""

    def add_replica(self) -> None:
        """Make room for one more replica: the next number."""
        self.where.append(Where())

    def extend(self, span: Span, text: str) -> None:
        """Type on at the end of a run that is not deleted."""
        where = self.where[span.replica]
        block = where.get(span.start)
        if block is None or span.text is None:
            raise LookupError(span.start)
        size = len(text)
        where.put(span.start + span.size, size, block)
        span.text += text
        span.size += size
        block.visible += size
        self._moved(block)

    def put(self, gap: Gap, span: Span) -> Span:
        """Put a new run into this place; the span that it is part of now is returned."""
        block, number, offset = gap
        spans = block.spans
        if not offset and number:
            number, offset = number - 1, spans[number - 1].size
        if span.text is not None:
            block.visible += span.size
        self.where[span.replica].put(span.start, span.size, block)
        self._moved(block)
        if not offset:
            spans.insert(0, span)
        else:
            left = spans[number]
            if offset < left.size:
                spans[number + 1 : number + 1] = [span, left.split(offset)]
            elif span.continues(left):
                left.size += span.size
                if left.text is not None and span.text is not None:
                    left.text += span.text
                return left
            else:
                spans.insert(number + 1, span)
        if len(spans) > MOST_SPANS:
            self._halve(block)
        return span

    def delete(self, replica: int, start: int, count: int) -> None:
        """Delete the characters of this range that are here."""
        where, stop = self.where[replica], start + count
        counter = where.next_known(start, stop)
        while counter < stop:
            block = where.get(counter)
            if block is None:
                counter = where.next_known(counter, stop)
                continue
            number = block.find(replica, counter)
            span = block.spans[number]
            offset = counter - span.start
            size = min(stop - counter, span.size - offset)
            if span.text is not None:
                self._delete(block, number, offset, size)
            counter += size

    def _delete(self, block: Block, number: int, offset: int, size: int) -> None:
        """Delete `size` characters of a span, from `offset` on, and join them to deleted neighbours."""
        spans = block.spans
        block.visible -= size
        self._moved(block)
        span = spans[number]
        if offset + size < span.size:
            spans.insert(number + 1, span.split(offset + size))
        if offset:
            span = span.split(offset)
            number += 1
            spans.insert(number, span)
        span.text = None
        if number + 1 < len(spans) and spans[number + 1].continues(span):
            span.size += spans.pop(number + 1).size
        if number and span.continues(spans[number - 1]):
            spans[number - 1].size += spans.pop(number).size
        if len(spans) > MOST_SPANS:
            self._halve(block)

    def _halve(self, block: Block) -> None:
        half = len(block.spans) // 2
        new = Block(block.spans[half:])
        del block.spans[half:]
        block.visible -= new.visible
        self.blocks.insert(self.blocks.index(block) + 1, new)
        self._near, self._near_start = 0, 0
        self._index(new)
