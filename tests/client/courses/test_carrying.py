"""A course that is imported on one device, and learnt on another one of the same person."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from client.bootstrap import Client
from client.courses import carrying
from client.courses.carrying import Carried
from client.courses.catalogue import Offer
from client.courses.content import Course, Lesson, Segment
from client.courses.progress import Spot
from client.courses.publications import read_publications
from client.courses.shelf import STARTER
from tests.fakes.courses import DRAWING, ONE
from tests.fakes.opened import open_device
from tests.fakes.server import running_server

PATIENCE_S = 30
PICTURES = {"drawings/curve.svg": DRAWING, "pictures/photo.png": b"\x89PNG" + bytes(range(256)) * 40}


def a_course(lessons: int = 1) -> Course:
    def lesson(n: int) -> Lesson:
        asked = ONE.model_copy(update={"id": f"one-{n}", "text": f"![曲线](pictures/photo.png)\n\n{ONE.text}"})
        page = Segment(title="看一看", body="抛物线\n\n![一条抛物线](drawings/curve.svg)\n", quiz=(asked,))
        return Lesson(id=f"l{n}", title=f"第{n}课", segments=(page,))

    return Course(id="bank", title="老师给的题库", subject="math", lessons=tuple(map(lesson, range(lessons))))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory):
    with running_server(tmp_path_factory.mktemp("server") / "server.db") as server:
        yield server


async def until(client: Client, found: Callable[[], Awaitable[object]]) -> None:
    turned = asyncio.Event()
    stop = client.store.watch(lambda _: turned.set(), {"publication", "course", "finish", "place"})
    async with asyncio.timeout(PATIENCE_S):
        while not await found():
            await turned.wait()
            turned.clear()
    stop()


async def imported_elsewhere(client: Client) -> Offer:
    await until(client, client.catalogue.elsewhere)
    [offer] = await client.catalogue.elsewhere()
    return offer


def pictures_of(client: Client) -> dict[str, bytes]:
    folder = client.courses.pack_dir("bank")
    return {name: (folder / name).read_bytes() for name in PICTURES}


async def test_what_was_imported_before_there_was_an_account_comes_to_the_other_device(tmp_path: Path, server) -> None:
    """With pages, questions and pictures; after a kill; progress goes along, and a new version reaches it."""
    async with open_device(tmp_path / "desk") as desk:  # no server in sight
        assert (await desk.carrying.bring_in(a_course(), PICTURES)).state == "along"
    async with AsyncExitStack() as stack:
        desk = await stack.enter_async_context(open_device(tmp_path / "desk", server.url))
        phone = await stack.enter_async_context(open_device(tmp_path / "phone", server.url))
        await desk.account.register("小明", "correct horse")
        await phone.account.sign_in("小明", "correct horse")

        offer = await imported_elsewhere(phone)
        assert (offer.card.title, offer.card.questions, offer.here, offer.own) == ("老师给的题库", 1, 0, True)
        assert offer.card.size > len(b"".join(PICTURES.values()))
        await phone.catalogue.begin(offer.card, offer.space)
        await until(phone, lambda: phone.courses.course("bank"))
        assert await phone.courses.course("bank") == a_course()
        assert pictures_of(phone) == PICTURES
        assert await phone.catalogue.elsewhere() == []

        await phone.courses.finish_lesson("bank", "l0")

        async def finished() -> bool:
            return (await desk.courses.status("bank")).finished == {"l0"}

        await until(desk, finished)

        await desk.carrying.bring_in(a_course(lessons=2), PICTURES)

        async def newer() -> bool:
            return any(offer.is_newer for offer in await phone.catalogue.elsewhere())

        await until(phone, newer)
        offer = await imported_elsewhere(phone)
        assert offer.card.version == 2
        await phone.catalogue.begin(offer.card, offer.space)

        async def has_both() -> bool:
            course = await phone.courses.course("bank")
            return course is not None and len(course.lessons) == 2

        await until(phone, has_both)
        status = await phone.courses.status("bank")
        assert (status.finished, status.place) == ({"l0"}, Spot("l0", 0))
        assert pictures_of(phone) == PICTURES

        await phone.courses.remove("bank")
        assert (await imported_elsewhere(phone)).here == 0, "it can be had again"
        assert await desk.courses.course("bank") is not None


async def test_the_same_file_again_is_nothing_new(tmp_path: Path) -> None:
    async with open_device(tmp_path) as client:
        await client.carrying.bring_in(a_course(), PICTURES)
        before = await client.store.read(read_publications)
        await client.carrying.bring_in(a_course(), PICTURES)
        assert await client.store.read(read_publications) == before
        course = await client.courses.course("bank")
        assert course is not None
        assert course.version == 1


async def test_a_pack_keeps_the_version_that_it_says_when_that_is_later(tmp_path: Path) -> None:
    async with open_device(tmp_path) as client:
        for said, kept in ((1, 1), (5, 5), (2, 6)):
            course = a_course(lessons=said).model_copy(update={"version": said})
            await client.carrying.bring_in(course, PICTURES)
            [published] = await client.store.read(read_publications)
            here = await client.courses.course("bank")
            assert here is not None
            assert (published.card.version, here.version) == (kept, kept)


async def test_a_large_course_asks_before_it_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carrying, "UNASKED_BYTES", 1000)
    async with open_device(tmp_path) as client:
        asked = await client.carrying.bring_in(a_course(), PICTURES)
        assert asked.state == "asks"
        assert asked.size > 1000
        assert await client.files.waiting() == 0
        assert await client.store.read(read_publications) == []
        assert (await client.carrying.state("bank")).state == "asks"
        sent = await client.carrying.send("bank")
        assert sent == Carried("along", asked.size)
        assert await client.files.waiting() == 1
        assert await client.carrying.state("bank") == sent
        again = await client.carrying.bring_in(a_course(lessons=3), PICTURES)
        assert again.state == "asks", "the new version is as large"
        await client.carrying.send("bank")
        [published] = await client.store.read(read_publications)
        assert (published.card.version, published.card.lessons) == (2, 3)


async def test_what_no_file_can_hold_stays_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carrying, "FILE_LIMIT_BYTES", 2000)
    async with open_device(tmp_path) as client:
        assert (await client.carrying.bring_in(a_course(), PICTURES)).state == "too_large"
        assert (await client.carrying.state("bank")).state == "too_large"
        assert (await client.carrying.send("bank")).state == "too_large"
        assert await client.courses.course("bank") is not None
        assert await client.files.waiting() == 0


async def test_who_keeps_a_course_to_one_device_is_asked_from_then_on(tmp_path: Path) -> None:
    async with open_device(tmp_path) as client:
        await client.carrying.bring_in(a_course(), PICTURES)
        await client.carrying.stop("bank")
        assert (await client.carrying.state("bank")).state == "asks"
        await client.carrying.resume("bank")
        assert (await client.carrying.state("bank")).state == "along"
        await client.carrying.stop("bank")
        assert (await client.carrying.bring_in(a_course(lessons=2), PICTURES)).state == "asks"
        assert (await client.carrying.send("bank")).state == "along"
        [published] = await client.store.read(read_publications)
        assert published.card.version == 2


async def test_a_course_that_others_have_from_the_catalogue_is_not_sent(tmp_path: Path) -> None:
    async with open_device(tmp_path) as client:
        await client.courses.add_pack(a_course(), PICTURES)
        assert (await client.carrying.state("bank", frozenset(("bank",)))).state == "theirs"
        assert (await client.carrying.state("bank")).state == "asks"


async def test_a_starter_that_is_imported_in_a_version_of_ones_own_goes_along(tmp_path: Path) -> None:
    starter = next(path.name for path in sorted(STARTER.iterdir()) if path.is_dir())
    async with open_device(tmp_path) as client:
        course = await client.courses.course(starter)
        assert course is not None
        assert (await client.carrying.bring_in(course, {})).state == "along"
        [published] = await client.store.read(read_publications)
        assert published.card.id == starter
