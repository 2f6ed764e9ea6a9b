"""Files between two devices and the real server: what breaks off goes on, and comes before its operation."""

import asyncio
import random
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from client.api.spaces import Spaces
from client.files import FileError
from client.files.drawer import OWN, Drawer, Kept
from client.notes.tables import NoteRow
from sync.catalogue import NOTE
from sync.files import PART_BYTES, reference
from sync.spaces import Join, NewInvite, NewSpace
from tests.fakes.filed import FiledDevice, open_device
from tests.fakes.server import TEST_SETTINGS, running_server

PICTURE = random.Random(3).randbytes(3 * PART_BYTES + 7)
SMALL = b"a small picture"
PATIENCE_S = 20


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory):
    limits = replace(TEST_SETTINGS, file_limit_bytes=4 * PART_BYTES)
    with running_server(tmp_path_factory.mktemp("server") / "server.db", settings=limits) as server:
        yield server


@pytest.fixture
def name(request: pytest.FixtureRequest) -> str:
    return f"u{id(request.node)}"


@pytest.fixture
async def pair(tmp_path: Path, server, name: str):
    """Two devices of one account."""
    async with AsyncExitStack() as stack:
        first = await stack.enter_async_context(open_device(tmp_path / "tablet", server.url, 1))
        second = await stack.enter_async_context(open_device(tmp_path / "phone", server.url, 2))
        await first.account.register(name, "correct horse")
        await second.account.sign_in(name, "correct horse")
        yield first, second


async def all_up(device: FiledDevice) -> None:
    """Wait until no file waits any more."""
    turned = asyncio.Event()
    stop = device.files.watch(lambda _: turned.set())
    async with asyncio.timeout(PATIENCE_S):
        while await device.files.waiting():
            await turned.wait()
            turned.clear()
    stop()


async def note_with(device: FiledDevice, sha256: str) -> None:
    await device.store.write(lambda w: w.save(NOTE, "n", title=reference(sha256)))


async def until_note(device: FiledDevice, found: Callable[[NoteRow | None], bool]) -> None:
    turned = asyncio.Event()
    stop = device.store.watch(lambda _: turned.set(), {"note"})
    async with asyncio.timeout(PATIENCE_S):
        while not found(await device.store.read(lambda s: s.get(NoteRow, "n"))):
            await turned.wait()
            turned.clear()
    stop()


async def test_a_picture_of_one_device_is_seen_on_the_other(pair: tuple[FiledDevice, FiledDevice]) -> None:
    first, second = pair
    sha256 = await first.files.put(PICTURE)
    await note_with(first, sha256)
    await until_note(second, bool)
    path = await second.files.fetch(sha256)
    assert path.read_bytes() == PICTURE
    assert await second.files.fetch(sha256) == path
    assert fetches(second, sha256) == 1, "the second time from the disk"


def fetches(device: FiledDevice, sha256: str) -> int:
    return sum(method == "GET" and path.endswith(sha256) for method, path in device.carrier.asked)


async def test_the_file_is_up_before_the_operation_that_names_it(pair: tuple[FiledDevice, FiledDevice]) -> None:
    first, _ = pair
    await first.sync.halt()
    await all_up(first)
    await first.files.close()  # nothing but the push itself sends the file now
    sha256 = await first.files.put(PICTURE)
    await note_with(first, sha256)
    first.carrier.asked.clear()
    first.sync.wake()
    await until_synced(first)
    puts = [at for at, (method, path) in enumerate(first.carrier.asked) if path.endswith(sha256)]
    push = [at for at, (method, path) in enumerate(first.carrier.asked) if path == "/v1/sync/push"]
    assert len(puts) == 5
    assert max(puts) < min(push)


async def until_synced(device: FiledDevice) -> None:
    turned = asyncio.Event()
    stop = device.sync.watch(lambda _: turned.set())
    async with asyncio.timeout(PATIENCE_S):
        while device.sync.status.state != "synced" or await device.sync.waiting():
            await turned.wait()
            turned.clear()
    stop()


async def test_what_was_put_in_before_there_is_an_account_goes_up_after(tmp_path: Path, server, name: str) -> None:
    async with open_device(tmp_path / "a", server.url) as device:
        sha256 = await device.files.put(SMALL)
        assert await device.files.waiting() == 1
    async with open_device(tmp_path / "a", server.url) as device:
        assert await device.files.waiting() == 1, "also after a restart"
        await device.account.register(name, "correct horse")
        await all_up(device)
        async with open_device(tmp_path / "b", server.url, 2) as other:
            await other.account.sign_in(name, "correct horse")
            assert (await other.files.fetch(sha256)).read_bytes() == SMALL


async def test_an_upload_that_broke_off_goes_on_after_a_restart(tmp_path: Path, server, name: str) -> None:
    async with open_device(tmp_path, server.url) as device:
        await device.account.register(name, "correct horse")
        await device.sync.halt()
        device.carrier.loses = iter(["", "", "", *["request"] * 1_000])  # the question and two parts get through
        await device.files.put(PICTURE)
        async with asyncio.timeout(PATIENCE_S):
            await device.carrier.lost.wait()
    async with open_device(tmp_path, server.url) as device:
        await all_up(device)
        parts = [path for method, path in device.carrier.asked if method == "PUT"]
        assert len(parts) <= 4, "one question, and what was lacking"


async def test_a_download_that_broke_off_goes_on_where_it_was(pair: tuple[FiledDevice, FiledDevice]) -> None:
    first, second = pair
    sha256 = await first.files.put(PICTURE)
    await all_up(first)
    kept = Kept(OWN, sha256)
    part = Drawer(second.folder / "files").path(kept, ".part")
    part.parent.mkdir(parents=True)
    part.write_bytes(PICTURE[: 2 * PART_BYTES])
    assert (await second.files.fetch(sha256)).read_bytes() == PICTURE
    part.write_bytes(PICTURE)  # a kill between the last piece and the end
    Drawer(second.folder / "files").path(kept).unlink()
    assert (await second.files.fetch(sha256)).read_bytes() == PICTURE
    part.write_bytes(b"damaged" * PART_BYTES)
    Drawer(second.folder / "files").path(kept).unlink()
    with pytest.raises(FileError, match="损坏"):
        await second.files.fetch(sha256)
    assert (await second.files.fetch(sha256)).read_bytes() == PICTURE, "and then from the beginning"


async def test_a_file_that_the_server_does_not_take_holds_nothing_up(
    pair: tuple[FiledDevice, FiledDevice],
) -> None:
    first, second = pair
    sha256 = await first.files.put(bytes(4 * PART_BYTES + 1))
    await note_with(first, sha256)
    await until_note(second, bool)
    [refused] = await first.files.refused()
    assert (refused.sha256, refused.space) == (sha256, "")
    assert "文件太大了" in refused.reason
    with pytest.raises(FileError, match="服务器上还没有这个文件"):
        await second.files.fetch(sha256)
    assert await first.files.fetch(sha256), "here it stays"


async def test_without_a_line_the_operation_waits_with_its_file(pair: tuple[FiledDevice, FiledDevice]) -> None:
    first, second = pair
    first.carrier.cut = True
    sha256 = await first.files.put(SMALL)
    await note_with(first, sha256)
    with pytest.raises(FileError, match="连不上服务器"):
        await first.files.fetch("0" * 64)
    first.carrier.cut = False
    first.files.wake()
    await until_note(second, bool)
    assert (await second.files.fetch(sha256)).read_bytes() == SMALL


async def test_many_who_want_a_file_at_once_fetch_it_once(pair: tuple[FiledDevice, FiledDevice]) -> None:
    first, second = pair
    sha256 = await first.files.put(PICTURE)
    await all_up(first)
    paths = await asyncio.gather(*(second.files.fetch(sha256) for _ in range(5)))
    assert len(set(paths)) == 1
    assert fetches(second, sha256) == 1


async def test_who_gives_up_waiting_does_not_break_it_for_the_others(pair: tuple[FiledDevice, FiledDevice]) -> None:
    first, second = pair
    sha256 = await first.files.put(PICTURE)
    await all_up(first)
    hasty, patient = [asyncio.create_task(second.files.fetch(sha256)) for _ in range(2)]
    await asyncio.sleep(0)
    hasty.cancel()
    assert (await patient).read_bytes() == PICTURE


async def test_a_file_of_a_team_goes_to_the_team_and_leaves_with_it(tmp_path: Path, server, name: str) -> None:
    async with (
        open_device(tmp_path / "host", server.url) as host,
        open_device(tmp_path / "guest", server.url, 2) as guest,
    ):
        await host.account.register(f"h{name}", "correct horse")
        await guest.account.register(f"g{name}", "correct horse")
        ours = Spaces(host.line, host.credentials)
        team = await ours.found(NewSpace(request_id="r", kind="team", name="晨读"))
        code = (await ours.invite(team.id, NewInvite(role="member"))).code
        await Spaces(guest.line, guest.credentials).join(Join(request_id="r", code=code))
        sha256 = await host.files.put(SMALL, team.id)
        await all_up(host)
        assert (await guest.files.fetch(sha256, team.id)).read_bytes() == SMALL
        member = (await ours.members(team.id))[1]
        await ours.remove(team.id, member.account_id)
        await guest.sync.halt()
        guest.sync.wake()
        await until_synced(guest)
        assert not (tmp_path / "guest" / "files" / team.id).exists()


async def test_a_file_that_cannot_be_read_is_said(pair: tuple[FiledDevice, FiledDevice], tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"读不了「没有\.png」"):
        await pair[0].files.put(tmp_path / "没有.png")


FATES = st.lists(st.sampled_from(["", "", "request", "answer"]), max_size=12)


@given(fates=FATES, kill_after=st.integers(0, 8), seed=st.integers(0, 1_000))
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_however_the_line_breaks_and_whenever_a_kill_comes_the_file_arrives(
    tmp_path_factory: pytest.TempPathFactory, server, fates: list[str], kill_after: int, seed: int
) -> None:
    asyncio.run(_breaking(tmp_path_factory.mktemp("breaking"), server.url, fates, kill_after, seed), debug=True)


async def _breaking(folder: Path, url: str, fates: list[str], kill_after: int, seed: int) -> None:
    data = random.Random(seed).randbytes(2 * PART_BYTES + seed)
    async with open_device(folder / "a", url) as device:
        await device.account.register(folder.name, "correct horse")
        device.carrier.loses = iter(fates)
        sha256 = await device.files.put(data)
        await note_with(device, sha256)
        for _ in range(kill_after * 50):
            await asyncio.sleep(0)
    async with open_device(folder / "a", url) as device, open_device(folder / "b", url, 2) as other:
        await other.account.sign_in(folder.name, "correct horse")
        await until_note(other, bool)
        other.carrier.loses = iter(fate for fate in fates)
        assert (await fetch_at_last(other, sha256, tries=len(fates) + 1)).read_bytes() == data
        await all_up(device)


async def fetch_at_last(device: FiledDevice, sha256: str, tries: int) -> Path:
    try:
        return await device.files.fetch(sha256)
    except FileError:
        if tries == 1:
            raise
    return await fetch_at_last(device, sha256, tries - 1)


async def test_an_upload_goes_on_when_the_server_is_back(tmp_path: Path, name: str) -> None:
    with running_server(tmp_path / "server.db") as server:
        async with (
            open_device(tmp_path / "a", server.url) as device,
            open_device(tmp_path / "b", server.url, 2) as other,
        ):
            await device.account.register(name, "correct horse")
            await other.account.sign_in(name, "correct horse")
            await asyncio.to_thread(server.stop)
            sha256 = await device.files.put(PICTURE)
            await note_with(device, sha256)
            await device.carrier.lost.wait()
            await asyncio.to_thread(server.start)
            await until_note(other, bool)
            assert (await other.files.fetch(sha256)).read_bytes() == PICTURE
