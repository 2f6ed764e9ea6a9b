"""Writing mistakes down on the screen: by keyboard, pasted, from a picture, several in a row."""

import io
from pathlib import Path
from typing import Any

import flet as ft
import pytest
from PIL import Image

from client.bootstrap import Client
from client.mistakes.capture import Draft
from client.mistakes.capture.reading import CannotReadError
from tests.fakes.app import PHONE, MemoryApp
from tests.fakes.clock import FakeClock
from tests.views.mistakes.opened import device, field, names, screen, tap


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


async def press(app: MemoryApp, key: str, *, ctrl: bool = False) -> None:
    await app.fire(app.page, "keyboard_event", {"key": key, "shift": False, "ctrl": ctrl, "alt": False, "meta": False})


async def words(client: Client) -> list[str]:
    return [card.words for card in await client.mistakes.list()]


def a_picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(out, "PNG")
    return out.getvalue()


class Readable:
    """Reads `text` in every picture."""

    def __init__(self, text: str) -> None:
        self.text = text

    async def read(self, _picture: bytes) -> str:
        if not self.text:
            raise CannotReadError("这里不会识字；图片已经留着。")
        return self.text


async def test_ten_in_a_row_with_subject_and_source_kept(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client, screen(client, "/mistakes/new") as app:
        await app.wait_for(lambda: "capture-text" in names(app))
        await app.type(field(app, "source"), "第三次月考")
        for number in range(10):
            await app.wait_for(lambda: not field(app, "text").value)
            assert field(app, "source").value == "第三次月考"
            await app.type(field(app, "text"), f"第 {number} 个算式：{number}+{number + 7} 等于多少？")
            await app.type(field(app, "answer"), str(2 * number + 7))
            await press(app, "Enter", ctrl=True)
            clock.advance(30)
            await app.wait_for(lambda: not field(app, "text").value)
        assert len(await words(client)) == 10
        assert {card.source for card in await client.mistakes.list()} == {"第三次月考"}


async def test_a_double_tap_on_save_makes_one(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client, screen(client, "/mistakes/new", PHONE) as app:
        await app.wait_for(lambda: "capture-text" in names(app))
        await app.type(field(app, "text"), "三角形的内角和是多少度？")
        save = next(c for c in app.walk(app.ident("save")) if getattr(c, "on_click", None))
        await app.session.dispatch_event(save._i, "click", None)
        await app.session.dispatch_event(save._i, "click", None)
        await app.wait_for(lambda: app.page.route == "/mistakes")
        [card] = await client.mistakes.list()
        assert card.times_wrong == 1


async def test_nothing_to_save_is_said(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client, screen(client, "/mistakes/new") as app:
        await tap(app, "save")
        await app.wait_for(lambda: any(text.startswith("还没有题目") for text in app.texts()))
        assert await words(client) == []


async def test_pasted_text_finds_its_fields_and_can_be_put_back(tmp_path: Path, clock: FakeClock) -> None:
    pasted = "解方程 $x^2=4$\n【我的答案】2\n【答案】±2\n【解析】开平方有两个根"
    async with device(tmp_path, clock) as client, screen(client, "/mistakes/new") as app:
        await app.wait_for(lambda: "capture-text" in names(app))
        await app.type(field(app, "text"), pasted)
        await app.wait_for(lambda: field(app, "answer").value == "±2")
        assert field(app, "text").value == "解方程 $x^2=4$"
        assert (field(app, "given").value, field(app, "solution").value) == ("2", "开平方有两个根")
        snack = app.find(ft.SnackBar)
        assert isinstance(snack.action, ft.SnackBarAction)
        await app.click(snack.action)
        await app.wait_for(lambda: field(app, "text").value == pasted)
        assert field(app, "answer").value == ""


async def test_several_questions_that_were_pasted_are_written_down_one_by_one(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client, screen(client, "/mistakes/new") as app:
        await app.wait_for(lambda: "capture-text" in names(app))
        await app.type(field(app, "text"), "1. 三角形有几条边？\n答案：3\n2. 正方形有几个直角？\n答案：4")
        await app.wait_for(lambda: "这里像是有 2 道题。" in app.texts())
        await tap(app, "take-several")
        await app.wait_for(lambda: field(app, "text").value == "三角形有几条边？")
        assert "第 1 道，共 2 道" in app.texts()
        await tap(app, "save")
        await app.wait_for(lambda: field(app, "text").value == "正方形有几个直角？")
        assert field(app, "answer").value == "4"
        await tap(app, "save")
        await app.wait_for(lambda: app.page.route == "/mistakes")
        assert len(await words(client)) == 2


async def test_points_and_causes_are_proposed_and_chosen_in_one_tap(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client, screen(client, "/mistakes/new") as app:
        await app.wait_for(lambda: "capture-text" in names(app))
        await app.type(field(app, "text"), "用配方法解一元二次方程，较大的根是多少？")
        await app.type(field(app, "given"), "-5")
        await app.type(field(app, "answer"), "5")
        await app.wait_for(lambda: any(text.startswith("可能是“计算失误”") for text in app.texts()))
        chips = [name for name in names(app) if name.startswith("point-math")]
        assert 1 <= len(chips) <= 3
        await tap(app, chips[0])
        await tap(app, "cause-calculation")
        await app.wait_for(lambda: app.ident("cause-calculation").selected)
        await tap(app, "save")
        await app.wait_for(lambda: app.page.route == "/mistakes")
        [card] = await client.mistakes.list()
        assert card.cause == "calculation"
        assert card.point is not None
        assert f"point-{card.point.id}" == chips[0]


async def test_what_is_half_written_is_there_when_one_comes_back(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client, screen(client, "/mistakes/new") as app:
        await app.wait_for(lambda: "capture-text" in names(app))
        await app.type(field(app, "text"), "写到一半")
        await app.go("/notes")
        await app.wait_for(lambda: "capture-text" not in names(app))
        await app.go("/mistakes/new")
        await app.wait_for(lambda: "capture-text" in names(app))
        assert field(app, "text").value == "写到一半"


@pytest.mark.parametrize("text", ["解方程 x=1\n答案：1", ""])
async def test_a_picture_is_kept_and_read_where_something_can(tmp_path: Path, clock: FakeClock, text: str) -> None:
    async with device(tmp_path, clock) as client, screen(client, "/mistakes/new", PHONE) as app:
        client.capture.reader = Readable(text)  # type: ignore[assignment]
        await app.wait_for(lambda: "from-clipboard" in names(app))
        app._answers["get_image"] = a_picture()
        await tap(app, "from-clipboard")
        await app.wait_for(lambda: "picture-0" in names(app))
        if text:
            await app.wait_for(lambda: field(app, "text").value == "解方程 x=1")
            assert field(app, "answer").value == "1"
        else:
            await app.wait_for(lambda: any("图片已经留着" in word for word in app.texts()))
        await tap(app, "save")
        await app.wait_for(lambda: app.page.route == "/mistakes")
        [card] = await client.mistakes.list()
        assert card.words == ("解方程 x=1" if text else "图片里的题")
        [cutting] = card.pictures
        assert (await client.capture.picture(cutting))[:2] == b"\xff\xd8"
        await app.go("/mistakes/review")
        await app.wait_for(lambda: "picture-0" in names(app))


async def test_answers_under_the_question_are_kept_as_answers(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client, screen(client, "/mistakes/new") as app:
        await app.wait_for(lambda: "capture-text" in names(app))
        for words in ("解方程 x+1=3", "解方程 x+1=3\n我的答案：1", "解方程 x+1=3\n我的答案：1\n答案：2"):
            await app.type(field(app, "text"), words)
        await press(app, "Enter", ctrl=True)
        await app.wait_for(lambda: field(app, "text").value == "")
        [card] = await client.mistakes.list()
        assert (card.words, card.given) == ("解方程 x+1=3", "1")


async def test_an_empty_clipboard_says_so(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client, screen(client, "/mistakes/new") as app:
        await tap(app, "from-clipboard")
        await app.wait_for(lambda: any(word.startswith("剪贴板里没有图片") for word in app.texts()))


async def test_formulas_of_question_answers_and_solution_are_shown_as_they_will_read(
    tmp_path: Path, clock: FakeClock
) -> None:
    async with device(tmp_path, clock) as client, screen(client, "/mistakes/new") as app:
        await app.wait_for(lambda: "capture-text" in names(app))
        for number, name in enumerate(("text", "given", "answer", "solution")):
            await app.type(field(app, name), f"$\\frac{{{number}}}{{x}}$")
        for number, name in enumerate(("我的答案", "正确答案", "解析"), 1):
            await app.wait_for(lambda words=f"{name}：{number}/*x*": words in app.texts())


async def test_what_was_copied_opens_the_form_and_what_was_half_written_waits(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client, screen(client, "/mistakes/new") as app:
        await app.wait_for(lambda: "capture-text" in names(app))
        await app.type(field(app, "text"), "写到一半")
        await app.go("/mistakes/trash")
        await app.wait_for(lambda: "capture-text" not in names(app))
        app._answers["get"] = "三角形有几条边？\n答案：3"
        await app.go("/mistakes/new?from=clipboard")
        await app.wait_for(lambda: "capture-text" in names(app) and field(app, "text").value == "三角形有几条边？")
        assert field(app, "answer").value == "3"
        assert "第 1 道，共 2 道" in app.texts()
        await tap(app, "save")
        await app.wait_for(lambda: field(app, "text").value == "写到一半")
        assert await words(client) == ["三角形有几条边？"]


async def test_the_key_for_pasting_takes_text_or_a_picture_or_says_that_there_is_neither(
    tmp_path: Path, clock: FakeClock
) -> None:
    async with device(tmp_path, clock) as client:
        await client.capture.save(Draft(text="三角形的内角和？"))
        async with screen(client, "/mistakes") as app:
            await app.wait_for(lambda: "search-mistakes" in names(app))
            await press(app, "V", ctrl=True)
            await app.wait_for(lambda: any("剪贴板里没有文字，也没有图片" in text for text in app.texts()))
            await app.go("/mistakes")
            await app.wait_for(lambda: "search-mistakes" in names(app))
            app._answers["get_image"] = a_picture()
            await press(app, "V", ctrl=True)
            await app.wait_for(lambda: "picture-0" in names(app))


async def test_the_camera_is_there_in_a_browser_and_on_phones_and_takes_the_picture(
    tmp_path: Path, clock: FakeClock
) -> None:
    async with device(tmp_path, clock) as client, screen(client, "/mistakes/new") as app:
        await app.wait_for(lambda: "from-picture" in names(app))
        assert "from-camera" not in names(app)  # a Linux desktop has none
    async with device(tmp_path, clock) as client, screen(client, "/mistakes/new", PHONE, web=True) as app:
        await tap(app, "from-camera")
        await app.wait_for(lambda: any("没有找到相机" in word for word in app.texts()))
        lens = {"name": "1", "lens_direction": "back", "sensor_orientation": 90}
        app._answers |= {"get_available_cameras": [lens], "take_picture": a_picture()}
        await app.click("重试", ft.TextButton)
        await app.wait_for(lambda: "把一道题放满画面，光线亮一些。" in app.texts())
        await tap(app, "shoot")
        await app.wait_for(lambda: "picture-0" in names(app))
        await tap(app, "save")
        await app.wait_for(lambda: app.page.route == "/mistakes")
        [card] = await client.mistakes.list()
        assert len(card.pictures) == 1


async def test_each_box_on_a_picture_becomes_a_mistake(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client, screen(client, "/mistakes/new") as app:
        client.capture.reader = Readable("")  # type: ignore[assignment]
        await app.wait_for(lambda: "from-clipboard" in names(app))
        app._answers["get_image"] = a_picture()
        await tap(app, "from-clipboard")
        await tap(app, "mark")
        await app.wait_for(lambda: "marking" in names(app))
        sheet = app.find(ft.GestureDetector, within=app.ident("marking"))
        for top, bottom in ((5.0, 90.0), (120.0, 200.0)):
            await drag(app, sheet, (5.0, top), (200.0, bottom))
        await drag(app, sheet, (50.0, 50.0), (51.0, 50.5))  # a tap
        assert "框好了 2 道；还可以接着框。" in app.texts()
        await tap(app, "marked")
        await app.wait_for(lambda: "第 1 道，共 2 道" in app.texts())
        await tap(app, "save")
        await app.wait_for(lambda: "第 2 道，共 2 道" in app.texts())
        await tap(app, "save")
        await app.wait_for(lambda: app.page.route == "/mistakes")
        boxes = {card.pictures[0].box[1] for card in await client.mistakes.list()}
        assert len(boxes) == 2


async def test_a_mistake_can_be_written_anew(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client, screen(client, "/mistakes/new") as app:
        await app.wait_for(lambda: "capture-text" in names(app))
        await app.type(field(app, "text"), "三角型的内角和？")
        await tap(app, "save")
        await app.wait_for(lambda: app.page.route == "/mistakes")
        [card] = await client.mistakes.list()
        await app.go(f"/mistakes/item/{card.id}")
        await tap(app, "edit-mistake")
        await app.wait_for(lambda: "capture-text" in names(app))
        assert field(app, "text").value == "三角型的内角和？"
        await app.type(field(app, "text"), "三角形的内角和？")
        await tap(app, "save")
        await app.wait_for(lambda: app.page.route == f"/mistakes/item/{card.id}")
        assert await words(client) == ["三角形的内角和？"]


async def drag(app: MemoryApp, sheet: Any, start: tuple[float, float], end: tuple[float, float]) -> None:
    def offset(place: tuple[float, float]) -> dict[str, float]:
        return {"x": place[0], "y": place[1]}

    await app.fire(sheet, "pan_start", {"k": "mouse", "l": offset(start), "g": offset(start)})
    moved = {"l": offset(end), "g": offset(end), "ld": offset(end), "gd": offset(end), "pd": None, "ts": None}
    await app.fire(sheet, "pan_update", moved)
    await app.fire(sheet, "pan_end", {"l": offset(end), "g": offset(end), "v": offset((0, 0)), "pv": None})
