import json
from pathlib import Path

import pytest

from views.widgets.formulas import as_text, flowing


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("x", "*x*"),
        ("x^2+2x=x^2-1", "*x*²+2*x*=*x*²−1"),
        ("x_1=-3", "*x*₁=−3"),
        ("x^{2}", "*x*²"),
        (r"a\ne 0", "*a*≠0"),
        (r"\Delta=b^2-4ac\ge 0", "Δ=*b*²−4*ac*≥0"),
        (r"0.5\,\text{kg}\times10\,\text{N/kg}", "0.5 kg×10 N/kg"),
        (r"x=\pm\sqrt{5}", "*x*=±√5"),
        (r"x^2+\frac{1}{x}=4", "*x*²+1/*x*=4"),
        (r"-\frac{b}{2a}", "−*b*/(2*a*)"),
        ("|a|", "|*a*|"),
        ("(0,c)", "(0,*c*)"),
        (r"30^\circ", "30°"),
        ("x_1^2+x_2^2", "*x*₁²+*x*₂²"),
    ],
)
def test_a_short_formula_is_written_as_text(latex: str, text: str):
    assert as_text(latex) == text


@pytest.mark.parametrize(
    "latex",
    [r"\frac{x+1}{2}", r"\sqrt{b^2-4ac}", "x^{10}", "x_{ab}", r"\begin{cases}x\end{cases}", "{x}", "[1]", ""],
)
def test_what_needs_a_second_storey_stays_latex(latex: str):
    assert as_text(latex) is None


def test_a_formula_within_a_sentence_flows_and_one_alone_does_not():
    assert flowing("设宽为 $x$ 米，$x>0$。") == "设宽为 *x* 米，*x*>0。"
    assert flowing("$x^2=4$") == "$x^2=4$"
    assert flowing("- $x^2=4$；") == r"- $x^2=4\text{；}$"
    assert flowing("A. $x^2=4$") == "A. $x^2=4$"
    assert flowing("| $|a|$ | $a$ |") == "| $|a|$ | *a* |"
    assert flowing("$$x^2=4$$") == "$$x^2=4$$"


def test_code_and_escaped_dollars_are_left_alone():
    assert flowing("`$x$` 要 5\\$ 或 $y$") == "`$x$` 要 5\\$ 或 *y*"
    assert flowing("```\n$x$ a\n```") == "```\n$x$ a\n```"


def test_in_the_starter_courses_most_formulas_flow():
    found = flowed = 0
    for file in Path("assets/courses").glob("*/lessons/*.json"):
        for segment in json.loads(file.read_text("utf-8"))["segments"]:
            found += segment["body"].count("$")
            flowed += segment["body"].count("$") - flowing(segment["body"]).count("$")
    assert flowed > found * 0.3


@pytest.mark.parametrize("behind", ["（", ";", "中", "”", "a"])
def test_a_formula_ends_where_it_ends_whatever_follows(behind: str):
    formula = r"$\sqrt{b^2-4ac}$"
    assert flowing(f"若{formula}{behind}则") == f"若{formula} {behind}则"
    assert flowing(f"{formula};") == f"{formula} ;"


@pytest.mark.parametrize("mark", ["。", "，", "）"])
def test_no_line_begins_with_the_mark_after_a_tall_formula(mark: str):
    assert flowing(rf"若$\frac{{a+1}}{{2}}${mark}则") == rf"若$\frac{{a+1}}{{2}}\text{{{mark}}}$ 则"
    assert flowing(f"若$x^2${mark}则") == f"若*x*²{mark}则"


@pytest.mark.parametrize("behind", [" 时", "", "?"])
def test_a_formula_gets_no_space_that_it_does_not_need(behind: str):
    formula = r"$\sqrt{b^2-4ac}$"
    assert flowing(f"若{formula}{behind}") == f"若{formula}{behind}"
