"""Nothing is lost in silence: changes that the server refused, and values that lost, each with the way back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft

from client.history import Lost, Refused
from client.syncing import RECORDS
from client.texts import _
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.query import use_query
from views.theme import BODY, CAPTION, LABEL, Icons, Role, S
from views.when import when
from views.widgets import Card, ErrorNote, Section, TextLink, ident


@component
def RefusedChanges() -> Any:
    """Changes that were set aside, each with its reason; nothing while there are none."""
    app = use_app()
    refused = use_query(app.client.history.refused, {*RECORDS, "set_aside"})
    if refused.error:
        return ErrorNote(refused.error, refused.reload)
    if not refused.value:
        return ft.Container(visible=False)
    return Section(_("没有被服务器接受的改动"), *[_Refused(card, key=str(card.id)) for card in refused.value])


@component
def _Refused(card: Refused) -> Any:
    app = use_app()

    async def copy() -> None:
        await ft.Clipboard().set(card.text)
        app.toast(_("已复制"))

    async def retry() -> None:
        await app.client.history.retry(card.id)
        app.toast(_("已放回队列，会再发一次"))

    async def drop() -> None:
        undo = await app.client.history.drop(card.id)
        app.toast(_("不再保留这项改动"), undo=undo)

    actions = [
        ("refused-retry", _("再发一次"), Icons.RETRY, retry),
        *([("refused-copy", _("复制文字"), Icons.NOTE, copy)] if card.text else []),
        ("refused-drop", _("不再保留"), Icons.DELETE, drop),
    ]
    return _Kept(
        _named(card.kind, card.title), card.when_utc, card.text, _("原因：{reason}").format(reason=card.reason), actions
    )


@component
def LostValues() -> Any:
    """Values that another device's edit took the place of; nothing while there are none."""
    app = use_app()
    lost = use_query(app.client.history.lost, RECORDS)
    if lost.error:
        return ErrorNote(lost.error, lost.reload)
    if not lost.value:
        return ft.Container(visible=False)
    about = ft.Text(_("两台设备同时改了同一处，后改的留下了。这里是另一份。"), style=CAPTION, color=Role.QUIET)
    rows = [_Lost(value, key=f"{value.record_id}-{value.field}-{value.stamp}") for value in lost.value]
    return Section(_("被覆盖的内容"), about, *rows)


@component
def _Lost(lost: Lost) -> Any:
    app = use_app()

    async def bring_back() -> None:
        undo = await app.client.history.restore(lost)
        app.toast(_("已换回“{field}”").format(field=lost.label), undo=undo)

    place = _("在这台设备上写的") if lost.mine else _("在另一台设备上写的")
    actions = [("lost-restore", _("换回这一版"), Icons.RESTORE, bring_back)]
    words = _("{field}：{value}").format(field=lost.label, value=lost.words or _("（空白）"))
    return _Kept(_named(lost.kind, lost.title), lost.when_utc, words, place, actions)


@component
def _Kept(
    title: str,
    moment: Any,
    text: str,
    about: str,
    actions: list[tuple[str, str, ft.IconData, Callable[[], Awaitable[None]]]],
) -> Any:
    now = use_app().client.clock.now_utc()
    facts = " · ".join(filter(None, (when(moment, now) if moment else "", about)))
    rows: list[ft.Control] = [
        ft.Text(title, style=LABEL, color=Role.TEXT),
        ft.Text(facts, style=CAPTION, color=Role.QUIET),
    ]
    if text:
        rows.append(ft.Text(text, style=BODY, color=Role.TEXT, max_lines=6, overflow=ft.TextOverflow.ELLIPSIS))
    links = [_Action(name, words, icon, action, key=name) for name, words, icon, action in actions]
    return Card(*rows, ft.Row(links, spacing=S, wrap=True))


@component
def _Action(name: str, words: str, icon: ft.IconData, action: Callable[[], Awaitable[None]]) -> Any:
    command = use_command(action)
    link = ident(name, TextLink(words, command.run, icon=icon))
    return ft.Column([link, ErrorNote(command.error)], tight=True) if command.error else link


def _named(kind: str, title: str) -> str:
    return _("{kind}《{title}》").format(kind=kind, title=title) if title else kind
