"""Deleting: the account with everything in it, or what is on this device. What goes and what stays is said first."""

from __future__ import annotations

from typing import Any, cast

import flet as ft

from client.account import AccountError, Hurdle
from client.texts import _
from views.account.who import use_account, use_sync
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.query import use_query
from views.theme import BODY, CAPTION, HEADING, Icons, Role, S
from views.timer.door import AskPin
from views.widgets import (
    Card,
    ErrorNote,
    Field,
    ListRow,
    Page,
    PrimaryButton,
    SecondaryButton,
    Segmented,
    Skeleton,
    TextLink,
    ident,
)


@component
def EraseScreen() -> Any:
    """`/me/delete`; where a parent's PIN is set, it opens the screen: limits go along with the rest."""
    app, state = use_app(), use_account()
    what, set_what = ft.use_state("account")
    opened, set_opened = ft.use_state(False)
    title = _("删除账号和数据") if state.signed_in else _("删除这台设备上的数据")
    if app.client.pin.is_set and not opened:
        return Page(title, AskPin(lambda: set_opened(True)), back="/me/account")
    ways = {"account": _("账号和数据"), "device": _("只删这台设备上的")}
    choice = [Segmented(ways, what, set_what, name="erase-what", label=_("删什么"))] if state.signed_in else []
    way = _Account(key="account") if state.signed_in and what == "account" else _Device(key="device")
    return Page(title, *choice, way, back="/me/account")


@component
def _Account() -> Any:
    """Password, and nothing else: what has to be done first stands above it."""
    app = use_app()
    password, set_password = ft.use_state("")
    wrong, set_wrong = ft.use_state("")
    found = use_query(app.client.closing.hurdles, {"space"}, [use_sync().state])

    async def close() -> None:
        set_wrong("")
        try:
            await app.client.closing.close(password)
        except AccountError as error:
            if not error.field:
                found.reload()
                raise
            set_wrong(error.sentence)
            return
        await app.session.start_over()

    closing = use_command(close)
    hurdles = cast("list[Hurdle]", found.value or [])
    if found.error:
        return ErrorNote(found.error, found.reload)
    if found.value is None:
        return Skeleton(2)
    gone = Card(
        _lines(
            _("会删除"),
            _(
                "服务器上：账号、用户名和密码，全部笔记、错题、复习、进度和学习时间，上传的文件，登录过的设备，家庭和小组里的身份。"
            ),
            _("这台设备上：全部内容、文件和密钥。学伴会像第一次打开时一样。"),
        ),
        _lines(
            _("会留下"),
            _("你给小组和家庭写的共享笔记、任务和打卡，别人还要用，不再带你的名字。"),
            _("你其他设备上的内容：它们会退出登录。请在那些设备上也删一次。"),
        ),
        _lines(_("删了就找不回来"), _("没有等待期，也没有备份可以恢复。要留一份，就先导出。")),
        ident(
            "erase-export",
            ListRow(
                _("先导出全部数据"),
                _("一个压缩包，存到你自己选的地方"),
                leading=Icons.DOWNLOAD,
                on_click=lambda: app.go("/me/data"),
            ),
            button=True,
        ),
    )
    if hurdles:
        steps = [*(_Hurdle(hurdle) for hurdle in hurdles), gone]
        return ft.Column(steps, spacing=S, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    ask = Card(
        ft.Text(_("再输一次密码"), style=HEADING, color=Role.TEXT),
        ident(
            "erase-password",
            Field(_("密码"), password, set_password, wrong or None, password=True, on_submit=closing.run),
        ),
        *([ErrorNote(closing.error)] if closing.error else []),
        ident(
            "erase-account",
            ft.Row([PrimaryButton(_("删除账号和数据"), closing.run, Icons.DELETE, busy=closing.running, expand=True)]),
        ),
    )
    return ft.Column([gone, ask], spacing=S, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _Hurdle(hurdle: Hurdle) -> ft.Control:
    """What has to be done first, and the way there."""
    app = use_app()
    name = hurdle.name or (_("家庭") if hurdle.kind == "family" else _("小组"))
    if hurdle.reason == "needs_parent":
        words = _("你是「{name}」里的孩子，要家长先同意：在“家庭”里点“想离开”，请家长在自己的设备上答应。")
    elif hurdle.kind == "family":
        words = _("「{name}」现在只有你一个家长。先请孩子离开，或者再请一位家长加入。")
    else:
        words = _("「{name}」现在只有你一个人管理。先在小组页点“离开小组”，它会交给来得最早的队友。")
    route = "/me/family" if hurdle.kind == "family" else f"/teams/{hurdle.space_id}"
    return ident(
        f"hurdle-{hurdle.space_id}",
        Card(
            _lines(_("还差一步"), words.format(name=name)),
            ft.Row([PrimaryButton(_("去处理"), lambda: app.go(route), Icons.ON)], wrap=True),
        ),
    )


@component
def _Device() -> Any:
    """Asked once more in its place: there is no undo."""
    app, state = use_app(), use_account()
    asked, set_asked = ft.use_state(False)
    waiting = use_query(app.client.sync.waiting, {"outbox"}).value or 0
    if app.client.family.obeyed and not app.client.pin.is_set:
        return Card(
            _lines(
                _("要先请家长帮忙"),
                _("这台设备上有家长约定的学习时间。请家长在“家庭”里让你离开，或者在这台设备上设好家长密码，再来删除。"),
            ),
            ft.Row([PrimaryButton(_("去家庭"), lambda: app.go("/me/family"), Icons.ON)], wrap=True),
        )

    async def erase() -> None:
        if state.signed_in:
            await app.client.account.sign_out()
        await app.session.start_over()

    erasing = use_command(erase)
    kept = (
        _("账号「{name}」在服务器上的内容都还在，登录就能取回来。").format(name=state.owner)
        if state.owner
        else _("没有账号，内容只在这台设备上，删了就找不回来。要留一份，就先导出。")
    )
    unsent = _("还有 {n} 项改动没有上传，会一起删掉。先等同步完成更稳妥。").format(n=waiting)
    yes = ident("erase-yes", PrimaryButton(_("确定删除"), erasing.run, Icons.DELETE, busy=erasing.running))
    no = TextLink(_("不删了"), lambda: set_asked(False))
    first = ident("erase-device", SecondaryButton(_("删除这台设备上的数据"), lambda: set_asked(True), Icons.DELETE))
    return Card(
        _lines(
            _("会删除"),
            _("这台设备上的全部内容、文件、导出的压缩包、设置和密钥。学伴会像第一次打开时一样。"),
        ),
        _lines(_("会留下"), kept) if state.owner else _lines(_("请注意"), kept),
        *([ft.Text(unsent, style=BODY, color=Role.DANGER)] if state.owner and waiting else []),
        ident(
            "erase-export",
            ListRow(
                _("先导出全部数据"),
                _("一个压缩包，存到你自己选的地方"),
                leading=Icons.DOWNLOAD,
                on_click=lambda: app.go("/me/data"),
            ),
            button=True,
        ),
        *([ft.Text(_("删了没有撤销。"), style=CAPTION, color=Role.QUIET)] if asked else []),
        *([ErrorNote(erasing.error)] if erasing.error else []),
        ft.Row([yes, no] if asked else [first], spacing=S, wrap=True),
    )


def _lines(head: str, *lines: str) -> ft.Control:
    return ft.Column(
        [
            ft.Semantics(content=ft.Text(head, style=HEADING, color=Role.TEXT), header=True),
            *(ft.Text(line, style=BODY, color=Role.QUIET) for line in lines),
        ],
        spacing=4,
        tight=True,
    )
