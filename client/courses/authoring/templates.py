"""What the editor's buttons put in, and what a new manuscript begins with."""

from __future__ import annotations

from client.texts import _


def beginning() -> str:
    """A new course: its head, a lesson and a question, to be written over."""
    head = "\n".join(["---", _("标题："), _("科目：数学"), _("年级："), _("简介："), "---"])
    title, text = _("第一课"), _("先写几句话，公式写在 $ 之间。")
    question = _block(_("$1+1=2$，对吗？"), _("答案：对"), _("解析："))
    return f"{head}\n\n# {title}\n\n{text}\n{question}"


def templates() -> dict[str, tuple[str, str]]:
    """Key → name and text, in the order of the buttons."""
    why = _("解析：")
    options = (_("- [x] 正确的选项"), _("- [ ] 错误的选项"))
    gap = "{{" + _("水") + "}} H₂O"
    return {
        "lesson": (_("新的一课"), "\n# " + _("课的标题") + "\n\n"),
        "segment": (_("新的一段"), "\n## " + _("小标题") + "\n\n"),
        "choice": (_("选择题"), _block(_("问题？"), *options, why)),
        "judge": (_("判断题"), _block(_("一句话。"), _("答案：对"), why)),
        "number": (_("数值题"), _block(_("问题？"), _("答案：9.8 ± 0.1 m/s²"), why)),
        "words": (_("填空题"), _block(_("中国的首都是哪里？"), _("答案：北京 | 北京市"), why)),
        "gaps": (_("挖空题"), _block(gap)),
        "pairs": (_("配对题"), _block(_("把左右配成对。"), _("- 甲 => 一"), _("- 乙 => 二"))),
        "order": (_("排序题"), _block(_("类型：排序"), _("按先后排好。"), _("1. 先"), _("2. 后"))),
        "essay": (_("问答题"), _block(_("说说你的理由。"), _("参考："))),
    }


def _block(*lines: str) -> str:
    return "\n".join(["", "```" + _("题"), *lines, "```", ""])
