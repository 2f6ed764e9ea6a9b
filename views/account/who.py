"""Who is signed in on this device, and how sync stands, in words."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import Any

import flet as ft

from client.account import AccountState
from client.syncing import RECORDS, Status, reason_of
from client.texts import _
from views.context import use_app
from views.guard import component
from views.meanwhile import use_followed
from views.query import use_query
from views.theme import BODY, CAPTION, HEADING, LABEL, Icons, M, Role, S
from views.when import when
from views.widgets import Card, PrimaryButton, SecondaryButton, Sign, TextLink, ident


def use_account() -> AccountState:
    """The account's state, followed; a hook."""
    account = use_app().client.account
    use_followed(account.watch)
    return account.state


def use_sync() -> Status:
    """How sync stands, followed; a hook."""
    sync = use_app().client.sync
    use_followed(sync.watch)
    return sync.status


@component
def WhoCard() -> Any:
    """Who I am; or, signed out, why to sign in and the way there."""
    app = use_app()
    state = use_account()

    def open_account() -> None:
        app.go("/me/account")

    if state.signed_in:
        words = ft.Column(
            [
                ft.Text(state.name, style=HEADING, color=Role.TEXT),
                ft.Text(_("这台设备：{device}").format(device=state.device), style=CAPTION, color=Role.QUIET),
            ],
            spacing=2,
            tight=True,
            expand=True,
        )
        arrow = Sign(Icons.OPEN, color=Role.EDGE)
        row = ft.Row([_face(state.name[:1]), words, arrow], spacing=M)
        return ident("account-open", Card(row, on_click=open_account))
    words = ft.Column(
        [
            ft.Text(_("未登录"), style=HEADING, color=Role.TEXT),
            ft.Text(
                _("登录后，笔记、错题、复习和课程进度在你的每台设备上都一样。已经写下的会一起带上。"),
                style=BODY,
                color=Role.QUIET,
            ),
        ],
        spacing=4,
        tight=True,
        expand=True,
    )
    face = _face(Icons.PERSON)
    button = ident("account-open", PrimaryButton(_("登录或注册"), open_account, icon=Icons.LOGIN))
    return Card(
        ft.Row([face, words], spacing=M, vertical_alignment=ft.CrossAxisAlignment.START),
        ft.Row([button if app.wide else ft.Container(button, expand=True)], alignment=ft.MainAxisAlignment.END),
    )


@component
def SyncCard() -> Any:
    """How this device stands with the others, and what the person can do about it."""
    app = use_app()
    status = use_sync()
    sync = app.client.sync
    waiting = use_query(sync.waiting, {*RECORDS, "outbox"}, [status]).value or 0
    icon, ink, text = _look(status.state)
    action: ft.Control | None = None
    if status.state == "offline":
        action = TextLink(_("现在再试"), sync.wake, icon=Icons.RETRY)
    elif status.state == "attention":
        action = SecondaryButton(_("去处理"), lambda: app.go("/me/account"))
    sentence = sync_words(status, waiting, sync.offline_since, app.client.clock.now_utc())
    words = ft.Column(
        [
            ft.Text(text, style=LABEL, color=Role.TEXT),
            ft.Text(sentence, style=CAPTION, color=Role.QUIET),
        ],
        spacing=2,
        tight=True,
        expand=True,
    )
    beside = [action] if action and app.wide else []
    rows: list[ft.Control] = [ft.Row([Sign(icon, color=ink, size=28), words, *beside], spacing=M)]
    if action and not app.wide:
        rows.append(ft.Row([action], alignment=ft.MainAxisAlignment.END))
    return ident("sync-state", Card(*rows))


def sync_words(status: Status, n: int, since: datetime | None, now: datetime, zone: tzinfo | None = None) -> str:
    """How sync stands, in a sentence: `n` changes wait, `since` then there is no line; times in `zone`."""
    if status.state == "off":
        return _("内容都在这台设备上，登录后才会同步")
    if status.state == "synced":
        return _("这台设备上的内容和服务器一致")
    if status.state == "syncing":
        return _("还有 {n} 项改动在路上").format(n=n) if n else _("正在和服务器核对")
    if status.state == "attention":
        return reason_of(status)
    words = _("连不上服务器，会自动重试。")
    if since:
        words = _("从 {time} 起连不上服务器，会自动重试。").format(time=when(since, now, zone))
    then = _("{n} 项改动等着上传，都已存在本机。").format(n=n) if n else _("已写的都在本机。")
    return _("{first}{then}").format(first=words, then=then)


def _look(state: str) -> tuple[ft.IconData, str, str]:
    return {
        "off": (Icons.CLOUD_OFF, Role.EDGE, _("未开启同步")),
        "synced": (Icons.CLOUD_DONE, Role.ACCENT, _("已同步")),
        "syncing": (Icons.CLOUD_SYNC, Role.ACCENT, _("正在同步")),
        "offline": (Icons.CLOUD_OFF, Role.WARM, _("离线")),
        "attention": (Icons.CLOUD_FAULT, Role.DANGER, _("需要你处理")),
    }[state]


def _face(mark: str | ft.IconData) -> ft.Control:
    inner = (
        ft.Text(mark.upper(), style=HEADING, color=Role.ON_SOFT)
        if isinstance(mark, str)
        else Sign(mark, color=Role.ON_SOFT, size=28)
    )
    return ft.Container(
        inner,
        width=56,
        height=56,
        border_radius=28,
        bgcolor=Role.SOFT,
        alignment=ft.Alignment.CENTER,
        margin=ft.Margin.only(right=S),
    )
