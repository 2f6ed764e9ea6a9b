"""The pages and commands that the palette knows by itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import flet as ft

from client.help import read_pages
from client.search.names import PART, Name, Typed
from client.texts import LANGUAGES, _
from views.account.rows import looks, rows
from views.context import App
from views.places import places
from views.preferences import CONTRAST, LANGUAGE, LARGEST, MOTION, SMALLEST, TEXT_SCALE, THEME

STEP = 0.25


@dataclass(frozen=True)
class Entry:
    """A line of the palette. `run` does it, `aliases` are other words for it."""

    id: str
    title: str
    about: str
    icon: ft.IconData
    run: Callable[[], Awaitable[Any]]
    aliases: str = ""


def matching(entries: list[Entry], typed: Typed, limit: int) -> list[tuple[int, Entry]]:
    """Those that answer, each with how well, the best first; all of them when nothing is typed."""
    if not typed.words:
        return [(0, entry) for entry in entries[:limit]]
    ranked: list[tuple[int, Entry]] = []
    for entry in entries:
        rank = typed.rank(Name.of(entry.title))
        other = typed.rank(Name.of(f"{entry.title} {entry.aliases}"))
        if rank is None and other is not None and other <= PART:  # letters strewn over other words mean nothing
            rank = other
        if rank is not None:
            ranked.append((rank, entry))
    return sorted(ranked, key=lambda pair: pair[0])[:limit]


def entries(app: App) -> list[Entry]:
    """All of them, as they are useful now; the usual ones first."""
    return [*_tasks(app), *_pages(app), *_looks(app), *_settings(app), *_help(app)]


def _tasks(app: App) -> list[Entry]:
    icons = ft.Icons

    async def sync_now() -> None:
        app.client.sync.wake()
        app.go("/me/sync")

    async def shortcuts() -> None:
        app.open("shortcuts")

    def go(key: str, title: str, route: str, icon: ft.IconData, aliases: str) -> Entry:
        return Entry(key, title, _("命令"), icon, _leads(app, route), aliases)

    return [
        go("new-note", _("写新笔记"), "/notes/new", icons.EDIT_ROUNDED, "new note xinjian 新建"),
        go("new-mistake", _("记一道错题"), "/mistakes/new", icons.ADD_TASK_ROUNDED, "new mistake add cuoti 新建"),
        go("print", _("打印练习"), "/mistakes/print", icons.PRINT_ROUNDED, "print pdf word dayin 练习卷"),
        go("review", _("开始复习错题"), "/mistakes/review", icons.PLAY_ARROW_ROUNDED, "start review"),
        go("import", _("导入题库、课程或笔记"), "/me/import", icons.UPLOAD_FILE_ROUNDED, "import gift json notes enex"),
        Entry("sync", _("立即同步"), _("命令"), icons.SYNC_ROUNDED, sync_now, "sync now"),
        Entry("keys", _("快捷键一览"), _("命令"), icons.KEYBOARD_ROUNDED, shortcuts, "shortcuts keyboard 键盘"),
    ]


def _pages(app: App) -> list[Entry]:
    pages = [
        Entry(f"page{place.route}", place.name, _("页面"), place.icon, _leads(app, place.route), _english(place.route))
        for place in places()
    ]
    more = (
        ("/courses/live", _("直播课"), ft.Icons.LIVE_TV_ROUNDED, "live lessons 名师直播 课表"),
        ("/courses/writing", _("我写的课程"), ft.Icons.EDIT_ROUNDED, "write authoring course 写课程 出题"),
        ("/courses/catalogue", _("课程目录"), ft.Icons.MENU_BOOK_ROUNDED, "catalogue download courses 下载 更多课程"),
        ("/mistakes/rhythm", _("复习安排"), ft.Icons.TUNE_ROUNDED, "review rhythm cap exam 每天最多 考试 打分"),
        ("/me/account", _("账号与登录"), ft.Icons.LOGIN_ROUNDED, "account sign in 登录 注册 密码"),
        ("/me/sync", _("同步状态与设备"), ft.Icons.DEVICES_ROUNDED, "sync devices"),
        ("/me/licences", _("开源许可与字体"), ft.Icons.INFO_OUTLINE_ROUNDED, "licences open source fonts 版权"),
        *((row.route, row.title, row.icon, row.aliases) for row in rows() if row.route != "/me/import"),
    )
    return pages + [
        Entry(f"page{route}", title, _("页面"), icon, _leads(app, route), words) for route, title, icon, words in more
    ]


def _looks(app: App) -> list[Entry]:
    store, about, icons = app.client.store, _("外观"), ft.Icons

    def sets(key: str, value: object) -> Callable[[], Awaitable[Any]]:
        return lambda: store.set_setting(key, value)

    found = [
        Entry("light", _("浅色外观"), about, icons.LIGHT_MODE_ROUNDED, sets(THEME, "light"), "light theme 主题 白天"),
        Entry("dark", _("深色外观"), about, icons.DARK_MODE_ROUNDED, sets(THEME, "dark"), "dark theme 主题 夜间"),
        Entry("system", _("外观跟随系统"), about, icons.CONTRAST_ROUNDED, sets(THEME, "system"), "system theme 主题"),
    ]
    if app.contrast == "high":
        found.append(Entry("contrast", _("普通对比度"), about, icons.CONTRAST_ROUNDED, sets(CONTRAST, "normal"), ""))
    else:
        found.append(
            Entry("contrast", _("高对比度"), about, icons.CONTRAST_ROUNDED, sets(CONTRAST, "high"), "high contrast")
        )
    if app.motion == "full":
        found.append(
            Entry("motion", _("减少动画"), about, icons.MOTION_PHOTOS_OFF_ROUNDED, sets(MOTION, "reduced"), "motion")
        )
    else:
        found.append(Entry("motion", _("恢复动画"), about, icons.ANIMATION_ROUNDED, sets(MOTION, "full"), "motion"))
    larger, smaller = min(LARGEST, app.text_scale + STEP), max(SMALLEST, app.text_scale - STEP)
    if larger > app.text_scale:
        found.append(
            Entry("larger", _("放大文字"), about, icons.TEXT_INCREASE_ROUNDED, sets(TEXT_SCALE, larger), "larger text")
        )
    if smaller < app.text_scale:
        found.append(
            Entry(
                "smaller", _("缩小文字"), about, icons.TEXT_DECREASE_ROUNDED, sets(TEXT_SCALE, smaller), "smaller text"
            )
        )
    for code, name in LANGUAGES.items():
        if code != app.language:
            found.append(
                Entry(f"language-{code}", name, _("语言"), icons.TRANSLATE_ROUNDED, sets(LANGUAGE, code), code)
            )
    return found


def _settings(app: App) -> list[Entry]:
    """Each thing that can be set, where it is set."""
    return [
        Entry(
            f"set-{look.name}",
            look.title,
            _("设置"),
            ft.Icons.TUNE_ROUNDED,
            _leads(app, f"/me?find={quote(look.title)}"),
            look.aliases,
        )
        for look in looks()
    ]


def _help(app: App) -> list[Entry]:
    icon = ft.Icons.HELP_OUTLINE_ROUNDED
    return [
        Entry(f"help-{page.slug}", page.title, _("帮助"), icon, _leads(app, f"/me/help/{page.slug}"))
        for page in read_pages(app.language)
        if page.slug != "privacy"  # which is among the pages
    ]


def _leads(app: App, route: str) -> Callable[[], Awaitable[Any]]:
    async def go() -> None:
        app.go(route)

    return go


def _english(route: str) -> str:
    return {"/": "today home"}.get(route, route.strip("/"))
