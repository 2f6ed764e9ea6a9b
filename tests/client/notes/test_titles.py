"""What a list shows of a note."""

import pytest

from client.notes.titles import heading


@pytest.mark.parametrize(
    ("title", "body", "shown"),
    [
        ("判别式", "第一行\n第二行", ("判别式", "第一行 第二行")),
        ("", "第一行\n第二行", ("第一行", "第二行")),
        ("", "\n\n# 一元二次方程\n\n- [ ] **配方**法", ("一元二次方程", "配方法")),
        ("", "> 引用\n1. 其一\n```python\nx = 1\n```", ("引用", "其一 x = 1")),
        ("", "当 $b^2-4ac \\ge 0$ 时", ("当 b²-4ac ≥ 0 时", "")),
        ("$x^2$ 的图象", "开口向上", ("x² 的图象", "开口向上")),
        ("判别式", "# 判别式\n\n$$\n\\Delta = b^2-4ac\n$$\n它说明*根的个数*", ("判别式", "Δ = b²-4ac 它说明根的个数")),
        ("", "[ ] 这是课本第 [3 页](https://example.org)", ("这是课本第 3 页", "")),
        ("  ", "", ("", "")),
        ("", "  \n---\n", ("", "")),
    ],
)
def test_a_note_is_called_by_its_title_or_its_first_line(title: str, body: str, shown: tuple[str, str]) -> None:
    assert heading(title, body) == shown


def test_long_names_are_cut() -> None:
    name, snippet = heading("", "长" * 100 + "\n" + "文" * 200)
    assert (len(name), len(snippet)) == (60, 120)
    assert name.endswith("…")
