"""The toolbar, Enter in a list, links that are offered, notebooks and tags, outline, templates: on the screen."""

from pathlib import Path

import flet as ft
import pytest

from client.bootstrap import Client
from client.notes.choosing import Chosen
from tests.fakes.app import MemoryApp
from tests.fakes.opened import open_device, open_window
from tests.views.notes.test_note import field


@pytest.fixture
async def client(tmp_path: Path):
    async with open_device(tmp_path) as client:
        yield client


async def press(app: MemoryApp, identifier: str) -> None:
    await app.wait_for(lambda: any(s.identifier == identifier for s in app.find_all(ft.Semantics)))
    inside = app.ident(identifier)
    for kind in (ft.IconButton, ft.FilledButton, ft.TextButton):
        if found := app.find_all(kind, within=inside):
            await app.click(found[0])
            return
    await app.click(next(c for c in app.find_all(ft.Container, within=inside) if c.on_click))


async def shows(app: MemoryApp, body: str) -> None:
    async def now() -> str:
        return (await field(app, "note-body")).value

    await app.wait_for(lambda: app.find(ft.TextField, within=app.ident("note-body")).value == body)
    assert await now() == body


async def test_a_tool_marks_the_line_and_undo_takes_it_back(client: Client) -> None:
    note_id = await client.notes.save(None, title="题", body="做作业")
    async with open_window(client, f"/notes/{note_id}") as app:
        await field(app, "note-body")
        await press(app, "tool-todo")
        await shows(app, "- [ ] 做作业")
        await press(app, "tool-undo")
        await shows(app, "做作业")


async def test_enter_goes_on_with_a_list(client: Client) -> None:
    async with open_window(client, "/notes/new") as app:
        await app.type(await field(app, "note-body"), "- 一")
        await app.type(await field(app, "note-body"), "- 一\n")
        await shows(app, "- 一\n- ")


async def test_a_link_is_offered_and_enter_takes_it(client: Client) -> None:
    await client.notes.save(None, title="判别式怎么用", body="讲解")
    async with open_window(client, "/notes/new") as app:
        await app.type(await field(app, "note-body"), "见[[判别")
        await app.wait_for(lambda: any("判别式怎么用" in text for text in app.texts() if "·" in text))
        await app.type(await field(app, "note-body"), "见[[判别\n")
        await shows(app, "见[[判别式怎么用]]")


async def test_the_note_that_a_link_names_opens_and_one_that_is_not_there_begins(client: Client) -> None:
    target = await client.notes.save(None, title="判别式", body="讲解")
    note_id = await client.notes.save(None, title="题", body="见[[判别式]]和[[还没有]]")
    async with open_window(client, f"/notes/{note_id}") as app:
        await field(app, "note-body")
        await press(app, "note-preview")
        shown = next(m for m in app.find_all(ft.Markdown) if "判别式" in m.value)
        await app.fire(shown, "tap_link", "/notes/named?title=%E5%88%A4%E5%88%AB%E5%BC%8F")
        await app.wait_for(lambda: app.page.route == f"/notes/{target}")
        await app.go(f"/notes/{note_id}")


async def test_a_template_begins_a_note(client: Client) -> None:
    async with open_window(client, "/notes/new?template=mistake") as app:
        body = await field(app, "note-body")
        assert "错在哪一步" in body.value
        await app.wait_for(lambda: "已保存" in app.texts())
    assert len(await client.notes.list()) == 1


async def test_a_pinned_note_stays_on_top_and_a_tag_filters(client: Client) -> None:
    first = await client.notes.save(None, title="甲", body="一")
    await client.notes.save(None, title="乙", body="二")
    await client.notes.sort(first, notebook="数学", tags=["易错", "#函数"], pinned=True)
    async with open_window(client, "/notes") as app:
        await app.wait_for(lambda: "甲" in app.texts())
        titles = [text for text in app.texts() if text in ("甲", "乙")]
        assert titles == ["甲", "乙"]
        await press(app, "tag-函数")
        await app.wait_for(lambda: "乙" not in app.texts())
    assert await client.notes.count(chosen=Chosen(notebook="数学", tag="易错")) == 1
    assert await client.notes.count(chosen=Chosen(tag="易")) == 0


async def test_the_trash_gives_a_note_back(client: Client) -> None:
    note_id = await client.notes.save(None, title="甲", body="一")
    await client.notes.delete(note_id)
    async with open_window(client, "/notes/trash") as app:
        await press(app, f"restore-{note_id}")
        await app.wait_for(lambda: "回收站是空的" in app.texts())
    assert await client.notes.count() == 1


async def test_the_outline_leads_to_a_heading_of_a_long_note(client: Client) -> None:
    body = "".join(f"# 第{i}节\n" + "字" * 900 + "\n\n" for i in range(30))
    note_id = await client.notes.save(None, title="长", body=body)
    async with open_window(client, f"/notes/{note_id}") as app:
        assert len((await field(app, "note-body")).value) < 9000
        await press(app, "note-contents")
        await press(app, "outline-20")
        await app.wait_for(lambda: "第20节" in app.find(ft.TextField, within=app.ident("note-body")).value)
        shown = app.find(ft.TextField, within=app.ident("note-body"))
        await app.type(shown, "新" + shown.value)
        await app.wait_for(lambda: "已保存" in app.texts())
    note = await client.notes.get(note_id)
    assert note
    assert len(note.body) == len(body) + 1
    assert note.body.replace("新", "") == body


async def test_what_is_selected_becomes_a_card_that_is_asked_and_leads_back_to_its_place(client: Client) -> None:
    note_id = await client.notes.save(None, title="化学", body="# 水\n\n水的化学式是 H2O")
    async with open_window(client, f"/notes/{note_id}") as app:
        body = await field(app, "note-body")
        selection = ft.TextSelection(12, 15)
        await app.fire(body, "selection_change", {"selected_text": "H2O", "selection": selection})
        await press(app, "tool-card")
        await shows(app, "# 水\n\n水的化学式是 {{H2O}}")
        await client.notes.flush()
        [card] = await client.mistakes.due()
        await app.go("/mistakes/review")
        await app.see("水的化学式是 […]")
        await app.press("show-answer")
        await app.see("H2O")
        await app.press("noted-open")
        await app.wait_for(lambda: app.page.route == f"/notes/{note_id}?card={card.id}")
        await field(app, "note-body")
        [draft] = client.notes.drafts
        assert draft.selection == (12, 12)


async def test_the_cards_of_a_note_are_listed_with_the_ways_to_mark_one(client: Client) -> None:
    note_id = await client.notes.save(None, title="电学", body="欧姆定律 :: U=RI")
    async with open_window(client, f"/notes/{note_id}") as app:
        await field(app, "note-body")
        await press(app, "note-contents")
        await app.press("contents-cards")
        await app.see("欧姆定律")
        await app.see("{{要填的词}}")
