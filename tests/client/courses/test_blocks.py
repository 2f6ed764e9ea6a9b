import pytest

from client.courses.blocks import blocks


@pytest.mark.parametrize(
    ("markdown", "parts"),
    [
        ("一段。\n\n又一段。", ["一段。", "又一段。"]),
        ("# 标题\n\n第一段。\n\n第二段。", ["# 标题\n\n第一段。", "第二段。"]),
        ("```py\na = 1\n\nb = 2\n```\n\n后面", ["```py\na = 1\n\nb = 2\n```", "后面"]),
        ("$$\nx\n\ny\n$$\n\n后面", ["$$\nx\n\ny\n$$", "后面"]),
        ("- 一\n\n- 二\n\n  还是二\n\n后面", ["- 一\n\n- 二\n\n  还是二", "后面"]),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n\n![图](a.svg)", ["| a | b |\n|---|---|\n| 1 | 2 |", "![图](a.svg)"]),
        ("", []),
        ("\n\n\n", []),
    ],
)
def test_what_belongs_together_stays_together(markdown: str, parts: list[str]):
    assert blocks(markdown) == parts


def test_nothing_is_lost():
    text = "甲\n\n~~~\n```\n\n~~~\n\n1. 一\n\n乙 $$x$$ 丙\n\n# 题\n\n\n丁"
    assert "".join("".join(blocks(text)).split()) == "".join(text.split())
