"""Texts when a log is read anew: found by the simulator as characters that came back after a server was restored."""

from pathlib import Path

from sync.catalogue import NOTE
from sync.text import LoggedText
from sync.wire import Outcome, PushResponse
from tests.client.store.test_syncing import signed_in
from tests.fakes.store import open_store


async def test_a_deletion_that_waits_holds_although_the_log_has_lost_its_characters(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        sync = await signed_in(store)
        await store.write(lambda w: w.save(NOTE, "n1", body="abc"))
        sent = await sync.take_pending(0, 10)
        await sync.acknowledge(sent, PushResponse(outcomes=[Outcome(n=1, seq=1)], expected_n=2))
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
        await sync.acknowledge(sent, PushResponse(outcomes=[Outcome(n=1, seq=1)], expected_n=2))
        await sync.read_anew("space")
        await store.write(lambda w: w.save(NOTE, "n1", body="ac"))
        await sync.heal("space")
        log = LoggedText()
        for operation in await sync.take_pending(1, 10):
            if "body" in operation.fields:
                log.take(operation.fields["body"], "")
        assert str(log) == "ac"
