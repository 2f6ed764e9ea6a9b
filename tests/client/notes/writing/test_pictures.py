"""Pictures wherever they are written."""

import pytest

from client.notes.writing.pictures import Shown, pieces


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一\n\n![图](a.png)\n\n二", ["一\n", Shown("a.png", "图"), "\n二"]),
        ("- 甲\n- 看 ![图](a.png) 这里\n- 乙", ["- 甲\n- 看  这里", Shown("a.png", "图", 1), "- 乙"]),
        ("1. ![图](a.png)\n   - ![](b.svg)", ["1. 图", Shown("a.png", "图", 1), "   - …", Shown("b.svg", "", 2)]),
        ("> ![图](a.png)", [Shown("a.png", "图")]),
        ("![一](a.png) ![二](b.PNG)", [Shown("a.png", "一"), Shown("b.PNG", "二")]),
        ("前面的话 ![图](a.png)", ["前面的话", Shown("a.png", "图")]),
        ("```\n![图](a.png)\n```", ["```\n![图](a.png)\n```"]),
        ("写作 `![图](a.png)`", ["写作 `![图](a.png)`"]),
        ("| ![图](a.png) |", ["| ![图](a.png) |"]),
        ("", []),
    ],
)
def test_pictures_stand_between_the_words(text: str, found: list[object]) -> None:
    assert list(pieces(text)) == found
