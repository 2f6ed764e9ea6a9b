"""Two devices draw in one drawing without a line: both keep their strokes; what one erased is gone on both."""

import asyncio

import pytest
from sqlmodel import Session

from client.notes.exporting.exporting import pack
from client.notes.pen.drawings import Drawings, drawings_of
from client.notes.tables import DrawingRow, NoteRow
from tests.fakes.server import RunningServer
from tests.fakes.synced import SyncedDevice, sign_in_both


@pytest.fixture
async def devices(devices: tuple[SyncedDevice, SyncedDevice]) -> tuple[SyncedDevice, SyncedDevice]:
    await sign_in_both(*devices)
    return devices


async def test_both_keep_their_strokes(devices: tuple[SyncedDevice, SyncedDevice], server: RunningServer) -> None:
    laptop, phone = devices
    mine, theirs = Drawings(laptop.store), Drawings(phone.store)
    name = mine.new_name()
    note_id = await laptop.notes.save(None, title="图", body=f"![手写]({name})")
    first = mine.stroke("ink", 6, [(0, 0), (10, 10)])
    await mine.add(note_id, name, [first])

    def points(session: Session) -> list[tuple[tuple[float, float], ...]]:
        drawn = drawings_of(session, note_id).get(name)
        return [stroke.points for stroke in drawn.strokes] if drawn else []

    await phone.until(points)
    await asyncio.to_thread(server.stop)
    await mine.add(note_id, name, [mine.stroke("red", 3, [(20, 20)])])
    await theirs.erase(note_id, name, [first])
    for x in (100, 200):
        await theirs.add(note_id, name, [theirs.stroke("blue", 3, [(x, x)])])
    await theirs.make_longer(note_id, name)
    await asyncio.to_thread(server.start)
    for device in devices:
        await device.until(lambda s: sorted(points(s)) == [((20, 20),), ((100, 100),), ((200, 200),)])
        row = await device.until(
            lambda s: next((r for r in [s.get(DrawingRow, drawing_id(s, note_id))] if r and r.height == 1800), None)
        )
        assert row.width == 1000


def drawing_id(session: Session, note_id: str) -> str:
    from sqlmodel import select

    return session.exec(select(DrawingRow.id).where(DrawingRow.note_id == note_id)).one()


async def test_a_drawing_leaves_with_its_note_as_svg(devices: tuple[SyncedDevice, SyncedDevice]) -> None:
    import io
    import zipfile

    laptop, _phone = devices
    drawings = Drawings(laptop.store)
    note_id = await laptop.notes.save(None, title="图", body="![手写](pen-1.svg)")
    await drawings.add(note_id, "pen-1.svg", [drawings.stroke("ink", 6, [(0, 0), (10, 10)])])
    note, row = await laptop.store.read(
        lambda s: (s.get_one(NoteRow, note_id), s.get_one(DrawingRow, drawing_id(s, note_id)))
    )
    with zipfile.ZipFile(io.BytesIO(pack([note], [], {}, [row]))) as archive:
        assert b'<path d="M0 0L10 10"' in archive.read("图.files/pen-1.svg")
        assert "](图.files/pen-1.svg)" in archive.read("图.md").decode()
