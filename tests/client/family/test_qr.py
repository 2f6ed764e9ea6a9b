"""A QR code, read back as a reader would: format, mask, zigzag, Reed-Solomon, bytes."""

import pytest

from client.family.qr import _MASKS, _checked, _fixed, _format, _format_places, _free, qr_code  # pyright: ignore[reportPrivateUsage]

DATA = (19, 34, 55, 80, 108)


def read(grid: list[list[bool]]) -> str:
    size = len(grid)
    version = (size - 17) // 4
    bits = 0
    for row, column in _format_places(size)[0]:
        bits = bits << 1 | grid[row][column]
    [mask] = [mask for mask in range(8) if _format(1 << 3 | mask) == bits]
    stream = [grid[r][c] ^ _MASKS[mask](r, c) for r, c in _free(_fixed(version, size), size)]
    words = [int("".join("01"[bit] for bit in stream[n : n + 8]), 2) for n in range(0, len(stream) - 7, 8)]
    data, check = words[: DATA[version - 1]], words[DATA[version - 1] :]
    assert _checked(data, len(check)) == check
    text = "".join(f"{word:08b}" for word in data)
    assert text[:4] == "0100"
    length = int(text[4:12], 2)
    return bytes(int(text[12 + 8 * n : 20 + 8 * n], 2) for n in range(length)).decode()


@pytest.mark.parametrize(
    "text", ["A", "http://127.0.0.1:8000/j/ABCDEF", "https://xueban.example.org/j/QWERTY", "学伴" * 17]
)
def test_what_is_written_is_read(text: str) -> None:
    assert read(qr_code(text)) == text


def test_a_known_code() -> None:
    """The remainder of the standard's own example (annex I: version 1-M, ten bytes of correction)."""
    words = [16, 32, 12, 86, 97, 128, 236, 17, 236, 17, 236, 17, 236, 17, 236, 17]
    assert _checked(words, 10) == [165, 36, 212, 193, 237, 54, 199, 135, 44, 85]
    assert _format(0b00101) == 0b100000011001110


def test_it_has_its_three_corners_and_its_quiet_row() -> None:
    grid = qr_code("http://127.0.0.1:8000/j/ABCDEF")
    size = len(grid)
    for top, left in ((0, 0), (0, size - 7), (size - 7, 0)):
        assert all(grid[top][left + n] and grid[top + 6][left + n] for n in range(7))
        assert grid[top + 3][left + 3]
    assert grid[size - 8][8]


def test_what_is_too_long_is_said() -> None:
    with pytest.raises(ValueError, match="too long"):
        qr_code("x" * 107)
