"""What every screen may ask for: the client, the way to other screens, a word to the person, the window."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlparse

import flet as ft

from views.going import Going
from views.shortcuts.keys import Keys
from views.theme import PAGE_WIDTH, text_scale

if TYPE_CHECKING:
    from client.bootstrap import Client

LARGE = 1.3  # from this size of text on, words and what stands beside them do not share a phone's line
LATE_S = 1.0
"""How long after its time a word may still be on its way out."""

Undo = Callable[[], Awaitable[object]]


async def _stay() -> None:
    """Nobody has opened the device for this session who could open it again."""


@dataclass(eq=False)
class Session:
    """What one page keeps while screens come and go.

    Attributes:
        closers: called when the session ends.
        drafts: what is half typed, by a name of its own (`views.shell.use_kept`); it outlives the screen.
        seen: what a screen showed last, by the name that it has for it (`views.query`).
        scroll: how far each screen is scrolled in logical pixels, by the key of its page.
        keys: who listens to the keyboard (`views.shortcuts`).
        going: the way to other screens.
        doors: what opens above any screen, by name: "palette", "shortcuts".
        start_over: erases what is on this device and opens it anew, on every page that shows it.
        is_open: whether somebody may still look at it.

    """

    closers: list[Callable[[], None]] = field(default_factory=list)
    drafts: dict[str, Any] = field(default_factory=dict)
    seen: dict[str, Any] = field(default_factory=dict)
    scroll: dict[str, float] = field(default_factory=dict)
    keys: Keys = field(default_factory=Keys)
    going: Going = field(default_factory=Going)
    doors: dict[str, Callable[[], None]] = field(default_factory=dict)
    start_over: Callable[[], Awaitable[None]] = field(default_factory=lambda: _stay)
    is_open: bool = True

    def close(self) -> None:
        """End what the session has going."""
        self.is_open = False
        for stop in self.closers[:]:
            stop()
        self.closers.clear()


@dataclass(frozen=True)
class App:
    """One session's handle on the app; a new one when what can be seen of it changes, so that screens redraw.

    Attributes:
        client: the device.
        page: the session's page.
        wide: whether the screen has room for more than a phone's one column.
        dark, language, contrast, motion, text_scale: see `views.preferences`.
        pane: where on a desktop the screen stands: "list", "detail", or "" when it has the window for itself.
        room: the width of that pane in logical pixels, 0 without one.
        session: what stays while screens come and go.
        leads: takes routes in the window's place, where screens are shown within another one.

    """

    client: Client
    page: ft.Page
    wide: bool = True
    dark: bool = False
    language: str = "zh_CN"
    contrast: str = "normal"
    motion: str = "full"
    text_scale: float = 1.0
    pane: str = ""
    room: float = 0.0
    session: Session = field(default_factory=Session, compare=False)
    leads: Callable[[str], None] | None = field(default=None, compare=False)

    @property
    def closers(self) -> list[Callable[[], None]]:
        """Called when the session ends."""
        return self.session.closers

    @property
    def drafts(self) -> dict[str, Any]:
        """What is half typed, by a name of its own."""
        return self.session.drafts

    @property
    def scroll(self) -> dict[str, float]:
        """How far each screen is scrolled, by the key of its page."""
        return self.session.scroll

    @property
    def keys(self) -> Keys:
        """Who listens to the keyboard."""
        return self.session.keys

    @property
    def width(self) -> float:
        """The room that a screen has, in logical pixels: the window's width, or that of its pane."""
        return self.room or self.page.width or 1000.0

    def go(self, route: str) -> None:
        """Show the screen at `route`, e.g. `/courses/math-9`."""
        if self.leads is not None:
            self.leads(route)
        else:
            self.session.going.go(self.page, route)

    def open(self, door: str) -> None:
        """Open what lies above every screen: "palette" or "shortcuts"."""
        if door in self.session.doors:
            self.session.doors[door]()

    def parameter(self, name: str, default: str = "") -> str:
        """The value of `name` in the route's query: `/notes/new?course=x` has `course` x."""
        return parse_qs(urlparse(self.page.route or "/").query).get(name, [default])[0]

    def toast(self, text: str, undo: Undo | None = None, undo_label: str = "") -> None:
        """Say `text` for some seconds at the bottom; with `undo`, offer 撤销 (or `undo_label`), which awaits it."""
        from views.widgets.toast import Toast  # the parts that screens are made of know this module

        toast = Toast(text, undo, self.page.width or self.width, undo_label)
        self.page.show_dialog(toast)
        stays_s = (toast.duration if isinstance(toast.duration, int) else 0) / 1000
        asyncio.get_running_loop().call_later(stays_s + LATE_S, self._forget, toast)

    def _forget(self, toast: ft.SnackBar) -> None:
        """Let go of a word that has gone: a browser that was reloaded meanwhile never told, and would show it again."""
        dialogs = self.page._dialogs
        left = [each for each in dialogs.controls if each is not toast]
        if len(left) < len(dialogs.controls) and self.session.is_open:
            dialogs.controls = left
            dialogs.update()


APP: Any = ft.create_context(None)  # Flet types a context by its default


def use_app() -> App:
    """The session's `App`; a hook, so call it at the top of a component."""
    app = ft.use_context(APP)
    if app is None:
        raise RuntimeError("use_app() outside of the app's root")
    return app


def is_wide(width: float | None) -> bool:
    """Whether a window of that width has room for a rail."""
    return (width or 1000.0) >= PAGE_WIDTH


def is_cramped() -> bool:
    """Whether there is no room beside words: in large text on a phone."""
    return text_scale() > LARGE and not is_wide(ft.context.page.width)
