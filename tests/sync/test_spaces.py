"""A team between the real devices of two people: who joins has its records, who leaves forgets them."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from sqlmodel import Session, select

from client.api.spaces import Spaces
from client.notes.tables import NoteRow
from client.store import Writing
from client.store.tables import Cursor, SetAside, Shadow
from sync.catalogue import NOTE
from sync.spaces import Join, NewInvite, NewSpace
from tests.fakes.filed import FiledDevice, open_device
from tests.fakes.server import running_server
from tests.fakes.waiting import until

TEAM = NewSpace(request_id="make", kind="team", name="晨读小组")


@pytest.fixture
async def two(tmp_path: Path) -> AsyncIterator[tuple[FiledDevice, FiledDevice]]:
    """Devices of two people."""
    with running_server(tmp_path / "server.db") as server:
        async with AsyncExitStack() as stack:
            host, guest = [
                await stack.enter_async_context(open_device(tmp_path / who, server.url, seed))
                for seed, who in enumerate(("host", "guest"))
            ]
            await host.account.register("小明", "correct horse")
            await guest.account.register("小红", "correct horse")
            yield host, guest


def calls(device: FiledDevice) -> Spaces:
    return Spaces(device.line, device.credentials)


async def bring_in(host: FiledDevice, guest: FiledDevice, role: str = "member") -> str:
    team = await calls(host).found(TEAM)
    code = (await calls(host).invite(team.id, NewInvite(role=role))).code
    await calls(guest).join(Join(request_id=code, code=code))
    return team.id


async def write(device: FiledDevice, space: str, record_id: str, title: str) -> None:
    def command(w: Writing) -> None:
        w.into(space)
        w.save(NOTE, record_id, title=title)

    await device.store.write(command)


def title_is(record_id: str, title: str | None):
    def query(session: Session) -> bool:
        row = session.get(NoteRow, record_id)
        return (row.title if row else None) == title

    return query


async def test_who_joins_has_what_is_there_and_what_comes(two: tuple[FiledDevice, FiledDevice]) -> None:
    host, guest = two
    team = await bring_in(host, guest)
    await write(host, team, "shared", "小组的")
    await until(guest, title_is("shared", "小组的"))
    await write(guest, team, "shared", "一起改的")
    await until(host, title_is("shared", "一起改的"))


async def test_who_is_removed_forgets_the_space_and_keeps_its_own(two: tuple[FiledDevice, FiledDevice]) -> None:
    host, guest = two
    team = await bring_in(host, guest)
    await write(host, team, "shared", "小组的")
    await write(guest, "", "mine", "我自己的")
    await until(guest, title_is("shared", "小组的"))
    member = (await calls(host).members(team))[1]
    await calls(host).remove(team, member.account_id)
    await until(guest, title_is("shared", None))
    assert await guest.store.read(title_is("mine", "我自己的"))
    for table in (Cursor, Shadow):
        query = select(table).where(table.space_id == team)
        assert await guest.store.read(lambda s, query=query: s.exec(query).all()) == []
    assert await host.store.read(title_is("shared", "小组的"))


async def test_what_was_written_meanwhile_is_set_aside_with_the_reason(two: tuple[FiledDevice, FiledDevice]) -> None:
    host, guest = two
    team = await bring_in(host, guest)
    await write(host, team, "shared", "小组的")
    await until(guest, title_is("shared", "小组的"))
    guest.carrier.cut = True
    member = (await calls(host).members(team))[1]
    await calls(host).remove(team, member.account_id)
    await write(guest, team, "shared", "离线时写的")
    guest.carrier.cut = False
    guest.sync.wake()
    await until(guest, lambda s: bool(s.exec(select(SetAside)).all()))
    [aside] = await guest.store.read(lambda s: s.exec(select(SetAside)).all())
    assert aside.operation["fields"]["title"] == "离线时写的"
    assert "不是这个空间的成员" in aside.reason
    await until(guest, title_is("shared", None))


async def test_who_comes_back_has_it_all_again(two: tuple[FiledDevice, FiledDevice]) -> None:
    host, guest = two
    team = await bring_in(host, guest)
    await write(host, team, "shared", "小组的")
    await until(guest, title_is("shared", "小组的"))
    member = (await calls(host).members(team))[1]
    await calls(guest).remove(team, member.account_id)
    await until(guest, title_is("shared", None))
    await bring_in(host, guest)
    await until(guest, title_is("shared", "小组的"))


async def test_a_reader_sees_and_its_writing_is_set_aside(two: tuple[FiledDevice, FiledDevice]) -> None:
    host, guest = two
    team = await bring_in(host, guest, "reader")
    await write(host, team, "shared", "小组的")
    await until(guest, title_is("shared", "小组的"))
    await write(guest, team, "shared", "读者改的")
    await until(guest, lambda s: bool(s.exec(select(SetAside)).all()))
    await until(guest, title_is("shared", "小组的"))
    assert await host.store.read(title_is("shared", "小组的"))


async def test_what_a_reader_made_up_is_seen_by_nobody_not_even_by_itself(two: tuple[FiledDevice, FiledDevice]) -> None:
    host, guest = two
    team = await bring_in(host, guest, "reader")
    await write(host, team, "shared", "小组的")
    await until(guest, title_is("shared", "小组的"))
    await write(guest, team, "own", "读者新写的")
    await until(guest, title_is("own", None))
    [aside] = await guest.store.read(lambda s: s.exec(select(SetAside)).all())
    assert aside.operation["fields"]["title"] == "读者新写的"
    assert await host.store.read(title_is("own", None))
