"""One note on the screen: typing is saved, other devices' text shows, deleting can be undone."""

from pathlib import Path

import flet as ft
import pytest

from client.bootstrap import Client
from client.notes import Note
from client.store.syncing import StoreSync
from sync.wire import LogEntry, LogPage
from tests.fakes.app import PHONE, MemoryApp
from tests.fakes.courses import FILES, a_course
from tests.fakes.opened import open_device, open_window


@pytest.fixture
async def client(tmp_path: Path):
    async with open_device(tmp_path) as client:
        yield client


async def field(app: MemoryApp, identifier: str) -> ft.TextField:
    await app.wait_for(lambda: any(s.identifier == identifier for s in app.find_all(ft.Semantics)))
    return app.find(ft.TextField, within=app.ident(identifier))


async def only_note(client: Client) -> Note:
    cards = await client.notes.list()
    assert len(cards) == 1
    note = await client.notes.get(cards[0].id)
    assert note
    return note


async def test_what_is_typed_is_saved_after_a_rest(client: Client) -> None:
    async with open_window(client, "/notes/new") as app:
        await app.type(await field(app, "note-title"), "判别式")
        await app.type(await field(app, "note-body"), "当 $\\Delta>0$ 时")
        await app.wait_for(lambda: "已保存" in app.texts())
        note = await only_note(client)
        assert (note.title, note.body) == ("判别式", "当 $\\Delta>0$ 时")


async def test_leaving_a_field_saves_at_once(client: Client) -> None:
    async with open_window(client, "/notes/new") as app:
        body = await field(app, "note-body")
        await app.type(body, "马上")
        await app.fire(body, "blur")
        await client.notes.flush()
        assert (await only_note(client)).body == "马上"


async def test_going_to_another_screen_saves(client: Client) -> None:
    async with open_window(client, "/notes/new") as app:
        await app.type(await field(app, "note-body"), "换一屏")
        await app.go("/notes")
        await app.wait_for(lambda: "换一屏" in app.texts())
        assert client.notes.drafts == set()


async def test_closing_the_window_saves(client: Client) -> None:
    async with open_window(client, "/notes/new") as app:
        await app.type(await field(app, "note-body"), "关窗口")
        await app.fire(app.page, "close")
    await client.notes.flush()
    assert (await only_note(client)).body == "关窗口"


async def test_when_the_system_puts_the_app_away_typing_is_saved(client: Client) -> None:
    async with open_window(client, "/notes/new") as app:
        await app.type(await field(app, "note-body"), "来电话了")
        await app.fire(app.page, "app_lifecycle_state_change", {"state": "pause"})
        assert (await only_note(client)).body == "来电话了"


async def test_nothing_typed_leaves_no_note(client: Client) -> None:
    async with open_window(client, "/notes/new") as app:
        await field(app, "note-body")
        await app.go("/notes")
        await app.wait_for(lambda: "还没有笔记" in app.texts())


async def test_the_preview_follows_the_typing(client: Client) -> None:
    async with open_window(client, "/notes/new", (1700, 900)) as app:
        await app.type(await field(app, "note-body"), "**粗**")
        await app.wait_for(lambda: any(m.value == "**粗**" for m in app.find_all(ft.Markdown)))


async def test_on_a_phone_the_preview_takes_the_place_of_the_editor(client: Client) -> None:
    note_id = await client.notes.save(None, title="题", body="**粗**")
    async with open_window(client, f"/notes/{note_id}", PHONE) as app:
        await field(app, "note-body")
        assert not app.find_all(ft.Markdown)
        await app.click("预览")
        await app.wait_for(lambda: app.find_all(ft.Markdown))
        assert not app.find_all(ft.TextField)
        await app.click("继续写")
        assert (await field(app, "note-body")).value == "**粗**"


async def test_typing_in_one_window_shows_in_the_other(client: Client) -> None:
    note_id = await client.notes.save(None, title="题", body="旧")
    async with open_window(client, f"/notes/{note_id}") as first, open_window(client, f"/notes/{note_id}") as second:
        await field(second, "note-body")
        await first.type(await field(first, "note-body"), "新")
        await client.notes.flush()
        await second.wait_for(lambda: second.find(ft.TextField, within=second.ident("note-body")).value == "新")


async def test_deleting_goes_back_to_the_list_and_can_be_undone(client: Client) -> None:
    note_id = await client.notes.save(None, title="题", body="文")
    async with open_window(client, f"/notes/{note_id}") as app:
        await app.type(await field(app, "note-body"), "文，刚写的")
        await app.click("删除笔记")
        await app.wait_for(lambda: app.page.route == "/notes" and "还没有笔记" in app.texts())
        await app.fire(app.find(ft.SnackBarAction), "click")
        await app.wait_for(lambda: "题" in app.texts())
        assert (await only_note(client)).body == "文，刚写的"


async def test_a_note_deleted_elsewhere_says_so_and_can_be_restored(client: Client) -> None:
    note_id = await client.notes.save(None, title="题", body="文")
    async with open_window(client, f"/notes/{note_id}") as app:
        await field(app, "note-body")
        await client.notes.delete(note_id)
        await app.wait_for(lambda: "这篇笔记已被删除。接着写就会恢复它。" in app.texts())
        await app.click("恢复")
        await app.wait_for(lambda: "这篇笔记已被删除。接着写就会恢复它。" not in app.texts())


async def test_a_note_on_a_lesson_leads_to_it(client: Client) -> None:
    course = a_course()
    await client.courses.add_pack(course, FILES)
    lesson = course.lessons[0]
    async with open_window(client, f"/notes/new?course={course.id}&lesson={lesson.id}") as app:
        await app.type(await field(app, "note-body"), "课上记的")
        await app.wait_for(lambda: f"{course.title} · {lesson.title}" in app.texts())
        await app.wait_for(lambda: "已保存" in app.texts())
        assert len(await client.notes.for_lesson(course.id, lesson.id)) == 1


async def test_a_note_that_is_not_there_says_so(client: Client) -> None:
    async with open_window(client, "/notes/unknown") as app:
        await app.wait_for(lambda: "没有这篇笔记" in app.texts())


async def test_a_text_that_lost_to_another_device_can_be_brought_back(client: Client) -> None:
    await from_afar(client, 1, device="afar", body="原文", title="题")
    await from_afar(client, 2, device="phone", base=1, body="手机写的")
    await from_afar(client, 3, device="laptop", base=1, body="电脑写的")
    async with open_window(client, "/notes/n1") as app:
        await app.wait_for(lambda: app.find_all(ft.IconButton, "另一台设备上被覆盖的文字"))
        assert (await field(app, "note-body")).value == "电脑写的"
        await app.click("另一台设备上被覆盖的文字")
        await app.wait_for(lambda: "手机写的" in app.texts())
        await app.click("换回这一版")
        await app.wait_for(lambda: app.find(ft.TextField, within=app.ident("note-body")).value == "手机写的")
        await client.notes.flush()
        assert (await only_note(client)).body == "手机写的"


async def from_afar(client: Client, seq: int, *, device: str, base: int = 0, **fields: str) -> None:
    """Another device's edit arrives."""
    device_row = await client.store.device()
    if not device_row.account_id:
        await client.store.adopt("account", "here", "space")
    entry = LogEntry.model_validate(
        {"seq": seq, "device": device, "n": 1, "kind": "set", "type": "note", "id": "n1", "fields": fields}
        | {"base": base, "stamp": f"1000000000000-{seq:06d}"}
    )
    await StoreSync(client.store).apply_page("space", LogPage(entries=[entry], head=seq))


async def test_writing_counts_as_study(tmp_path: Path):
    async with open_device(tmp_path) as client, open_window(client, "/notes/new") as app:
        await app.wait_for(lambda: app.find_all(ft.TextField))
        assert client.timer.activity == "note"
        await app.go("/notes")
        await app.wait_for(lambda: client.timer.activity == "")


async def test_the_cursor_stays_at_its_word_when_another_device_writes(client: Client) -> None:
    note_id = await client.notes.save(None, title="题", body="音𝄞乐和字")
    async with open_window(client, f"/notes/{note_id}") as app:
        body = await field(app, "note-body")
        await app.fire(body, "selection_change", _selection(4, 5))  # 和, behind a character of two units
        app.draws = False
        await client.notes.save(note_id, title="题", body="𝄢在前面：音𝄞乐和字")
        await app.wait_for(lambda: _body(app).value == "𝄢在前面：音𝄞乐和字")
        shown = _body(app)
        assert shown.selection
        assert shown.on_selection_change is None, "else the client would report its own move to the end"
        units = (shown.value or "").encode("utf-16-le")
        start, end = shown.selection.base_offset, shown.selection.extent_offset
        assert units[start * 2 : end * 2].decode("utf-16-le") == "和"
        witness = app.find(ft.Container, size_change_interval=0)
        await app.fire(witness, "size_change", {"w": (witness.width or 0) - 1, "h": 0})
        assert _body(app).on_selection_change is None, "that was the text before"
        await app.fire(witness, "size_change", {"w": witness.width, "h": 0})
        await app.wait_for(lambda: _body(app).on_selection_change is not None)
        assert _body(app).selection is None, "from now on the cursor is the person's again"


async def test_a_key_pressed_before_the_new_text_arrived_goes_in_beside_it(client: Client) -> None:
    note_id = await client.notes.save(None, title="题", body="旧")
    async with open_window(client, f"/notes/{note_id}") as app:
        await field(app, "note-body")
        await client.notes.save(note_id, title="题", body="别处：旧")
        await app.wait_for(lambda: _body(app).value == "别处：旧")
        await app.type(_body(app), "旧字")
        await app.wait_for(lambda: _body(app).value == "别处：旧字")
        await client.notes.flush()
        assert (await only_note(client)).body == "别处：旧字"


async def test_a_text_is_told_anew_though_it_is_what_the_field_reported_last(client: Client) -> None:
    note_id = await client.notes.save(None, title="题", body="旧")
    async with open_window(client, f"/notes/{note_id}") as app:
        await field(app, "note-body")
        await app.type(_body(app), "旧字")
        before = len(app.sent)
        next(iter(client.notes.drafts)).take(title="新题")
        await app.settle()
        told = [op for message in app.sent[before:] for op in getattr(message.body, "patch", [])[1:] if "value" in op]
        assert any(op[-1] == "旧字" for op in told), "what it reported may have crossed another text"


def _body(app: MemoryApp) -> ft.TextField:
    return app.find(ft.TextField, within=app.ident("note-body"))


def _selection(base: int, extent: int) -> dict:
    place = {"base_offset": base, "extent_offset": extent, "affinity": "downstream", "directional": False}
    return {"selected_text": "", "selection": place, "cause": None}
