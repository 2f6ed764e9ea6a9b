"""Who else writes in an open note is named with the line, and not any more when the note is closed there."""

from functools import partial
from pathlib import Path

import flet as ft

from client.bootstrap import Client
from client.notes.writing.change import Change
from sync.cursors import CursorTold
from sync.text import CharId
from tests.fakes.app import PHONE, MemoryApp
from tests.fakes.opened import open_device, open_window
from tests.views.notes.test_note import field


def heard(client: Client, note_id: str, char: CharId, device: str, name: str, **more: object) -> None:
    """Another device tells where it writes: behind `char`, unless `more` says otherwise."""
    about = {"note": note_id, "space": "s", "account_id": f"of {device}", "device_id": device}
    at = {"replica": char.replica, "counter": char.counter, "name": name}
    client.cursors.heard(CursorTold.model_validate(about | at | more))


async def test_the_others_line_is_shown_and_follows_what_is_written_above(tmp_path: Path) -> None:
    async with open_device(tmp_path) as client:
        note_id = await client.notes.save(None, title="判别式", body="一\n二\n三")
        async with open_window(client, f"/notes/{note_id}", PHONE) as app:
            body = await field(app, "note-body")
            [draft] = client.notes.drafts
            assert not app.sees("note-others")
            draft.select(3, 3)
            char = draft.place
            assert char

            hear = partial(heard, client, note_id, char)

            hear("d1", "小红")
            await app.see("小红 在第 2 行")
            await app.type(body, "零\n一\n二\n三")
            hear("d2", "小刚", counter=999)
            await app.see("小刚 也在这里 +1")
            text = next(t for t in app.find_all(ft.Text) if t.value and t.value.startswith("小刚"))
            assert text.tooltip == "小刚 也在这里\n小红 在第 3 行"
            hear("d2", "小刚", gone=True)
            await app.see("小红 在第 3 行")
            hear("d3", "名字很长很长很长的同学", gone=False)
            await app.see("名字很长很长很长的… 在第 3 行 +1")
            hear("d3", "", gone=True)
            await app.see("小红 在第 3 行")
            draft.put(Change(0, 0, "又\n", 2, 2))
            await app.see("小红 在第 4 行")
            hear("d1", "小红", gone=True)
            await app.wait_for(lambda: not app.sees("note-others"))


async def test_in_the_preview_the_block_that_somebody_writes_in_is_marked(tmp_path: Path) -> None:
    async with open_device(tmp_path) as client:
        note_id = await client.notes.save(None, title="判别式", body="第一段\n\n第二段\n\n第三段")
        async with open_window(client, f"/notes/{note_id}", (1700.0, 900.0)) as app:
            body = await field(app, "note-body")
            [draft] = client.notes.drafts
            draft.select(7, 7)
            char = draft.place
            assert char

            hear = partial(heard, client, note_id, char)

            def marked() -> list[str]:
                found = app.find_all(ft.Semantics, identifier="note-there")
                return [text for there in found for text in texts_in(app, there)]

            assert marked() == []
            hear("d1", "小红")
            await app.wait_for(lambda: marked() == ["小红", "第二段"])
            hear("d2", "小刚")
            await app.wait_for(lambda: marked() == ["小刚、小红", "第二段"])
            hear("d2", "小刚", replica="", counter=0)
            await app.wait_for(lambda: marked() == ["小刚", "第一段", "小红", "第二段"])
            hear("d2", "小刚", gone=True)
            await app.type(body, "新的一段\n\n第一段\n\n第二段长了\n\n第三段")
            await app.wait_for(lambda: marked() == ["小红", "第二段长了"])
            hear("d1", "小红", gone=True)
            await app.wait_for(lambda: marked() == [])


def texts_in(app: MemoryApp, control: ft.Control) -> list[str]:
    """What is written in it."""
    return [c.value for c in app.walk(control) if isinstance(c, ft.Text | ft.Markdown) and c.value]
