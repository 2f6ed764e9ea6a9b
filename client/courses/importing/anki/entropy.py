"""How Zstandard writes symbols in as few bits as can be (RFC 8878, section 4): Huffman codes and FSE tables.

All raise ValueError for a damaged stream, IndexError for one that ends too early.
"""

from __future__ import annotations

Table = list[tuple[int, int, int]]
"""By state: symbol, bits to read, base of the next state."""

Codes = tuple[list[int], list[int], int]
"""Huffman codes: symbol and bits by the next `most` bits, and `most`."""


def decoded(stream: bytes, size: int, table: Codes) -> bytes:
    """`size` symbols from the end of a stream of Huffman codes."""
    symbols, widths, most = table
    if not stream or size < 0:
        raise ValueError("an empty stream")
    out = bytearray(size)
    mask = (1 << most) - 1
    left = len(stream) * 8 - (9 - stream[-1].bit_length())
    padded = b"\0" * 8 + stream  # so that the last codes may look before the beginning
    left += 64
    for index in range(size):
        place = left - most
        byte = place >> 3
        code = (int.from_bytes(padded[byte : byte + 4], "little") >> (place & 7)) & mask
        out[index] = symbols[code]
        left -= widths[code]
        if left < 64:
            raise ValueError("a stream that ends too early")
    return bytes(out)


def huffman(body: bytes) -> tuple[Codes, int]:
    """The codes at the beginning of `body`, and how many bytes they take."""
    head = body[0]
    if head < 128:
        counts, log, used = counts_in(body, 1, 6)
        weights = _weights(body[1 + used : 1 + head], table_of(counts, log))
        used = 1 + head
    else:
        many = head - 127
        weights = [body[1 + i // 2] >> (0 if i % 2 else 4) & 15 for i in range(many)]
        used = 1 + (many + 1) // 2
    total = sum(1 << (weight - 1) for weight in weights if weight)
    most = total.bit_length()
    rest = (1 << most) - total
    if not total or rest & (rest - 1) or most > 11:
        raise ValueError("a damaged table")
    weights.append(rest.bit_length())
    symbols: list[int] = []
    widths: list[int] = []
    for weight in range(1, most + 1):
        for symbol, own in enumerate(weights):
            if own == weight:
                span = 1 << (weight - 1)
                symbols += [symbol] * span
                widths += [most + 1 - weight] * span
    if len(symbols) != 1 << most:
        raise ValueError("a damaged table")
    return (symbols, widths, most), used


def _weights(stream: bytes, table: Table) -> list[int]:
    if not stream or not stream[-1]:
        raise ValueError("an empty stream")
    value = int.from_bytes(stream, "little")
    left = value.bit_length() - 1
    log = (len(table) - 1).bit_length()

    def take(many: int) -> int:
        nonlocal left
        left -= many
        return (value >> left if left >= 0 else value << -left) & ((1 << many) - 1)

    states = [take(log), take(log)]
    weights: list[int] = []
    turn = 0
    while len(weights) < 256:
        symbol, bits, following = table[states[turn]]
        weights.append(symbol)
        if left < bits:
            weights.append(table[states[1 - turn]][0])
            return weights
        states[turn] = following + take(bits)
        turn = 1 - turn
    raise ValueError("a damaged table")


def counts_in(data: bytes, begin: int, limit: int) -> tuple[list[int], int, int]:
    """The chances of symbols as FSE writes them; the log of the table's size; how many bytes that took."""
    value = int.from_bytes(data[begin : begin + 512], "little")
    at = 4
    log = (value & 15) + 5
    if log > limit:
        raise ValueError("a table too big")
    left = (1 << log) + 1
    counts: list[int] = []
    while left > 1:
        width = left.bit_length()
        low = (1 << (width - 1)) - 1
        spare = (1 << width) - 1 - left
        read = value >> at & low
        if read < spare:
            at += width - 1
        else:
            read = value >> at & ((1 << width) - 1)
            if read > low:
                read -= spare
            at += width
        count = read - 1
        left -= abs(count)
        counts.append(count)
        if count == 0:
            while (repeat := value >> at & 3) == 3:
                counts += [0, 0, 0]
                at += 2
                if len(counts) > 300:
                    raise ValueError("a damaged table")
            counts += [0] * repeat
            at += 2
        if len(counts) > 300 or at > 8 * 512:
            raise ValueError("a damaged table")
    if left != 1:
        raise ValueError("a damaged table")
    return counts, log, (at + 7) // 8


def table_of(counts: list[int], log: int) -> Table:
    """The table of `1 << log` states for symbols with these chances."""
    size = 1 << log
    symbols = [0] * size
    high = size - 1
    following: list[int] = []
    for symbol, count in enumerate(counts):
        if count == -1:
            symbols[high] = symbol
            high -= 1
        following.append(1 if count == -1 else count)
    step, place = (size >> 1) + (size >> 3) + 3, 0
    for symbol, count in enumerate(counts):
        for _each in range(count):
            symbols[place] = symbol
            place = (place + step) & (size - 1)
            while place > high:
                place = (place + step) & (size - 1)
    table: Table = []
    for symbol in symbols:
        state = following[symbol]
        following[symbol] += 1
        bits = log + 1 - state.bit_length()
        table.append((symbol, bits, (state << bits) - size))
    return table
