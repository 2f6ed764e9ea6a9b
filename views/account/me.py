"""我的: who I am, how sync stands, how the app looks and speaks, import, and what it is made of."""

from __future__ import annotations

from typing import Any

from client.texts import _
from views.account.about import AboutRows
from views.account.prefer import PreferCard
from views.account.who import SyncCard, WhoCard
from views.context import use_app
from views.guard import component
from views.theme import Icons
from views.widgets import ListRow, Page, Section, ident


@component
def MeScreen() -> Any:
    """Everything that is not learning, at a glance."""
    app = use_app()
    importing = ListRow(
        _("导入"),
        _("老师给的题库和课程文件，还有 Obsidian、Joplin 等的笔记"),
        leading=Icons.UPLOAD,
        on_click=lambda: app.go("/me/import"),
    )
    data = ListRow(
        _("全部数据"),
        _("一个压缩包全带走，在别的设备上放回来"),
        leading=Icons.DOWNLOAD,
        on_click=lambda: app.go("/me/data"),
    )
    learning = ListRow(
        _("我的学习"),
        _("年级、科目、每天的目标，和自带的课程"),
        leading=Icons.GOAL,
        on_click=lambda: app.go("/me/profile"),
    )
    recap = ListRow(
        _("成果回顾"),
        _("这七天、这学期、假期学到了什么"),
        leading=Icons.DONE,
        on_click=lambda: app.go("/recap"),
    )
    time = ListRow(
        _("今天的时间"),
        _("用了多少，还剩多少，每一分钟去哪了"),
        leading=Icons.TIME,
        on_click=lambda: app.go("/me/time"),
    )
    family = ListRow(
        _("家庭"),
        _("孩子和家长各用自己的设备，连在一起"),
        leading=Icons.TEAM,
        on_click=lambda: app.go("/me/family"),
    )
    parent = ListRow(
        _("家长"),
        _("在这台设备上约定每天用多久；要家长密码"),
        leading=Icons.FAMILY,
        on_click=lambda: app.go("/me/parent"),
    )
    return Page(
        _("我的"),
        WhoCard(),
        SyncCard(),
        Section(
            _("内容"),
            ident("profile-open", learning, button=True),
            ident("recap-open", recap, button=True),
            ident("import-open", importing, button=True),
            ident("data-open", data, button=True),
        ),
        Section(
            _("家庭"),
            ident("family-open", family, button=True),
            ident("time-open", time, button=True),
            ident("parent-open", parent, button=True),
        ),
        Section(_("外观与语言"), PreferCard()),
        Section(_("关于"), AboutRows()),
    )
