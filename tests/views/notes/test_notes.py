"""The list of notes on the screen."""

from pathlib import Path
from typing import Any

import flet as ft
import pytest
from flet.messaging.protocol import MessageAction

from client.bootstrap import Client
from tests.fakes.app import DESKTOP, PHONE, MemoryApp
from tests.fakes.opened import open_device, open_window


@pytest.fixture
async def client(tmp_path: Path):
    async with open_device(tmp_path) as client:
        yield client


def rows(app: MemoryApp) -> list[str]:
    return [name for s in app.find_all(ft.Semantics) if (name := s.identifier or "").startswith("note-0")]


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
async def test_without_notes_there_is_one_thing_to_do(client: Client, size: tuple[float, float]) -> None:
    async with open_window(client, "/notes", size) as app:
        await app.wait_for(lambda: "还没有笔记" in app.texts())
        assert app.ident("new-note")
        await app.click("写第一篇笔记")
        await app.wait_for(lambda: app.page.route == "/notes/new")


async def test_a_note_written_elsewhere_appears_without_a_touch(client: Client) -> None:
    async with open_window(client, "/notes") as app:
        await app.wait_for(lambda: "还没有笔记" in app.texts())
        await client.notes.save(None, title="", body="# 第一行\n\n其余")
        await app.wait_for(lambda: "第一行" in app.texts())
        assert "其余" in app.texts()


async def test_search_narrows_the_list_and_says_when_there_is_nothing(client: Client) -> None:
    await client.notes.save(None, title="判别式", body="")
    await client.notes.save(None, title="浮力", body="")
    async with open_window(client, "/notes") as app:
        await app.wait_for(lambda: "浮力" in app.texts())
        await app.type(app.find(ft.TextField, "搜索笔记"), "判别")
        await app.wait_for(lambda: "浮力" not in app.texts())
        shown = ["".join(span.text or "" for span in t.spans) for t in app.find_all(ft.Text) if t.spans]
        assert shown == ["判别式"]
        await app.type(app.find(ft.TextField, "搜索笔记"), "没有的")
        await app.wait_for(lambda: "没有找到含有“没有的”的笔记" in app.texts())


async def test_many_notes_come_in_pages(client: Client) -> None:
    for number in range(21):
        await client.notes.save(None, title=f"第{number}篇", body="")
    async with open_window(client, "/notes") as app:
        await app.wait_for(lambda: "第 1–20 篇，共 21 篇" in app.texts())
        assert len(rows(app)) < 20, "first what is in sight"
        await app.wait_for(lambda: len(rows(app)) == 20)
        await app.click("较早")
        await app.wait_for(lambda: len(rows(app)) == 1)


async def test_the_next_page_is_laid_out_behind_the_open_one_and_shown_without_being_sent_again(
    client: Client,
) -> None:
    for number in range(41):
        await client.notes.save(None, title=f"第{number}篇", body="")
    async with open_window(client, "/notes") as app:
        await app.wait_for(lambda: behind(app))
        [leaf] = behind(app)
        assert leaf.disabled, "Tab goes to nothing that is not seen"
        coming = [text.value for text in app.walk(leaf.controls[0]) if isinstance(text, ft.Text)]
        assert "第 21–40 篇，共 41 篇" in coming
        app.sent.clear()
        await app.click("较早")
        await app.wait_for(lambda: "第 21–40 篇，共 41 篇" in app.texts())
        assert len(rows(app)) == 20
        assert not app.find(ft.Column, key=leaf.key).disabled
        patches = [str(message.body) for message in app.sent if message.action is MessageAction.PATCH_CONTROL]
        assert len(patches) == 1
        assert "opacity" in patches[0]
        assert "Semantics" not in patches[0], "no row is sent"
        await app.wait_for(lambda: behind(app))
        await app.click("较新")
        await app.wait_for(lambda: "第 1–20 篇，共 41 篇" in app.texts())


def behind(app: MemoryApp) -> list[ft.Column]:
    """The page that is laid out and not seen."""
    return [leaf for leaf in app.unseen() if isinstance(leaf, ft.Column)]


async def test_who_turns_faster_than_pages_are_read_sees_them_all_the_same(client: Client) -> None:
    for number in range(61):
        await client.notes.save(None, title=f"第{number}篇", body="")
    async with open_window(client, "/notes") as app:
        await app.wait_for(lambda: "第 1–20 篇，共 61 篇" in app.texts())
        for _press in range(3):
            await app.click("较早")
        await app.wait_for(lambda: "第 61–61 篇，共 61 篇" in app.texts())
        await app.wait_for(lambda: len(rows(app)) == 1)
        assert behind(app) == []


async def test_nothing_is_laid_out_behind_what_was_searched(client: Client) -> None:
    for number in range(41):
        await client.notes.save(None, title=f"第{number}篇", body="")
    async with open_window(client, "/notes") as app:
        await app.wait_for(lambda: behind(app))
        await app.type(app.find(ft.TextField, "搜索笔记"), "第")
        await app.wait_for(lambda: not behind(app))
        await app.click("较早")
        await app.wait_for(lambda: "第 21–40 篇，共 41 篇" in app.texts())


async def test_a_row_opens_its_note(client: Client) -> None:
    note_id = await client.notes.save(None, title="判别式", body="")
    async with open_window(client, "/notes") as app:
        await app.wait_for(lambda: "判别式" in app.texts())
        row = app.ident(f"note-{note_id}")
        await app.click(next(c for c in app.walk(row) if getattr(c, "on_click", None)))
        await app.wait_for(lambda: app.page.route == f"/notes/{note_id}")


async def test_a_note_out_of_the_list_is_drawn_in_one_go_and_its_neighbours_are_left_alone(client: Client) -> None:
    note_id = await client.notes.save(None, title="判别式", body="大于零时有两个根")
    other_id = await client.notes.save(None, title="浮力", body="")
    async with open_window(client, "/notes") as app:
        await app.wait_for(lambda: "判别式" in app.texts())
        neighbour = app.find_all(ft.Container, within=app.ident(f"note-{other_id}").content)
        row = app.ident(f"note-{note_id}")
        sent = len(app.sent)
        await app.click(next(c for c in app.walk(row) if getattr(c, "on_click", None)))
        await app.wait_for(lambda: app.find_all(ft.Semantics, identifier="note-body"))
        field = app.find(ft.TextField, within=app.ident("note-body"))
        assert field.value == "大于零时有两个根"
        first = app.sent[sent]
        assert first.action == MessageAction.PATCH_CONTROL, "the screen comes before its address"
        assert "大于零时有两个根" in str(first.body), "nothing of the screen comes before its text"
        now = app.find_all(ft.Container, within=app.ident(f"note-{other_id}").content)
        assert all(old is new for old, new in zip(neighbour, now, strict=True))


async def test_what_another_device_wrote_while_a_note_was_being_opened_is_in_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    note_id = await client.notes.save(None, title="判别式", body="一")
    async with open_window(client, "/notes") as app:
        await app.wait_for(lambda: "判别式" in app.texts())
        before = await client.notes.open(note_id)
        await client.notes.save(note_id, body="一二")

        async def open_as_it_was(_note_id: str) -> Any:
            monkeypatch.undo()
            return before

        monkeypatch.setattr(client.notes, "open", open_as_it_was)
        row = app.ident(f"note-{note_id}")
        await app.click(next(c for c in app.walk(row) if getattr(c, "on_click", None)))
        await app.wait_for(lambda: app.find_all(ft.Semantics, identifier="note-body"))
        await app.wait_for(lambda: app.find(ft.TextField, within=app.ident("note-body")).value == "一二")


async def test_what_was_searched_for_is_marked_in_the_list_also_when_it_stands_far_down(client: Client) -> None:
    await client.notes.save(None, title="长的", body="开头。" * 200 + "这里有判别式。" + "结尾。" * 200)
    async with open_window(client, "/notes") as app:
        await app.wait_for(lambda: "长的" in app.texts())
        await app.type(app.find(ft.TextField, within=app.ident("note-search")), "判别式")
        await app.wait_for(lambda: [t for t in app.find_all(ft.Text) if t.spans])
        [spans] = [t.spans for t in app.find_all(ft.Text) if t.spans]
        assert [span.text for span in spans if span.style] == ["判别式"]
        assert "".join(span.text or "" for span in spans).startswith("…")
