"""One line of a question, readable without a formula renderer."""

import pytest

from client.plain import plain


@pytest.mark.parametrize(
    ("markdown", "line"),
    [
        ("方程 $x^2-4x+4=0$ 的根", "方程 x²-4x+4=0 的根"),
        ("水的化学式是 _____ ，__填空__", "水的化学式是 _____ ，填空"),
        (r"求 $x=\frac{-b\pm\sqrt{b^2-4ac}}{2a}$", "求 x=(-b±√(b²-4ac))/2a"),
        (r"$\dfrac{1}{2}\times\sqrt{3}$", "1/2×√3"),
        (r"$a_1+a_{n}$，$30^{\circ}$，$\angle ABC$", "a₁+aₙ，30°，∠ ABC"),
        (r"$$\begin{cases}x+y=1\\x-y=2\end{cases}$$", "x+y=1；x-y=2"),
        (r"速度 $v=3\ \text{m/s}$", "速度 v=3m/s"),
        ("**注意** `代码` [链接](http://x)\n\n- 第一", "注意 代码 链接 第一"),
        ("![图](drawings/a.svg)\n\n如图", "如图"),
        ("$2^{x+1}$ 与 $10^{ab}$", "2ˣ⁺¹ 与 10^ab"),
        ("与 *x* 轴的交点，*m*=3，算 2*3*4", "与 x 轴的交点，m=3，算 2*3*4"),
        ("价格 5 元", "价格 5 元"),
    ],
)
def test_formulas_become_readable_and_marks_go(markdown: str, line: str) -> None:
    assert plain(markdown) == line


def test_a_long_question_ends_in_an_ellipsis() -> None:
    assert plain("长" * 100, limit=10) == "长" * 9 + "…"


def test_what_a_note_marks_is_read_without_its_signs() -> None:
    assert plain("水是 {{H2O}}，==要紧== {{c1::盐::NaCl}}") == "水是 H2O，要紧 盐"
    assert plain("a==b==c") == "a==b==c"
