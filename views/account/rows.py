"""What 我的 leads to and what can be set there, as data: the screen lists it, its search and the palette find it."""

from __future__ import annotations

from dataclasses import dataclass

import flet as ft

from client.search.names import PART, Name, Typed
from client.texts import _
from views.theme import Icons

ABOUT = "about version licences storage 版本 许可 数据文件夹"
"""Other words for what the app is made of."""


@dataclass(frozen=True)
class MeRow:
    """A line of 我的. `ident` names it on the screen, `aliases` are other words for it."""

    ident: str
    section: str
    title: str
    about: str
    icon: ft.IconData
    route: str
    aliases: str


@dataclass(frozen=True)
class Look:
    """A single thing that can be set on the screen itself; `name` is that of its choice in `views.account.prefer`."""

    name: str
    title: str
    aliases: str


def rows() -> list[MeRow]:
    """Section by section, in the order of the screen."""
    content, family, help_ = _("内容"), _("家庭"), _("帮助与隐私")
    return [
        MeRow(
            "profile-open", content, _("我的学习"), _("年级、科目、每天的目标，和自带的课程"), Icons.GOAL,
            "/me/profile", "profile grade subjects goal 年级 科目 目标 自带的课程",
        ),
        MeRow(
            "recap-open", content, _("成果回顾"), _("这七天、这学期、假期学到了什么"), Icons.DONE,
            "/recap", "recap looking back week term holiday 总结 回顾",
        ),
        MeRow(
            "import-open", content, _("导入"), _("老师给的题库和课程文件，还有 Obsidian、Joplin 等的笔记"),
            Icons.UPLOAD, "/me/import", "import gift json notes enex anki moodle 题库 课程 笔记",
        ),
        MeRow(
            "data-open", content, _("全部数据"), _("一个压缩包全带走，在别的设备上放回来"), Icons.DOWNLOAD,
            "/me/data", "data export backup zip 导出 备份 搬家 放回来",
        ),
        MeRow(
            "family-open", family, _("家庭"), _("孩子和家长各用自己的设备，连在一起"), Icons.TEAM,
            "/me/family", "family parents children 家长 孩子 邀请",
        ),
        MeRow(
            "time-open", family, _("今天的时间"), _("用了多少，还剩多少，每一分钟去哪了"), Icons.TIME,
            "/me/time", "time today minutes limit 时长 限时 剩余 想多学一会儿",
        ),
        MeRow(
            "parent-open", family, _("家长"), _("在这台设备上约定每天用多久；要家长密码"), Icons.FAMILY,
            "/me/parent", "parent pin limits 家长密码 限时 约定 时间",
        ),
        MeRow(
            "help-open", help_, _("帮助"), _("一页一件事，短短的"), Icons.DOUBT,
            "/me/help", "help support how 怎么做 不会用 教程",
        ),
        MeRow(
            "feedback-row", help_, _("提建议"), _("哪里不好用、想要什么，写下来就能看到回答"), Icons.ASK,
            "/me/feedback", "feedback report problem suggest 反馈 报错 意见 投诉",
        ),
        MeRow(
            "privacy-open", help_, _("隐私"), _("存了什么、在哪里、留多久、谁能看到"), Icons.SHOW,
            "/me/help/privacy", "privacy data protection 个人信息 数据 谁能看到",
        ),
        MeRow(
            "erase-row", help_, _("删除数据"), _("删除账号，或者只清空这台设备"), Icons.DELETE,
            "/me/delete", "delete erase account close 注销 清空 删除账号和数据",
        ),
    ]  # fmt: skip


def looks() -> list[Look]:
    """What is set on the screen itself."""
    return [
        Look("theme", _("外观"), "theme light dark 主题 深色 浅色 夜间"),
        Look("text-scale", _("字号"), "text size larger 大字 放大 文字"),
        Look("contrast", _("对比度"), "contrast 高对比度 看不清"),
        Look("motion", _("动画"), "motion animation 减少动画 头晕"),
        Look("language", _("语言"), "language english 英文 中文"),
        Look("region", _("帮助用语"), "dialect cantonese sichuan 粤语 四川话 方言"),
    ]


def answers(typed: Typed, title: str, *others: str) -> bool:
    """Whether what was typed finds it; nothing typed finds all."""
    if not typed.words or typed.rank(Name.of(title)) is not None:
        return True
    rank = typed.rank(Name.of(" ".join((title, *others))))
    return rank is not None and rank <= PART  # letters strewn over other words mean nothing
