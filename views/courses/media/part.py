"""The player of a segment, from the second where it was left; or what stands in for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import flet as ft

from client.courses.captions import Cue, clock, cue_at
from client.courses.content import Media
from client.courses.library import OpenLesson
from client.notes import NoteCard
from client.texts import _
from views.context import App, use_app
from views.courses.media.noted import note_row
from views.courses.media.source import source_of
from views.courses.media.track import Track
from views.guard import component
from views.query import use_query
from views.shell.keeping import use_kept
from views.shortcuts.hooks import use_shortcuts
from views.shortcuts.keys import Shortcut
from views.theme import BODY, CAPTION, CARD_RADIUS, LABEL, Icons, M, Role, S
from views.widgets import (
    Card,
    Chip,
    IconAction,
    PrimaryButton,
    RichText,
    SecondaryButton,
    Sign,
    Skeleton,
    TextLink,
    ident,
)
from views.widgets.deck import RATIO, Deck, has_player

RATES = (1.0, 1.25, 1.5, 2.0, 0.75)
STEP_S = 10
FILM_SHARE = 0.42
"""Of the window's height: what it is played by stays on the screen with it."""
NOTED_S, KEPT_S = 2, 20
"""So often the second is written down while it plays: on this device, and for the others."""


@component
def MediaPart(
    opened: OpenLesson,
    media: Media,
    on_note: Callable[[float], None] | None = None,
    notes: tuple[NoteCard, ...] = (),
) -> Any:
    """The film or the recording `media`; `on_note` is told the second to note something at, `notes` are on seconds."""
    app = use_app()
    course, lesson = opened.manifest.id, opened.lesson.id
    courses = app.client.courses

    async def read() -> tuple[float, tuple[Cue, ...]]:
        return await asyncio.gather(courses.played(course, lesson, media), courses.captions(course, media))

    known = use_query(read, deps=[course, lesson, media.file or media.url or media.page])
    source = source_of(app, opened, media)
    if not source or not has_player():
        return _StandIn(app, opened, media)
    if known.value is None:
        return Skeleton(1)
    second, cues = known.value
    return Player(opened, media, source, second, cues, on_note, notes)


@component
def Player(
    opened: OpenLesson,
    media: Media,
    source: str,
    begin_s: float,
    cues: tuple[Cue, ...],
    on_note: Callable[[float], None] | None,
    notes: tuple[NoteCard, ...],
) -> Any:
    """What plays `source` from `begin_s` on."""
    app = use_app()
    second, set_second = ft.use_state(begin_s)
    length, set_length = ft.use_state(media.duration_s)
    playing, set_playing = ft.use_state(False)
    broken, set_broken = ft.use_state(False)
    captioned, set_captioned = use_kept("media.captions", True)
    rate, set_rate = use_kept("media.rate", 1.0)
    deck: Deck = ft.use_memo(lambda: Deck(media, source, begin_s, rate=rate), [])
    begun: Any = ft.use_ref(False)
    written: Any = ft.use_ref({"noted": begin_s, "kept": begin_s})

    async def write(rests: bool) -> None:
        await app.client.courses.keep_played(opened.manifest.id, opened.lesson.id, media, deck.second, rests=rests)

    def moved(now: float) -> None:
        set_second(now)
        app.client.timer.touch()
        if abs(now - written.current["kept"]) >= KEPT_S:
            written.current = {"noted": now, "kept": now}
            app.page.run_task(write, True)
        elif abs(now - written.current["noted"]) >= NOTED_S:
            written.current["noted"] = now
            app.page.run_task(write, False)

    def turned(is_playing: bool) -> None:
        set_playing(is_playing)
        if begun.current and not is_playing:
            app.page.run_task(write, True)
        begun.current = begun.current or is_playing

    def ended() -> None:
        deck.second = 0.0  # who opens it again begins anew
        turned(False)

    deck.on_second, deck.on_playing, deck.on_end = moved, turned, ended
    deck.on_length, deck.on_fault = set_length, lambda: set_broken(True)

    def leave() -> None:
        app.page.run_task(deck.close)
        if begun.current:
            app.page.run_task(write, True)

    ft.use_effect(lambda: None, [], leave)

    async def press(*_key: Any) -> None:
        await (deck.pause() if playing else deck.play())

    async def jump(key: str) -> None:
        await deck.seek(deck.second + (STEP_S if key == "L" else -STEP_S))

    async def go_to(target: float) -> None:
        await deck.seek(target)
        set_second(target)

    def faster() -> None:
        following = RATES[(RATES.index(rate) + 1) % len(RATES)] if rate in RATES else 1.0
        set_rate(following)
        deck.set_rate(following)

    use_shortcuts(
        _("播放"),
        Shortcut(("Space", "K"), _("播放、暂停"), press),
        Shortcut(("J", "L"), _("退后、前进 10 秒"), jump),
    )
    if broken:
        return _StandIn(app, opened, media, _("这台设备放不了这个文件。"))
    now = cue_at(cues, second)
    rows: list[ft.Control] = []
    if deck.is_film:
        film = ft.Container(
            deck.draw(rate),
            width=round((app.page.height or 800.0) * FILM_SHARE * RATIO),  # at most: a narrow screen makes it narrower
            border_radius=CARD_RADIUS,
            clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        )
        rows.append(ft.Container(film, alignment=ft.Alignment.CENTER, key="film"))
    if cues and captioned:
        rows.append(
            ft.Container(
                ft.Text(now.text if now else " ", style=BODY, color=Role.TEXT, text_align=ft.TextAlign.CENTER),
                alignment=ft.Alignment.CENTER,
                bgcolor=Role.FIELD,
                border_radius=12,
                padding=ft.Padding.symmetric(horizontal=M, vertical=S),
                key="caption",
            )
        )
    total = max(length, second, 1.0)
    rows.append(
        ft.Row(
            [
                ft.Text(clock(second), style=CAPTION, color=Role.QUIET),
                ft.Container(Track(second, total, go_to), expand=True, padding=ft.Padding.symmetric(horizontal=S)),
                ft.Text(clock(total) if length else "–:––", style=CAPTION, color=Role.QUIET),
            ],
            spacing=0,
            vertical_alignment=ft.CrossAxisAlignment.CENTER,
        )
    )
    back = IconAction(Icons.BACK_10, _("退后 10 秒"), lambda: app.page.run_task(jump, "J"), color=Role.TEXT)
    on = IconAction(Icons.ON_10, _("前进 10 秒"), lambda: app.page.run_task(jump, "L"), color=Role.TEXT)
    word = _("暂停") if playing else _("接着播放") if second >= 1 else _("播放")
    play = PrimaryButton(word, press, Icons.PAUSE if playing else Icons.PLAY)
    keys: list[ft.Control] = [
        ident("media-play", play),
        ident("media-back", back),
        ident("media-on", on),
        ident("media-rate", TextLink(_("{n} 倍速").format(n=f"{rate:g}"), lambda: faster(), Icons.SPEED)),
    ]
    if cues:
        words = _("关字幕") if captioned else _("开字幕")
        keys.append(ident("media-captions", TextLink(words, lambda: set_captioned(not captioned), Icons.CAPTIONS)))
    if on_note is not None:
        note = TextLink(_("在 {time} 记笔记").format(time=clock(second)), lambda: on_note(deck.second), Icons.NOTE)
        keys.append(ident("media-note", note))
    rows.append(ft.Row(keys, spacing=S, run_spacing=S, wrap=True, vertical_alignment=ft.CrossAxisAlignment.CENTER))
    if media.chapters:
        chips: list[ft.Control] = []
        for index, chapter in enumerate(media.chapters):
            later = media.chapters[index + 1].start_s if index + 1 < len(media.chapters) else float("inf")
            is_here = chapter.start_s <= second < later
            chips.append(
                ident(
                    f"chapter-{index}",
                    Chip(f"{clock(chapter.start_s)} {chapter.title}", is_here, _goes(app, go_to, chapter.start_s)),
                )
            )
        rows.append(ft.Row(chips, spacing=S, run_spacing=0, wrap=True))
    in_order = sorted(notes, key=lambda card: (card.anchor and card.anchor.second) or 0)
    rows += [note_row(card, app, lambda there: app.page.run_task(go_to, there)) for card in in_order]
    title = [ft.Text(media.title, style=LABEL, color=Role.TEXT)] if media.title else []
    return ft.Column(
        [Card(*title, *rows, padding=M), *_transcript(opened, media)],
        spacing=M,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _goes(app: App, go_to: Callable[[float], Any], second: float) -> Callable[[], Any]:
    return lambda: app.page.run_task(go_to, second)


def _StandIn(app: App, opened: OpenLesson, media: Media, why: str = "") -> ft.Control:
    """What is there where nothing can be played: why not, the way to where it can, and the transcript."""
    if not why:
        why = _("这段内容在别的网站上，会在浏览器里打开。") if media.page else _("这个版本的学伴没有播放器。")
    if media.transcript:
        why += _("下面是它的文字稿。")
    icon = Sign(Icons.FILM if media.kind == "video" else Icons.SOUND, size=28, color=Role.QUIET)
    words: list[ft.Control] = [ft.Text(why, style=BODY, color=Role.QUIET)]
    if media.title:
        words.insert(0, ft.Text(media.title, style=LABEL, color=Role.TEXT))
    head = ft.Row([icon, ft.Column(words, spacing=2, tight=True, expand=True)], spacing=M)
    rows: list[ft.Control] = [head]
    if address := media.page or media.url:

        async def visit() -> None:
            await ft.UrlLauncher().launch_url(address)

        rows.append(ft.Row([ident("media-visit", SecondaryButton(_("在浏览器里打开"), visit, Icons.OUT))]))
    return ft.Column(
        [Card(*rows, padding=M), *_transcript(opened, media, is_open=True)],
        spacing=M,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _transcript(opened: OpenLesson, media: Media, *, is_open: bool = False) -> list[ft.Control]:
    return [Transcript(opened, media.transcript, is_open)] if media.transcript else []


@component
def Transcript(opened: OpenLesson, text: str, is_open: bool) -> Any:
    """What is said, to read; folded away beside a player."""
    shown, show = ft.use_state(is_open)
    word = _("收起文字稿") if shown else _("看文字稿")
    fold = ident("transcript", TextLink(word, lambda: show(not shown), Icons.LESS if shown else Icons.MORE))
    body: list[ft.Control] = [Card(RichText(text, opened.folder, size=16), padding=20)] if shown else []
    return ft.Column([ft.Row([fold]), *body], spacing=S, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
