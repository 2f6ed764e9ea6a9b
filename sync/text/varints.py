"""Whole numbers as bytes, seven bits each, and columns of them packed by zlib."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

SMALL_BYTES = 512
"""Less than this is not packed: it would save a short note a few bytes and cost more time than all else."""
MOST_BYTES = 1 << 28
"""What a column may unpack to: no text that was ever typed is larger."""


def pack_number(number: int) -> bytes:
    """One number (0 or more)."""
    return bytes((number,)) if number < 128 else pack_numbers((number,))


def pack_numbers(numbers: Iterable[int]) -> bytes:
    """The numbers (0 or more) one after the other."""
    out = bytearray()
    for number in numbers:
        while number > 127:
            out.append(number & 127 | 128)
            number >>= 7
        out.append(number)
    return bytes(out)


def unpack_numbers(data: bytes) -> list[int]:
    """The numbers that `pack_numbers` wrote."""
    if data.isascii():  # no number has more than one byte
        return list(data)
    numbers: list[int] = []
    number = shift = 0
    for byte in data:
        if byte > 127:
            number |= (byte & 127) << shift
            shift += 7
        else:
            numbers.append(number | byte << shift)
            number = shift = 0
    return numbers


def pack_column(data: bytes) -> bytes:
    """A column with its length before it, packed where that makes it shorter."""
    if len(data) >= SMALL_BYTES:
        packed = zlib.compress(data, 9)
        if len(packed) < len(data):
            return pack_number(len(packed) * 2 + 1) + packed
    return pack_number(len(data) * 2) + data


class Reader:
    """Reads bytes from the front. Everything raises ValueError when they end too early or are no such thing."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def number(self) -> int:
        """The next number."""
        number = shift = 0
        while True:
            byte = self.bytes(1)[0]
            number |= (byte & 127) << shift
            if byte < 128:
                return number
            shift += 7
            if shift > 63:
                raise ValueError("a number without an end")

    def bytes(self, size: int) -> bytes:
        """The next `size` bytes."""
        found = self._data[self._at : self._at + size]
        if len(found) < size:
            raise ValueError("the bytes end too early")
        self._at += size
        return found

    def column(self) -> bytes:
        """The next column, as it was before it was packed."""
        head = self.number()
        body = self.bytes(head >> 1)
        if not head & 1:
            return body
        unpacking = zlib.decompressobj()
        try:
            data = unpacking.decompress(body, MOST_BYTES)
        except zlib.error as error:
            raise ValueError(str(error)) from error
        if not unpacking.eof:
            raise ValueError("a column without an end")
        return data

    def ended(self) -> bool:
        """Whether all has been read."""
        return self._at == len(self._data)
