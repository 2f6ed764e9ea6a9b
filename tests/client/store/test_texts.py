"""Texts in the store: edits go out as edits, come in as edits, and pending ones stay on top."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from client.notes.tables import NoteRow
from client.store import Store
from client.store.syncing import StoreSync
from client.store.tables import TextState
from sync.catalogue import NOTE
from sync.ports import Answered
from sync.text import Insert, Text, decode, from_json, to_json
from sync.text.ops import PIECE_CHARS
from sync.wire import LogEntry, LogPage, Operation, Outcome, PushResponse, Space, SpaceList
from tests.fakes.store import open_store


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(tmp_path) as store:
        await store.adopt("account", "here", "space")
        await StoreSync(store).follow(SpaceList(spaces=[Space(id="space", kind="personal", role="owner")]))
        yield store


def entry(seq: int, kind: str, fields: dict[str, Any], device: str = "afar", n: int = 0) -> LogEntry:
    about = {"seq": seq, "device": device, "n": n or seq, "kind": kind, "type": "note", "id": "n1"}
    return LogEntry.model_validate(about | {"fields": fields, "base": 0, "stamp": f"1000000000000-{seq:06d}"})


async def come(store: Store, *entries: LogEntry) -> None:
    await StoreSync(store).apply_page("space", LogPage(entries=list(entries), head=entries[-1].seq))


async def save(store: Store, **fields: Any) -> None:
    await store.write(lambda w: w.save(NOTE, "n1", **fields))


async def body(store: Store) -> str:
    return await store.read(lambda s: s.get_one(NoteRow, "n1").body)


async def sent(store: Store) -> list[Operation]:
    return list(await StoreSync(store).take_pending(0, 100))


async def logged(store: Store) -> Text:
    return decode(await store.read(lambda s: s.get_one(TextState, ("note", "n1", "body")).state), "afar-pen")


async def test_a_new_note_is_one_operation_whose_body_is_an_edit(store: Store) -> None:
    await save(store, title="题", body="正文")
    [operation] = await sent(store)
    assert (operation.kind, operation.fields["title"]) == ("text", "题")
    text = Text()
    text.apply(from_json(operation.fields["body"]))
    assert str(text) == "正文" == await body(store)


async def test_a_save_sends_just_what_differs(store: Store) -> None:
    await save(store, body="配方法很有用")
    await sent(store)
    await save(store, body="配方法真的很有用")
    assert "真的" in str((await sent(store))[-1].fields)
    assert "有用" not in str((await sent(store))[-1].fields)


async def test_a_splice_counts_code_points_and_says_whether_anything_changed(store: Store) -> None:
    await save(store, body="𝄞ab")
    assert await store.write(lambda w: w.splice(NOTE, "n1", "body", 1, 1, "音"))
    assert not await store.write(lambda w: w.splice(NOTE, "n1", "body", 1, 0, ""))
    assert await body(store) == "𝄞音b"
    with pytest.raises(IndexError):
        await store.write(lambda w: w.splice(NOTE, "n1", "body", 9, 0, "x"))


async def test_edits_that_wait_are_folded_and_a_long_one_is_cut(store: Store) -> None:
    for text in ("一", "一二", "一二三"):
        await save(store, title=text, body=text)
    [operation] = await sent(store)
    assert operation.fields["title"] == "一二三"
    assert len(from_json(operation.fields["body"])) == 1
    long = "长" * (PIECE_CHARS * 2 + 5)
    await save(store, title="长", body=long)
    operations = await sent(store)
    assert len(operations) > 3
    replay = Text()
    for operation in operations:
        replay.apply(from_json(operation.fields["body"]))
    assert str(replay) == long == await body(store)


async def test_a_whole_text_that_waits_since_texts_did_not_merge_stays_a_whole_one(store: Store) -> None:
    await save(store, title="题")
    await sent(store)  # so that the next one is an operation of its own
    await store.write(lambda w: w.resend("set", "space", "note", "n1", {"body": "旧版写的"}))
    await store.write(lambda w: w.session.connection().exec_driver_sql("UPDATE note SET body='旧版写的'") and None)
    await save(store, body="旧版写的，新版接着写")
    whole = (await sent(store))[-1]
    assert (whole.kind, whole.fields) == ("set", {"body": "旧版写的，新版接着写"})
    await save(store, body="再写")
    assert await body(store) == "再写"
    assert (await sent(store))[-1].kind == "text", "what may have been sent does not change"


async def test_edits_of_another_device_go_in_beside_what_is_pending(store: Store) -> None:
    text = Text("afar-pen")
    await come(store, entry(1, "text", {"title": "题", "body": to_json(text.insert(0, "一三"))}))
    await save(store, body="一二三")
    await come(store, entry(2, "text", {"body": to_json(text.insert(2, "四"))}))
    assert await body(store) == "一二三四"
    assert str(await logged(store)) == "一三四", "the log's state is without what is pending"


async def test_an_own_edit_that_comes_back_is_in_the_log_once(store: Store) -> None:
    await save(store, body="这里写的")
    operations = await sent(store)
    await StoreSync(store).acknowledge(
        [Answered(operations, PushResponse(outcomes=[Outcome(n=1, seq=1)], expected_n=2))]
    )
    assert str(await logged(store)) == await body(store) == "这里写的"
    await save(store, body="这里接着写的")
    assert (await sent(store))[-1].base == 1


async def test_two_saves_in_one_command_follow_each_other(store: Store) -> None:
    def twice(w: Any) -> None:
        w.save(NOTE, "n1", body="一")
        w.save(NOTE, "n1", body="一二")
        w.splice(NOTE, "n1", "body", 2, 0, "三")

    await store.write(twice)
    assert await body(store) == "一二三"
    [operation] = await sent(store)
    replay = Text()
    replay.apply(from_json(operation.fields["body"]))
    assert str(replay) == "一二三"


async def test_what_the_server_refused_leaves_no_id_that_is_used_again(store: Store) -> None:
    await save(store, title="题", body="被拒绝的")
    [refused] = await sent(store)
    answer = PushResponse(outcomes=[Outcome(n=1, reason="太大了")], expected_n=2)
    await StoreSync(store).acknowledge([Answered([refused], answer)])
    await save(store, body="重新写了")
    [before], edit = (from_json(o.fields["body"]) for o in (refused, (await sent(store))[-1]))
    assert isinstance(before, Insert)
    [after] = [part for part in edit if isinstance(part, Insert)]
    assert after.replica == before.replica
    assert after.counter >= before.counter + len("被拒绝的")


async def test_what_the_server_refused_of_a_text_stays_in_sight_and_goes_along_with_what_is_typed_on(
    store: Store,
) -> None:
    await save(store, title="题", body="一")
    [first] = await sent(store)
    await StoreSync(store).acknowledge([Answered([first], PushResponse(outcomes=[Outcome(n=1, seq=1)], expected_n=2))])
    await save(store, body="一二三")
    [refused] = await sent(store)
    answer = PushResponse(outcomes=[Outcome(n=2, reason="太大了")], expected_n=3)
    await StoreSync(store).acknowledge([Answered([refused], answer)])
    await come(store, entry(2, "set", {"notebook": "物理"}))
    assert await body(store) == "一二三"
    assert str(await logged(store)) == "一"
    await store.write(lambda w: w.splice(NOTE, "n1", "body", 2, 0, "又"))
    await save(store, body="一二又三四")
    elsewhere = Text()
    for operation in (first, *(await sent(store))):
        elsewhere.apply(from_json(operation.fields["body"]))
    assert str(elsewhere) == await body(store) == "一二又三四"
    await come(store, entry(3, "set", {"notebook": "化学"}))
    assert await body(store) == "一二又三四"


async def test_a_whole_body_from_an_old_client_is_kept_in_the_history_when_it_lost(store: Store) -> None:
    text = Text("afar-pen")
    await come(store, entry(1, "text", {"body": to_json(text.insert(0, "新客户端写的"))}))
    await come(store, entry(2, "set", {"body": "旧客户端写的"}, device="old"))
    assert await body(store) == "旧客户端写的"
    lost = await store.read(lambda s: s.connection().exec_driver_sql("SELECT value FROM history").scalars().all())
    assert lost == ['"新客户端写的"']
    await come(store, entry(3, "text", {"body": to_json(text.insert(0, "还有："))}))
    assert sorted(await body(store)) == sorted("还有：旧客户端写的")


async def test_a_delete_yields_to_typing_that_it_did_not_see(store: Store) -> None:
    text = Text("afar-pen")
    await come(store, entry(1, "text", {"body": to_json(text.insert(0, "一"))}))
    await come(store, entry(2, "text", {"body": to_json(text.insert(1, "二"))}))
    await come(store, entry(3, "set", {"deleted": True}, device="old"))
    assert not await store.read(lambda s: s.get_one(NoteRow, "n1").deleted)


async def test_rubbish_in_the_log_stops_nothing(store: Store) -> None:
    for seq, value in enumerate(([], [[]], ["a", [0]], 3, None, {"x": 1}, ["a", "b"]), 1):
        await come(store, entry(seq, "text", {"title": f"题{seq}", "body": value}))
    await save(store, body="好的")
    assert await body(store) == "好的"


async def test_a_text_field_of_a_newer_version_is_kept_as_edits(store: Store) -> None:
    text = Text("afar-pen")
    await come(store, entry(1, "text", {"title": "题", "summary": to_json(text.insert(0, "要点"))}))
    await come(store, entry(2, "text", {"summary": to_json(text.insert(2, "二"))}))
    state = await store.read(lambda s: s.get_one(TextState, ("note", "n1", "summary")).state)
    assert str(decode(state)) == "要点二"


async def test_a_log_that_lost_typed_text_gets_it_back_under_the_old_ids(store: Store) -> None:
    text = Text("afar-pen")
    first = entry(1, "text", {"title": "题", "body": to_json(text.insert(0, "留下的"))})
    await come(store, first, entry(2, "text", {"body": to_json(text.insert(3, "，丢了的"))}))
    await save(store, body="留下的，丢了的，没发的")
    sync = StoreSync(store)
    await sync.read_anew("space")
    assert await body(store) == "留下的，丢了的，没发的"
    await come(store, first)
    assert await body(store) == "留下的，丢了的，没发的", "what the log lacks does not go from the screen meanwhile"
    await save(store, body="留下的，丢了的，没发的，healing 时写的")
    await sync.heal("space")
    assert await body(store) == "留下的，丢了的，没发的，healing 时写的"
    replay = Text()
    for operation in [first, *(o for o in await sent(store))]:
        replay.apply(from_json(operation.fields.get("body", [])))
    assert str(replay) == "留下的，丢了的，没发的，healing 时写的"
