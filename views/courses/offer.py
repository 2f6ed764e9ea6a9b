"""A course that can be had: what it is, how far its download is, and the one thing to do next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import flet as ft

from client.courses.catalogue import Download, Offer
from client.courses.catalogue.errors import size_words
from client.profile.grades import said_grade
from client.subjects import subject_name
from client.texts import _
from views.command import Command, use_command
from views.context import App, use_app
from views.courses.subjects import subject_icon
from views.guard import component
from views.meanwhile import End, use_followed
from views.theme import CAPTION, HEADING, Icons, M, Role, S, lines
from views.widgets import (
    Card,
    Chip,
    Emblem,
    ErrorNote,
    IconAction,
    PrimaryButton,
    Progress,
    SecondaryButton,
    TextLink,
    ident,
)


def use_download(course_id: str) -> Download | None:
    """How the download of a course stands, followed; a hook. Only who shows it is drawn again."""
    app = use_app()

    def watch(told: Callable[..., None]) -> End:
        def of_this(download: Download) -> None:
            if download.card.id == course_id:
                told()

        return app.client.catalogue.watch(of_this)

    use_followed(watch)
    return app.client.catalogue.downloads().get(course_id)


@component
def OfferCard(offer: Offer, is_next: bool = False) -> Any:
    """One course of the catalogue; `is_next`: to have it is the next step of the screen."""
    app = use_app()
    card, catalogue = offer.card, app.client.catalogue
    download = use_download(card.id)

    async def begin() -> None:
        await catalogue.begin(card, offer.space)

    async def resume() -> None:
        await catalogue.resume(card.id)

    async def pause() -> None:
        await catalogue.pause(card.id)

    async def give_up() -> None:
        await catalogue.give_up(card.id)
        app.toast(_("不下载《{title}》了").format(title=card.title), undo=begin)

    async def remove() -> None:
        if await app.client.courses.remove(card.id):
            app.toast(
                _("已移除《{title}》，学习进度还留着").format(title=card.title),
                undo=lambda: app.client.courses.restore(card.id),
            )

    async def let_go() -> None:
        await app.client.carrying.stop(card.id)
        app.toast(
            _("《{title}》从账号里删掉了；下载过的设备上还留着").format(title=card.title),
            undo=lambda: app.client.carrying.resume(card.id),
        )

    beginning, resuming = use_command(begin), use_command(resume)
    rows: list[ft.Control] = [_head(offer, remove if offer.here and download is None else None)]
    if card.summary:
        rows.append(
            ft.Text(
                card.summary, style=CAPTION, color=Role.QUIET, max_lines=lines(3), overflow=ft.TextOverflow.ELLIPSIS
            )
        )
    rows.append(ft.Text(_facts(offer), style=CAPTION, color=Role.QUIET))
    if download is None:
        rows.append(_at_rest(offer, app, beginning, let_go, is_next))
    else:
        rows += _under_way(download, resuming, pause, give_up)
    if error := beginning.error or resuming.error:
        rows.append(ErrorNote(error))
    return ident(f"offer-{card.id}", Card(*rows))


def _head(offer: Offer, remove: Any) -> ft.Control:
    card = offer.card
    chips: list[ft.Control] = [Chip(said_grade(card.grade))] if card.grade else []
    if offer.own:
        chips.append(Chip(_("我导入的"), icon=Icons.IMPORTED))
    elif offer.space_name:
        chips.append(Chip(_("{space}分享").format(space=offer.space_name), icon=Icons.TEAM))
    if offer.is_newer:
        chips.append(Chip(_("有新版本"), tone="warm"))
    elif offer.here:
        chips.append(Chip(_("已下载"), tone="good", icon=Icons.IMPORTED))
    words: list[ft.Control] = [
        ft.Text(card.title, style=HEADING, color=Role.TEXT, max_lines=lines(2), overflow=ft.TextOverflow.ELLIPSIS)
    ]
    if chips:
        words.append(ft.Row(chips, spacing=6, wrap=True, run_spacing=6))
    letting_go: list[ft.Control] = []
    if remove is not None:
        bin_button = IconAction(Icons.DELETE, _("从这台设备移除《{title}》").format(title=card.title), remove)
        letting_go = [ident(f"remove-{card.id}", bin_button)]
    return ft.Row(
        [
            Emblem(subject_icon(card.subject), size=48),
            ft.Column(words, spacing=6, tight=True, expand=True),
            *letting_go,
        ],
        spacing=M,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def _facts(offer: Offer) -> str:
    card = offer.card
    facts = [subject_name(card.subject), _("{n} 课").format(n=card.lessons)]
    if card.questions:
        facts.append(_("{n} 题").format(n=card.questions))
    if card.minutes:
        facts.append(_("约 {n} 分钟").format(n=card.minutes))
    return " · ".join([*facts, size_words(card.size)])


def _at_rest(offer: Offer, app: App, beginning: Command, let_go: Any, is_next: bool) -> ft.Control:
    card = offer.card
    route = f"/courses/{quote(card.id)}"
    opening = ident(f"open-{card.id}", SecondaryButton(_("打开"), lambda: app.go(route), Icons.PLAY))
    if not offer.here:
        word = _("下载（{size}）").format(size=size_words(card.size))
        button = (PrimaryButton if is_next else SecondaryButton)(
            word, beginning.run, Icons.DOWNLOAD, busy=beginning.running
        )
        row: list[ft.Control] = [ident(f"download-{card.id}", button)]
        if offer.own:
            row.append(ident(f"let-go-{card.id}", TextLink(_("不要了"), let_go)))
        return ft.Row(row, spacing=S, wrap=True)
    row = [opening]
    if offer.is_newer:
        word = _("更新（{size}）").format(size=size_words(card.size))
        button = PrimaryButton(word, beginning.run, Icons.UPDATE, busy=beginning.running)
        row.insert(0, ident(f"download-{card.id}", button))
    return ft.Row(row, spacing=S, wrap=True)


def _under_way(download: Download, resuming: Command, pause: Any, give_up: Any) -> list[ft.Control]:
    card = download.card
    stops = download.state in ("paused", "failed")
    whole = size_words(card.size)
    words = {
        "waiting": download.sentence or _("排队中"),
        "running": _("已下载 {part}，共 {whole}").format(part=size_words(download.received), whole=whole),
        "opening": _("下载好了，正在打开"),
        "paused": _("已暂停，已下载 {part}，共 {whole}").format(part=size_words(download.received), whole=whole),
        "failed": "",
    }[download.state]
    bar = Progress(
        None if download.state == "opening" else download.part, _("{title}下载进度").format(title=card.title)
    )
    rows: list[ft.Control] = [bar]
    if download.state == "failed":
        rows.append(ErrorNote(download.sentence))
    if download.state == "opening":
        return [*rows, ft.Text(words, style=CAPTION, color=Role.QUIET)]
    main = (
        ident(f"resume-{card.id}", SecondaryButton(_("继续下载"), resuming.run, Icons.PLAY, busy=resuming.running))
        if stops
        else ident(f"pause-{card.id}", IconAction(Icons.PAUSE, _("暂停"), pause, color=Role.TEXT))
    )
    stop = ident(f"give-up-{card.id}", TextLink(_("不下载了"), give_up))
    about = ft.Text(words, style=CAPTION, color=Role.QUIET, expand=True)
    if stops:
        return [*rows, *([about] if words else []), ft.Row([main, stop], spacing=S, wrap=True)]
    return [*rows, ft.Row([about, main, stop], spacing=S, vertical_alignment=ft.CrossAxisAlignment.CENTER)]
