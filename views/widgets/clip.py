"""A recording or a film within a text: a key that plays it, and how far it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import flet as ft

from client.courses.captions import clock
from client.courses.content import Media
from client.courses.media import FILMS
from client.texts import _
from views.context import App, use_app
from views.guard import component
from views.hosting.packs import pack_url
from views.theme import BODY, CAPTION, FIELD_RADIUS, LABEL, Icons, M, Role, S
from views.widgets.buttons import SecondaryButton
from views.widgets.deck import RATIO, Deck, has_player
from views.widgets.ident import ident

FILM_WIDTH = 480  # logical pixels at most: a question stays on the screen with it


@component
def Clip(title: str, pack: Path | None, name: str) -> Any:
    """The file `name` of the course in the folder `pack`, from its beginning; silent when its text goes."""
    app = use_app()
    second, set_second = ft.use_state(0.0)
    length, set_length = ft.use_state(0.0)
    playing, set_playing = ft.use_state(False)
    begun, set_begun = ft.use_state(False)
    broken, set_broken = ft.use_state(False)
    kind = "video" if name.rpartition(".")[2].lower() in FILMS else "audio"
    source = _source(app, pack, name) if has_player() else ""
    deck: Deck | None = ft.use_memo(lambda: _deck(kind, title, name, source), [source])

    def ended() -> None:
        if deck is not None:
            deck.second = 0.0
        set_second(0.0)
        set_playing(False)

    if deck is not None:
        deck.on_second, deck.on_playing, deck.on_length, deck.on_end = set_second, set_playing, set_length, ended
        deck.on_fault = lambda: set_broken(True)

    def leave() -> None:
        if deck is not None:
            app.page.run_task(deck.close)

    ft.use_effect(lambda: None, [], leave)

    async def press() -> None:
        app.client.timer.touch()
        if deck is None:
            return
        if deck.is_film and not begun:
            set_begun(True)  # it is drawn now, and begins by itself
            set_playing(True)
        else:
            await (deck.pause() if playing else deck.play())

    if deck is None or broken:
        return ft.Text(_why_not(pack, name), style=BODY, color=Role.QUIET)
    rows: list[ft.Control] = []
    if deck.is_film and begun:
        rows.append(ft.Container(deck.draw(), width=FILM_WIDTH, height=FILM_WIDTH / RATIO, key="film"))
    word = _("暂停") if playing else _("接着播放") if second >= 1 else _("播放")
    times = clock(second) + (f" / {clock(length)}" if length else "")
    rows.append(
        ft.Row(
            [
                ident("clip-play", SecondaryButton(word, press, Icons.PAUSE if playing else Icons.PLAY)),
                *([ft.Text(title, style=LABEL, color=Role.TEXT)] if title else []),
                ft.Text(times, style=CAPTION, color=Role.QUIET),
            ],
            spacing=M,
            run_spacing=S,
            wrap=True,
            vertical_alignment=ft.CrossAxisAlignment.CENTER,
        )
    )
    return ft.Container(
        ft.Column(rows, spacing=S, tight=True), bgcolor=Role.FIELD, border_radius=FIELD_RADIUS, padding=S
    )


def _deck(kind: Any, title: str, name: str, source: str) -> Deck | None:
    return Deck(Media(kind=kind, title=title, file=name), source, 0.0, autoplay=kind == "video") if source else None


def _source(app: App, pack: Path | None, name: str) -> str:
    """A path or an address that the client can play; "" when there is no such file."""
    if pack is None or not (pack / name).is_file():
        return ""
    return pack_url(pack.name, name) if app.page.web else str(pack / name)  # a pack's folder is named by the course


def _why_not(pack: Path | None, name: str) -> str:
    if pack is None or not (pack / name).is_file():
        return _("录音或视频没有找到。")
    return _("这台设备放不了这个文件。") if has_player() else _("这个版本的学伴没有播放器。")
