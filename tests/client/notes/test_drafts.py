"""An editor's text on its way into the store, and what happens when another device edits too."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import select

from client.notes import Note, Notes
from client.notes.drafts import Draft, News
from client.notes.resting import LONG_REST_S, LONGEST_S, MEND_S, REST_S
from client.notes.saving import APART_S, PAUSE_S
from client.notes.writing.composing import may_be_composing
from client.notes.writing.parts import LONG_CHARS
from client.store import Store
from client.store.syncing import StoreSync
from client.store.tables import Outbox
from sync.text import Text, TextOp, to_json
from sync.wire import LogEntry, LogPage, Space, SpaceList
from tests.fakes.store import open_store
from tests.fakes.timers import Timers


@pytest.fixture
async def store(tmp_path: Path):
    async with open_store(tmp_path) as store:
        await store.adopt("account", "here", "space")
        await StoreSync(store).follow(SpaceList(spaces=[Space(id="space", kind="personal", role="owner")]))
        yield store


@pytest.fixture
def notes(store: Store) -> Notes:
    return Notes(store)


@pytest.fixture
def hand() -> Timers:
    return Timers()


async def open_draft(notes: Notes, hand: Timers, note_id: str) -> Draft:
    note = await notes.open(note_id)
    assert note
    return Draft(notes, note, later=hand.later, now_s=lambda: hand.now_s)


async def from_afar(store: Store, note_id: str, seq: int, **fields: object) -> None:
    """Another device's edit arrives."""
    entry = LogEntry.model_validate(
        {"seq": seq, "device": "afar", "n": seq, "kind": "set", "type": "note", "id": note_id, "fields": fields}
        | {"base": 0, "stamp": f"1000000000000-{seq:06d}"}
    )
    await StoreSync(store).apply_page("space", LogPage(entries=[entry], head=seq))


async def test_typing_is_saved_after_a_rest(notes: Notes, hand: Timers) -> None:
    draft = Draft(notes, Note("n1", "", ""), later=hand.later, now_s=lambda: hand.now_s)
    draft.type(body="一")
    hand.advance(0.4)
    draft.type(body="一二")
    hand.advance(0.4)
    assert draft.news == "typed"
    hand.advance(0.2)
    await draft.flush()
    note = await notes.get("n1")
    assert note
    assert note.body == "一二"
    assert draft.news == "saved"


async def test_typing_without_a_rest_is_saved_all_the_same(notes: Notes, hand: Timers) -> None:
    draft = Draft(notes, Note("n1", "", ""), later=hand.later, now_s=lambda: hand.now_s)
    saves = list[float]()
    draft.watch(lambda news: saves.append(hand.now_s) if news == "saving" else None)
    for count in range(20):
        draft.type(body="字" * (count + 1))
        hand.advance(0.3)
    await draft.flush()
    assert not draft.dirty
    assert hand.due == []
    assert saves


async def test_closing_saves_what_was_typed_last(notes: Notes, hand: Timers) -> None:
    draft = Draft(notes, Note("n1", "", ""), later=hand.later, now_s=lambda: hand.now_s)
    draft.type(title="题", body="文")
    draft.close()
    await notes.flush()
    note = await notes.get("n1")
    assert note
    assert (note.title, note.body) == ("题", "文")
    assert hand.due == []


async def test_a_closed_draft_is_let_go_once_it_is_saved(notes: Notes, hand: Timers) -> None:
    draft = Draft(notes, Note("n1", "", ""), later=hand.later, now_s=lambda: hand.now_s)
    draft.type(body="文")
    draft.close()
    await draft.settle()
    assert not draft.dirty
    assert notes.drafts == set()


async def test_an_untouched_draft_writes_nothing(store: Store, notes: Notes, hand: Timers) -> None:
    Draft(notes, Note("n1", "", ""), later=hand.later, now_s=lambda: hand.now_s).close()
    assert await notes.get("n1") is None
    assert notes.drafts == set()
    assert await store.read(lambda s: s.exec(select(Outbox)).all()) == []


async def test_another_devices_text_shows_without_a_touch(store: Store, notes: Notes, hand: Timers) -> None:
    await from_afar(store, "n1", 1, title="题", body="旧")
    draft = await open_draft(notes, hand, "n1")
    told = list[News]()
    draft.watch(told.append)
    await from_afar(store, "n1", 2, body="新")
    await draft.look()
    assert (draft.body, told) == ("新", ["adopted"])


async def test_what_was_just_saved_here_is_not_shown_anew(notes: Notes, hand: Timers) -> None:
    draft = Draft(notes, Note("n1", "", ""), later=hand.later, now_s=lambda: hand.now_s)
    told = list[News]()
    draft.watch(told.append)
    draft.type(title="题 ", body="文")
    await draft.flush()
    await draft.look()
    assert told == ["typed", "saving", "saved"]
    assert draft.title == "题 ", "the space that is just being typed stays"


async def edited_afar(store: Store, seq: int, pen: Text, op: TextOp) -> None:
    """Another device's edit of the body arrives."""
    entry = LogEntry.model_validate(
        {"seq": seq, "device": "afar", "n": seq, "kind": "text", "type": "note", "id": "n1", "base": 0}
        | {"fields": {"body": to_json(op)}, "stamp": f"1000000000000-{seq:06d}"}
    )
    await StoreSync(store).apply_page("space", LogPage(entries=[entry], head=seq))


async def test_what_is_being_typed_is_not_taken_away_and_what_comes_waits_for_a_rest(
    store: Store, notes: Notes, hand: Timers
) -> None:
    pen = Text("afar-pen")
    await edited_afar(store, 1, pen, pen.insert(0, "一三"))
    draft = await open_draft(notes, hand, "n1")
    draft.type(body="一二三")
    draft.select(2, 2)
    await edited_afar(store, 2, pen, pen.insert(0, "零"))
    await draft.look()
    assert draft.body == "一二三", "an input method may be composing"
    hand.advance(PAUSE_S)
    await draft.settle()
    assert (draft.body, draft.selection) == ("零一二三", (3, 3))
    await draft.flush()
    note = await notes.get("n1")
    assert note
    assert note.body == "零一二三"


async def test_two_people_in_one_paragraph_keep_all_they_type(store: Store, notes: Notes, hand: Timers) -> None:
    pen = Text("afar-pen")
    await edited_afar(store, 1, pen, pen.insert(0, "甲乙"))
    draft = await open_draft(notes, hand, "n1")
    draft.type(body="甲，我写的，乙")
    await edited_afar(store, 2, pen, pen.delete(0, 2))
    await edited_afar(store, 3, pen, pen.insert(0, "他写的"))
    await draft.flush()
    hand.advance(PAUSE_S)
    await draft.look()
    assert sorted(draft.body) == sorted("，我写的，他写的")
    assert "，我写的，" in draft.body
    note = await notes.get("n1")
    assert note
    assert note.body == draft.body
    assert await notes.lost("n1") == []


async def test_a_key_that_was_pressed_before_the_new_text_was_shown_is_not_lost(
    store: Store, notes: Notes, hand: Timers
) -> None:
    pen = Text("afar-pen")
    await edited_afar(store, 1, pen, pen.insert(0, "今天学了"))
    draft = await open_draft(notes, hand, "n1")
    draft.select(4, 4)
    for seq, typed in ((2, "配"), (3, "方")):
        await edited_afar(store, seq, pen, pen.insert(0, "好"))
        await draft.look()
        draft.type(body=f"今天学了{'配方'[: seq - 1]}")  # the screen still shows what was there at the beginning
        assert draft.body.endswith(typed)
        assert draft.is_drawing, "one text at a time is on its way to the screen"
        hand.advance(PAUSE_S)
    draft.drawn(draft.frame)
    told: list[News] = []
    draft.watch(told.append)
    hand.advance(MEND_S)
    await draft.settle()
    assert told.count("adopted") == 1, "the screen is told to show what it has become, with what came meanwhile"
    draft.drawn(draft.frame)
    assert draft.body == draft.in_field == "好好今天学了配方"
    assert draft.selection == (8, 8)
    draft.type(body="好好今天学了配方法")  # by now it shows the new one
    assert draft.news == "typed"
    await draft.flush()
    note = await notes.get("n1")
    assert note
    assert note.body == "好好今天学了配方法"


async def test_what_comes_is_shown_between_keys_when_it_has_waited_long(
    store: Store, notes: Notes, hand: Timers
) -> None:
    pen = Text("afar-pen")
    await edited_afar(store, 1, pen, pen.insert(0, "一"))
    draft = await open_draft(notes, hand, "n1")
    await edited_afar(store, 2, pen, pen.insert(0, "零"))
    for body in ("一二", "一二三"):  # a word at a time, as an input method gives them
        draft.type(body=body)
        await draft.look()
        hand.advance(REST_S - 0.01)
        await draft.settle()
    assert draft.body == "一二三"
    hand.advance(0.01)
    await draft.settle()
    assert draft.body == "零一二三"
    draft.drawn(draft.frame)
    await edited_afar(store, 3, pen, pen.insert(0, "前"))
    number = 0
    while not draft.is_drawing:
        number += 1
        hand.advance(0.1)
        draft.type(body="零一二三" + "字" * number)
        await draft.look()
        await draft.settle()
    assert number == round(LONGEST_S / 0.1) + 1, "it waited so long, and no longer"
    assert draft.body == "前零一二三" + "字" * number


async def test_a_long_text_is_not_read_between_two_quick_keys(store: Store, notes: Notes, hand: Timers) -> None:
    pen = Text("afar-pen")
    await edited_afar(store, 1, pen, pen.insert(0, "字" * (LONG_CHARS + 1)))
    draft = await open_draft(notes, hand, "n1")
    await edited_afar(store, 2, pen, pen.insert(0, "零"))
    draft.type(body="一" + draft.shown)
    await draft.look()
    hand.advance(REST_S)
    await draft.settle()
    assert not draft.is_drawing
    hand.advance(LONG_REST_S - REST_S)
    await draft.settle()
    assert draft.is_drawing


async def test_a_word_that_is_being_composed_is_not_broken_off(store: Store, notes: Notes, hand: Timers) -> None:
    pen = Text("afar-pen")
    await edited_afar(store, 1, pen, pen.insert(0, "一"))
    draft = await open_draft(notes, hand, "n1")
    await edited_afar(store, 2, pen, pen.insert(0, "零"))
    for letters in ("n", "ni", "nih", "niha", "nihao"):
        draft.type(body="一" + letters)
        await draft.look()
        hand.advance(0.4)
        await draft.settle()
        assert draft.body == "一" + letters
    draft.type(body="一你好")
    hand.advance(REST_S)
    await draft.settle()
    assert draft.body == "零一你好"


async def test_who_replaces_all_that_is_shown_replaces_what_came_from_elsewhere_too(
    store: Store, notes: Notes, hand: Timers
) -> None:
    pen = Text("afar-pen")
    await edited_afar(store, 1, pen, pen.insert(0, "旧"))
    draft = await open_draft(notes, hand, "n1")
    await edited_afar(store, 2, pen, pen.insert(1, "，后面是别处写的很长的一句"))
    await draft.look()
    draft.drawn(draft.frame)
    hand.advance(3)
    draft.type(body="新")
    assert (draft.body, draft.news) == ("新", "typed")


async def test_a_selection_keeps_its_words(store: Store, notes: Notes, hand: Timers) -> None:
    pen = Text("afar-pen")
    await edited_afar(store, 1, pen, pen.insert(0, "一个重点。"))
    draft = await open_draft(notes, hand, "n1")
    draft.select(2, 4)
    await edited_afar(store, 2, pen, pen.insert(0, "这是"))
    await edited_afar(store, 3, pen, pen.insert(6, "（要背）"))
    await edited_afar(store, 4, pen, pen.insert(4, "真"))
    await draft.look()
    assert draft.body[slice(*draft.selection)] == "重点"
    draft.select(99, -3)
    assert draft.selection == (len(draft.body), 0)


async def test_what_is_saved_while_it_is_read_is_not_missing_after_it(
    store: Store, notes: Notes, hand: Timers, monkeypatch: pytest.MonkeyPatch
) -> None:
    pen = Text("afar-pen")
    await edited_afar(store, 1, pen, pen.insert(0, "一"))
    draft = await open_draft(notes, hand, "n1")
    opening = notes.open

    async def slow(note_id: str) -> Note | None:
        note = await opening(note_id)
        monkeypatch.setattr(notes, "open", opening)
        draft.type(body=draft.body + "二")
        await draft.flush()
        return note

    monkeypatch.setattr(notes, "open", slow)
    await edited_afar(store, 2, pen, pen.insert(0, "零"))
    await draft.look()
    assert draft.body == "零一二"


async def test_when_both_edit_the_title_nothing_is_lost(store: Store, notes: Notes, hand: Timers) -> None:
    await from_afar(store, "n1", 1, title="旧", body="文")
    draft = await open_draft(notes, hand, "n1")
    draft.type(title="旧，这里改的")
    await from_afar(store, "n1", 2, title="旧，那里改的")
    await draft.look()
    await draft.flush()
    pending = (await store.read(lambda s: s.exec(select(Outbox)).all()))[-1]
    assert pending.base == 1, "the save has not seen what came while it was being typed"
    # the server numbers it, and the log brings it back
    entry = LogEntry.model_validate(
        {"seq": 3, "device": "here", "n": pending.n, "kind": "set", "type": "note", "id": "n1"}
        | {"fields": pending.fields, "base": pending.base, "stamp": pending.stamp}
    )
    await StoreSync(store).apply_page("space", LogPage(entries=[entry], head=3))
    note = await notes.get("n1")
    assert note
    assert note.title == "旧，这里改的"
    assert [lost.value for lost in await notes.lost("n1")] == ["旧，那里改的"]


async def test_a_later_save_has_seen_the_text_that_was_taken_over(store: Store, notes: Notes, hand: Timers) -> None:
    await from_afar(store, "n1", 1, title="题", body="旧")
    draft = await open_draft(notes, hand, "n1")
    await from_afar(store, "n1", 2, body="新")
    await draft.look()
    assert draft.body == "新"
    draft.type(body="新，接着写")
    await draft.flush()
    assert (await store.read(lambda s: s.exec(select(Outbox)).all()))[-1].base == 2


async def test_a_delete_from_afar_is_told_and_typing_on_brings_the_note_back(
    store: Store, notes: Notes, hand: Timers
) -> None:
    note_id = await notes.save(None, title="题", body="旧")
    draft = await open_draft(notes, hand, note_id)
    await notes.delete(note_id)
    await draft.look()
    assert draft.news == "deleted"
    draft.type(body="旧，还要")
    await draft.flush()
    assert [card.id for card in await notes.list()] == [note_id]


async def test_a_failed_save_is_tried_again(notes: Notes, hand: Timers, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = Draft(notes, Note("n1", "", ""), later=hand.later, now_s=lambda: hand.now_s)
    draft.type(body="文")
    save = notes.save

    async def full(*_args: object, **_fields: object) -> str:
        raise OSError("disk full")

    monkeypatch.setattr(notes, "save", full)
    with pytest.raises(OSError, match="disk full"):
        await draft.flush()
    assert draft.news == "failed"
    assert draft.dirty
    monkeypatch.setattr(notes, "save", save)
    await draft.flush()
    assert draft.news == "saved"


async def live_draft(notes: Notes, hand: Timers, note_id: str, online: list[bool]) -> Draft:
    note = await notes.open(note_id)
    assert note
    return Draft(notes, note, later=hand.later, now_s=lambda: hand.now_s, live=lambda: online[-1])


async def kept(notes: Notes, note_id: str) -> str:
    note = await notes.get(note_id)
    assert note
    return note.body


async def test_what_others_can_see_is_saved_at_every_key_and_said_when_typing_rests(notes: Notes, hand: Timers) -> None:
    note_id = await notes.save(None, title="题", body="一")
    draft = await live_draft(notes, hand, note_id, [True])
    told: list[News] = []
    draft.watch(told.append)
    for body in ("一二", "一二三", "一二三四"):
        draft.type(body=body)
        hand.advance(APART_S)
        await draft.settle()
        assert await kept(notes, note_id) == body
    assert told == ["typed"] * 3, "no screen is drawn again for a save while one types"
    hand.advance(PAUSE_S)
    assert told[3:] == ["saved"]


async def test_keys_faster_than_saves_are_saved_together(notes: Notes, hand: Timers) -> None:
    note_id = await notes.save(None, title="题", body="")
    draft = await live_draft(notes, hand, note_id, [True])
    draft.type(body="一")
    hand.advance(0)
    await draft.settle()
    for body in ("一二", "一二三"):
        draft.type(body=body)
        hand.advance(APART_S / 4)
        await draft.settle()
    assert await kept(notes, note_id) == "一"
    hand.advance(APART_S)
    await draft.settle()
    assert await kept(notes, note_id) == "一二三"


async def test_without_a_line_and_while_a_word_is_composed_a_save_waits_for_a_rest(notes: Notes, hand: Timers) -> None:
    note_id = await notes.save(None, title="题", body="我")
    online = [True]
    draft = await live_draft(notes, hand, note_id, online)
    for body in ("我x", "我xi", "我xie"):
        draft.type(body=body)
        hand.advance(APART_S)
        await draft.settle()
    assert await kept(notes, note_id) == "我"
    draft.type(body="我写")
    hand.advance(0)
    await draft.settle()
    assert await kept(notes, note_id) == "我写"
    online.append(False)
    draft.type(body="我写完")
    hand.advance(PAUSE_S / 2)
    await draft.settle()
    assert await kept(notes, note_id) == "我写"
    hand.advance(PAUSE_S)
    await draft.settle()
    assert await kept(notes, note_id) == "我写完"


@pytest.mark.parametrize("text", ["我ni", "我，ni'hao", "一行\nwo", "wo"])
def test_letters_that_may_be_a_word_to_come(text: str) -> None:
    assert may_be_composing(text, len(text))


@pytest.mark.parametrize("text", ["a word", "$x", "我", "我N", "", "我写wo。", "x" * 40])
def test_what_is_a_word_as_it_stands(text: str) -> None:
    assert not may_be_composing(text, len(text))
