"""The account's devices, and the way to sign one of them out."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.account import AccountError, DeviceCard
from client.texts import _
from views.account.who import use_sync
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.query import use_query
from views.theme import CAPTION, LABEL, Icons, M, Role, S
from views.when import when
from views.widgets import Card, Chip, Emblem, ErrorNote, SecondaryButton, Section, Skeleton, TextLink, ident


@component
def Devices() -> Any:
    """The devices, the latest seen first. The list comes from the server, so without a line there is a sentence."""
    app = use_app()
    status = use_sync()

    async def read() -> list[DeviceCard] | str:
        try:
            return await app.client.account.devices()
        except AccountError as error:
            return error.sentence

    found = use_query(read, (), [status.state == "offline"])
    content: list[ft.Control]
    if found.error or isinstance(found.value, str):
        content = [ErrorNote(found.error or found.value, found.reload)]
    elif found.value is None:
        content = [Skeleton(1)]
    else:
        content = [_Device(device, found.reload, key=device.id) for device in found.value]
    return Section(_("我的设备"), *content)


@component
def _Device(device: DeviceCard, reload: Any) -> Any:
    """A device; signing it out is asked about in its own row, not before everything."""
    app = use_app()
    asked, set_asked = ft.use_state(False)

    async def revoke() -> None:
        await app.client.account.revoke(device.id)
        app.toast(_("“{device}”已退出，它上面的内容还在").format(device=device.name))
        reload()

    revoking = use_command(revoke)
    seen = when(device.last_seen_utc, app.client.clock.now_utc())
    words = ft.Column(
        [
            ft.Text(device.name, style=LABEL, color=Role.TEXT),
            ft.Text(_("最近出现：{time}").format(time=seen), style=CAPTION, color=Role.QUIET),
        ],
        spacing=2,
        tight=True,
        expand=True,
    )
    row: list[ft.Control] = [Emblem(Icons.DEVICES), words]
    if device.current:
        row.append(Chip(_("这台设备"), tone="good"))
    elif not asked:
        row.append(ident(f"revoke-{device.id}", TextLink(_("让它退出"), lambda: set_asked(True), icon=Icons.LOGOUT)))
    rows: list[ft.Control] = [ft.Row(row, spacing=M, vertical_alignment=ft.CrossAxisAlignment.CENTER)]
    if asked:
        rows.append(
            ft.Text(_("它会马上停止同步。上面的内容不会删除，重新登录就能接着用。"), style=CAPTION, color=Role.QUIET)
        )
        yes = SecondaryButton(_("确定让它退出"), revoking.run, icon=Icons.LOGOUT, busy=revoking.running)
        no = TextLink(_("不用了"), lambda: set_asked(False))
        rows.append(ft.Row([ident(f"revoke-{device.id}-yes", yes), no], spacing=S, wrap=True))
    if revoking.error:
        rows.append(ErrorNote(revoking.error))
    return ident(f"device-{device.id}", Card(*rows))
