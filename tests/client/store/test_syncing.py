"""Pages of the log, acknowledgements and adoption, without a server."""

from pathlib import Path

import pytest
from sqlmodel import select

from client.notes.tables import NoteRow as Note
from client.store import Store, Writing
from client.store.adopting import ForeignDeviceError
from client.store.syncing import StoreSync
from client.store.tables import History, Outbox, SetAside, Shadow, UnknownEvent
from sync.catalogue import NOTE
from sync.errors import Diverged, ProtocolError
from sync.ports import Answered
from sync.wire import LogEntry, LogPage, Outcome, PushResponse
from tests.fakes.store import open_store


def theirs(seq: int, fields: dict, base: int = 0, **changed: object) -> LogEntry:
    values = {"kind": "set", "type": "note", "id": "n1", "stamp": f"{seq:013d}-000000", "device": "phone"} | changed
    return LogEntry.model_validate({"seq": seq, "n": seq, "fields": fields, "base": base} | values)


def page(*entries: LogEntry) -> LogPage:
    return LogPage(entries=list(entries), head=entries[-1].seq)


async def signed_in(store: Store) -> StoreSync:
    await store.adopt("account", "laptop", "space")
    return StoreSync(store)


async def note(store: Store, note_id: str = "n1") -> Note:
    return await store.read(lambda s: s.get_one(Note, note_id))


async def test_a_page_becomes_rows_and_moves_the_cursor_with_it(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        await sync.apply_page("space", page(theirs(1, {"title": "手机"}), theirs(2, {"body": "正文"}, 1)))
        assert ((await note(store)).title, (await note(store)).body) == ("手机", "正文")
        assert sync.where.places["space"].seq == 2


async def test_a_page_that_comes_twice_changes_nothing_and_one_with_a_hole_is_refused(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        await sync.apply_page("space", page(theirs(1, {"title": "a"})))
        await sync.apply_page("space", page(theirs(1, {"title": "a"})))
        with pytest.raises(ProtocolError):
            await sync.apply_page("space", page(theirs(3, {"title": "c"})))
        assert (await note(store)).title == "a"


async def test_what_is_pending_stays_on_top_of_what_arrives(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        await store.write(lambda w: w.save(NOTE, "n1", title="mine"))
        await sync.apply_page("space", page(theirs(1, {"title": "theirs", "body": "b"})))
        assert ((await note(store)).title, (await note(store)).body) == ("mine", "b")
        [shadow] = await store.read(lambda s: s.exec(select(Shadow)).all())
        assert shadow.state["title"][0] == "theirs"


async def test_a_value_that_loses_is_kept_in_history(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        await sync.apply_page("space", page(theirs(1, {"title": "one"}), theirs(2, {"title": "two"}, device="tablet")))
        [lost] = await store.read(lambda s: s.exec(select(History)).all())
        assert (lost.field, lost.value, lost.record_id) == ("title", "one", "n1")


async def test_operations_that_took_the_next_places_need_no_pull(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        await store.write(lambda w: w.save(NOTE, "n1", title="a"))
        sent = await sync.take_pending(0, 10)
        await sync.acknowledge([Answered(sent, PushResponse(outcomes=[Outcome(n=1, seq=1)], expected_n=2))])
        assert sync.where.places["space"].seq == 1
        assert await store.read(lambda s: s.exec(select(Outbox)).all()) == []


async def test_operations_with_others_before_them_wait_for_the_log(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        await store.write(lambda w: w.save(NOTE, "n1", title="mine"))
        sent = await sync.take_pending(0, 10)
        await sync.acknowledge([Answered(sent, PushResponse(outcomes=[Outcome(n=1, seq=2)], expected_n=2))])
        assert (sync.where.places["space"].seq, sync.where.waiting) == (0, 0)
        own = LogEntry.model_validate(sent[0].model_dump() | {"seq": 2, "device": "laptop"})
        await sync.apply_page("space", page(theirs(1, {"title": "theirs"}), own))
        assert (await note(store)).title == "mine"
        assert await store.read(lambda s: s.exec(select(Outbox)).all()) == []


async def test_operations_that_come_back_before_the_answer_to_their_push_are_done_with(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        for note_id in ("n1", "n2", "n3"):
            await store.write(lambda w, note_id=note_id: w.save(NOTE, note_id, title="mine"))
        sent = await sync.take_pending(0, 2)
        back = [LogEntry.model_validate(o.model_dump() | {"seq": o.n, "device": "laptop"}) for o in sent]
        await sync.apply_page("space", page(*back))
        assert sync.where.acked_n == 2
        assert [o.n for o in await sync.take_pending(2, 10)] == [3]


async def test_one_that_does_not_come_back_with_those_after_it_is_asked_for_again(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        for note_id in ("n1", "n2"):
            await store.write(lambda w, note_id=note_id: w.save(NOTE, note_id, title="mine"))
        [_refused, taken] = await sync.take_pending(0, 2)
        await sync.apply_page(
            "space", page(LogEntry.model_validate(taken.model_dump() | {"seq": 1, "device": "laptop"}))
        )
        assert sync.where.acked_n == 0
        assert [o.n for o in await sync.take_pending(0, 10)] == [1]


async def test_what_came_in_one_log_and_then_what_was_before_it_in_another_are_done_with(tmp_path: Path) -> None:
    def write(w: Writing) -> None:
        w.save(NOTE, "n1", title="mine")
        w.into("team")
        w.save(NOTE, "n2", title="ours")

    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        await store.write(write)
        sent = [await sync.take_pending(0, 10), await sync.take_pending(1, 10)]
        mine, ours = (LogEntry.model_validate(o.model_dump() | {"seq": 1, "device": "laptop"}) for [o] in sent)
        await sync.apply_page("team", page(ours))
        assert sync.where.waiting == 2
        await sync.apply_page("space", page(mine))
        assert sync.where.waiting == 0


async def test_what_is_sent_anew_while_a_log_is_applied_still_waits(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        for note_id in ("n1", "n2"):
            await store.write(lambda w, note_id=note_id: w.save(NOTE, note_id, title="mine"))
        [first, _] = await sync.take_pending(0, 10)
        own = LogEntry.model_validate(first.model_dump() | {"seq": 1, "device": "laptop"})
        await sync.apply_page("space", page(own, theirs(2, {}, kind="purge", id="n2")))
        assert [o.id for o in await sync.take_pending(sync.where.acked_n, 10)] == ["n2", "n2"]
        assert sync.where.waiting == 2


async def test_a_refused_operation_is_set_aside_with_its_reason_and_the_queue_goes_on(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        await store.write(lambda w: w.save(NOTE, "n1", title="bad"))
        await store.write(lambda w: w.save(NOTE, "n2", title="good"))
        sent = await sync.take_pending(0, 10)
        outcomes = [Outcome(n=1, reason="不行"), Outcome(n=2, seq=1)]
        await sync.acknowledge([Answered(sent, PushResponse(outcomes=outcomes, expected_n=3))])
        [aside] = await store.read(lambda s: s.exec(select(SetAside)).all())
        assert (aside.reason, aside.operation["fields"]) == ("不行", {"title": "bad"})
        assert sync.where.waiting == 0


async def test_records_and_fields_of_a_newer_version_are_kept(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        await sync.apply_page(
            "space",
            page(
                theirs(1, {"title": "a", "mood": "glad"}),
                theirs(2, {"x": 1}, type="poem", id="p1"),
                theirs(3, {"y": 2}, type="cheer", id="c1", kind="event"),
            ),
        )
        shadows = {row.type: row.state for row in await store.read(lambda s: s.exec(select(Shadow)).all())}
        assert shadows["note"]["mood"][0] == "glad"
        assert shadows["poem"]["x"][0] == 1
        [event] = await store.read(lambda s: s.exec(select(UnknownEvent)).all())
        assert event.fields == {"y": 2}


async def test_what_was_written_before_the_account_comes_along_numbered_from_one(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        await store.write(lambda w: w.save(NOTE, "n1", title="a"))
        await store.write(lambda w: w.save(NOTE, "n2", title="b"))
        sync = await signed_in(store)
        await sync.take_pending(0, 1)
        assert [(o.n, o.space) for o in await sync.take_pending(0, 10)] == [(1, "space"), (2, "space")]
        await sync.acknowledge([Answered([], PushResponse(outcomes=[], expected_n=2))])
        await store.adopt("account", "laptop-again", "space")
        assert [(o.n, o.id) for o in await sync.take_pending(0, 10)] == [(1, "n1"), (2, "n2")]
        assert (await note(store)).space_id == "space"


async def test_the_data_of_one_account_is_not_given_to_another(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        await signed_in(store)
        with pytest.raises(ForeignDeviceError):
            await store.adopt("somebody else", "d", "s")


async def test_a_server_that_wants_an_operation_we_no_longer_have_is_not_followed_blindly(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        await store.write(lambda w: w.save(NOTE, "n1", title="a"))
        sent = await sync.take_pending(0, 10)
        await sync.acknowledge([Answered(sent, PushResponse(outcomes=[Outcome(n=1, seq=1)], expected_n=2))])
        with pytest.raises(Diverged):
            await sync.expect(1)


async def test_under_another_id_what_is_pending_is_laid_on_top_anew(tmp_path: Path) -> None:
    """Found by the simulator (seed 800041): of two edits with one stamp the device's id decides, and it is another."""
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        await sync.apply_page("space", page(theirs(1, {"title": "早"})))
        await store.write(lambda w: w.save(NOTE, "n1", title="我的"))
        stamp = (await store.read(lambda s: s.exec(select(Outbox)).one())).stamp
        await sync.apply_page("space", page(theirs(2, {"title": "手机"}, 1, stamp=stamp)))
        assert (await note(store)).title == "手机", '"laptop" is less than "phone"'
        await sync.go_on_as("tablet")
        assert (await note(store)).title == "我的"


async def test_the_next_id_stays_as_it_was_drawn_unless_it_is_taken(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        drawn = await sync.next_id()
        assert await sync.next_id() == drawn
        another = await sync.next_id(taken=drawn)
        assert another != drawn
        assert await sync.next_id(taken=drawn) == another
        assert sync.where.next_id == another


async def test_own_operations_that_were_never_made_are_no_answer(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        with pytest.raises(Diverged):
            await sync.apply_page("space", page(theirs(1, {"title": "a"}, device="laptop")))
        assert sync.where.acked_n == 0


async def test_what_is_sent_says_under_which_id_it_is_numbered(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        await store.write(lambda w: w.save(NOTE, "n1", title="我的"))
        assert (await sync.take_pending(0, 10)).device == "laptop"
        await sync.go_on_as("tablet")
        assert (await sync.take_pending(0, 10)).device == "tablet"


async def test_another_operation_under_a_number_of_ours_is_no_answer_to_what_waits(tmp_path: Path) -> None:
    """Found by the simulator (seed 1000538): what waited was taken for what had come back, and was gone."""
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        await store.write(lambda w: w.save(NOTE, "n1", title="我的"))
        other = theirs(1, {"title": "别的"}, device="laptop", id="n2")
        with pytest.raises(Diverged):
            await sync.apply_page("space", page(other))
        assert [one.fields for one in await sync.take_pending(0, 10)] == [{"title": "我的"}]
        await sync.go_on_as("tablet")
        await sync.apply_page("space", page(other))
        assert ((await note(store)).title, (await note(store, "n2")).title) == ("我的", "别的")
        assert [(one.n, one.fields) for one in await sync.take_pending(0, 10)] == [(1, {"title": "我的"})]
