"""Feedback on the screen: written, with a picture, taken back, answered."""

from pathlib import Path

import pytest

from tests.fakes.app import DESKTOP, PHONE
from tests.fakes.opened import open_device, open_window

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0000003010100c9fe92ef"
    "0000000049454e44ae426082"
)


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
async def test_a_person_tells_something_and_sees_where_it_is(tmp_path: Path, size: tuple[float, float]) -> None:
    picture = tmp_path / "screen.png"
    picture.write_bytes(PNG)
    async with open_device(tmp_path / "device") as client, open_window(client, "/me/feedback", size) as app:
        await app.press("feedback-send")
        await app.see("先写几句话，再发送。")
        await app.write("feedback-words", "字太小了")
        app._answers["pick_files"] = [{"id": 0, "name": "screen.png", "path": str(picture), "size": len(PNG)}]
        await app.press("feedback-picture")
        await app.see("screen.png")
        await app.press("feedback-send")
        await app.see("已记下")
        assert "screen.png" not in app.texts()
        [told] = await client.feedback.all()
        assert (told.words, len(told.pictures)) == ("字太小了", 1)
        await app.press(f"feedback-back-{told.id}")
        await app.wait_for(lambda: not app.sees(f"feedback-{told.id}"))
        await app.click("撤销")
        await app.wait_for(lambda: app.sees(f"feedback-{told.id}"))


async def test_what_is_half_written_waits(tmp_path: Path) -> None:
    async with open_device(tmp_path) as client, open_window(client, "/me/feedback") as app:
        await app.write("feedback-words", "字太")
        await app.go("/me")
        await app.wait_for(lambda: app.sees("me-search"))
        await app.go("/me/feedback")
        await app.wait_for(lambda: app.sees("feedback-words"))
        await app.press("feedback-send")
        await app.see("已记下")
        assert [one.words for one in await client.feedback.all()] == ["字太"]
