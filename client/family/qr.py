"""A short text as a QR code (ISO/IEC 18004): byte mode, level L, versions 1 to 5, which are one block each. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

_DATA = (19, 34, 55, 80, 108)
"""Bytes of data by version, level L."""
_CHECK = (7, 10, 15, 20, 26)
"""Bytes of error correction by version."""
_LEVEL_L = 0b01

Grid = list[list[bool]]
Place = tuple[int, int]

_MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda r, c: (r + c) % 2 == 0,
    lambda r, _c: r % 2 == 0,
    lambda _r, c: c % 3 == 0,
    lambda r, c: (r + c) % 3 == 0,
    lambda r, c: (r // 2 + c // 3) % 2 == 0,
    lambda r, c: r * c % 2 + r * c % 3 == 0,
    lambda r, c: (r * c % 2 + r * c % 3) % 2 == 0,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2 == 0,
)


def qr_code(text: str) -> Grid:
    """The modules, row by row, True for dark, without the quiet zone. Raises ValueError for more than 106 bytes."""
    data = text.encode()
    version = next((n for n, room in enumerate(_DATA, start=1) if len(data) + 2 <= room), 0)
    if not version:
        raise ValueError("too long for a QR code of this kind")
    words = _words(data, _DATA[version - 1])
    bits = [
        bool(word >> shift & 1) for word in words + _checked(words, _CHECK[version - 1]) for shift in range(7, -1, -1)
    ]
    size = 17 + 4 * version
    fixed = _fixed(version, size)
    grids = [_drawn(fixed, bits, size, number) for number in range(len(_MASKS))]
    return min(grids, key=_penalty)


def _words(data: bytes, room: int) -> list[int]:
    """Mode, length, data, end, padding."""
    bits = f"0100{len(data):08b}" + "".join(f"{byte:08b}" for byte in data) + "0000"
    bits = bits[: room * 8].ljust(-(-len(bits) // 8) * 8, "0")
    words = [int(bits[at : at + 8], 2) for at in range(0, len(bits), 8)]
    return words + [(0xEC, 0x11)[n % 2] for n in range(room - len(words))]


def _checked(words: list[int], count: int) -> list[int]:
    """The Reed-Solomon remainder over GF(256) with 0x11D."""
    divisor = [1]
    root = 1
    for _power in range(count):
        divisor = [a ^ b for a, b in zip([*divisor, 0], [0, *(_times(d, root) for d in divisor)], strict=True)]
        root = _times(root, 2)
    rest = [0] * count
    for word in words:
        factor = word ^ rest[0]
        rest = [a ^ _times(d, factor) for a, d in zip([*rest[1:], 0], divisor[1:], strict=True)]
    return rest


def _times(a: int, b: int) -> int:
    product = 0
    while b:
        if b & 1:
            product ^= a
        a = a << 1 ^ (0x11D if a & 0x80 else 0)
        b >>= 1
    return product


def _fixed(version: int, size: int) -> dict[Place, bool]:
    """The patterns that are the same whatever is written, and room for the format."""
    fixed: dict[Place, bool] = {}
    for top, left in ((0, 0), (0, size - 7), (size - 7, 0)):
        for row in range(top - 1, top + 8):
            for column in range(left - 1, left + 8):
                if 0 <= row < size and 0 <= column < size:
                    away = max(abs(row - top - 3), abs(column - left - 3))
                    fixed[row, column] = away in (0, 1, 3)
    if version > 1:
        middle = size - 7
        for row in range(middle - 2, middle + 3):
            for column in range(middle - 2, middle + 3):
                fixed[row, column] = max(abs(row - middle), abs(column - middle)) != 1
    for n in range(8, size - 8):
        fixed[6, n] = fixed[n, 6] = n % 2 == 0
    for place in (*_format_places(size)[0], *_format_places(size)[1]):
        fixed.setdefault(place, False)
    fixed[size - 8, 8] = True
    return fixed


def _format_places(size: int) -> tuple[list[Place], list[Place]]:
    """Where the fifteen bits of the format are, twice, the first bit first."""
    first = [(8, n) for n in (0, 1, 2, 3, 4, 5, 7, 8)] + [(n, 8) for n in (7, 5, 4, 3, 2, 1, 0)]
    second = [(size - 1 - n, 8) for n in range(7)] + [(8, size - 8 + n) for n in range(8)]
    return first, second


def _drawn(fixed: dict[Place, bool], bits: list[bool], size: int, mask: int) -> Grid:
    grid = [[fixed.get((row, column), False) for column in range(size)] for row in range(size)]
    for n, (row, column) in enumerate(_free(fixed, size)):
        grid[row][column] = (n < len(bits) and bits[n]) ^ _MASKS[mask](row, column)
    format_bits = _format(_LEVEL_L << 3 | mask)
    for places in _format_places(size):
        for n, (row, column) in enumerate(places):
            grid[row][column] = bool(format_bits >> (14 - n) & 1)
    grid[size - 8][8] = True
    return grid


def _free(fixed: dict[Place, bool], size: int) -> Iterator[Place]:
    """Where data goes: pairs of columns from the right, up and down in turn, past the timing column."""
    upward = True
    right = size - 1
    while right > 0:
        if right == 6:
            right -= 1
        for n in range(size):
            row = size - 1 - n if upward else n
            for column in (right, right - 1):
                if (row, column) not in fixed:
                    yield row, column
        upward, right = not upward, right - 2


def _format(data: int) -> int:
    """Five bits with their BCH remainder, masked."""
    rest = data << 10
    for shift in range(14, 9, -1):
        if rest >> shift & 1:
            rest ^= 0x537 << (shift - 10)
    return (data << 10 | rest) ^ 0x5412


def _penalty(grid: Grid) -> int:
    """How hard it is to read: runs, blocks, look-alikes of the finder, dark against light."""
    lines = ["".join("1" if dark else "0" for dark in row) for row in [*grid, *map(list, zip(*grid, strict=True))]]
    score = 0
    for line in lines:
        run = 1
        for before, after in zip(line, line[1:] + " ", strict=True):
            if before == after:
                run += 1
            else:
                score += run - 2 if run >= 5 else 0
                run = 1
        score += 40 * sum(line.count(shape) for shape in ("00001011101", "10111010000"))
    size = len(grid)
    score += 3 * sum(
        grid[r][c] == grid[r][c + 1] == grid[r + 1][c] == grid[r + 1][c + 1]
        for r in range(size - 1)
        for c in range(size - 1)
    )
    dark = sum(map(sum, grid)) * 100 / size**2
    return score + 10 * int(abs(dark - 50) // 5)
