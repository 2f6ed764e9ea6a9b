"""The root of a session: theme, net, life cycle, contexts, router."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlparse

import flet as ft

from client.battles import BattleCard
from client.live import LiveLesson
from client.plan.nudges import Nudge
from client.texts import _
from views.context import APP, App, Session, is_wide
from views.dressing import dress
from views.first import WELCOME, FirstLook
from views.guard import component
from views.preferences import Preferences, apply_preferences, is_dark, load_preferences
from views.routes import routes
from views.shell import ROOMY, Shell
from views.shell.window import follow_window, has_window, restore_window
from views.shortcuts.keys import Keys
from views.widgets import EmptyState, Toast

if TYPE_CHECKING:
    from client.bootstrap import Client


def open_session(
    page: ft.Page,
    client: Client,
    first: FirstLook | None = None,
    on_shown: Callable[[], None] = lambda: None,
    start_over: Callable[[], Awaitable[None]] | None = None,
    drafts: dict[str, Any] | None = None,
) -> Session:
    """Show the app on `page`, beginning with what `first` knows, and call `on_shown` when its first screen is sent.

    `start_over` erases what is on the device and opens it anew. `drafts` is what was chosen before there was a session.

    One person may have several pages (browser tabs); they share the one `client`.
    """
    dress(page)
    session = Session(keys=Keys(lambda: _is_covered(page)), drafts={} if drafts is None else drafts)
    if start_over is not None:
        session.start_over = start_over

    page.on_close = session.close
    session.going.watch(page)
    is_welcome = first is not None and first.give(page, session)
    page.render(Root, client, session, on_shown)
    if is_welcome:
        page.navigate(WELCOME)  # it is there already; so that the address says so, too
    return session


@component
def Root(client: Client, session: Session, on_shown: Callable[[], None]) -> Any:
    """Everything below knows the client and the window through `use_app()`."""
    page = ft.context.page
    look, set_look = ft.use_state(Preferences())
    _window, set_room = ft.use_state(lambda: _room(page))
    task: Any = ft.use_ref(None)
    task_of_window: Any = ft.use_ref(None)
    applied: Any = ft.use_ref(None)

    def measure(*_event: Any) -> None:
        set_room(_room(page))

    async def follow_settings() -> None:
        chosen = await load_preferences(client.store)
        if chosen == applied.current:
            return  # another setting changed
        applied.current = chosen
        apply_preferences(page, chosen)
        page.update()
        set_look(chosen)

    def setting_changed(*_changes: Any) -> None:
        task.current = asyncio.get_running_loop().create_task(follow_settings())

    async def change_state(event: ft.AppLifecycleStateChangeEvent) -> None:
        in_front = event.state in (ft.AppLifecycleState.SHOW, ft.AppLifecycleState.RESUME)
        if in_front:
            client.timer.show(in_front=True)
            client.reminders.resume()
        elif event.state in (ft.AppLifecycleState.HIDE, ft.AppLifecycleState.PAUSE, ft.AppLifecycleState.DETACH):
            client.timer.show(in_front=False)
            await client.authoring.flush()
            await client.notes.flush()  # the system may not give the app another chance
            await client.timer.flush()
            await client.family.tell()

    def remind(lesson: LiveLesson) -> None:
        async def enter() -> None:
            page.navigate(f"/courses/live/{lesson.id}")

        words = _("直播课《{title}》快开始了").format(title=lesson.title)
        page.show_dialog(Toast(words, enter, page.width or 1000.0, _("去上课")))

    def nudge(due: Nudge) -> None:
        from views.timer.reminders import nudge_route, nudge_words  # not before there is something to say

        route, word = nudge_route(due)

        async def go() -> None:
            page.navigate(route)

        page.show_dialog(Toast(nudge_words(due), go if route else None, page.width or 1000.0, word))

    def invite(card: BattleCard) -> None:
        from views.battles.words import invite_words

        async def look() -> None:
            page.navigate(f"/teams/battles/{card.id}")

        if urlparse(page.route or "/").path == f"/teams/{card.space}":
            return  # the team's home says it with a card, and a toast would lie on what one presses next
        page.show_dialog(Toast(invite_words(card), look, page.width or 1000.0, _("去看看")))

    def settle() -> None:
        session.closers.append(client.live.watch(remind))
        session.closers.append(client.nudges.watch(nudge))
        session.closers.append(client.battles.watch(invite))
        page.on_app_lifecycle_state_change = change_state
        session.closers.append(client.store.watch(setting_changed, {"setting"}))
        setting_changed()
        if has_window(page):
            session.closers.append(follow_window(page, client.store))
            task_of_window.current = asyncio.get_running_loop().create_task(restore_window(page, client.store))
        page.on_keyboard_event = session.keys.press
        page.on_resize = measure
        page.on_platform_brightness_change = measure
        page.on_connect = measure
        on_shown()

    ft.use_effect(settle, [])
    app = App(
        client,
        page,
        wide=is_wide(page.width),
        dark=is_dark(page, look),
        language=look.language,
        contrast=look.contrast,
        motion=look.motion,
        text_scale=look.text_scale,
        session=session,
    )
    size = f"{look.text_scale} {look.motion}"  # what is drawn keeps the sizes that it was drawn with
    router: Any = ft.Router  # a component takes a `key`, which Flet does not type
    return APP(app, lambda: router([ft.Route(component=Shell, children=routes())], not_found=Lost, key=size))


@component
def Lost() -> Any:
    """No screen has this path."""
    page = ft.context.page
    return EmptyState(
        ft.Icons.EXPLORE_OFF_OUTLINED,
        _("没有这一页"),
        _("链接可能写错了，或者内容已经移走。"),
        _("回到今天"),
        lambda: page.navigate("/"),
    )


def _room(page: ft.Page) -> tuple[int, bool]:
    """The class of the window's width, and whether the system is dark: what a redraw of everything is worth."""
    width = page.width or 1000.0
    return sum(width >= edge for edge in (600, 840, ROOMY)), page.platform_brightness == ft.Brightness.DARK


def _is_covered(page: ft.Page) -> bool:
    """Whether a dialog lies over the screen; a word at the bottom is none."""
    return any(dialog.open and not isinstance(dialog, ft.SnackBar) for dialog in page._dialogs.controls)
