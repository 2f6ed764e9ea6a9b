"""Texts when a log is read anew: found by the simulator as characters that came back after a server was restored."""

from pathlib import Path

from sync.catalogue import NOTE
from sync.ports import Answered
from sync.text import LoggedText
from sync.wire import Outcome, PushResponse
from tests.client.store.test_syncing import note, page, signed_in, theirs
from tests.fakes.store import open_store


async def test_a_deletion_that_waits_holds_although_the_log_has_lost_its_characters(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        await store.write(lambda w: w.save(NOTE, "n1", body="abc"))
        sent = await sync.take_pending(0, 10)
        await sync.acknowledge([Answered(sent, PushResponse(outcomes=[Outcome(n=1, seq=1)], expected_n=2))])
        await store.write(lambda w: w.save(NOTE, "n1", body="ac"))
        await sync.read_anew("space")  # the server came out of a backup that has nothing of this
        await sync.heal("space")
        log = LoggedText()
        for operation in await sync.take_pending(1, 10):
            log.take(operation.fields["body"], "")
        assert str(log) == "ac"


async def test_so_does_a_deletion_that_was_made_while_the_log_was_read_anew(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        await store.write(lambda w: w.save(NOTE, "n1", body="abc"))
        sent = await sync.take_pending(0, 10)
        await sync.acknowledge([Answered(sent, PushResponse(outcomes=[Outcome(n=1, seq=1)], expected_n=2))])
        await sync.read_anew("space")
        await store.write(lambda w: w.save(NOTE, "n1", body="ac"))
        await sync.heal("space")
        log = LoggedText()
        for operation in await sync.take_pending(1, 10):
            if "body" in operation.fields:
                log.take(operation.fields["body"], "")
        assert str(log) == "ac"


async def test_a_delete_that_is_first_in_the_new_log_yields_to_text_that_it_had_not_seen(tmp_path: Path) -> None:
    """Found by the simulator (seed 800564): what is sent again claimed to have seen the delete."""
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        await sync.apply_page("space", page(theirs(1, {"title": "题"})))
        await store.write(lambda w: w.save(NOTE, "n1", body="字"))
        sent = await sync.take_pending(0, 10)
        await sync.acknowledge([Answered(sent, PushResponse(outcomes=[Outcome(n=1, seq=2)], expected_n=2))])
        await sync.read_anew("space")  # the server came out of a backup that lacks the text
        await sync.apply_page("space", page(theirs(1, {"title": "题"}), theirs(2, {"deleted": True}, 1)))
        await sync.heal("space")
        assert not (await note(store)).deleted
        [text] = await sync.take_pending(1, 10)
        assert (text.kind, text.base) == ("text", 0)


async def test_what_this_device_had_in_the_trash_stays_there(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        await store.write(lambda w: w.save(NOTE, "n1", body="字"))
        sent = await sync.take_pending(0, 10)
        await sync.acknowledge([Answered(sent, PushResponse(outcomes=[Outcome(n=1, seq=1)], expected_n=2))])
        await sync.apply_page("space", page(theirs(2, {"deleted": True}, 1)))
        await sync.read_anew("space")
        await sync.apply_page("space", page(theirs(1, {"deleted": True}, 0)))
        await sync.heal("space")
        assert (await note(store)).deleted
