"""What is changed press by press: no press is lost, the latest is kept, and something newer from elsewhere is shown."""

# ruff: noqa: N802 - components are functions named like classes

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import flet as ft
import pytest

from tests.fakes.app import MemoryApp
from views.guard import component
from views.wish import use_wish


class FullError(Exception):
    """An error with a sentence for the person."""

    sentence = "磁盘满了，请清理后再试。"


class Shop:
    """What is kept, and when: `gate` holds the one that is keeping."""

    def __init__(self) -> None:
        self.known = 60
        self.kept: list[int] = []
        self.gate = asyncio.Event()
        self.fault: Exception | None = None
        self.show: Callable[[int], Any] = lambda _known: None

    async def keep(self, minutes: int) -> None:
        await self.gate.wait()
        if self.fault:
            raise self.fault
        self.kept.append(minutes)

    def tell(self, minutes: int) -> None:
        """The store has this now."""
        self.show(minutes)


@component
def Stepper(shop: Shop):
    known, shop.show = ft.use_state(shop.known)
    wish = use_wish(known, shop.keep)
    return ft.Column(
        [
            ft.Text(f"{wish.value} 分钟"),
            ft.Text(wish.error or "好"),
            ft.Button("多", on_click=lambda: wish.change(lambda last: last + 10)),
            ft.Button("少", on_click=lambda: wish.change(lambda last: last - 10)),
        ]
    )


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
async def app(shop: Shop) -> AsyncIterator[MemoryApp]:
    async with MemoryApp() as opened:
        await opened.start(lambda page: page.render(Stepper, shop))
        yield opened


async def sees(app: MemoryApp, words: str) -> None:
    await app.wait_for(lambda: words in app.texts())


async def test_a_second_press_before_the_first_is_drawn_or_kept_is_a_second_step(app: MemoryApp, shop: Shop) -> None:
    more: Any = app.find(ft.Button, content="多").on_click
    more()  # both by the handler that was drawn with 60
    more()
    await sees(app, "80 分钟")
    assert shop.kept == []
    await app.click("多")
    await sees(app, "90 分钟")
    shop.gate.set()
    await app.wait_for(lambda: shop.kept and shop.kept[-1] == 90)
    assert len(shop.kept) <= 2, "what came while the first was under way is kept together"


async def test_what_is_known_on_the_way_is_not_shown_and_what_is_newer_is(app: MemoryApp, shop: Shop) -> None:
    shop.gate.set()
    await app.click("多")
    await app.wait_for(lambda: shop.kept == [70])
    await app.click("多")
    await app.wait_for(lambda: shop.kept == [70, 80])
    shop.tell(70)
    await sees(app, "80 分钟")
    shop.tell(80)
    await sees(app, "80 分钟")
    shop.tell(30)  # the other parent
    await sees(app, "30 分钟")
    await app.click("多")
    await sees(app, "40 分钟")


async def test_up_and_down_again_is_kept_too(app: MemoryApp, shop: Shop) -> None:
    await app.click("多")
    await app.click("少")
    shop.gate.set()
    await app.wait_for(lambda: shop.kept and shop.kept[-1] == 60)
    shop.tell(60)
    await sees(app, "60 分钟")


async def test_what_cannot_be_kept_is_said_and_what_is_known_is_shown(app: MemoryApp, shop: Shop) -> None:
    shop.fault = FullError()
    shop.gate.set()
    await app.click("多")
    await sees(app, FullError.sentence)
    await sees(app, "60 分钟")
    shop.fault = None
    await app.click("多")
    await sees(app, "70 分钟")
    await sees(app, "好")
