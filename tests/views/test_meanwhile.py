"""What goes on while a component is on the screen."""

# ruff: noqa: N802 - components are functions named like classes

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import flet as ft

from tests.fakes.app import MemoryApp
from views.context import APP, App, Session
from views.guard import component
from views.meanwhile import End, use_followed, use_meanwhile


@dataclass
class Source:
    """Something that can be watched, and counts who does."""

    watchers: list[Callable[..., None]] = field(default_factory=list)
    value: int = 0
    begun: int = 0

    def watch(self, told: Callable[..., None]) -> End:
        self.begun += 1
        self.watchers.append(told)
        return lambda: self.watchers.remove(told)

    def turn(self) -> None:
        self.value += 1
        for told in self.watchers:
            told("news")


async def shown(app: MemoryApp, session: Session, source: Source, follow: Callable[[Source], None]) -> ft.TextButton:
    """A component that follows the source, and a button that takes it away; the button."""

    @component
    def Stand() -> Any:
        is_there, set_there = ft.use_state(True)
        page = ft.context.page

        def face() -> ft.Control:
            inner = [Follower(key="follower")] if is_there else []
            return ft.Column([*inner, ft.TextButton("去掉", on_click=lambda: set_there(False))])

        return APP(App(None, page, session=session), face)  # pyright: ignore[reportArgumentType] # no client

    @component
    def Follower() -> Any:
        follow(source)
        return ft.Text(f"第 {source.value} 次")

    await app.start(lambda page: page.render(Stand))
    await app.wait_for(lambda: bool(source.watchers))
    return app.find(ft.TextButton)


async def test_it_is_drawn_anew_with_each_news_and_ends_with_the_component() -> None:
    source, session = Source(), Session()
    async with MemoryApp() as app:
        button = await shown(app, session, source, lambda source: use_followed(source.watch))
        for _turn in range(3):  # drawn anew, it neither ends nor begins again
            source.turn()
            await app.settle()
        assert "第 3 次" in app.texts()
        assert (source.begun, len(source.watchers), len(session.closers)) == (1, 1, 1)
        await app.click(button)
        await app.wait_for(lambda: not source.watchers)
        assert session.closers == []


async def test_it_ends_once_with_the_window() -> None:
    source, session = Source(), Session()
    async with MemoryApp() as app:
        button = await shown(app, session, source, lambda source: use_meanwhile(lambda: source.watch(print)))
        session.close()
        assert source.watchers == []
        await app.click(button)  # the end would fail if it came twice
        await app.settle()
