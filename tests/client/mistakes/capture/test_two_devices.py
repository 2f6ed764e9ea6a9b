"""The same question written down on two devices that do not see each other: one mistake, or the offer to merge."""

import asyncio
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

from sqlmodel import Session, col, select

from client.account.credentials import Credentials
from client.api.files import FilesLine
from client.api.line import Line
from client.files import Files
from client.mistakes.book import MistakeBook
from client.mistakes.capture import Capture, Draft
from client.mistakes.capture.reading import Reader
from client.mistakes.tables import Mistake
from tests.client.mistakes.capture.desk import NOWHERE
from tests.fakes.server import RunningServer
from tests.fakes.synced import SyncedDevice

ASKED = Draft(text="甲、乙两地相距 120 千米，汽车 2 小时到达，速度是多少千米每小时？", answer="60 千米/时")


async def capture_of(device: SyncedDevice, folder: Path) -> Capture:
    await asyncio.to_thread(folder.mkdir, exist_ok=True)
    line = FilesLine(Line(NOWHERE), await Credentials.open(folder, NOWHERE))
    files = Files(folder / "files", device.store, line)  # no pictures here
    return Capture(device.store, device.clock, MistakeBook(device.store, device.clock, zone=UTC), files, Reader())


def alive(count: int, dates: int) -> Callable[[Session], list[Mistake] | None]:
    """The mistakes, once there are `count` with `dates` dates in all."""

    def look(session: Session) -> list[Mistake] | None:
        rows = list(session.exec(select(Mistake).where(col(Mistake.deleted).is_(False))).all())
        return rows if len(rows) == count and sum(len(row.missed_utc) for row in rows) == dates else None

    return look


async def test_the_same_question_on_both_is_one_mistake_with_two_dates(
    devices: tuple[SyncedDevice, SyncedDevice], server: RunningServer, tmp_path: Path
) -> None:
    laptop, phone = devices
    await laptop.account.register("小明", "correct horse")
    await phone.account.sign_in("小明", "correct horse")
    await asyncio.to_thread(server.stop)
    await (await capture_of(laptop, tmp_path / "a")).save(ASKED)
    phone.clock.advance(3600)
    await (await capture_of(phone, tmp_path / "b")).save(Draft(text="7. " + ASKED.text.replace("？", "?"), given="240"))
    await asyncio.to_thread(server.start)
    for device in devices:
        [mistake] = await device.until(alive(1, 2))
        assert len(mistake.missed_utc) == 2


async def test_nearly_the_same_question_on_both_is_offered_to_be_merged_and_stays_merged(
    devices: tuple[SyncedDevice, SyncedDevice], server: RunningServer, tmp_path: Path
) -> None:
    laptop, phone = devices
    await laptop.account.register("小明", "correct horse")
    await phone.account.sign_in("小明", "correct horse")
    await asyncio.to_thread(server.stop)
    phone.clock.advance(60)
    first = await (await capture_of(laptop, tmp_path / "a")).save(ASKED)
    other = await (await capture_of(phone, tmp_path / "b")).save(Draft(text=ASKED.text.replace("汽车", "一辆汽车")))
    assert other.mistake_id != first.mistake_id
    await asyncio.to_thread(server.start)
    await laptop.until(alive(2, 2))
    capture = await capture_of(laptop, tmp_path / "a")
    repeat = await capture.repeat_of(first.mistake_id)
    assert repeat is not None
    assert repeat.id == other.mistake_id
    await capture.merge(first.mistake_id, other.mistake_id)
    [kept] = await phone.until(alive(1, 2))
    assert kept.id == first.mistake_id
