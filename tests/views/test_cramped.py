"""In text twice as large on a phone, words keep a line of their own."""

# ruff: noqa: N802 - components are functions named like classes

from collections.abc import Callable, Iterator
from typing import Any

import flet as ft
import pytest

from tests.fakes.app import DESKTOP, PHONE, TABLET, MemoryApp
from views.guard import component
from views.theme import Icons, scale_text
from views.widgets import Bar, Chip, ErrorNote, IconAction, ListRow, PageHeader, PrimaryButton, Ring, Sign, TextLink
from views.widgets.question.marks import face


@pytest.fixture(autouse=True)
def usual_again() -> Iterator[None]:
    yield
    scale_text(1)  # it holds for the whole process


def Head() -> ft.Control:
    return PageHeader("课程", [TextLink("更多课程", print), IconAction(Icons.SEARCH, "搜索", print)])


def Row() -> ft.Control:
    return ListRow("判别式的三种用法", "王老师", trailing=Chip("正在直播"), on_click=print)


def Fault() -> ft.Control:
    return ErrorNote("没有读到", print)


def Option() -> ft.Control:
    return face("option-0", ft.Text("分母里有 x"), "wrong", None)


async def shares_a_line(part: Callable[[], ft.Control], words: str, other: str, size: tuple[float, float]) -> bool:
    """Whether `other` takes of the width that `words` have."""

    @component
    def Stand() -> Any:
        return part()

    async with MemoryApp(size=size) as app:
        await app.start(lambda page: page.render(Stand))
        both = [set(said(app, row)) for row in app.find_all(ft.Row)]
        return any({words, other} <= texts for texts in both)


def said(app: MemoryApp, row: ft.Row) -> Iterator[str]:
    """The words beside each other in a row: a column in it is asked for its first line alone."""
    for child in app.children(row):
        inner = [control for control in app.below(child) if isinstance(control, ft.Text | ft.TextButton)]
        for control in inner[:1] if any(isinstance(c, ft.Column) for c in app.below(child)) else inner:
            yield str(control.value if isinstance(control, ft.Text) else control.content)


@pytest.mark.parametrize(
    ("part", "words", "other"),
    [
        (Head, "课程", "更多课程"),
        (Row, "判别式的三种用法", "正在直播"),
        (Fault, "没有读到", "重试"),
        (Option, "分母里有 x", "你的选择"),
    ],
)
async def test_nothing_stands_beside_the_words(part: Callable[[], ft.Control], words: str, other: str) -> None:
    assert await shares_a_line(part, words, other, PHONE), "in the usual size there is room for both"
    scale_text(2)
    assert not await shares_a_line(part, words, other, PHONE)
    assert await shares_a_line(part, words, other, DESKTOP), "and on a desktop"


async def test_a_narrow_pane_of_a_desktop_has_no_more_room_than_a_phone() -> None:
    def pane() -> ft.Control:
        return PageHeader("课程", [TextLink("更多课程", print), IconAction(Icons.SEARCH, "搜索", print)], wide=False)

    scale_text(2)
    assert not await shares_a_line(pane, "课程", "更多课程", DESKTOP)


@pytest.mark.parametrize(("count", "beside"), [(3, True), (5, False)])
async def test_many_signs_stand_below_a_large_title(count: int, beside: bool) -> None:
    scale_text(2)

    @component
    def Stand() -> Any:
        return PageHeader("错题本", [IconAction(Icons.SEARCH, "搜索", print) for _sign in range(count)])

    async with MemoryApp(size=PHONE) as app:
        await app.start(lambda page: page.render(Stand))
        with_title = [row for row in app.find_all(ft.Row) if "错题本" in said(app, row)]
        assert any(isinstance(c, ft.IconButton) for row in with_title for c in app.below(row)) is beside


@pytest.mark.parametrize(("text", "scale"), [("100%", 1), ("29%", 2), ("100%", 2), ("21", 2)])
def test_a_number_does_not_touch_its_ring(text: str, scale: float) -> None:
    scale_text(scale)
    ring = Ring(0.5, text, "进度", size=112)
    number = next(c for c in MemoryApp.below(ring) if isinstance(c, ft.Text) and c.value == text)
    style = number.style
    assert isinstance(style, ft.TextStyle)
    across = next(c for c in MemoryApp.below(ring) if isinstance(c, ft.ProgressRing)).width or 0
    assert (style.size or 0) * 0.62 * len(text) < across * 0.7


def test_a_sign_grows_with_the_words_beside_it_and_stays_within_what_is_pressed() -> None:
    usual = IconAction(Icons.SEARCH, "搜索", print)
    scale_text(2)
    large = IconAction(Icons.SEARCH, "搜索", print)
    assert isinstance(usual, ft.IconButton)
    assert isinstance(large, ft.IconButton)
    assert [usual.icon_size, usual.width, Sign(Icons.SEARCH).size] == [24, 48, 36]
    assert (large.icon_size or 0) + 16 <= (large.width or 0), "Material keeps 8 px free on each side"


@pytest.mark.parametrize(
    ("scale", "size", "count", "width"),
    [(1, TABLET, 2, 260), (2, TABLET, 1, 390), (2, TABLET, 2, None), (2, DESKTOP, 2, 390)],
)
async def test_the_buttons_of_a_task_stay_within_the_window(
    scale: float, size: tuple[float, float], count: int, width: float | None
) -> None:
    scale_text(scale)

    @component
    def Stand() -> Any:
        return Bar(*(PrimaryButton(f"再来一场 {n}", print) for n in range(count)))

    async with MemoryApp(size=size) as app:
        await app.start(lambda page: page.render(Stand))
        around = [one for one in app.find_all(ft.Container) if isinstance(one.content, ft.FilledButton)]
        assert [one.width for one in around] == [width] * count
        assert [bool(one.expand) for one in around] == [width is None] * count
