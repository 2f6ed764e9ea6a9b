"""Values when a log is read anew: what the log lacks is sent again, and nothing else.

The first was found by the simulator (seed 2256), as a value that was neither current nor in the history.
"""

from pathlib import Path

from sqlmodel import select

from client.store.tables import History
from sync.catalogue import NOTE
from sync.merge import as_entry
from sync.ports import Answered
from sync.wire import LogEntry, Outcome, PushResponse
from tests.client.store.test_syncing import note, page, signed_in, theirs
from tests.fakes.store import open_store


def wrote(seq: int, title: str, device: str, *, stamp: int) -> LogEntry:
    return theirs(seq, {"title": title}, device=device, stamp=f"{stamp:013d}-000000")


def deleted_later(seq: int) -> LogEntry:
    return theirs(seq, {"deleted": True}, base=1, device="phone", stamp="9999999999999-000000")


async def test_what_two_devices_wrote_in_one_millisecond_is_not_taken_for_one_another(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        await sync.apply_page("space", page(wrote(1, "平板", "tablet", stamp=7)))
        await sync.read_anew("space")  # the server came out of a backup, and the phone was first this time
        await sync.apply_page("space", page(wrote(1, "手机", "phone", stamp=7)))
        await sync.heal("space")
        assert [operation.fields for operation in await sync.take_pending(0, 10)] == [{"title": "平板"}]


async def test_what_is_in_the_log_already_is_not_sent_again(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        await sync.apply_page("space", page(wrote(1, "平板", "tablet", stamp=7)))
        await sync.read_anew("space")
        await sync.apply_page("space", page(wrote(1, "平板", "phone", stamp=7)))  # who had it too has brought it back
        await sync.heal("space")
        assert not list(await sync.take_pending(0, 10))


async def test_what_loses_while_one_healing_follows_another_is_kept_in_the_history(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        await sync.apply_page("space", page(wrote(1, "平板", "tablet", stamp=7)))
        await sync.read_anew("space")
        await sync.apply_page("space", page(wrote(1, "手机", "phone", stamp=9)))
        await sync.read_anew("space")  # once more, before what the log lacked was sent
        await sync.heal("space")
        assert [operation.fields for operation in await sync.take_pending(0, 10)] == [{"title": "手机"}]
        lost = await store.read(lambda s: s.exec(select(History)).all())
        assert [(row.field, row.value, row.device) for row in lost] == [("title", "平板", "tablet")]


async def test_what_this_device_wrote_is_kept_when_it_brings_back_a_later_value_of_another(tmp_path: Path) -> None:
    """Found by the simulator (seed 300108): under the sender's id both look like one device's own."""
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        await store.write(lambda w: w.save(NOTE, "n1", title="我的"))  # unsent, when the phone's later one comes
        await sync.apply_page("space", page(wrote(1, "手机", "phone", stamp=9_999_999_999_999)))
        await sync.read_anew("space")
        await sync.heal("space")
        sent = await sync.take_pending(0, 10)
        assert [operation.fields for operation in sent] == [{"title": "我的"}, {"title": "手机"}]
        lost = await store.read(lambda s: s.exec(select(History)).all())
        assert [(row.field, row.value) for row in lost] == [("title", "我的")]


async def test_what_waits_beneath_a_later_value_is_kept_when_the_next_one_is_written(tmp_path: Path) -> None:
    """Found by the simulator (seed 300126): in the log read anew both of this device come first."""
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        await store.write(lambda w: w.save(NOTE, "n1", title="我的"))
        await sync.take_pending(0, 10)  # it may be on its way, so what is written next is another operation
        await sync.apply_page("space", page(wrote(1, "手机", "phone", stamp=9_999_999_999_999)))
        await store.write(lambda w: w.save(NOTE, "n1", title="看过手机的"))
        await sync.read_anew("space")
        lost = await store.read(lambda s: s.exec(select(History)).all())
        assert [(row.field, row.value) for row in lost] == [("title", "我的")]


async def test_a_delete_is_not_brought_back_over_an_edit_that_waits_here_and_that_it_never_saw(tmp_path: Path) -> None:
    """Found by the simulator (seed 4000441): under the sender's id the delete would have seen the sender's own edit."""
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        await sync.apply_page("space", page(wrote(1, "手机", "phone", stamp=7)))
        await store.write(lambda w: w.save(NOTE, "n1", title="我的"))
        await sync.apply_page("space", page(deleted_later(2)))
        await sync.read_anew("space")
        await sync.apply_page("space", page(wrote(1, "手机", "phone", stamp=7)))
        await sync.heal("space")
        sent = list(await sync.take_pending(0, 10))
        await sync.apply_page("space", page(*(as_entry(one, 1 + one.n, "laptop") for one in sent)))
        assert ((await note(store)).title, (await note(store)).deleted) == ("我的", False)


async def test_a_delete_is_not_brought_back_over_an_earlier_edit_of_another_that_it_never_saw(tmp_path: Path) -> None:
    """Found by the simulator (seed 9000048): the tablet wrote before the delete was made, and was heard of after it."""
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        await sync.apply_page("space", page(wrote(1, "手机", "phone", stamp=7), deleted_later(2)))
        await sync.read_anew("space")
        await sync.apply_page("space", page(wrote(1, "平板", "tablet", stamp=6)))
        await sync.heal("space")
        assert [one.fields for one in await sync.take_pending(0, 10)] == [{"title": "手机"}]


async def test_a_delete_is_brought_back_where_only_a_delete_waits(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        await sync.apply_page("space", page(wrote(1, "手机", "phone", stamp=7)))
        await store.write(lambda w: w.delete(NOTE, "n1"))
        await sync.apply_page("space", page(deleted_later(2)))
        await sync.read_anew("space")
        await sync.apply_page("space", page(wrote(1, "手机", "phone", stamp=7)))
        await sync.heal("space")
        assert [(one.fields, one.base) for one in await sync.take_pending(0, 10)] == [
            ({"deleted": True}, 0),
            ({"deleted": True}, 1),
        ]


async def test_what_was_refused_stays_in_sight_in_a_log_that_is_read_anew_until_something_later_comes(
    tmp_path: Path,
) -> None:
    """What it had seen is said by a place in the old log; in the new one another entry is there."""
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        await sync.apply_page("space", page(wrote(1, "平板", "tablet", stamp=7)))
        await store.write(lambda w: w.save(NOTE, "n1", title="被拒绝的"))
        sent = await sync.take_pending(0, 10)
        await sync.acknowledge([Answered(sent, PushResponse(outcomes=[Outcome(n=1, reason="不行")], expected_n=2))])
        await sync.read_anew("space")
        later = wrote(1, "后来的", "phone", stamp=9_999_999_999_999)
        await sync.apply_page("space", page(wrote(1, "平板", "tablet", stamp=7)))
        await sync.heal("space")
        assert (await note(store)).title == "被拒绝的"
        await sync.read_anew("space")
        await sync.apply_page("space", page(later))
        assert (await note(store)).title == "后来的"
