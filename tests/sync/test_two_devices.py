"""Two devices and the real server: what is written on one is on the other, whatever the line does."""

import asyncio

from sqlmodel import Session, select

from client.mistakes.tables import ReviewEvent as Review
from client.notes.tables import NoteRow as Note
from client.store.tables import History
from sync.catalogue import NOTE, REVIEW
from tests.fakes.server import RunningServer
from tests.fakes.synced import NAME, PASSWORD, SyncedDevice, sign_in_both


async def save(device: SyncedDevice, note_id: str, **fields: str | bool) -> None:
    await device.store.write(lambda w: w.save(NOTE, note_id, **fields))


def titled(note_id: str, title: str):
    def query(session: Session) -> bool:
        note = session.get(Note, note_id)
        return note is not None and note.title == title

    return query


def everything(session: Session) -> list[dict]:
    return sorted((row.model_dump() for row in session.exec(select(Note))), key=lambda row: row["id"])


async def log_of(device: SyncedDevice) -> list[tuple[str, int]]:
    [space] = (await device.transport.spaces()).spaces
    return [(entry.device, entry.n) for entry in (await device.transport.log(space.id, 0, 2000)).entries]


async def test_what_was_written_before_the_account_is_on_the_second_device(devices) -> None:
    laptop, phone = devices
    await save(laptop, "n1", title="账号之前", body="写的字")
    await laptop.account.register(NAME, PASSWORD)
    await save(phone, "n2", title="手机上也写了")
    await phone.account.sign_in(NAME, PASSWORD)
    await phone.until(titled("n1", "账号之前"))
    await laptop.until(titled("n2", "手机上也写了"))
    assert await laptop.store.read(everything) == await phone.store.read(everything)


async def test_an_edit_shows_on_the_other_device_without_a_touch(devices) -> None:
    laptop, phone = devices
    await sign_in_both(laptop, phone)
    await save(laptop, "n1", title="一")
    await phone.until(titled("n1", "一"))
    await save(phone, "n1", title="二")
    await laptop.until(titled("n1", "二"))


async def test_both_go_on_without_the_server_and_agree_once_it_is_back(devices, server: RunningServer) -> None:
    laptop, phone = devices
    await sign_in_both(laptop, phone)
    await save(laptop, "n1", title="一", body="甲")
    await phone.until(titled("n1", "一"))
    await asyncio.to_thread(server.stop)
    await laptop.until_status("offline")
    await phone.until_status("offline")
    await save(laptop, "n1", title="笔记本改的")
    phone.clock.advance(60)
    await save(phone, "n1", title="手机后改的")
    await save(phone, "n2", title="离线新写")
    await asyncio.to_thread(server.start)
    await laptop.until(titled("n2", "离线新写"))
    await laptop.until(titled("n1", "手机后改的"))
    await phone.until_status("synced")
    await laptop.until_status("synced")
    assert await laptop.store.read(everything) == await phone.store.read(everything)
    for device in devices:
        [lost] = await device.until(lambda s: s.exec(select(History)).all())
        assert lost.value == "笔记本改的"


async def test_an_answer_that_is_lost_neither_doubles_the_operation_nor_undoes_a_later_edit(devices) -> None:
    laptop, phone = devices
    await sign_in_both(laptop, phone)
    laptop.clock.advance(86_400)  # a clock a day ahead wins every tie: sent twice, its operation would undo the phone's
    laptop.carrier.lose_answers = 1
    await save(laptop, "n1", title="一")
    await phone.until(titled("n1", "一"))
    await save(phone, "n1", title="二")
    await laptop.until(titled("n1", "二"))
    await laptop.until_status("synced")
    log = await log_of(laptop)
    assert len(log) == len(set(log)) == 2
    assert await laptop.store.read(everything) == await phone.store.read(everything)


async def test_reviews_of_both_devices_are_united(devices) -> None:
    laptop, phone = devices
    await sign_in_both(laptop, phone)
    for device in devices:
        device.carrier.cut = True
        fields = {"mistake_id": "m1", "rating": 3, "reviewed_utc": "2026-11-22T12:00:00.000Z", "elapsed_s": 4.0}
        await device.store.write(lambda w, fields=fields: w.add(REVIEW, **fields))
        device.carrier.cut = False
    for device in devices:
        await device.until(lambda s: len(s.exec(select(Review)).all()) == 2)


async def test_a_note_deleted_here_and_edited_there_is_kept(devices) -> None:
    laptop, phone = devices
    await sign_in_both(laptop, phone)
    await save(laptop, "n1", title="一")
    await phone.until(titled("n1", "一"))
    phone.carrier.cut = laptop.carrier.cut = True
    await laptop.store.write(lambda w: w.delete(NOTE, "n1"))
    await save(phone, "n1", body="还要用的")
    phone.carrier.cut = laptop.carrier.cut = False
    for device in devices:
        note = await device.until(lambda s: s.exec(select(Note).where(Note.body == "还要用的")).first())
        await device.until(lambda s: not s.get_one(Note, "n1").deleted)
        assert note.title == "一"


async def test_signing_out_stops_sync_and_keeps_what_is_here(devices) -> None:
    laptop, phone = devices
    await sign_in_both(laptop, phone)
    await save(laptop, "n1", title="一")
    await phone.until(titled("n1", "一"))
    await phone.account.sign_out()
    assert phone.sync.status.state == "off"
    assert await phone.store.read(titled("n1", "一"))
    await save(phone, "n1", title="退出后改的")
    await phone.account.sign_in(NAME, PASSWORD)
    await laptop.until(titled("n1", "退出后改的"))
