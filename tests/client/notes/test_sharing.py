"""A note in a family's space: both write in it, its files and cards come along, leaving takes it away."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from client.bootstrap import Client
from client.notes.drafts import Draft
from client.notes.sharing import place_of
from client.store.standing import Followed, Standing
from sync.text import Splice
from tests.fakes.family import Household, household, soon
from tests.fakes.opened import open_device


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[Household]:
    async with household(tmp_path) as home:
        yield home


async def test_a_note_moves_with_its_files_and_both_write_in_it(home: Household) -> None:
    child, parent = home.child, home.parent
    note_id = await child.notes.save(None, title="假期", body="去 {{海边}} ![图](a.png)")
    await child.attachments.add(note_id, "a.png", b"\x89PNG picture")
    await child.drawings.add(note_id, "pen-1.svg", [child.drawings.stroke("ink", 6, [(0, 0), (9, 9)])])
    [card] = await child.mistakes.in_note(note_id)
    await child.mistakes.review(card.id, 3)
    [place] = child.sharing.places()
    assert (place.name, place.writes) == ("我们家", True)
    moved = await child.sharing.move(note_id, home.home)
    assert moved is not None
    note = await soon(lambda: parent.notes.get(moved.now))
    assert note.title == "假期"
    assert (await parent.sharing.place(moved.now)) == place
    names = await soon(lambda: parent.attachments.names(moved.now))
    assert await parent.attachments.read(names["a.png"], moved.now) == b"\x89PNG picture"
    assert len((await soon(lambda: parent.drawings.of(moved.now)))["pen-1.svg"].strokes) == 1
    assert [note.id for note in await child.notes.list()] == [moved.now]
    [again] = await child.mistakes.in_note(moved.now)
    assert (again.id, again.reviews) == (card.id, 1)  # the card came along, with its memory
    assert await parent.mistakes.in_note(moved.now) == []  # whose card it is, is whose review it is
    await parent.notes.save(moved.now, body=Splice(0, 0, "全家"))
    await child.notes.save(moved.now, body=Splice(len(note.body), 0, "！"))

    async def both() -> bool:
        texts = [found.body for found in (await child.notes.get(moved.now), await parent.notes.get(moved.now)) if found]
        return texts == ["全家去 {{海边}} ![图](a.png)！"] * 2

    await soon(both)
    await child.sharing.move_back(moved)
    assert [note.id for note in await child.notes.list()] == [note_id]
    assert [found.id for found in await child.mistakes.in_note(note_id)] == [card.id]
    await soon(lambda: _is_empty(parent))


async def test_who_marks_something_in_a_shared_note_has_it_as_a_card_and_nobody_else(home: Household) -> None:
    child, parent = home.child, home.parent
    moved = await child.sharing.move(await child.notes.save(None, title="假期", body="去海边和山里"), home.home)
    assert moved is not None
    await soon(lambda: parent.notes.get(moved.now))
    note = await parent.notes.open(moved.now)
    assert note
    draft = Draft(parent.notes, note)
    draft.appear()
    for body in ("去{{海边和山里", "去{{海边}}和山里"):  # saved at nearly every key
        draft.type(body=body)
        await draft.flush()
    [card] = await parent.mistakes.in_note(moved.now)
    assert card.words == "去[…]和山里"

    async def seen() -> bool:
        note = await child.notes.get(moved.now)
        return note is not None and note.body == draft.body

    await soon(seen)
    await child.notes.save(moved.now, body=Splice(len(draft.body), 0, "\n\n问题 :: 答案"))
    [own] = await child.mistakes.in_note(moved.now)
    assert own.words == "问题"
    await soon(lambda: _says(parent, moved.now, "答案"))
    assert [each.id for each in await parent.mistakes.in_note(moved.now)] == [card.id]
    draft.close()
    await draft.settle()


async def _says(client: Client, note_id: str, words: str) -> bool:
    note = await client.notes.get(note_id)
    return note is not None and words in note.body


async def _is_empty(client: object) -> bool:
    return not await client.notes.list()  # type: ignore[attr-defined]


async def test_who_leaves_no_longer_has_it_and_the_others_keep_it(home: Household) -> None:
    parent, child = home.parent, home.child
    note_id = await child.notes.save(None, title="菜谱", body="西红柿")
    moved = await child.sharing.move(note_id, home.home)
    assert moved is not None
    await soon(lambda: parent.notes.get(moved.now))
    await child.family.homes.leave(home.home)  # a child says so, a parent agrees
    await parent.family.homes.let_go(home.home, home.account)
    await soon(lambda: _is_empty(child))
    assert [note.id for note in await parent.notes.list()] == [moved.now]
    assert [note.id for note in await child.notes.trash()] == [note_id]  # what was its own is in its trash


async def test_a_file_that_is_added_later_goes_where_the_note_is(home: Household) -> None:
    child, parent = home.child, home.parent
    moved = await child.sharing.move(await child.notes.save(None, title="图", body="看"), home.home)
    assert moved is not None
    await child.attachments.add(moved.now, "b.png", b"\x89PNG b")
    names = await soon(lambda: parent.attachments.names(moved.now))
    assert await parent.attachments.read(names["b.png"], moved.now) == b"\x89PNG b"


def test_who_may_write_is_what_the_catalogue_says() -> None:
    followed = {
        "p": Followed(),
        "t": Followed(kind="team", role="member", name="三班"),
        "r": Followed(kind="team", role="reader", name="四班"),
        "f": Followed(kind="family", role="child", name="家"),
    }
    standing = Standing(Standing.nowhere().device, followed)
    assert place_of(standing, "p") is None
    assert place_of(standing, "left") is None
    writes = {space: place.writes for space in "trf" if (place := place_of(standing, space))}
    assert writes == {"t": True, "r": False, "f": True}


async def test_a_note_that_is_not_there_does_not_move(tmp_path: Path) -> None:
    async with open_device(tmp_path) as client:
        assert await client.sharing.move("nobody", "x") is None
        assert client.sharing.places() == []
