"""A note is put into a team from its screen; one that may only be read has no editor."""

from pathlib import Path

import flet as ft

from client.bootstrap import Client
from client.store import Writing
from sync.catalogue import NOTE
from tests.fakes.opened import open_device, open_window
from tests.views.notes.test_note import field


async def join(client: Client, space: str, role: str, name: str) -> None:
    def command(w: Writing) -> None:
        w.standing.follow(space, kind="team", role=role, name=name)
        w.changed("space", space)

    await client.store.write(command)


async def test_a_note_moves_into_a_team_and_back_by_undo(tmp_path: Path) -> None:
    async with open_device(tmp_path) as client:
        await join(client, "t1", "member", "三班")
        note_id = await client.notes.save(None, title="判别式", body="讲解")
        async with open_window(client, f"/notes/{note_id}") as app:
            await field(app, "note-body")
            await app.press("note-share")
            await app.press("share-t1")
            await app.see("移到“三班”了，成员都看得到")
            await app.wait_for(lambda: app.page.route != f"/notes/{note_id}")
            [card] = await client.notes.list()
            assert card.space_id == "t1"
            await app.go("/notes")
            await app.wait_for(lambda: any("三班" in text for text in app.texts()))
            await app.click("撤销")
            await app.wait_for(lambda: app.page.route == f"/notes/{note_id}")
        assert [card.id for card in await client.notes.list()] == [note_id]


async def test_a_reader_reads(tmp_path: Path) -> None:
    async with open_device(tmp_path) as client:
        await join(client, "t2", "reader", "四班")

        def write(w: Writing) -> None:
            w.into("t2")
            w.save(NOTE, "n1", title="公告", body="明天考试", created_utc="", updated_utc="2026-11-30T08:00:00.000Z")

        await client.store.write(write)
        async with open_window(client, "/notes/n1") as app:
            await app.see("四班（只能看）")
            # The text is laid out behind the note's head, in a later repaint.
            await app.wait_for(lambda: any("明天考试" in m.value for m in app.find_all(ft.Markdown)))
            assert not app.sees("note-body")
            await app.press("note-share")
            assert not app.sees("share-back")
