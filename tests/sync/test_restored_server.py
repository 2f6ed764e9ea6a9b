"""The server comes out of a backup, hours after it was taken: nobody signs in again, and nothing is lost."""

import asyncio
from pathlib import Path

from sqlmodel import select

from client.notes.tables import NoteRow
from tests.fakes.clock import FakeClock
from tests.fakes.filed import FiledDevice, open_device
from tests.fakes.server import running_server
from tests.fakes.waiting import until
from tests.server.accounts.test_outliving import back_up, restore


def has(*titles: str):
    return lambda s: {row.title for row in s.exec(select(NoteRow))} >= set(titles)


async def note(device: FiledDevice, title: str) -> None:
    await device.notes.save(None, title=title, body=f"{title}的正文")


async def test_devices_go_on_after_the_server_was_put_back_by_hours(tmp_path: Path) -> None:
    clock, data = FakeClock(), tmp_path / "server.db"
    with running_server(data, clock) as server:
        async with (
            open_device(tmp_path / "tablet", server.url, 1) as tablet,
            open_device(tmp_path / "phone", server.url, 2) as phone,
        ):
            await tablet.account.register("小明", "correct horse")
            await phone.account.sign_in("小明", "correct horse")
            await note(tablet, "备份之前")
            await until(phone, has("备份之前"))
            await asyncio.to_thread(back_up, data)
            for hour in range(3):  # access tokens run out, and are renewed
                clock.advance(3_600)
                await note(tablet, f"平板 {hour}")
                await note(phone, f"手机 {hour}")
                await until(phone, has(f"平板 {hour}"))
                await until(tablet, has(f"手机 {hour}"))
            async with open_device(tmp_path / "late", server.url, 3) as late:
                await late.account.sign_in("小明", "correct horse")
                await note(late, "后来登录的")
                await until(tablet, has("后来登录的"))
                await asyncio.to_thread(restore, server, data)
                await note(late, "恢复以后")
                everything = ["备份之前", "后来登录的", "恢复以后"]
                everything += [f"{who} {hour}" for who in ("平板", "手机") for hour in range(3)]
                for device in (tablet, phone, late):
                    await until(device, has(*everything))
                    assert device.account.state.signed_in
        async with open_device(tmp_path / "new", server.url, 4) as new:
            await new.account.sign_in("小明", "correct horse")
            await until(new, has(*everything))
