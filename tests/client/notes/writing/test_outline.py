"""Headings, counts, and the parts of a long text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from client.notes.writing.outline import count, outline
from client.notes.writing.parts import LONG_CHARS, PART_CHARS, part_at, parts


def test_headings_in_code_are_none() -> None:
    text = "# 一\n文\n```\n# 不是\n```\n## **二** 的 $x^2$ ##\n#没有空格"
    assert [(h.order, h.words) for h in outline(text)] == [(1, "一"), (2, "二 的 x²")]
    assert text[outline(text)[1].start :].startswith("## **二**")


def test_characters_and_words_are_counted() -> None:
    found = count("判别式 b-2 大于 zero's，\n好")
    assert (found.words, found.signs) == (8, 16)
    assert count("").minutes == 0
    assert count("字" * 401).minutes == 2


def test_a_short_text_is_one_part() -> None:
    assert parts("字" * LONG_CHARS) == [0]
    assert part_at("", 0) == (0, 0)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["字" * 400 + "\n", "# 标题\n", "\n\n", "段" * 1500, "x" * 9000]), max_size=30))
def test_parts_cover_a_text_and_none_is_long(pieces: list[str]) -> None:
    text = "".join(pieces)
    starts = parts(text)
    ends = [*starts[1:], len(text)]
    assert starts[0] == 0
    assert all(0 <= end - start <= max(LONG_CHARS, 2 * PART_CHARS) for start, end in zip(starts, ends, strict=True))
    for start, end in zip(starts, ends, strict=True):
        assert part_at(text, start) == (start, end)


def test_a_part_begins_at_a_heading_where_there_is_one() -> None:
    text = "字" * 5200 + "\n# 二\n" + "字" * 9000
    assert text[parts(text)[1] :].startswith("# 二")
