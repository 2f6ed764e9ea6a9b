"""Imported courses on a person's other devices: which can be had here, and whether this one can be had there."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.courses.carrying import LIMIT_MB, Carried
from client.courses.catalogue import Offer
from client.courses.catalogue.errors import size_words
from client.texts import _
from views.command import use_command
from views.context import App, use_app
from views.courses.catalogue import OFFERED
from views.courses.offer import OfferCard
from views.guard import component
from views.query import use_query
from views.soon import use_soon
from views.theme import CAPTION, Icons, Role, S
from views.widgets import ErrorNote, SecondaryButton, Section, TextLink, ident

FIRST = 2
"""So many stand above the courses that are here; the others come by a press."""


@component
def Elsewhere(only: str, without: ft.Control) -> Any:
    """The course `only`, which this person imported and is not on this device; where that is not so `without`."""
    app = use_app()
    found = use_query(app.client.catalogue.elsewhere, OFFERED)
    offers: list[Offer] = [offer for offer in found.value or [] if offer.card.id == only]
    if not offers:
        is_known = found.value is not None or found.error is not None
        return without if is_known else ft.Container()
    return Away(offers, is_next=True)


@component
def Away(offers: list[Offer], *, is_next: bool = False) -> Any:
    """What can be fetched from another device; `is_next`: nothing else is to be done here."""
    everything, show_everything = ft.use_state(False)
    shown = offers if everything else offers[:FIRST]
    more = _("再看 {n} 门").format(n=len(offers) - len(shown))
    rest = [ft.Row([TextLink(more, lambda: show_everything(True), Icons.MORE)])] if len(shown) < len(offers) else []
    words = _("在别的设备上导入过，或者从这台设备移除过。下载以后，断网也能学，进度接着走。")
    return Section(
        _("我导入的，还没下载到这台设备"),
        ft.Text(words, style=CAPTION, color=Role.QUIET),
        *[OfferCard(offer, is_next=is_next, key=offer.card.id) for offer in shown],
        *rest,
    )


@component
def Along(course_id: str) -> Any:
    """Whether the course can be had on other devices; it stands below all lessons."""
    return _Along(course_id) if use_soon() else ft.Container()


@component
def _Along(course_id: str) -> Any:
    app = use_app()
    carrying, catalogue = app.client.carrying, app.client.catalogue
    state = use_query(lambda: carrying.state(course_id, catalogue.listed()), ("publication", "course"), [course_id])

    async def send() -> None:
        await carrying.send(course_id)

    async def stop() -> None:
        await carrying.stop(course_id)
        app.toast(_("其他设备不能再下载它了；下载过的还留着"), undo=lambda: carrying.resume(course_id))

    sending = use_command(send)
    carried: Carried | None = state.value
    if carried is None or carried.state == "theirs":
        return ft.Container()
    size = size_words(carried.size)
    key: ft.Control | None = None
    if carried.state == "along":
        words = _along(size, app)
        key = ident("stop-along", TextLink(_("只留在这台设备"), stop))
    elif carried.state == "asks":
        words = _("这门课只在这台设备上。连图片约 {size}，用流量上网时请留意。").format(size=size)
        button = SecondaryButton(_("也放到我的其他设备"), sending.run, Icons.UPLOAD, busy=sending.running)
        key = ident("send-along", button)
    else:
        words = _(
            "这门课连图片有 {size}，超过了 {limit} MB，带不到其他设备。在那边再导入一次同一个文件，进度会接上。"
        ).format(size=size, limit=LIMIT_MB)
    return Section(
        _("在其他设备上学"),
        ft.Text(words, style=CAPTION, color=Role.QUIET),
        *([ft.Row([key], wrap=True, spacing=S)] if key else []),
        *([ErrorNote(sending.error)] if sending.error else []),
    )


def _along(size: str, app: App) -> str:
    if app.client.account.state.signed_in:
        return _("同一个账号的其他设备，在“课程”里就能下载（{size}），图片和进度都在。").format(size=size)
    return _("登录以后，同一个账号的其他设备在“课程”里就能下载（{size}），图片和进度都在。").format(size=size)
