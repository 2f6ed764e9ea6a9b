"""A course that is written on one device, shared with a family or team, and learnt on another member's."""

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from client.account.credentials import Credentials
from client.api.spaces import Spaces
from client.bootstrap import Client
from client.courses.authoring.publishing import AuthoringError
from client.courses.packs import read_pack
from client.notes.drafts import Draft
from server.courses.checking import check
from sync.spaces import Join, NewInvite, NewSpace
from tests.fakes.opened import open_device
from tests.fakes.server import running_server

PATIENCE_S = 30
TEXT = """---
标题：浮力
科目：物理
---
# 为什么浮起来
想一想。

```题
铁一定沉吗？
答案：错
```
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory):
    with running_server(tmp_path_factory.mktemp("server") / "server.db") as server:
        yield server


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[Client]:
    async with open_device(tmp_path / "alone") as client:
        yield client


async def until(client: Client, types: set[str], found: Callable[[], Awaitable[object]]) -> None:
    turned = asyncio.Event()
    stop = client.store.watch(lambda _: turned.set(), types)
    async with asyncio.timeout(PATIENCE_S):
        while not await found():
            await turned.wait()
            turned.clear()
    stop()


async def test_what_is_typed_is_kept_and_a_list_says_what_it_is_called(client: Client) -> None:
    manuscripts = client.authoring.manuscripts
    key = await manuscripts.create(TEXT)
    note = await manuscripts.open(key)
    assert note is not None
    draft = Draft(manuscripts, note)
    draft.type(body=TEXT.replace("浮力", "浮力与密度"))
    await client.authoring.flush()
    [card] = await manuscripts.list()
    assert card.title == "浮力与密度"
    draft.close()
    await manuscripts.delete(key)
    assert await manuscripts.list() == []
    await manuscripts.restore(key)
    assert [card.id for card in await manuscripts.list()] == [key]


async def test_an_export_is_a_pack_that_both_ends_open(client: Client, tmp_path: Path) -> None:
    key = await client.authoring.manuscripts.create(TEXT)
    picture = await client.authoring.add_picture(key, "图.png", b"\x89PNG picture")
    kept = await client.authoring.manuscripts.read(key)
    assert kept is not None
    text = f"{kept[0]}\n\n{picture}\n"
    written = await client.authoring.compile(key, text)
    assert written.faults == (), "the picture is there"
    name, content = await client.authoring.export(key)
    assert name == "浮力.zip"
    (tmp_path / name).write_bytes(content)
    assert check(tmp_path / name).questions == 1, "the server's catalogue takes it"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path / "pack")
    course = read_pack(tmp_path / "pack")
    assert course.title == "浮力"
    assert [p.read_bytes() for p in (tmp_path / "pack" / "pictures").iterdir()] == [b"\x89PNG picture"]
    assert (await client.authoring.export(key))[1] == content, "the same again"


async def test_nothing_written_is_nothing_to_publish(client: Client) -> None:
    key = await client.authoring.manuscripts.create("---\n标题：空\n---\n")
    with pytest.raises(AuthoringError, match="还没有可以学的内容"):
        await client.authoring.export(key)


async def test_a_family_learns_what_a_parent_has_written_and_gets_what_is_new(tmp_path: Path, server) -> None:
    async with AsyncExitStack() as stack:
        parent = await stack.enter_async_context(open_device(tmp_path / "parent", server.url))
        child = await stack.enter_async_context(open_device(tmp_path / "child", server.url))
        await parent.account.register("家长", "correct horse")
        await child.account.register("孩子", "correct horse")
        ours = Spaces(parent.line, await Credentials.open(tmp_path / "parent", server.url))
        family = await ours.found(NewSpace(request_id="r", kind="family", name="我们家", role="parent"))
        code = (await ours.invite(family.id, NewInvite(role="child"))).code
        theirs = Spaces(child.line, await Credentials.open(tmp_path / "child", server.url))
        await theirs.join(Join(request_id="r", code=code))
        for device in (parent, child):
            await device.sync.halt()
            device.sync.wake()

        key = await parent.authoring.manuscripts.create(TEXT)
        await until(parent, {"space", "setting", "note", "manuscript"}, lambda: parent.authoring.audiences(key))
        [audience] = await parent.authoring.audiences(key)
        assert (audience.name, audience.published) == ("我们家", 0)
        card = await parent.authoring.publish(key, family.id, "爸爸")
        assert card.version == 1
        assert [a.published for a in await parent.authoring.audiences(key)] == [1]
        assert await child.authoring.audiences(key) == [], "a child does not publish in the family"

        await until(child, {"publication"}, child.catalogue.offers)
        [offer] = await child.catalogue.offers() or []
        assert (offer.card.title, offer.space_name) == ("浮力", "我们家")
        await child.catalogue.begin(offer.card, offer.space)
        await until(child, {"course"}, lambda: child.courses.course(card.id))
        await child.courses.finish_lesson(card.id, (await _course(child, card.id)).lessons[0].id)

        draft = Draft(parent.authoring.manuscripts, await _note(parent, key))
        draft.type(body=TEXT + "\n# 再来一课\n读\n")
        await draft.flush()
        draft.close()
        assert (await parent.authoring.publish(key, family.id)).version == 2

        async def newer() -> bool:
            return any(offer.is_newer for offer in await child.catalogue.offers() or [])

        await until(child, {"publication"}, newer)
        [offer] = await child.catalogue.offers() or []
        await child.catalogue.begin(offer.card, offer.space)

        async def there() -> bool:
            return len((await _course(child, card.id)).lessons) == 2

        await until(child, {"course"}, there)
        assert len((await child.courses.status(card.id)).finished) == 1, "progress stays"

        await parent.authoring.withdraw(key, family.id)

        async def gone() -> bool:
            return not await child.catalogue.offers()

        await until(child, {"publication"}, gone)
        assert await child.courses.course(card.id) is not None, "who has it keeps it"


async def _course(client: Client, course_id: str):
    course = await client.courses.course(course_id)
    assert course is not None
    return course


async def _note(client: Client, key: str):
    note = await client.authoring.manuscripts.open(key)
    assert note is not None
    return note
