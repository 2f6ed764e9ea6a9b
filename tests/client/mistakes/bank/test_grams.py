"""What a text is found by."""

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from client.mistakes.bank.grams import grams, in_common, is_number, shape


def test_chinese_by_pairs_of_characters_other_scripts_by_words_and_commands() -> None:
    assert grams("求方程的根") == {"求方", "方程", "程的", "的根"}
    assert grams("Find the root of \\frac{1}{2}") == {
        "find", "the", "root", "of", "find_the", "the_root", "root_of", "frac", "n1", "n2",
    }  # fmt: skip
    assert grams("$x$ 轴，Ω") == {"x", "轴", "ω"}


def test_numbers_are_grams_that_can_be_told() -> None:
    assert {gram for gram in grams("买 12.5 元 n 个 num") if is_number(gram)} == {"n12_5"}


def test_shapes_tell_formulas_apart_and_see_past_numbers() -> None:
    assert in_common(shape("12+7=19"), shape("5 + 340 = 345")) == 1
    assert in_common(shape("12+7"), shape("12\\times 7")) < 0.7
    assert in_common(shape(""), shape("")) == 0


@given(st.text(max_size=60))
def test_every_gram_is_one_word_for_the_index(text: str) -> None:
    database = sqlite3.connect(":memory:")
    database.execute(
        "CREATE VIRTUAL TABLE t USING fts5(g, content='', detail=none,"
        " tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")"
    )
    found = grams(text)
    database.execute("INSERT INTO t (rowid, g) VALUES (1, ?)", (" ".join(found),))
    for gram in found:
        assert database.execute("SELECT rowid FROM t WHERE t MATCH ?", (f'"{gram}"',)).fetchall() == [(1,)]
    database.close()
