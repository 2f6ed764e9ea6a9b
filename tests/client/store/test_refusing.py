"""What the server does not take: set aside with the reason, and in the personal space still in sight where it is."""

from sqlmodel import Session, select

from client.notes.tables import NoteRow
from client.store.tables import SetAside
from sync.catalogue import NOTE
from tests.fakes.synced import SyncedDevice, sign_in_both

TOO_LONG = "长" * (1 << 20)
"""More than one request may carry: the server refuses it before it knows what is in it."""


async def save(device: SyncedDevice, note_id: str, **fields: str | bool) -> None:
    await device.store.write(lambda w: w.save(NOTE, note_id, **fields))


def aside(session: Session) -> list[SetAside]:
    return list(session.exec(select(SetAside)).all())


def note(note_id: str, **fields: str | bool):
    def query(session: Session) -> bool:
        row = session.get(NoteRow, note_id)
        return row is not None and all(getattr(row, name) == value for name, value in fields.items())

    return query


async def shown(device: SyncedDevice) -> dict[str, str]:
    return await device.store.read(lambda s: {row.id: row.title for row in s.exec(select(NoteRow)).all()})


async def test_a_refused_record_is_no_empty_one_elsewhere_and_stays_in_sight_here(devices) -> None:
    laptop, phone = devices
    await sign_in_both(laptop, phone)
    await save(laptop, "n1", title=TOO_LONG)
    await save(laptop, "n2", title="短")
    await phone.until(note("n2", title="短"))
    await laptop.until_status("synced")
    assert await shown(phone) == {"n2": "短"}
    assert await shown(laptop) == {"n1": TOO_LONG, "n2": "短"}
    [one] = await laptop.store.read(aside)
    assert one.operation["fields"]["title"] == TOO_LONG


async def test_what_fills_the_place_of_a_refused_edit_takes_nothing_out_of_the_trash(devices) -> None:
    laptop, phone = devices
    await sign_in_both(laptop, phone)
    await save(laptop, "n1", title="短")
    await phone.until(note("n1", title="短"))
    await laptop.sync.halt()
    await phone.store.write(lambda w: w.delete(NOTE, "n1"))
    await phone.until_status("synced")
    await save(laptop, "n1", title=TOO_LONG)
    laptop.sync.wake()
    await laptop.until(aside)
    await save(laptop, "n2", title="之后")
    await phone.until(note("n2", title="之后"))
    assert await phone.store.read(note("n1", deleted=True))


async def test_a_refused_edit_stays_in_sight_when_another_device_edits_the_record_and_loses_to_what_is_written_over_it(
    devices,
) -> None:
    laptop, phone = devices
    await sign_in_both(laptop, phone)
    await save(laptop, "n1", title="短")
    await phone.until(note("n1", title="短"))
    await save(laptop, "n1", title=TOO_LONG)
    await laptop.until(aside)
    await save(phone, "n1", notebook="物理")
    await laptop.until(note("n1", notebook="物理", title=TOO_LONG))
    await save(laptop, "n1", title="又短了")
    await phone.until(note("n1", title="又短了"))
    await save(phone, "n1", notebook="化学")
    await laptop.until(note("n1", notebook="化学", title="又短了"))
