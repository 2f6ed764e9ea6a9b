import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from client.courses.content import Course
from client.courses.importing import ImportRefusedError
from client.courses.importing.reading import read_blocking

GIFT = r"""// [id:1] [tag:力]
$CATEGORY: $course$/top/力学

::题::[html]<p>甲 <b>乙</b> $$\frac{1}{2}$$ x<sub>2</sub></p>{~%50%一#好 ~%-100%二 =三 ####总}

某年{#=1822:5 =%50%1..9#近 ~#错} 补 _____

连线{=[plain]a -> b =c -> d = -> e}

是吗\: {FALSE#a#b}

[markdown]读 **这** `段` <table><tr><td>1</table>

谁？{=甲 =%50%*乙}
"""
BANK = json.dumps(
    {
        "keywords": "2010-2022_Math_I_MCQs",
        "example": [
            {"year": "2010", "category": "（新课标）", "index": n, "analysis": "解: $a\n$", "question": q, "answer": a}
            for n, (q, a) in enumerate(
                [
                    ("1. $(5$ 分 $) \\frac{1}{2}=(\\quad)$\nA. $x$\nB. 2\nC. 3\nD.\n\n4", ["B"]),
                    ("14.共有 种。（用数字作答）", "$\\frac{3}{10} \\# \\# 0.3$"),
                    ("短文\n1. 甲\nA. 1\nB. 2\nC. 3\n2. 乙\nA. 1\nB. 2\nC. 3", ["A", "C"]),
                ]
            )
        ],
    },
    ensure_ascii=False,
)
PIECES = [
    "{", "}", "=", "~", "#", "####", "->", "::", "\\", "\n\n", "$$", "$", "%50%", "<", "</td>", "<table>", "[html]",
    "A．", "B. ", "..", '"', "[", "]", "\0", "_____", "//", "&#x110000;", "<!--", "\\(", "（", "5 分",
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str:
    for _change in range(draw(st.integers(1, 6))):
        at, until = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        kind = draw(st.sampled_from(["insert", "cut", "repeat"]))
        if kind == "insert":
            text = text[:at] + draw(st.sampled_from(PIECES) | st.text(max_size=4)) + text[at:]
        elif kind == "cut":
            text = text[:at] + text[min(until, at + 40) :]
        else:
            text = text[:at] + text[at : min(until, at + 40)] * 2 + text[at:]
    return text


def read_or_be_refused(data: bytes, name: str) -> None:
    try:
        found = read_blocking(data, name)
    except ImportRefusedError:
        return
    for course in found.courses:
        assert Course.model_validate(course.model_dump()) == course
    assert all(entry.item and entry.reason for entry in (*found.skipped, *found.notes))


@settings(max_examples=1200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated(GIFT))
def test_a_mutated_gift_file_is_read_or_refused(text: str) -> None:
    read_or_be_refused(text.encode("utf-8", "surrogatepass"), "题.gift")


@settings(max_examples=1200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated(BANK))
def test_a_mutated_bank_is_read_or_refused(text: str) -> None:
    read_or_be_refused(text.encode("utf-8", "surrogatepass"), "题.json")


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode), st.sampled_from(["a.gift", "a.json", "a"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    read_or_be_refused(data, name)
