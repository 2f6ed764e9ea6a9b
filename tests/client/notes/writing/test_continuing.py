"""Lists, check boxes, quotations and tables go on with Enter, and end with a second one."""

from __future__ import annotations

import pytest

from client.notes.writing.continuing import continued


def entered(marked: str) -> str:
    """What becomes of the text when Enter is pressed at `^`; the cursor is `^` again."""
    at = marked.index("^")
    text = marked.replace("^", "\n")
    change = continued(text, at + 1)
    if change is None:
        return f"{text[: at + 1]}^{text[at + 1 :]}"
    new = change.of(text)
    return f"{new[: change.base]}^{new[change.base :]}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- 一^", "- 一\n- ^"),
        ("* 一^二", "* 一\n* ^二"),
        ("- 一\n- ^", "- 一\n^"),
        ("9. 九^", "9. 九\n10. ^"),
        ("2) 二^", "2) 二\n3) ^"),
        ("- [x] 做完^", "- [x] 做完\n- [ ] ^"),
        ("  - [ ] ^", "^"),
        ("> 话^", "> 话\n> ^"),
        ("> ^", "^"),
        ("平常^", "平常\n^"),
        ("^", "\n^"),
        ("-没有空格^", "-没有空格\n^"),
        ("```\n- 一^\n```", "```\n- 一\n^\n```"),
        ("| 甲 | 乙 |^", "| 甲 | 乙 |\n| --- | --- |\n| ^ |  |"),
        ("| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |^", "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n| ^ |  |"),
        ("| 1 | 2 |\n|  |  |^", "| 1 | 2 |\n\n^"),
    ],
)
def test_enter(before: str, after: str) -> None:
    assert entered(before) == after
