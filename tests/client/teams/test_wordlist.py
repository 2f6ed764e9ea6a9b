"""What may not be said: also when it is written to slip through; and what children say every day may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.teams.wordlist import ELSEWHERE, HURTING, is_fit, masked


@pytest.mark.parametrize(
    "words",
    [
        "你是傻逼", "傻 逼", "傻-逼", "你真是废。物", "ＮＭＳＬ", "what the FUCK", "加 我 微 信", "打我电话13812345678",
        "138-1234-5678", "看 https://x.example/a", "写信给 a.b@x.example", "kill  yourself",
    ],
)  # fmt: skip
def test_hurting_words_and_ways_to_be_reached_elsewhere(words: str) -> None:
    assert not is_fit(words)
    assert is_fit(masked(words)), masked(words)


@pytest.mark.parametrize(
    "words",
    [
        "妈妈的生日", "他妈妈来接他", "体操你练了吗", "早操你做了吗", "去死海旅行", "圆周率是3.1415926535",
        "1234567890",
        "Scunthorpe 的 retarding force", "今天学了一元二次方程", "x = 13800000000000", "电话是谁发明的", "",
    ],
)  # fmt: skip
def test_what_is_said_every_day(words: str) -> None:
    assert is_fit(words), masked(words)
    assert masked(words) == words


@given(
    st.sampled_from((*HURTING, *ELSEWHERE)), st.text("今天学了，。 12", max_size=10), st.text("好的 34", max_size=10)
)
def test_each_word_is_found_wherever_it_stands(word: str, before: str, after: str) -> None:
    said = f"{before}{word}{after}"
    assert not is_fit(said)
    assert word not in masked(said)
    assert len(masked(said)) == len(said)


@given(st.text(max_size=80))
def test_nothing_breaks_it(words: str) -> None:
    assert len(masked(words)) == len(words)
