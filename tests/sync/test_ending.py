"""Ending what goes on beside."""

import asyncio
from contextlib import suppress

import pytest

from sync.ending import end


async def forever() -> None:
    await asyncio.Event().wait()


async def fails() -> None:
    raise KeyError("fault")


async def fails_at_its_end() -> None:
    with suppress(asyncio.CancelledError):
        await forever()
    raise KeyError("fault")


async def test_all_are_over_and_none_need_be_there():
    tasks = [asyncio.create_task(forever()) for _ in range(3)]
    await asyncio.sleep(0)
    await end(None, *tasks)
    assert all(task.cancelled() for task in tasks)
    await end(None)


@pytest.mark.parametrize("work", [fails, fails_at_its_end])
async def test_what_one_failed_with_is_raised_unless_it_is_no_news(work):
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    with pytest.raises(KeyError):
        await end(task)
    again = asyncio.create_task(work())
    await asyncio.sleep(0)
    await end(again, but=(KeyError,))


async def test_who_is_cancelled_meanwhile_stays_so_and_leaves_nothing_running():
    may_end = asyncio.Event()

    async def takes_its_time() -> None:
        try:
            await forever()
        finally:
            await may_end.wait()

    task = asyncio.create_task(takes_its_time())
    await asyncio.sleep(0)
    ending = asyncio.create_task(end(task))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    ending.cancel()
    await asyncio.sleep(0)
    may_end.set()
    with pytest.raises(asyncio.CancelledError):
        await ending
    assert task.done()
