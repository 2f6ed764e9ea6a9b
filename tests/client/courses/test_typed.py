import math

import pytest

from client.courses.typed import number, plain, roots


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("3", 3),
        ("−3.5", -3.5),
        ("１２．５", 12.5),
        (" - 4 ", -4),
        ("+7", 7),
        (".5", 0.5),
        ("1/2", 0.5),
        ("－３／４", -0.75),
        ("½", 0.5),
        ("1 1/2", 1.5),
        ("-2 1/4", -2.25),
        ("1,000", 1000),
        ("12，345.5", 12345.5),
        ("3×10^8", 3e8),
        ("3 × 10⁸", 3e8),
        ("1.6*10^-19", 1.6e-19),
        (r"$3\times 10^{8}$", 3e8),
        ("3e8", 3e8),
        (r"\frac{3}{4}", 0.75),
        (r"$-\frac{1}{2}$", -0.5),
        ("√2", math.sqrt(2)),
        ("2√3", 2 * math.sqrt(3)),
        ("-√3/2", -math.sqrt(3) / 2),
        (r"\sqrt{2}", math.sqrt(2)),
        ("sqrt(2)", math.sqrt(2)),
        ("π/2", math.pi / 2),
        ("2π", 2 * math.pi),
        ("50%", 0.5),
    ],
)
def test_a_number_is_read_however_it_is_written(typed: str, value: float):
    assert number(typed) == pytest.approx(value)


@pytest.mark.parametrize(
    "typed", ["", "abc", "2+3", "2*3", "1/0", "1,2", "3 4", "--3", "1e999", "3×10^9999", "x", "√", "/"]
)
def test_what_is_no_number_is_none(typed: str):
    assert number(typed) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x² ＋ 1", "x^2+1"),
        ("x^{2}+1", "x^2 + 1"),
        (r"2\times 3", "2×3"),
        (r"2\cdot 3", "2·3"),
        ("x₁", "x_1"),
        ("x_{1}", "x1"),
        (r"x \ge 3", "x≥3"),
        ("x>=3", "x ≥ 3"),
        (r"$\sqrt{3}$", "√3"),
        ("√(3)", "√3"),
        ("ｘ＝３", "x=3"),
        ("x＝－3", "x = −3"),
        (r"\Delta > 0", "Δ>0"),
        ("根 的 判别式。", "根的判别式"),
        ("ice  cream", "ice cream"),
        (r"30 \text{cm}", "30cm"),
    ],
)
def test_two_spellings_of_the_same_are_one(one: str, other: str):
    assert plain(one) == plain(other)


def test_words_of_letters_stay_apart():
    assert plain("ice cream") != plain("icecream")


def test_solutions_are_read_as_a_set_of_values():
    assert roots(plain("x₁=3，x₂=1")) == ("x", ["1", "3"])
    assert roots(plain("x=1或x=3")) == ("x", ["1", "3"])
    assert roots(plain("x=±2")) == ("x", ["-2", "2"])
    assert roots(plain("x=1±√2")) == ("x", ["1+√2", "1-√2"])
    assert roots("3,1") == ("", ["1", "3"])
    assert roots("x=1,y=2")[0] == "?"
