"""The safe's file where the system has a keystore: unreadable, unchangeable, and no copy of it is good again."""

from pathlib import Path

import pytest

from client.timer.safe import FileSafe, Safe
from client.timer.sealing import FileSeal
from tests.fakes.safe import MemoryKeystore, MemorySafe

SECRET = "ledger key 271828"


async def opened(place: MemorySafe, keystore: MemoryKeystore) -> Safe:
    return await Safe.open(place, keystore)


async def closed_with(place: MemorySafe, keystore: MemoryKeystore, **values: object) -> None:
    safe = await opened(place, keystore)
    for name, value in values.items():
        await safe.put(name, value)
    await safe.close()


async def test_what_is_kept_is_there_again_and_the_file_does_not_say_it() -> None:
    place, keystore = MemorySafe(), MemoryKeystore()
    await closed_with(place, keystore, clock=SECRET, 数="学伴" * 500)
    assert SECRET not in (place.text or "")
    assert SECRET not in (keystore.text or "")
    safe = await opened(place, keystore)
    assert (safe.get("clock"), safe.get("数"), safe.is_sealed) == (SECRET, "学伴" * 500, True)


async def test_a_file_that_is_put_back_from_a_copy_counts_as_empty() -> None:
    place, keystore = MemorySafe(), MemoryKeystore()
    await closed_with(place, keystore, tries=1)
    old = place.text
    await closed_with(place, keystore, tries=9)
    place.text = old
    assert (await opened(place, keystore)).get("tries") is None


async def test_a_copy_of_this_very_run_is_no_good_after_the_next_start() -> None:
    place, keystore = MemorySafe(), MemoryKeystore()
    safe = await opened(place, keystore)
    await safe.put("tries", 1)
    await safe.close()
    copy = place.text
    await (await opened(place, keystore)).close()
    place.text = copy
    assert (await opened(place, keystore)).get("tries") is None


async def test_a_file_of_another_hand_or_another_key_counts_as_empty() -> None:
    place, keystore = MemorySafe(), MemoryKeystore()
    await closed_with(place, keystore, clock=SECRET)
    good = place.text or ""
    for text in ('{"clock": "forged"}', good.replace('"mac": "', '"mac": "0'), FileSeal.new().close("{}", 99), "", "{"):
        place.text = text
        held = MemoryKeystore(keystore.text)
        assert (await opened(place, held)).get("clock") is None, text[:20]
    place.text = good
    assert (await opened(place, MemoryKeystore())).get("clock") is None, "the keystore was emptied"


async def test_a_crash_between_the_file_and_the_keystore_loses_nothing() -> None:
    place, keystore = MemorySafe(), MemoryKeystore()
    safe = await opened(place, keystore)
    before = keystore.text
    for number in range(5):
        await safe.put("clock", number)
    await safe.close()
    keystore.text = before  # the keystore had not come to it
    assert (await opened(place, keystore)).get("clock") == 4


async def test_a_write_that_fails_does_not_put_the_keystore_ahead_of_the_file() -> None:
    place, keystore = MemorySafe(), MemoryKeystore()
    safe = await opened(place, keystore)
    await safe.put("clock", 1)
    place.is_full = True
    for _try in range(3):
        with pytest.raises(OSError, match="no space"):
            await safe.put("clock", 2)
    await safe.close()
    place.is_full = False
    assert (await opened(place, keystore)).get("clock") == 1


async def test_what_a_plain_file_kept_moves_in_once(tmp_path: Path) -> None:
    file = tmp_path / "a.safe"
    plain = await Safe.open(FileSafe(file))
    await plain.put("pin", SECRET)
    assert not plain.is_sealed
    keystore = MemoryKeystore()
    sealed = await Safe.open(FileSafe(file), keystore)
    assert sealed.get("pin") == SECRET
    assert SECRET not in file.read_text()


async def test_without_a_keystore_that_works_the_file_is_plain_and_says_so() -> None:
    place, keystore = MemorySafe(), MemoryKeystore(is_broken=True)
    safe = await opened(place, keystore)
    assert not safe.is_sealed
    await safe.put("clock", 1)
    await safe.close()
    assert (await Safe.open(place)).get("clock") == 1


async def test_many_writes_are_told_to_the_keystore_together() -> None:
    place, keystore = MemorySafe(), MemoryKeystore()
    safe = await opened(place, keystore)
    for number in range(50):
        await safe.put("clock", number)
    await safe.close()
    assert FileSeal.of(keystore.text or "").turn == 51
    assert "key" not in repr(FileSeal.of(keystore.text or ""))
