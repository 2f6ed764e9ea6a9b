"""Downloads from the real server over a line that breaks."""

import asyncio
import errno
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from client.files import arriving
from server.settings import sqlite_url
from sync.catalogue import FINISH, PLACE
from tests.fakes.cutting import Reader, open_reader
from tests.fakes.server import RunningServer, running_server
from tests.server.courses.packs import a_pack, offer, withdraw

FILM = random.Random(5).randbytes(700_003)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("server") / "server.db"


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[RunningServer]:
    with running_server(data) as server:
        yield server


@pytest.fixture(scope="module")
def add(data: Path, server: RunningServer, tmp_path_factory: pytest.TempPathFactory):
    def added(course_id: str, version: int = 1, **more: object):
        extra = {"media/film.mp4": FILM + bytes([version])}
        pack = a_pack(tmp_path_factory.mktemp("pack"), course_id, version, extra, **more)
        return offer(sqlite_url(data), data.with_suffix(".courses"), pack)

    return added


def leftovers(reader: Reader) -> list[str]:
    """What is under way on the disk."""
    return sorted(p.name for p in (reader.folder / "catalogue").rglob("*") if p.is_file() and p.stem != "catalogue")


async def test_a_course_comes_and_can_be_learnt(tmp_path: Path, server: RunningServer, add) -> None:
    add("simple")
    async with open_reader(tmp_path, server.url) as reader:
        await reader.begin("simple")
        await reader.done()
        assert await reader.version("simple") == 1
        opened = await reader.courses.open_lesson("simple", "l1")
        assert opened is not None
        assert (opened.folder / "media" / "film.mp4").read_bytes() == FILM + b"\x01"
        assert leftovers(reader) == []


async def test_a_line_that_breaks_again_and_again_only_takes_longer(tmp_path: Path, server: RunningServer, add) -> None:
    card = add("broken-line")
    async with open_reader(tmp_path, server.url) as reader:
        reader.carrier.cuts = iter([0, 100_000, 1, 250_000, 65_536])
        await reader.begin("broken-line")
        await reader.done()
        assert reader.carrier.lost == 5
        assert reader.carrier.received == card.size, "no byte comes twice"
        assert await reader.version("broken-line") == 1


async def test_a_pause_keeps_what_is_here_and_going_on_begins_there(tmp_path: Path, server: RunningServer, add) -> None:
    card = add("paused")
    async with open_reader(tmp_path, server.url) as reader:
        reader.carrier.gate, reader.carrier.gate_after = asyncio.Event(), 300_000
        await reader.begin("paused")
        await reader.until(lambda now: now["paused"].received > 0)  # told when it is on the disk
        await reader.catalogue.pause("paused")
        rest = reader.catalogue.downloads()["paused"]
        assert rest.state == "paused"
        assert 0 < rest.received < card.size
        reader.carrier.gate = None
        await reader.catalogue.resume("paused")
        await reader.done()
        path, begun = reader.carrier.asked[-1]
        assert path == "/v1/courses/paused/packs/1"
        assert begun == f"bytes={rest.received}-"
        assert await reader.version("paused") == 1


async def test_after_a_kill_it_goes_on_by_itself_and_a_pause_stays_one(
    tmp_path: Path, server: RunningServer, add
) -> None:
    add("killed")
    add("resting")
    async with open_reader(tmp_path, server.url) as reader:
        reader.carrier.gate = asyncio.Event()
        await reader.begin("killed")
        await reader.begin("resting")
        await reader.until(lambda now: all(one.state == "running" for one in now.values()))
        await reader.carrier.at_gate.wait()
        await reader.catalogue.pause("resting")
    async with open_reader(tmp_path, server.url) as reader:
        await reader.until(lambda now: "killed" not in now)
        assert await reader.version("killed") == 1
        assert reader.catalogue.downloads()["resting"].state == "paused"
        await reader.catalogue.give_up("resting")
        assert leftovers(reader) == []


async def test_without_a_line_it_waits_and_goes_on_when_there_is_one(
    tmp_path: Path, server: RunningServer, add
) -> None:
    add("waits")
    async with open_reader(tmp_path, server.url) as reader:
        await reader.catalogue.refresh()
        reader.carrier.down = True
        offers = await reader.catalogue.offers()
        await reader.catalogue.begin(next(o.card for o in offers or [] if o.card.id == "waits"))
        now = await reader.until(lambda now: now["waits"].sentence)
        assert now["waits"].sentence == "线路断了，连上后自动继续"
        reader.carrier.down = False
        reader.catalogue.wake()
        await reader.done()


async def test_what_comes_damaged_is_not_kept_and_asked_for_once_more(
    tmp_path: Path, server: RunningServer, add
) -> None:
    add("damaged")
    async with open_reader(tmp_path, server.url) as reader:
        reader.carrier.bend = lambda piece: bytes(len(piece))
        await reader.begin("damaged")
        now = await reader.until(lambda now: now["damaged"].state == "failed")
        assert "损坏" in now["damaged"].sentence
        assert sum("damaged" in path for path, _ in reader.carrier.asked) == 2
        assert await reader.version("damaged") == 0
        reader.carrier.bend = lambda piece: piece
        await reader.catalogue.resume("damaged")
        await reader.done()
        assert await reader.version("damaged") == 1


async def test_more_than_was_announced_is_not_taken(tmp_path: Path, server: RunningServer, add) -> None:
    add("longer")
    async with open_reader(tmp_path, server.url) as reader:
        reader.carrier.bend = lambda piece: piece * 3
        await reader.begin("longer")
        now = await reader.until(lambda now: now["longer"].state == "failed")
        assert "不一样大" in now["longer"].sentence


async def test_a_full_disk_is_said_before_it_is_full(tmp_path: Path, server: RunningServer, add) -> None:
    add("large")
    async with open_reader(tmp_path, server.url, free_bytes=lambda _: 1 << 20) as reader:
        await reader.begin("large")
        now = await reader.until(lambda now: now["large"].state == "failed")
        assert "存储空间不够" in now["large"].sentence
        assert now["large"].received == 0


async def test_a_disk_that_fills_up_meanwhile_keeps_what_is_here(
    tmp_path: Path, server: RunningServer, add, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = add("fills-up")
    pieces = iter(range(4))
    real = arriving.add

    def add_piece(*arguments: object) -> None:
        if next(pieces, None) is None:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(*arguments)  # pyright: ignore[reportArgumentType]  # passed on as it came

    async with open_reader(tmp_path, server.url) as reader:
        with monkeypatch.context() as patch:
            patch.setattr(arriving, "add", add_piece)
            await reader.begin("fills-up")
            now = await reader.until(lambda now: now["fills-up"].state == "failed")
        assert "已下载的部分留着" in now["fills-up"].sentence
        assert 0 < now["fills-up"].received < card.size
        await reader.catalogue.resume("fills-up")
        await reader.done()
        assert reader.carrier.asked[-1][1] == f"bytes={now['fills-up'].received}-"


async def test_a_new_version_takes_the_old_ones_place_and_progress_stays(
    tmp_path: Path, server: RunningServer, add
) -> None:
    add("updated")
    async with open_reader(tmp_path, server.url) as reader:
        await reader.begin("updated")
        await reader.done()
        await reader.courses.keep_place("updated", "l2", 0)
        await reader.courses.finish_lesson("updated", "l1")
        add("updated", 2, title="一元二次方程（新版）")
        await reader.catalogue.refresh()
        offers = await reader.catalogue.offers()
        [found] = [o for o in offers or [] if o.card.id == "updated"]
        assert found.is_newer
        assert offers
        assert offers[0] is found, "new versions come first"
        await reader.begin("updated")
        await reader.done()
        outline = await reader.courses.outline("updated")
        assert outline is not None
        assert (outline.manifest.version, outline.manifest.title) == (2, "一元二次方程（新版）")
        assert outline.status.finished == {"l1"}
        assert (outline.origin, outline.next_lesson and outline.next_lesson.id) == ("imported", "l2")
    assert (PLACE.name, FINISH.name) == ("place", "finish")


async def test_a_pack_that_this_app_cannot_open_leaves_the_old_version_as_it_is(
    tmp_path: Path, server: RunningServer, add
) -> None:
    add("future")
    async with open_reader(tmp_path, server.url) as reader:
        await reader.begin("future")
        await reader.done()
        add("future", 2, format=99)
        await reader.begin("future")
        now = await reader.until(lambda now: now["future"].state == "failed")
        assert "打不开" in now["future"].sentence
        assert await reader.version("future") == 1


async def test_what_was_withdrawn_meanwhile_is_said(tmp_path: Path, server: RunningServer, add, data: Path) -> None:
    add("withdrawn")
    async with open_reader(tmp_path, server.url) as reader:
        await reader.catalogue.refresh()
        offers = await reader.catalogue.offers()
        withdraw(sqlite_url(data), "withdrawn")
        await reader.catalogue.begin(next(o.card for o in offers or [] if o.card.id == "withdrawn"))
        now = await reader.until(lambda now: now["withdrawn"].state == "failed")
        assert "撤下" in now["withdrawn"].sentence


async def test_a_newer_version_asked_for_meanwhile_takes_over(tmp_path: Path, server: RunningServer, add) -> None:
    add("overtaken")
    async with open_reader(tmp_path, server.url) as reader:
        reader.carrier.gate = asyncio.Event()
        await reader.begin("overtaken")
        await reader.carrier.at_gate.wait()
        add("overtaken", 2)
        reader.carrier.gate.set()
        reader.carrier.gate = None
        await reader.begin("overtaken")
        await reader.done()
        assert await reader.version("overtaken") == 2
        assert leftovers(reader) == []


async def test_the_list_is_there_without_a_line(tmp_path: Path, server: RunningServer, add) -> None:
    add("listed")
    async with open_reader(tmp_path, server.url) as reader:
        assert await reader.catalogue.offers() is None
        await reader.catalogue.refresh()
    async with open_reader(tmp_path, "http://127.0.0.1:9") as reader:
        assert await reader.catalogue.offers() is None, "another server's list is not ours"
    async with open_reader(tmp_path, server.url) as reader:
        reader.carrier.down = True
        offers = await reader.catalogue.offers()
        assert any(o.card.id == "listed" for o in offers or [])


@given(cuts=st.lists(st.integers(0, 400_000), max_size=6), pauses=st.lists(st.integers(1, 5), max_size=3))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_breaks_when_the_course_comes_whole(
    tmp_path_factory: pytest.TempPathFactory, server: RunningServer, add, cuts: list[int], pauses: list[int]
) -> None:
    card = add("whatever")

    async def play() -> None:
        async with open_reader(tmp_path_factory.mktemp("reader"), server.url) as reader:
            reader.carrier.cuts = iter(cuts)
            await reader.begin("whatever")
            for turns in pauses:
                for _ in range(turns):
                    await asyncio.sleep(0)
                await reader.catalogue.pause("whatever")
                await reader.catalogue.resume("whatever")
            await reader.done()
            assert await reader.version("whatever") == 1
            assert reader.carrier.received >= card.size

    asyncio.run(play())
