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
    lines, boxes, blank = "- \n", "- [ ] \n", "\n"
    causes = "".join(f"- [ ] {cause}\n" for cause in (_("概念不清"), _("审题"), _("计算"), _("方法")))
    return {
        "class": Template(
            _("课堂笔记"),
            _("课堂笔记 {day}").format(day=day),
            _body(
                (_("这节课讲什么"), blank),
                (_("要点"), lines),
                (_("例题"), blank),
                (_("没听懂的"), boxes),
                (_("用三句话总结"), "1. \n2. \n3. \n"),
            ),
        ),
        "mistake": Template(
            _("错题反思"),
            _("错题反思 {day}").format(day=day),
            _body(
                (_("题目"), blank),
                (_("我当时怎么想的"), blank),
                (_("错在哪一步"), causes),
                (_("正确的思路"), blank),
                (_("下次看到什么，就想到什么"), "> \n"),
            ),
        ),
        "reading": Template(
            _("读书笔记"),
            _("读书笔记《》"),
            _body((_("书和作者"), blank), (_("摘抄"), "> \n"), (_("我的想法"), blank), (_("想继续了解的"), lines)),
        ),
    }


def _body(*parts: tuple[str, str]) -> str:
    """Headings, and what stands below each."""
    return "\n".join(f"## {words}\n\n{below}" for words, below in parts)
