"""All data leaves by a press, and comes in on another device."""

from pathlib import Path

from tests.fakes.opened import open_device, open_window


async def test_all_of_it_leaves_and_comes_in_on_another_device(tmp_path: Path) -> None:
    target = tmp_path / "all.zip"
    async with open_device(tmp_path / "old") as old:
        await old.notes.save(None, title="判别式", body="一")
        async with open_window(old, "/me/data") as app:
            app._answers["save_file"] = str(target)
            await app.press("data-export")
            await app.see("1 篇笔记")
            await app.see(f"已经存到 {target}")
        assert target.exists()
    async with open_device(tmp_path / "new") as new, open_window(new, "/me/data") as app:
        app._answers["pick_files"] = [{"id": 0, "name": "all.zip", "path": str(target), "size": 1}]
        await app.press("data-import")
        await app.see("1 篇笔记")
        assert [card.title for card in await new.notes.list()] == ["判别式"]
        target.write_bytes(b"no zip")
        await app.press("data-import")
        await app.wait_for(lambda: any("打不开" in text or "损坏" in text or "zip" in text for text in app.texts()))
