"""What a new note may begin with."""

from __future__ import annotations

from typing import NamedTuple

from client.texts import _


class Template(NamedTuple):
    """A beginning: its name, the note's title, and its text."""

    name: str
    title: str
    body: str


def templates(day: str) -> dict[str, Template]:
    """The templates by their keys; `day` is today as the titles say it."""
    return {
        "class": Template(
            _("课堂笔记"),
            _("课堂笔记 {day}").format(day=day),
            _(
                "## 这节课讲什么\n\n\n## 要点\n\n- \n\n## 例题\n\n\n"
                "## 没听懂的\n\n- [ ] \n\n## 用三句话总结\n\n1. \n2. \n3. \n"
            ),
        ),
        "mistake": Template(
            _("错题反思"),
            _("错题反思 {day}").format(day=day),
            _(
                "## 题目\n\n\n## 我当时怎么想的\n\n\n## 错在哪一步\n\n"
                "- [ ] 概念不清\n- [ ] 审题\n- [ ] 计算\n- [ ] 方法\n\n"
                "## 正确的思路\n\n\n## 下次看到什么，就想到什么\n\n> \n"
            ),
        ),
        "reading": Template(
            _("读书笔记"),
            _("读书笔记《》"),
            _("## 书和作者\n\n\n## 摘抄\n\n> \n\n## 我的想法\n\n\n## 想继续了解的\n\n- \n"),
        ),
    }
