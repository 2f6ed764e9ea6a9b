"""What a screen reader says of a formula."""

import pytest

from views.widgets.speech import say, say_formula


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        (r"x^2-4=0", "x 的平方 减 4 等于 0"),
        (r"x=-3", "x 等于 负 3"),
        (r"\frac{-b\pm\sqrt{b^2-4ac}}{2a}", "2 a 分之 负 b 正负 根号 b 的平方 减 4 a c"),
        (r"x_1\ne x_2", "x 下标 1 不等于 x 下标 2"),
        (r"2^{n+1}", "2 的 n 加 1 次方"),
        (r"\sqrt[3]{8}", "3 次根号 8"),
        (r"30^\circ", "30 度"),
        (r"\begin{cases}x+y=1\\-x=2\end{cases}", "方程组： x 加 y 等于 1 ； 负 x 等于 2"),
        (r"F=\rho gV,\ V=0.5\,\text{m}^3", "F 等于 柔 g V , V 等于 0.5 m 的立方"),
        (r"\frac{1", "分之 1"),
        (r"\strange{x}", "strange x"),
    ],
)
def test_a_formula_is_read_as_a_teacher_reads_it(latex: str, words: str):
    assert say_formula(latex) == words


def test_a_sentence_keeps_its_words_and_loses_its_marks():
    assert say("**判别式** $\\Delta=b^2$ 叫什么？").split() == ["判别式", "德尔塔", "等于", "b", "的平方", "叫什么？"]
