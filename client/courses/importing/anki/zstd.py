"""Zstandard frames unpacked (RFC 8878): by Python's own module where there is one (3.14), else by this one, in Python.

Phones have no package for it. Some megabytes take seconds this way, which an import can bear. Checksums are not looked
at, dictionaries are not known. ValueError: this is no such frame, or one that unpacks to more than was allowed.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from client.courses.importing.anki.entropy import Codes, Table, counts_in, decoded, huffman, table_of

MAGIC = b"\x28\xb5\x2f\xfd"

_LITERAL_BASE = [*range(16), 16, 18, 20, 22, 24, 28, 32, 40, 48, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384,
                 32768, 65536]  # fmt: skip
_LITERAL_BITS = [0] * 16 + [1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]
_MATCH_BASE = [*range(3, 35), 35, 37, 39, 41, 43, 47, 51, 59, 67, 83, 99, 131, 259, 515, 1027, 2051, 4099, 8195, 16387,
               32771, 65539]  # fmt: skip
_MATCH_BITS = [0] * 32 + [1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]
_LITERAL_COUNTS = [4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1,
                   -1, -1, -1, -1]  # fmt: skip
_MATCH_COUNTS = [1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
                 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1]  # fmt: skip
_OFFSET_COUNTS = [1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1]


def unpacked(data: bytes, most: int) -> bytes:
    """The content of all frames in `data`, at most `most` bytes. Raises ValueError."""
    try:
        python = import_module("compression.zstd")
    except ImportError:
        return _by_hand(data, most)
    return _by_python(python, data, most)


def _by_hand(data: bytes, most: int) -> bytes:
    out = bytearray()
    at = 0
    try:
        while at < len(data):
            magic = int.from_bytes(data[at : at + 4], "little")
            if magic & 0xFFFFFFF0 == 0x184D2A50:  # a frame to be skipped
                at += 8 + int.from_bytes(data[at + 4 : at + 8], "little")
                continue
            if data[at : at + 4] != MAGIC:
                raise ValueError("no zstd frame")
            at = _frame(data, at + 4, out, most)
    except (IndexError, OverflowError) as error:
        raise ValueError("a damaged zstd frame") from error
    return bytes(out)


def _by_python(module: Any, data: bytes, most: int) -> bytes:
    out = bytearray()
    while data:
        decompressor = module.ZstdDecompressor()
        try:
            out += decompressor.decompress(data, most - len(out) + 1)
        except module.ZstdError as error:
            raise ValueError("a damaged zstd frame") from error
        if len(out) > most:
            raise ValueError("more than was allowed")
        if not decompressor.eof:
            raise ValueError("a frame that ends too early")
        data = decompressor.unused_data
    return bytes(out)


@dataclass
class _State:
    """What goes from block to block within a frame."""

    codes: Codes | None = None
    tables: list[Table | None] = None  # type: ignore[assignment]
    offsets: tuple[int, int, int] = (1, 4, 8)


def _frame(data: bytes, at: int, out: bytearray, most: int) -> int:
    descriptor = data[at]
    at += 1
    single = descriptor >> 5 & 1
    if not single:
        at += 1  # the size of the window: the whole content is kept anyway
    if size := (0, 1, 2, 4)[descriptor & 3]:
        if any(data[at : at + size]):
            raise ValueError("a dictionary is wanted")
        at += size
    at += (single, 2, 4, 8)[descriptor >> 6]
    state = _State(tables=[None, None, None])
    begin = len(out)
    while True:
        head = int.from_bytes(data[at : at + 3], "little")
        at += 3
        kind, size = head >> 1 & 3, head >> 3
        if kind == 1:
            out += data[at : at + 1] * size
            at += 1
        elif at + size > len(data):
            raise ValueError("a frame that ends too early")
        elif kind == 0:
            out += data[at : at + size]
            at += size
        elif kind == 2:
            _block(data[at : at + size], out, begin, state)
            at += size
        else:
            raise ValueError("a block of a kind that does not exist")
        if len(out) > most:
            raise ValueError("more than was allowed")
        if head & 1:
            return at + (4 if descriptor >> 2 & 1 else 0)


def _block(block: bytes, out: bytearray, begin: int, state: _State) -> None:
    literals, at = _literals(block, state)
    count = block[at]
    at += 1
    if count == 0:
        out += literals
        return
    if count == 255:
        count = int.from_bytes(block[at : at + 2], "little") + 0x7F00
        at += 2
    elif count > 127:
        count = ((count - 128) << 8) + block[at]
        at += 1
    modes = block[at]
    at += 1
    for index, (counts, log, largest, limit) in enumerate(
        ((_LITERAL_COUNTS, 6, 35, 9), (_OFFSET_COUNTS, 5, 31, 8), (_MATCH_COUNTS, 6, 52, 9))
    ):
        mode = modes >> (6 - 2 * index) & 3
        if mode == 0:
            state.tables[index] = table_of(counts, log)
        elif mode == 1:
            state.tables[index] = [(block[at], 0, 0)]
            at += 1
        elif mode == 2:
            read, log, used = counts_in(block, at, limit)
            if len(read) > largest + 1:
                raise ValueError("a symbol that does not exist")
            state.tables[index] = table_of(read, log)
            at += used
    _sequences(block[at:], count, literals, out, begin, state)


def _sequences(bits: bytes, count: int, literals: bytes, out: bytearray, begin: int, state: _State) -> None:
    lengths, offsets, matches = state.tables
    if lengths is None or offsets is None or matches is None:
        raise ValueError("a table is wanted that was never given")
    if not bits or not bits[-1]:
        raise ValueError("an empty stream")
    left = len(bits) * 8 - (9 - bits[-1].bit_length())  # the highest bit marks the end
    source = bits

    def take(many: int) -> int:
        nonlocal left
        if many == 0:
            return 0
        left -= many
        if left < 0:
            if left < -64:
                raise ValueError("a stream that ends too early")
            return (int.from_bytes(source[:8], "little") << -left) & ((1 << many) - 1)
        byte = left >> 3
        window = int.from_bytes(source[byte : byte + ((many + 7) >> 3) + 1], "little")
        return (window >> (left & 7)) & ((1 << many) - 1)

    length_state = take((len(lengths) - 1).bit_length())
    offset_state = take((len(offsets) - 1).bit_length())
    match_state = take((len(matches) - 1).bit_length())
    first, second, third = state.offsets
    at = 0
    for number in range(count):
        length_code, length_bits, length_next = lengths[length_state]
        offset_code, offset_bits, offset_next = offsets[offset_state]
        match_code, match_bits, match_next = matches[match_state]
        if offset_code > 31:
            raise ValueError("an offset that does not exist")
        value = (1 << offset_code) + take(offset_code)
        match = _MATCH_BASE[match_code] + take(_MATCH_BITS[match_code])
        length = _LITERAL_BASE[length_code] + take(_LITERAL_BITS[length_code])
        if value > 3:
            first, second, third = value - 3, first, second
        else:
            which = value - 1 + (length == 0)
            if which == 1:
                first, second = second, first
            elif which == 2:
                first, second, third = third, first, second
            elif which == 3:
                first, second, third = first - 1, first, second
        if number < count - 1:
            length_state = length_next + take(length_bits)
            match_state = match_next + take(match_bits)
            offset_state = offset_next + take(offset_bits)
        if length:
            out += literals[at : at + length]
            at += length
        start = len(out) - first
        if first <= 0 or start < begin or at > len(literals):
            raise ValueError("a match before the beginning")
        if first >= match:
            out += out[start : start + match]
        else:
            out += (bytes(out[start:]) * (match // first + 1))[:match]
    state.offsets = (first, second, third)
    out += literals[at:]


def _literals(block: bytes, state: _State) -> tuple[bytes, int]:
    kind, form = block[0] & 3, block[0] >> 2 & 3
    if kind < 2:
        width = (1, 2, 1, 3)[form]
        size = int.from_bytes(block[:width], "little") >> (3 if form in (0, 2) else 4)
        if kind == 0:
            return block[width : width + size], width + size
        return block[width : width + 1] * size, width + 1
    width, bits = ((3, 10), (3, 10), (4, 14), (5, 18))[form]
    head = int.from_bytes(block[:width], "little") >> 4
    size, packed = head & ((1 << bits) - 1), head >> bits
    body = block[width : width + packed]
    if kind == 2:
        state.codes, used = huffman(body)
        body = body[used:]
    if state.codes is None:
        raise ValueError("a table is wanted that was never given")
    if form == 0:
        return decoded(body, size, state.codes), width + packed
    jumps = [int.from_bytes(body[i : i + 2], "little") for i in (0, 2, 4)]
    part = (size + 3) // 4
    at, parts = 6, []
    for index in range(4):
        end = at + jumps[index] if index < 3 else len(body)
        wanted = part if index < 3 else size - 3 * part
        parts.append(decoded(body[at:end], wanted, state.codes))
        at = end
    return b"".join(parts), width + packed
